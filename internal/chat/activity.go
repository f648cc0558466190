package chat

import (
	"cmp"
	"context"
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
// by cake. What is said in direct rooms counts nowhere.
func (s *Service) Activity(ctx context.Context, since, cursor string) (page.Page[CakeActivity], error) {
	var out page.Page[CakeActivity]
	if _, err := time.Parse(time.DateOnly, since); err != nil {
		return out, errs.Invalid.At("query.since")
	}
	after, err := activityCursor(cursor)
	if err != nil {
		return out, err
	}
	if after != nil {
		since = max(since, after[0])
	}
	days, err := s.Entries.Days(ctx, since)
	if err != nil {
		return out, err
	}
	all, err := s.ofCakes(ctx, days)
	if err != nil {
		return out, err
	}
	if after != nil {
		all = slices.DeleteFunc(all, func(a CakeActivity) bool {
			return cmp.Or(cmp.Compare(a.Day, after[0]), cmp.Compare(a.CakeID, after[1])) <= 0
		})
	}
	return page.Cut(all[:min(len(all), activityPage+1)], activityPage, func(a CakeActivity) page.Cursor {
		return page.Cursor{a.Day, a.CakeID}
	}), nil
}

// roomsBatch is how many rooms are looked up at once.
const roomsBatch = 500

// ofCakes puts the activity of open rooms to their cakes, by day, then by cake.
func (s *Service) ofCakes(ctx context.Context, days []Activity) ([]CakeActivity, error) {
	sum := map[CakeActivity]int{} // by day and cake
	byRoom := map[string][]Activity{}
	var ids []string
	for _, a := range days {
		if byRoom[a.RoomID] == nil {
			ids = append(ids, a.RoomID)
		}
		byRoom[a.RoomID] = append(byRoom[a.RoomID], a)
	}
	for batch := range slices.Chunk(ids, roomsBatch) {
		rooms, err := s.Store.Some(ctx, batch)
		if err != nil {
			return nil, err
		}
		for _, r := range rooms {
			if r.Kind != Open {
				continue
			}
			for _, a := range byRoom[r.ID] {
				sum[CakeActivity{CakeID: r.CakeID, Day: a.Day}] += a.Messages
			}
		}
	}
	all := make([]CakeActivity, 0, len(sum))
	for a, n := range sum {
		a.Messages = n
		if n > 0 {
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b CakeActivity) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.CakeID, b.CakeID))
	})
	return all, nil
}

// activityCursor reads a place: a day, and a cake of it.
func activityCursor(s string) (page.Cursor, error) {
	c, err := page.Parse(s, 2)
	if err != nil || c == nil {
		return nil, err
	}
	if _, err := time.Parse(time.DateOnly, c[0]); err != nil || !id.Valid(c[1]) {
		return nil, errs.Invalid.At("query.cursor")
	}
	return c, nil
}
