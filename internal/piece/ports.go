package piece

import "context"

// Photo is what this domain needs to know of an uploaded, verified photo.
type Photo struct {
	ID            string
	Width, Height int    // pixels of the upright photo
	Color         string // dominant colour, "#rrggbb"
}

// Photos are the uploaded pictures. Implementations answer for the owner only: a photo
// that isn't there, isn't verified or is somebody else's is errs.NotFound.
type Photos interface {
	Photo(ctx context.Context, owner, id string) (Photo, error)
	// Image gives the upright, stripped JPEG.
	Image(ctx context.Context, owner, id string) ([]byte, error)
	// Claim keeps the photo from being dropped or swept as unused. Claiming again is fine.
	Claim(ctx context.Context, owner, id string) error
	// Release ends the claim and removes the photo with its objects. One that isn't there
	// any more is fine.
	Release(ctx context.Context, owner, id string) error
}

// Artworks are the pictures for backs.
type Artworks interface {
	// Image gives the finished picture in an encoded form that craft/picture reads.
	// errs.NotFound when the artwork isn't the owner's, isn't done, or was made for another
	// photo.
	Image(ctx context.Context, owner, id, photoID string) ([]byte, error)
	// DeleteByPhoto removes every try that was made for the photo. None is fine.
	DeleteByPhoto(ctx context.Context, owner, photoID string) error
}

// Profiles tell who people are.
type Profiles interface {
	// Profiles gives what is known of the ids; those that are unknown are left out.
	Profiles(ctx context.Context, ids []string) (map[string]Profile, error)
}

// Objects is where ticket images are kept. An object that isn't there is errs.NotFound.
type Objects interface {
	Put(ctx context.Context, key, contentType string, data []byte) error
	Get(ctx context.Context, key string, limit int64) ([]byte, error)
}

// Material is what a ticket is drawn from.
type Material struct {
	Photo   []byte // the upright JPEG
	Artwork []byte
}

// Renderer draws tickets. The same input gives the same bytes.
type Renderer interface {
	// Set draws the images that are stored, by the names of their files.
	Set(ctx context.Context, p *Piece, m Material) (map[string][]byte, error)
	// File draws one of the other files.
	File(ctx context.Context, p *Piece, m Material, name string) ([]byte, error)
}
