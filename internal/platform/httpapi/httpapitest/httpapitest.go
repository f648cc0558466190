// Package httpapitest lets tests of an API speak to its operations through the real
// router, as the people they say.
package httpapitest

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
)

// Site is a server with the operations of one test.
type Site struct {
	t       testing.TB
	handler http.Handler
	keys    *auth.Keys
	clock   clock.Clock
}

// New makes a site whose operations register adds.
func New(t testing.TB, c clock.Clock, register func(*httpapi.API)) *Site {
	t.Helper()
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{t: t, clock: c}
	if s.keys, err = auth.ParseKeys(pem); err != nil {
		t.Fatal(err)
	}
	server := httpapi.New(httpapi.Config{
		Version: "test", Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Verifier: auth.NewVerifier(s.keys, c),
	})
	register(server.API)
	if s.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return s
}

// Admin is the id of a person who is an admin.
const Admin = "01k3q0zv5wq2m8d7x4n9c6b1ad"

// Do sends a request as a person, whose id is given; "" is a guest. The path begins after
// httpapi.Prefix, the body becomes JSON, headers are pairs of name and value.
func (s *Site) Do(person, method, path string, body any, headers ...string) Answer {
	s.t.Helper()
	return s.DoIn(s.t.Context(), person, method, path, body, headers...)
}

// DoIn is Do for a client that hangs up when ctx ends.
func (s *Site) DoIn(ctx context.Context, person, method, path string, body any, headers ...string) Answer {
	s.t.Helper()
	var b bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&b).Encode(body); err != nil {
			s.t.Fatal(err)
		}
	}
	r := httptest.NewRequestWithContext(ctx, method, httpapi.Prefix+path, &b)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if person != "" {
		who := auth.Identity{PersonID: person, SessionID: "s"}
		if person == Admin {
			who.Role = auth.RoleAdmin
		}
		token, err := s.keys.Sign(who, s.clock.Now())
		if err != nil {
			s.t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return Answer{w.Code, w.Header(), w.Body.Bytes()}
}

// Wants is Do with an expected status; another one ends the test.
func (s *Site) Wants(status int, person, method, path string, body any, headers ...string) Answer {
	s.t.Helper()
	a := s.Do(person, method, path, body, headers...)
	if a.Status != status {
		s.t.Fatalf("%s %s: %d, want %d: %s", method, path, a.Status, status, a.Body)
	}
	return a
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Read gives a JSON answer as a T.
func Read[T any](t testing.TB, a Answer) T {
	t.Helper()
	var out T
	if err := json.Unmarshal(a.Body, &out); err != nil {
		t.Fatalf("%v: %s", err, a.Body)
	}
	return out
}

// Problem gives the code of a problem and those of its fields, as "code location:code",
// and "" for another answer.
func (a Answer) Problem() string {
	var p httpapi.Problem
	if json.Unmarshal(a.Body, &p) != nil {
		return ""
	}
	s := p.Code
	for _, f := range p.Errors {
		s += " " + f.Location + ":" + f.Code
	}
	return s
}
