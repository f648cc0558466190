package stats

import (
	"context"
	"slices"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

// Bounds of a recap.
const (
	MinRecap    = 3   // pieces that a year must have
	MostTickets = 400 // of its mosaic
)

// Recap is what a year was.
type Recap struct {
	Statistics
	First, Last piece.Piece // by day and time
	Loved       piece.Piece // most stars, then most hearts
	LovedHearts int
	Busiest     int    // the month with the most pieces, from 1; the first of several
	Place       Ranked // the most visited; without a name when no piece tells any, as those below
	Artist      Ranked
	Row         Ranked // of seats
	Streak      Streak
	NewVenues   NewVenues
	Tickets     []Ticket // by day and time, at most MostTickets
}

// Streak is the longest run of weeks, from Monday, with a piece in each. Hardly anybody goes
// somewhere on day after day.
type Streak struct {
	Weeks       int
	First, Last piece.Day // with pieces, in the first and the last of them
}

// NewVenues are places where the person was for the first time.
type NewVenues struct {
	Names []string // by how often, at most MostRanked
	Total int
}

// Recap tells of the owner's pieces of a year; ErrTooFewPieces when there are fewer than
// MinRecap. today is as in Statistics.
func (s *Service) Recap(ctx context.Context, owner string, year int, today string) (Recap, error) {
	if year < piece.FirstDay.Year() || year > piece.LastDay.Year() {
		return Recap{}, ErrTooFewPieces // a year without any
	}
	q, through, err := s.query(year, today)
	if err != nil {
		return Recap{}, err
	}
	c, err := s.Store.Recap(ctx, owner, q)
	if err != nil {
		return Recap{}, err
	}
	r := Recap{Statistics: statistics(year, through, c.Counts), LovedHearts: c.LovedHearts, Tickets: c.Tickets}
	if r.Total.Pieces < MinRecap {
		return Recap{}, ErrTooFewPieces
	}
	if r.Viewings, err = s.viewings(ctx, owner, c.Works); err != nil {
		return Recap{}, err
	}
	pieces, err := s.Pieces.OwnByID(ctx, owner, []string{c.First, c.Last, c.Loved})
	if err != nil {
		return Recap{}, err
	}
	if len(pieces) < distinct(c.First, c.Last, c.Loved) { // one was deleted in this moment
		return Recap{}, errs.Unavailable.After(time.Second)
	}
	r.First, r.Last, r.Loved = pieces[c.First], pieces[c.Last], pieces[c.Loved]
	for i, m := range r.Months {
		if r.Busiest == 0 || m.Pieces > r.Months[r.Busiest-1].Pieces {
			r.Busiest = i + 1
		}
	}
	r.Place, r.Artist, r.Row = first(r.Venues), first(r.Cast), favouriteRow(c.Seats)
	r.Streak, r.NewVenues = longestStreak(r.Days), newVenues(c.Texts, c.EarlierVenues)
	return r, nil
}

func distinct(ids ...string) int {
	slices.Sort(ids)
	return len(slices.Compact(ids))
}

func first(r Ranking) Ranked {
	if len(r.Top) == 0 {
		return Ranked{}
	}
	return r.Top[0]
}

// favouriteRow is that of most seats.
func favouriteRow(seats []Count[string]) Ranked {
	rows := map[string]int{}
	for _, s := range seats {
		if row := seatRow(s.Value); row != "" {
			rows[row] += s.Pieces
		}
	}
	var best Ranked
	for row, n := range rows {
		if n > best.Pieces || n == best.Pieces && row < best.Name {
			best = Ranked{row, n}
		}
	}
	return best
}

// longestStreak looks at days in their order. Of several that are as long it takes the latest.
func longestStreak(days []DayCount) Streak {
	var best, now Streak
	last := 0
	for _, d := range days {
		week := weekOf(d.Day)
		switch {
		case now.Weeks > 0 && week == last:
		case now.Weeks > 0 && week == last+1:
			now.Weeks++
		default:
			now = Streak{Weeks: 1, First: d.Day}
		}
		now.Last, last = d.Day, week
		if now.Weeks >= best.Weeks {
			best = now
		}
	}
	return best
}

// weekOf counts weeks from Monday. The first day that a piece may have is one.
func weekOf(d piece.Day) int {
	return int(instant(d).Sub(instant(piece.FirstDay)).Hours()) / 24 / 7
}

func newVenues(pieces []Texts, before []string) NewVenues {
	known := map[string]bool{}
	for _, name := range before {
		known[piece.NameKey(name)] = true
	}
	r := ranked(pieces, func(p Texts) []string {
		if known[piece.NameKey(p.Venue)] {
			return nil
		}
		return venueOf(p)
	})
	out := NewVenues{Total: r.Names}
	for _, v := range r.Top {
		out.Names = append(out.Names, v.Name)
	}
	return out
}
