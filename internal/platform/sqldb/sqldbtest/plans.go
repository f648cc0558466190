package sqldbtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
)

// Watcher keeps the queries that pass the pools of a store. It is safe for concurrent use.
type Watcher struct {
	mu   sync.Mutex
	seen []string // guarded by mu
}

// Watch begins to keep the queries of pools, such as db.Reader().
func Watch(t testing.TB, pools ...bun.IDB) *Watcher {
	t.Helper()
	w := &Watcher{}
	for i, pool := range pools {
		db, ok := pool.(*bun.DB)
		if !ok {
			t.Fatalf("the pool is a %T", pool)
		}
		if !slices.Contains(pools[:i], pool) { // one may be both
			db.AddQueryHook(w)
		}
	}
	return w
}

// BeforeQuery implements bun.QueryHook.
func (w *Watcher) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

// AfterQuery implements bun.QueryHook.
func (w *Watcher) AfterQuery(_ context.Context, e *bun.QueryEvent) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, e.Query)
}

// Seen gives the queries since it was last asked.
func (w *Watcher) Seen() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.seen
	w.seen = nil
	return seen
}

// Explain gives the plan of a query, a line for each of its steps.
func Explain(t testing.TB, db *sqldb.DB, query string) string {
	t.Helper()
	command := "EXPLAIN QUERY PLAN "
	if db.Home == sqldb.MySQL {
		command = "EXPLAIN "
	}
	rows, err := db.Reader().QueryContext(t.Context(), command+query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for rows.Next() {
		values := make([]any, len(names))
		for i := range values {
			values[i] = new([]byte)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		out.WriteString("   ")
		for i, v := range values {
			if text, ok := v.(*[]byte); ok && len(*text) > 0 && !slices.Contains([]string{"id", "parent", "notused", "possible_keys"}, names[i]) {
				fmt.Fprintf(&out, " %.80s", *text)
			}
		}
		out.WriteByte('\n')
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
