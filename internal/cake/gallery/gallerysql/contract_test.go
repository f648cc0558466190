package gallerysql_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"piece/internal/cake/cakesql"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/gallerysql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var (
	_ gallery.Store = (*gallerysql.Store)(nil)
	_ gallery.Queue = (*gallerysql.Store)(nil)
)

type house struct {
	*gallerysql.Store
	t       *testing.T
	db      *sqldb.DB
	clock   *clock.Fake
	bin     objectbin.Runner
	deleted []string // by the bin
}

func (h *house) Delete(_ context.Context, key string) error {
	h.deleted = append(h.deleted, key)
	return nil
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		_, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
		must(t, err)
		_, err = sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations)
		must(t, err)
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
		bin := objectbin.New(db, c)
		h := &house{Store: gallerysql.New(db, bin, c), t: t, db: db, clock: c}
		h.bin = objectbin.Runner{Bin: bin, Objects: h, Log: slog.New(slog.DiscardHandler)}
		run(t, h)
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got error, target *errs.Error) {
	t.Helper()
	if !errors.Is(got, target) {
		t.Fatalf("got %v, want %v", got, target)
	}
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	_, err := h.db.Writer().ExecContext(h.t.Context(), query, args...)
	must(h.t, err)
}

// cake adds a cake with the address of a poster.
func (h *house) cake(title, address string) string {
	h.t.Helper()
	cakeID := id.New(h.clock)
	h.exec(`INSERT INTO cakes (id, source, code, kind, title, original, double_key, year, opens, closes, open_run, shows_until, venue, area, genres, minutes, prices, times, synopsis, link, poster_url, heat, created_at, updated_at)
		VALUES (?, 'kopis', 'PF1', 'play', ?, 'Title', '', 2026, '2026-08-01', '2026-09-01', ?, '', '소극장', '', 5, 0, '', '', '', '', ?, 77, ?, ?)`,
		cakeID, title, false, address, h.clock.Now().UnixMicro(), h.clock.Now().UnixMicro())
	return cakeID
}

func (h *house) merge(from, into string) {
	h.t.Helper()
	h.exec("UPDATE cakes SET listed = ?, merged_into = ? WHERE id = ?", false, into, from)
}

// emptied runs the bin and gives what it deleted, in order.
func (h *house) emptied() []string {
	h.t.Helper()
	h.deleted = nil
	_, err := h.bin.Empty(h.t.Context())
	must(h.t, err)
	slices.Sort(h.deleted)
	return h.deleted
}

func keysOf(sets ...string) []string {
	var all []string
	for _, s := range sets {
		all = append(all, gallery.Keys(s)...)
	}
	slices.Sort(all)
	return all
}

var forms = &gallery.Forms{Width: 600, Height: 900, Color: "#123456", Blur: "data:image/webp;base64,AAAA"}

// keep stores a poster and gives its set.
func (h *house) keep(cakeID string, k gallery.Kept) (string, error) {
	h.t.Helper()
	k.SetID = id.New(h.clock)
	must(h.t, h.Intend(h.t.Context(), gallery.Keys(k.SetID)...))
	return k.SetID, h.Keep(h.t.Context(), cakeID, k, forms)
}

func (h *house) kept(cakeID string, o gallery.Origin) string {
	h.t.Helper()
	set, err := h.keep(cakeID, gallery.Kept{Origin: o})
	must(h.t, err)
	return set
}

func (h *house) subject(cakeID string) *gallery.Subject {
	h.t.Helper()
	s, err := h.Subject(h.t.Context(), cakeID)
	must(h.t, err)
	return s
}
