package reading

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
)

const (
	pollEvery   = 2 * time.Second  // between two looks for readings of other nodes or before a restart
	tidyEvery   = 10 * time.Second // between two looks for leases that are over
	lease       = 30 * time.Second // until a reading whose worker is silent is given up
	renewEvery  = time.Second      // also how soon a worker notices that its reading was canceled
	fairWindow  = 10 * time.Minute // begun readings in it put a person further back
	finishLimit = 25 * time.Second // for storing what was read, also while the process stops: within what is left of the lease
	longestWait = 2 * time.Minute  // that a reading is put off when the model is busy: a person looks on
)

// Run reads until ctx ends. A reading in the middle then goes back into the queue.
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
			s.Log.WarnContext(ctx, "the queue of readings could not be looked at", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Tidy puts readings back that a crash left running, and forgets old ones.
func (s *Service) Tidy(ctx context.Context) error {
	now := s.Clock.Now()
	n, err := s.Store.Reclaim(ctx, now, MaxAttempts)
	if err != nil {
		return err
	}
	if n > 0 {
		s.Log.InfoContext(ctx, "readings were left running", "count", n)
		s.wakeWorkers()
	}
	for {
		n, err := s.Store.Forget(ctx, now.Add(-Kept), batch)
		if err != nil || n < batch {
			return err
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
		worked, err := s.ReadNext(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "a reading could not be worked on", "error", err)
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

// ReadNext reads the next picture that is due, and tells whether there was one. The error is about
// the queue; a reading that fails is stored as failed.
func (s *Service) ReadNext(ctx context.Context) (worked bool, err error) {
	now := s.Clock.Now()
	job, err := s.Store.Begin(ctx, now, now.Add(lease), now.Add(-fairWindow))
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	began := time.Now()
	outcome, err := s.read(ctx, job)
	s.metrics.read(outcome, time.Since(began))
	if errors.Is(err, errs.NotFound) {
		err = nil // canceled, or given to another worker
	}
	return true, err
}

func (s *Service) read(ctx context.Context, job Job) (outcome string, err error) {
	reading, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	stops := context.AfterFunc(ctx, func() {
		time.AfterFunc(s.Drain, func() { cancel(errStopped) })
	})
	defer stops()
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		cancel(s.renew(reading, job))
	}()
	found, err := s.readSafely(reading, job)
	cause := context.Cause(reading)
	cancel(nil)
	<-renewed
	// What was read is stored, and what failed is noted, also when the process stops.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), finishLimit)
	defer stop()
	switch {
	case err == nil:
		return s.finish(ctx, job, found)
	case errors.Is(cause, errs.NotFound):
		return "lost", cause
	case cause != nil:
		return "stopped", s.Store.PutBack(ctx, job, s.Clock.Now(), s.Clock.Now(), false)
	}
	return s.failed(ctx, job, err)
}

// Why a reading ends in the middle, as the cause of its context: the process has no more time;
// nobody wants it any more; another worker has it by now.
var (
	errStopped   = errors.New("reading: the process stops")
	ErrCalledOff = fmt.Errorf("reading: it was called off: %w", errs.NotFound)
	errTaken     = fmt.Errorf("reading: another worker has it: %w", errs.NotFound)
)

// renew keeps the lease until ctx ends, or the reading is lost.
func (s *Service) renew(ctx context.Context, job Job) error {
	t := time.NewTicker(renewEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		now := s.Clock.Now()
		if err := s.Store.Extend(ctx, job, now, now.Add(lease)); !errors.Is(err, errs.NotFound) {
			continue // after an error the lease lasts for more tries
		}
		if _, err := s.Store.Find(ctx, job.OwnerID, job.ID); errors.Is(err, errs.NotFound) {
			return ErrCalledOff
		}
		return errTaken
	}
}

// readSafely keeps a defect in what an odd picture or answer meets from ending the process.
func (s *Service) readSafely(ctx context.Context, job Job) (found []Suggestion, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			s.Log.ErrorContext(ctx, "reading panicked", "reading", job.ID, "panic", fmt.Sprint(thrown), "stack", string(debug.Stack()))
			err = errs.Internal.With(fmt.Errorf("panic: %v", thrown))
		}
	}()
	photo, err := s.Photos.Image(ctx, job.OwnerID, job.PhotoID)
	if err != nil {
		return nil, err
	}
	small, err := picture.Normalize(ctx, photo, MaxSide, picture.Limits{})
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	check := func(answer []byte) (err error) {
		var ok bool
		if found, ok = Understand(answer, now); !ok {
			return fmt.Errorf("an answer of %d bytes has not the shape that was asked for", len(answer))
		}
		return nil
	}
	answer, err := s.Reader.Read(ctx, Request{
		Ref: job.ID, Person: job.OwnerID, Picture: small.JPEG,
		Instructions: s.Instructions, SchemaName: SchemaName, Schema: json.RawMessage(Schema), Check: check,
	})
	if err != nil {
		return nil, err
	}
	// The answer may have been given before.
	if err := check(answer); err != nil {
		return nil, &Trouble{Why: FailedBroken, Err: err}
	}
	return found, nil
}

func (s *Service) finish(ctx context.Context, job Job, found []Suggestion) (outcome string, err error) {
	if err := s.Store.Finish(ctx, job, found, s.Clock.Now()); err != nil {
		return "lost", err
	}
	s.metrics.found(found)
	if len(found) == 0 {
		return "nothing", nil
	}
	return "done", nil
}

// failed decides what becomes of a reading without an answer.
func (s *Service) failed(ctx context.Context, job Job, cause error) (outcome string, err error) {
	now := s.Clock.Now()
	var trouble *Trouble
	switch {
	case errors.Is(cause, errs.NotFound):
		// The photo was dropped, and what is made of it goes with it.
		return "lost", s.DeleteByPhoto(ctx, job.OwnerID, job.PhotoID)
	case errors.As(cause, &trouble):
	case errors.Is(cause, errs.Unavailable):
		trouble = &Trouble{Why: FailedUnavailable, Again: true, Err: cause} // where photos are
	default:
		s.Log.ErrorContext(ctx, "a reading failed", "reading", job.ID, "error", cause)
		return "failed", s.Store.Fail(ctx, job, FailedInternal, now)
	}
	wait := max(trouble.RetryAfter, backoff(job.Attempts))
	if trouble.Again && job.Attempts < MaxAttempts && wait <= longestWait {
		s.Log.WarnContext(ctx, "a reading is tried again later", "reading", job.ID, "attempt", job.Attempts, "error", cause)
		return "again", s.Store.PutBack(ctx, job, now, now.Add(wait), true)
	}
	s.Log.WarnContext(ctx, "a reading failed", "reading", job.ID, "error", cause)
	return "failed", s.Store.Fail(ctx, job, trouble.Why, now)
}

// backoff is how long a reading waits after an attempt: 1 s, 4 s, 16 s. A person looks on.
func backoff(attempts int) time.Duration {
	return time.Second << (2 * (attempts - 1))
}
