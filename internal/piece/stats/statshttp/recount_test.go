package statshttp_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/stats/statshttp"
)

// recount counts pieces as the API gives them, one after the other and in the plainest way, to
// compare with what the program counts by queries. today is the last day compared of its year.
func recount(all []piecehttp.Piece, year int, today string) statshttp.Statistics {
	s := statshttp.Statistics{Year: year, Total: totals(nil)}
	in := func(p piecehttp.Piece) bool { return year == 0 || p.Year == year }
	mine := only(all, in)
	s.Total = totals(mine)
	s.Kinds, s.Genres = []statshttp.KindTotals{}, []statshttp.GenreTotals{}
	for _, k := range piece.Kinds() {
		if of := only(mine, func(p piecehttp.Piece) bool { return p.Kind == string(k) }); len(of) > 0 {
			s.Kinds = append(s.Kinds, statshttp.KindTotals{Kind: string(k), Totals: totals(of)})
		}
	}
	slices.SortStableFunc(s.Kinds, func(a, b statshttp.KindTotals) int { return b.Pieces - a.Pieces })
	for _, g := range piece.Genres() {
		if of := only(mine, func(p piecehttp.Piece) bool { return p.Genre == string(g) }); len(of) > 0 {
			s.Genres = append(s.Genres, statshttp.GenreTotals{Genre: string(g), Totals: totals(of)})
		}
	}
	slices.SortStableFunc(s.Genres, func(a, b statshttp.GenreTotals) int { return b.Pieces - a.Pieces })
	s.NoGenre = len(only(mine, func(p piecehttp.Piece) bool { return p.Genre == "" }))
	for m := 1; m <= 12; m++ {
		of := only(mine, func(p piecehttp.Piece) bool { return month(p) == m })
		sums := statshttp.MonthTotals{Totals: totals(of), Kinds: []statshttp.KindTotals{}}
		for _, k := range piece.Kinds() {
			if kind := only(of, func(p piecehttp.Piece) bool { return p.Kind == string(k) }); len(kind) > 0 {
				sums.Kinds = append(sums.Kinds, statshttp.KindTotals{Kind: string(k), Totals: totals(kind)})
			}
		}
		s.Months = append(s.Months, sums)
	}
	s.Stars, s.Hours, s.Weekdays = make([]int, 10), make([]int, 24), make([]int, 7)
	days := map[string]int{}
	for _, p := range mine {
		s.Stars[p.HalfStars-1]++
		if at, err := time.Parse("15:04", p.Time); err == nil {
			s.Hours[at.Hour()]++
		} else {
			s.Untimed++
		}
		s.Weekdays[(day(p).Weekday()+6)%7]++
		days[p.Day]++
	}
	if year != 0 {
		for d, n := range days {
			s.Days = append(s.Days, statshttp.DayCount{Day: d, Pieces: n})
		}
		slices.SortFunc(s.Days, func(a, b statshttp.DayCount) int { return cmp.Compare(a.Day, b.Day) })
	}
	s.Venues = names(mine, func(p piecehttp.Piece) []string { return []string{p.Venue} })
	s.Cast = names(mine, func(p piecehttp.Piece) []string { return strings.Split(p.Cast, ",") })
	s.Directors = names(mine, func(p piecehttp.Piece) []string { return strings.Split(p.Director, ",") })
	s.Viewings = viewings(mine)
	if year != 0 {
		s.Before = compared(all, mine, year, today)
	}
	return s
}

func only(all []piecehttp.Piece, keep func(piecehttp.Piece) bool) []piecehttp.Piece {
	var out []piecehttp.Piece
	for _, p := range all {
		if keep(p) {
			out = append(out, p)
		}
	}
	return out
}

func day(p piecehttp.Piece) time.Time {
	d, err := time.Parse(time.DateOnly, p.Day)
	if err != nil {
		panic(err)
	}
	return d
}

func month(p piecehttp.Piece) int { return int(day(p).Month()) }

func totals(of []piecehttp.Piece) statshttp.Totals {
	t := statshttp.Totals{Pieces: len(of)}
	stars := 0
	for _, p := range of {
		stars += p.HalfStars
		if p.Price == nil {
			continue
		}
		t.Priced++
		t.Spent += *p.Price
		if *p.Price == 0 {
			t.Free++
		}
	}
	if len(of) > 0 {
		t.AverageStars = new(float64(stars) / 2 / float64(len(of)))
	}
	if t.Priced > 0 {
		t.PerViewing = new((t.Spent*2 + int64(t.Priced)) / (int64(t.Priced) * 2)) // rounded
	}
	return t
}

// names counts names, without regard to case and blanks.
func names(of []piecehttp.Piece, told func(piecehttp.Piece) []string) statshttp.NameRanking {
	r := statshttp.NameRanking{Items: []statshttp.NameCount{}}
	written := map[string]int{}            // how often, by spelling
	spellings := map[string][]string{}     // by key
	counts := map[string]map[string]bool{} // pieces, by key
	for _, p := range of {
		some := false
		for _, name := range told(p) {
			name = strings.TrimSpace(name)
			key := strings.ToLower(strings.ReplaceAll(name, " ", ""))
			if key == "" {
				continue
			}
			some = true
			if counts[key] == nil {
				counts[key] = map[string]bool{}
			}
			if counts[key][p.ID] {
				continue
			}
			counts[key][p.ID] = true
			written[name]++
			if !slices.Contains(spellings[key], name) {
				spellings[key] = append(spellings[key], name)
			}
		}
		if !some {
			r.Without++
		}
	}
	for key, ids := range counts {
		slices.SortFunc(spellings[key], func(a, b string) int { return cmp.Or(written[b]-written[a], strings.Compare(a, b)) })
		r.Items = append(r.Items, statshttp.NameCount{Name: spellings[key][0], Pieces: len(ids)})
	}
	slices.SortFunc(r.Items, func(a, b statshttp.NameCount) int { return cmp.Or(b.Pieces-a.Pieces, strings.Compare(a.Name, b.Name)) })
	r.Names = len(r.Items)
	r.Items = r.Items[:min(30, len(r.Items))]
	return r
}

// viewings trusts the number that each piece says of itself.
func viewings(of []piecehttp.Piece) statshttp.Viewings {
	v := statshttp.Viewings{Items: []statshttp.WorkCount{}}
	latest, seen := map[string]piecehttp.Piece{}, map[string]int{}
	for _, p := range of {
		if p.CakeID == "" {
			continue
		}
		seen[p.CakeID]++
		if p.Viewing > 1 {
			v.Again++
		}
		if p.ID > latest[p.CakeID].ID {
			latest[p.CakeID] = p
		}
	}
	v.Works = len(seen)
	for cake, n := range seen {
		if n > 1 {
			v.Items = append(v.Items, statshttp.WorkCount{CakeID: cake, Title: latest[cake].Title, Pieces: n})
		}
	}
	slices.SortFunc(v.Items, func(a, b statshttp.WorkCount) int {
		return cmp.Or(b.Pieces-a.Pieces, strings.Compare(latest[b.CakeID].ID, latest[a.CakeID].ID))
	})
	v.Items = v.Items[:min(30, len(v.Items))]
	return v
}

func compared(all, mine []piecehttp.Piece, year int, today string) *statshttp.StatisticsComparison {
	c := &statshttp.StatisticsComparison{Year: year - 1, Months: []statshttp.Totals{}}
	before := only(all, func(p piecehttp.Piece) bool { return p.Year == year-1 })
	for m := 1; m <= 12; m++ {
		c.Months = append(c.Months, totals(only(before, func(p piecehttp.Piece) bool { return month(p) == m })))
	}
	until := func(p piecehttp.Piece) bool { return true }
	if today[:4] == mine4(year) {
		c.Through = today
		until = func(p piecehttp.Piece) bool { return p.Day[5:] <= today[5:] }
	}
	c.Now, c.Then = totals(only(mine, until)), totals(only(before, until))
	return c
}

func mine4(year int) string { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") }
