package statshttp

import (
	"strconv"

	"piece/internal/piece"
	"piece/internal/piece/stats"
	"piece/internal/platform/httpapi"
)

func totalsOf(t stats.Totals) Totals {
	out := Totals{Pieces: t.Pieces, Spent: t.Spent, Priced: t.Priced, Free: t.Free}
	if mean, known := t.Stars(); known {
		out.AverageStars = &mean
	}
	if won, known := t.PerViewing(); known {
		out.PerViewing = &won
	}
	return out
}

// listOf translates a list; never nil.
func listOf[From, To any](list []From, one func(From) To) []To {
	out := make([]To, 0, len(list))
	for _, from := range list {
		out = append(out, one(from))
	}
	return out
}

func kindOf(k stats.KindTotals) KindTotals { return KindTotals{string(k.Kind), totalsOf(k.Totals)} }

func genreOf(g stats.GenreTotals) GenreTotals {
	return GenreTotals{string(g.Genre), totalsOf(g.Totals)}
}

func monthOf(m stats.Month) MonthTotals {
	return MonthTotals{totalsOf(m.Totals), listOf(m.Kinds, kindOf)}
}

func dayOf(d stats.DayCount) DayCount { return DayCount{string(d.Day), d.Pieces} }

func nameOf(n stats.Ranked) NameCount { return NameCount{n.Name, n.Pieces} }

// named is nil for what nothing tells of.
func named(n stats.Ranked) *NameCount {
	if n.Pieces == 0 {
		return nil
	}
	out := nameOf(n)
	return &out
}

func rankingOf(r stats.Ranking) NameRanking {
	return NameRanking{Items: listOf(r.Top, nameOf), Names: r.Names, Without: r.Without}
}

func viewingsOf(v stats.Viewings) Viewings {
	return Viewings{Works: v.Works, Again: v.Again, Items: listOf(v.Top, func(w stats.Viewed) WorkCount {
		return WorkCount{w.CakeID, w.Title, w.Pieces}
	})}
}

func comparisonOf(c *stats.Comparison) *StatisticsComparison {
	if c == nil {
		return nil
	}
	return &StatisticsComparison{
		Year: c.Year, Through: string(c.Through), Now: totalsOf(c.Now), Then: totalsOf(c.Then), Months: listOf(c.Months[:], totalsOf),
	}
}

func statisticsOf(s *stats.Statistics) Statistics {
	out := Statistics{
		Year: s.Year, Total: totalsOf(s.Total), Kinds: listOf(s.Kinds, kindOf), Months: listOf(s.Months[:], monthOf), Stars: s.Stars[:],
		Genres: listOf(s.Genres, genreOf), NoGenre: s.NoGenre, Hours: s.Hours[:], Untimed: s.Untimed, Weekdays: s.Weekdays[:],
		Venues: rankingOf(s.Venues), Cast: rankingOf(s.Cast), Directors: rankingOf(s.Director), Viewings: viewingsOf(s.Viewings), Before: comparisonOf(s.Before),
	}
	if s.Year != 0 {
		out.Days = listOf(s.Days, dayOf)
	}
	return out
}

func recapOf(r *stats.Recap) Recap {
	return Recap{
		Year: r.Year, Total: totalsOf(r.Total), Kinds: listOf(r.Kinds, kindOf), Genres: listOf(r.Genres, genreOf),
		First: pieceOf(&r.First), Last: pieceOf(&r.Last), Loved: pieceOf(&r.Loved), Hearts: r.LovedHearts,
		Busiest: RecapMonth{r.Busiest, totalsOf(r.Months[r.Busiest-1].Totals)}, Place: named(r.Place), Artist: named(r.Artist), SeatRow: named(r.Row),
		Streak:    RecapStreak{r.Streak.Weeks, string(r.Streak.First), string(r.Streak.Last)},
		NewVenues: RecapVenues{listOf(r.NewVenues.Names, func(n string) string { return n }), r.NewVenues.Total},
		Viewings:  viewingsOf(r.Viewings), Before: *comparisonOf(r.Before),
		Tickets: listOf(r.Tickets, func(t stats.Ticket) RecapTicket {
			return RecapTicket{t.ID, t.Title, string(t.Day), t.Color, fileURL(t.ID, t.Revision, piece.FrontSmall)}
		}),
	}
}

func pieceOf(p *piece.Piece) RecapPiece {
	return RecapPiece{
		ID: p.ID, Kind: string(p.Kind), Title: p.Title, Day: string(p.Day), Venue: p.Venue, HalfStars: p.HalfStars, Review: p.Review, Color: p.Color,
		Front: fileURL(p.ID, p.Revision, piece.FrontWebP), FrontSmall: fileURL(p.ID, p.Revision, piece.FrontSmall),
	}
}

// fileURL is the address of a file of a ticket.
func fileURL(id string, revision int, file string) string {
	return httpapi.Prefix + "/pieces/" + id + "/ticket/" + file + "?v=" + strconv.Itoa(revision)
}
