package source

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/cake"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

const (
	lease      = 2 * time.Minute  // until a node that tells nothing is given up
	renewEvery = lease / 4        // so that a slow store has several tries
	lookEvery  = 30 * time.Second // between two looks whether a source is due
	againFirst = time.Minute      // how soon a run that failed is tried again, doubled each time
	endLimit   = 10 * time.Second // for giving a source back while the process stops
)

// Deps are what the engine needs.
type Deps struct {
	Store     Store
	Catalogue Catalogue
	Sources   []Source
	Every     time.Duration // between two runs of a source that went well
	Clock     clock.Clock
	Log       *slog.Logger
	Metrics   prometheus.Registerer // or nil
}

// Engine runs the sources. It is a lifecycle.Runner.
type Engine struct {
	Deps
	metrics *metrics
	holder  string // this node, to the store
}

// New makes the engine.
func New(d Deps) *Engine {
	return &Engine{Deps: d, metrics: newMetrics(d.Metrics), holder: id.New(d.Clock)}
}

// Run asks every source whenever it is due, until ctx ends. Sources don't wait for each
// other: one that is slow leaves the others alone.
func (e *Engine) Run(ctx context.Context) error {
	var all sync.WaitGroup
	defer all.Wait()
	for _, s := range e.Sources {
		all.Go(func() { e.keep(ctx, s) })
	}
	<-ctx.Done()
	return nil
}

func (e *Engine) keep(ctx context.Context, s Source) {
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	for ctx.Err() == nil {
		if _, _, err := e.RunDue(ctx, s); err != nil && ctx.Err() == nil {
			e.Log.WarnContext(ctx, "a catalogue source could not be looked after", "source", s.Name(), "error", err)
		}
		select {
		case <-ctx.Done():
		case <-t.C:
		}
	}
}

// RunDue runs a source if it is due and no other node runs it, and tells whether it did. The
// error is about the store; that of the source is in the report.
func (e *Engine) RunDue(ctx context.Context, s Source) (r Report, ran bool, err error) {
	return e.runHeld(ctx, s, false)
}

// RunNow is RunDue for a source that need not be due.
func (e *Engine) RunNow(ctx context.Context, s Source) (r Report, ran bool, err error) {
	return e.runHeld(ctx, s, true)
}

func (e *Engine) runHeld(ctx context.Context, s Source, early bool) (r Report, ran bool, err error) {
	now := e.Clock.Now()
	state, err := e.Store.Begin(ctx, s.Name(), e.holder, early, now, now.Add(lease))
	if errors.Is(err, errs.NotFound) {
		return r, false, nil
	}
	if err != nil {
		return r, false, err
	}
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	held := make(chan struct{})
	go func() {
		defer close(held)
		cancel(e.hold(running, s.Name()))
	}()
	r = e.run(running, s, state.Cursor, &runSink{engine: e, source: s.Name()})
	cause := context.Cause(running)
	cancel(nil)
	<-held
	if errors.Is(cause, errs.NotFound) {
		return r, true, nil // another node has it by now
	}
	due, failures := e.next(r, state, ctx.Err() != nil)
	end, stop := context.WithTimeout(context.WithoutCancel(ctx), endLimit)
	defer stop()
	if err := e.Store.Finish(end, s.Name(), e.holder, due, failures); err != nil && !errors.Is(err, errs.NotFound) {
		return r, true, err
	}
	return r, true, nil
}

// next tells when a source is due after a run. A process that stops in the middle of one
// leaves it due at once: whoever comes next goes on.
func (e *Engine) next(r Report, was State, stopping bool) (due time.Time, failures int) {
	now := e.Clock.Now()
	switch {
	case stopping:
		return now, was.Failures
	case r.Err == nil:
		return now.Add(e.Every), 0
	}
	failures = was.Failures + 1
	if r.Further { // what stopped the run before is behind this one
		failures = 1
	}
	wait := min(againFirst<<min(failures-1, 16), e.Every)
	return now.Add(wait/2 + rand.N(wait/2+1)), failures // apart from other nodes that failed at the same moment
}

// hold renews the lease until ctx ends, or another node has the source.
func (e *Engine) hold(ctx context.Context, name cake.Source) error {
	t := time.NewTicker(renewEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		if err := e.Store.Renew(ctx, name, e.holder, e.Clock.Now().Add(lease)); errors.Is(err, errs.NotFound) {
			return err
		}
	}
}

// Try tells what a run would do from where the last one got to. Nothing is stored.
func (e *Engine) Try(ctx context.Context, s Source) (Report, error) {
	state, err := e.Store.State(ctx, s.Name())
	if err != nil {
		return Report{}, err
	}
	return e.run(ctx, s, state.Cursor, &runSink{engine: e, source: s.Name(), dry: true}), nil
}

// run asks the source and reports.
func (e *Engine) run(ctx context.Context, s Source, cursor string, to *runSink) Report {
	began := time.Now()
	to.report, to.from = Report{Source: s.Name(), Began: e.Clock.Now()}, cursor
	err := safely(ctx, s, cursor, to)
	to.report.Err, to.report.Took = err, time.Since(began)
	if to.dry {
		return to.report
	}
	e.metrics.ran(&to.report, e.Clock.Now())
	switch {
	case err == nil:
		e.Log.InfoContext(ctx, "a catalogue source was synchronised", "run", to.report)
	case ctx.Err() == nil:
		e.Log.WarnContext(ctx, "a catalogue source failed and is tried again later", "run", to.report)
	}
	return to.report
}

// safely keeps a defect in reading one source from ending the process for everybody.
func safely(ctx context.Context, s Source, cursor string, to Sink) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("panic: %v\n%s", thrown, debug.Stack())
		}
	}()
	return s.Sync(ctx, cursor, to)
}
