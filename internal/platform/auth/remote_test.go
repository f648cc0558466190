package auth_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// publisher is an account service that publishes keys, until it is down.
type publisher struct {
	keys  atomic.Pointer[auth.Keys]
	down  atomic.Bool
	asked atomic.Int32
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	p.asked.Add(1)
	if p.down.Load() {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = json.NewEncoder(w).Encode(p.keys.Load().Public())
}

func remote(t *testing.T) (*publisher, *auth.Verifier, *clock.Fake) {
	t.Helper()
	p := &publisher{}
	p.keys.Store(parse(t, generate(t)))
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	return p, auth.NewVerifier(auth.NewRemoteKeys(s.URL, c), c), c
}

func TestRemoteKeysAreKeptAndAnswerThroughAnOutage(t *testing.T) {
	p, v, c := remote(t)
	for range 3 {
		if got, err := v.Verify(t.Context(), sign(t, p.keys.Load(), c)); err != nil || got != who {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	if p.asked.Load() != 1 {
		t.Errorf("asked %d times, want once", p.asked.Load())
	}
	p.down.Store(true)
	c.Advance(time.Hour)
	if _, err := v.Verify(t.Context(), sign(t, p.keys.Load(), c)); err != nil {
		t.Errorf("a known key during an outage: %v", err)
	}
}

func TestRemoteKeysUnknownWhileDownIsUnavailable(t *testing.T) {
	p, v, c := remote(t)
	p.down.Store(true)
	for range 5 {
		_, err := v.Verify(t.Context(), sign(t, p.keys.Load(), c))
		if !errors.Is(err, errs.Unavailable) || errs.As(err).RetryAfter == 0 {
			t.Errorf("have %v", err)
		}
	}
	if p.asked.Load() != 1 {
		t.Errorf("asked %d times within the gap, want once", p.asked.Load())
	}
	p.down.Store(false)
	c.Advance(10 * time.Second)
	if _, err := v.Verify(t.Context(), sign(t, p.keys.Load(), c)); err != nil {
		t.Errorf("after the outage: %v", err)
	}
}

func TestD01_ForgedKeyIDsDoNotFloodTheAccountService(t *testing.T) {
	p, v, c := remote(t)
	if _, err := v.Verify(t.Context(), sign(t, p.keys.Load(), c)); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if _, err := v.Verify(t.Context(), sign(t, parse(t, generate(t)), c)); !errors.Is(err, errs.Unauthenticated) {
			t.Fatalf("have %v", err)
		}
	}
	if p.asked.Load() > 2 {
		t.Errorf("asked %d times", p.asked.Load())
	}
}

func TestD03_RemoteKeysFollowARotation(t *testing.T) {
	p, v, c := remote(t)
	old := p.keys.Load()
	if _, err := v.Verify(t.Context(), sign(t, old, c)); err != nil {
		t.Fatal(err)
	}
	p.keys.Store(parse(t, generate(t)))
	c.Advance(10 * time.Second)
	if _, err := v.Verify(t.Context(), sign(t, p.keys.Load(), c)); err != nil {
		t.Errorf("the new key: %v", err)
	}
	if _, err := v.Verify(t.Context(), sign(t, old, c)); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("the withdrawn key: %v", err)
	}
}
