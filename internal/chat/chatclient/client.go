// Package chatclient asks a chat service elsewhere for what services that keep cakes or give titles
// need. It speaks the public API and learns nothing of what is said.
package chatclient

import (
	"context"
	"net/url"

	"piece/internal/chat"
	"piece/internal/platform/page"
	"piece/internal/platform/peer"
)

// Client asks a chat service. It is safe for concurrent use.
type Client struct{ service *peer.Service }

// New gives a client of the service at a base address such as "http://chat:8080".
func New(base string) (*Client, error) {
	s, err := peer.New("chat", base)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// Activity gives one page of what was written in the rooms of cakes since a day, and the cursor of
// the next. Unavailable when the service doesn't answer as it should.
func (c *Client) Activity(ctx context.Context, since, cursor string) (page.Page[chat.CakeActivity], error) {
	var out page.Page[chat.CakeActivity]
	var counts struct {
		Items []struct {
			CakeID   string `json:"cakeId"`
			Day      string `json:"day"`
			Messages int    `json:"messages"`
		} `json:"items"`
		Next string `json:"next"`
	}
	query := url.Values{"since": {since}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	if err := c.service.Read(ctx, "rooms/activity", query, &counts); err != nil {
		return out, err
	}
	for _, a := range counts.Items {
		out.Items = append(out.Items, chat.CakeActivity{CakeID: a.CakeID, Day: a.Day, Messages: a.Messages})
	}
	next, err := page.Parse(counts.Next, 2)
	if err != nil {
		return out, c.service.Unavailable("answered with a cursor that is none")
	}
	out.Next = next
	return out, nil
}

// CountRooms tells how many rooms the person who makes the request is in.
func (c *Client) CountRooms(ctx context.Context) (int, error) {
	var count struct {
		Rooms int `json:"rooms"`
	}
	err := c.service.FindAs(ctx, "rooms/count", nil, &count)
	return count.Rooms, err
}
