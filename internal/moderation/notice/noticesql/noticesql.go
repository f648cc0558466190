// Package noticesql keeps notices in the relational store, on SQLite and MySQL alike.
package noticesql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/moderation/notice"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "notice"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements notice.Store.
type Store struct{ db *sqldb.DB }

var _ notice.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type noticeRow struct {
	bun.BaseModel `bun:"table:notices,alias:n"`

	ID        string `bun:",pk"`
	TitleKo   string
	TextKo    string
	TitleEn   string
	TextEn    string
	FromAt    sqldb.Time
	UntilAt   sqldb.Time
	Pinned    bool
	CreatedAt sqldb.Time
	UpdatedAt sqldb.Time
}

func rowOf(n notice.Notice) *noticeRow {
	return &noticeRow{
		ID: n.ID, TitleKo: n.Ko.Title, TextKo: n.Ko.Text, TitleEn: n.En.Title, TextEn: n.En.Text, FromAt: sqldb.At(n.From), UntilAt: sqldb.At(n.Until),
		Pinned: n.Pinned, CreatedAt: sqldb.At(n.CreatedAt), UpdatedAt: sqldb.At(n.UpdatedAt),
	}
}

func noticesOf(rows []noticeRow) []notice.Notice {
	all := make([]notice.Notice, len(rows))
	for i, r := range rows {
		all[i] = notice.Notice{
			Draft: notice.Draft{
				Ko: notice.Words{Title: r.TitleKo, Text: r.TextKo}, En: notice.Words{Title: r.TitleEn, Text: r.TextEn},
				From: r.FromAt.Time, Until: r.UntilAt.Time, Pinned: r.Pinned,
			},
			ID: r.ID, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
		}
	}
	return all
}

// Current implements notice.Store.
func (s *Store) Current(ctx context.Context, now time.Time, limit int) ([]notice.Notice, error) {
	var rows []noticeRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("from_at <= ?", sqldb.At(now)).Where("(until_at IS NULL OR until_at > ?)", sqldb.At(now)).
		Order("pinned DESC", "from_at DESC", "id DESC").Limit(int64(limit)).Scan(ctx)
	return noticesOf(rows), sqldb.Map(err)
}

// All implements notice.Store.
func (s *Store) All(ctx context.Context, r page.Request) (page.Page[notice.Notice], error) {
	var rows []noticeRow
	q := s.db.Reader().NewSelect().Model(&rows).Order("id DESC").Limit(int64(r.Limit) + 1)
	if len(r.After) == 1 {
		q = q.Where("id < ?", r.After[0])
	}
	if err := q.Scan(ctx); err != nil {
		return page.Page[notice.Notice]{}, sqldb.Map(err)
	}
	return page.Cut(noticesOf(rows), r.Limit, func(n notice.Notice) page.Cursor { return page.Cursor{n.ID} }), nil
}

// Get implements notice.Store.
func (s *Store) Get(ctx context.Context, id string) (notice.Notice, error) {
	var row noticeRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	return noticesOf([]noticeRow{row})[0], sqldb.Map(err)
}

// Add implements notice.Store.
func (s *Store) Add(ctx context.Context, n notice.Notice) error {
	_, err := s.db.Writer().NewInsert().Model(rowOf(n)).Exec(ctx)
	return sqldb.Map(err)
}

// Replace implements notice.Store.
func (s *Store) Replace(ctx context.Context, n notice.Notice) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model(rowOf(n)).WherePK().Exec(ctx))
}

// Remove implements notice.Store.
func (s *Store) Remove(ctx context.Context, id string) error {
	return sqldb.Affected(s.db.Writer().NewDelete().Model((*noticeRow)(nil)).Where("id = ?", id).Exec(ctx))
}
