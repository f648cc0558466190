// Package exportssql keeps exports in the relational store, which is also their queue. Each change
// that lets go of an object, or begins to need one, moves its key into or out of the object bin in
// the same transaction.
package exportssql

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/archive/exports"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "exports"

// Migrations make the tables of this domain. The object bin has its own.
//
//go:embed migrations
var Migrations embed.FS

// Store implements exports.Store.
type Store struct {
	db  *sqldb.DB
	bin *objectbin.Bin
}

var _ exports.Store = (*Store)(nil)

// New gives the store over a database with both migrations.
func New(db *sqldb.DB, bin *objectbin.Bin) *Store { return &Store{db: db, bin: bin} }

type row struct {
	bun.BaseModel `bun:"table:exports,alias:e"`

	ID          string `bun:",pk"`
	OwnerID     string
	ActiveOwner *string
	Language    string
	State       exports.State
	Step        exports.Step
	Done        int
	Total       int
	Attempts    int
	Failure     exports.FailureCode
	Notes       string // JSON; "" for none
	Pieces      int
	Size        int64
	GatheredKey string
	FileKey     string
	CreatedAt   sqldb.Time
	UpdatedAt   sqldb.Time
	DueAt       sqldb.Time
	LeaseUntil  sqldb.Time
	ReadyAt     sqldb.Time
	EndsAt      sqldb.Time
}

func (r *row) export() (exports.Export, error) {
	e := exports.Export{
		ID: r.ID, OwnerID: r.OwnerID, Language: r.Language, State: r.State,
		Progress: exports.Progress{Step: r.Step, Done: r.Done, Total: r.Total}, Attempts: r.Attempts, Failure: r.Failure,
		Pieces: r.Pieces, Size: r.Size, GatheredKey: r.GatheredKey, FileKey: r.FileKey,
		CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time, DueAt: r.DueAt.Time, LeaseUntil: r.LeaseUntil.Time,
		ReadyAt: r.ReadyAt.Time, EndsAt: r.EndsAt.Time,
	}
	if r.Notes != "" {
		if err := json.Unmarshal([]byte(r.Notes), &e.Notes); err != nil {
			return e, fmt.Errorf("notes of export %s: %w", r.ID, err)
		}
	}
	return e, nil
}

func notesText(notes []exports.Note) (string, error) {
	if len(notes) == 0 {
		return "", nil
	}
	b, err := json.Marshal(notes)
	return string(b), err
}

// keys are the objects that the row has.
func (r *row) keys() []string {
	var keys []string
	for _, k := range []string{r.GatheredKey, r.FileKey} {
		if k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

// Start implements exports.Store. That an owner has one under way at most is the work of a unique
// key, so that it holds between processes too.
func (s *Store) Start(ctx context.Context, e exports.Export, since time.Time, most int) (now exports.Export, made bool, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		made = false
		var active row
		err := tx.NewSelect().Model(&active).Where("e.active_owner = ?", e.OwnerID).Scan(ctx)
		if err == nil {
			now, err = active.export()
			return err
		}
		if err = sqldb.Map(err); !errors.Is(err, errs.NotFound) {
			return err
		}
		var first row // of those that count, when there are enough
		err = tx.NewSelect().Model(&first).Where("e.owner_id = ?", e.OwnerID).Where("e.created_at > ?", sqldb.At(since)).
			Where("e.state <> ?", exports.Failed).Order("e.created_at DESC").Limit(1).Offset(int64(most - 1)).Scan(ctx)
		if err == nil {
			return exports.ErrToday.After(first.CreatedAt.Sub(since))
		}
		if err = sqldb.Map(err); !errors.Is(err, errs.NotFound) {
			return err
		}
		owner := e.OwnerID
		_, err = tx.NewInsert().Model(&row{
			ID: e.ID, OwnerID: e.OwnerID, ActiveOwner: &owner, Language: e.Language, State: e.State, Step: e.Progress.Step, Attempts: e.Attempts,
			CreatedAt: sqldb.At(e.CreatedAt), UpdatedAt: sqldb.At(e.UpdatedAt), DueAt: sqldb.At(e.DueAt), LeaseUntil: sqldb.At(e.LeaseUntil),
		}).Exec(ctx)
		now, made = e, err == nil
		return err
	})
	if errors.Is(err, errs.Conflict) { // begun by another process in this moment
		var active row
		err = sqldb.Map(s.db.Writer().NewSelect().Model(&active).Where("e.active_owner = ?", e.OwnerID).Scan(ctx))
		if err == nil {
			now, err = active.export()
		}
		return now, false, err
	}
	return now, made, err
}

// Find implements exports.Store.
func (s *Store) Find(ctx context.Context, owner, id string) (exports.Export, error) {
	var r row
	err := s.db.Reader().NewSelect().Model(&r).Where("e.id = ?", id).Where("e.owner_id = ?", owner).Where("e.state <> ?", exports.Removed).Scan(ctx)
	if err != nil {
		return exports.Export{}, sqldb.Map(err)
	}
	return r.export()
}

// listed bounds a list: what is older than a week isn't there, and a day has few.
const listed = 50

// List implements exports.Store.
func (s *Store) List(ctx context.Context, owner string) ([]exports.Export, error) {
	var rows []row
	err := s.db.Reader().NewSelect().Model(&rows).Where("e.owner_id = ?", owner).Where("e.state <> ?", exports.Removed).
		Order("e.created_at DESC", "e.id DESC").Limit(listed).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	all := make([]exports.Export, len(rows))
	for i := range rows {
		if all[i], err = rows[i].export(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
