package piece

import "context"

// purgedBatch is how many pieces or hearts are removed in one transaction.
const purgedBatch = 50

// Purge removes everything that is kept of a person who is gone (defect D11): pieces with tickets,
// records and links, hearts given, and what was asked. Photos and paintings are for those to remove
// who keep them. Purging again, also after it was cut short, is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	for {
		n, err := s.Store.Purge(ctx, person, purgedBatch)
		if err != nil || n == 0 {
			return err
		}
	}
}
