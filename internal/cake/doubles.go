package cake

import (
	"context"
	"slices"

	"piece/internal/platform/errs"
)

// How many doubles are shown while a title is typed, and among how many they are chosen.
const (
	MaxDoubles       = 5
	doubleCandidates = 60
)

// DoubleRequest is what was typed of a cake so far.
type DoubleRequest struct {
	Title string
	Kind  Kind // "" when not chosen yet
	Year  int  // 0 when not known yet
}

// Doubles gives cakes that may be the work that somebody is about to make by hand: of the
// title or one that begins with it, the hottest first. Those that are certainly of another
// year are left out.
func (s *Service) Doubles(ctx context.Context, v Viewer, r DoubleRequest) ([]View, error) {
	var broken errs.Fields
	rule := TitleRule
	rule.Min = 0
	title := rule.Clean(&broken, "query.title", r.Title)
	if err := broken.Err(); err != nil {
		return nil, err
	}
	if DoubleKey(title) == "" {
		return nil, nil
	}
	cakes, err := s.Store.Doubles(ctx, title, r.Kind, doubleCandidates)
	if err != nil {
		return nil, err
	}
	cakes = slices.DeleteFunc(cakes, func(c Cake) bool {
		y := c.FirstYear()
		return r.Year != 0 && y != 0 && max(y-r.Year, r.Year-y) > 1
	})
	return s.Summaries(ctx, v, cakes[:min(len(cakes), MaxDoubles)])
}

// noDouble refuses a draft of which there is a cake already: of the same title, kind and
// year, or of an unknown year. Whoever made sure that it is another work says so.
func (s *Service) noDouble(ctx context.Context, d Draft) error {
	if d.NotADouble {
		return nil
	}
	key, year := DoubleKey(d.Title), d.FirstYear()
	cakes, err := s.Store.Doubles(ctx, d.Title, d.Kind, doubleCandidates)
	if err != nil {
		return err
	}
	for i := range cakes {
		y := cakes[i].FirstYear()
		if DoubleKey(cakes[i].Title) == key && (y == year || y == 0 || year == 0) {
			return ErrDouble.At("body.title")
		}
	}
	return nil
}
