// Package lettersql keeps the links in mails in the relational store.
package lettersql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account/letter"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations. They need those of account.
const Domain = "letter"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements letter.Store.
type Store struct{ db *sqldb.DB }

var _ letter.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type linkRow struct {
	bun.BaseModel `bun:"table:letter_links,alias:l"`

	Hash     string `bun:",pk"`
	Kind     string
	PersonID string
	Bound    string
	EndsAt   sqldb.Time
}

// Put implements letter.Store.
func (s *Store) Put(ctx context.Context, l letter.Link) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewDelete().Model((*linkRow)(nil)).Where("person_id = ?", l.PersonID).Where("kind = ?", string(l.Kind)).Exec(ctx)
		if err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(&linkRow{Hash: l.Hash, Kind: string(l.Kind), PersonID: l.PersonID, Bound: l.Bound, EndsAt: sqldb.At(l.EndsAt)}).Exec(ctx)
		return err
	})
}

// Get implements letter.Store.
func (s *Store) Get(ctx context.Context, kind letter.Kind, hash string, now time.Time) (letter.Link, error) {
	var r linkRow
	err := s.db.Reader().NewSelect().Model(&r).Where("hash = ?", hash).Where("kind = ?", string(kind)).Where("ends_at > ?", sqldb.At(now)).Scan(ctx)
	return letter.Link{Hash: r.Hash, Kind: letter.Kind(r.Kind), PersonID: r.PersonID, Bound: r.Bound, EndsAt: r.EndsAt.Time}, sqldb.Map(err)
}

// Use implements letter.Store.
func (s *Store) Use(ctx context.Context, hash string) error {
	return sqldb.Affected(s.db.Writer().NewDelete().Model((*linkRow)(nil)).Where("hash = ?", hash).Exec(ctx))
}

// DropEnded implements letter.Store.
func (s *Store) DropEnded(ctx context.Context, before time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*linkRow)(nil)).Where("ends_at < ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
