package piece

import "context"

// decorate makes views of pieces that the viewer may see, in their order, with a number of
// queries that doesn't depend on how many there are.
func (s *Service) decorate(ctx context.Context, viewer string, pieces []Piece) ([]View, error) {
	if len(pieces) == 0 {
		return nil, nil
	}
	var owners []string
	seen := map[string]bool{}
	for i := range pieces {
		if o := pieces[i].OwnerID; !seen[o] {
			seen[o] = true
			owners = append(owners, o)
		}
	}
	known, err := s.Profiles.Profiles(ctx, owners)
	if err != nil {
		return nil, err
	}
	views := make([]View, len(pieces))
	for i := range pieces {
		p := &pieces[i]
		views[i] = View{Piece: *p, Owner: Profile{ID: p.OwnerID, Nickname: known[p.OwnerID].Nickname}, Mine: IsOwn(viewer, p)}
		if !views[i].Mine {
			views[i].Piece = p.redacted()
		}
	}
	return views, nil
}
