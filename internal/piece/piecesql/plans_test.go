package piecesql

import (
	"slices"
	"strings"
	"testing"

	"piece/internal/craft/hangul"
	"piece/internal/piece"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb/sqldbtest"
)

// Every query of a list or a search goes down an index, and none sorts what it has read but
// the few ids that a rare word names. On MariaDB plans depend on how much there is: those are
// in docs/measurements.
func TestListsAndSearchesReadAnIndex(t *testing.T) {
	h := newShelf(t, sqldbtest.SQLite(t))
	owner := h.person()
	for range 12 {
		h.heart(h.put(owner, func(p *piece.Piece) { p.CakeID = oneCake }), owner)
	}
	w := sqldbtest.Watch(t, h.db.Reader())
	for _, f := range lists(owner, []string{owner}) {
		second := func(r page.Cursor) page.Request { return page.Request{After: r, Limit: 2} }
		first, err := h.Page(t.Context(), f, second(nil))
		must(t, err)
		_, err = h.Page(t.Context(), f, second(first.Next))
		must(t, err)
		for _, query := range []string{"파도", "ㅍㄷ", "없는말", "파도 노래"} {
			hits, err := h.Search(t.Context(), f, hangul.Parse(query), second(nil))
			must(t, err)
			_, err = h.Search(t.Context(), f, hangul.Parse(query), second(hits.Next))
			must(t, err)
		}
	}
	asked := w.Seen()
	for _, q := range asked {
		named := strings.Contains(q, "DISTINCT")
		for step := range strings.Lines(sqldbtest.Explain(t, h.db, q)) {
			step = strings.TrimSpace(step)
			table, scans := strings.CutPrefix(step, "SCAN ")
			scans = scans && !slices.Contains([]string{"k", "some", "run", "runs", "CONSTANT ROW"}, table) // results of queries
			sorts := strings.Contains(step, "TEMP B-TREE") && !named && !strings.Contains(q, `JOIN (SELECT "p"."id"`)
			if scans || sorts {
				t.Errorf("%.300s\n%s", q, step)
			}
		}
	}
	if len(asked) < 100 {
		t.Errorf("%d queries were looked at", len(asked))
	}
}

var _ piece.Store = (*Store)(nil)
