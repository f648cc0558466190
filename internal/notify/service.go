package notify

import (
	"context"
	"crypto/ecdh"
	"encoding/base64"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Sender   Sender // nil when the site has no push
	Sessions Sessions
	Clock    clock.Clock
	Log      *slog.Logger
	Metrics  prometheus.Registerer // or nil

	Patience time.Duration // 0 means DefaultPatience
	Workers  int           // 0 means 8
	// Woken says now and then that there is something new in the list of ended sessions, which is
	// looked at every few seconds otherwise; it may be nil.
	Woken <-chan struct{}
	// ListKept is how long ended sessions are listed: after a longer time without a look at the
	// list nobody knows who ended. 0 when none can end while this process doesn't run.
	ListKept time.Duration
}

// Service brings messages to devices. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics *metrics
	waiting *waiting
	fresh   chan delivery
	work    chan delivery
	results chan result
}

// New makes the service.
func New(d Deps) *Service {
	if d.Patience <= 0 {
		d.Patience = DefaultPatience
	}
	if d.Workers <= 0 {
		d.Workers = defaultCrew
	}
	return &Service{
		Deps: d, metrics: newMetrics(d.Metrics), waiting: newWaiting(),
		fresh: make(chan delivery), work: make(chan delivery), results: make(chan result),
	}
}

// Languages are those that notices are worded in.
func Languages() []string { return []string{"ko", "en"} }

// Key is what devices subscribe with; "" when there is no push.
func (s *Service) Key() string {
	if s.Sender == nil {
		return ""
	}
	return s.Sender.Key()
}

// NewSubscription is what a browser tells of its subscription.
type NewSubscription struct {
	Endpoint, PublicKey, Secret, Language string
}

// Subscribe lets a device have messages, and renews what it told before.
func (s *Service) Subscribe(ctx context.Context, person, session string, n NewSubscription) error {
	if s.Sender == nil {
		return ErrOff
	}
	if err := s.check(n); err != nil {
		return err
	}
	return s.Store.Put(ctx, Subscription{
		Endpoint: n.Endpoint, PublicKey: plain(n.PublicKey), Secret: plain(n.Secret),
		PersonID: person, Session: auth.SessionHash(session), Language: n.Language, RenewedAt: s.Clock.Now(),
	}, MaxDevices)
}

func (s *Service) check(n NewSubscription) error {
	var f errs.Fields
	if len(n.Endpoint) > MaxEndpoint || !s.Sender.Allows(n.Endpoint) {
		f.Add("body.endpoint", "push_service", badEndpoint)
	}
	if key, err := base64.RawURLEncoding.DecodeString(plain(n.PublicKey)); err != nil || len(key) != keyBytes || !onCurve(key) {
		f.Add("body.keys.p256dh", "key", badKey)
	}
	if secret, err := base64.RawURLEncoding.DecodeString(plain(n.Secret)); err != nil || len(secret) != secretBytes {
		f.Add("body.keys.auth", "key", badKey)
	}
	if !slices.Contains(Languages(), n.Language) {
		f.Add("body.language", "choice", badLanguage)
	}
	return f.Err()
}

// plain is base64url without padding, which browsers may send with it.
func plain(s string) string { return strings.TrimRight(s, "=") }

func onCurve(key []byte) bool {
	_, err := ecdh.P256().NewPublicKey(key)
	return err == nil
}

// Purge removes everything that is kept of a person who is gone (defect D11). Messages that wait
// for them find no device.
func (s *Service) Purge(ctx context.Context, person string) error {
	return s.Store.Purge(ctx, person)
}

// Unsubscribe ends the messages to a device of the person. Ending what isn't there is fine.
func (s *Service) Unsubscribe(ctx context.Context, person, endpoint string) error {
	return s.Store.Remove(ctx, person, endpoint)
}
