package piecehttp

import (
	"context"

	"piece/internal/platform/auth"
)

// Memory is a piece of this day of the calendar, years ago.
type Memory struct {
	YearsAgo int          `json:"yearsAgo" minimum:"1" doc:"How many years ago it was seen."`
	Piece    PieceSummary `json:"piece"`
}

// Memories are what the caller saw on this day of the calendar in earlier years.
type Memories struct {
	Items []Memory `json:"items" nullable:"false" doc:"One year ago first, at most 50. Pieces that the caller doesn't want to be reminded of are left out."`
}

const memoriesDoc = "The same day of the calendar in earlier years; on 28 February of a common year also 29 February."

type memoriesOutput struct{ Body Memories }

func (h handlers) memories(ctx context.Context, in *summaryInput) (*memoriesOutput, error) {
	found, err := h.pieces.Memories(ctx, auth.Person(ctx), in.Today)
	if err != nil {
		return nil, err
	}
	out := Memories{Items: make([]Memory, 0, len(found))}
	for _, m := range found {
		out.Items = append(out.Items, Memory{YearsAgo: m.YearsAgo, Piece: summaryOf(&m.Piece)})
	}
	return &memoriesOutput{out}, nil
}
