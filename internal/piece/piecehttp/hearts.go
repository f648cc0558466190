package piecehttp

import (
	"context"

	"piece/internal/piece"
	"piece/internal/platform/auth"
)

// Hearts are the hearts of one piece.
type Hearts struct {
	Hearts  int  `json:"hearts" minimum:"0" doc:"How many people keep it in their list."`
	Hearted bool `json:"hearted" doc:"Whether the caller is one of them."`
}

type heartsOutput struct{ Body Hearts }

func heartsOf(h piece.Hearts) *heartsOutput {
	return &heartsOutput{Hearts{Hearts: h.Count, Hearted: h.Mine}}
}

func (h handlers) heart(ctx context.Context, in *idPath) (*heartsOutput, error) {
	all, err := h.pieces.Heart(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return heartsOf(all), nil
}

func (h handlers) unheart(ctx context.Context, in *idPath) (*heartsOutput, error) {
	all, err := h.pieces.Unheart(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return heartsOf(all), nil
}
