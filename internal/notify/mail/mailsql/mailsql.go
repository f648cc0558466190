// Package mailsql keeps mails that wait to be sent in the relational store.
package mailsql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/notify/mail"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "mail"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements mail.Store.
type Store struct{ db *sqldb.DB }

var _ mail.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type row struct {
	bun.BaseModel `bun:"table:mails,alias:m"`

	ID        string `bun:",pk"`
	Recipient string
	Subject   string
	Text      string
	HTML      string `bun:"html"`
	Tries     int
	DueAt     sqldb.Time
	EndsAt    sqldb.Time
}

// Add implements mail.Store.
func (s *Store) Add(ctx context.Context, i mail.Item, now time.Time) error {
	_, err := s.db.Writer().NewInsert().Model(&row{
		ID: i.ID, Recipient: i.To, Subject: i.Subject, Text: i.Text, HTML: i.HTML, Tries: i.Tries, DueAt: sqldb.At(now), EndsAt: sqldb.At(i.EndsAt),
	}).Exec(ctx)
	return sqldb.Map(err)
}

// Take implements mail.Store.
func (s *Store) Take(ctx context.Context, now, again time.Time, limit int) ([]mail.Item, error) {
	var rows []row
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		rows = nil
		err := tx.NewSelect().Model(&rows).Where("due_at <= ?", sqldb.At(now)).Order("due_at", "id").Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil || len(rows) == 0 {
			return err
		}
		ids := make([]string, len(rows))
		for i, r := range rows {
			ids[i] = r.ID
		}
		_, err = tx.NewUpdate().Model((*row)(nil)).Set("due_at = ?", sqldb.At(again)).Where("id IN (?)", bun.List(ids)).Exec(ctx)
		return err
	})
	items := make([]mail.Item, len(rows))
	for i, r := range rows {
		items[i] = mail.Item{Message: mail.Message{ID: r.ID, To: r.Recipient, Subject: r.Subject, Text: r.Text, HTML: r.HTML}, Tries: r.Tries, EndsAt: r.EndsAt.Time}
	}
	return items, err
}

// Later implements mail.Store.
func (s *Store) Later(ctx context.Context, id string, at time.Time) error {
	_, err := s.db.Writer().NewUpdate().Model((*row)(nil)).Set("tries = tries + 1").Set("due_at = ?", sqldb.At(at)).Where("id = ?", id).Exec(ctx)
	return sqldb.Map(err)
}

// Drop implements mail.Store.
func (s *Store) Drop(ctx context.Context, id string) error {
	_, err := s.db.Writer().NewDelete().Model((*row)(nil)).Where("id = ?", id).Exec(ctx)
	return sqldb.Map(err)
}
