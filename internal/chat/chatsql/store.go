// Package chatsql keeps rooms, their people, blocks and pictures in the relational store, on
// SQLite and MySQL alike.
//
// Invariants: a cake has at most one open room that goes on, a pair of people one direct room;
// a room that was led away leads straight to one that goes on; the row of a picture and the
// keeping or throwing away of its objects are one transaction. The package imports the domain
// and platform.
package chatsql

import (
	"context"
	"embed"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/clock"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "chat"

// Migrations make the tables of this domain. The object bin has its own.
//
//go:embed migrations
var Migrations embed.FS

// Store implements chat.Store.
type Store struct {
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock clock.Clock
}

var _ chat.Store = (*Store)(nil)

// New gives the store over a database with both migrations; the bin must be of the same.
func New(db *sqldb.DB, bin *objectbin.Bin, c clock.Clock) *Store {
	return &Store{db: db, bin: bin, clock: c}
}

// turnOfRooms is the turn of those who make or merge open rooms. Those of people have their ids.
const turnOfRooms = "rooms"

// takeTurn lets one transaction after the other do what no unique key could decide: how many
// rooms somebody is in, or whether the cake of a new room has become part of another.
func (s *Store) takeTurn(ctx context.Context, tx bun.IDB, name string) error {
	if s.db.Home == sqldb.SQLite {
		return nil
	}
	_, err := tx.NewRaw("INSERT INTO chat_turns (name, taken) VALUES (?, 1) ON DUPLICATE KEY UPDATE taken = taken + 1", name).Exec(ctx)
	return err
}
