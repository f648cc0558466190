package piece

import (
	"context"
	"errors"
	"strconv"
)

// Edit makes an own piece what the draft says. version is the one that the person saw; when
// another is stored, somebody's other device was faster and it is ErrEditedElsewhere. An edit
// whose answer got lost can be repeated: what is stored already is simply the answer. Others'
// pieces are errs.Forbidden if visible, errs.NotFound if not.
func (s *Service) Edit(ctx context.Context, viewer, pieceID string, version int, d Draft) (View, error) {
	d, err := d.Check()
	if err != nil {
		return View{}, err
	}
	if _, err := s.own(ctx, viewer, pieceID); err != nil {
		return View{}, err
	}
	// One after the other with what else is numbered for the owner.
	release, err := s.shelves.acquire(ctx, viewer)
	if err != nil {
		return View{}, err
	}
	defer release()
	for try := 1; ; try++ {
		p, err := s.own(ctx, viewer, pieceID)
		if err != nil {
			return View{}, err
		}
		if d.CakeID, err = s.lead(ctx, d.CakeID, p.CakeID); err != nil {
			return View{}, err
		}
		if p.Draft.hash() == d.hash() {
			return s.view(ctx, viewer, p)
		}
		if p.Version != version {
			return View{}, ErrEditedElsewhere
		}
		edited, err := s.edit(ctx, p, d)
		if err == nil {
			s.Changed(ctx, viewer)
			return s.view(ctx, viewer, edited)
		}
		// Another node changed this piece or took its number; it is looked at anew.
		if !errors.Is(err, ErrNumberTaken) && !errors.Is(err, ErrEditedElsewhere) || try == numberTries {
			return View{}, err
		}
	}
}

// edit stores the draft in place of what the piece is. A ticket that looks different is drawn
// first, like that of a new piece: whatever fails on the way leaves everything as it was, and
// images that were put are deleted later (defect D23).
func (s *Service) edit(ctx context.Context, old *Piece, d Draft) (*Piece, error) {
	p := *old
	p.Draft = d
	p.Version++
	p.UpdatedAt = s.Clock.Now()
	if err := s.renumber(ctx, old, &p); err != nil {
		return nil, err
	}
	redrawn := p.look() != old.look()
	if redrawn {
		if err := s.redraw(ctx, old, &p); err != nil {
			return nil, err
		}
	}
	err := s.Store.Change(ctx, p.OwnerID, p.ID, func(stored *Piece) error {
		if stored.Version != old.Version {
			return ErrEditedElsewhere
		}
		p.Remind, p.Hidden = stored.Remind, stored.Hidden // no part of an edit, and they may have changed meanwhile
		if !redrawn {
			p.Revision, p.Undrawn = stored.Revision, stored.Undrawn // it may have been drawn meanwhile
		}
		if p.CakeID == old.CakeID {
			p.CakeID = stored.CakeID // its cake may have become part of another
		}
		*stored = p
		return nil
	})
	if err != nil {
		return nil, err
	}
	if p.PhotoID != old.PhotoID && old.PhotoID != "" {
		s.letGo(ctx, p.OwnerID, old.PhotoID)
	}
	s.metrics.edited.WithLabelValues(strconv.FormatBool(redrawn)).Inc()
	return &p, nil
}

// renumber gives a piece that moved into another year the next number there. Within its year
// a piece keeps its number, whatever its day.
func (s *Service) renumber(ctx context.Context, old, p *Piece) error {
	if p.Day.Year() == old.Day.Year() {
		return nil
	}
	number, err := s.Store.NextNumber(ctx, p.OwnerID, p.Day.Year())
	p.Number = number
	return err
}

// redraw draws the ticket anew and puts its images beside the old ones. A new photo is
// claimed; when the edit isn't stored in the end, the claim is mended as that of a piece that
// was never made.
func (s *Service) redraw(ctx context.Context, old, p *Piece) error {
	color, src, err := s.material(ctx, p.OwnerID, p.Draft, old.PhotoID)
	if err != nil {
		return err
	}
	p.Color, p.Undrawn = color, false
	images, err := s.drawSet(ctx, p, src)
	if err != nil {
		return err
	}
	if err := s.Store.Redraw(ctx, p); err != nil {
		return err
	}
	if err := s.put(ctx, p, images); err != nil {
		return err
	}
	if p.PhotoID == old.PhotoID {
		return nil
	}
	return s.claim(ctx, p)
}
