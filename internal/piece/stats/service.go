package stats

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/semaphore"

	"piece/internal/piece"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Pieces   Pieces
	Profiles piece.Profiles
	Renderer Renderer
	Clock    clock.Clock
}

// Service holds the use cases of statistics. It is safe for concurrent use.
type Service struct {
	Deps
	cards *semaphore.Weighted // turns to draw
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d, cards: semaphore.NewWeighted(maxCards)} }

// korea is where the day is that is taken for today when nobody tells another.
var korea = time.FixedZone("KST", 9*60*60) // no daylight saving since 1988

// Statistics counts the owner's pieces of a year, or with 0 of all years. today is the day where
// the person is, by which a year is over or not; "" for that in Korea.
func (s *Service) Statistics(ctx context.Context, owner string, year int, today string) (Statistics, error) {
	q, through, err := s.query(year, today)
	if err != nil {
		return Statistics{}, err
	}
	counts, err := s.Store.Counts(ctx, owner, q)
	if err != nil {
		return Statistics{}, err
	}
	out := statistics(year, through, counts)
	out.Viewings, err = s.viewings(ctx, owner, counts.Works)
	return out, err
}

// viewings counts works and says what they are called.
func (s *Service) viewings(ctx context.Context, owner string, works []WorkCount) (Viewings, error) {
	v, latest := viewings(works)
	var ids []string
	for _, w := range v.Top {
		ids = append(ids, latest[w.CakeID])
	}
	if len(ids) == 0 {
		return v, nil
	}
	pieces, err := s.Pieces.OwnByID(ctx, owner, ids)
	for i := range v.Top {
		v.Top[i].Title = pieces[latest[v.Top[i].CakeID]].Title // "" when it was deleted in this moment
	}
	return v, err
}

// Years gives the sums of each year with pieces, the latest first.
func (s *Service) Years(ctx context.Context, owner string) ([]Year, error) {
	return s.Store.Years(ctx, owner)
}

// query says which pieces belong to a year and what is compared with it: of the year that is
// today's only the days until today, "through".
func (s *Service) query(year int, today string) (q Query, through piece.Day, err error) {
	day, err := s.today(today)
	if err != nil {
		return q, "", err
	}
	if year == 0 {
		return Query{First: piece.FirstDay, Last: piece.LastDay, Before: piece.FirstDay, Cut: lastOfYear}, "", nil
	}
	if year < piece.FirstDay.Year() || year > piece.LastDay.Year() {
		var f errs.Fields
		f.Add("query.year", "out_of_range", badYear)
		return q, "", f.Err()
	}
	q = Query{First: firstOf(year), Last: piece.Day(fmt.Sprintf("%04d-%s", year, lastOfYear)), Before: firstOf(year - 1), Cut: lastOfYear}
	if day.Year() == year {
		through, q.Cut = day, string(day[5:])
	}
	return q, through, nil
}

// lastOfYear is the last day of every year.
const lastOfYear = "12-31"

func firstOf(year int) piece.Day { return piece.Day(fmt.Sprintf("%04d-01-01", year)) }

func (s *Service) today(today string) (piece.Day, error) {
	if today == "" {
		return piece.Day(s.Clock.Now().In(korea).Format(time.DateOnly)), nil
	}
	day, real := piece.ParseDay(today)
	if !real || day < piece.FirstDay || day > piece.LastDay {
		var f errs.Fields
		f.Add("query.today", "day", badDay)
		return "", f.Err()
	}
	return day, nil
}
