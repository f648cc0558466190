package stats

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"piece/internal/piece"
)

// statistics puts counts together. year is 0 for all years; running says that the year is that
// of the cut, and not over.
func statistics(year int, through piece.Day, c Counts) Statistics {
	s := Statistics{Year: year}
	kinds := map[piece.Kind]*Totals{}
	if year != 0 {
		s.Before = &Comparison{Year: year - 1, Through: through}
	}
	for _, m := range c.Months {
		y, at := m.Month.First().Year(), monthIndex(m.Month)
		if year != 0 && y != year {
			s.Before.Months[at].add(m.Totals)
			if m.Early {
				s.Before.Then.add(m.Totals)
			}
			continue
		}
		if year != 0 && m.Early {
			s.Before.Now.add(m.Totals)
		}
		s.Total.add(m.Totals)
		s.Months[at].add(m.Kind, m.Totals)
		if kinds[m.Kind] == nil {
			kinds[m.Kind] = &Totals{}
		}
		kinds[m.Kind].add(m.Totals)
	}
	for _, k := range piece.Kinds() {
		if kinds[k] != nil {
			s.Kinds = append(s.Kinds, KindTotals{k, *kinds[k]})
		}
	}
	slices.SortStableFunc(s.Kinds, func(a, b KindTotals) int { return cmp.Compare(b.Pieces, a.Pieces) })
	s.tally(c)
	s.Venues, s.Cast, s.Director = ranked(c.Texts, venueOf), ranked(c.Texts, castOf), ranked(c.Texts, directorsOf)
	return s
}

// tally takes over the counts by one property.
func (s *Statistics) tally(c Counts) {
	for _, n := range c.Stars {
		if n.Value >= piece.MinHalfStars && n.Value <= piece.MaxHalfStars {
			s.Stars[n.Value-1] = n.Pieces
		}
	}
	for _, g := range piece.Genres() {
		if i := slices.IndexFunc(c.Genres, func(n GenreTotals) bool { return n.Genre == g }); i >= 0 {
			s.Genres = append(s.Genres, c.Genres[i])
		}
	}
	slices.SortStableFunc(s.Genres, func(a, b GenreTotals) int { return cmp.Compare(b.Pieces, a.Pieces) })
	s.NoGenre = s.Total.Pieces
	for _, g := range s.Genres {
		s.NoGenre -= g.Pieces
	}
	s.Untimed = s.Total.Pieces
	for _, n := range c.Hours {
		if hour, err := strconv.Atoi(n.Value); err == nil && hour < len(s.Hours) {
			s.Hours[hour] = n.Pieces
			s.Untimed -= n.Pieces
		}
	}
	for _, d := range c.Days {
		s.Weekdays[weekday(d.Day)] += d.Pieces
	}
	if s.Year != 0 {
		s.Days = slices.SortedFunc(slices.Values(c.Days), func(a, b DayCount) int { return cmp.Compare(a.Day, b.Day) })
	}
}

// add adds the sums of a kind.
func (m *Month) add(k piece.Kind, t Totals) {
	m.Totals.add(t)
	for i := range m.Kinds {
		if m.Kinds[i].Kind == k {
			m.Kinds[i].add(t)
			return
		}
	}
	m.Kinds = append(m.Kinds, KindTotals{k, t})
	order := piece.Kinds()
	slices.SortFunc(m.Kinds, func(a, b KindTotals) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
}

// viewings counts works. The works of Top still want their titles.
func viewings(works []WorkCount) (v Viewings, latest map[string]string) {
	latest = map[string]string{}
	for _, w := range works {
		if w.Pieces == 0 {
			continue
		}
		v.Works++
		v.Again += w.Pieces
		if w.Earlier == 0 {
			v.Again-- // the first viewing is in these days
		}
		if w.Pieces > 1 {
			v.Top = append(v.Top, Viewed{CakeID: w.CakeID, Pieces: w.Pieces})
			latest[w.CakeID] = w.Latest
		}
	}
	slices.SortFunc(v.Top, func(a, b Viewed) int {
		return cmp.Or(cmp.Compare(b.Pieces, a.Pieces), cmp.Compare(latest[b.CakeID], latest[a.CakeID]))
	})
	v.Top = v.Top[:min(len(v.Top), MostRanked)]
	return v, latest
}

// monthIndex is 0 for January.
func monthIndex(m piece.Month) int {
	n, _ := strconv.Atoi(string(m[5:7])) // a Month is one of a valid day
	return n - 1
}

// weekday is 0 for Monday.
func weekday(d piece.Day) int { return (int(instant(d).Weekday()) + 6) % 7 }

// instant is the first of the day in UTC, to calculate with.
func instant(d piece.Day) time.Time {
	t, _ := time.Parse(time.DateOnly, string(d)) // a stored day is one of the calendar
	return t
}
