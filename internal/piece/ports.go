package piece

import (
	"context"
	"image"
	"iter"

	"piece/internal/craft/cover"
	"piece/internal/craft/ticket"
)

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
	// Claim keeps the photo from being dropped; it comes before the piece that uses the
	// photo. Claiming again is fine. A claim whose piece was never stored is mended by
	// asking Service.UsesPhoto.
	Claim(ctx context.Context, owner, id string) error
	// Release ends the claim and removes the photo with everything that was made of it, the
	// artworks too; it comes after the piece is gone. One that isn't there any more is fine.
	// A release that got lost is mended in the same way.
	Release(ctx context.Context, owner, id string) error
}

// Records are the long texts and photos behind pieces. They go with the rows of their pieces.
type Records interface {
	// PhotoIDs gives the photos of the piece's record.
	PhotoIDs(ctx context.Context, pieceID string) ([]string, error)
	// UsesPhoto tells whether a record of the owner has the photo.
	UsesPhoto(ctx context.Context, owner, photoID string) (bool, error)
}

// Artworks are the pictures for backs.
type Artworks interface {
	// Image gives the finished picture in an encoded form that craft/picture reads.
	// errs.NotFound when the artwork isn't the owner's, isn't done, or was made for another
	// photo.
	Image(ctx context.Context, owner, id, photoID string) ([]byte, error)
}

// Covers draws what pieces without a photo have instead; *cover.Artist is one. The same work
// and number give the same picture.
type Covers interface {
	Front(ctx context.Context, w cover.Work, number, width int) (*image.RGBA, error)
	// Color gives the dominant colour of a front, "#rrggbb", quickly.
	Color(ctx context.Context, w cover.Work, number int) (string, error)
	// Back paints one of the backs as a WebP, which takes about a second.
	Back(ctx context.Context, b cover.Back) ([]byte, error)
}

// Cakes are the works that pieces belong to.
type Cakes interface {
	// Leads gives the cake that an id leads to: its own, or that of the cake which it became
	// part of. errs.NotFound when it is no cake.
	Leads(ctx context.Context, id string) (string, error)
	// Merges gives up to limit merges after the one with the number, in their order.
	Merges(ctx context.Context, after int64, limit int) ([]Merge, error)
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

// Renderer draws tickets; *ticket.Renderer is one. The same input gives the same bytes.
type Renderer interface {
	Render(ctx context.Context, in ticket.Input) (*ticket.Set, error)
	Preview(ctx context.Context, in ticket.Input, side ticket.Side, width int) ([]byte, error)
	PNG(ctx context.Context, in ticket.Input, side ticket.Side) ([]byte, error)
	ShareCard(ctx context.Context, in ticket.Input) ([]byte, error)
	PDF(ctx context.Context, ins iter.Seq2[ticket.Input, error], layout ticket.Layout) ([]byte, error)
}
