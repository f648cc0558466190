// Package importssql keeps imports and their rows in the relational store, which is also their
// queue, on SQLite and MySQL alike.
//
// Invariants: the file of an import is in the object bin from the beginning, to be deleted when
// the import ends, so that none is left whatever happens; letting go of it earlier moves that
// instant; every change of rows that others must not see half done is one transaction.
package importssql

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/archive/imports"
	"piece/internal/platform/clock"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "imports"

// Migrations make the tables of this room. The object bin has its own.
//
//go:embed migrations
var Migrations embed.FS

// Store implements imports.Store.
type Store struct {
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock clock.Clock
}

// New gives the store over a database with both migrations; the bin must be of the same.
func New(db *sqldb.DB, bin *objectbin.Bin, c clock.Clock) *Store { return &Store{db, bin, c} }

// row is an import as it is stored.
type row struct {
	bun.BaseModel `bun:"table:archive_imports,alias:i"`

	ID         string `bun:",pk"`
	OwnerID    string
	Name       string
	Size       int64
	Source     string
	State      string
	Failure    string
	Columns    string
	Plan       string
	Language   string
	Planned    int
	Version    int
	HasFile    bool
	Attempts   int
	LeaseUntil sqldb.Time
	CreatedAt  sqldb.Time
	UpdatedAt  sqldb.Time
	EndsAt     sqldb.Time
}

func rowOf(i *imports.Import) (*row, error) {
	failure, err := packed(i.Failure)
	if err != nil {
		return nil, err
	}
	columns, err := packed(i.Columns)
	if err != nil {
		return nil, err
	}
	plan, err := packed(i.Plan)
	return &row{
		ID: i.ID, OwnerID: i.OwnerID, Name: i.Name, Size: i.Size, Source: string(i.Source), State: string(i.State),
		Failure: failure, Columns: columns, Plan: plan, Language: i.Language, Planned: i.Planned, Version: i.Version,
		HasFile: i.HasFile, Attempts: i.Attempts, LeaseUntil: sqldb.At(time.UnixMicro(0)),
		CreatedAt: sqldb.At(i.CreatedAt), UpdatedAt: sqldb.At(i.UpdatedAt), EndsAt: sqldb.At(i.EndsAt),
	}, err
}

func (r *row) imported() (imports.Import, error) {
	i := imports.Import{
		ID: r.ID, OwnerID: r.OwnerID, Name: r.Name, Size: r.Size, Source: imports.Source(r.Source), State: imports.State(r.State),
		Language: r.Language, Planned: r.Planned, Version: r.Version, HasFile: r.HasFile, Attempts: r.Attempts,
		CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time, EndsAt: r.EndsAt.Time, Counts: map[imports.RowState]int{},
	}
	for _, err := range []error{unpacked(r.Failure, &i.Failure), unpacked(r.Columns, &i.Columns), unpacked(r.Plan, &i.Plan)} {
		if err != nil {
			return i, err
		}
	}
	return i, nil
}

// line is a row of an import as it is stored.
type line struct {
	bun.BaseModel `bun:"table:archive_import_rows,alias:r"`

	ImportID  string `bun:",pk"`
	N         int    `bun:",pk"`
	State     string
	Cells     string
	Fixes     string
	Choice    string
	Facts     string
	Problems  string
	SourceKey string
	PieceID   string
}

func lineOf(importID string, r *imports.Row) (line, error) {
	l := line{ImportID: importID, N: r.N, State: string(r.State), Choice: string(r.Choice), SourceKey: r.Key, PieceID: r.PieceID}
	for _, part := range []struct {
		to *string
		v  any
	}{{&l.Cells, r.Cells}, {&l.Fixes, r.Fixes}, {&l.Facts, r.Facts}, {&l.Problems, r.Problems}} {
		text, err := packed(part.v)
		if err != nil {
			return l, err
		}
		*part.to = text
	}
	return l, nil
}

func (l *line) imported() (imports.Row, error) {
	r := imports.Row{N: l.N, State: imports.RowState(l.State), Choice: imports.Choice(l.Choice), Key: l.SourceKey, PieceID: l.PieceID}
	for _, err := range []error{unpacked(l.Cells, &r.Cells), unpacked(l.Fixes, &r.Fixes), unpacked(l.Facts, &r.Facts), unpacked(l.Problems, &r.Problems)} {
		if err != nil {
			return r, err
		}
	}
	return r, nil
}

func packed(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

func unpacked(s string, v any) error {
	if err := json.Unmarshal([]byte(s), v); err != nil {
		return fmt.Errorf("imports: a stored value: %w", err)
	}
	return nil
}

// linesAtOnce is how many rows one statement stores: each may have tens of kilobytes, and MySQL
// takes 16 MB.
const linesAtOnce = 100

func insert(ctx context.Context, tx bun.IDB, importID string, rows []imports.Row) error {
	var batch []line
	size := 0
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		_, err := tx.NewInsert().Model(&batch).Exec(ctx)
		batch, size = nil, 0
		return err
	}
	for n := range rows {
		l, err := lineOf(importID, &rows[n])
		if err != nil {
			return err
		}
		batch = append(batch, l)
		if size += len(l.Cells) + len(l.Facts) + len(l.Fixes); len(batch) == linesAtOnce || size > 4<<20 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
