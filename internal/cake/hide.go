package cake

import (
	"context"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/textrule"
)

// Hiding is when and why an admin hid a cake. The zero value is for cakes that aren't hidden.
type Hiding struct {
	At     time.Time
	Reason string
}

// Is tells whether the cake is hidden.
func (h Hiding) Is() bool { return !h.At.IsZero() }

// CanSee says whether a viewer may see a cake: everybody, unless it is hidden, and admins always.
// It is the only place that knows; lists and searches leave out what not everybody may see.
// Pieces and rooms of a hidden cake keep their link to it.
func CanSee(v Viewer, c *Cake) bool { return v.Admin || !c.Hidden.Is() }

// HideReasonRule is what an admin says about hiding a cake.
var HideReasonRule = textrule.Rule{Min: 1, Max: 200}

// CheckHiding tells the rules that a reason breaks, as an errs.Invalid, and gives it clean.
func CheckHiding(reason string) (string, error) {
	var f errs.Fields
	reason = HideReasonRule.Clean(&f, "body.reason", reason)
	return reason, f.Err()
}

// Hide hides a cake from everybody but admins. Again changes the reason.
func (s *Service) Hide(ctx context.Context, v Viewer, cakeID, reason string) (View, error) {
	if !v.Admin {
		return View{}, errs.Forbidden
	}
	reason, err := CheckHiding(reason)
	if err != nil {
		return View{}, err
	}
	return s.setHidden(ctx, v, cakeID, "hide", Hiding{At: s.Clock.Now(), Reason: reason})
}

// Unhide lets a cake be seen again. Again is fine.
func (s *Service) Unhide(ctx context.Context, v Viewer, cakeID string) (View, error) {
	if !v.Admin {
		return View{}, errs.Forbidden
	}
	return s.setHidden(ctx, v, cakeID, "restore", Hiding{})
}

func (s *Service) setHidden(ctx context.Context, v Viewer, cakeID, deed string, h Hiding) (View, error) {
	c, err := s.find(ctx, cakeID)
	if err != nil {
		return View{}, err
	}
	if c.Hidden.Is() != h.Is() || c.Hidden.Reason != h.Reason {
		act := audit.Act{By: v.ID, Deed: deed, Kind: "cake", Target: c.ID, Name: c.Title, Reason: h.Reason}
		err := audit.Do(ctx, s.Audit, act, func(ctx context.Context) error {
			return s.Store.Change(ctx, c.ID, func(c *Cake) error {
				c.Hidden = h
				return nil
			})
		})
		if err != nil {
			return View{}, err
		}
	}
	return s.Get(ctx, v, c.ID)
}
