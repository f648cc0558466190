// Package kopisclient takes plays, musicals, concerts and what else is on stage from KOPIS, the
// Korea Performing Arts Box Office Information System, with its box office.
//
// The package may import packages cake and source and platform.
package kopisclient

import (
	"context"
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
	Key     string
	BaseURL string // "http://www.kopis.or.kr"
	Client  *outbound.Client
	Clock   clock.Clock
}

// Source is KOPIS.
type Source struct {
	Config
	patience pullclient.Patience
}

var _ source.Source = (*Source)(nil)

// New gives the source.
func New(c Config) (*Source, error) {
	if c.Key == "" || c.BaseURL == "" || c.Client == nil || c.Clock == nil {
		return nil, errors.New("kopis: key, address, client and clock must be there")
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	return &Source{Config: c}, nil
}

// Name says which source it is.
func (s *Source) Name() cake.Source { return cake.KOPIS }

// get gives the text of an answer.
func (s *Source) get(ctx context.Context, path string, query url.Values) ([]byte, error) {
	q := url.Values{"service": {s.Key}}
	for k, v := range query {
		q[k] = v
	}
	res, err := s.Client.Get(ctx, s.BaseURL+path+"?"+q.Encode(), outbound.Options{Header: http.Header{"Accept": {"application/xml, text/xml"}}})
	if err != nil {
		return nil, err
	}
	text, err := res.Text()
	if err != nil {
		return nil, pullclient.Broken(err)
	}
	return text, nil
}
