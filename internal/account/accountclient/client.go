// Package accountclient asks an account service elsewhere for what other domains need of
// it. It speaks the public API and therefore learns nothing but public profiles.
package accountclient

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"piece/internal/account"
	"piece/internal/platform/errs"
	"piece/internal/platform/observe"
)

const (
	timeout = 3 * time.Second
	maxSize = 1 << 20 // bytes of an answer
	again   = 5 * time.Second
)

// Client asks an account service. It is safe for concurrent use.
type Client struct {
	people string
	http   *http.Client
}

// New gives a client of the service at a base address such as "http://account:8080".
func New(base string) (*Client, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("account service: %q is not an http address", base)
	}
	return &Client{people: u.JoinPath("/api/v1/people").String(), http: &http.Client{Timeout: timeout}}, nil
}

// Profiles gives those of the people that exist, by id. Unavailable when the service
// doesn't answer as it should.
func (c *Client) Profiles(ctx context.Context, personIDs []string) (map[string]account.Profile, error) {
	all := make(map[string]account.Profile, len(personIDs))
	for ids := range slices.Chunk(personIDs, account.MaxProfiles) {
		if err := c.fetch(ctx, ids, all); err != nil {
			return nil, errs.Unavailable.With(fmt.Errorf("account service: %w", err)).After(again)
		}
	}
	return all, nil
}

func (c *Client) fetch(ctx context.Context, ids []string, into map[string]account.Profile) error {
	query := url.Values{"ids": {strings.Join(ids, ",")}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.people+"?"+query.Encode(), nil)
	if err != nil {
		return err
	}
	if rid := observe.Request(ctx); rid != "" {
		req.Header.Set("X-Request-Id", rid)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("answered %s", res.Status)
	}
	var people struct {
		Items []struct {
			ID       string `json:"id"`
			Nickname string `json:"nickname"`
		} `json:"items"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, maxSize)).Decode(&people); err != nil {
		return err
	}
	for _, p := range people.Items {
		into[p.ID] = account.Profile(p)
	}
	return nil
}
