// Package leavesql keeps who leaves and who is gone in the relational store, in the database of the
// people, whose rows it changes and removes.
package leavesql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account/accountsql"
	"piece/internal/account/leave"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations. People have theirs in accountsql.
const Domain = "leave"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements leave.Store.
type Store struct {
	db       *sqldb.DB
	people   *accountsql.Store
	bin      *objectbin.Bin
	pictures func(revision string) []string
}

var _ leave.Store = (*Store)(nil)

// New gives the store over a database with its migrations, those of the people and of the bin.
// pictures names the objects of the revision of a picture.
func New(db *sqldb.DB, people *accountsql.Store, bin *objectbin.Bin, pictures func(revision string) []string) *Store {
	return &Store{db: db, people: people, bin: bin, pictures: pictures}
}

// leaving is what is looked at of a person.
type leaving struct {
	bun.BaseModel `bun:"table:people,alias:p"`

	ID       string `bun:",pk"`
	Picture  string
	LeavesAt sqldb.Time
}

// goneRow is somebody on the list.
type goneRow struct {
	bun.BaseModel `bun:"table:gone_people,alias:g"`

	Seq      int64 `bun:",pk"`
	PersonID string
	GoneAt   sqldb.Time
}

// lock reads a person who stays as they are until the transaction ends.
func (s *Store) lock(ctx context.Context, tx bun.Tx, personID string) (*leaving, error) {
	p := new(leaving)
	err := tx.NewSelect().Model(p).Where("id = ?", personID).Apply(s.db.ForUpdate).Scan(ctx)
	return p, err
}

// Plan implements leave.Store.
func (s *Store) Plan(ctx context.Context, personID string, leaves, now time.Time) (at time.Time, fresh bool, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.lock(ctx, tx, personID)
		if err != nil {
			return err
		}
		if fresh = p.LeavesAt.IsZero(); fresh {
			p.LeavesAt = sqldb.At(leaves)
			if _, err := tx.NewUpdate().Model(p).Column("leaves_at").WherePK().Exec(ctx); err != nil {
				return err
			}
		}
		at = p.LeavesAt.Time
		return s.people.EndAll(ctx, tx, personID, now)
	})
	return at, fresh, err
}

// Stay implements leave.Store.
func (s *Store) Stay(ctx context.Context, personID string) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*leaving)(nil)).Set("leaves_at = NULL").Where("id = ?", personID).Exec(ctx))
}

// Due implements leave.Store.
func (s *Store) Due(ctx context.Context, by time.Time, limit int) ([]string, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*leaving)(nil)).Column("id").Where("leaves_at <= ?", sqldb.At(by)).
		Order("leaves_at", "id").Limit(int64(limit)).Scan(ctx, &ids)
	return ids, sqldb.Map(err)
}

// Remove implements leave.Store. What hangs on the person's row, such as sessions, goes with it. The
// row of the turn is held until the transaction ends, so that who reads the list misses nobody.
func (s *Store) Remove(ctx context.Context, personID string, now time.Time) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.lock(ctx, tx, personID)
		if err != nil {
			return err
		}
		if p.LeavesAt.IsZero() || p.LeavesAt.After(now) {
			return errs.NotFound
		}
		if err := s.bin.Discard(ctx, tx, s.pictures(p.Picture)...); err != nil {
			return err
		}
		if err := s.people.EndAll(ctx, tx, personID, now); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model(p).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.list(ctx, tx, personID, now)
	})
	if err == nil {
		s.bin.Wake()
	}
	return err
}

// list puts a person on the list of those who are gone.
func (s *Store) list(ctx context.Context, tx bun.Tx, personID string, now time.Time) error {
	if _, err := tx.NewRaw("UPDATE gone_turn SET last = last + 1 WHERE id = 1").Exec(ctx); err != nil {
		return err
	}
	row := goneRow{PersonID: personID, GoneAt: sqldb.At(now)}
	if err := tx.NewRaw("SELECT last FROM gone_turn WHERE id = 1").Scan(ctx, &row.Seq); err != nil {
		return err
	}
	_, err := tx.NewInsert().Model(&row).Exec(ctx)
	return err
}

// Gone implements leave.Store.
func (s *Store) Gone(ctx context.Context, after int64, limit int) ([]leave.Gone, error) {
	var rows []goneRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("seq > ?", after).Order("seq").Limit(int64(limit)).Scan(ctx)
	all := make([]leave.Gone, len(rows))
	for i, r := range rows {
		all[i] = leave.Gone{Seq: r.Seq, PersonID: r.PersonID, At: r.GoneAt.Time}
	}
	return all, sqldb.Map(err)
}

// Forget implements leave.Store. It asks for the writer only when there is somebody to forget.
func (s *Store) Forget(ctx context.Context, before time.Time) error {
	old := func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("gone_at < ?", sqldb.At(before)) }
	there, err := s.db.Reader().NewSelect().Model((*goneRow)(nil)).Apply(old).Exists(ctx)
	if err != nil || !there {
		return sqldb.Map(err)
	}
	_, err = s.db.Writer().NewDelete().Model((*goneRow)(nil)).Where("gone_at < ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
