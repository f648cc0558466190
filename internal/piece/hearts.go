package piece

import "context"

// Hearts are how many people keep a piece in their list.
type Hearts struct {
	Count int
	Mine  bool // the viewer is one of them
}

// Heart puts a piece into the person's list. Again is fine. A piece that the person may not
// see is errs.NotFound, like one that isn't there.
func (s *Service) Heart(ctx context.Context, person, pieceID string) (Hearts, error) {
	return s.setHeart(ctx, person, pieceID, "set", func() (bool, error) {
		return s.Store.Heart(ctx, pieceID, person, s.Clock.Now())
	})
}

// Unheart takes a piece out of the person's list. Again is fine. A piece that became private
// is errs.NotFound here as everywhere: the list doesn't show it any more, and an answer that
// differed would tell that it is still there.
func (s *Service) Unheart(ctx context.Context, person, pieceID string) (Hearts, error) {
	return s.setHeart(ctx, person, pieceID, "taken", func() (bool, error) {
		return s.Store.Unheart(ctx, pieceID, person)
	})
}

func (s *Service) setHeart(ctx context.Context, person, pieceID, change string, set func() (bool, error)) (Hearts, error) {
	if _, err := s.visible(ctx, person, pieceID); err != nil {
		return Hearts{}, err
	}
	changed, err := set()
	if err != nil {
		return Hearts{}, err
	}
	if changed {
		s.metrics.hearts.WithLabelValues(change).Inc()
	}
	all, err := s.Store.Hearts(ctx, person, []string{pieceID})
	return all[pieceID], err
}
