package chat

import (
	"context"
	"time"

	"piece/internal/platform/page"
)

// How merges are followed: how often it is asked for new ones, how soon after a failure, and how
// many at a time.
const (
	mergesEvery = 3 * time.Second
	mergesAgain = 10 * time.Second
	mergesBatch = 50
)

// FollowMerges leads the rooms of cakes that became part of others to those, until ctx ends.
// Several nodes may do so at once. woken says that there is a new merge, where that is known; it
// is found without, only later.
func (s *Service) FollowMerges(ctx context.Context, woken <-chan struct{}) error {
	for {
		wait := mergesEvery
		if err := s.followMerges(ctx); err != nil && ctx.Err() == nil {
			wait = mergesAgain
			s.Log.WarnContext(ctx, "rooms of merged cakes wait to be led on", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-woken:
		case <-time.After(wait):
		}
	}
}

func (s *Service) followMerges(ctx context.Context) error {
	after, err := s.Store.MergedUpTo(ctx)
	if err != nil {
		return err
	}
	for {
		merges, err := s.Cakes.Merges(ctx, after, mergesBatch)
		if err != nil || len(merges) == 0 {
			return err
		}
		for _, m := range merges {
			if err := s.follow(ctx, m); err != nil {
				return err
			}
		}
		after = merges[len(merges)-1].Seq
	}
}

// follow leads the room of one cake to that of another, and tells its people.
func (s *Service) follow(ctx context.Context, m CakeMerge) error {
	moved, err := s.Store.Merge(ctx, m, func(room string) (int64, error) { return s.Head(ctx, room) })
	if err != nil || moved.ID == "" {
		return err
	}
	s.places.dropRoom(moved.ID)
	to, err := s.Store.Room(ctx, moved.MovedTo)
	if err != nil {
		return err
	}
	s.Log.InfoContext(ctx, "the room of a merged cake goes on in another", "room", moved.ID, "to", to.ID)
	for after := (page.Cursor)(nil); ; {
		members, err := s.Store.Members(ctx, moved.ID, page.Request{After: after, Limit: movedBatch})
		if err != nil {
			return err
		}
		for _, one := range members.Items {
			s.Live.Joined(one.PersonID, to)
			s.Live.Tell(one.PersonID, Note{Kind: NoteRoom, Room: moved.ID})
			s.Live.Tell(one.PersonID, Note{Kind: NoteRoom, Room: to.ID})
		}
		if after = members.Next; len(after) == 0 {
			return nil
		}
	}
}

// movedBatch is how many people of a room that moved are told at once.
const movedBatch = 500
