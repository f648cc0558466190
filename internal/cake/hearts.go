package cake

import "context"

// Heart puts a cake into the person's list. Again is fine.
func (s *Service) Heart(ctx context.Context, person, cakeID string) (Hearts, error) {
	return s.setHeart(ctx, person, cakeID, "set", func(id string) (bool, error) {
		return s.Store.Heart(ctx, id, person, s.Clock.Now())
	})
}

// Unheart takes a cake out of the person's list. Again is fine.
func (s *Service) Unheart(ctx context.Context, person, cakeID string) (Hearts, error) {
	return s.setHeart(ctx, person, cakeID, "taken", func(id string) (bool, error) {
		return s.Store.Unheart(ctx, id, person)
	})
}

func (s *Service) setHeart(ctx context.Context, person, cakeID, change string, set func(id string) (bool, error)) (Hearts, error) {
	c, err := s.visible(ctx, Viewer{ID: person}, cakeID)
	if err != nil {
		return Hearts{}, err
	}
	to := c.ID
	changed, err := set(to)
	if err != nil {
		return Hearts{}, err
	}
	if changed {
		s.metrics.hearts.WithLabelValues(change).Inc()
	}
	all, err := s.Store.Hearts(ctx, person, []string{to})
	return all[to], err
}
