package piece

import (
	"context"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/textrule"
)

// Hiding is when and why an admin hid a piece from everybody but its owner. The zero value is for
// pieces that aren't hidden.
type Hiding struct {
	At     time.Time
	Reason string // told to the owner
}

// Is tells whether the piece is hidden.
func (h Hiding) Is() bool { return !h.At.IsZero() }

// HideReasonRule is what an admin says about hiding a piece.
var HideReasonRule = textrule.Rule{Min: 1, Max: 200}

// Admin is who asks for what only admins may do.
type Admin struct {
	ID string
	Is bool // an admin
}

// Reviewed is a piece as admins look at it.
type Reviewed struct {
	View          // as others see it or would; empty but for the owner if that is nobody
	Hidden Hiding // of the piece
}

// CheckHiding tells the rules that a reason breaks, as an errs.Invalid, and gives it clean.
func CheckHiding(reason string) (string, error) {
	var f errs.Fields
	reason = HideReasonRule.Clean(&f, "body.reason", reason)
	return reason, f.Err()
}

// Hide hides a piece from everybody but its owner, who is told the reason. Again changes the reason.
func (s *Service) Hide(ctx context.Context, by Admin, pieceID, reason string) (Reviewed, error) {
	if !by.Is {
		return Reviewed{}, errs.Forbidden
	}
	reason, err := CheckHiding(reason)
	if err != nil {
		return Reviewed{}, err
	}
	return s.setHidden(ctx, by, pieceID, "hide", Hiding{At: s.Clock.Now(), Reason: reason})
}

// Unhide lets a piece be seen again by whom its owner lets. Again is fine.
func (s *Service) Unhide(ctx context.Context, by Admin, pieceID string) (Reviewed, error) {
	if !by.Is {
		return Reviewed{}, errs.Forbidden
	}
	return s.setHidden(ctx, by, pieceID, "restore", Hiding{})
}

func (s *Service) setHidden(ctx context.Context, by Admin, pieceID, deed string, h Hiding) (Reviewed, error) {
	p, err := s.any(ctx, pieceID)
	if err != nil {
		return Reviewed{}, err
	}
	if p.Hidden.Is() != h.Is() || p.Hidden.Reason != h.Reason {
		act := audit.Act{By: by.ID, Deed: deed, Kind: "piece", Target: p.ID, Reason: h.Reason}
		if p.Visibility == Public { // admins read the log, and don't see what is private (defect D12)
			act.Name = p.Title
		}
		err := audit.Do(ctx, s.Audit, act, func(ctx context.Context) error {
			return s.Store.Change(ctx, p.OwnerID, p.ID, func(stored *Piece) error {
				stored.Hidden = h
				return nil
			})
		})
		if err != nil {
			return Reviewed{}, err
		}
	}
	return s.Review(ctx, by, pieceID)
}

// Review gives a piece to an admin as others see it, or would if it weren't hidden. What its owner
// keeps private admins don't see either: of such a piece they learn whose it is.
func (s *Service) Review(ctx context.Context, by Admin, pieceID string) (Reviewed, error) {
	p, err := s.reviewed(ctx, by, pieceID)
	if err != nil {
		return Reviewed{}, err
	}
	known, err := s.Profiles.Profiles(ctx, []string{p.OwnerID})
	if err != nil {
		return Reviewed{}, err
	}
	owner := known[p.OwnerID]
	owner.ID = p.OwnerID
	out := Reviewed{View: View{Piece: Piece{ID: p.ID, OwnerID: p.OwnerID}, Owner: owner}, Hidden: p.Hidden}
	out.Visibility = p.Visibility
	if p.Visibility == Public {
		out.Piece = p.redacted()
	}
	return out, nil
}

// ReviewTicket finds an image of the ticket of a piece that an admin may review.
func (s *Service) ReviewTicket(ctx context.Context, by Admin, pieceID, file string) (*TicketFile, error) {
	p, err := s.reviewed(ctx, by, pieceID)
	if err != nil {
		return nil, err
	}
	f, ok := fileNamed(file)
	if !ok || file == PrintPDF || p.Visibility != Public {
		return nil, errNoFile
	}
	return s.ticketFile(p, f), nil
}

func (s *Service) reviewed(ctx context.Context, by Admin, pieceID string) (*Piece, error) {
	if !by.Is {
		return nil, errs.Forbidden
	}
	return s.any(ctx, pieceID)
}

// any finds a piece, whoever may see it.
func (s *Service) any(ctx context.Context, pieceID string) (*Piece, error) {
	if !id.Valid(pieceID) {
		return nil, errs.NotFound
	}
	return s.Store.Get(ctx, pieceID)
}
