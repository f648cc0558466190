package gallerysql_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/cake/cakesql"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/gallerysql"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// Every query goes down an index, however many cakes and pictures there are, and the most
// urgent picture is found without sorting.
func TestEveryQueryReadsAnIndex(t *testing.T) {
	db := sqldbtest.SQLite(t)
	_, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
	must(t, err)
	_, err = sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations)
	must(t, err)
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	h := &house{Store: gallerysql.New(db, objectbin.New(db, c), c), t: t, db: db, clock: c}
	a, b := h.cake("하나", "https://a.example/1"), h.cake("둘", "")
	w := sqldbtest.Watch(t, db.Reader(), db.Writer())

	h.kept(a, gallery.Drawn)
	must(t, h.Confirm(t.Context(), a, h.subject(a).Kept))
	h.kept(b, gallery.Hand)
	h.merge(b, a)
	must(t, h.HandOver(t.Context(), b))
	_, err = h.Lead(t.Context(), "a", c.Now(), c.Now())
	must(t, err)
	_, err = h.Walk(t.Context(), 0, 10)
	must(t, err)
	picture := gallery.PortraitOf(id.New(c))
	h.ask(task("poster:"+a, "https://a.example/1", 1), task(picture, "https://a.example/face", 1))
	must(t, h.Ask(t.Context(), nil, []gallery.Task{task("poster:"+a, "https://a.example/2", 9)}))
	_, err = h.Tasks(t.Context(), []string{picture})
	must(t, err)
	must(t, h.Finish(t.Context(), h.begun(), gallery.Ended{Outcome: gallery.Missing, Due: c.Now()}))
	must(t, h.Wake(t.Context(), c.Now()))
	_, _ = h.Portrait(t.Context(), "none")

	looked := 0
	for _, q := range w.Seen() {
		if !slices.ContainsFunc([]string{"SELECT", "UPDATE", "DELETE"}, func(verb string) bool { return strings.HasPrefix(q, verb) }) {
			continue
		}
		looked++
		if plan := sqldbtest.Explain(t, db, q); strings.Contains(plan, "SCAN ") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%.600s\n%s", q, plan)
		}
	}
	if looked < 25 {
		t.Errorf("%d queries were looked at", looked)
	}
}
