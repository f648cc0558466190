package share

import (
	"context"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// NewLink is what a person chooses for a link.
type NewLink struct {
	EndsOn   piece.Day // the last day on which it works; "" when it never ends
	TimeZone string    // where that day is; DefaultTimeZone when empty
}

// Check tells the rules that a new link breaks, as an errs.Invalid.
func (n NewLink) Check(now time.Time) error {
	_, err := n.end(now)
	return err
}

func (n NewLink) end(now time.Time) (end time.Time, err error) {
	var f errs.Fields
	if n.TimeZone == "" {
		n.TimeZone = DefaultTimeZone
	}
	z := zone(&f, "body.timeZone", n.TimeZone)
	if n.EndsOn == "" {
		return time.Time{}, f.Err()
	}
	day, real := piece.ParseDay(string(n.EndsOn))
	switch {
	case !real:
		f.Add("body.endsOn", "day", badDay)
	case day > piece.LastDay:
		f.Add("body.endsOn", "out_of_range", lateDay)
	case z != nil:
		if end = endOf(day, z); !end.After(now) {
			f.Add("body.endsOn", "past", pastDay)
		}
	}
	return end, f.Err()
}

// MakeLink makes a link to an own piece.
func (s *Service) MakeLink(ctx context.Context, owner, pieceID string, n NewLink) (LinkView, error) {
	now := s.Clock.Now()
	end, err := n.end(now)
	if err != nil {
		return LinkView{}, err
	}
	p, err := s.Pieces.Owned(ctx, owner, pieceID)
	if err != nil {
		return LinkView{}, err
	}
	l := Link{ID: id.New(s.Clock), PieceID: p.ID, OwnerID: owner, Token: newToken(), CreatedAt: now, EndsAt: end}
	if err := s.Store.AddLink(ctx, l, now, MaxLivingLinks); err != nil {
		return LinkView{}, err
	}
	return LinkView{Link: l, Piece: *p}, nil
}

// Links gives one page of the owner's links, of one piece or with "" of all, the latest
// first; also those that have ended.
func (s *Service) Links(ctx context.Context, owner, pieceID, cursor string, limit int) (page.Page[LinkView], error) {
	after, err := page.Parse(cursor, 1)
	if err == nil && after != nil && !id.Valid(after[0]) {
		err = errs.Invalid.At("query.cursor")
	}
	if err != nil {
		return page.Page[LinkView]{}, err
	}
	if pieceID != "" && !id.Valid(pieceID) {
		return page.Page[LinkView]{}, nil // nothing has that name
	}
	found, err := s.Store.Links(ctx, owner, pieceID, page.Request{After: after, Limit: page.Limit(limit)})
	if err != nil {
		return page.Page[LinkView]{}, err
	}
	var ids []string
	for _, l := range found.Items {
		ids = append(ids, l.PieceID)
	}
	pieces, err := s.Pieces.OwnByID(ctx, owner, ids)
	if err != nil {
		return page.Page[LinkView]{}, err
	}
	out := page.Page[LinkView]{Next: found.Next}
	for _, l := range found.Items {
		if p, ok := pieces[l.PieceID]; ok { // else deleted in this moment, and the link with it
			out.Items = append(out.Items, LinkView{Link: l, Piece: p, Ended: l.Ended(s.Clock.Now())})
		}
	}
	return out, nil
}

// Revoke ends an own link at once and for good.
func (s *Service) Revoke(ctx context.Context, owner, linkID string) error {
	if !id.Valid(linkID) {
		return errs.NotFound
	}
	return s.Store.RemoveLink(ctx, owner, linkID)
}

// Shared gives the piece that a link opens. A link that has ended is errs.NotFound, like
// one that never was.
func (s *Service) Shared(ctx context.Context, token string) (piece.View, error) {
	l, err := s.living(ctx, token)
	if err != nil {
		return piece.View{}, err
	}
	return s.Pieces.Passed(ctx, l.pass())
}

// SharedTicket finds an image of the ticket of the piece that a link opens.
func (s *Service) SharedTicket(ctx context.Context, token, file string) (*piece.TicketFile, error) {
	l, err := s.living(ctx, token)
	if err != nil {
		return nil, err
	}
	return s.Pieces.PassedTicket(ctx, l.pass(), file)
}

// living finds a link that works.
func (s *Service) living(ctx context.Context, token string) (Link, error) {
	if !isToken(token) {
		return Link{}, errs.NotFound
	}
	l, err := s.Store.LinkByToken(ctx, token)
	if err == nil && l.Ended(s.Clock.Now()) {
		err = errs.NotFound
	}
	return l, err
}
