package piece

import (
	"context"

	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

// Pass is the right to look at one piece, public or private, whoever holds it. It stands
// beside CanSee, which knows viewers only: a piece is shown for a Pass because its owner
// gave that away on purpose, as package share does with links, and whoever makes a Pass has
// made sure that this still holds. It opens the piece as others see it and the images of
// its ticket, and nothing else.
type Pass struct{ PieceID string }

// Passed gives the piece of a pass, without hearts and without what is only for its owner.
func (s *Service) Passed(ctx context.Context, pass Pass) (View, error) {
	p, err := s.passed(ctx, pass)
	if err != nil {
		return View{}, err
	}
	known, err := s.Profiles.Profiles(ctx, []string{p.OwnerID})
	if err != nil {
		return View{}, err
	}
	return View{Piece: p.redacted(), Owner: owner(p, known)}, nil
}

// passed finds the piece of a pass. What an admin has hidden its owner can't give away either.
func (s *Service) passed(ctx context.Context, pass Pass) (*Piece, error) {
	p, err := s.Store.Get(ctx, pass.PieceID)
	if err == nil && p.Hidden.Is() {
		return nil, errs.NotFound
	}
	return p, err
}

// PassedTicket finds an image of the ticket of a pass. Print files are for those who may
// see the piece by themselves.
func (s *Service) PassedTicket(ctx context.Context, pass Pass, file string) (*TicketFile, error) {
	p, err := s.passed(ctx, pass)
	if err != nil {
		return nil, err
	}
	f, ok := fileNamed(file)
	if !ok || file == PrintPDF {
		return nil, errNoFile
	}
	return s.ticketFile(p, f), nil
}

// Owned gives an own piece. Somebody else's is errs.Forbidden if the person may see it, and
// errs.NotFound if not.
func (s *Service) Owned(ctx context.Context, person, pieceID string) (*Piece, error) {
	return s.own(ctx, person, pieceID)
}

// OwnByID gives those of the pieces that are the owner's, by id.
func (s *Service) OwnByID(ctx context.Context, owner string, ids []string) (map[string]Piece, error) {
	found, err := s.Store.Some(ctx, ids)
	if err != nil {
		return nil, err
	}
	own := make(map[string]Piece, len(found))
	for i := range found {
		if IsOwn(owner, &found[i]) {
			own[found[i].ID] = found[i]
		}
	}
	return own, nil
}

// Newest gives up to limit pieces of the owner, the newest day first.
func (s *Service) Newest(ctx context.Context, owner string, limit int) ([]Piece, error) {
	p, err := s.Store.Page(ctx, Filter{Scope: ScopeMine, Viewer: owner}, page.Request{Limit: limit})
	return p.Items, err
}
