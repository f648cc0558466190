package piecehttp

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/page"
)

type createInput struct {
	Key  string `header:"Idempotency-Key" required:"true" minLength:"1" maxLength:"64" doc:"Made by the client, the same on every try to save one piece."`
	Body NewPiece
}

type pieceOutput struct{ Body Piece }

// Resolve checks the rules of the domain together with the schema, so that every broken
// field is told at once. A body that is empty or no JSON breaks the schema already.
func (b *NewPiece) Resolve(huma.Context) []error {
	if *b == (NewPiece{}) {
		return nil
	}
	if _, err := b.draft().Check(); err != nil {
		return []error{err}
	}
	return nil
}

func (b *NewPiece) draft() piece.Draft {
	return piece.Draft{
		Facts: piece.Facts{
			Kind: piece.Kind(b.Kind), Title: b.Title, Day: piece.Day(b.Day), Time: b.Time,
			Cast: b.Cast, Director: b.Director, Venue: b.Venue, Seat: b.Seat,
			Price: b.Price, Genre: piece.Genre(b.Genre), Companion: b.Companion,
		},
		PhotoID: b.PhotoID, Crop: cropOf(b.Crop),
		HalfStars: b.HalfStars, Review: b.Review, Visibility: piece.Visibility(b.Visibility),
		Shape: ticket.Shape(b.Shape), Paper: ticket.Paper(b.Paper), ArtworkID: b.ArtworkID, CakeID: b.CakeID,
	}
}

func (h handlers) create(ctx context.Context, in *createInput) (*pieceOutput, error) {
	v, err := h.pieces.Create(ctx, auth.Person(ctx), in.Key, httpapi.Language(ctx), in.Body.draft())
	if err != nil {
		return nil, err
	}
	return &pieceOutput{pieceOf(v)}, nil
}

func (h handlers) get(ctx context.Context, in *idPath) (*pieceOutput, error) {
	v, err := h.pieces.Get(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &pieceOutput{pieceOf(v)}, nil
}

func (h handlers) delete(ctx context.Context, in *idPath) (*empty, error) {
	return &empty{}, h.pieces.Delete(ctx, auth.Person(ctx), in.ID)
}

type listInput struct {
	Scope  string `query:"scope" enum:"mine" default:"mine" doc:"Whose pieces."`
	Kind   kind   `query:"kind" doc:"Only pieces of this kind."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Pieces on a page."`
}

type listOutput struct{ Body PieceList }

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	after, err := piece.ParseCursor(in.Cursor)
	if err != nil {
		return nil, err
	}
	l, err := h.pieces.Mine(ctx, auth.Person(ctx), piece.Kind(in.Kind), page.Request{After: after, Limit: page.Limit(in.Limit)})
	if err != nil {
		return nil, err
	}
	return &listOutput{PieceList{Items: summaries(l.Items), Next: l.Next.String(), Total: l.Total}}, nil
}
