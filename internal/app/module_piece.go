package app

import (
	"context"
	"errors"

	"piece/internal/account"
	"piece/internal/account/accountclient"
	"piece/internal/account/accounthttp"
	"piece/internal/craft/cover"
	"piece/internal/media"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/record"
	"piece/internal/piece/record/recordhttp"
	"piece/internal/piece/record/recordsql"
	"piece/internal/piece/share"
	"piece/internal/piece/share/sharehttp"
	"piece/internal/piece/share/sharesql"
	"piece/internal/piece/stats"
	"piece/internal/piece/stats/statshttp"
	"piece/internal/piece/stats/statssql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

func startPieces(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, piecesql.Domain, piecesql.Migrations); err != nil {
		return nil, err
	}
	renderer, err := h.drawer()
	if err != nil {
		return nil, err
	}
	covers, err := cover.New()
	if err != nil {
		return nil, err
	}
	go renderer.Warm() // compiling the encoder takes a moment that the first person need not wait
	people, err := h.people()
	if err != nil {
		return nil, err
	}
	cakes, err := h.cakeNames()
	if err != nil {
		return nil, err
	}
	deeds, err := h.audit()
	if err != nil {
		return nil, err
	}
	records := recordsql.New(h.db)
	h.pieces = piece.New(piece.Deps{
		Store: piecesql.New(h.db, h.bin, h.clock), Objects: h.objects, Photos: piecePhotos{h.media}, Records: records, Artworks: h.artworks, Cakes: pieceCakes{cakes},
		Profiles: pieceProfiles{people}, Renderer: renderer, Covers: covers, Clock: h.clock, Log: h.log, Metrics: h.metrics, Audit: deeds,
		OnChange: h.titlePrompt.Changed,
	})
	piecehttp.Register(h.server.API, h.pieces)
	h.records = record.New(record.Deps{
		Store: records, Pieces: h.pieces, Photos: recordPhotos{h.media}, Clock: h.clock,
	})
	recordhttp.Register(h.server.API, h.records)
	h.sharing = share.New(share.Deps{Store: sharesql.New(h.db), Pieces: h.pieces, Clock: h.clock})
	sharehttp.Register(h.server.API, h.sharing, h.config.HTTP.PublicURL)
	statshttp.Register(h.server.API, stats.New(stats.Deps{
		Store: statssql.New(h.db), Pieces: h.pieces, Profiles: pieceProfiles{people}, Renderer: renderer, Clock: h.clock,
	}))
	return nil, nil
}

// startPieceIndex makes the pieces of older versions searchable.
func startPieceIndex(_ context.Context, h *house) (lifecycle.Runner, error) {
	return lifecycle.RunFunc(h.pieces.KeepIndexed), nil
}

// startPieceDrawing draws the tickets that wait for it.
func startPieceDrawing(_ context.Context, h *house) (lifecycle.Runner, error) {
	return lifecycle.RunFunc(h.pieces.KeepDrawn), nil
}

// startPieceMerges lets pieces follow their cakes into others.
func startPieceMerges(_ context.Context, h *house) (lifecycle.Runner, error) {
	woken := h.cakeMerged.listen()
	return lifecycle.RunFunc(func(ctx context.Context) error { return h.pieces.FollowMerges(ctx, woken) }), nil
}

// profiles tell who people are, here or through a service elsewhere.
type profiles interface {
	Profiles(ctx context.Context, ids []string) (map[string]account.Profile, error)
}

func (h *house) people() (profiles, error) {
	if h.accounts != nil {
		return h.accounts, nil
	}
	if h.config.Upstream.Account == "" {
		return nil, errors.New("account doesn't run in this process: set upstream.account to where it does")
	}
	return accountclient.New(h.config.Upstream.Account)
}

// pieceProfiles are people in the words of the piece domain.
type pieceProfiles struct{ people profiles }

func (p pieceProfiles) Profiles(ctx context.Context, ids []string) (map[string]piece.Profile, error) {
	found, err := p.people.Profiles(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]piece.Profile, len(found))
	for id, person := range found {
		out[id] = piece.Profile{ID: id, Nickname: person.Nickname, Picture: accounthttp.Picture(id, person.Picture), Title: piece.Title(person.Title)}
	}
	return out, nil
}

// pieceCakes are cakes in the words of the piece domain.
type pieceCakes struct{ cakeNames }

func (c pieceCakes) Merges(ctx context.Context, after int64, limit int) ([]piece.Merge, error) {
	found, err := c.cakeNames.Merges(ctx, after, limit)
	out := make([]piece.Merge, len(found))
	for i, m := range found {
		out[i] = piece.Merge{Seq: m.Seq, From: m.From, To: m.To}
	}
	return out, err
}

// piecePhotos are the photos in the words of the piece domain.
type piecePhotos struct{ *media.Service }

func (p piecePhotos) Photo(ctx context.Context, owner, id string) (piece.Photo, error) {
	found, err := p.Service.Photo(ctx, owner, id)
	return piece.Photo{ID: found.ID, Width: found.Width, Height: found.Height, Color: found.Color}, err
}

// recordPhotos are the photos in the words of the records.
type recordPhotos struct{ *media.Service }

func (r recordPhotos) Pictures(ctx context.Context, owner string, ids []string) (map[string]record.Picture, error) {
	found, err := r.Photos(ctx, owner, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]record.Picture, len(found))
	for id, p := range found {
		out[id] = record.Picture{Width: p.Width, Height: p.Height, Color: p.Color}
	}
	return out, nil
}
