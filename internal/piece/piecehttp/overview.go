package piecehttp

import (
	"context"

	"piece/internal/platform/auth"
)

type calendarInput struct {
	Month string `query:"month" required:"true" doc:"The month." example:"2026-08"`
}

type calendarOutput struct{ Body Calendar }

func (h handlers) calendar(ctx context.Context, in *calendarInput) (*calendarOutput, error) {
	c, err := h.pieces.Calendar(ctx, auth.Person(ctx), in.Month)
	if err != nil {
		return nil, err
	}
	out := Calendar{
		Month: string(c.Month), Days: make([]CalendarDay, 0, len(c.Days)), Total: c.Total,
		FirstMonth: string(c.First), LastMonth: string(c.Last),
	}
	for _, d := range c.Days {
		out.Days = append(out.Days, CalendarDay{Day: string(d.Day), Pieces: summaries(d.Pieces)})
	}
	return &calendarOutput{out}, nil
}

type summaryInput struct {
	Today string `query:"today" required:"true" doc:"The calendar day where the person is." example:"2026-08-03"`
}

type summaryOutput struct{ Body Summary }

func (h handlers) summary(ctx context.Context, in *summaryInput) (*summaryOutput, error) {
	s, err := h.pieces.Summary(ctx, auth.Person(ctx), in.Today)
	if err != nil {
		return nil, err
	}
	out := Summary{Total: s.Total, ThisYear: s.ThisYear, ThisMonth: s.ThisMonth, ByKind: make([]KindCount, 0, len(s.ByKind))}
	for _, k := range s.ByKind {
		out.ByKind = append(out.ByKind, KindCount{Kind: string(k.Kind), Count: k.Count})
	}
	if s.Total > 0 {
		out.AverageStars = &s.AverageStars
	}
	return &summaryOutput{out}, nil
}

type suggestionsOutput struct{ Body Suggestions }

func (h handlers) suggestions(ctx context.Context, _ *struct{}) (*suggestionsOutput, error) {
	s, err := h.pieces.Suggestions(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	return &suggestionsOutput{Suggestions{Venues: s.Venues, Casts: s.Casts, Seats: s.Seats, Directors: s.Directors}}, nil
}
