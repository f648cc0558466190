// Package accountclient asks an account service elsewhere for what other domains need of
// it. It speaks the public API and therefore learns nothing of a person but the public profile.
package accountclient

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"piece/internal/account"
	"piece/internal/platform/errs"
	"piece/internal/platform/peer"
)

// Client asks an account service. It is safe for concurrent use.
type Client struct{ service *peer.Service }

// New gives a client of the service at a base address such as "http://account:8080".
func New(base string) (*Client, error) {
	s, err := peer.New("account", base)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// Ended gives up to limit sessions that ended after the one with the number, in their order.
func (c *Client) Ended(ctx context.Context, after int64, limit int) ([]account.Ended, error) {
	var ended struct {
		Items []struct {
			Seq     int64  `json:"seq"`
			Session string `json:"session"`
		} `json:"items"`
	}
	q := url.Values{"after": {strconv.FormatInt(after, 10)}, "limit": {strconv.Itoa(min(limit, account.MaxEnded))}}
	if err := c.service.Read(ctx, "sessions/ended", q, &ended); err != nil {
		return nil, err
	}
	all := make([]account.Ended, len(ended.Items))
	for i, e := range ended.Items {
		all[i] = account.Ended(e)
	}
	return all, nil
}

// Profiles gives those of the people that exist, by id. Unavailable when the service
// doesn't answer as it should.
func (c *Client) Profiles(ctx context.Context, personIDs []string) (map[string]account.Profile, error) {
	all := make(map[string]account.Profile, len(personIDs))
	for ids := range slices.Chunk(personIDs, account.MaxProfiles) {
		var people struct {
			Items []struct {
				ID       string `json:"id"`
				Nickname string `json:"nickname"`
				Picture  string `json:"picture"`
				Title    struct {
					ID string `json:"id"`
					Ko string `json:"ko"`
					En string `json:"en"`
				} `json:"title"`
			} `json:"items"`
		}
		if err := c.service.Read(ctx, "people", url.Values{"ids": {strings.Join(ids, ",")}}, &people); err != nil {
			return nil, err
		}
		for _, p := range people.Items {
			all[p.ID] = account.Profile{
				ID: p.ID, Nickname: p.Nickname, Picture: revision(p.Picture),
				Title: account.Title{ID: p.Title.ID, Name: errs.Text{Ko: p.Title.Ko, En: p.Title.En}},
			}
		}
	}
	return all, nil
}

// revision gives the revision of a picture from its address, …/picture/REVISION/small.webp.
func revision(address string) string {
	parts := strings.Split(address, "/")
	if len(parts) < 2 {
		return ""
	}
	return parts[len(parts)-2]
}
