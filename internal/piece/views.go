package piece

import (
	"context"
	"slices"
)

// decorate makes views of pieces that the viewer may see, in their order, with a number of
// queries that doesn't depend on how many there are.
func (s *Service) decorate(ctx context.Context, viewer string, pieces []Piece) ([]View, error) {
	if len(pieces) == 0 {
		return nil, nil
	}
	var ids, owners, linked []string
	for i := range pieces {
		p := &pieces[i]
		ids = append(ids, p.ID)
		if !slices.Contains(owners, p.OwnerID) {
			owners = append(owners, p.OwnerID)
		}
		if p.CakeID != "" {
			linked = append(linked, p.ID)
		}
	}
	known, err := s.Profiles.Profiles(ctx, owners)
	if err != nil {
		return nil, err
	}
	hearts, err := s.Store.Hearts(ctx, viewer, ids)
	if err != nil {
		return nil, err
	}
	viewings, err := s.Store.Viewings(ctx, viewer, linked)
	if err != nil {
		return nil, err
	}
	views := make([]View, len(pieces))
	for i := range pieces {
		p := &pieces[i]
		views[i] = View{
			Piece: *p, Owner: owner(p, known), Mine: IsOwn(viewer, p),
			Viewing: viewings[p.ID], Hearts: hearts[p.ID].Count, Hearted: hearts[p.ID].Mine,
		}
		if !views[i].Mine {
			views[i].Piece = p.redacted()
		}
	}
	return views, nil
}

// owner gives whose piece it is; somebody who is gone has nothing but an id.
func owner(p *Piece, known map[string]Profile) Profile {
	o := known[p.OwnerID]
	o.ID = p.OwnerID
	return o
}
