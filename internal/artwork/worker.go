package artwork

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"piece/internal/platform/errs"
)

const (
	pollEvery   = 2 * time.Second        // between two looks for tries of other nodes or before a restart
	tidyEvery   = 10 * time.Second       // between two looks for leases that are over
	reportEvery = 150 * time.Millisecond // between two reports of progress
	lease       = 30 * time.Second       // until a try without a report is given up
	renewEvery  = lease / 3              // at the latest, also without progress
	fairWindow  = 10 * time.Minute       // begun tries in it put a person further back
	finishLimit = 30 * time.Second       // for storing what is painted while the process stops
)

// Run paints until ctx ends. A try in the middle then goes back into the queue.
func (s *Service) Run(ctx context.Context) error {
	var group sync.WaitGroup
	defer group.Wait()
	for range s.Workers {
		group.Go(func() { s.work(ctx) })
	}
	t := time.NewTicker(tidyEvery)
	defer t.Stop()
	for {
		if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "the queue of artworks could not be looked at", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Tidy puts tries back that a crash left running, and forgets the counts of old days.
func (s *Service) Tidy(ctx context.Context) error {
	now := s.Clock.Now()
	ids, err := s.Store.Reclaim(ctx, now, MaxAttempts)
	if err != nil {
		return err
	}
	for _, each := range ids {
		s.news.tell(each)
	}
	if len(ids) > 0 {
		s.Log.InfoContext(ctx, "artworks were left running", "count", len(ids))
		s.wakeWorkers()
	}
	day, _ := quotaDay(now.Add(-48 * time.Hour))
	return s.Store.ForgetDays(ctx, day)
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
		worked, err := s.PaintNext(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "an artwork could not be worked on", "error", err)
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

// PaintNext paints the next try that is due, and tells whether there was one. The error
// is about the queue; a try that fails is stored as failed.
func (s *Service) PaintNext(ctx context.Context) (worked bool, err error) {
	now := s.Clock.Now()
	job, err := s.Store.Begin(ctx, now, now.Add(lease), now.Add(-fairWindow))
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	s.news.tell(job.ID)
	began := time.Now()
	outcome, err := s.paint(ctx, job)
	s.metrics.painted(job.Provider, outcome, time.Since(began))
	s.news.tell(job.ID)
	if errors.Is(err, errs.NotFound) {
		err = nil // deleted, or given to another worker
	}
	return true, err
}

func (s *Service) paint(ctx context.Context, job Job) (outcome string, err error) {
	painting, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var done atomic.Uint64 // thousandths
	reported := make(chan struct{})
	go func() {
		defer close(reported)
		cancel(s.report(painting, job, &done))
	}()
	picture, err := s.paintSafely(painting, job, func(part float64) { done.Store(uint64(1000 * min(max(part, 0), 1))) })
	cause := context.Cause(painting)
	cancel(nil)
	<-reported
	// What is painted is stored, and what failed is noted, also when the process stops.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), finishLimit)
	defer stop()
	switch {
	case err == nil:
		return s.finish(ctx, job, picture)
	case errors.Is(cause, errs.NotFound):
		return "lost", cause
	case cause != nil:
		return "stopped", s.Store.PutBack(ctx, job, s.Clock.Now(), s.Clock.Now(), false)
	}
	return s.failed(ctx, job, err)
}

// paintSafely keeps a defect of a painter from ending the process for everybody.
func (s *Service) paintSafely(ctx context.Context, job Job, progress func(float64)) (p Picture, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			s.Log.ErrorContext(ctx, "a painter panicked", "artwork", job.ID, "panic", fmt.Sprint(thrown), "stack", string(debug.Stack()))
			err = errs.Internal.With(fmt.Errorf("panic: %v", thrown))
		}
	}()
	p, err = s.Painter.Paint(ctx, job, progress)
	if err == nil && (len(p.WebP) == 0 || len(p.WebP) > MaxBytes) {
		err = fmt.Errorf("the painter gave a picture of %d bytes", len(p.WebP))
	}
	return p, err
}

// report stores the progress and renews the lease until ctx ends, or the try is lost.
func (s *Service) report(ctx context.Context, job Job, done *atomic.Uint64) error {
	t := time.NewTicker(reportEvery)
	defer t.Stop()
	told, renewed := uint64(0), time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		part := done.Load()
		if part == told && time.Since(renewed) < renewEvery {
			continue
		}
		now := s.Clock.Now()
		err := s.Store.Extend(ctx, job, float64(part)/1000, now, now.Add(lease))
		switch {
		case errors.Is(err, errs.NotFound):
			return err
		case err != nil:
			continue // the lease lasts for more tries
		}
		told, renewed = part, time.Now()
		s.news.tell(job.ID)
	}
}

// finish stores the picture, so that a crash in the middle leaves nothing behind.
func (s *Service) finish(ctx context.Context, job Job, p Picture) (outcome string, err error) {
	key := job.key()
	if err := s.Store.Prepare(ctx, job, key, s.Clock.Now()); err != nil {
		return "lost", err
	}
	if err := s.Objects.Put(ctx, key, ContentType, p.WebP); err != nil {
		return s.failed(ctx, job, err)
	}
	if err := s.Store.Finish(ctx, job, key, p.Scene, s.Clock.Now()); err != nil {
		return "lost", err
	}
	return "done", nil
}

// failed decides what becomes of a try whose painting failed.
func (s *Service) failed(ctx context.Context, job Job, cause error) (outcome string, err error) {
	switch {
	case errors.Is(cause, errs.NotFound):
		// The photo was dropped, and what is made of it goes with it.
		return "lost", s.DeleteByPhoto(ctx, job.OwnerID, job.PhotoID)
	case errors.Is(cause, errs.Unavailable) && job.Attempts < MaxAttempts:
		s.Log.WarnContext(ctx, "an artwork is tried again later", "artwork", job.ID, "attempt", job.Attempts, "error", cause)
		now := s.Clock.Now()
		return "again", s.Store.PutBack(ctx, job, now, now.Add(backoff(job.Attempts)), true)
	case errors.Is(cause, errs.Unavailable):
		s.Log.WarnContext(ctx, "an artwork failed", "artwork", job.ID, "error", cause)
		return "failed", s.Store.Fail(ctx, job, FailedUnavailable, s.Clock.Now())
	}
	s.Log.ErrorContext(ctx, "an artwork failed", "artwork", job.ID, "error", cause)
	return "failed", s.Store.Fail(ctx, job, FailedInternal, s.Clock.Now())
}

// backoff is how long a try waits after an attempt: 2 s, then 8 s. A person looks on.
func backoff(attempts int) time.Duration {
	return time.Second << (2*attempts - 1)
}
