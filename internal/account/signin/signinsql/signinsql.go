// Package signinsql keeps identities elsewhere and used attempts in the relational store, on
// SQLite and MySQL alike.
//
// Invariants: the tables, those of passkeys among them, stand in the database of the people, and
// with a person everything here goes, which is a foreign key's work. That somebody keeps a way to
// sign in is decided while the person's row is locked, so that two ways given up at the same moment
// are looked at one after the other.
package signinsql

import (
	"context"
	"embed"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account/signin"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations. They refer to people: accounts
// migrate first.
const Domain = "signin"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements signin.Store.
type Store struct{ db *sqldb.DB }

var _ signin.Store = (*Store)(nil)

// New gives the store over the database of the people.
func New(db *sqldb.DB) *Store { return &Store{db} }

type identityRow struct {
	bun.BaseModel `bun:"table:identities"`

	Provider string `bun:",pk"`
	Subject  string `bun:",pk"`
	PersonID string
	Email    string
	LinkedAt sqldb.Time
	UsedAt   sqldb.Time
}

func (r identityRow) identity() signin.Identity {
	return signin.Identity{Provider: r.Provider, Subject: r.Subject, PersonID: r.PersonID, Email: r.Email, LinkedAt: r.LinkedAt.Time, UsedAt: r.UsedAt.Time}
}

// Find implements signin.Store.
func (s *Store) Find(ctx context.Context, provider, subject string) (signin.Identity, error) {
	var r identityRow
	err := s.db.Reader().NewSelect().Model(&r).Where("provider = ?", provider).Where("subject = ?", subject).Scan(ctx)
	return r.identity(), sqldb.Map(err)
}

// Of implements signin.Store.
func (s *Store) Of(ctx context.Context, personID string) ([]signin.Identity, error) {
	var rows []identityRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("person_id = ?", personID).Order("linked_at", "provider").Scan(ctx)
	all := make([]signin.Identity, len(rows))
	for i, r := range rows {
		all[i] = r.identity()
	}
	return all, sqldb.Map(err)
}

// Link implements signin.Store.
func (s *Store) Link(ctx context.Context, i signin.Identity) error {
	row := identityRow{Provider: i.Provider, Subject: i.Subject, PersonID: i.PersonID, Email: i.Email, LinkedAt: sqldb.At(i.LinkedAt), UsedAt: sqldb.At(i.UsedAt)}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		if !errors.Is(sqldb.Map(err), errs.Conflict) {
			return err
		}
		taken, err := tx.NewSelect().Model((*identityRow)(nil)).Where("provider = ?", i.Provider).Where("subject = ?", i.Subject).Exists(ctx)
		switch {
		case err != nil:
			return err
		case taken:
			return signin.ErrTaken
		}
		return signin.ErrLinked
	})
}

// Used implements signin.Store.
func (s *Store) Used(ctx context.Context, i signin.Identity) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*identityRow)(nil)).Set("used_at = ?", sqldb.At(i.UsedAt)).Set("email = ?", i.Email).
		Where("provider = ?", i.Provider).Where("subject = ?", i.Subject).Exec(ctx))
}

// Unlink implements signin.Store.
func (s *Store) Unlink(ctx context.Context, personID, provider string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := LockWays(ctx, s.db, tx, personID); err != nil {
			return err
		}
		err := sqldb.Affected(tx.NewDelete().Model((*identityRow)(nil)).Where("person_id = ?", personID).Where("provider = ?", provider).Exec(ctx))
		if err != nil {
			return err
		}
		return KeepsWay(ctx, tx, personID)
	})
}

// Forget implements signin.Store. Challenges go too: who waits with one could make a passkey yet.
func (s *Store) Forget(ctx context.Context, personID string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := LockWays(ctx, s.db, tx, personID); err != nil {
			return err
		}
		for _, table := range []string{"identities", "passkeys", "passkey_challenges"} {
			if _, err := tx.NewDelete().Table(table).Where("person_id = ?", personID).Exec(ctx); err != nil {
				return err
			}
		}
		return KeepsWay(ctx, tx, personID)
	})
}

// LockWays keeps the ways to sign in of a person as they are for others until the transaction ends;
// for whatever takes one away.
func LockWays(ctx context.Context, db *sqldb.DB, tx bun.Tx, personID string) error {
	var id string
	return tx.NewSelect().Table("people").Column("id").Where("id = ?", personID).Apply(db.ForUpdate).Scan(ctx, &id)
}

// KeepsWay is ErrLastWay when nothing lets a person in: no password, no identity and no passkey.
// It is asked after one was taken away, in the same transaction.
func KeepsWay(ctx context.Context, tx bun.Tx, personID string) error {
	for _, way := range []*bun.SelectQuery{
		tx.NewSelect().Table("people").Where("id = ?", personID).Where("password_hash <> ''"),
		tx.NewSelect().Table("identities").Where("person_id = ?", personID),
		tx.NewSelect().Table("passkeys").Where("person_id = ?", personID),
	} {
		if there, err := way.Exists(ctx); err != nil || there {
			return err
		}
	}
	return signin.ErrLastWay
}

type spentRow struct {
	bun.BaseModel `bun:"table:spent_attempts"`

	Attempt string `bun:",pk"`
	EndsAt  sqldb.Time
}

// Spend implements signin.Store.
func (s *Store) Spend(ctx context.Context, attempt string, ends time.Time) error {
	_, err := s.db.Writer().NewInsert().Model(&spentRow{Attempt: attempt, EndsAt: sqldb.At(ends)}).Exec(ctx)
	if err = sqldb.Map(err); errors.Is(err, errs.Conflict) {
		return signin.ErrOver.With(err)
	}
	return err
}

// DropSpent implements signin.Store.
func (s *Store) DropSpent(ctx context.Context, before time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*spentRow)(nil)).Where("ends_at <= ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
