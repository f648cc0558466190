package fakehttp

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

// Serve runs a fake and gives its address.
func Serve(t testing.TB, fake http.Handler) string {
	t.Helper()
	s := httptest.NewServer(fake)
	t.Cleanup(s.Close)
	return s.URL
}

// Client gives a client for an address on this machine. It waits without time passing, but for
// the clock.
func Client(t testing.TB, address string, c *clock.Fake, change func(*outbound.Config)) *outbound.Client {
	t.Helper()
	host, err := outbound.HostOf(address)
	if err != nil {
		t.Fatal(err)
	}
	config := outbound.Config{
		Name: "test", Agent: "PIECE/test", Hosts: []string{host}, Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, RequestsPerSecond: 1e9, Clock: c,
		Wait: func(ctx context.Context, d time.Duration) error {
			if d > time.Millisecond { // less is the rate's
				c.Advance(d)
			}
			return ctx.Err()
		},
	}
	if change != nil {
		change(&config)
	}
	client, err := outbound.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// Sink is a source.Sink that remembers. It is safe for concurrent use.
type Sink struct {
	mu     sync.Mutex
	works  map[string]cake.Told // guarded by mu; by code
	told   int                  // guarded by mu
	most   int                  // guarded by mu; works at a time
	charts map[cake.Kind]cake.Chart
	failed []string
	cursor string

	// OnWorks, if it is set, is called before works are taken; its error is theirs.
	OnWorks func(told int) error
}

// Works implements source.Sink.
func (s *Sink) Works(ctx context.Context, works ...cake.Told) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.OnWorks != nil {
		if err := s.OnWorks(s.told); err != nil {
			return err
		}
	}
	if s.works == nil {
		s.works = map[string]cake.Told{}
	}
	for _, w := range works {
		s.works[w.Code] = w
	}
	s.told += len(works)
	s.most = max(s.most, len(works))
	return ctx.Err()
}

// Chart implements source.Sink.
func (s *Sink) Chart(_ context.Context, c cake.Chart) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.charts == nil {
		s.charts = map[cake.Kind]cake.Chart{}
	}
	s.charts[c.Kind] = c
	return nil
}

// Failed implements source.Sink.
func (s *Sink) Failed(_ context.Context, code string, reason error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failed = append(s.failed, code+": "+reason.Error())
}

// Save implements source.Sink.
func (s *Sink) Save(_ context.Context, cursor string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cursor = cursor
	return nil
}

// All gives the works by code, as they were told last. Whoever gets them leaves them as they are.
func (s *Sink) All() map[string]cake.Told {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.works
}

// Told counts the works that were told, again those that were told again, and tells how many
// there were at a time at most.
func (s *Sink) Told() (all, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told, s.most
}

// ChartOf gives the last chart of a kind.
func (s *Sink) ChartOf(k cake.Kind) (cake.Chart, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.charts[k]
	return c, ok
}

// Failures are what couldn't be read.
func (s *Sink) Failures() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failed
}

// Cursor is what was saved last.
func (s *Sink) Cursor() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cursor
}

// Known tells which codes were told, as the catalogue would.
func (s *Sink) Known(_ context.Context, codes []string) (map[string]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := map[string]bool{}
	for _, c := range codes {
		_, known[c] = s.works[c]
	}
	return known, nil
}
