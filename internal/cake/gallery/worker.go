package gallery

import (
	"context"
	"errors"

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

func (s *Service) keepWanted(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case cakeID := <-s.wanted:
			err := s.KeepDrawn(ctx, cakeID)
			if err != nil && ctx.Err() == nil && !errors.Is(err, errs.NotFound) {
				s.Log.WarnContext(ctx, "a drawn poster could not be kept", "cake", cakeID, "error", err)
			}
		}
	}
}
