package piece

import (
	"context"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// Attendance is what of a piece is counted by those who give titles.
type Attendance struct {
	ID     string
	Kind   Kind
	Genre  Genre
	CakeID string
	Cast   string
	Venue  string
	Seat   string
	Price  *int64
	Day    Day
	Time   string
	MadeAt time.Time
}

// MaxAttendances is how many are on a page at most.
const MaxAttendances = 200

// Attendances gives one page of the owner's pieces in the order in which they were made.
func (s *Service) Attendances(ctx context.Context, owner, cursor string, limit int) (page.Page[Attendance], error) {
	after, err := page.Parse(cursor, 1)
	if err == nil && after != nil && !id.Valid(after[0]) {
		err = errs.Invalid.At("query.cursor")
	}
	if err != nil {
		return page.Page[Attendance]{}, err
	}
	last := ""
	if after != nil {
		last = after[0]
	}
	limit = min(max(limit, 1), MaxAttendances)
	found, err := s.Store.Attendances(ctx, owner, last, limit+1)
	return page.Cut(found, limit, func(a Attendance) page.Cursor { return page.Cursor{a.ID} }), err
}

// manyPieces is how many pieces are read at once where no page is asked for.
const manyPieces = 2000

// AllAttendances gives all of the owner's pieces in the order in which they were made.
func (s *Service) AllAttendances(ctx context.Context, owner string) ([]Attendance, error) {
	var all []Attendance
	last := ""
	for {
		some, err := s.Store.Attendances(ctx, owner, last, manyPieces)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if len(some) < manyPieces {
			return all, nil
		}
		last = some[len(some)-1].ID
	}
}

// Changed tells whoever wants to know that pieces of an owner were made, edited or deleted. It is
// called here after each of that; who makes many at once through the store calls it once.
func (s *Service) Changed(ctx context.Context, owner string) {
	if s.OnChange != nil {
		s.OnChange(ctx, owner)
	}
}
