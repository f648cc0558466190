// Package leave lets people go: who asks for it has Wait to come back, then the account is gone
// for good, and everybody who keeps something of that person is told to forget it.
//
// Invariants: nobody is asked to go by another than the own password or a sign-in that is fresh;
// until the time has come nothing is removed, and coming back changes nothing; a person who is
// removed is on the list of those who are gone from the same transaction on, with an id and nothing
// else (defect D11); no number is missing in that list.
//
// It imports its domain and platform packages only; never HTTP or SQL.
package leave

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
)

// Wait is how long who leaves may come back.
const Wait = 14 * 24 * time.Hour

// ListKept is how long it can be read that somebody is gone: as long as a service may be away, and
// as old as a backup may be that is brought back.
const ListKept = 30 * 24 * time.Hour

// MaxGone is how many of those who are gone can be read at once.
const MaxGone = 500

// Gone is a person who was removed.
type Gone struct {
	Seq      int64 // rising by one with every one
	PersonID string
	At       time.Time
}

// Store keeps who leaves and who is gone. Each method is atomic; errors are those of package errs.
type Store interface {
	// Plan notes when a person leaves, unless that is noted already, and ends all sessions. It
	// gives the instant that is noted, and whether it is the new one; errs.NotFound when there is
	// no such person.
	Plan(ctx context.Context, personID string, leaves, now time.Time) (at time.Time, fresh bool, err error)
	// Stay forgets that a person wants to leave; errs.NotFound when there is no such person.
	Stay(ctx context.Context, personID string) error
	// Due gives up to limit people who leave at the instant or earlier.
	Due(ctx context.Context, by time.Time, limit int) ([]string, error)
	// Remove removes a person who leaves at now or earlier, with all that hangs on the row, ends
	// all sessions, throws the objects away and puts the person on the list. errs.NotFound when
	// there is no such person, or they have come back.
	Remove(ctx context.Context, personID string, now time.Time) error
	// Gone gives up to limit people behind a place of the list, in its order.
	Gone(ctx context.Context, after int64, limit int) ([]Gone, error)
	// Forget takes those off the list who were removed before the instant.
	Forget(ctx context.Context, before time.Time) error
}

// People is what is known of people; *account.Service is it.
type People interface {
	Me(ctx context.Context, personID string) (account.Person, error)
	Confirm(ctx context.Context, personID, password string, from account.Caller) (bool, error)
	Fresh(ctx context.Context, who auth.Identity) (bool, error)
}

// Deps are what the service needs.
type Deps struct {
	Store   Store
	People  People
	Post    account.Post // nil sends no letters
	Site    string       // address that people type
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil

	// OnEnd is called after sessions were ended, OnGone after people were removed; they must not
	// wait for anything. nil for nobody.
	OnEnd, OnGone func()
	// Every is how often it is looked whose time has come; 0 means 10 s.
	Every time.Duration
}

// Service holds the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	changes *prometheus.CounterVec
}

// New makes the service.
func New(d Deps) *Service {
	if d.OnEnd == nil {
		d.OnEnd = func() {}
	}
	if d.OnGone == nil {
		d.OnGone = func() {}
	}
	if d.Every <= 0 {
		d.Every = lookEvery
	}
	s := &Service{Deps: d, changes: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "piece_account_leaving_total", Help: "People who leave, by step: asked, back, gone.",
	}, []string{"step"})}
	if d.Metrics != nil {
		d.Metrics.MustRegister(s.changes)
	}
	return s
}
