package piecehttp_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/uptrace/bun"

	"piece/internal/piece/piecehttp"
)

// queries counts the statements that pass a connection pool.
type queries struct{ n atomic.Int64 }

func (q *queries) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context {
	q.n.Add(1)
	return ctx
}

func (q *queries) AfterQuery(context.Context, *bun.QueryEvent) {}

// count counts the statements of a pool from now on.
func count(t *testing.T, db bun.IDB) *queries {
	t.Helper()
	pool, ok := db.(*bun.DB)
	if !ok {
		t.Fatalf("the pool is a %T", db)
	}
	q := &queries{}
	pool.AddQueryHook(q)
	return q
}

func TestD20_APageCostsTheSameQueriesWhateverItsSize(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	const made = 61
	cake := h.cakes.add()
	for i := range made {
		h.make(owner, "day", fmt.Sprintf("2026-08-%02d", 1+i%28), "cakeId", cake)
	}
	h.make(owner, "day", "2025-08-02", "cakeId", cake)
	q := count(t, h.db.Reader())
	cost := func(path string) int64 {
		before := q.n.Load()
		h.ask(owner, "GET", pieces+path, nil).want(http.StatusOK)
		return q.n.Load() - before
	}
	if one, sixty := cost("?limit=1"), cost("?limit=60"); one != sixty || one > 4 {
		t.Errorf("%d queries for a page of 1, %d for one of 60", one, sixty)
	}
	if one, full := cost("/calendar?month=2025-08"), cost("/calendar?month=2026-08"); one != full || full > 4 {
		t.Errorf("%d queries for a month of 1, %d for a full one", one, full)
	}
	if one, three := cost("/memories?today=2026-08-02"), cost("/memories?today=2027-08-02"); one != three || one > 3 {
		t.Errorf("%d queries for a memory, %d for several", one, three)
	}
	for _, path := range []string{"/summary?today=2026-08-03", "/suggestions"} {
		if n := cost(path); n != 1 {
			t.Errorf("%s: %d queries", path, n)
		}
	}

	for _, limit := range []string{"0", "61", "-1", "many"} {
		h.ask(owner, "GET", pieces+"?limit="+limit, nil).want(http.StatusUnprocessableEntity)
	}
	var seen []string
	for next := ""; ; {
		l := read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?limit=20&cursor="+url.QueryEscape(next), nil).want(http.StatusOK))
		if (l.Total != nil) != (next == "") || l.Total != nil && *l.Total != made+1 || len(l.Items) > 20 {
			t.Fatalf("a page of %d, total %v", len(l.Items), l.Total)
		}
		for _, p := range l.Items {
			seen = append(seen, p.ID)
		}
		if next = l.Next; next == "" {
			break
		}
	}
	if slices.Sort(seen); len(slices.Compact(seen)) != made+1 {
		t.Errorf("read %d different pieces", len(slices.Compact(seen)))
	}
	if first := read[piecehttp.PieceList](h.ask(owner, "GET", pieces, nil)); len(first.Items) != 24 {
		t.Errorf("a page has %d pieces when not told", len(first.Items))
	}
}

func TestCursorsThatAreNotOursAreRefused(t *testing.T) {
	h := open(t, sketch{})
	for _, cursor := range []string{"x", "W10", "WyJhIiwiYiJd", "eyJhIjoxfQ", "WyIyMDI2LTA4LTAzIl0", "%00", "WyIyMDI2LTA4LTAzIiwiXHUwMDAwIl0"} {
		a := h.ask(newID(), "GET", pieces+"?cursor="+cursor, nil)
		if a.status != http.StatusUnprocessableEntity || a.fields()["query.cursor"] == "" {
			t.Errorf("%s: %d %s", cursor, a.status, a.body)
		}
	}
}

func TestListsAreEmptyNotNull(t *testing.T) {
	h := open(t, sketch{})
	for path, want := range map[string]string{
		"":                          `{"items":[],"total":0}`,
		"/calendar?month=2026-08":   `{"month":"2026-08","days":[],"total":0}`,
		"/summary?today=2026-08-03": `{"total":0,"thisYear":0,"thisMonth":0,"byKind":[]}`,
		"/suggestions":              `{"venues":[],"casts":[],"seats":[],"directors":[]}`,
	} {
		if got := string(h.ask(newID(), "GET", pieces+path, nil).want(http.StatusOK).body); got != want+"\n" {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestD21_EveryPieceOfADayIsInTheCalendar(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	evening := h.make(owner, "time", "19:30")
	matinee := h.make(owner, "time", "14:00")
	d := h.draft(owner)
	delete(d, "time")
	untimed := read[piecehttp.Piece](h.post(owner, newID(), d).want(http.StatusCreated))
	h.make(owner, "day", "2026-07-31")
	last := h.make(owner, "day", "2026-08-31")
	h.make(owner, "day", "2026-09-01")

	c := read[piecehttp.Calendar](h.ask(owner, "GET", pieces+"/calendar?month=2026-08", nil).want(http.StatusOK))
	if c.Total != 4 || len(c.Days) != 2 || c.FirstMonth != "2026-07" || c.LastMonth != "2026-09" {
		t.Fatalf("calendar %+v", c)
	}
	var got []string
	for _, p := range c.Days[0].Pieces {
		got = append(got, p.ID)
	}
	if c.Days[0].Day != "2026-08-03" || !slices.Equal(got, []string{untimed.ID, matinee.ID, evening.ID}) {
		t.Errorf("3 August: %+v", c.Days[0])
	}
	if c.Days[1].Day != "2026-08-31" || c.Days[1].Pieces[0].ID != last.ID {
		t.Errorf("31 August: %+v", c.Days[1])
	}
	for _, month := range []string{"2026-13", "2026-00", "2026-8", "1899-12", "2101-01", "202608", "x"} {
		a := h.ask(owner, "GET", pieces+"/calendar?month="+month, nil).want(http.StatusUnprocessableEntity)
		if a.fields()["query.month"] != "month" {
			t.Errorf("%s: %s", month, a.body)
		}
	}
	h.ask(owner, "GET", pieces+"/calendar", nil).want(http.StatusUnprocessableEntity)
	h.ask(owner, "GET", pieces+"/calendar?month=1900-01", nil).want(http.StatusOK)
	h.ask(owner, "GET", pieces+"/calendar?month=2100-12", nil).want(http.StatusOK)
}

func TestListsCanBeNarrowedToAKind(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	movie := h.make(owner, "kind", "movie")
	h.make(owner, "kind", "play")
	l := read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?kind=movie", nil).want(http.StatusOK))
	if *l.Total != 1 || l.Items[0].ID != movie.ID {
		t.Errorf("movies: %+v", l)
	}
	h.ask(owner, "GET", pieces+"?kind=opera", nil).want(http.StatusUnprocessableEntity)
	h.ask(owner, "GET", pieces+"?scope=everyone", nil).want(http.StatusUnprocessableEntity)
}

func TestTheSummaryCountsThePieces(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	h.make(owner, "kind", "movie", "halfStars", 10)
	h.make(owner, "kind", "movie", "halfStars", 7, "day", "2026-01-31")
	h.make(owner, "kind", "play", "halfStars", 1, "day", "2025-08-03")
	s := read[piecehttp.Summary](h.ask(owner, "GET", pieces+"/summary?today=2026-08-31", nil).want(http.StatusOK))
	if s.Total != 3 || s.ThisYear != 2 || s.ThisMonth != 1 || *s.AverageStars != 3 ||
		!slices.Equal(s.ByKind, []piecehttp.KindCount{{Kind: "movie", Count: 2}, {Kind: "play", Count: 1}}) {
		t.Errorf("summary %+v", s)
	}
	for _, today := range []string{"", "2026-02-29", "today"} {
		h.ask(owner, "GET", pieces+"/summary?today="+today, nil).want(http.StatusUnprocessableEntity)
	}
}

func TestSuggestionsAreTheLatestDifferentTexts(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	h.make(owner, "venue", "하나", "director", "감독")
	for i := range 21 {
		h.make(owner, "venue", fmt.Sprint("극장 ", i), "seat", "", "cast", "같은 사람")
	}
	h.make(owner, "venue", "극장 3", "cast", "다른 사람")
	s := read[piecehttp.Suggestions](h.ask(owner, "GET", pieces+"/suggestions", nil).want(http.StatusOK))
	if len(s.Venues) != 20 || s.Venues[0] != "극장 3" || s.Venues[1] != "극장 20" || slices.Contains(s.Venues, "하나") {
		t.Errorf("venues %v", s.Venues)
	}
	if !slices.Equal(s.Casts, []string{"다른 사람", "같은 사람", "김파도"}) || !slices.Equal(s.Directors, []string{"감독"}) || !slices.Equal(s.Seats, []string{"1층 C열 14번"}) {
		t.Errorf("suggestions %+v", s)
	}
}

func TestD37_ReadingChangesNothing(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	p := h.make(owner)
	objects := h.objectCount()
	writes := count(t, h.db.Writer())
	paths := []string{"", "?kind=movie", "/calendar?month=2026-08", "/summary?today=2026-08-03", "/suggestions", "/" + p.ID}
	for _, f := range ticketFiles {
		paths = append(paths, "/"+p.ID+"/ticket/"+f)
	}
	for _, path := range paths {
		h.ask(owner, "GET", pieces+path, nil).want(http.StatusOK)
	}
	if n := writes.n.Load(); n != 0 || h.objectCount() != objects {
		t.Errorf("%d statements to write, %d objects instead of %d", n, h.objectCount(), objects)
	}
	h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
	if writes.n.Load() == 0 {
		t.Error("a delete was not counted, so the count proves nothing")
	}
}
