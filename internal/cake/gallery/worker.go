package gallery

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
)

// Run keeps drawn posters until ctx ends, one after the other: nobody waits for them.
func (s *Service) Run(ctx context.Context) error {
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
