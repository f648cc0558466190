package record

import (
	"context"

	"piece/internal/piece"
)

// Pieces decide who may see what; *piece.Service is one.
type Pieces interface {
	// Visible gives a piece that the viewer may see; any other is errs.NotFound.
	Visible(ctx context.Context, viewer, id string) (*piece.Piece, error)
}

// Picture is what is to be known of a photo to leave the right place for it.
type Picture struct {
	Width, Height int    // pixels, upright
	Color         string // mean colour, "#rrggbb"
}

// Photos are the uploaded pictures. A photo that isn't there, isn't verified or is somebody
// else's is none.
type Photos interface {
	// Pictures tells of the owner's photos among the ids; the others are left out.
	Pictures(ctx context.Context, owner string, ids []string) (map[string]Picture, error)
	// Image gives the upright, stripped JPEG, and Small one for lists and narrow screens.
	// errs.NotFound when there is none.
	Image(ctx context.Context, owner, id string) ([]byte, error)
	Small(ctx context.Context, owner, id string) ([]byte, error)
	// Claim keeps the photo from being dropped for a day, and longer if something uses it then;
	// it comes before the record is stored. Claiming again is fine, and begins the day anew;
	// errs.NotFound when there is none.
	Claim(ctx context.Context, owner, id string) error
}

// Store keeps records. Each method is atomic.
type Store interface {
	// Get gives the record of a piece. One that was never written, also because there is no
	// such piece, is empty and has version 0.
	Get(ctx context.Context, pieceID string) (Record, error)
	// Save stores the record as the one that follows the version before. ErrChanged when
	// another version is stored, errs.NotFound when the owner has no such piece any more, and
	// ErrPhotoUsed at the photos that are the ticket photo of a piece or in another record.
	Save(ctx context.Context, owner string, r Record) error
	// Has tells whether the record of the piece has the photo.
	Has(ctx context.Context, pieceID, photoID string) (bool, error)
}
