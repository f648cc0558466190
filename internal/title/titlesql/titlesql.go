// Package titlesql keeps earned titles in the relational store, on SQLite and MySQL alike. The table
// stands beside that of the people (package accountsql): with a person the titles go, which is a
// foreign key's work. It imports the domain and platform.
package titlesql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
	"piece/internal/title"
)

// Domain names the tables of this store among the migrations.
const Domain = "title"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements title.Store.
type Store struct{ db *sqldb.DB }

var _ title.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type earnedRow struct {
	bun.BaseModel `bun:"table:earned_titles"`

	PersonID string `bun:",pk"`
	TitleID  string `bun:",pk"`
	PieceID  string
	EarnedAt sqldb.Time
	SeenAt   sqldb.Time
}

// Earned implements title.Store.
func (s *Store) Earned(ctx context.Context, person string) ([]title.Earned, error) {
	var rows []earnedRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("person_id = ?", person).Order("earned_at", "title_id").Scan(ctx)
	earned := make([]title.Earned, len(rows))
	for i, r := range rows {
		earned[i] = title.Earned{TitleID: r.TitleID, PieceID: r.PieceID, At: r.EarnedAt.Time, Seen: !r.SeenAt.IsZero()}
	}
	return earned, sqldb.Map(err)
}

// Earn implements title.Store. Which of several is first is decided by the primary key, so that it
// holds between processes too. One row after the other: how many rows of one statement were new
// doesn't tell which.
func (s *Store) Earn(ctx context.Context, person string, fresh []title.Earned) ([]title.Earned, error) {
	var kept []title.Earned
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		kept = nil
		for _, e := range fresh {
			row := earnedRow{PersonID: person, TitleID: e.TitleID, PieceID: e.PieceID, EarnedAt: sqldb.At(e.At)}
			res, err := tx.NewInsert().Model(&row).Ignore().Exec(ctx)
			if err != nil {
				return err
			}
			if n, err := res.RowsAffected(); err != nil {
				return err
			} else if n > 0 {
				kept = append(kept, e)
			}
		}
		return nil
	})
	return kept, err
}

// See implements title.Store.
func (s *Store) See(ctx context.Context, person string, ids []string, at time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := s.db.Writer().NewUpdate().Model((*earnedRow)(nil)).Set("seen_at = ?", sqldb.At(at)).
		Where("person_id = ?", person).Where("title_id IN (?)", bun.List(ids)).Where("seen_at IS NULL").Exec(ctx)
	return sqldb.Map(err)
}
