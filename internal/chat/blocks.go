package chat

import (
	"context"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// BlockedProfile is somebody whom a person has blocked, as that one is now.
type BlockedProfile struct {
	Profile
	At time.Time
}

// Blocks gives the people whom a person has blocked, the last one first. People who are no more
// are left out.
func (s *Service) Blocks(ctx context.Context, person string) ([]BlockedProfile, error) {
	if person == "" {
		return nil, errs.Unauthenticated
	}
	blocks, err := s.Store.Blocks(ctx, person)
	if err != nil {
		return nil, err
	}
	who := map[string]bool{}
	for _, b := range blocks {
		who[b.PersonID] = true
	}
	profiles, err := s.profiles(ctx, who)
	if err != nil {
		return nil, err
	}
	var out []BlockedProfile
	for _, b := range blocks {
		if p, ok := profiles[b.PersonID]; ok {
			out = append(out, BlockedProfile{Profile: p, At: b.At})
		}
	}
	return out, nil
}

// Block puts somebody on a person's list. The blocked one isn't told, and learns nothing of it by
// what rooms answer (defect D49). Again is fine.
func (s *Service) Block(ctx context.Context, person, other string) error {
	if person == "" {
		return errs.Unauthenticated
	}
	if !id.Valid(other) || other == person {
		return errs.NotFound
	}
	known, err := s.Profiles.Profiles(ctx, []string{other})
	if err != nil {
		return err
	}
	if _, ok := known[other]; !ok {
		return errs.NotFound
	}
	changed, err := s.Store.Block(ctx, person, other, s.Clock.Now())
	if changed {
		s.Live.Tell(person, Note{Kind: NoteBlocks})
	}
	return err
}

// Unblock takes somebody off a person's list. Again is fine.
func (s *Service) Unblock(ctx context.Context, person, other string) error {
	if person == "" {
		return errs.Unauthenticated
	}
	if !id.Valid(other) {
		return nil
	}
	changed, err := s.Store.Unblock(ctx, person, other)
	if changed {
		s.Live.Tell(person, Note{Kind: NoteBlocks})
	}
	return err
}
