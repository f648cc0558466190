package exports

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"piece/internal/platform/errs"
)

const (
	pollEvery   = 3 * time.Second        // between two looks for exports of other nodes or before a restart
	tidyEvery   = 15 * time.Second       // between two looks for leases and files that are over
	reportEvery = 300 * time.Millisecond // between two reports of progress
	lease       = 45 * time.Second       // until an export without a report is given up
	renewEvery  = lease / 3              // at the latest, also without progress
	intendEvery = 10 * time.Minute       // between two announcements of what is being written
	finishLimit = 20 * time.Second       // for noting how it ended while the process stops
	maxAttempts = 6
	removeBatch = 100
)

// Run makes exports until ctx ends. One in the middle then waits for the next node, which begins
// it anew.
func (s *Service) Run(ctx context.Context) error {
	s.mu.Lock()
	s.running = ctx
	s.mu.Unlock()
	var group sync.WaitGroup
	defer s.gathering.Wait()
	defer group.Wait()
	for range s.Workers {
		group.Go(func() { s.work(ctx) })
	}
	t := time.NewTicker(tidyEvery)
	defer t.Stop()
	for {
		if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "exports could not be looked after", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Tidy puts back what a crash left, and throws away what has come to its end.
func (s *Service) Tidy(ctx context.Context) error {
	now := s.Clock.Now()
	left, err := s.Store.Reclaim(ctx, now, maxAttempts)
	if err != nil {
		return err
	}
	if left > 0 {
		s.Log.InfoContext(ctx, "exports were left in the middle", "count", left)
		s.wakeWorkers()
	}
	for {
		n, err := s.Store.RemoveEnded(ctx, now, removeBatch)
		if err != nil {
			return err
		}
		if n > 0 {
			s.WakeBin()
		}
		if n < removeBatch {
			return s.Store.Forget(ctx, now.Add(-24*time.Hour), now.Add(-FailedKept))
		}
	}
}

func (s *Service) wakeWorkers() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Service) work(ctx context.Context) {
	t := time.NewTicker(pollEvery)
	defer t.Stop()
	for ctx.Err() == nil {
		worked, err := s.MakeNext(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "an export could not be worked on", "error", err)
		}
		if worked && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-s.wake:
		case <-t.C:
		}
	}
}

// MakeNext makes the next export that is due, and tells whether there was one. The error is about
// the queue; an export that fails is stored as failed, or tried again.
func (s *Service) MakeNext(ctx context.Context) (worked bool, err error) {
	now := s.Clock.Now()
	e, err := s.Store.Begin(ctx, now, now.Add(lease))
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	h := s.hold(ctx, e)
	return true, s.settle(h, e, s.makeSafely(h, e))
}

// makeSafely keeps a defect from ending the process for everybody.
func (s *Service) makeSafely(h *holding, e Export) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			s.Log.ErrorContext(h.ctx, "an export panicked", "export", e.ID, "panic", fmt.Sprint(thrown), "stack", string(debug.Stack()))
			err = errs.Internal.With(fmt.Errorf("panic: %v", thrown))
		}
	}()
	return s.build(h, e)
}

// settle ends the hold of an export and notes what becomes of it. Nothing is to be noted when
// it went well.
func (s *Service) settle(h *holding, e Export, problem error) (err error) {
	lost := h.end()
	// How it ended is noted also when the process stops.
	ctx, stop := context.WithTimeout(context.WithoutCancel(h.ctx), finishLimit)
	defer stop()
	e.State = h.state
	now, outcome := s.Clock.Now(), "failed"
	switch {
	case problem == nil:
		outcome = "ready"
	case lost || errors.Is(problem, errs.NotFound) && s.gone(ctx, e):
		outcome = "lost" // removed, or given to another worker
	case h.stopped():
		outcome, err = "stopped", s.Store.PutBack(ctx, e, now, now, false)
	case errors.Is(problem, errs.Unavailable) && e.Attempts < maxAttempts:
		s.Log.WarnContext(ctx, "an export is tried again later", "export", e.ID, "attempt", e.Attempts, "error", problem)
		outcome, err = "again", s.Store.PutBack(ctx, e, now, now.Add(backoff(e)), true)
	case errors.Is(problem, errs.Unavailable):
		s.Log.WarnContext(ctx, "an export failed", "export", e.ID, "error", problem)
		err = s.Store.Fail(ctx, e, FailedUnavailable, now)
	default:
		s.Log.ErrorContext(ctx, "an export failed", "export", e.ID, "error", problem)
		err = s.Store.Fail(ctx, e, FailedInternal, now)
	}
	if e.State == Running || problem != nil {
		s.metrics.attempt(outcome, time.Since(h.began))
	}
	if errors.Is(err, errs.NotFound) {
		err = nil // removed in this moment
	}
	return err
}

// gone tells whether somebody else has the export now, or nobody.
func (s *Service) gone(ctx context.Context, e Export) bool {
	now, err := s.Store.Find(ctx, e.OwnerID, e.ID)
	return errors.Is(err, errs.NotFound) || err == nil && (now.State != e.State || now.Attempts != e.Attempts)
}

// backoff is how long an export waits after an attempt: 15 s, a minute, four, at most a quarter of
// an hour. To gather is an attempt of its own.
func backoff(e Export) time.Duration {
	n := e.Attempts - 1
	if e.GatheredKey != "" {
		n--
	}
	return min(15*time.Second<<(2*max(n, 0)), 15*time.Minute)
}
