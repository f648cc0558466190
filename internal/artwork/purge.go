package artwork

import "context"

// purgedBatch is how many tries are removed in one transaction.
const purgedBatch = 100

// Purge removes everything that is kept of a person who is gone (defect D11). A try that is being
// painted at this moment can't be finished any more, and its picture isn't kept. Purging again,
// also after it was cut short, is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	for {
		n, err := s.Store.Purge(ctx, person, purgedBatch)
		if err != nil {
			return err
		}
		s.WakeBin()
		if n < purgedBatch {
			return nil
		}
	}
}
