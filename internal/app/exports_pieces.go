package app

import (
	"context"
	"errors"

	"piece/internal/archive"
	"piece/internal/archive/exports"
	"piece/internal/chat"
	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

// exportPieces are pieces, records, photos and links in the words of exports.
type exportPieces struct {
	house     *house
	cakes     chat.Cakes // names of cakes, here or elsewhere
	publicURL string
}

// Pieces implements exports.Pieces.
func (e exportPieces) Pieces(ctx context.Context, owner, cursor string) ([]archive.Piece, string, int, error) {
	list, err := e.house.pieces.List(ctx, owner, piece.ListRequest{Scope: piece.ScopeMine, Cursor: cursor, Limit: page.MaxLimit})
	if err != nil {
		return nil, "", 0, err
	}
	items := make([]archive.Piece, len(list.Items))
	for i, v := range list.Items {
		items[i] = exportPiece(v)
	}
	total := 0
	if list.Total != nil {
		total = *list.Total
	}
	return items, list.Next.String(), total, nil
}

func exportPiece(v piece.View) archive.Piece {
	p := archive.Piece{
		ID: v.ID, Kind: string(v.Kind), Title: v.Title, Day: string(v.Day), Time: v.Time, Cast: v.Cast, Director: v.Director,
		Venue: v.Venue, Seat: v.Seat, Price: v.Price, Genre: string(v.Genre), Companion: v.Companion,
		HalfStars: v.HalfStars, Review: v.Review, Visibility: string(v.Visibility), Shape: string(v.Shape), Paper: string(v.Paper),
		Year: v.Day.Year(), Number: v.Number, Viewing: v.Viewing, Cover: v.Cover, Hearts: v.Hearts, Remind: v.Remind, Color: v.Color, Language: v.Language,
		CreatedAt: v.CreatedAt.UTC(), UpdatedAt: v.UpdatedAt.UTC(), PhotoID: v.PhotoID, ArtworkID: v.ArtworkID,
	}
	if v.PhotoID != "" {
		p.Photo = &archive.PiecePhoto{Crop: archive.Crop(v.Crop)}
	}
	if v.CakeID != "" {
		p.Cake = &archive.PieceCake{ID: v.CakeID}
	}
	return p
}

// Record implements exports.Pieces.
func (e exportPieces) Record(ctx context.Context, owner, pieceID string) (archive.Record, error) {
	v, err := e.house.records.Get(ctx, owner, pieceID)
	if err != nil {
		return archive.Record{}, err
	}
	r := archive.Record{Text: v.Text, Photos: make([]archive.RecordPhoto, len(v.Photos)), UpdatedAt: v.UpdatedAt.UTC()}
	for i, p := range v.Photos {
		r.Photos[i] = archive.RecordPhoto{ID: p.ID, Caption: p.Caption}
	}
	return r, nil
}

// Ticket implements exports.Pieces.
func (e exportPieces) Ticket(ctx context.Context, owner, pieceID string, image exports.Image) ([]byte, error) {
	file, err := e.house.pieces.Ticket(ctx, owner, pieceID, map[exports.Image]string{
		exports.Front: piece.FrontWebP, exports.Back: piece.BackWebP, exports.Small: piece.FrontSmall,
	}[image])
	if err != nil {
		return nil, err
	}
	return file.Bytes(ctx)
}

// Photo implements exports.Pieces.
func (e exportPieces) Photo(ctx context.Context, owner, photoID string) ([]byte, error) {
	return e.house.media.Image(ctx, owner, photoID)
}

// Artwork implements exports.Pieces.
func (e exportPieces) Artwork(ctx context.Context, owner, artworkID, photoID string) (webp []byte, style string, err error) {
	if webp, err = e.house.artworks.Image(ctx, owner, artworkID, photoID); err != nil {
		return nil, "", err
	}
	a, err := e.house.artworks.Artwork(ctx, owner, artworkID)
	return webp, a.Style, err
}

// Hearted implements exports.Pieces.
func (e exportPieces) Hearted(ctx context.Context, owner, cursor string) ([]archive.Hearted, string, error) {
	list, err := e.house.pieces.List(ctx, owner, piece.ListRequest{Scope: piece.ScopeHearted, Cursor: cursor, Limit: page.MaxLimit})
	if err != nil {
		return nil, "", err
	}
	items := make([]archive.Hearted, len(list.Items))
	for i, v := range list.Items {
		items[i] = archive.Hearted{ID: v.ID, Kind: string(v.Kind), Title: v.Title, Day: string(v.Day), Owner: v.Owner.Nickname}
	}
	return items, list.Next.String(), nil
}

// Links implements exports.Pieces.
func (e exportPieces) Links(ctx context.Context, owner string) (archive.Links, error) {
	out := archive.Links{Links: []archive.Link{}}
	for cursor := ""; ; {
		found, err := e.house.sharing.Links(ctx, owner, "", cursor, page.MaxLimit)
		if err != nil {
			return archive.Links{}, err
		}
		for _, l := range found.Items {
			link := archive.Link{Address: e.publicURL + "/s/" + l.Token, PieceID: l.PieceID, Title: l.Piece.Title, CreatedAt: l.CreatedAt.UTC()}
			if !l.EndsAt.IsZero() {
				ends := l.EndsAt.UTC()
				link.EndsAt = &ends
			}
			out.Links = append(out.Links, link)
		}
		if cursor = found.Next.String(); cursor == "" {
			break
		}
	}
	f, err := e.house.sharing.FeedOf(ctx, owner)
	switch {
	case err == nil:
		out.Feed = &archive.Feed{Address: e.publicURL + "/api/v1/feeds/" + f.Secret + ".ics", TimeZone: f.TimeZone, CreatedAt: f.CreatedAt.UTC()}
	case !errors.Is(err, errs.NotFound):
		return archive.Links{}, err
	}
	return out, nil
}

// CakeTitles implements exports.Pieces.
func (e exportPieces) CakeTitles(ctx context.Context, ids []string) (map[string]string, error) {
	found, err := e.cakes.Cakes(ctx, ids)
	titles := make(map[string]string, len(found))
	for id, c := range found {
		titles[id] = c.Title
	}
	return titles, err
}
