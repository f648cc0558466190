// Package accountclient asks an account service elsewhere for what other domains need of
// it. It speaks the public API and therefore learns nothing but public profiles.
package accountclient

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"piece/internal/account"
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

// Profiles gives those of the people that exist, by id. Unavailable when the service
// doesn't answer as it should.
func (c *Client) Profiles(ctx context.Context, personIDs []string) (map[string]account.Profile, error) {
	all := make(map[string]account.Profile, len(personIDs))
	for ids := range slices.Chunk(personIDs, account.MaxProfiles) {
		var people struct {
			Items []struct {
				ID       string `json:"id"`
				Nickname string `json:"nickname"`
			} `json:"items"`
		}
		if err := c.service.Read(ctx, "people", url.Values{"ids": {strings.Join(ids, ",")}}, &people); err != nil {
			return nil, err
		}
		for _, p := range people.Items {
			all[p.ID] = account.Profile(p)
		}
	}
	return all, nil
}
