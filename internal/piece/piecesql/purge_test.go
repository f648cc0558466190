package piecesql_test

import (
	"testing"

	"github.com/uptrace/bun"

	"piece/internal/piece"
)

// rows counts the rows of a table that have a value in a column.
func (h *home) rows(t *testing.T, table, column, value string) int64 {
	t.Helper()
	n, err := h.db.Reader().NewSelect().Table(table).Where("? = ?", bun.Ident(column), value).Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A person with many pieces is purged in steps, each of which may be the last one of a process.
func TestD11_APersonIsPurgedInSteps(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		mona, jieun := newID(), newID()
		theirs := h.add(t, jieun, func(p *piece.Piece) { p.Visibility = piece.Public })
		var keys []string
		for range 12 {
			p := h.add(t, mona, func(p *piece.Piece) { p.Visibility = piece.Public })
			keys = append(keys, p.ObjectKeys()...)
			if _, err := h.Heart(t.Context(), p.ID, jieun, h.clock.Now()); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.Heart(t.Context(), theirs.ID, mona, h.clock.Now()); err != nil {
			t.Fatal(err)
		}
		thrown := len(h.binned(t))
		for step, left := range []int64{7, 2, 0} {
			if n, err := h.Purge(t.Context(), mona, 5); err != nil || n != min(5, 12-5*step) {
				t.Errorf("step %d: %d, %v", step, n, err)
			}
			if now := h.rows(t, "pieces", "owner_id", mona); now != left {
				t.Errorf("step %d leaves %d pieces, want %d", step, now, left)
			}
		}
		for range 4 { // hearts, creations, and twice nothing
			if _, err := h.Purge(t.Context(), mona, 5); err != nil {
				t.Fatal(err)
			}
		}
		for table, column := range map[string]string{"pieces": "owner_id", "piece_hearts": "person_id", "piece_creations": "owner_id"} {
			if n := h.rows(t, table, column, mona); n > 0 {
				t.Errorf("%s has %d rows of the person", table, n)
			}
		}
		if n := len(h.binned(t)) - thrown; n != len(keys) {
			t.Errorf("%d objects were thrown away, want %d", n, len(keys))
		}
		var suffixes, of int
		if err := h.db.Reader().NewRaw("SELECT COUNT(*), COUNT(DISTINCT piece_id) FROM piece_suffixes").Scan(t.Context(), &suffixes, &of); err != nil || suffixes == 0 || of != 1 {
			t.Errorf("the index has %d rows of %d pieces, %v", suffixes, of, err)
		}
		if _, err := h.Get(t.Context(), theirs.ID); err != nil {
			t.Errorf("the other's piece: %v", err)
		}
	})
}
