// Package objectbin makes the deletion of stored objects durable. Rows and objects live
// in two stores that can't share a transaction; the bin is a table of keys whose objects
// are to be deleted, written in the same transaction as the rows that let go of them and
// worked off by a Runner, again and again while the object store is down.
//
// It also guards what is written. A domain that stores an object
//
//  1. throws its key in with Intend, some time ahead (StoreWithin),
//  2. puts the object,
//  3. takes the key back with Keep, in the transaction that makes a row point to it.
//
// A crash between the steps leaves an object that the Runner deletes. When the Runner was
// faster than step 3, Keep fails and so does that transaction: a row never points to an
// object that was thrown away.
//
// Invariants: the key of a deleted object is never used again; an object is deleted only
// while its key is in the bin.
package objectbin

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the table are counted under.
const Domain = "objectbin"

// Migrations make the table of the bin, one for each database.
//
//go:embed migrations
var Migrations embed.FS

// StoreWithin is the time that a domain has between Intend and Keep.
const StoreWithin = time.Hour

// Bin is the table of objects to delete. It is safe for concurrent use.
type Bin struct {
	db    *sqldb.DB
	clock clock.Clock
	wake  chan struct{}
}

// New gives the bin of a database.
func New(db *sqldb.DB, c clock.Clock) *Bin {
	return &Bin{db: db, clock: c, wake: make(chan struct{}, 1)}
}

type entry struct {
	bun.BaseModel `bun:"table:object_bin"`

	Key       string     `bun:"object_key,pk"`
	NotBefore sqldb.Time `bun:"not_before"`
	Tries     int        `bun:"tries"`
}

// Intend lets the objects of the keys be deleted at notBefore or later, unless Keep takes
// them back before. For a key that is in the bin it sets a new instant. db is the
// transaction of the caller. A key that the Runner has begun to delete is
// errs.Unavailable: it can't be saved any more.
func (b *Bin) Intend(ctx context.Context, db bun.IDB, notBefore time.Time, keys ...string) error {
	begun, err := b.throw(ctx, db, notBefore, keys)
	if err == nil && begun > 0 {
		return errs.Unavailable.With(fmt.Errorf("object bin: %d keys are being deleted", begun)).After(time.Minute)
	}
	return err
}

// Discard lets the objects of the keys be deleted from now on. db is the transaction in
// which the last row lets go of them; call Wake after its commit.
func (b *Bin) Discard(ctx context.Context, db bun.IDB, keys ...string) error {
	return b.DiscardAt(ctx, db, b.clock.Now(), keys...)
}

// DiscardAt is Discard for objects that may still be written until an instant, such as
// by a granted upload. Keys that are being deleted already are left to that.
func (b *Bin) DiscardAt(ctx context.Context, db bun.IDB, notBefore time.Time, keys ...string) error {
	_, err := b.throw(ctx, db, notBefore, keys)
	return err
}

// throw puts keys into the bin and counts those that the Runner has begun to delete,
// which it leaves as they are.
func (b *Bin) throw(ctx context.Context, db bun.IDB, notBefore time.Time, keys []string) (begun int, err error) {
	if len(keys) == 0 {
		return 0, nil
	}
	var known []entry
	err = db.NewSelect().Model(&known).Where("object_key IN (?)", bun.List(keys)).Apply(b.db.ForUpdate).Scan(ctx)
	if err != nil {
		return 0, sqldb.Map(err)
	}
	there := map[string]bool{}
	for _, e := range known {
		there[e.Key] = true
		if e.Tries > 0 {
			begun++
		}
	}
	var fresh []entry
	for _, k := range keys {
		if !there[k] {
			there[k] = true
			fresh = append(fresh, entry{Key: k, NotBefore: sqldb.At(notBefore)})
		}
	}
	if len(fresh) > 0 {
		if _, err := db.NewInsert().Model(&fresh).Exec(ctx); err != nil {
			return 0, sqldb.Map(err)
		}
	}
	if len(known) > begun {
		_, err = db.NewUpdate().Model((*entry)(nil)).Set("not_before = ?", sqldb.At(notBefore)).
			Where("object_key IN (?)", bun.List(keys)).Where("tries = 0").Exec(ctx)
	}
	return begun, sqldb.Map(err)
}

// Keep takes keys back out of the bin. db is the transaction in which a row begins to
// point to the objects. When a key isn't in the bin any more, or the Runner has begun to
// delete it, it is errs.Conflict and the transaction must not commit.
func (b *Bin) Keep(ctx context.Context, db bun.IDB, keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	res, err := db.NewDelete().Model((*entry)(nil)).Where("object_key IN (?)", bun.List(keys)).Where("tries = 0").Exec(ctx)
	if err != nil {
		return sqldb.Map(err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if int(n) != len(keys) {
		return errs.Conflict.With(errors.New("object bin: an object was deleted before it was kept"))
	}
	return nil
}

// Wake lets the Runner of this process look into the bin now. It never blocks.
func (b *Bin) Wake() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// claim takes up to a batch of entries that are due: each is put off until its next try and
// is from now on out of the reach of Keep.
func (b *Bin) claim(ctx context.Context) ([]entry, error) {
	var due []entry
	err := b.db.Reader().NewSelect().Model(&due).Where("not_before <= ?", sqldb.At(b.clock.Now())).
		Order("not_before", "object_key").Limit(batch).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	mine := due[:0]
	for _, e := range due {
		res, err := b.db.Writer().NewUpdate().Model((*entry)(nil)).
			Set("tries = tries + 1").Set("not_before = ?", sqldb.At(b.clock.Now().Add(backoff(e.Tries)))).
			Where("object_key = ?", e.Key).Where("tries = ?", e.Tries).Where("not_before = ?", e.NotBefore).Exec(ctx)
		switch err := sqldb.Affected(res, err); {
		case errors.Is(err, errs.NotFound): // kept, or taken by another node
		case err != nil:
			return nil, err
		default:
			e.Tries++
			mine = append(mine, e)
		}
	}
	return mine, nil
}

func (b *Bin) forget(ctx context.Context, key string) error {
	_, err := b.db.Writer().NewDelete().Model((*entry)(nil)).Where("object_key = ?", key).Exec(ctx)
	return sqldb.Map(err)
}

// backoff is how long after a try the next one comes: half a minute, doubling up to six hours.
func backoff(tries int) time.Duration {
	return min(30*time.Second<<min(tries, 16), 6*time.Hour)
}
