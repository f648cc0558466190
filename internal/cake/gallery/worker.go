package gallery

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"piece/internal/platform/errs"
)

// Run fetches and keeps pictures until ctx ends: one of each source at a time, and one drawn
// poster after the other, because nobody waits for them.
func (s *Service) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.keepWanted(ctx) })
	g.Go(func() error { return s.newWalker().run(ctx) })
	for _, f := range s.Fetchers {
		g.Go(func() error { return s.fetchAll(ctx, f) })
	}
	return g.Wait()
}

// Drawing in the background leaves the machine to people: after each poster it rests that many
// times as long as that took. What somebody looked at is likely to be looked at again.
const (
	wantedRest = 1
	worthRest  = 9
	longRest   = 5 * time.Second
)

func (s *Service) keepWanted(ctx context.Context) error {
	for ctx.Err() == nil {
		cakeID, rest := "", time.Duration(wantedRest)
		select {
		case cakeID = <-s.wanted:
		default:
			select {
			case <-ctx.Done():
				return nil
			case cakeID = <-s.wanted:
			case cakeID = <-s.worth:
				rest = worthRest
			}
		}
		begin := time.Now()
		err := s.KeepDrawn(ctx, cakeID)
		if err != nil && ctx.Err() == nil && !errors.Is(err, errs.NotFound) {
			s.Log.WarnContext(ctx, "a drawn poster could not be kept", "cake", cakeID, "error", err)
		}
		_ = s.Wait(ctx, min(rest*time.Since(begin), longRest)) // ctx is looked at next
	}
	return nil
}

// note adds a cake to those whose drawn poster is to be kept, if there is room.
func note(to chan string, cakeID string) {
	select {
	case to <- cakeID:
	default:
	}
}
