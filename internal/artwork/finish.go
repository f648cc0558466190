package artwork

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
)

// finish stores the picture, so that a crash in the middle leaves nothing behind.
func (s *Service) finish(ctx context.Context, job Job, p Picture) (outcome string, err error) {
	key := job.key()
	if err := s.Store.Prepare(ctx, job, key, s.Clock.Now()); err != nil {
		return "lost", err
	}
	if err := s.put(ctx, job, key, p.WebP); err != nil {
		return s.failed(ctx, job, err)
	}
	if err := s.Store.Finish(ctx, job, key, p, s.Clock.Now()); err != nil {
		return "lost", err
	}
	return "done", nil
}

// put stores a picture. While the object store is down, one of a model is held on to for a while: it
// can't be had again.
func (s *Service) put(ctx context.Context, job Job, key string, webp []byte) error {
	within := time.Now().Add(putWithin)
	for pause := putAgain; ; pause *= 2 {
		err := s.Objects.Put(ctx, key, ContentType, webp)
		if job.Provider != AI || !errors.Is(err, errs.Unavailable) || time.Now().Add(pause).After(within) {
			return err
		}
		s.Log.WarnContext(ctx, "a picture can't be stored yet", "artwork", job.ID, "error", err)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// failed decides what becomes of a try whose painting failed.
func (s *Service) failed(ctx context.Context, job Job, cause error) (outcome string, err error) {
	var failure *Failure
	switch {
	case errors.Is(cause, errs.NotFound):
		// The photo was dropped, and what is made of it goes with it.
		return "lost", s.DeleteByPhoto(ctx, job.OwnerID, job.PhotoID)
	case errors.As(cause, &failure):
		s.Log.WarnContext(ctx, "an artwork failed", "artwork", job.ID, "why", failure.Code, "error", cause)
		return string(failure.Code), s.Store.Fail(ctx, job, failure.Code, s.Clock.Now())
	case errors.Is(cause, errs.Unavailable):
		pause := max(backoff(job.Attempts), errs.As(cause).RetryAfter)
		if job.Attempts < MaxAttempts && pause <= patience {
			s.Log.WarnContext(ctx, "an artwork is tried again later", "artwork", job.ID, "attempt", job.Attempts, "error", cause)
			now := s.Clock.Now()
			return "again", s.Store.PutBack(ctx, job, now, now.Add(pause), true)
		}
		s.Log.WarnContext(ctx, "an artwork failed", "artwork", job.ID, "error", cause)
		return string(FailedUnavailable), s.Store.Fail(ctx, job, FailedUnavailable, s.Clock.Now())
	}
	s.Log.ErrorContext(ctx, "an artwork failed", "artwork", job.ID, "error", cause)
	return string(FailedInternal), s.Store.Fail(ctx, job, FailedInternal, s.Clock.Now())
}

// backoff is how long a try waits after an attempt: 2 s, then 8 s. A person looks on.
func backoff(attempts int) time.Duration {
	return time.Second << (2*attempts - 1)
}
