package leave

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
)

const (
	lookEvery = 10 * time.Second
	dueBatch  = 50
)

// Run removes people whose time has come, until ctx ends. Several nodes may do so at once.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(s.Every)
	defer tick.Stop()
	for {
		if err := s.Look(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "people who leave wait to be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Look removes all people whose time has come, and shortens the list of those who are gone. One who
// can't be removed holds up nobody else.
func (s *Service) Look(ctx context.Context) error {
	for {
		due, err := s.Store.Due(ctx, s.Clock.Now(), dueBatch)
		if err != nil {
			return err
		}
		var failed error
		for _, id := range due {
			if err := s.remove(ctx, id); err != nil {
				failed = err // one stands for all; they are tried again
			}
		}
		if failed != nil {
			return failed
		}
		if len(due) < dueBatch {
			return s.Store.Forget(ctx, s.Clock.Now().Add(-ListKept))
		}
	}
}

func (s *Service) remove(ctx context.Context, personID string) error {
	p, err := s.People.Me(ctx, personID)
	if errors.Is(err, errs.Unauthenticated) {
		return nil // another node was faster
	}
	if err != nil {
		return err
	}
	err = s.Store.Remove(ctx, personID, s.Clock.Now())
	if errors.Is(err, errs.NotFound) {
		return nil // came back in this moment, or another node was faster
	}
	if err != nil {
		return err
	}
	s.changes.WithLabelValues("gone").Inc()
	s.Log.InfoContext(ctx, "somebody is gone", "person", personID)
	s.OnEnd()
	s.OnGone()
	s.send(ctx, done(p))
	return nil
}
