// Package titleclient asks a service that keeps titles elsewhere to look at what somebody has earned.
// It speaks the public API, on behalf of the person who makes the request.
package titleclient

import (
	"context"

	"piece/internal/platform/auth"
	"piece/internal/platform/peer"
)

// Client asks a service that keeps titles. It is safe for concurrent use.
type Client struct{ service *peer.Service }

// New gives a client of the service at a base address such as "http://account:8080".
func New(base string) (*Client, error) {
	s, err := peer.New("account", base)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// Evaluate has the titles of a person looked at. Only people themselves may ask for that: for anybody
// but who makes the request it does nothing, and leaves it to that person's next change.
func (c *Client) Evaluate(ctx context.Context, person string) error {
	if person != auth.Person(ctx) {
		return nil
	}
	return c.service.PostAs(ctx, "titles/evaluations", struct{}{})
}
