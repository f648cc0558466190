package cake

import (
	"context"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Get gives a cake as the viewer sees it. The id of one that was merged leads to the cake
// that it became part of.
func (s *Service) Get(ctx context.Context, v Viewer, cakeID string) (View, error) {
	c, err := s.visible(ctx, v, cakeID)
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, v, c)
}

// visible gives a cake that the viewer may see; others are errs.NotFound like what isn't there.
func (s *Service) visible(ctx context.Context, v Viewer, cakeID string) (*Cake, error) {
	c, err := s.find(ctx, cakeID)
	if err == nil && !CanSee(v, c) {
		return nil, errs.NotFound
	}
	return c, err
}

// find gives a cake. What isn't an id is no cake, and is not asked for: stores choke on some.
func (s *Service) find(ctx context.Context, cakeID string) (*Cake, error) {
	if !id.Valid(cakeID) {
		return nil, errs.NotFound
	}
	return s.Store.Get(ctx, cakeID)
}

// Leads gives the cake that an id leads to: itself, or the one that its cake became part of.
// errs.NotFound when it is none of a cake.
func (s *Service) Leads(ctx context.Context, cakeID string) (string, error) {
	leads, err := s.leads(ctx, []string{cakeID})
	if err != nil {
		return "", err
	}
	to, ok := leads[cakeID]
	if !ok {
		return "", errNoCake
	}
	return to, nil
}

// Some gives those of the cakes that there are, by the id that was asked for, as lists show them.
func (s *Service) Some(ctx context.Context, v Viewer, ids []string) (map[string]View, error) {
	if len(ids) > MaxSome {
		return nil, errs.Invalid.At("query.ids")
	}
	found, err := s.some(ctx, ids)
	if err != nil {
		return nil, err
	}
	asked := make([]string, 0, len(found))
	cakes := make([]Cake, 0, len(found))
	for id, c := range found {
		if !CanSee(v, &c) {
			continue
		}
		asked, cakes = append(asked, id), append(cakes, c)
	}
	views, err := s.Summaries(ctx, v, cakes)
	if err != nil {
		return nil, err
	}
	all := make(map[string]View, len(views))
	for i, id := range asked {
		all[id] = views[i]
	}
	return all, nil
}

// some finds cakes. What isn't an id is no cake, and is not asked for.
func (s *Service) some(ctx context.Context, ids []string) (map[string]Cake, error) {
	var valid []string
	for _, i := range ids {
		if id.Valid(i) {
			valid = append(valid, i)
		}
	}
	if len(valid) == 0 {
		return nil, nil
	}
	return s.Store.Some(ctx, valid)
}

// leads does as Leads for many; ids that are none of a cake are left out.
func (s *Service) leads(ctx context.Context, ids []string) (map[string]string, error) {
	found, err := s.some(ctx, ids)
	leads := make(map[string]string, len(found))
	for asked, c := range found {
		leads[asked] = c.ID
	}
	return leads, err
}

// Summaries gives cakes as lists show them, in their order.
func (s *Service) Summaries(ctx context.Context, v Viewer, cakes []Cake) ([]View, error) {
	listed := make([]Listed, len(cakes))
	for i := range cakes {
		listed[i].Cake = cakes[i]
	}
	return s.decorate(ctx, v, listed)
}

func (s *Service) view(ctx context.Context, v Viewer, c *Cake) (View, error) {
	views, err := s.Summaries(ctx, v, []Cake{*c})
	if err != nil {
		return View{}, err
	}
	return views[0], nil
}
