package accountsql

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

type sessionRow struct {
	bun.BaseModel `bun:"table:sessions,alias:s"`

	ID         string `bun:",pk"`
	PersonID   string
	Device     string
	CreatedAt  sqldb.Time
	LastSeenAt sqldb.Time
	ExpiresAt  sqldb.Time
}

func (r *sessionRow) session() account.Session {
	return account.Session{
		ID: r.ID, PersonID: r.PersonID, Device: r.Device,
		CreatedAt: r.CreatedAt.Time, LastSeenAt: r.LastSeenAt.Time, ExpiresAt: r.ExpiresAt.Time,
	}
}

type tokenRow struct {
	bun.BaseModel `bun:"table:refresh_tokens,alias:t"`

	Hash      string `bun:",pk"`
	SessionID string
	UsedAt    sqldb.Time
}

func insertSession(ctx context.Context, tx bun.Tx, s account.Session, token string) error {
	row := &sessionRow{
		ID: s.ID, PersonID: s.PersonID, Device: s.Device,
		CreatedAt: sqldb.At(s.CreatedAt), LastSeenAt: sqldb.At(s.LastSeenAt), ExpiresAt: sqldb.At(s.ExpiresAt),
	}
	if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
		return err
	}
	return insertToken(ctx, tx, s.ID, token)
}

func insertToken(ctx context.Context, tx bun.Tx, sessionID, hash string) error {
	_, err := tx.NewInsert().Model(&tokenRow{Hash: hash, SessionID: sessionID}).Exec(ctx)
	return err
}

// OpenSession implements account.Store.
func (s *Store) OpenSession(ctx context.Context, session account.Session, token, verified string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.lockPerson(ctx, tx, session.PersonID)
		if err != nil {
			return err
		}
		if p.PasswordHash != verified || !p.SuspendedAt.IsZero() {
			return errs.NotFound
		}
		if err := insertSession(ctx, tx, session, token); err != nil {
			return err
		}
		return s.endUnused(ctx, tx, session)
	})
}

// endUnused ends the longest unused sessions beside the new one that are too many.
func (s *Store) endUnused(ctx context.Context, tx bun.Tx, fresh account.Session) error {
	var ids []string
	err := tx.NewSelect().Model((*sessionRow)(nil)).Column("id").Where("person_id = ?", fresh.PersonID).Where("id <> ?", fresh.ID).
		Order("last_seen_at DESC", "id DESC").Offset(account.MaxSessions-1).Limit(account.MaxSessions).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	_, err = s.end(ctx, tx, fresh.CreatedAt, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id IN (?)", bun.List(ids)) })
	return err
}

// Exchange implements account.Store.
func (s *Store) Exchange(ctx context.Context, e account.Exchange, judge func(account.Presented) account.Verdict) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var session sessionRow
		if err := tx.NewSelect().Model(&session).Where("id = ?", e.SessionID).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		var person personRow
		if err := tx.NewSelect().Model(&person).Column("suspended_at", "role").Where("id = ?", session.PersonID).Scan(ctx); err != nil {
			return err
		}
		var token tokenRow
		err := tx.NewSelect().Model(&token).Where("hash = ?", e.Token).Where("session_id = ?", e.SessionID).Scan(ctx)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		v := judge(account.Presented{
			Session: session.session(), Suspended: !person.SuspendedAt.IsZero(), Role: auth.Role(person.Role), Known: err == nil, UsedAt: token.UsedAt.Time,
		})
		return s.carryOut(ctx, tx, e, v)
	})
}

func (s *Store) carryOut(ctx context.Context, tx bun.Tx, e account.Exchange, v account.Verdict) error {
	switch v.Outcome {
	case account.Rotated:
		if _, err := tx.NewDelete().Model((*tokenRow)(nil)).Where("session_id = ?", e.SessionID).Where("hash <> ?", e.Token).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.NewUpdate().Model((*tokenRow)(nil)).Set("used_at = ?", sqldb.At(e.Now)).Where("hash = ?", e.Token).Exec(ctx); err != nil {
			return err
		}
	case account.Repeated:
	default:
		_, err := s.end(ctx, tx, e.Now, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id = ?", e.SessionID) })
		return err
	}
	_, err := tx.NewUpdate().Model((*sessionRow)(nil)).
		Set("last_seen_at = ?", sqldb.At(v.Session.LastSeenAt)).Set("expires_at = ?", sqldb.At(v.Session.ExpiresAt)).
		Where("id = ?", e.SessionID).Exec(ctx)
	if err != nil {
		return err
	}
	return insertToken(ctx, tx, e.SessionID, e.Next)
}

// Sessions implements account.Store.
func (s *Store) Sessions(ctx context.Context, personID string, now time.Time) ([]account.Session, error) {
	var rows []sessionRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("person_id = ?", personID).Where("expires_at > ?", sqldb.At(now)).
		Order("last_seen_at DESC", "id DESC").Limit(account.MaxSessions).Scan(ctx)
	all := make([]account.Session, len(rows))
	for i := range rows {
		all[i] = rows[i].session()
	}
	return all, sqldb.Map(err)
}

// Lives implements account.Store.
func (s *Store) Lives(ctx context.Context, personID, sessionID string, now time.Time) error {
	lives, err := s.db.Reader().NewSelect().Model((*sessionRow)(nil)).Join("JOIN people AS p ON p.id = s.person_id").
		Where("s.id = ?", sessionID).Where("s.person_id = ?", personID).Where("s.expires_at > ?", sqldb.At(now)).
		Where("p.suspended_at IS NULL").Exists(ctx)
	if err == nil && !lives {
		return errs.NotFound
	}
	return sqldb.Map(err)
}

// DropExpired implements account.Store.
func (s *Store) DropExpired(ctx context.Context, now time.Time, limit int) (int, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*sessionRow)(nil)).Column("id").Where("expires_at <= ?", sqldb.At(now)).Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, sqldb.Map(err)
	}
	_, err = s.endWhere(ctx, now, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id IN (?)", bun.List(ids)).Where("expires_at <= ?", sqldb.At(now))
	})
	return len(ids), err
}
