// Package tmdbclient takes films from The Movie Database, on a schedule and when a person looks
// for a title.
//
// Invariants: a film is told with everything or not at all, so that a search never takes away
// what a run told; adult films are left out. The package may import packages cake and source
// and platform.
package tmdbclient

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/cake/source/pullclient"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

// Config is what the source needs.
type Config struct {
	Key     string // of v3, or a read token of v4
	BaseURL string // "https://api.themoviedb.org/3"
	Images  string // "https://image.tmdb.org/t/p"
	Client  *outbound.Client
	Clock   clock.Clock
	// Known tells which films are in the catalogue already, by code: their changes are taken,
	// and what didn't change isn't asked for again.
	Known func(ctx context.Context, codes []string) (map[string]bool, error)
}

// Source is The Movie Database.
type Source struct {
	Config
	query    url.Values  // of every request
	header   http.Header // of every request
	patience pullclient.Patience
}

var _ source.Finder = (*Source)(nil)

// New gives the source.
func New(c Config) (*Source, error) {
	if c.Key == "" || c.BaseURL == "" || c.Images == "" || c.Client == nil || c.Clock == nil || c.Known == nil {
		return nil, errors.New("tmdb: key, addresses, client, clock and what is known must be there")
	}
	s := &Source{Config: c, query: url.Values{"language": {language}}, header: http.Header{"Accept": {"application/json"}}}
	s.BaseURL, s.Images = strings.TrimSuffix(c.BaseURL, "/"), strings.TrimSuffix(c.Images, "/")
	if strings.Contains(c.Key, ".") { // three parts of a JWT
		s.header.Set("Authorization", "Bearer "+c.Key)
	} else {
		s.query.Set("api_key", c.Key)
	}
	return s, nil
}

// Name says which source it is.
func (s *Source) Name() cake.Source { return cake.TMDB }

// ask reads an answer into v.
func (s *Source) ask(ctx context.Context, path string, query url.Values, v any) error {
	all := url.Values{}
	for _, q := range []url.Values{s.query, query} {
		for k, values := range q {
			all[k] = values
		}
	}
	res, err := s.Client.Get(ctx, s.BaseURL+path+"?"+all.Encode(), outbound.Options{Header: s.header})
	if err != nil {
		return err
	}
	text, err := res.Text()
	if err != nil {
		return pullclient.Broken(err)
	}
	if !json.Valid(text) {
		return pullclient.Broken(errors.New("not JSON"))
	}
	return json.Unmarshal(text, v)
}

// maybe is a value that is left as it is where it is missing, null, or of another form: what
// we can do without never spoils the rest.
type maybe[T any] struct{ is T }

// UnmarshalJSON implements json.Unmarshaler.
func (m *maybe[T]) UnmarshalJSON(b []byte) error {
	var v T
	if json.Unmarshal(b, &v) == nil {
		m.is = v
	}
	return nil
}

// page is one page of a list.
type page struct {
	Results    *[]json.RawMessage `json:"results"`
	TotalPages *int               `json:"total_pages"`
}

// listed is a film in a list.
type listed struct {
	ID    int64       `json:"id"`
	Adult maybe[bool] `json:"adult"`
}

// list gives the films of a page of a list that aren't for adults only, and how many pages it has.
func (s *Source) list(ctx context.Context, path string, query url.Values) (films []int64, pages int, bad []error, err error) {
	var p page
	if err := s.ask(ctx, path, query, &p); err != nil {
		var asking *outbound.Error
		if !errors.As(err, &asking) && !errors.Is(err, pullclient.ErrBroken) {
			err = pullclient.Broken(err)
		}
		return nil, 0, nil, err
	}
	if p.Results == nil || p.TotalPages == nil {
		return nil, 0, nil, pullclient.Broken(errors.New("a list without results or pages"))
	}
	for _, raw := range *p.Results {
		var l listed
		if err := json.Unmarshal(raw, &l); err != nil || l.ID <= 0 {
			bad = append(bad, errors.New("a film without an id in a list"))
			continue
		}
		if !l.Adult.is {
			films = append(films, l.ID)
		}
	}
	return films, min(*p.TotalPages, maxPages), bad, nil
}
