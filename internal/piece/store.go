package piece

import (
	"context"
	"time"

	"piece/internal/platform/page"
)

// Store keeps pieces. Each method is atomic; errors are those of packages errs and piece.
type Store interface {
	// Intend announces the objects of a piece that is about to be created. They are deleted
	// after a while unless Create keeps them.
	Intend(ctx context.Context, p *Piece) error
	// Create stores the piece with its creation and keeps its objects, and forgets creations
	// of the owner from before the instant. ErrKeyTaken, ErrPhotoUsed or ErrNumberTaken when
	// another piece was faster; nothing is stored then.
	Create(ctx context.Context, p *Piece, c Creation, forget time.Time) error
	// Creation finds what was made under a key; errs.NotFound when nothing was.
	Creation(ctx context.Context, owner, key string) (Creation, error)
	// NextNumber gives the number of the next piece of the year.
	NextNumber(ctx context.Context, owner string, year int) (int, error)

	// Get finds a piece, whoever may see it; errs.NotFound when there is none.
	Get(ctx context.Context, id string) (*Piece, error)
	// ByArtwork finds the pieces that have the artwork on their back.
	ByArtwork(ctx context.Context, artworkID string) ([]Piece, error)
	// UsesPhoto tells whether a piece of the owner has the photo.
	UsesPhoto(ctx context.Context, owner, photoID string) (bool, error)
	// Delete removes an owner's piece and throws its objects away. errs.NotFound when there
	// is none.
	Delete(ctx context.Context, owner, id string) error

	// Page gives one page of a list.
	Page(ctx context.Context, f Filter, r page.Request) (page.Page[Piece], error)
	// Count counts the pieces of a list.
	Count(ctx context.Context, f Filter) (int, error)
	// Between gives up to limit pieces of the days from first to last, in their order.
	Between(ctx context.Context, owner string, first, last Day, limit int) ([]Piece, error)
	// Span gives the first and last day with pieces, both empty without any.
	Span(ctx context.Context, owner string) (first, last Day, err error)
	// Tally counts the owner's pieces by kind.
	Tally(ctx context.Context, owner string, today Day) ([]Tally, error)
	// Typed gives the facts of the pieces made last, the latest first.
	Typed(ctx context.Context, owner string, limit int) ([]Facts, error)
}

// Creation remembers what a request made, to answer the same request in the same way.
type Creation struct {
	Owner, Key string
	Hash       string // of the draft
	PieceID    string
	At         time.Time
}

// Tally counts the pieces of one kind.
type Tally struct {
	Kind      Kind
	Count     int
	ThisYear  int
	ThisMonth int
	HalfStars int // sum
}
