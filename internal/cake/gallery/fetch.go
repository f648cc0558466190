package gallery

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

const (
	fetchLease = 5 * time.Minute
	fetchLimit = 4 * time.Minute     // for one picture, within its lease
	idleFor    = 2 * time.Second     // between two looks for tasks
	leaveAlone = time.Minute         // a source that is down
	revisit    = 30 * 24 * time.Hour // until a picture is looked at again, fetched or not to be had
	firstRetry = 5 * time.Minute
	lastRetry  = 24 * time.Hour
	storeLimit = 30 * time.Second // for noting how it ended while the process stops
)

// lasting tells whether trying again soon would end the same.
func (o Outcome) lasting() bool {
	switch o {
	case Missing, Refused, TooLarge, Unusable:
		return true
	}
	return false
}

// fetchAll fetches pictures of one source until ctx ends.
func (s *Service) fetchAll(ctx context.Context, f Fetcher) error {
	for ctx.Err() == nil {
		worked, rest, err := s.FetchNext(ctx, f)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "a picture could not be worked on", "source", f.Name(), "error", err)
		}
		if rest == 0 && (!worked || err != nil) {
			rest = idleFor
		}
		if rest > 0 {
			_ = s.Wait(ctx, rest) // ctx is looked at next
		}
	}
	return nil
}

// FetchNext fetches the most urgent picture of a source, and tells whether there was one and
// how long the source is to be left alone. The error is about the queue; a picture that can't
// be had is noted as such.
func (s *Service) FetchNext(ctx context.Context, f Fetcher) (worked bool, rest time.Duration, err error) {
	now := s.Clock.Now()
	t, err := s.Queue.Begin(ctx, f.Name(), now, now.Add(fetchLease))
	if errors.Is(err, errs.NotFound) {
		return false, 0, nil
	}
	if err != nil {
		return false, 0, err
	}
	begin := time.Now()
	working, cancel := context.WithTimeout(ctx, fetchLimit)
	made, outcome, err := s.fetch(working, f, t)
	cancel()
	e, rest := s.ended(t, made, outcome, err)
	s.metrics.fetched(f.Name(), e.Outcome, begin)
	if err != nil && ctx.Err() == nil {
		s.Log.DebugContext(ctx, "a picture could not be had", "picture", t.Picture, "attempts", e.Attempts, "error", err)
	}
	// How it ended is noted also when the process stops.
	noting, stop := context.WithTimeout(context.WithoutCancel(ctx), storeLimit)
	defer stop()
	err = s.Queue.Finish(noting, t, e)
	if errors.Is(err, errs.NotFound) {
		err = nil // it has another address now, or is somebody else's
	}
	s.WakeBin()
	return true, rest, err
}

// ended decides what becomes of a task.
func (s *Service) ended(t Task, made Made, o Outcome, err error) (e Ended, rest time.Duration) {
	now := s.Clock.Now()
	e = Ended{Outcome: o, Due: now.Add(revisit), Made: made}
	if err == nil {
		return e, 0
	}
	e.Made = t.Made
	var f *Failure
	switch {
	case !errors.As(err, &f): // our own store, or the process stops: it isn't the picture's fault
		e.Outcome, e.Attempts, e.Due = Held, t.Attempts, now.Add(leaveAlone)
		return e, leaveAlone
	case f.Outcome == Held:
		rest = min(max(f.After, leaveAlone), time.Hour)
		e.Outcome, e.Attempts, e.Due = Held, t.Attempts, now.Add(rest)
		return e, rest
	case f.Outcome.lasting():
		e.Outcome = f.Outcome
		return e, 0
	}
	e.Outcome, e.Attempts = Unreachable, t.Attempts+1
	e.Due = now.Add(max(backoff(e.Attempts), f.After))
	return e, 0
}

// backoff is how long a picture waits after a number of failures: five minutes, four times as
// long each time, a day at most, and up to a half more, so that what failed together isn't
// tried together.
func backoff(attempts int) time.Duration {
	d := firstRetry
	for range min(attempts-1, 8) {
		d *= 4
	}
	d = min(d, lastRetry)
	return d + rand.N(d/2)
}

// fetch gets a picture and keeps what is made of it.
func (s *Service) fetch(ctx context.Context, f Fetcher, t Task) (Made, Outcome, error) {
	known := t.Made
	if t.CakeID != "" {
		subject, err := s.Store.Subject(ctx, t.CakeID)
		switch {
		case errors.Is(err, errs.NotFound), err == nil && (subject.CakeID != t.CakeID || subject.Kept.Origin == Hand):
			return Made{}, Superseded, nil
		case err != nil:
			return Made{}, "", err
		case subject.Kept.SetID != known.SetID:
			known = Made{} // what was made of it isn't shown any more
		}
	}
	if known.SetID == "" {
		known = Made{}
	}
	answer, err := f.Fetch(ctx, t.Address, known.Validators)
	if err != nil {
		return Made{}, "", err
	}
	if answer.Unchanged {
		return known, Unchanged, nil
	}
	sum := sha256.Sum256(answer.Body)
	made := Made{SetID: known.SetID, Digest: hex.EncodeToString(sum[:]), Validators: answer.Validators}
	if known.SetID != "" && made.Digest == known.Digest {
		return made, Unchanged, nil
	}
	if t.CakeID == "" {
		face, err := usable(answer.Body, portrait)
		if err != nil {
			return Made{}, "", err
		}
		made.SetID, err = s.putPortrait(ctx, face)
		return made, Fetched, err
	}
	forms, err := usable(answer.Body, newForms)
	if err != nil {
		return Made{}, "", err
	}
	made.SetID, err = s.keep(ctx, t.CakeID, Kept{Origin: Source}, forms)
	if errors.Is(err, errs.Conflict) || errors.Is(err, errs.NotFound) {
		return Made{}, Superseded, nil
	}
	return made, Fetched, err
}

// putPortrait stores a portrait, which is deleted again unless it is finished.
func (s *Service) putPortrait(ctx context.Context, face []byte) (setID string, err error) {
	setID = id.New(s.Clock)
	if err := s.Store.Intend(ctx, PortraitKey(setID)); err != nil {
		return "", err
	}
	return setID, s.Objects.Put(ctx, PortraitKey(setID), "image/webp", face)
}
