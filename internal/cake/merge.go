package cake

import (
	"context"
	"errors"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
)

// Merge makes a cake part of another, which admins may. Pieces, hearts and whatever else has
// the id follow, because the id leads to the other cake from now on. Again is fine.
func (s *Service) Merge(ctx context.Context, v Viewer, from, into string) (View, error) {
	if !v.Admin || v.ID == "" {
		return View{}, errs.Forbidden
	}
	a, err := s.find(ctx, from)
	if err != nil {
		return View{}, err
	}
	b, err := s.find(ctx, into)
	if errors.Is(err, errs.NotFound) {
		var f errs.Fields
		noCake.at(&f, "body.into")
		return View{}, f.Err()
	}
	if err != nil {
		return View{}, err
	}
	if a.ID != b.ID {
		act := audit.Act{By: v.ID, Deed: "merge", Kind: "cake", Target: a.ID, Name: a.Title, Reason: "→ " + b.ID}
		err := audit.Do(ctx, s.Audit, act, func(ctx context.Context) error {
			return s.Store.Merge(ctx, a.ID, b.ID, v.ID, s.Clock.Now())
		})
		if err != nil {
			return View{}, err
		}
		s.metrics.merged.Inc()
		if s.OnMerge != nil {
			s.OnMerge()
		}
		s.Log.InfoContext(ctx, "cakes were merged", "from", a.ID, "into", b.ID, "admin", v.ID)
	}
	return s.Get(ctx, v, b.ID)
}

// MaxMerges is how many merges are given at once.
const MaxMerges = 100

// Merges gives up to limit merges after the one with the number, in their order, for those who
// keep ids of cakes.
func (s *Service) Merges(ctx context.Context, after int64, limit int) ([]Merge, error) {
	return s.Store.Merges(ctx, max(after, 0), min(max(limit, 1), MaxMerges))
}
