package notify

import (
	"context"
	"time"
)

const (
	followEvery = 5 * time.Second // between two looks at the list of ended sessions
	tidyEvery   = time.Hour
	followPage  = 500
)

// follow removes the devices of sessions that have ended, and what nobody renews, until ctx
// ends.
func (s *Service) follow(ctx context.Context) {
	look, tidy := time.NewTicker(followEvery), time.NewTicker(tidyEvery)
	defer look.Stop()
	defer tidy.Stop()
	for {
		if err := s.FollowEnded(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "devices of ended sessions stay for now", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		case <-s.Woken:
		case <-tidy.C:
			if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "unused devices stay for now", "error", err)
			}
		}
	}
}

// FollowEnded removes the devices of all sessions that have ended by now.
func (s *Service) FollowEnded(ctx context.Context) error {
	seq, at, err := s.Store.Followed(ctx)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	if s.ListKept > 0 && !at.IsZero() && now.Sub(at) >= s.ListKept {
		// Who ended meanwhile is no longer told. Devices whose sessions live renew themselves as
		// soon as somebody opens the page.
		s.Log.WarnContext(ctx, "the list of ended sessions wasn't followed for too long; devices have to renew themselves", "since", at)
		if err := s.Store.DropUnused(ctx, now); err != nil {
			return err
		}
	}
	for {
		found, err := s.Sessions.Ended(ctx, seq, followPage)
		if err != nil {
			return err
		}
		var hashes []string
		for _, e := range found {
			hashes, seq = append(hashes, e.Session), max(seq, e.Seq)
		}
		if len(found) == 0 && !at.IsZero() && (s.ListKept == 0 || now.Sub(at) < s.ListKept/10) {
			return nil // there is no need to write that nothing happened
		}
		if err := s.Store.Follow(ctx, hashes, seq, now); err != nil || len(found) < followPage {
			return err
		}
	}
}

// Tidy removes devices that weren't renewed for as long as a session can be idle, and forgets
// sessions that ended long ago.
func (s *Service) Tidy(ctx context.Context) error {
	now := s.Clock.Now()
	if err := s.Store.DropUnused(ctx, now.Add(-keptUnused)); err != nil {
		return err
	}
	return s.Store.Forget(ctx, now.Add(-keptEnded))
}
