package exports

import (
	"context"
	"io"
	"time"

	"piece/internal/archive"
)

// Store keeps exports. Each method is atomic; errors are those of packages errs and exports. What
// holds an export is the attempt of it that a worker has: a change by another one is errs.NotFound.
type Store interface {
	// Start stores an export, unless its owner has one under way: that one comes back, and made is
	// false. ErrToday when the owner has begun most since the instant.
	Start(ctx context.Context, e Export, since time.Time, most int) (now Export, made bool, err error)
	// Find gives an owner's export, and List all, the latest first; removed ones are not there.
	Find(ctx context.Context, owner, id string) (Export, error)
	List(ctx context.Context, owner string) ([]Export, error)

	// Begin takes the export that waits for longest of those that are due; errs.NotFound when
	// there is none.
	Begin(ctx context.Context, now, until time.Time) (Export, error)
	// Extend tells how far the holder is, and renews its lease.
	Extend(ctx context.Context, e Export, p Progress, now, until time.Time) error
	// Intend announces an object that the holder is about to write: it is deleted after a while
	// unless Gathered or Finish keeps it. Again puts that off.
	Intend(ctx context.Context, e Export, key string, now time.Time) error
	// Gathered keeps what was gathered, with what of it is not whole, and leaves the export in the
	// state: Waiting, or Running with the same holder.
	Gathered(ctx context.Context, e Export, key string, notes []Note, now time.Time, then State) error
	// Finish makes the export ready as e says, with its file. What was gathered goes, and so does
	// every other file of the owner.
	Finish(ctx context.Context, e Export, now time.Time) error
	// PutBack lets the export wait until it is due; the attempt counts or not.
	PutBack(ctx context.Context, e Export, now, due time.Time, counted bool) error
	// Fail ends the export.
	Fail(ctx context.Context, e Export, why FailureCode, now time.Time) error
	// Reclaim puts back what a crash left: exports whose lease is over. After most attempts it
	// fails them. It tells how many.
	Reclaim(ctx context.Context, now time.Time, most int) (int, error)

	// Remove takes an owner's export away, in whatever state, and throws its objects away;
	// errs.NotFound when there is none.
	Remove(ctx context.Context, owner, id string, now time.Time) error
	// RemoveEnded does so with up to limit exports that have come to their end, and tells how many.
	RemoveEnded(ctx context.Context, now time.Time, limit int) (int, error)
	// Forget deletes what is known of exports that were removed before an instant, or failed before
	// another.
	Forget(ctx context.Context, removed, failed time.Time) error
	// Purge deletes all that is known of an owner's exports and throws their objects away.
	Purge(ctx context.Context, owner string) error
}

// Objects is the object store. An object that isn't there is errs.NotFound.
type Objects interface {
	// Write stores an object while it is made, whole or not at all.
	Write(ctx context.Context, key, contentType string, fill func(w io.Writer) error) error
	// Read gives a part of an object; a negative length means up to its end.
	Read(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error)
	// Size tells how many bytes an object has.
	Size(ctx context.Context, key string) (int64, error)
}

// Pieces is what pieces, their photos and what shares them know of an owner. What isn't there is
// errs.NotFound.
type Pieces interface {
	// Pieces gives a page of the own pieces, the newest day first, without records and files; total
	// comes with the first page.
	Pieces(ctx context.Context, owner, cursor string) (items []archive.Piece, next string, total int, err error)
	// Record gives the record of an own piece, the zero value when none was written.
	Record(ctx context.Context, owner, pieceID string) (archive.Record, error)
	// Ticket gives an image of an own piece.
	Ticket(ctx context.Context, owner, pieceID string, image Image) ([]byte, error)
	// Photo and Artwork give pictures that a piece or record was made of.
	Photo(ctx context.Context, owner, photoID string) ([]byte, error)
	Artwork(ctx context.Context, owner, artworkID, photoID string) (webp []byte, style string, err error)
	// Hearted gives a page of the pieces that the person keeps in the list of hearts.
	Hearted(ctx context.Context, owner, cursor string) (items []archive.Hearted, next string, err error)
	Links(ctx context.Context, owner string) (archive.Links, error)
	// CakeTitles gives the titles of cakes, by id; those that aren't known are left out.
	CakeTitles(ctx context.Context, ids []string) (map[string]string, error)
}

// Image names an image of a ticket.
type Image string

// The images.
const (
	Front Image = "front"
	Back  Image = "back"
	Small Image = "small" // of the front
)

// The neighbours: what other services know of a person. They may run apart, and then answer only
// while ctx has a token of the person: errs.Unauthenticated otherwise.
type (
	// Accounts know who people are.
	Accounts interface {
		Account(ctx context.Context, person string) (archive.Account, error)
		// Picture gives the large profile picture of a revision, a WebP.
		Picture(ctx context.Context, person, revision string) ([]byte, error)
	}
	// Titles know what people earned.
	Titles interface {
		Titles(ctx context.Context, person string) ([]archive.Title, error)
	}
	// Cakes know works.
	Cakes interface {
		Cakes(ctx context.Context, person string) (archive.Cakes, error)
	}
	// Rooms know what people said.
	Rooms interface {
		Rooms(ctx context.Context, person string) ([]archive.Room, error)
		// Messages gives every message that the person wrote and didn't remove, room by room.
		Messages(ctx context.Context, person string, each func(archive.Message) error) error
		// Picture gives the large file of a picture that the person sent, a JPEG.
		Picture(ctx context.Context, person, roomID, pictureID string) ([]byte, error)
		Blocks(ctx context.Context, person string) ([]archive.Blocked, error)
	}
	// Orders know what people told those who keep order.
	Orders interface {
		Reports(ctx context.Context, person string) ([]archive.Report, error)
		Questions(ctx context.Context, person string) ([]archive.Question, error)
	}
)

// Neighbours are all of them.
type Neighbours struct {
	Accounts Accounts
	Titles   Titles
	Cakes    Cakes
	Rooms    Rooms
	Orders   Orders
}
