// Package suffix keeps an index of search in the relational store: a table with a row for
// every position of the texts of a thing, with the letters from there on and the key of the
// thing, so that any word is found as a range of rows. What the letters are and which ranges
// a word has is for others to say.
package suffix

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
)

// Table is an index. Its primary key is the column "suffix" and the key of a thing after it.
type Table[K any] struct {
	db   *sqldb.DB
	name bun.Ident
	key  bun.Ident
}

// New gives the index in the named table, whose column key holds the key of a thing.
func New[K any](db *sqldb.DB, table, key string) Table[K] {
	return Table[K]{db: db, name: bun.Ident(table), key: bun.Ident(key)}
}

// Row is a row of the index.
type Row[K any] struct {
	Suffix []byte
	Key    K
}

// inserted is how many rows one statement brings in.
const inserted = 2000

// Add doesn't mind rows that are there already. Many are added fastest in their order.
func (t Table[K]) Add(ctx context.Context, tx bun.IDB, rows []Row[K]) error {
	verb := bun.Safe("INSERT OR IGNORE")
	if t.db.Home == sqldb.MySQL {
		verb = "INSERT IGNORE"
	}
	for part := range slices.Chunk(rows, inserted) {
		values := make([]byte, 0, len(part)*len("(?, ?), "))
		args := []any{verb, t.name, t.key}
		for i, row := range part {
			if i > 0 {
				values = append(values, ", "...)
			}
			values = append(values, "(?, ?)"...)
			args = append(args, row.Suffix, row.Key)
		}
		if _, err := tx.NewRaw("? INTO ? (suffix, ?) VALUES "+string(values), args...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Remove takes rows of one thing away.
func (t Table[K]) Remove(ctx context.Context, tx bun.IDB, key K, suffixes [][]byte) error {
	if len(suffixes) == 0 {
		return nil
	}
	_, err := tx.NewRaw("DELETE FROM ? WHERE suffix IN (?) AND ? = ?", t.name, bun.List(suffixes), t.key, key).Exec(ctx)
	return err
}
