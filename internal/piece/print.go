package piece

import (
	"context"
	"strconv"

	"piece/internal/craft/ticket"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// MaxPrint is how many pieces fit on a sheet.
const MaxPrint = 9

var printRange = rule{"out_of_range", errs.Text{
	Ko: "한 장에 1개부터 " + strconv.Itoa(MaxPrint) + "개까지 넣을 수 있어요.", En: "Choose 1 to " + strconv.Itoa(MaxPrint) + " pieces for a sheet."}}

// Print makes a print file with pieces that the viewer may see on one A4 sheet, in their
// order, which may name a piece several times; a single one fills the sheet. One that the
// viewer may not see is errs.NotFound, like one that isn't there.
//
// Pictures are decoded one piece after the other, so that a sheet takes little more memory
// than a single piece, and a person prints one sheet at a time, so that nobody takes all turns.
func (s *Service) Print(ctx context.Context, viewer string, ids []string) ([]byte, error) {
	pieces, err := s.printable(ctx, viewer, ids)
	if err != nil {
		return nil, err
	}
	finish, err := s.sheets.acquire(ctx, viewer)
	if err != nil {
		return nil, err
	}
	defer finish()
	release, err := turn(ctx, s.files)
	if err != nil {
		return nil, err
	}
	defer release()
	return s.Renderer.PDF(ctx, func(yield func(ticket.Input, error) bool) {
		for i := range pieces {
			m, err := s.stored(ctx, &pieces[i])
			var in ticket.Input
			if err == nil {
				in, err = s.input(ctx, pieces[i].look(), m)
			}
			if !yield(in, err) {
				return
			}
		}
	}, ticket.Nine)
}

// printable finds the pieces of a sheet in their order.
func (s *Service) printable(ctx context.Context, viewer string, ids []string) ([]Piece, error) {
	if len(ids) == 0 || len(ids) > MaxPrint {
		var f errs.Fields
		printRange.at(&f, "query.ids")
		return nil, f.Err()
	}
	for _, one := range ids {
		if !id.Valid(one) {
			return nil, errs.NotFound
		}
	}
	found, err := s.Store.Some(ctx, ids)
	if err != nil {
		return nil, err
	}
	seen := make(map[string]*Piece, len(found))
	for i := range found {
		if CanSee(viewer, &found[i]) {
			seen[found[i].ID] = &found[i]
		}
	}
	pieces := make([]Piece, 0, len(ids))
	for _, one := range ids {
		p := seen[one]
		if p == nil {
			return nil, errs.NotFound
		}
		pieces = append(pieces, *p)
	}
	return pieces, nil
}

// stored reads what the ticket is drawn from; for a cover that is nothing.
func (s *Service) stored(ctx context.Context, p *Piece) (m material, err error) {
	if p.Cover != 0 {
		return m, nil
	}
	if m.photo, err = s.Photos.Image(ctx, p.OwnerID, p.PhotoID); err != nil {
		return m, err
	}
	m.artwork, err = s.Artworks.Image(ctx, p.OwnerID, p.ArtworkID, p.PhotoID)
	return m, err
}
