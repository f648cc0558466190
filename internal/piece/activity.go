package piece

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// Activity counts the public pieces of one cake that were made on one day.
type Activity struct {
	CakeID string
	Day    Day // in Korea
	Pieces int
}

// activityPage is how many counts are on a page at most.
const activityPage = 1000

// Activity gives one page of what was made since a day, for those who keep cakes: by day,
// then by cake. A page is of one day, so that what it costs has a bound; it may be empty and
// have a next one. Private pieces count nowhere (defect D13).
func (s *Service) Activity(ctx context.Context, since, cursor string) (page.Page[Activity], error) {
	var out page.Page[Activity]
	var f errs.Fields
	day := cleanDay(&f, "query.since", Day(since))
	if err := f.Err(); err != nil {
		return out, err
	}
	after, err := activityCursor(cursor)
	if err != nil {
		return out, err
	}
	cake := ""
	if after != nil {
		day, cake = Day(after[0]), after[1]
	}
	if cake == "" { // a day begins: the next on which anything was made
		made, err := s.Store.FirstMade(ctx, midnightInKorea(day))
		if errors.Is(err, errs.NotFound) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		day = dayInKorea(made)
	}
	begin := midnightInKorea(day)
	end := begin.AddDate(0, 0, 1)
	counts, err := s.Store.Made(ctx, begin, end, cake, activityPage+1)
	if err != nil {
		return out, err
	}
	for i := range counts {
		counts[i].Day = day
	}
	out = page.Cut(counts, activityPage, func(a Activity) page.Cursor { return page.Cursor{string(day), a.CakeID} })
	if len(out.Next) == 0 {
		out.Next = page.Cursor{string(dayInKorea(end)), ""}
	}
	return out, nil
}

// activityCursor reads a place: a day, and a cake of it or "" for its beginning.
func activityCursor(s string) (page.Cursor, error) {
	c, err := page.Parse(s, 2)
	if err != nil || c == nil {
		return nil, err
	}
	if _, real := ParseDay(c[0]); !real || c[1] != "" && !id.Valid(c[1]) {
		return nil, errs.Invalid.At("query.cursor")
	}
	return c, nil
}

// korea is where the days of cakes are: what is on tonight is on there.
var korea = time.FixedZone("KST", 9*60*60) // no daylight saving since 1988

func dayInKorea(t time.Time) Day { return Day(t.In(korea).Format(time.DateOnly)) }

func midnightInKorea(d Day) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), korea)
	if err != nil {
		panic("piece: a checked day is one of the calendar: " + err.Error())
	}
	return t
}
