// Package readingsql keeps readings of tickets in the relational store, which is also their queue.
package readingsql

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/reading"
)

// Domain is what the versions of the tables are counted under.
const Domain = "reading"

// Migrations make the tables of this domain.
//
//go:embed migrations
var Migrations embed.FS

// Store implements reading.Store.
type Store struct{ db *sqldb.DB }

// New gives the store over a database with its migrations.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

type row struct {
	bun.BaseModel `bun:"table:readings,alias:r"`

	ID         string              `bun:"id,pk"`
	OwnerID    string              `bun:"owner_id"`
	PhotoID    string              `bun:"photo_id"`
	State      reading.State       `bun:"state"`
	Attempts   int                 `bun:"attempts"`
	Failure    reading.FailureCode `bun:"failure"`
	Found      sqldb.Text          `bun:"found"`
	DueAt      sqldb.Time          `bun:"due_at"`
	BegunAt    sqldb.Time          `bun:"begun_at"`
	LeaseUntil sqldb.Time          `bun:"lease_until"`
	CreatedAt  sqldb.Time          `bun:"created_at"`
	UpdatedAt  sqldb.Time          `bun:"updated_at"`
}

func rowOf(r reading.Reading) row {
	return row{
		ID: r.ID, OwnerID: r.OwnerID, PhotoID: r.PhotoID, State: r.State, Attempts: r.Attempts, Failure: r.Failure, Found: listOf(r.Found),
		DueAt: sqldb.At(r.DueAt), LeaseUntil: sqldb.At(r.LeaseUntil), CreatedAt: sqldb.At(r.CreatedAt), UpdatedAt: sqldb.At(r.UpdatedAt),
	}
}

func listOf(found []reading.Suggestion) sqldb.Text {
	b, err := json.Marshal(found)
	if err != nil {
		panic("readingsql: suggestions always marshal: " + err.Error()) // their numbers are finite
	}
	return sqldb.Text(b)
}

func (r row) reading() (reading.Reading, error) {
	out := reading.Reading{
		ID: r.ID, OwnerID: r.OwnerID, PhotoID: r.PhotoID, State: r.State, Attempts: r.Attempts, Failure: r.Failure,
		DueAt: r.DueAt.Time, LeaseUntil: r.LeaseUntil.Time, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
	}
	return out, json.Unmarshal([]byte(r.Found), &out.Found)
}

// askTries is how often a decision is made anew because two asked for one photo at the same moment.
const askTries = 3

// Ask implements reading.Store.
func (s *Store) Ask(ctx context.Context, owner, photoID string, decide reading.Decide) (reading.Reading, error) {
	for try := 1; ; try++ {
		r, err := s.ask(ctx, owner, photoID, decide)
		var told *errs.Error
		if !errors.As(err, &told) || told.Code != errs.Conflict.Code || try == askTries {
			return r, err
		}
	}
}

func (s *Store) ask(ctx context.Context, owner, photoID string, decide reading.Decide) (reading.Reading, error) {
	var out reading.Reading
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		there, err := find(ctx, tx.NewSelect().Where("r.photo_id = ?", photoID).Where("r.owner_id = ?", owner).Apply(s.db.ForUpdate))
		found := &there
		if errors.Is(err, errs.NotFound) {
			found, err = nil, nil
		}
		if err != nil {
			return err
		}
		unsettled, err := tx.NewSelect().Model((*row)(nil)).Where("r.owner_id = ?", owner).
			Where("r.state IN (?, ?)", reading.Asked, reading.Running).Count(ctx)
		if err != nil {
			return err
		}
		var isNew bool
		if out, isNew, err = decide(found, int(unsettled)); err != nil || !isNew {
			return err
		}
		if found != nil {
			if _, err := tx.NewDelete().Model((*row)(nil)).Where("id = ?", found.ID).Exec(ctx); err != nil {
				return err
			}
		}
		fresh := rowOf(out)
		_, err = tx.NewInsert().Model(&fresh).Exec(ctx)
		return err
	})
	return out, err
}

func find(ctx context.Context, q *bun.SelectQuery) (reading.Reading, error) {
	var r row
	if err := q.Model(&r).Scan(ctx); err != nil {
		return reading.Reading{}, sqldb.Map(err)
	}
	return r.reading()
}

// Find implements reading.Store.
func (s *Store) Find(ctx context.Context, owner, id string) (reading.Reading, error) {
	return find(ctx, s.db.Reader().NewSelect().Where("r.id = ?", id).Where("r.owner_id = ?", owner))
}

// Delete implements reading.Store.
func (s *Store) Delete(ctx context.Context, owner, id string) error {
	res, err := s.db.Writer().NewDelete().Model((*row)(nil)).Where("id = ?", id).Where("owner_id = ?", owner).Exec(ctx)
	return sqldb.Affected(res, err)
}

// DeleteByPhoto implements reading.Store.
func (s *Store) DeleteByPhoto(ctx context.Context, owner, photoID string) error {
	_, err := s.db.Writer().NewDelete().Model((*row)(nil)).Where("photo_id = ?", photoID).Where("owner_id = ?", owner).Exec(ctx)
	return sqldb.Map(err)
}

// Purge implements reading.Store.
func (s *Store) Purge(ctx context.Context, owner string, limit int) (int, error) {
	return s.remove(ctx, limit, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("r.owner_id = ?", owner) })
}

// Forget implements reading.Store.
func (s *Store) Forget(ctx context.Context, before time.Time, limit int) (int, error) {
	return s.remove(ctx, limit, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("r.updated_at < ?", sqldb.At(before)).Where("r.state IN (?, ?)", reading.Done, reading.Failed)
	})
}

func (s *Store) remove(ctx context.Context, limit int, which func(*bun.SelectQuery) *bun.SelectQuery) (int, error) {
	var ids []string
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		ids = nil
		err := tx.NewSelect().Model((*row)(nil)).Column("r.id").Apply(which).Order("r.id").Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx, &ids)
		if err != nil || len(ids) == 0 {
			return err
		}
		_, err = tx.NewDelete().Model((*row)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx)
		return err
	})
	return len(ids), err
}
