package piece

import (
	"context"
	"fmt"

	"piece/internal/platform/errs"
)

// Memory is a piece of this day of the calendar, years ago.
type Memory struct {
	YearsAgo int
	Piece    View
}

// Memories gives what the owner saw on this day in earlier years, one year ago first, without
// the pieces that the owner doesn't want to be reminded of. today is the day where the person
// is: the server's own may be the one before or after (defect D19).
func (s *Service) Memories(ctx context.Context, owner, today string) ([]Memory, error) {
	var f errs.Fields
	day := cleanDay(&f, "query.today", Day(today))
	if err := f.Err(); err != nil {
		return nil, err
	}
	pieces, err := s.Store.OnDays(ctx, owner, day.anniversaries(), MaxMemories)
	if err != nil {
		return nil, err
	}
	views, err := s.decorate(ctx, owner, pieces)
	if err != nil {
		return nil, err
	}
	memories := make([]Memory, len(views))
	for i, v := range views {
		memories[i] = Memory{YearsAgo: day.Year() - v.Day.Year(), Piece: v}
	}
	return memories, nil
}

// anniversaries gives the days in earlier years that are remembered on this one: the same day
// of the calendar, and on 28 February of a common year also 29 February, which would otherwise
// be remembered in leap years only.
func (d Day) anniversaries() []Day {
	const leap = "-02-29"
	rest := string(d[4:])
	also := ""
	if _, there := ParseDay(string(d[:4]) + leap); rest == "-02-28" && !there {
		also = leap
	}
	var days []Day
	for year := d.Year() - 1; year >= FirstDay.Year(); year-- {
		for _, r := range []string{rest, also} {
			if day, ok := ParseDay(fmt.Sprintf("%04d%s", year, r)); ok && r != "" {
				days = append(days, day)
			}
		}
	}
	return days
}
