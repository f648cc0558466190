// Package mediaclient asks a service elsewhere for the photos of the person who made the
// request. It speaks the public API with that person's own token, and therefore gets at nobody
// else's.
package mediaclient

import (
	"context"

	"piece/internal/media"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/peer"
)

// Client asks for photos. It is safe for concurrent use.
type Client struct{ service *peer.Service }

// New gives a client of the service at a base address such as "http://piece:8080".
func New(base string) (*Client, error) {
	s, err := peer.New("media", base)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// Image gives the JPEG of a photo of the person who made the request. errs.NotFound when it
// isn't there, isn't verified or is somebody else's; Unavailable when the service doesn't
// answer as it should.
func (c *Client) Image(ctx context.Context, photoID string) ([]byte, error) {
	if !id.Valid(photoID) {
		return nil, errs.NotFound
	}
	return c.service.FindOwn(ctx, "media/"+photoID+"/image", media.MaxBytes)
}
