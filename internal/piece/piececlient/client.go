// Package piececlient asks a piece service elsewhere for what other domains need of it. It
// speaks the public API and therefore learns nothing of private pieces.
package piececlient

import (
	"context"
	"net/url"

	"piece/internal/piece"
	"piece/internal/platform/page"
	"piece/internal/platform/peer"
)

// Client asks a piece service. It is safe for concurrent use.
type Client struct{ service *peer.Service }

// New gives a client of the service at a base address such as "http://piece:8080".
func New(base string) (*Client, error) {
	s, err := peer.New("piece", base)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// Activity gives one page of what was made of cakes since a day, and the cursor of the next.
// Unavailable when the service doesn't answer as it should.
func (c *Client) Activity(ctx context.Context, since, cursor string) (page.Page[piece.Activity], error) {
	var out page.Page[piece.Activity]
	var counts struct {
		Items []struct {
			CakeID string `json:"cakeId"`
			Day    string `json:"day"`
			Pieces int    `json:"pieces"`
		} `json:"items"`
		Next string `json:"next"`
	}
	query := url.Values{"since": {since}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	if err := c.service.Read(ctx, "pieces/activity", query, &counts); err != nil {
		return out, err
	}
	for _, a := range counts.Items {
		out.Items = append(out.Items, piece.Activity{CakeID: a.CakeID, Day: piece.Day(a.Day), Pieces: a.Pieces})
	}
	next, err := page.Parse(counts.Next, 2)
	if err != nil {
		return out, c.service.Unavailable("answered with a cursor that is none")
	}
	out.Next = next
	return out, nil
}
