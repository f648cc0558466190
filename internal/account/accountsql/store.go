// Package accountsql keeps people and their sessions in a relational store.
package accountsql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "account"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements account.Store.
type Store struct{ db *sqldb.DB }

var _ account.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

type personRow struct {
	bun.BaseModel `bun:"table:people,alias:p"`

	ID           string `bun:",pk"`
	Email        string
	EmailKey     string
	Nickname     string
	NicknameKey  string
	PasswordHash string
	Language     string
	Onboarded    bool
	JoinedAt     sqldb.Time
	SuspendedAt  sqldb.Time
	Role         string
	Picture      string
	Title        string
	Theme        string
	TimeZone     string
	VerifiedAt   sqldb.Time
	LeavesAt     sqldb.Time

	SuspendedUntil  sqldb.Time
	SuspendedReason sqldb.Text
}

func (r *personRow) person() account.Person {
	return account.Person{
		ID: r.ID, Email: r.Email, EmailKey: r.EmailKey, Nickname: r.Nickname, NicknameKey: r.NicknameKey,
		PasswordHash: r.PasswordHash, Language: account.Language(r.Language), Onboarded: r.Onboarded,
		JoinedAt: r.JoinedAt.Time, SuspendedAt: r.SuspendedAt.Time, Role: auth.Role(r.Role),
		Picture: r.Picture, Title: r.Title, Theme: account.Theme(r.Theme), TimeZone: r.TimeZone,
		VerifiedAt: r.VerifiedAt.Time, LeavesAt: r.LeavesAt.Time,
		SuspendedUntil: r.SuspendedUntil.Time, SuspendedReason: string(r.SuspendedReason),
	}
}

// Join implements account.Store.
func (s *Store) Join(ctx context.Context, p account.Person, first account.Session, token string, also func(context.Context) error) error {
	row := &personRow{
		ID: p.ID, Email: p.Email, EmailKey: p.EmailKey, Nickname: p.Nickname, NicknameKey: p.NicknameKey,
		PasswordHash: p.PasswordHash, Language: string(p.Language), Onboarded: p.Onboarded,
		JoinedAt: sqldb.At(p.JoinedAt), SuspendedAt: sqldb.At(p.SuspendedAt), Role: string(p.Role),
		Picture: p.Picture, Title: p.Title, Theme: string(p.Theme), TimeZone: p.TimeZone,
		VerifiedAt: sqldb.At(p.VerifiedAt), LeavesAt: sqldb.At(p.LeavesAt),
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
		if err := insertSession(ctx, tx, first, token); err != nil || also == nil {
			return err
		}
		return also(ctx)
	})
}

// Taken implements account.Store.
func (s *Store) Taken(ctx context.Context, emailKey, nicknameKey string) (email, nickname bool, err error) {
	var rows []personRow
	err = s.db.Reader().NewSelect().Model(&rows).Column("email_key", "nickname_key").
		Where("email_key = ?", emailKey).WhereOr("nickname_key = ?", nicknameKey).Scan(ctx)
	for _, r := range rows {
		email = email || r.EmailKey == emailKey
		nickname = nickname || r.NicknameKey == nicknameKey
	}
	return email, nickname, sqldb.Map(err)
}

// ByID implements account.Store.
func (s *Store) ByID(ctx context.Context, id string) (account.Person, error) {
	return s.person(ctx, "id = ?", id)
}

// ByEmail implements account.Store.
func (s *Store) ByEmail(ctx context.Context, emailKey string) (account.Person, error) {
	return s.person(ctx, "email_key = ?", emailKey)
}

func (s *Store) person(ctx context.Context, where, value string) (account.Person, error) {
	var row personRow
	if err := s.db.Reader().NewSelect().Model(&row).Where(where, value).Scan(ctx); err != nil {
		return account.Person{}, sqldb.Map(err)
	}
	return row.person(), nil
}

// Profiles implements account.Store.
func (s *Store) Profiles(ctx context.Context, ids []string) ([]account.Profile, error) {
	var rows []personRow
	err := s.db.Reader().NewSelect().Model(&rows).Column("id", "nickname", "picture", "title").Where("id IN (?)", bun.List(ids)).Scan(ctx)
	all := make([]account.Profile, len(rows))
	for i, r := range rows {
		all[i] = account.Profile{ID: r.ID, Nickname: r.Nickname, Picture: r.Picture, Title: account.Title{ID: r.Title}}
	}
	return all, sqldb.Map(err)
}

// Change implements account.Store.
func (s *Store) Change(ctx context.Context, id string, c account.Changes) error {
	q := s.db.Writer().NewUpdate().Model((*personRow)(nil)).Where("id = ?", id)
	if c.Nickname != nil {
		q.Set("nickname = ?", c.Nickname.Shown).Set("nickname_key = ?", c.Nickname.Key)
	}
	if c.Theme != nil {
		q.Set("theme = ?", string(*c.Theme))
	}
	if c.TimeZone != nil {
		q.Set("time_zone = ?", *c.TimeZone)
	}
	if c.Language != nil {
		q.Set("language = ?", string(*c.Language))
	}
	if c.Onboarded != nil {
		q.Set("onboarded = ?", *c.Onboarded)
	}
	if c.Title != nil {
		q.Set("title = ?", *c.Title)
	}
	return sqldb.Affected(q.Exec(ctx))
}

// SetRole implements account.Store.
func (s *Store) SetRole(ctx context.Context, nicknameKey string, role auth.Role) (account.Profile, bool, error) {
	var row personRow
	changed := false
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row = personRow{}
		err := tx.NewSelect().Model(&row).Column("id", "nickname", "role").Where("nickname_key = ?", nicknameKey).Apply(s.db.ForUpdate).Scan(ctx)
		if changed = row.Role != string(role); err != nil || !changed {
			return err
		}
		_, err = tx.NewUpdate().Model((*personRow)(nil)).Set("role = ?", string(role)).Where("id = ?", row.ID).Exec(ctx)
		return err
	})
	return account.Profile{ID: row.ID, Nickname: row.Nickname}, changed, err
}

// SetSuspended implements account.Store.
func (s *Store) SetSuspended(ctx context.Context, nicknameKey string, since time.Time) (account.Profile, bool, error) {
	var row personRow
	changed := false
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row = personRow{}
		err := tx.NewSelect().Model(&row).Column("id", "nickname", "suspended_at").Where("nickname_key = ?", nicknameKey).Apply(s.db.ForUpdate).Scan(ctx)
		if changed = row.SuspendedAt.IsZero() != since.IsZero(); err != nil || !changed {
			return err
		}
		return s.suspend(ctx, tx, row.ID, account.Suspension{At: since})
	})
	return account.Profile{ID: row.ID, Nickname: row.Nickname}, changed, err
}

// ChangePassword implements account.Store.
func (s *Store) ChangePassword(ctx context.Context, personID, verified, next, keep string, at time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		p, err := s.lockPerson(ctx, tx, personID)
		if err != nil {
			return err
		}
		if p.PasswordHash != verified {
			return errs.Conflict
		}
		kept, err := tx.NewSelect().Model((*sessionRow)(nil)).Where("id = ?", keep).Where("person_id = ?", personID).Exists(ctx)
		if err != nil {
			return err
		}
		if !kept {
			return errs.NotFound
		}
		if _, err := tx.NewUpdate().Model((*personRow)(nil)).Set("password_hash = ?", next).Where("id = ?", personID).Exec(ctx); err != nil {
			return err
		}
		_, err = s.end(ctx, tx, at, func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("person_id = ?", personID).Where("id <> ?", keep)
		})
		return err
	})
}

// SetPassword implements account.Store.
func (s *Store) SetPassword(ctx context.Context, personID, next string, at time.Time, also func(context.Context) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := s.lockPerson(ctx, tx, personID); err != nil {
			return err
		}
		if _, err := tx.NewUpdate().Model((*personRow)(nil)).Set("password_hash = ?", next).Where("id = ?", personID).Exec(ctx); err != nil {
			return err
		}
		_, err := s.end(ctx, tx, at, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("person_id = ?", personID) })
		if err != nil || also == nil {
			return err
		}
		return also(ctx)
	})
}

// Verify implements account.Store.
func (s *Store) Verify(ctx context.Context, personID, emailKey string, at time.Time) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*personRow)(nil)).
		Set("verified_at = COALESCE(verified_at, ?)", sqldb.At(at)).Where("id = ?", personID).Where("email_key = ?", emailKey).Exec(ctx))
}

// lockPerson reads a person whose password and suspension stay as they are until the
// transaction ends.
func (s *Store) lockPerson(ctx context.Context, tx bun.Tx, id string) (*personRow, error) {
	row := new(personRow)
	err := tx.NewSelect().Model(row).Where("id = ?", id).Apply(s.db.ForUpdate).Scan(ctx)
	return row, err
}

// Rehash implements account.Store.
func (s *Store) Rehash(ctx context.Context, personID, verified, next string) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*personRow)(nil)).
		Set("password_hash = ?", next).Where("id = ?", personID).Where("password_hash = ?", verified).Exec(ctx))
}
