package cake

import "context"

// exactAmong is how many cakes are looked at for one title: remakes and stagings of many years.
const exactAmong = 50

// Named is what a work is known by.
type Named struct {
	ID, Title, Original string
	Year                int // see Work.FirstYear
}

// SameTitle gives the one work among those found that is called so, in its own language or in
// ours, and is of the year: sources disagree by one. Where no year is told, the only one that is
// called so. It is "" when there is none, or when it can't be told which.
func SameTitle(title string, year int, found []Named) string {
	key := DoubleKey(title)
	if key == "" {
		return ""
	}
	var called, same, near, undated []string
	for _, c := range found {
		if DoubleKey(c.Title) != key && DoubleKey(c.Original) != key {
			continue
		}
		called = append(called, c.ID)
		switch {
		case c.Year == 0:
			undated = append(undated, c.ID)
		case c.Year == year:
			same = append(same, c.ID)
		case c.Year == year-1 || c.Year == year+1:
			near = append(near, c.ID)
		}
	}
	for _, list := range [][]string{same, near} {
		if year != 0 && len(list) > 0 {
			return only(list)
		}
	}
	if year != 0 && len(undated) < len(called) {
		return ""
	}
	return only(called)
}

// Exact finds the work of a kind that a title and a year name for certain; "" when none is. Nobody
// outside is asked.
func (s *Service) Exact(ctx context.Context, k Kind, title string, year int) (string, error) {
	q := QueryRule.Fit(title)
	if q == "" {
		return "", nil
	}
	found, err := s.List(ctx, Viewer{}, ListRequest{Kind: k, Query: q, Limit: exactAmong})
	if err != nil {
		return "", err
	}
	named := make([]Named, len(found.Items))
	for i := range found.Items {
		c := &found.Items[i].Cake
		named[i] = Named{c.ID, c.Title, c.Original, c.FirstYear()}
	}
	return SameTitle(title, year, named), nil
}
