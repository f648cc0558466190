package share

import (
	"context"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/page"
)

// Store keeps links and feeds, beside the pieces: with a piece its links go. Each method is
// atomic; errors are those of packages errs and share.
type Store interface {
	// AddLink stores a link unless most links to its piece work at that instant, which is
	// ErrTooManyLinks. errs.NotFound when the owner has no such piece any more.
	AddLink(ctx context.Context, l Link, now time.Time, most int) error
	// LinkByToken finds a link, whether it works or not.
	LinkByToken(ctx context.Context, token string) (Link, error)
	// Links gives one page of an owner's links, of one piece or with "" of all, the latest
	// first. A place in the list is the id of a link.
	Links(ctx context.Context, owner, pieceID string, r page.Request) (page.Page[Link], error)
	// RemoveLink removes an owner's link; errs.NotFound when there is none.
	RemoveLink(ctx context.Context, owner, id string) error

	// SetFeed stores the feed of its owner in place of the one before.
	SetFeed(ctx context.Context, f Feed) error
	// FeedOf finds the feed of an owner, FeedBySecret any; errs.NotFound when there is none.
	FeedOf(ctx context.Context, owner string) (Feed, error)
	FeedBySecret(ctx context.Context, secret string) (Feed, error)
	// RemoveFeed removes the feed of an owner, if there is one.
	RemoveFeed(ctx context.Context, owner string) error
}

// Pieces is what this package asks of the rules of pieces.
type Pieces interface {
	// Owned gives an own piece; somebody else's is errs.Forbidden or errs.NotFound.
	Owned(ctx context.Context, person, pieceID string) (*piece.Piece, error)
	// OwnByID gives those of the pieces that are the owner's.
	OwnByID(ctx context.Context, owner string, ids []string) (map[string]piece.Piece, error)
	// Passed gives the piece of a pass as others see it, PassedTicket an image of its ticket.
	Passed(ctx context.Context, pass piece.Pass) (piece.View, error)
	PassedTicket(ctx context.Context, pass piece.Pass, file string) (*piece.TicketFile, error)
	// Newest gives up to limit pieces of the owner, the newest day first.
	Newest(ctx context.Context, owner string, limit int) ([]piece.Piece, error)
}
