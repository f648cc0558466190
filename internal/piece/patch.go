package piece

import (
	"context"

	"piece/internal/platform/errs"
)

// Patch is a change of what can be switched without editing a piece; nil leaves as it is.
type Patch struct {
	Visibility *Visibility
	Remind     *bool
}

// Check keeps the rules of a patch.
func (c Patch) Check() error {
	var f errs.Fields
	if c.Visibility != nil {
		oneOf(&f, "body.visibility", *c.Visibility, c.Visibility.Valid())
	}
	return f.Err()
}

func (c Patch) apply(p *Piece) {
	if c.Visibility != nil && *c.Visibility != p.Visibility {
		p.Visibility = *c.Visibility
		// Visibility is part of an edit too. An edit form that was opened before holds the old
		// one, and would make a piece public again that was made private meanwhile without
		// anybody noticing. With a new version it is told to look again. Reminders are not part
		// of an edit, so they throw no form out.
		p.Version++
	}
	if c.Remind != nil {
		p.Remind = *c.Remind
	}
}

// Patch switches an own piece. It holds for whatever is asked from now on: lists, files and
// searches read what is stored here. Others' pieces are errs.Forbidden if visible,
// errs.NotFound if not.
func (s *Service) Patch(ctx context.Context, viewer, pieceID string, c Patch) (View, error) {
	if err := c.Check(); err != nil {
		return View{}, err
	}
	if _, err := s.own(ctx, viewer, pieceID); err != nil {
		return View{}, err
	}
	var p Piece
	err := s.Store.Change(ctx, viewer, pieceID, func(stored *Piece) error {
		p = *stored
		if c.apply(&p); p != *stored {
			p.UpdatedAt = s.Clock.Now()
		}
		*stored = p
		return nil
	})
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, viewer, &p)
}
