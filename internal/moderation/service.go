package moderation

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/limit"
	"piece/internal/platform/page"
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
	r, err = s.Store.Open(ctx, person, n.Target.name())
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
	}, n.Target.name())
	if made {
		s.reports.WithLabelValues(string(n.Target.Kind)).Inc()
	}
	return r, made, err
}

// Case is a report with its people as they are now; the zero value for who is gone.
type Case struct {
	Report
	Reporter Profile
	Author   Profile
}

// Reports gives one page of the reports of a state to an admin, the latest first.
func (s *Service) Reports(ctx context.Context, v Viewer, state State, cursor string, most int) (page.Page[Case], error) {
	if !v.Admin {
		return page.Page[Case]{}, errs.Forbidden
	}
	after, err := page.Parse(cursor, 1)
	if err == nil && after != nil && !id.Valid(after[0]) {
		err = errs.Invalid.At("query.cursor")
	}
	if err != nil {
		return page.Page[Case]{}, err
	}
	found, err := s.Store.Reports(ctx, state, page.Request{After: after, Limit: page.Limit(most)})
	if err != nil {
		return page.Page[Case]{}, err
	}
	cases, err := s.named(ctx, found.Items...)
	return page.Page[Case]{Items: cases, Next: found.Next}, err
}

// Close closes a report. Again is fine.
func (s *Service) Close(ctx context.Context, v Viewer, reportID string) (Case, error) {
	switch {
	case !v.Admin:
		return Case{}, errs.Forbidden
	case !id.Valid(reportID):
		return Case{}, errs.NotFound
	}
	r, err := s.Store.Close(ctx, reportID, v.ID, s.Clock.Now())
	if err != nil {
		return Case{}, err
	}
	cases, err := s.named(ctx, r)
	if err != nil {
		return Case{}, err
	}
	return cases[0], nil
}

// named puts people to reports.
func (s *Service) named(ctx context.Context, reports ...Report) ([]Case, error) {
	var people []string
	for _, r := range reports {
		people = append(people, r.ReporterID)
		if r.Seen.PersonID != "" {
			people = append(people, r.Seen.PersonID)
		}
	}
	if len(people) == 0 {
		return nil, nil
	}
	slices.Sort(people)
	found, err := s.Profiles.Profiles(ctx, slices.Compact(people))
	if err != nil {
		return nil, err
	}
	cases := make([]Case, len(reports))
	for i, r := range reports {
		cases[i] = Case{Report: r, Reporter: found[r.ReporterID], Author: found[r.Seen.PersonID]}
	}
	return cases, nil
}
