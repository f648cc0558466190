package piecehttp

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
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
		Shape: ticket.Shape(b.Shape), Paper: ticket.Paper(b.Paper), ArtworkID: b.ArtworkID, CakeID: b.CakeID, Cover: b.Cover,
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
