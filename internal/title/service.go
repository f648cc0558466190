package title

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Pieces   Pieces
	Rooms    Rooms
	People   People
	Renderer Renderer
	Clock    clock.Clock
	Metrics  prometheus.Registerer // or nil
}

// Service holds the use cases. It is safe for concurrent use.
type Service struct {
	Deps
	metrics *metrics
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d, metrics: newMetrics(d.Metrics)} }

// Evaluate finds out which titles a person has earned by now and keeps them. It gives those that
// are new, also when the same is asked twice at once: then one of the two gets them.
func (s *Service) Evaluate(ctx context.Context, person string) (fresh []Earned, err error) {
	begin := time.Now()
	defer func() { s.metrics.evaluated(begin, fresh, err) }()
	who, err := s.People.Person(ctx, person)
	if err != nil {
		return nil, err
	}
	earned, err := s.Store.Earned(ctx, person)
	if err != nil {
		return nil, err
	}
	// What can't be asked now, of pieces or of rooms, keeps none of the other titles waiting.
	progress, missing := s.progress(ctx, person, who, piecesOf(earned))
	now := s.Clock.Now()
	for _, p := range progress {
		if p.Reached() {
			fresh = append(fresh, Earned{TitleID: p.Title.ID, PieceID: p.PieceID, At: now})
		}
	}
	if len(fresh) == 0 {
		return nil, missing
	}
	fresh, err = s.Store.Earn(ctx, person, fresh)
	return fresh, errors.Join(err, missing)
}

// piecesOf gives the pieces of earned titles, by title.
func piecesOf(earned []Earned) map[string]string {
	had := make(map[string]string, len(earned))
	for _, e := range earned {
		had[e.TitleID] = e.PieceID
	}
	return had
}

// progress tells how far a person is with the titles that are still to be earned. What none of them
// counts is not asked for. With an error it is that of the titles that count something else.
func (s *Service) progress(ctx context.Context, person string, who Person, had map[string]string) ([]Progress, error) {
	open := slices.DeleteFunc(Titles(), func(t Title) bool { _, has := had[t.ID]; return has })
	var missing error
	var attended []Attendance
	if counts := func(t Title) bool { return t.pieces != nil }; slices.ContainsFunc(open, counts) {
		var err error
		if attended, err = s.Pieces.Attendances(ctx, person); err != nil {
			missing = err
			open = slices.DeleteFunc(open, counts)
		}
		local(attended, who.TimeZone)
	}
	rooms := 0
	if counts := func(t Title) bool { return t.rooms }; slices.ContainsFunc(open, counts) {
		var err error
		if rooms, err = s.Rooms.Count(ctx, person); err != nil {
			missing = errors.Join(missing, err)
			open = slices.DeleteFunc(open, counts)
		}
	}
	return measure(open, attended, rooms, had), missing
}
