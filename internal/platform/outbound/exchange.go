package outbound

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const maxRedirects = 5

// exchange sends a request for an address that is allowed, follows redirects to others that
// are, and reads the answer.
func (c *Client) exchange(ctx context.Context, u *url.URL, o Options) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	at := u
	for range maxRedirects + 1 {
		res, err := c.http.RoundTrip(c.request(ctx, u, at, o))
		if err != nil {
			return nil, err
		}
		if !redirects(res.StatusCode) {
			return c.read(res, o)
		}
		_ = res.Body.Close() // nobody reads it
		next, err := at.Parse(res.Header.Get("Location"))
		if err != nil || res.Header.Get("Location") == "" {
			return nil, &Error{Outcome: Malformed, text: "a redirect to nowhere"}
		}
		if at.Scheme == "https" && next.Scheme == "http" {
			return nil, forbidden("a redirect out of TLS")
		}
		if err := c.allowed(next); err != nil {
			return nil, err
		}
		if err := c.turn(ctx); err != nil {
			return nil, err
		}
		at = next
	}
	return nil, &Error{Outcome: Malformed, text: "too many redirects"}
}

// request makes the request for an address that one for u led to. There is no Referer, for it
// would hold the query; the caller's headers stay with the host that they were meant for.
func (c *Client) request(ctx context.Context, u, at *url.URL, o Options) *http.Request {
	r := (&http.Request{Method: http.MethodGet, URL: at, Host: at.Host, Header: http.Header{}}).WithContext(ctx)
	if host(u) == host(at) && u.Scheme == at.Scheme {
		for name, values := range o.Header {
			r.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	r.Header.Set("User-Agent", c.Agent)
	r.Header.Set("Accept-Encoding", "gzip")
	if o.Validators.ETag != "" {
		r.Header.Set("If-None-Match", o.Validators.ETag)
	}
	if o.Validators.LastModified != "" {
		r.Header.Set("If-Modified-Since", o.Validators.LastModified)
	}
	return r
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// read takes an answer in.
func (c *Client) read(res *http.Response, o Options) (*Response, error) {
	defer res.Body.Close()
	asked := o.Validators != Validators{}
	switch {
	case res.StatusCode == http.StatusNotModified && asked:
		return &Response{Status: res.StatusCode, NotModified: true, Validators: o.Validators}, nil
	case res.StatusCode < 200 || res.StatusCode > 299:
		return nil, c.status(res)
	}
	body, err := c.body(res)
	if err != nil {
		return nil, err
	}
	return &Response{
		Status: res.StatusCode, Type: res.Header.Get("Content-Type"), Body: body,
		Validators: Validators{ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified")},
	}, nil
}

// status makes an error of an answer that is none.
func (c *Client) status(res *http.Response) error {
	e := &Error{Status: res.StatusCode, Outcome: ofStatus(res.StatusCode), text: "answered " + strconv.Itoa(res.StatusCode)}
	if e.Outcome.passing() {
		if e.RetryAfter = retryAfter(res.Header.Get("Retry-After"), c.Clock.Now()); e.RetryAfter > 0 {
			c.later(e.RetryAfter)
		}
	}
	return e
}

// retryAfter reads a number of seconds or a date; 0 for anything else. What is so long that it
// doesn't fit is as long as fits.
func retryAfter(s string, now time.Time) time.Duration {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseUint(s, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(n, uint64(24*time.Hour/time.Second))) * time.Second
	}
	t, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	return min(max(t.Sub(now), 0), 24*time.Hour)
}

// body reads a body within the limit, which counts before and after unpacking.
func (c *Client) body(res *http.Response) ([]byte, error) {
	if res.ContentLength > c.MaxBytes {
		return nil, tooLarge()
	}
	sent := &io.LimitedReader{R: res.Body, N: c.MaxBytes + 1}
	var from io.Reader = sent
	switch coding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(sent)
		if errors.Is(err, io.EOF) && sent.N == c.MaxBytes+1 {
			return nil, nil // no body at all
		}
		if err != nil {
			return nil, err
		}
		from = z
	default:
		return nil, &Error{Outcome: Malformed, text: "an encoding that wasn't asked for"}
	}
	b, err := io.ReadAll(io.LimitReader(from, c.MaxBytes+1))
	if int64(len(b)) > c.MaxBytes || sent.N <= 0 {
		return nil, tooLarge()
	}
	return b, err
}

func tooLarge() error { return &Error{Outcome: TooLarge, text: "more bytes than expected"} }
