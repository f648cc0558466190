// Package cakesql keeps cakes in the relational store, on SQLite and MySQL alike.
//
// Invariants: a cake, its credits, its origins and its rows of the search index change in one
// transaction; the id of a cake that was merged leads straight to one that wasn't, and no
// origin, heart or place of a chart names a merged one. The package imports the domain, craft
// and platform.
package cakesql

import (
	"context"
	"embed"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// Domain is what the versions of the tables are counted under.
const Domain = "cake"

// Migrations make the tables of this domain, those of its smaller rooms too.
//
//go:embed migrations
var Migrations embed.FS

// Store implements cake.Store.
type Store struct {
	db       *sqldb.DB
	suffixes suffix.Table[int64] // the index of search, by number
	reach    reach
}

var _ cake.Store = (*Store)(nil)

// New gives the store over a database with the migrations.
func New(db *sqldb.DB) *Store {
	return &Store{db: db, suffixes: suffix.New[int64](db, "cake_suffixes", "number"), reach: usualReach}
}

// takeTurn lets one transaction after the other bring in, make or merge cakes. Whether a work is in
// the catalogue already is asked before it is written, which no unique key could decide.
func (s *Store) takeTurn(ctx context.Context, tx bun.IDB) error {
	if s.db.Home == sqldb.SQLite {
		return nil
	}
	_, err := tx.NewRaw("UPDATE cake_turn SET taken = taken + 1 WHERE id = 1").Exec(ctx)
	return err
}
