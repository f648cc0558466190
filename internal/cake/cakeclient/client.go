// Package cakeclient asks a cake service elsewhere for what services that keep ids of cakes
// need. It speaks the public API.
package cakeclient

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"piece/internal/cake"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/peer"
)

// Client asks a cake service. It is safe for concurrent use.
type Client struct{ service *peer.Service }

// New gives a client of the service at a base address such as "http://cake:8080".
func New(base string) (*Client, error) {
	s, err := peer.New("cake", base)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// Leads gives the cake that an id leads to: itself, or the one that its cake became part of.
// errs.NotFound when it is none of a cake; Unavailable when the service doesn't answer as it
// should.
func (c *Client) Leads(ctx context.Context, cakeID string) (string, error) {
	if !id.Valid(cakeID) {
		return "", errs.NotFound
	}
	var found struct {
		ID string `json:"id"`
	}
	err := c.service.Find(ctx, "cakes/"+cakeID, nil, &found)
	if err == nil && !id.Valid(found.ID) {
		err = c.service.Unavailable("answered with a cake without an id")
	}
	return found.ID, err
}

// Merges gives up to limit merges after the one with the number, in their order.
func (c *Client) Merges(ctx context.Context, after int64, limit int) ([]cake.Merge, error) {
	var merges struct {
		Items []struct {
			Seq  int64  `json:"seq"`
			From string `json:"from"`
			To   string `json:"to"`
		} `json:"items"`
	}
	query := url.Values{"after": {strconv.FormatInt(after, 10)}, "limit": {strconv.Itoa(min(max(limit, 1), cake.MaxMerges))}}
	if err := c.service.Read(ctx, "cakes/merges", query, &merges); err != nil {
		return nil, err
	}
	all := make([]cake.Merge, 0, len(merges.Items))
	for _, m := range merges.Items {
		all = append(all, cake.Merge{Seq: m.Seq, From: m.From, To: m.To})
	}
	return all, nil
}

// Shown is what is shown of a cake elsewhere.
type Shown struct {
	ID, Kind, Title string
	Poster          string // address of the small poster
	Color           string // main colour of the poster; "" when not known
}

// Some gives those of the cakes that there are, by the id that was asked for.
func (c *Client) Some(ctx context.Context, cakeIDs []string) (map[string]Shown, error) {
	all := make(map[string]Shown, len(cakeIDs))
	for ids := range slices.Chunk(slices.DeleteFunc(slices.Clone(cakeIDs), func(i string) bool { return !id.Valid(i) }), cake.MaxSome) {
		var some struct {
			Items []struct {
				ID     string `json:"id"`
				Asked  string `json:"asked"`
				Kind   string `json:"kind"`
				Title  string `json:"title"`
				Poster struct {
					Small string `json:"small"`
					Color string `json:"color"`
				} `json:"poster"`
			} `json:"items"`
		}
		if err := c.service.Read(ctx, "cakes/some", url.Values{"ids": {strings.Join(ids, ",")}}, &some); err != nil {
			return nil, err
		}
		for _, s := range some.Items {
			all[s.Asked] = Shown{ID: s.ID, Kind: s.Kind, Title: s.Title, Poster: s.Poster.Small, Color: s.Poster.Color}
		}
	}
	return all, nil
}

// maxPoster bounds the bytes of a poster. Theirs are 1000 pixels wide.
const maxPoster = 8 << 20

// Poster gives the large form of a cake's poster, a WebP; merged cakes show that of the cake
// they lead to. errs.NotFound when there is no such cake; Unavailable when the service doesn't
// answer as it should.
func (c *Client) Poster(ctx context.Context, cakeID string) ([]byte, error) {
	if !id.Valid(cakeID) {
		return nil, errs.NotFound
	}
	return c.service.FindBytes(ctx, "cakes/"+cakeID+"/poster/0/large.webp", maxPoster)
}
