package notifysql

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
)

type endedRow struct {
	bun.BaseModel `bun:"table:push_ended_sessions,alias:e"`

	Session string `bun:",pk"`
	NotedAt sqldb.Time
}

// followedRow is the only one of its table.
type followedRow struct {
	bun.BaseModel `bun:"table:push_followed,alias:f"`

	ID  int `bun:",pk"`
	Seq int64
	At  sqldb.Time
}

// theRow is the id of the only row.
const theRow = 1

// Followed implements notify.Store.
func (s *Store) Followed(ctx context.Context) (int64, time.Time, error) {
	var row followedRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", theRow).Scan(ctx)
	return row.Seq, row.At.Time, sqldb.Map(err)
}

// Follow implements notify.Store.
func (s *Store) Follow(ctx context.Context, ended []string, seq int64, at time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for some := range slices.Chunk(ended, perStatement) {
			rows := make([]endedRow, len(some))
			for i, session := range some {
				rows[i] = endedRow{Session: session, NotedAt: sqldb.At(at)}
			}
			if _, err := tx.NewInsert().Model(&rows).Ignore().Exec(ctx); err != nil {
				return err
			}
			if _, err := tx.NewDelete().Model((*subscriptionRow)(nil)).Where("session IN (?)", bun.List(some)).Exec(ctx); err != nil {
				return err
			}
		}
		_, err := tx.NewUpdate().Model((*followedRow)(nil)).Set("seq = ?", seq).Set("at = ?", sqldb.At(at)).
			Where("id = ?", theRow).Where("seq <= ?", seq).Exec(ctx)
		return err
	})
}

// Forget implements notify.Store.
func (s *Store) Forget(ctx context.Context, before time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*endedRow)(nil)).Where("noted_at < ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
