package cake

import "context"

// decorate makes views of cakes, in their order, with a number of queries that doesn't
// depend on how many there are (defect D20).
func (s *Service) decorate(ctx context.Context, v Viewer, cakes []Listed) ([]View, error) {
	if len(cakes) == 0 {
		return nil, nil
	}
	ids := make([]string, len(cakes))
	for i := range cakes {
		ids[i] = cakes[i].ID
	}
	hearts, err := s.Store.Hearts(ctx, v.ID, ids)
	if err != nil {
		return nil, err
	}
	today := Today(s.Clock.Now())
	views := make([]View, len(cakes))
	for i := range cakes {
		c := &cakes[i].Cake
		views[i] = View{
			Cake: *c, Hearts: hearts[c.ID].Count, Hearted: hearts[c.ID].Mine,
			Shows: c.Showing(today), Mine: IsMaker(v, c), CanEdit: CanEdit(v, c), Rank: cakes[i].Rank,
		}
	}
	return views, nil
}
