package chat

import (
	"context"
	"maps"
	"slices"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// CakeActivity counts the messages that were written in the open room of a cake on one day.
type CakeActivity struct {
	CakeID   string
	Day      string // in Korea
	Messages int
}

// activityPage is how many counts are on a page at most.
const activityPage = 5000

// Activity gives one page of what was written since a day, for those who keep cakes: by day, then
// by cake. A page is of one day, so that what it costs has a bound. What is said in direct rooms
// counts nowhere.
func (s *Service) Activity(ctx context.Context, since, cursor string) (page.Page[CakeActivity], error) {
	var out page.Page[CakeActivity]
	if _, err := time.Parse(time.DateOnly, since); err != nil {
		return out, errs.Invalid.At("query.since")
	}
	after, err := activityCursor(cursor)
	if err != nil {
		return out, err
	}
	day, cake := since, ""
	if after != nil {
		day, cake = after[0], after[1]
	}
	now := s.Clock.Now()
	if oldest := dayOf(now.Add(-Kept)); day < oldest {
		day, cake = oldest, ""
	}
	for today := dayOf(now); day <= today; day, cake = dayAfter(day), "" {
		all, err := s.written(ctx, day, cake)
		if err != nil {
			return out, err
		}
		if len(all) == 0 {
			continue
		}
		out = page.Cut(all[:min(len(all), activityPage+1)], activityPage, func(a CakeActivity) page.Cursor {
			return page.Cursor{a.Day, a.CakeID}
		})
		if len(out.Next) == 0 && day < today {
			out.Next = page.Cursor{dayAfter(day), ""}
		}
		return out, nil
	}
	return out, nil
}

// dayAfter gives the day after one that was read before.
func dayAfter(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic("chat: no day: " + day)
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// roomsBatch is how many rooms are looked up at once.
const roomsBatch = 500

// written counts what was written on a day in the open rooms of cakes behind one, by cake.
func (s *Service) written(ctx context.Context, day, behind string) ([]CakeActivity, error) {
	found, err := s.Entries.Written(ctx, day)
	if err != nil {
		return nil, err
	}
	sum := map[string]int{} // by cake: rooms that were led to another have one, too
	for batch := range slices.Chunk(found, roomsBatch) {
		ids := make([]string, len(batch))
		for i, a := range batch {
			ids[i] = a.RoomID
		}
		rooms, err := s.Store.Some(ctx, ids)
		if err != nil {
			return nil, err
		}
		for _, a := range batch {
			if r := rooms[a.RoomID]; r.Kind == Open && r.CakeID > behind {
				sum[r.CakeID] += a.Messages
			}
		}
	}
	all := make([]CakeActivity, 0, len(sum))
	for _, cake := range slices.Sorted(maps.Keys(sum)) {
		all = append(all, CakeActivity{CakeID: cake, Day: day, Messages: sum[cake]})
	}
	return all, nil
}

// activityCursor reads a place: a day, and a cake of it or "" for its beginning.
func activityCursor(s string) (page.Cursor, error) {
	c, err := page.Parse(s, 2)
	if err != nil || c == nil {
		return nil, err
	}
	if _, err := time.Parse(time.DateOnly, c[0]); err != nil || c[1] != "" && !id.Valid(c[1]) {
		return nil, errs.Invalid.At("query.cursor")
	}
	return c, nil
}
