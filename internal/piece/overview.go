package piece

import (
	"cmp"
	"context"
	"slices"

	"piece/internal/platform/errs"
)

// CalendarDay is a day with its pieces, by time of day.
type CalendarDay struct {
	Day    Day
	Pieces []View
}

// Calendar is one month of somebody's pieces.
type Calendar struct {
	Month       Month
	Days        []CalendarDay // those with pieces, in their order
	Total       int           // pieces in Days
	First, Last Month         // with pieces; empty without any
}

// Calendar gives all pieces of a month, every one of a day with several (defect D21).
func (s *Service) Calendar(ctx context.Context, owner, month string) (Calendar, error) {
	m, ok := ParseMonth(month)
	if !ok {
		var f errs.Fields
		badMonth.at(&f, "query.month")
		return Calendar{}, f.Err()
	}
	pieces, err := s.Store.Between(ctx, owner, m.First(), m.Last(), MaxMonthPieces)
	if err != nil {
		return Calendar{}, err
	}
	views, err := s.decorate(ctx, owner, pieces)
	if err != nil {
		return Calendar{}, err
	}
	c := Calendar{Month: m, Total: len(pieces)}
	for _, p := range views {
		if n := len(c.Days); n == 0 || c.Days[n-1].Day != p.Day {
			c.Days = append(c.Days, CalendarDay{Day: p.Day})
		}
		d := &c.Days[len(c.Days)-1]
		d.Pieces = append(d.Pieces, p)
	}
	first, last, err := s.Store.Span(ctx, owner)
	if first != "" {
		c.First, c.Last = first.Month(), last.Month()
	}
	return c, err
}

// KindCount is how many pieces of a kind there are.
type KindCount struct {
	Kind  Kind
	Count int
}

// Summary counts somebody's pieces.
type Summary struct {
	Total, ThisYear, ThisMonth int
	ByKind                     []KindCount // the most frequent first
	AverageStars               float64     // 0.5 to 5; 0 without pieces
}

// Summary counts the owner's pieces. today is the day where the person is.
func (s *Service) Summary(ctx context.Context, owner, today string) (Summary, error) {
	var f errs.Fields
	day := cleanDay(&f, "query.today", Day(today))
	if err := f.Err(); err != nil {
		return Summary{}, err
	}
	tallies, err := s.Store.Tally(ctx, owner, day)
	if err != nil {
		return Summary{}, err
	}
	var sum Summary
	var halves int
	for _, t := range tallies {
		sum.Total += t.Count
		sum.ThisYear += t.ThisYear
		sum.ThisMonth += t.ThisMonth
		sum.ByKind = append(sum.ByKind, KindCount{t.Kind, t.Count})
		halves += t.HalfStars
	}
	if sum.Total > 0 {
		sum.AverageStars = float64(halves) / 2 / float64(sum.Total)
	}
	slices.SortFunc(sum.ByKind, func(a, b KindCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(slices.Index(Kinds(), a.Kind), slices.Index(Kinds(), b.Kind)))
	})
	return sum, nil
}

// Suggestions are texts that somebody typed before, the latest first.
type Suggestions struct{ Venues, Casts, Seats, Directors []string }

// suggestionPieces is how many of the latest pieces are looked through.
const suggestionPieces = 500

// Suggestions gives what the owner typed before.
func (s *Service) Suggestions(ctx context.Context, owner string) (Suggestions, error) {
	typed, err := s.Store.Typed(ctx, owner, suggestionPieces)
	if err != nil {
		return Suggestions{}, err
	}
	return Suggestions{
		Venues:    distinct(typed, func(f Facts) string { return f.Venue }),
		Casts:     distinct(typed, func(f Facts) string { return f.Cast }),
		Seats:     distinct(typed, func(f Facts) string { return f.Seat }),
		Directors: distinct(typed, func(f Facts) string { return f.Director }),
	}, nil
}

// distinct gives the first MaxSuggestions different texts; never nil.
func distinct(typed []Facts, text func(Facts) string) []string {
	out := []string{}
	seen := map[string]bool{"": true}
	for _, f := range typed {
		if t := text(f); !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
		if len(out) == MaxSuggestions {
			break
		}
	}
	return out
}
