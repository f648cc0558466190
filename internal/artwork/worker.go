package artwork

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
	pollEvery   = 2 * time.Second        // between two looks for tries of other nodes or before a restart
	tidyEvery   = 10 * time.Second       // between two looks for leases that are over
	reportEvery = 150 * time.Millisecond // between two reports of progress
	lease       = 30 * time.Second       // until a try without a report is given up
	renewEvery  = 2 * time.Second        // at the latest, also without progress; that is when it's seen that a try was called off elsewhere
	fairWindow  = 10 * time.Minute       // begun tries in it put a person further back
	finishLimit = 25 * time.Second       // for storing what is painted, also while the process stops: within what is left of the lease
	putWithin   = 15 * time.Second       // for a picture of a model while the object store is down, with pauses that
	putAgain    = 200 * time.Millisecond // begin with this and double
	patience    = 5 * time.Minute        // that a try waits for a painter that is down or busy; a person looks on
)

// Why a painting ends in the middle, as the cause of its context: the process has no more time;
// another worker has the try by now; nobody wants it any more.
var (
	errStopped   = errors.New("artwork: the process stops")
	errTaken     = fmt.Errorf("artwork: another worker has the try: %w", errs.NotFound)
	ErrCalledOff = fmt.Errorf("artwork: the try was called off: %w", errs.NotFound)
)

// Run paints until ctx ends. A try in the middle then goes back into the queue.
func (s *Service) Run(ctx context.Context) error {
	var group sync.WaitGroup
	defer group.Wait()
	for name, l := range s.lanes {
		for range l.workers {
			group.Go(func() { s.work(ctx, name, l) })
		}
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
	late, err := s.Store.Reclaim(ctx, now, MaxAttempts)
	if err != nil {
		return err
	}
	for _, a := range late {
		s.changed(a)
		if l := s.laneOf(a.Provider); l != nil {
			l.wakeUp()
		}
	}
	if len(late) > 0 {
		s.Log.InfoContext(ctx, "artworks were left running", "count", len(late))
	}
	day, _ := quotaDay(now.Add(-48 * time.Hour))
	return s.Store.ForgetDays(ctx, day)
}

func (s *Service) work(ctx context.Context, name Provider, l *lane) {
	t := time.NewTicker(pollEvery)
	defer t.Stop()
	for ctx.Err() == nil {
		worked, err := s.PaintNext(ctx, name)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "an artwork could not be worked on", "error", err)
		}
		if worked && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-l.wake:
		case <-t.C:
		}
	}
}

// PaintNext has a provider, Local or AI, paint the next try that is due, and tells whether there
// was one. The error is about the queue; a try that fails is stored as failed.
func (s *Service) PaintNext(ctx context.Context, by Provider) (worked bool, err error) {
	l := s.lanes[by]
	if l == nil {
		return false, nil
	}
	now := s.Clock.Now()
	job, err := s.Store.Begin(ctx, l.takes, now, now.Add(lease), now.Add(-fairWindow))
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	s.changed(job.Artwork)
	began := time.Now()
	outcome, err := s.paint(ctx, l, job)
	s.metrics.painted(job.Provider, outcome, time.Since(began))
	s.tellOf(context.WithoutCancel(ctx), job)
	if errors.Is(err, errs.NotFound) {
		err = nil // deleted, called off, or given to another worker
	}
	return true, err
}

func (s *Service) paint(ctx context.Context, l *lane, job Job) (outcome string, err error) {
	painting, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	stops := context.AfterFunc(ctx, func() {
		time.AfterFunc(l.drain, func() { cancel(errStopped) })
	})
	defer stops()
	var on easel
	reported := make(chan struct{})
	go func() {
		defer close(reported)
		cancel(s.report(painting, job, &on))
	}()
	picture, err := s.paintSafely(painting, l.painter, job, on.put)
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
func (s *Service) paintSafely(ctx context.Context, by Painter, job Job, watch func(Stage)) (p Picture, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			s.Log.ErrorContext(ctx, "a painter panicked", "artwork", job.ID, "panic", fmt.Sprint(thrown), "stack", string(debug.Stack()))
			err = errs.Internal.With(fmt.Errorf("panic: %v", thrown))
		}
	}()
	p, err = by.Paint(ctx, job, watch)
	if err == nil && (len(p.WebP) == 0 || len(p.WebP) > MaxBytes) {
		err = fmt.Errorf("the painter gave a picture of %d bytes", len(p.WebP))
	}
	return p, err
}

// report stores how the painting grows and renews the lease until ctx ends, or the try is lost.
func (s *Service) report(ctx context.Context, job Job, e *easel) error {
	t := time.NewTicker(reportEvery)
	defer t.Stop()
	renewed := time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		at, isNew := e.take()
		if !isNew && time.Since(renewed) < renewEvery {
			continue
		}
		now := s.Clock.Now()
		err := s.Store.Extend(ctx, job, at, now, now.Add(lease))
		switch {
		case errors.Is(err, errs.NotFound):
			return s.whyLost(ctx, job)
		case err != nil:
			if isNew {
				e.again(at)
			}
			continue // the lease lasts for more tries
		}
		renewed = time.Now()
		if isNew {
			job.Progress = at.Done
			s.changed(job.Artwork)
		}
	}
}

// whyLost tells why a worker has lost its try.
func (s *Service) whyLost(ctx context.Context, job Job) error {
	a, err := s.Store.FindAny(ctx, job.ID)
	if errors.Is(err, errs.NotFound) || err == nil && a.State == Canceled {
		return ErrCalledOff
	}
	return errTaken
}
