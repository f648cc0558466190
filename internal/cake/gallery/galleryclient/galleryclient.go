// Package galleryclient gets pictures from the servers of catalogue sources, over the guarded
// client that platform/outbound is (defect D27).
package galleryclient

import (
	"context"
	"errors"
	"net/http"

	"piece/internal/cake/gallery"
	"piece/internal/platform/outbound"
)

// Client implements gallery.Fetcher for one source. It is safe for concurrent use.
type Client struct {
	name string
	out  *outbound.Client
}

var _ gallery.Fetcher = (*Client)(nil)

// New gives the fetcher of a source. The client's hosts are all that its pictures may be on.
func New(name string, out *outbound.Client) *Client { return &Client{name: name, out: out} }

// Name implements gallery.Fetcher.
func (c *Client) Name() string { return c.name }

// Allows implements gallery.Fetcher.
func (c *Client) Allows(address string) bool { return c.out.Allows(address) }

// accept lists what can be decoded. AVIF, which servers like to give, can't.
const accept = "image/webp,image/jpeg,image/png,image/gif;q=0.8"

// Fetch implements gallery.Fetcher.
func (c *Client) Fetch(ctx context.Context, address string, known gallery.Validators) (gallery.Answer, error) {
	res, err := c.out.Get(ctx, address, outbound.Options{
		Header: http.Header{"Accept": {accept}}, Validators: outbound.Validators{ETag: known.ETag, LastModified: known.LastModified},
	})
	if err != nil {
		return gallery.Answer{}, failure(ctx, err)
	}
	return gallery.Answer{
		Unchanged: res.NotModified, Body: res.Body,
		Validators: gallery.Validators{ETag: res.Validators.ETag, LastModified: res.Validators.LastModified},
	}, nil
}

// failure sorts errors by what they mean for the picture and for the source.
func failure(ctx context.Context, err error) error {
	var out *outbound.Error
	if over := ctx.Err(); over != nil || !errors.As(err, &out) {
		return errors.Join(over, err)
	}
	f := &gallery.Failure{Outcome: gallery.Unreachable, After: out.RetryAfter, Cause: err}
	switch out.Outcome {
	case outbound.Missing:
		f.Outcome = gallery.Missing
	case outbound.Forbidden, outbound.Unauthorized, outbound.Refused, outbound.Malformed:
		f.Outcome = gallery.Refused
	case outbound.TooLarge:
		f.Outcome = gallery.TooLarge
	case outbound.Open, outbound.Held, outbound.Limited:
		f.Outcome = gallery.Held
	}
	return f
}
