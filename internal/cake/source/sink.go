package source

import (
	"context"
	"slices"

	"piece/internal/cake"
)

// batch is how many works are stored at a time.
const batch = 200

// runSink stores what a source tells in one run.
type runSink struct {
	engine *Engine
	source cake.Source
	dry    bool   // counts only
	from   string // the cursor that the run began with
	report Report
}

// Works implements Sink.
func (s *runSink) Works(ctx context.Context, works ...cake.Told) error {
	s.report.Seen += len(works)
	clean := make([]cake.Told, 0, len(works))
	for _, w := range works {
		c, err := w.Clean()
		if err != nil {
			s.report.fail(w.Code, err)
			continue
		}
		clean = append(clean, c)
	}
	take := s.engine.Catalogue.Take
	if s.dry {
		take = s.engine.Catalogue.WouldTake
	}
	for part := range slices.Chunk(clean, batch) {
		taken, err := take(ctx, s.source, part, s.engine.Clock.Now())
		if err != nil {
			return err
		}
		s.report.Taken.Add(taken)
	}
	return nil
}

// Chart implements Sink.
func (s *runSink) Chart(ctx context.Context, c cake.Chart) error {
	s.report.Charts++
	if s.dry {
		return nil
	}
	c.Source = s.source
	return s.engine.Catalogue.PutChart(ctx, c.Clean())
}

// Failed implements Sink.
func (s *runSink) Failed(_ context.Context, code string, reason error) {
	s.report.Seen++
	s.report.fail(code, reason)
}

// Save implements Sink.
func (s *runSink) Save(ctx context.Context, cursor string) error {
	if s.dry {
		return nil
	}
	if err := s.engine.Store.Save(ctx, s.source, s.engine.holder, cursor); err != nil {
		return err
	}
	s.report.Further = cursor != s.from
	return nil
}
