package imports

import (
	"context"
	"io"
	"strconv"
	"time"

	"piece/internal/platform/blobstore"
)

// Draft is a piece as a row tells it, in the words of this domain.
type Draft struct {
	Facts map[Field]string
	Shape string // "" for any
	Paper string // "" for any
	Cover int    // which drawn front it has without a photo; 0 for any
	Quiet bool   // whether its owner doesn't want to be reminded of it

	PhotoID   string // "" for a drawn cover
	Crop      Crop
	ArtworkID string
	CakeID    string
	CreatedAt time.Time // zero for now
}

// Crop is the part of a photo that is the front.
type Crop struct {
	X, Y, Width, Height float64
	Turn                int
}

// Attendance is what doubles are told by.
type Attendance struct{ Day, Title string }

// Brought is what became of a draft: a piece, which may have been there, or why not.
type Brought struct {
	PieceID  string
	Problems []Problem
}

// Pieces are where rows go.
type Pieces interface {
	// Check keeps the rules of pieces, without asking anybody.
	Check(d Draft) []Problem
	// Imported gives, by key, the owner's pieces that came in under the keys.
	Imported(ctx context.Context, owner string, keys []string) (map[string]string, error)
	// Attended gives, by index, the owner's pieces of the same day and title.
	Attended(ctx context.Context, owner string, list []Attendance) (map[int]string, error)
	// Bring stores pieces under their keys, all that are right in one go; again makes nothing new.
	Bring(ctx context.Context, owner, language string, keys []string, drafts []Draft) ([]Brought, error)
	// Changed tells whoever wants to know that an owner has other pieces now; once for many.
	Changed(ctx context.Context, owner string)
}

// RecordPhoto is a photo for a record.
type RecordPhoto struct{ ID, Caption string }

// Records are the long texts behind pieces.
type Records interface {
	// Write writes the first record of an own piece; one that was written since is left alone.
	Write(ctx context.Context, owner, pieceID, text string, photos []RecordPhoto) error
}

// Photos take pictures in. What can't be used as one is errs.Invalid.
type Photos interface {
	// Adopt makes an own photo of a picture, and cleans it like any other.
	Adopt(ctx context.Context, owner string, data []byte) (id string, err error)
}

// Artworks take backs in. What can't be used is errs.Invalid.
type Artworks interface {
	// Adopt makes a picture that was on a back an own try for a photo. When there is no picture
	// to adopt, data is nil, and one is painted. An unknown style is as good as none.
	Adopt(ctx context.Context, owner, photoID string, c Crop, kind, genre, style string, data []byte) (id string, err error)
}

// Works are the cakes.
type Works interface {
	// Exact gives the one work of the kind that is called so, of the year if that is not 0; "" when
	// there is none or it can't be told.
	Exact(ctx context.Context, kind, title string, year int) (cakeID string, err error)
}

// Objects is the object store.
type Objects interface {
	Grant(ctx context.Context, u blobstore.Upload) (blobstore.Grant, error)
	Stat(ctx context.Context, key string) (blobstore.Attributes, error)
	Read(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error)
	Delete(ctx context.Context, key string) error
}

// Store keeps imports and their rows. What isn't there or isn't the owner's is errs.NotFound.
type Store interface {
	// Add stores an import that waits for its file, and announces at the same time that the file
	// ends with it. ErrOpen when its owner has most of them already.
	Add(ctx context.Context, i Import, most int) error
	// Find gives an owner's import with the counts of its rows.
	Find(ctx context.Context, owner, id string) (Import, error)
	// List gives an owner's imports, the latest first, without their counts.
	List(ctx context.Context, owner string) ([]Import, error)
	// Move takes an import from one of some states to another. ErrBusy when it is in none of them.
	Move(ctx context.Context, i Import, from ...State) error
	// Fill stores what a file was read to. It is errs.NotFound when the import isn't being read.
	Fill(ctx context.Context, i Import, rows []Row) error
	// Weigh stores a plan and all rows anew that aren't done. ErrChanged when somebody else did
	// since the version, ErrBusy when it isn't settled.
	Weigh(ctx context.Context, i Import, rows []Row) error
	// Mend stores a row that isn't done. ErrBusy when it is just being brought in.
	Mend(ctx context.Context, importID string, r Row) error
	// Row gives a row.
	Row(ctx context.Context, importID string, n int) (Row, error)
	// Rows gives up to limit rows behind a place, of some states or all.
	Rows(ctx context.Context, importID string, after, limit int, states ...RowState) ([]Row, error)
	// Settle stores what became of rows that were ready.
	Settle(ctx context.Context, importID string, rows []Row) error
	// Finish ends the running, and lets go of the file unless it is still needed.
	Finish(ctx context.Context, i Import, keepFile bool) error
	// Refuse ends the reading for good and lets go of the file.
	Refuse(ctx context.Context, i Import) error
	// Drop forgets an import with everything that belongs to it. Files that are let go of are
	// deleted when nobody can send them again.
	Drop(ctx context.Context, owner, id string) error

	// Begin takes the next import that there is something to do for and leases it until an
	// instant; no worker gets the same. errs.NotFound when there is none.
	Begin(ctx context.Context, now, until time.Time) (Import, error)
	// Extend stores a longer lease; errs.NotFound when the work was lost.
	Extend(ctx context.Context, i Import, until time.Time) error
	// PutBack ends the lease before its time, so that the work is taken again at an instant.
	PutBack(ctx context.Context, i Import, at time.Time, failed bool) error
	// Ended forgets up to limit imports whose time is over, and those of a person with Purge.
	Ended(ctx context.Context, now time.Time, limit int) (int, error)
	Purge(ctx context.Context, person string, limit int) (int, error)
}

func digits(n int) string { return strconv.Itoa(n) }
