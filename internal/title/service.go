package title

import (
	"context"
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
	had := piecesOf(earned)
	progress, err := s.progress(ctx, person, who, had)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	for _, p := range progress {
		if p.Reached() {
			fresh = append(fresh, Earned{TitleID: p.Title.ID, PieceID: p.PieceID, At: now})
		}
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	return s.Store.Earn(ctx, person, fresh)
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
// counts is not asked for.
func (s *Service) progress(ctx context.Context, person string, who Person, had map[string]string) ([]Progress, error) {
	open := slices.DeleteFunc(Titles(), func(t Title) bool { _, has := had[t.ID]; return has })
	var attended []Attendance
	var err error
	if slices.ContainsFunc(open, func(t Title) bool { return t.pieces != nil }) {
		if attended, err = s.Pieces.Attendances(ctx, person); err != nil {
			return nil, err
		}
		local(attended, who.TimeZone)
	}
	rooms := 0
	if slices.ContainsFunc(open, func(t Title) bool { return t.rooms }) {
		if rooms, err = s.Rooms.Count(ctx, person); err != nil {
			return nil, err
		}
	}
	return measure(open, attended, rooms, had), nil
}

// Forget removes everything that is known here of a person.
func (s *Service) Forget(ctx context.Context, person string) error {
	return s.Store.Forget(ctx, person)
}
