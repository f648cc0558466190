// Package sourcesql keeps how far catalogue sources got in the relational store, on SQLite
// and MySQL alike. Its tables are made by the migrations of package cakesql.
//
// Invariants: one node has a source at a time; what a node that lost it says is not stored.
package sourcesql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Store implements source.Store.
type Store struct{ db *sqldb.DB }

// New gives the store over a database with the migrations.
func New(db *sqldb.DB) *Store { return &Store{db} }

var _ source.Store = (*Store)(nil)

// syncRow is a row of cake_syncs. Instants of 0 are long ago.
type syncRow struct {
	bun.BaseModel `bun:"table:cake_syncs"`

	Source     string `bun:",pk"`
	Position   string
	Holder     string
	LeaseUntil sqldb.Time
	DueAt      sqldb.Time
	Failures   int
}

// lookupRow is a row of cake_lookups.
type lookupRow struct {
	bun.BaseModel `bun:"table:cake_lookups"`

	Day   string `bun:",pk"`
	Spent int
}

// nobody stands for the instant until which nobody has a source.
var nobody = sqldb.At(time.UnixMicro(0))

// Begin implements source.Store.
func (s *Store) Begin(ctx context.Context, name cake.Source, holder string, early bool, now, until time.Time) (source.State, error) {
	fresh := syncRow{Source: string(name), LeaseUntil: nobody, DueAt: nobody}
	if _, err := s.db.Writer().NewInsert().Model(&fresh).Ignore().Exec(ctx); err != nil {
		return source.State{}, sqldb.Map(err)
	}
	take := s.db.Writer().NewUpdate().Model((*syncRow)(nil)).
		Set("holder = ?", holder).Set("lease_until = ?", sqldb.At(until)).
		Where("source = ?", name).Where("lease_until <= ?", sqldb.At(now))
	if !early {
		take = take.Where("due_at <= ?", sqldb.At(now))
	}
	if err := change(ctx, take); err != nil {
		return source.State{}, err
	}
	return s.State(ctx, name)
}

// State implements source.Store.
func (s *Store) State(ctx context.Context, name cake.Source) (source.State, error) {
	var r syncRow
	err := sqldb.Map(s.db.Reader().NewSelect().Model(&r).Where("source = ?", name).Scan(ctx))
	if errors.Is(err, errs.NotFound) {
		return source.State{}, nil
	}
	return source.State{Cursor: r.Position, Failures: r.Failures, Due: r.DueAt.Time}, err
}

// Renew implements source.Store.
func (s *Store) Renew(ctx context.Context, name cake.Source, holder string, until time.Time) error {
	return change(ctx, s.held(name, holder).Set("lease_until = ?", sqldb.At(until)))
}

// Save implements source.Store.
func (s *Store) Save(ctx context.Context, name cake.Source, holder, cursor string) error {
	return change(ctx, s.held(name, holder).Set("position = ?", cursor))
}

// Finish implements source.Store.
func (s *Store) Finish(ctx context.Context, name cake.Source, holder string, due time.Time, failures int) error {
	return change(ctx, s.held(name, holder).Set("holder = ''").Set("lease_until = ?", nobody).
		Set("due_at = ?", sqldb.At(due)).Set("failures = ?", failures))
}

// held begins a change by the node that has the source.
func (s *Store) held(name cake.Source, holder string) *bun.UpdateQuery {
	return s.db.Writer().NewUpdate().Model((*syncRow)(nil)).Where("source = ?", name).Where("holder = ?", holder)
}

func change(ctx context.Context, q *bun.UpdateQuery) error {
	res, err := q.Exec(ctx)
	return sqldb.Affected(res, err)
}

// Spend implements source.Store.
func (s *Store) Spend(ctx context.Context, day cake.Day, most int) (bool, error) {
	if _, err := s.db.Writer().NewInsert().Model(&lookupRow{Day: string(day)}).Ignore().Exec(ctx); err != nil {
		return false, sqldb.Map(err)
	}
	res, err := s.db.Writer().NewUpdate().Model((*lookupRow)(nil)).Set("spent = spent + 1").
		Where("day = ?", day).Where("spent < ?", most).Exec(ctx)
	err = sqldb.Affected(res, err)
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}
