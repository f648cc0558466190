package signin

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/limit"
	"piece/internal/platform/seal"
)

// Limits are how many steps of attempts a process takes in a minute from one network before it
// answers 429. Each costs a provider a request, so they are for us all.
type Limits struct{ Starts, Finishes int }

// DefaultLimits leave room for an office or a phone carrier behind one address.
func DefaultLimits() Limits { return Limits{Starts: 300, Finishes: 300} }

// Deps are what the service needs.
type Deps struct {
	Store     Store
	Accounts  Accounts
	Providers []Provider
	Box       *seal.Box
	PublicURL string // where people find our pages
	Clock     clock.Clock
	Log       *slog.Logger
	Metrics   prometheus.Registerer // or nil
	Limits    Limits                // the zero value means DefaultLimits
}

// Service is the use cases. It is safe for concurrent use.
type Service struct {
	Deps
	attempts         *prometheus.CounterVec
	starts, finishes *limit.Window
}

// New makes the service.
func New(d Deps) *Service {
	if d.Limits == (Limits{}) {
		d.Limits = DefaultLimits()
	}
	s := &Service{
		Deps:   d,
		starts: limit.NewWindow(d.Clock, d.Limits.Starts, time.Minute), finishes: limit.NewWindow(d.Clock, d.Limits.Finishes, time.Minute),
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_signin_attempts_total", Help: "Sign-ins by the word of a provider that came to an end, by provider and outcome.",
		}, []string{"provider", "outcome"}),
	}
	if d.Metrics != nil {
		d.Metrics.MustRegister(s.attempts)
	}
	return s
}

// All gives the providers that are set up, in the order of the pages.
func (s *Service) All() []About {
	all := make([]About, len(s.Providers))
	for i, p := range s.Providers {
		all[i] = p.About()
	}
	return all
}

// provider finds one; errs.NotFound when it isn't set up.
func (s *Service) provider(id string) (Provider, error) {
	i := slices.IndexFunc(s.Providers, func(p Provider) bool { return p.About().ID == id })
	if i < 0 {
		return nil, errs.NotFound
	}
	return s.Providers[i], nil
}

// redirect is our page that a provider leads back to; it is registered there.
func (s *Service) redirect(provider string) string {
	return strings.TrimSuffix(s.PublicURL, "/") + "/signin/" + provider
}

func take(w *limit.Window, from account.Caller) error {
	if wait, ok := w.Take(limit.Network(from.IP)); !ok {
		return errs.TooMany.After(wait)
	}
	return nil
}

const sweepEvery = time.Hour

// Run forgets attempts that are over, now and then, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Store.DropSpent(ctx, s.Clock.Now()); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "used sign-ins stay for now", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
