// Package piececlient asks a piece service elsewhere for what other domains need of it. It
// speaks the public API, and therefore learns nothing of private pieces but what their owner, who
// makes the request, may read.
package piececlient

import (
	"context"
	"net/url"
	"strconv"
	"time"

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

// AllAttendances gives all pieces of the person who makes the request, in the order in which they
// were made.
func (c *Client) AllAttendances(ctx context.Context) ([]piece.Attendance, error) {
	var all []piece.Attendance
	for cursor := ""; ; {
		var some struct {
			Items []struct {
				ID     string    `json:"id"`
				Kind   string    `json:"kind"`
				Genre  string    `json:"genre"`
				CakeID string    `json:"cakeId"`
				Cast   string    `json:"cast"`
				Venue  string    `json:"venue"`
				Seat   string    `json:"seat"`
				Price  *int64    `json:"price"`
				Day    string    `json:"day"`
				Time   string    `json:"time"`
				MadeAt time.Time `json:"madeAt"`
			} `json:"items"`
			Next string `json:"next"`
		}
		query := url.Values{"limit": {strconv.Itoa(piece.MaxAttendances)}}
		if cursor != "" {
			query.Set("cursor", cursor)
		}
		if err := c.service.FindAs(ctx, "pieces/attendances", query, &some); err != nil {
			return nil, err
		}
		for _, a := range some.Items {
			all = append(all, piece.Attendance{
				ID: a.ID, Kind: piece.Kind(a.Kind), Genre: piece.Genre(a.Genre), CakeID: a.CakeID, Cast: a.Cast, Venue: a.Venue, Seat: a.Seat,
				Price: a.Price, Day: piece.Day(a.Day), Time: a.Time, MadeAt: a.MadeAt,
			})
		}
		if some.Next == "" || some.Next == cursor {
			return all, nil
		}
		cursor = some.Next
	}
}
