// Package erasure lets domains forget people whose accounts are gone. The service of accounts
// keeps a list of them; a Follower reads it, lets each domain purge what it keeps of each, and
// notes in the domain's own database how far it is.
//
// A purge is begun as soon as somebody is on the list, and repeated once they have been on it for
// Settle: until then a token that was given before may still have done something, and requests
// that were running have ended. Only then the place moves on. So a purge is repeated after a crash
// too, and has to be one that may be repeated; one that fails is tried again, and holds up nobody
// else.
//
// Invariant: the place of a domain is behind somebody only after a purge of theirs has succeeded
// that began Settle after they were put on the list.
package erasure

import (
	"context"
	"embed"
	"errors"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/uptrace/bun"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the table are counted under.
const Domain = "erasure"

// Migrations make the table of places, one for each database.
//
//go:embed migrations
var Migrations embed.FS

// Settle is how long somebody has to be gone before the last purge: longer than any token lives.
const Settle = 4 * auth.AccessTTL

// Gone is somebody on the list.
type Gone struct {
	Seq      int64 // rising by one with every one
	PersonID string
	At       time.Time
}

// List is the list of people who are gone.
type List interface {
	// Gone gives up to limit people behind a place of the list, in its order.
	Gone(ctx context.Context, after int64, limit int) ([]Gone, error)
}

// Purger is a domain that keeps something of people.
type Purger struct {
	Name string // of at most 32 letters; the place is kept under it
	// Purge removes or anonymises all that the domain keeps of a person.
	Purge func(ctx context.Context, personID string) error
}

// Follower follows the list. It is a lifecycle.Runner; several nodes may follow side by side.
type Follower struct {
	DB      *sqldb.DB
	List    List
	Purgers []Purger // in the order in which they purge
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
	// Woken says that there is somebody new on the list, where that is known; nil where it isn't.
	Woken <-chan struct{}
	// Every is how often the list is read otherwise; 0 means 10 s.
	Every time.Duration

	follows []*follow
	outcome *prometheus.CounterVec
}

// follow is how far a purger is.
type follow struct {
	Purger
	place int64
	done  map[int64]state // of those behind the place
}

type state int

const (
	begun   state = iota + 1 // purged before Settle
	settled                  // purged for good
)

const (
	usualEvery = 10 * time.Second
	batch      = 200
)

// Run follows the list until ctx ends.
func (f *Follower) Run(ctx context.Context) error {
	every := f.Every
	if every <= 0 {
		every = usualEvery
	}
	for {
		if err := f.Follow(ctx); err != nil && ctx.Err() == nil {
			f.Log.WarnContext(ctx, "what is kept of people who are gone waits to be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-f.Woken:
		case <-time.After(every):
		}
	}
}

// Follow purges what is to be purged now.
func (f *Follower) Follow(ctx context.Context) error {
	if err := f.begin(ctx); err != nil {
		return err
	}
	after := f.follows[0].place
	for _, one := range f.follows {
		after = min(after, one.place)
	}
	var failed error
	for {
		gone, err := f.List.Gone(ctx, after, batch)
		if err != nil {
			return errors.Join(failed, err)
		}
		if len(gone) > 0 {
			f.skip(ctx, gone[0].Seq)
		}
		for _, g := range gone {
			if err := f.each(ctx, g); err != nil {
				failed = err // one stands for all
			}
			after = g.Seq
		}
		if len(gone) < batch || ctx.Err() != nil {
			break
		}
	}
	for _, one := range f.follows {
		if err := f.move(ctx, one); err != nil {
			failed = err
		}
	}
	return failed
}

// begin reads the places, the first time.
func (f *Follower) begin(ctx context.Context) error {
	if f.follows != nil {
		return nil
	}
	if f.outcome == nil {
		f.outcome = outcomes(f.Metrics)
	}
	var rows []placeRow
	if err := f.DB.Reader().NewSelect().Model(&rows).Scan(ctx); err != nil {
		return sqldb.Map(err)
	}
	places := map[string]int64{}
	for _, r := range rows {
		places[r.Domain] = r.Seq
	}
	for _, p := range f.Purgers {
		f.follows = append(f.follows, &follow{Purger: p, place: places[p.Name], done: map[int64]state{}})
	}
	return nil
}

// outcomes gives the counter of purges, which the followers of a process share.
func outcomes(r prometheus.Registerer) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "piece_erasures_total", Help: "Purges of people who are gone, by domain and outcome: ok, failed (tried again).",
	}, []string{"domain", "outcome"})
	if r == nil {
		return c
	}
	err := r.Register(c)
	if there, ok := errors.AsType[prometheus.AlreadyRegisteredError](err); ok {
		if shared, ok := there.ExistingCollector.(*prometheus.CounterVec); ok {
			return shared
		}
	}
	return c
}

// skip moves places to where the list begins. It has no hole: who is missing between the two was on
// it before this domain was there, or for as long as it keeps people while nobody here purged them.
func (f *Follower) skip(ctx context.Context, first int64) {
	for _, one := range f.follows {
		if first <= one.place+1 {
			continue
		}
		if one.place > 0 {
			f.Log.ErrorContext(ctx, "people were gone for too long to be known here; what is kept of them stays", "domain", one.Name, "people", first-one.place-1)
		}
		one.moveTo(first - 1)
	}
}

// moveTo sets the place and forgets what is before it.
func (one *follow) moveTo(place int64) {
	one.place = place
	for seq := range one.done {
		if seq <= place {
			delete(one.done, seq)
		}
	}
}

// each lets all purge one person who have to.
func (f *Follower) each(ctx context.Context, g Gone) error {
	ripe := begun
	if f.Clock.Now().Sub(g.At) >= Settle {
		ripe = settled
	}
	var failed error
	for _, one := range f.follows {
		if g.Seq <= one.place || one.done[g.Seq] >= ripe {
			continue
		}
		if err := one.Purge(ctx, g.PersonID); err != nil {
			f.outcome.WithLabelValues(one.Name, "failed").Inc()
			failed = err
			continue
		}
		f.outcome.WithLabelValues(one.Name, "ok").Inc()
		one.done[g.Seq] = ripe
	}
	return failed
}

// move moves the place of a purger behind those whom it has purged for good.
func (f *Follower) move(ctx context.Context, one *follow) error {
	to := one.place
	for one.done[to+1] == settled {
		to++
	}
	if to == one.place {
		return nil
	}
	if err := f.note(ctx, one.Name, to); err != nil {
		return err
	}
	one.moveTo(to)
	return nil
}

// placeRow is how far a domain is.
type placeRow struct {
	bun.BaseModel `bun:"table:erasure_places,alias:e"`

	Domain string `bun:",pk"`
	Seq    int64
}

// note stores a place; it never goes back.
func (f *Follower) note(ctx context.Context, domain string, seq int64) error {
	return f.DB.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := placeRow{Domain: domain, Seq: 0}
		if _, err := tx.NewInsert().Model(&row).Ignore().Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewUpdate().Model((*placeRow)(nil)).Set("seq = ?", seq).Where("domain = ?", domain).Where("seq < ?", seq).Exec(ctx)
		return err
	})
}
