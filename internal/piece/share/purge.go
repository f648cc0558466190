package share

import "context"

// Purge removes what is kept of a person who is gone (defect D11): the calendar feed. Links hang on
// pieces and go with them.
func (s *Service) Purge(ctx context.Context, person string) error {
	return s.Store.RemoveFeed(ctx, person)
}
