// Package notifysql keeps the subscriptions of devices in the relational store, on SQLite and
// MySQL alike. It imports the domain and platform.
package notifysql

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/notify"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "notify"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements notify.Store.
type Store struct{ db *sqldb.DB }

var _ notify.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

// perStatement bounds the values of a list in a query.
const perStatement = 500

type subscriptionRow struct {
	bun.BaseModel `bun:"table:push_subscriptions,alias:s"`

	EndpointHash string `bun:",pk"`
	Endpoint     string
	PublicKey    string
	Secret       string
	PersonID     string
	Session      string
	Language     string
	RenewedAt    sqldb.Time
}

func (r *subscriptionRow) subscription() notify.Subscription {
	return notify.Subscription{
		Endpoint: r.Endpoint, PublicKey: r.PublicKey, Secret: r.Secret, PersonID: r.PersonID,
		Session: r.Session, Language: r.Language, RenewedAt: r.RenewedAt.Time,
	}
}

func hash(endpoint string) string {
	sum := sha256.Sum256([]byte(endpoint))
	return hex.EncodeToString(sum[:])
}

// Put implements notify.Store. Others are removed after it is stored, so that of many that come
// at the same moment the last one sees all.
func (s *Store) Put(ctx context.Context, n notify.Subscription, most int) error {
	row := &subscriptionRow{
		EndpointHash: hash(n.Endpoint), Endpoint: n.Endpoint, PublicKey: n.PublicKey, Secret: n.Secret,
		PersonID: n.PersonID, Session: n.Session, Language: n.Language, RenewedAt: sqldb.At(n.RenewedAt),
	}
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		ended, err := tx.NewSelect().Model((*endedRow)(nil)).Where("session = ?", n.Session).Exists(ctx)
		if err != nil {
			return err
		}
		if ended {
			return errs.Unauthenticated
		}
		q, set := tx.NewInsert().Model(row), "? = EXCLUDED.?"
		if s.db.Home == sqldb.MySQL {
			q, set = q.On("DUPLICATE KEY UPDATE"), "? = VALUES(?)"
		} else {
			q = q.On("CONFLICT (endpoint_hash) DO UPDATE")
		}
		for _, column := range []string{"public_key", "secret", "person_id", "session", "language", "renewed_at"} {
			q = q.Set(set, bun.Ident(column), bun.Ident(column))
		}
		_, err = q.Exec(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return s.makeRoom(ctx, n.PersonID, most)
}

func (s *Store) makeRoom(ctx context.Context, person string, most int) error {
	var old []string
	err := s.db.Writer().NewSelect().Model((*subscriptionRow)(nil)).Column("endpoint_hash").Where("person_id = ?", person).
		Order("renewed_at DESC", "endpoint_hash DESC").Offset(int64(most)).Limit(perStatement).Scan(ctx, &old)
	if err != nil || len(old) == 0 {
		return sqldb.Map(err)
	}
	_, err = s.db.Writer().NewDelete().Model((*subscriptionRow)(nil)).Where("endpoint_hash IN (?)", bun.List(old)).Where("person_id = ?", person).Exec(ctx)
	return sqldb.Map(err)
}

// Remove implements notify.Store.
func (s *Store) Remove(ctx context.Context, person, endpoint string) error {
	_, err := s.db.Writer().NewDelete().Model((*subscriptionRow)(nil)).Where("endpoint_hash = ?", hash(endpoint)).Where("person_id = ?", person).Exec(ctx)
	return sqldb.Map(err)
}

// Drop implements notify.Store.
func (s *Store) Drop(ctx context.Context, n notify.Subscription) error {
	_, err := s.db.Writer().NewDelete().Model((*subscriptionRow)(nil)).Where("endpoint_hash = ?", hash(n.Endpoint)).Where("renewed_at = ?", sqldb.At(n.RenewedAt)).Exec(ctx)
	return sqldb.Map(err)
}

// Of implements notify.Store.
func (s *Store) Of(ctx context.Context, people []string) ([]notify.Subscription, error) {
	var all []notify.Subscription
	for some := range slices.Chunk(people, perStatement) {
		var rows []subscriptionRow
		err := s.db.Reader().NewSelect().Model(&rows).Where("person_id IN (?)", bun.List(some)).Order("person_id", "renewed_at").Scan(ctx)
		if err != nil {
			return nil, sqldb.Map(err)
		}
		for i := range rows {
			all = append(all, rows[i].subscription())
		}
	}
	return all, nil
}

// Purge implements notify.Store.
func (s *Store) Purge(ctx context.Context, person string) error {
	_, err := s.db.Writer().NewDelete().Model((*subscriptionRow)(nil)).Where("person_id = ?", person).Exec(ctx)
	return sqldb.Map(err)
}

// DropUnused implements notify.Store.
func (s *Store) DropUnused(ctx context.Context, since time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*subscriptionRow)(nil)).Where("renewed_at < ?", sqldb.At(since)).Exec(ctx)
	return sqldb.Map(err)
}
