// Package cakesql keeps cakes in the relational store, on SQLite and MySQL alike.
//
// Invariants: a cake, its credits, its origins and its rows of the search index change in one
// transaction. The package imports the domain, craft and platform.
package cakesql

import (
	"embed"

	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "cake"

// Migrations make the tables of this domain, those of its smaller rooms too.
//
//go:embed migrations
var Migrations embed.FS

// Store implements cake.Store.
type Store struct{ db *sqldb.DB }

// New gives the store over a database with the migrations.
func New(db *sqldb.DB) *Store { return &Store{db} }
