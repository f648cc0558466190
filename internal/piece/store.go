package piece

import (
	"context"
	"time"

	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
)

// Store keeps pieces. Each method is atomic; errors are those of packages errs and piece.
type Store interface {
	// Intend announces the objects of a piece that is about to be created. They are deleted
	// after a while unless Create keeps them.
	Intend(ctx context.Context, p *Piece) error
	// Create stores the piece with its creation and keeps its objects, and forgets creations
	// of the owner from before the instant. ErrKeyTaken, ErrPhotoUsed or ErrNumberTaken when
	// another piece, or a record with the photo, was faster; nothing is stored then.
	Create(ctx context.Context, p *Piece, c Creation, forget time.Time) error
	// Redraw announces the objects of a further drawing of a stored piece and gives it the
	// revision: one that no other drawing of the piece has or will have, so that two that are
	// made at once don't write the same objects. They are deleted after a while unless Change
	// keeps them. errs.NotFound when the piece is gone.
	Redraw(ctx context.Context, p *Piece) error
	// Change lets change set an owner's piece anew from what is stored, with nobody in
	// between; it may be called again when the store has to begin anew. A revision that differs
	// keeps the objects of the new drawing and throws those of the old one away. When change
	// leaves the piece as it is or fails, nothing is stored. errs.NotFound when there is none;
	// ErrPhotoUsed or ErrNumberTaken when another piece, or a record with the photo, was faster.
	Change(ctx context.Context, owner, id string, change func(p *Piece) error) error
	// Import stores pieces of one owner without any objects, each under its key, and gives them
	// their numbers in their order. Those whose key was imported before are left out; known gives
	// the pieces that are stored under such keys. ErrNumberTaken, ErrKeyTaken or ErrPhotoUsed when
	// another piece was faster; nothing is stored then.
	Import(ctx context.Context, owner string, arrivals []Import) (known map[string]string, err error)
	// Imported gives, by key, the pieces of the owner that were imported under the keys.
	Imported(ctx context.Context, owner string, keys []string) (map[string]string, error)
	// Undrawn gives up to limit pieces whose ticket images wait, the latest first.
	Undrawn(ctx context.Context, limit int) ([]Piece, error)
	// Creation finds what was made under a key; errs.NotFound when nothing was.
	Creation(ctx context.Context, owner, key string) (Creation, error)
	// NextNumber gives the number of the next piece of the year.
	NextNumber(ctx context.Context, owner string, year int) (int, error)

	// Get finds a piece, whoever may see it; errs.NotFound when there is none.
	Get(ctx context.Context, id string) (*Piece, error)
	// Some finds those of the pieces that there are, in no order, whoever may see them.
	Some(ctx context.Context, ids []string) ([]Piece, error)
	// ByArtwork finds the pieces that have the artwork on their back.
	ByArtwork(ctx context.Context, artworkID string) ([]Piece, error)
	// UsesPhoto tells whether a piece of the owner has the photo.
	UsesPhoto(ctx context.Context, owner, photoID string) (bool, error)
	// Delete removes an owner's piece and throws its objects away. It gives the piece as it
	// was in the end. errs.NotFound when there is none.
	Delete(ctx context.Context, owner, id string) (*Piece, error)

	// Page gives one page of a list.
	Page(ctx context.Context, f Filter, r page.Request) (page.Page[Piece], error)
	// Count counts the pieces of a list.
	Count(ctx context.Context, f Filter) (int, error)
	// Search gives one page of the pieces of a list that the query matches. It looks at a
	// bounded number of pieces: a page may be short, or empty, and still have a next one.
	Search(ctx context.Context, f Filter, q hangul.Query, r page.Request) (page.Page[Hit], error)
	// Index brings up to limit pieces into the search index that are not in it yet, or in an
	// older form, and tells how many it found. Several nodes may do so at once.
	Index(ctx context.Context, limit int) (int, error)
	// Titled gives up to limit of the owner's pieces of the days from first to last behind the one
	// named after, or from the first made with "", in the order in which they were made.
	Titled(ctx context.Context, owner string, first, last Day, after string, limit int) ([]Titled, error)
	// Between gives up to limit pieces of the days from first to last, in their order.
	Between(ctx context.Context, owner string, first, last Day, limit int) ([]Piece, error)
	// OnDays gives up to limit pieces of the days, the latest year first, a year's in their
	// order, without those that their owner doesn't want to be reminded of.
	OnDays(ctx context.Context, owner string, days []Day, limit int) ([]Piece, error)
	// Span gives the first and last day with pieces, both empty without any.
	Span(ctx context.Context, owner string) (first, last Day, err error)
	// Attendances gives up to limit of the owner's pieces behind the one named after, or from the first
	// for "", in the order in which they were made.
	Attendances(ctx context.Context, owner, after string, limit int) ([]Attendance, error)
	// Tally counts the owner's pieces by kind.
	Tally(ctx context.Context, owner string, today Day) ([]Tally, error)
	// Heart and Unheart put a piece into a person's list and take it out again, and tell
	// whether that changed anything. errs.NotFound when there is no piece to put.
	Heart(ctx context.Context, pieceID, person string, at time.Time) (bool, error)
	Unheart(ctx context.Context, pieceID, person string) (bool, error)
	// Hearts counts the hearts of pieces, by id; pieces without any are left out.
	Hearts(ctx context.Context, viewer string, ids []string) (map[string]Hearts, error)
	// Viewings gives, by id, which viewing of its work each piece is: its place by day, time
	// and id among those of its owner and work that the viewer may see. Pieces without a work
	// are left out.
	Viewings(ctx context.Context, viewer string, ids []string) (map[string]int, error)
	// Ratings counts the public pieces of a cake by half stars, from one on.
	Ratings(ctx context.Context, cakeID string) ([MaxHalfStars]int, error)
	// FirstMade tells when the first public piece since the instant was made; errs.NotFound
	// when there is none.
	FirstMade(ctx context.Context, since time.Time) (time.Time, error)
	// Made counts the public pieces of cakes made from begin until before end, for up to limit
	// cakes in the order of their ids, those behind the one named after. It leaves Day empty.
	Made(ctx context.Context, begin, end time.Time, after string, limit int) ([]Activity, error)

	// Leads gives the cake that an id leads to by the merges that were noted; an id that was in
	// none leads to itself.
	Leads(ctx context.Context, cakeID string) (string, error)
	// LastMerge gives the number of the last merge that was noted; 0 when there is none.
	LastMerge(ctx context.Context) (int64, error)
	// NoteMerges takes note of merges. From then on Leads follows them, and no piece is stored
	// with a cake that was merged. Noting again changes nothing.
	NoteMerges(ctx context.Context, merges []Merge, at time.Time) error
	// MoveMerged moves up to limit pieces of cakes whose merge was noted since the instant to
	// where that leads, and tells how many it found. Nothing else of them changes. Several
	// nodes may do so at once.
	MoveMerged(ctx context.Context, since time.Time, limit int) (int, error)

	// Purge removes up to limit pieces of a person with all that belongs to them, or, when there is
	// none, up to limit of the hearts that the person gave and of the creations that are remembered,
	// and tells how many it removed; none when nothing is left.
	Purge(ctx context.Context, person string, limit int) (int, error)

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

// Import is a piece that comes from elsewhere, with the key that its source knows it by.
type Import struct {
	Key   string
	Piece *Piece
}

// Tally counts the pieces of one kind.
type Tally struct {
	Kind      Kind
	Count     int
	ThisYear  int
	ThisMonth int
	HalfStars int // sum
}
