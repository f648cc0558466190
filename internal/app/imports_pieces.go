package app

import (
	"context"
	"errors"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"piece/internal/archive/imports"
	"piece/internal/artwork"
	"piece/internal/craft/picture"
	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/record"
	"piece/internal/platform/errs"
)

// importPieces are the pieces in the words of imports.
type importPieces struct{ h *house }

// Check implements imports.Pieces.
func (importPieces) Check(d imports.Draft) []imports.Problem {
	_, err := pieceDraft(d).Check()
	problems := importProblems(err)
	var f errs.Fields
	record.TextRule.Clean(&f, "body.record", d.Facts[imports.Text])
	return append(problems, importProblems(f.Err())...)
}

// Imported implements imports.Pieces.
func (p importPieces) Imported(ctx context.Context, owner string, keys []string) (map[string]string, error) {
	return p.h.pieces.Imported(ctx, owner, keys)
}

// Attended implements imports.Pieces.
func (p importPieces) Attended(ctx context.Context, owner string, list []imports.Attendance) (map[int]string, error) {
	first, last := piece.LastDay, piece.FirstDay
	wanted := map[piece.Same][]int{}
	for i, a := range list {
		day, ok := piece.ParseDay(a.Day)
		if !ok || a.Title == "" {
			continue
		}
		first, last = min(first, day), max(last, day)
		same := piece.SameOf(day, a.Title)
		wanted[same] = append(wanted[same], i)
	}
	found := map[int]string{}
	if len(wanted) == 0 {
		return found, nil
	}
	there, err := p.h.pieces.Attended(ctx, owner, first, last)
	for same, pieceID := range there {
		for _, i := range wanted[same] {
			found[i] = pieceID
		}
	}
	return found, err
}

// Bring implements imports.Pieces.
func (p importPieces) Bring(ctx context.Context, owner, language string, keys []string, drafts []imports.Draft) ([]imports.Brought, error) {
	arrivals := make([]piece.Arrival, len(drafts))
	for i, d := range drafts {
		arrivals[i] = piece.Arrival{Key: keys[i], Draft: pieceDraft(d), CreatedAt: d.CreatedAt, Quiet: d.Quiet}
	}
	arrived, err := p.h.pieces.Import(ctx, owner, language, arrivals)
	if err != nil {
		return nil, err
	}
	out := make([]imports.Brought, len(arrived))
	for i, a := range arrived {
		out[i] = imports.Brought{PieceID: a.PieceID, Problems: importProblems(a.Err)}
	}
	return out, nil
}

// Changed implements imports.Pieces.
func (p importPieces) Changed(ctx context.Context, owner string) { p.h.pieces.Changed(ctx, owner) }

// coverShapes are those that cut nothing off the title of a cover.
var coverShapes = []ticket.Shape{ticket.Perforated, ticket.Stub, ticket.Cake}

// pieceDraft is the piece of a row. Who brings pieces from elsewhere chose no shape and no paper;
// the title chooses, so that a shelf of them isn't all alike.
func pieceDraft(d imports.Draft) piece.Draft {
	facts := d.Facts
	out := piece.Draft{
		Facts: piece.Facts{
			Kind: piece.Kind(facts[imports.Kind]), Title: facts[imports.Title], Day: piece.Day(facts[imports.Day]), Time: facts[imports.Time],
			Cast: facts[imports.Cast], Director: facts[imports.Director], Venue: facts[imports.Venue], Seat: facts[imports.Seat],
			Genre: piece.Genre(facts[imports.Genre]), Companion: facts[imports.Companion],
		},
		Review: facts[imports.Review], Visibility: piece.Visibility(facts[imports.Visibility]), Shape: ticket.Shape(d.Shape), Paper: ticket.Paper(d.Paper),
		PhotoID: d.PhotoID, ArtworkID: d.ArtworkID, CakeID: d.CakeID,
	}
	out.HalfStars, _ = strconv.Atoi(facts[imports.HalfStars]) // 0, which pieces refuse, when it is no number
	if price, err := strconv.ParseInt(facts[imports.Price], 10, 64); err == nil {
		out.Price = &price
	}
	switch {
	case d.PhotoID != "":
		out.Crop = piece.Crop(d.Crop)
	case d.Cover >= 1 && d.Cover <= piece.MaxCover:
		out.Cover = d.Cover
	default:
		out.Cover = piece.CoverFor(out.Kind, out.Title)
	}
	chance := fnv.New32a()
	_, _ = chance.Write([]byte(out.Title)) // never fails
	if !out.Shape.Valid() {
		out.Shape = coverShapes[int(chance.Sum32()%uint32(len(coverShapes)))]
	}
	if papers := ticket.Papers(); !out.Paper.Valid() {
		out.Paper = papers[int(chance.Sum32()/7%uint32(len(papers)))]
	}
	return out
}

// importProblems are broken rules of pieces beside the fields of a row.
func importProblems(err error) []imports.Problem {
	if err == nil {
		return nil
	}
	e := errs.As(err)
	if len(e.Fields) == 0 {
		return []imports.Problem{{Code: e.Code, Text: e.Text}}
	}
	var out []imports.Problem
	for _, f := range e.Fields {
		p := imports.Problem{Code: f.Code, Text: f.Text}
		if field := imports.Field(strings.TrimPrefix(f.Path, "body.")); field.Valid() {
			p.Field = field
		}
		out = append(out, p)
	}
	return out
}

// importRecords are the records in the words of imports.
type importRecords struct{ h *house }

// Write implements imports.Records.
func (r importRecords) Write(ctx context.Context, owner, pieceID, text string, photos []imports.RecordPhoto) error {
	c := record.Content{Text: record.TextRule.Fit(text)}
	for _, p := range photos[:min(len(photos), record.MaxPhotos)] {
		c.Photos = append(c.Photos, record.Photo{ID: p.ID, Caption: record.CaptionRule.Fit(p.Caption)})
	}
	_, err := r.h.records.Save(ctx, owner, pieceID, 0, c)
	if errors.Is(err, record.ErrChanged) { // somebody has written since, which counts
		return nil
	}
	return err
}

// importPhotos are the photos in the words of imports.
type importPhotos struct{ h *house }

// Adopt implements imports.Photos.
func (p importPhotos) Adopt(ctx context.Context, owner string, data []byte) (string, error) {
	photo, err := p.h.media.Adopt(ctx, owner, data)
	return photo.ID, err
}

// importArtworks are the backs in the words of imports.
type importArtworks struct{ h *house }

// Pixels and quality of a back that is taken in; those of one that is painted here.
const (
	adoptedSide    = 1024
	adoptedQuality = 88
)

// Adopt implements imports.Artworks. What came in a file is encoded anew, like everything that
// people send.
func (a importArtworks) Adopt(ctx context.Context, owner, photoID string, c imports.Crop, kind, genre, style string, data []byte) (string, error) {
	if !slices.Contains(artwork.Styles(), style) {
		style = artwork.Oil
	}
	x := artwork.Subject{PhotoID: photoID, Crop: artwork.Crop(c), Kind: kind, Genre: genre, Style: style}
	var clean []byte
	if data != nil {
		art, err := picture.Decode(data, picture.Limits{})
		if err == nil {
			clean, err = picture.EncodeWebP(art.Cover(picture.Crop{}, adoptedSide, adoptedSide), adoptedQuality)
		}
		if err != nil {
			clean = nil // one is painted instead
		}
	}
	made, err := a.h.artworks.Adopt(ctx, owner, x, clean)
	return made.ID, err
}
