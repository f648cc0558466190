package accountsql

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// endedRow is a session that has ended.
type endedRow struct {
	bun.BaseModel `bun:"table:ended_sessions,alias:e"`

	Seq     int64 `bun:",pk"`
	Session string
	EndedAt sqldb.Time
}

// end ends the sessions of a query and notes that, and tells how many there were. Their numbers
// come from one row, which is held until the transaction ends: the next ones can't be seen before.
// It is the last thing that a transaction does, so that this is short.
func (s *Store) end(ctx context.Context, tx bun.Tx, at time.Time, which func(*bun.SelectQuery) *bun.SelectQuery) (int, error) {
	var ids []string
	err := tx.NewSelect().Model((*sessionRow)(nil)).Column("id").Apply(which).Order("id").Apply(s.db.ForUpdate).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	if _, err := tx.NewDelete().Model((*sessionRow)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
		return 0, err
	}
	if _, err := tx.NewRaw("UPDATE ended_turn SET last = last + ? WHERE id = 1", len(ids)).Exec(ctx); err != nil {
		return 0, err
	}
	var last int64
	if err := tx.NewRaw("SELECT last FROM ended_turn WHERE id = 1").Scan(ctx, &last); err != nil {
		return 0, err
	}
	rows := make([]endedRow, len(ids))
	for i, id := range ids {
		rows[i] = endedRow{Seq: last - int64(len(ids)-1-i), Session: auth.SessionHash(id), EndedAt: sqldb.At(at)}
	}
	_, err = tx.NewInsert().Model(&rows).Exec(ctx)
	return len(ids), err
}

// endWhere is end in a transaction of its own.
func (s *Store) endWhere(ctx context.Context, at time.Time, which func(*bun.SelectQuery) *bun.SelectQuery) (int, error) {
	var ended int
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var err error
		ended, err = s.end(ctx, tx, at, which)
		return err
	})
	return ended, err
}

// EndSession implements account.Store.
func (s *Store) EndSession(ctx context.Context, personID, sessionID string, at time.Time) error {
	ended, err := s.endWhere(ctx, at, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id = ?", sessionID).Where("person_id = ?", personID)
	})
	if err == nil && ended == 0 {
		return errs.NotFound
	}
	return err
}

// EndSessionOfToken implements account.Store.
func (s *Store) EndSessionOfToken(ctx context.Context, sessionID, token string, at time.Time) error {
	_, err := s.endWhere(ctx, at, func(q *bun.SelectQuery) *bun.SelectQuery {
		known := s.db.Writer().NewSelect().Model((*tokenRow)(nil)).Column("session_id").Where("hash = ?", token)
		return q.Where("id = ?", sessionID).Where("id IN (?)", known)
	})
	return err
}

// EndSessions implements account.Store.
func (s *Store) EndSessions(ctx context.Context, personID string, at time.Time) error {
	_, err := s.endWhere(ctx, at, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("person_id = ?", personID) })
	return err
}

// Ended implements account.Store.
func (s *Store) Ended(ctx context.Context, after int64, limit int) ([]account.Ended, error) {
	var rows []endedRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("seq > ?", after).Order("seq").Limit(int64(limit)).Scan(ctx)
	all := make([]account.Ended, len(rows))
	for i, r := range rows {
		all[i] = account.Ended{Seq: r.Seq, Session: r.Session}
	}
	return all, sqldb.Map(err)
}

// DropEnded implements account.Store.
func (s *Store) DropEnded(ctx context.Context, before time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*endedRow)(nil)).Where("ended_at < ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
