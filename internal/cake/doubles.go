package cake

import (
	"context"
	"slices"

	"piece/internal/platform/errs"
)

// How many doubles are shown while a title is typed, and among how many they are chosen: of a
// classic there are stagings of many years.
const (
	MaxDoubles       = 5
	doubleCandidates = 60
	ofManyYears      = 400
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
	candidates := doubleCandidates
	if r.Year != 0 {
		candidates = ofManyYears
	}
	cakes, err := s.Store.Doubles(ctx, title, r.Kind, candidates)
	if err != nil {
		return nil, err
	}
	cakes = slices.DeleteFunc(cakes, func(c Cake) bool {
		y := c.FirstYear()
		return r.Year != 0 && y != 0 && max(y-r.Year, r.Year-y) > 1
	})
	return s.Summaries(ctx, v, cakes[:min(len(cakes), MaxDoubles)])
}

// unlike refuses to make a cake of which there is one already: of the same title, kind and
// year, or of an unknown year. Whoever made sure that it is another work says so.
func (d Draft) unlike() func(years []int) error {
	if d.NotADouble {
		return nil
	}
	own := d.FirstYear()
	return func(years []int) error {
		if slices.ContainsFunc(years, func(y int) bool { return y == own || y == 0 || own == 0 }) {
			return ErrDouble.At("body.title")
		}
		return nil
	}
}
