package cakesql_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb/sqldbtest"
)

// Every query goes down an index, and none sorts what it has read but what is showing, which
// is a short list, the few cakes that a rare word names, and those of one title. On MariaDB
// plans depend on how much there is: those are in docs/measurements.
func TestListsAndSearchesReadAnIndex(t *testing.T) {
	h := newHome(t, sqldbtest.SQLite(t))
	person := little(h, 40)
	w := sqldbtest.Watch(t, h.db.Reader())
	looked := 0
	for _, f := range []cake.Filter{
		{List: cake.Hot}, {List: cake.Hot, Kind: "movie"}, {List: cake.Hot, Area: "seoul"}, {List: cake.Hot, Kind: "movie", Genre: "romance", Area: "seoul"},
		{List: cake.Showing}, {List: cake.Hearted}, {List: cake.Made}, {List: cake.Charts},
	} {
		f.Viewer, f.Today = person, today
		w.Seen()
		p, err := h.Page(t.Context(), f, page.Request{Limit: 2})
		must(t, err)
		if f.List != cake.Charts {
			_, err = h.Page(t.Context(), f, page.Request{After: p.Next, Limit: 2})
			must(t, err)
		}
		lists := w.Seen()
		for _, query := range []string{"밤", "ㅍㄷ", "없는말", "파도 노래", "커튼"} {
			if f.List == cake.Charts {
				break
			}
			var after page.Cursor
			for range 3 {
				p, err := h.Search(t.Context(), f, hangul.Parse(query), page.Request{After: after, Limit: 2})
				must(t, err)
				if after = p.Next; after == nil {
					break
				}
			}
		}
		for _, q := range append(lists, w.Seen()...) {
			looked++
			for step := range strings.Lines(sqldbtest.Explain(t, h.db, q)) {
				step = strings.TrimSpace(step)
				table, scans := strings.CutPrefix(step, "SCAN ")
				scans = scans && !slices.Contains([]string{"k", "p", "some", "CONSTANT ROW"}, table) // results of queries
				named := strings.Contains(q, "DISTINCT") || strings.Contains(q, "AS fit") || strings.Contains(q, "cakes_double")
				sorts := strings.Contains(step, "TEMP B-TREE") && !named && f.List != cake.Showing && f.List != cake.Charts
				if scans || sorts {
					t.Errorf("%+v\n%.1500s\n%s", f, q, sqldbtest.Explain(t, h.db, q))
					break
				}
			}
		}
	}
	if looked < 100 {
		t.Errorf("%d queries were looked at", looked)
	}
}

// The other reads too.
func TestLookingUpReadsAnIndex(t *testing.T) {
	h := newHome(t, sqldbtest.SQLite(t))
	ctx := t.Context()
	person := little(h, 12)
	a, b := h.added(cake.TMDB, film("1", "하나")), h.added(cake.TMDB, film("2", "둘"))
	h.merge(a.ID, b.ID)
	w := sqldbtest.Watch(t, h.db.Reader(), h.db.Writer())
	h.get(a.ID)
	_, err := h.Some(ctx, []string{a.ID, b.ID})
	must(t, err)
	_, err = h.ByOrigin(ctx, cake.TMDB, []string{"1", "2"})
	must(t, err)
	_, err = h.Doubles(ctx, "하나", "movie", 5)
	must(t, err)
	_, err = h.Doubles(ctx, "하나", "", 5)
	must(t, err)
	h.hearts(person, a.ID, b.ID)
	_, err = h.HeartDays(ctx, noon)
	must(t, err)
	must(t, h.SetHeat(ctx, map[string]int64{b.ID: 5}))
	_, err = h.Index(ctx, 5)
	must(t, err)
	h.merges()
	h.take(cake.KOBIS, work("1", "movie", "하나"), work("2", "movie", "다른"))
	h.merge(h.of(cake.KOBIS, "2").ID, b.ID)
	looked := 0
	for _, q := range w.Seen() {
		if !slices.ContainsFunc([]string{"SELECT", "UPDATE", "DELETE", "WITH"}, func(verb string) bool { return strings.HasPrefix(q, verb) }) {
			continue
		}
		looked++
		for step := range strings.Lines(sqldbtest.Explain(t, h.db, q)) {
			step = strings.TrimSpace(step)
			table, scans := strings.CutPrefix(step, "SCAN ")
			all := strings.HasSuffix(step, "(listed=?)") // which is almost as bad
			if all || scans && !slices.Contains([]string{"a", "e", "earlier", "CONSTANT ROW"}, table) {
				t.Errorf("%.400s\n%s", q, sqldbtest.Explain(t, h.db, q))
				break
			}
		}
	}
	if looked < 25 {
		t.Errorf("%d queries were looked at", looked)
	}
}

// D20: a page and a search ask a fixed number of queries, whatever is there and however large
// the page.
func TestD20_AFixedNumberOfQueries(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		person := newID()
		for i := range 60 {
			c := h.added(cake.KOPIS, work(fmt.Sprint(i), "play", fmt.Sprint("파도 ", i)))
			_, err := h.Heart(t.Context(), c.ID, person, noon)
			must(t, err)
		}
		for _, f := range []cake.Filter{{List: cake.Hot}, {List: cake.Showing}, {List: cake.Hearted}, {List: cake.Made}} {
			f.Viewer, f.Today = person, today
			for _, limit := range []int{1, 60} {
				n := h.asked(func() {
					_, err := h.Page(t.Context(), f, page.Request{Limit: limit})
					must(t, err)
				})
				if n != 1 {
					t.Errorf("%s by %d: %d queries", f.List, limit, n)
				}
				for _, query := range []string{"파도", "ㅍㄷ", "없는말", "파도 노래 블루 김"} {
					n := h.asked(func() {
						_, err := h.Search(t.Context(), f, hangul.Parse(query), page.Request{Limit: limit})
						must(t, err)
					})
					if n > 6 {
						t.Errorf("%s by %d, %q: %d queries", f.List, limit, query, n)
					}
				}
			}
		}
	})
}
