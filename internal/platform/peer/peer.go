// Package peer asks another service of the house over the API that everybody has. It sends the
// request id along, so that the logs of both tell of one request, and a person's token only
// where the caller says so.
package peer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/observe"
)

const (
	timeout = 3 * time.Second
	maxJSON = 1 << 20 // bytes of an answer
	again   = 5 * time.Second
)

// Service is a service elsewhere. It is safe for concurrent use.
type Service struct {
	name string
	base *url.URL
	http *http.Client
}

// New gives the service of a name at a base address such as "http://account:8080".
func New(name, base string) (*Service, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%s service: %q is not an http address", name, base)
	}
	return &Service{name: name, base: u.JoinPath("/api/v1"), http: &http.Client{Timeout: timeout}}, nil
}

// Read reads the JSON that always is at a path behind the prefix of the API, as a guest.
// errs.Unavailable when the service doesn't answer as it should.
func (s *Service) Read(ctx context.Context, path string, query url.Values, into any) error {
	err := s.Find(ctx, path, query, into)
	if errors.Is(err, errs.NotFound) {
		return s.unavailable(err)
	}
	return err
}

// Find reads the JSON of something that may not be there, which is errs.NotFound.
func (s *Service) Find(ctx context.Context, path string, query url.Values, into any) error {
	return s.find(ctx, path, query, "", into)
}

// FindAs is Find on behalf of the person who made the request: what that person may see.
func (s *Service) FindAs(ctx context.Context, path string, query url.Values, into any) error {
	return s.find(ctx, path, query, auth.Token(ctx), into)
}

func (s *Service) find(ctx context.Context, path string, query url.Values, token string, into any) error {
	body, err := s.get(ctx, path, query, token, maxJSON)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return s.unavailable(err)
	}
	return nil
}

// FindBytes gives the bytes, at most limit, of something that everybody may see. errs.NotFound
// when it isn't there.
func (s *Service) FindBytes(ctx context.Context, path string, limit int64) ([]byte, error) {
	return s.get(ctx, path, nil, "", limit)
}

// FindOwn gives the bytes, at most limit, of something of the person who made the request.
// errs.NotFound when it isn't there or is somebody else's.
func (s *Service) FindOwn(ctx context.Context, path string, limit int64) ([]byte, error) {
	return s.get(ctx, path, nil, auth.Token(ctx), limit)
}

// PostAs sends JSON on behalf of the person who made the request, to where nothing is answered.
func (s *Service) PostAs(ctx context.Context, path string, body any) error {
	sent, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = s.do(ctx, http.MethodPost, path, nil, bytes.NewReader(sent), auth.Token(ctx), maxJSON)
	return err
}

func (s *Service) get(ctx context.Context, path string, query url.Values, token string, limit int64) ([]byte, error) {
	return s.do(ctx, http.MethodGet, path, query, nil, token, limit)
}

func (s *Service) do(ctx context.Context, method, path string, query url.Values, body io.Reader, token string, limit int64) ([]byte, error) {
	u := s.base.JoinPath(path)
	u.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, s.unavailable(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if rid := observe.Request(ctx); rid != "" {
		req.Header.Set("X-Request-Id", rid)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := s.http.Do(req)
	if err != nil {
		return nil, s.unavailable(err)
	}
	defer res.Body.Close()
	if err := s.check(res); err != nil {
		return nil, err
	}
	answer, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err == nil && int64(len(answer)) > limit {
		err = fmt.Errorf("answered with more than %d bytes", limit)
	}
	if err != nil {
		return nil, s.unavailable(err)
	}
	return answer, nil
}

// check sorts the answers. A status counts only with our own form of errors: a proxy in
// between, or a wrong address, knows nothing of what is there.
func (s *Service) check(res *http.Response) error {
	ours := res.Header.Get("Content-Type") == "application/problem+json"
	switch {
	case res.StatusCode == http.StatusOK, res.StatusCode == http.StatusNoContent:
		return nil
	case ours && res.StatusCode == http.StatusNotFound:
		return errs.NotFound.With(fmt.Errorf("%s service: answered %s", s.name, res.Status))
	case ours && res.StatusCode == http.StatusForbidden:
		return errs.Forbidden.With(fmt.Errorf("%s service: answered %s", s.name, res.Status))
	case ours && res.StatusCode == http.StatusUnauthorized:
		return errs.Unauthenticated.With(fmt.Errorf("%s service: answered %s", s.name, res.Status))
	}
	return s.unavailable(errors.New("answered " + res.Status))
}

// Unavailable is the error for an answer that can't be: the caller looks at what it says.
func (s *Service) Unavailable(why string) error { return s.unavailable(errors.New(why)) }

func (s *Service) unavailable(err error) error {
	return errs.Unavailable.With(fmt.Errorf("%s service: %w", s.name, err)).After(again)
}
