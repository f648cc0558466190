package cake

import "context"

// purgedBatch is how many hearts and cakes are taken from a person in one transaction.
const purgedBatch = 200

// Purge removes everything that is kept of a person who is gone (defect D11). Cakes that they made
// belong to all and stay. Purging again, also after it was cut short, is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	for {
		n, err := s.Store.Purge(ctx, person, purgedBatch)
		if err != nil || n == 0 {
			return err
		}
	}
}
