// Package passkeysql keeps passkeys and their challenges in the relational store, on SQLite and
// MySQL alike.
//
// Invariants: the tables stand in the database of the people and are made by the migrations of
// package signinsql; with a person everything here goes, which is a foreign key's work.
package passkeysql

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account/passkey"
	"piece/internal/account/signin/signinsql"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Store implements passkey.Store.
type Store struct{ db *sqldb.DB }

var _ passkey.Store = (*Store)(nil)

// New gives the store over the database of the people.
func New(db *sqldb.DB) *Store { return &Store{db} }

var text = base64.RawURLEncoding

type handleRow struct {
	bun.BaseModel `bun:"table:passkey_handles"`

	PersonID string `bun:",pk"`
	Handle   string
}

// Handle implements passkey.Store.
func (s *Store) Handle(ctx context.Context, personID string, fresh []byte) ([]byte, error) {
	r, err := s.handle(ctx, "person_id = ?", personID)
	if errors.Is(err, errs.NotFound) {
		_, err = s.db.Writer().NewInsert().Model(&handleRow{PersonID: personID, Handle: text.EncodeToString(fresh)}).Exec(ctx)
		if err = sqldb.Map(err); err == nil || errors.Is(err, errs.Conflict) { // or somebody was faster
			r, err = s.handle(ctx, "person_id = ?", personID)
		}
	}
	if err != nil {
		return nil, err
	}
	return text.DecodeString(r.Handle)
}

// PersonOf implements passkey.Store.
func (s *Store) PersonOf(ctx context.Context, handle []byte) (string, error) {
	r, err := s.handle(ctx, "handle = ?", text.EncodeToString(handle))
	return r.PersonID, err
}

func (s *Store) handle(ctx context.Context, where, value string) (handleRow, error) {
	var r handleRow
	err := s.db.Reader().NewSelect().Model(&r).Where(where, value).Scan(ctx)
	return r, sqldb.Map(err)
}

type row struct {
	bun.BaseModel `bun:"table:passkeys"`

	ID         string `bun:",pk"`
	PersonID   string
	Name       string
	Credential string
	Record     string
	CreatedAt  sqldb.Time
	UsedAt     sqldb.Time
}

func toRow(p passkey.Passkey) (*row, error) {
	record, err := json.Marshal(p.Key)
	return &row{
		ID: p.ID, PersonID: p.PersonID, Name: p.Name, Credential: text.EncodeToString(p.Key.ID), Record: string(record),
		CreatedAt: sqldb.At(p.CreatedAt), UsedAt: sqldb.At(p.UsedAt),
	}, err
}

func (r *row) passkey() (passkey.Passkey, error) {
	p := passkey.Passkey{ID: r.ID, PersonID: r.PersonID, Name: r.Name, CreatedAt: r.CreatedAt.Time, UsedAt: r.UsedAt.Time}
	return p, json.Unmarshal([]byte(r.Record), &p.Key)
}

// Of implements passkey.Store.
func (s *Store) Of(ctx context.Context, personID string) ([]passkey.Passkey, error) {
	var rows []row
	if err := s.db.Reader().NewSelect().Model(&rows).Where("person_id = ?", personID).Order("id").Scan(ctx); err != nil {
		return nil, sqldb.Map(err)
	}
	all := make([]passkey.Passkey, len(rows))
	for i := range rows {
		var err error
		if all[i], err = rows[i].passkey(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Add implements passkey.Store. The person's row is locked, so that passkeys made at the same
// moment are counted one after the other.
func (s *Store) Add(ctx context.Context, p passkey.Passkey, most int) error {
	r, err := toRow(p)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := signinsql.LockWays(ctx, s.db, tx, p.PersonID); err != nil {
			return err
		}
		n, err := tx.NewSelect().Model((*row)(nil)).Where("person_id = ?", p.PersonID).Count(ctx)
		if err != nil {
			return err
		}
		if int(n) >= most {
			return passkey.ErrTooMany
		}
		_, err = tx.NewInsert().Model(r).Exec(ctx)
		return err
	})
}

// Rename implements passkey.Store.
func (s *Store) Rename(ctx context.Context, personID, id, name string) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*row)(nil)).Set("name = ?", name).Where("id = ?", id).Where("person_id = ?", personID).Exec(ctx))
}

// Remove implements passkey.Store.
func (s *Store) Remove(ctx context.Context, personID, id string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := signinsql.LockWays(ctx, s.db, tx, personID); err != nil {
			return err
		}
		err := sqldb.Affected(tx.NewDelete().Model((*row)(nil)).Where("id = ?", id).Where("person_id = ?", personID).Exec(ctx))
		if err != nil {
			return err
		}
		return signinsql.KeepsWay(ctx, tx, personID)
	})
}

// Used implements passkey.Store.
func (s *Store) Used(ctx context.Context, p passkey.Passkey) error {
	r, err := toRow(p)
	if err != nil {
		return err
	}
	return sqldb.Affected(s.db.Writer().NewUpdate().Model(r).Column("record", "used_at").WherePK().Exec(ctx))
}

type challengeRow struct {
	bun.BaseModel `bun:"table:passkey_challenges"`

	Challenge string `bun:",pk"`
	PersonID  string `bun:",nullzero"`
	Record    string
	EndsAt    sqldb.Time
}

// Ask implements passkey.Store.
func (s *Store) Ask(ctx context.Context, c passkey.Challenge) error {
	record, err := json.Marshal(c.Session)
	if err != nil {
		return err
	}
	_, err = s.db.Writer().NewInsert().Model(&challengeRow{Challenge: c.Hash, PersonID: c.PersonID, Record: string(record), EndsAt: sqldb.At(c.EndsAt)}).Exec(ctx)
	return sqldb.Map(err)
}

// Answer implements passkey.Store. Of answers at the same moment one removes the row.
func (s *Store) Answer(ctx context.Context, hash string, now time.Time) (passkey.Challenge, error) {
	var r challengeRow
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		r = challengeRow{}
		if err := tx.NewSelect().Model(&r).Where("challenge = ?", hash).Where("ends_at > ?", sqldb.At(now)).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		return sqldb.Affected(tx.NewDelete().Model((*challengeRow)(nil)).Where("challenge = ?", hash).Exec(ctx))
	})
	if err != nil {
		return passkey.Challenge{}, err
	}
	c := passkey.Challenge{Hash: r.Challenge, PersonID: r.PersonID, EndsAt: r.EndsAt.Time}
	return c, json.Unmarshal([]byte(r.Record), &c.Session)
}

// DropChallenges implements passkey.Store.
func (s *Store) DropChallenges(ctx context.Context, before time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*challengeRow)(nil)).Where("ends_at <= ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
