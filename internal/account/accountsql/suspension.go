package accountsql

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// SetSuspension implements account.Store.
func (s *Store) SetSuspension(ctx context.Context, personID string, n account.Suspension) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.lockPerson(ctx, tx, personID)
		if err != nil {
			return err
		}
		if p.Role != "" && !n.At.IsZero() {
			return errs.NotFound // became an admin in this moment
		}
		return s.suspend(ctx, tx, personID, n)
	})
}

// suspend writes a suspension, or with the zero value its end, and ends the sessions of who is
// suspended.
func (s *Store) suspend(ctx context.Context, tx bun.Tx, personID string, n account.Suspension) error {
	_, err := tx.NewUpdate().Model((*personRow)(nil)).Set("suspended_at = ?", sqldb.At(n.At)).Set("suspended_until = ?", sqldb.At(n.Until)).
		Set("suspended_reason = ?", sqldb.Text(n.Reason)).Where("id = ?", personID).Exec(ctx)
	if err != nil || n.At.IsZero() {
		return err
	}
	_, err = s.end(ctx, tx, n.At, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("person_id = ?", personID) })
	return err
}

// EndSuspension implements account.Store.
func (s *Store) EndSuspension(ctx context.Context, personID string, at time.Time) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*personRow)(nil)).Set("suspended_at = NULL").Set("suspended_until = NULL").
		Set("suspended_reason = NULL").Where("id = ?", personID).Where("suspended_until <= ?", sqldb.At(at)).Exec(ctx))
}

// beyond is behind every nickname that begins with what it is written after.
const beyond = "\U0010FFFF"

// Find implements account.Store.
func (s *Store) Find(ctx context.Context, begins string, suspended bool, limit int) ([]account.Person, error) {
	var rows []personRow
	q := s.db.Reader().NewSelect().Model(&rows).Order("nickname_key").Limit(int64(limit))
	if begins != "" {
		q = q.Where("nickname_key >= ?", begins).Where("nickname_key < ?", begins+beyond)
	}
	if suspended {
		q = q.Where("suspended_at IS NOT NULL")
	}
	err := q.Scan(ctx)
	people := make([]account.Person, len(rows))
	for i := range rows {
		people[i] = rows[i].person()
	}
	return people, sqldb.Map(err)
}
