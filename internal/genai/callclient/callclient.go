// Package callclient sends a call of a model once, and knows afterwards what became of it: never
// sent, answered whole, or neither.
//
// Invariants: no request is sent twice, no redirect followed, no proxy of the environment asked, no
// answer longer than a picture is; what is sent and answered is in no error, because pictures and
// keys are there (defect D05).
package callclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"

	"piece/internal/genai"
	"piece/internal/platform/outbound"
)

// MaxBytes is the longest answer: a picture of 4096 pixels as PNG in base 64.
const MaxBytes = 48 << 20

// everywhere is all networks: the operator says where the model is, and it may be next door.
var everywhere = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}

// Everywhere gives all networks, private ones among them.
func Everywhere() []netip.Prefix { return everywhere }

// New gives a client that asks as agent. How long an answer may take is the context's.
func New(agent string) *http.Client {
	t := outbound.Transport(everywhere)
	t.ResponseHeaderTimeout = 0 // a model thinks before it says anything
	t.DisableKeepAlives = true  // a connection that its server just closed would leave open whether the call arrived
	return &http.Client{
		Transport:     &guard{inner: t, agent: agent},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Base reads a base address of the settings; one without a path gets the usual one.
func Base(address, usualPath string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("want an http address of the model")
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = usualPath
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + "/"
	return u, nil
}

// Trip is what became of a request.
type Trip struct {
	sent   atomic.Bool // something may have arrived
	Status int         // 0 without an answer
	Header http.Header
	Body   []byte // whole
	cut    bool   // the body broke off
	large  bool   // it was longer than MaxBytes
	key    string // that was sent along
}

type tripKey struct{}

// Watch gives a context whose request is written down in the trip.
func Watch(ctx context.Context) (context.Context, *Trip) {
	t := &Trip{}
	return context.WithValue(ctx, tripKey{}, t), t
}

// guard sends requests and takes answers in whole.
type guard struct {
	inner http.RoundTripper
	agent string
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	trip, ok := r.Context().Value(tripKey{}).(*Trip)
	if !ok {
		trip = &Trip{}
	}
	r = r.Clone(httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{
		WroteHeaders: func() { trip.sent.Store(true) },
	}))
	for name := range r.Header {
		if strings.HasPrefix(name, "X-Stainless-") { // what libraries tell of this machine
			r.Header.Del(name)
		}
	}
	r.Header.Set("User-Agent", g.agent)
	trip.key = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	res, err := g.inner.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	trip.Status, trip.Header = res.StatusCode, res.Header
	trip.Body, err = io.ReadAll(io.LimitReader(res.Body, MaxBytes+1))
	_ = res.Body.Close() // it was read
	if trip.large = len(trip.Body) > MaxBytes; trip.large {
		trip.Body = nil
		return nil, errors.New("more bytes than a picture has")
	}
	if trip.cut = err != nil; trip.cut {
		return nil, errors.New("the answer broke off")
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(trip.Body)), int64(len(trip.Body))
	if b := bytes.TrimSpace(trip.Body); len(b) > 0 && b[0] == '{' { // some servers call it text
		res.Header.Set("Content-Type", "application/json")
	}
	return res, nil
}

// Unanswered says what became of a request without a whole answer; nil when there was one.
func (t *Trip) Unanswered(ctx context.Context) *genai.Error {
	switch {
	case t.large:
		return fault(genai.Broken, "the answer has more bytes than a picture")
	case t.Status != 0 && !t.cut:
		return nil
	case t.cut:
		return fault(genai.Lost, "the answer broke off")
	case t.sent.Load() && ctx.Err() != nil:
		return fault(genai.Lost, "no answer in time")
	case t.sent.Load():
		return fault(genai.Lost, "the connection broke before an answer")
	case ctx.Err() != nil:
		return fault(genai.Down, "no connection in time")
	}
	return fault(genai.Down, "no connection")
}

func fault(o genai.Outcome, format string, args ...any) *genai.Error {
	return &genai.Error{Outcome: o, Err: fmt.Errorf(format, args...)}
}
