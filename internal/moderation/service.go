package moderation

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/limit"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Sight    Sight
	Profiles Profiles
	Clock    clock.Clock
	Metrics  prometheus.Registerer // or nil
}

// Service holds the use cases. It is safe for concurrent use.
type Service struct {
	Deps
	made    *limit.Window
	reports *prometheus.CounterVec
}

// New makes the service.
func New(d Deps) *Service {
	s := &Service{
		Deps: d, made: limit.NewWindow(d.Clock, ReportsPerHour, time.Hour),
		reports: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_reports_total", Help: "Reports made, by kind of what is reported (piece, person, message, cake).",
		}, []string{"kind"}),
	}
	if d.Metrics != nil {
		d.Metrics.MustRegister(s.reports)
	}
	return s
}

// Viewer is who asks.
type Viewer struct {
	ID    string
	Admin bool
}

// Report reports something that the person sees. Who has an open report of it gets that one
// again, and made is false. errs.NotFound when there is nothing to see.
func (s *Service) Report(ctx context.Context, person string, n NewReport) (r Report, made bool, err error) {
	n, err = n.Clean()
	if err != nil {
		return Report{}, false, err
	}
	r, err = s.Store.Open(ctx, person, n.Target.Name())
	if !errors.Is(err, errs.NotFound) {
		return r, false, err // also when it is gone by now
	}
	if wait, ok := s.made.Take(person); !ok {
		return Report{}, false, errs.TooMany.After(wait)
	}
	seen, err := s.Sight.See(ctx, person, n.Target)
	if err != nil {
		return Report{}, false, err
	}
	r, made, err = s.Store.Add(ctx, Report{
		ID: id.New(s.Clock), ReporterID: person, Target: n.Target, Reason: n.Reason, Text: n.Text,
		Seen: seen, State: Open, CreatedAt: s.Clock.Now(),
	}, n.Target.Name())
	if made {
		s.reports.WithLabelValues(string(n.Target.Kind)).Inc()
	}
	return r, made, err
}
