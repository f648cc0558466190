package piece

import (
	"context"
	"time"
)

// Merge says that a cake became part of another.
type Merge struct {
	Seq      int64 // grows with every merge
	From, To string
}

// How merges are followed: how often it is asked for new ones, how soon after a failure, how
// many at a time, and how many known ones are asked for once more, because of two that were
// made at the same moment the later may come to light first.
const (
	mergesEvery   = 3 * time.Second
	mergesAgain   = 10 * time.Second
	mergesBatch   = 50
	mergesOverlap = 20
)

// How pieces are moved: how many in one transaction; for how long it is looked again whether
// one of a merged cake was stored by somebody who asked before the merge; and how often every
// merge that ever was is looked at.
const (
	movedBatch  = 200
	movedWithin = time.Hour
	movedAll    = time.Hour
)

// FollowMerges moves the pieces of cakes that became part of others, until ctx ends. Several
// nodes may do so at once. woken says that there is a new merge, where that is known; it is
// found without, only later.
func (s *Service) FollowMerges(ctx context.Context, woken <-chan struct{}) error {
	var all time.Time // when every merge was looked at last
	for {
		began := s.Clock.Now()
		recent := began.Add(-movedWithin)
		if began.Sub(all) >= movedAll {
			recent = time.Time{}
		}
		wait := mergesEvery
		err := s.followMerges(ctx, recent)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			wait = mergesAgain
			s.Log.WarnContext(ctx, "pieces of merged cakes wait to be moved", "error", err)
		case recent.IsZero():
			all = began
		}
		select {
		case <-ctx.Done():
			return nil
		case <-woken:
		case <-time.After(wait):
		}
	}
}

// followMerges takes note of new merges and moves the pieces of those noted since.
func (s *Service) followMerges(ctx context.Context, since time.Time) error {
	after, err := s.Store.LastMerge(ctx)
	if err != nil {
		return err
	}
	for after = max(0, after-mergesOverlap); ; {
		merges, err := s.Cakes.Merges(ctx, after, mergesBatch)
		if err != nil {
			return err
		}
		if err := s.Store.NoteMerges(ctx, merges, s.Clock.Now()); err != nil {
			return err
		}
		if len(merges) == 0 {
			break
		}
		after = merges[len(merges)-1].Seq
	}
	moved := 0
	for {
		n, err := s.Store.MoveMerged(ctx, since, movedBatch)
		if err != nil {
			return err
		}
		if moved += n; n < movedBatch {
			break
		}
	}
	if moved > 0 {
		s.Log.InfoContext(ctx, "pieces of merged cakes were moved", "pieces", moved)
	}
	return nil
}
