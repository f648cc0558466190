package piecesql_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/piece/piecesql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func (h *home) hearts(t *testing.T, viewer string, ids ...string) map[string]piece.Hearts {
	t.Helper()
	found, err := h.Hearts(t.Context(), viewer, ids)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestD15_FiftyHeartsOfFivePeopleCountFive(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p, other := h.add(t, newID(), nil), h.add(t, newID(), nil)
		people := []string{newID(), newID(), newID(), newID(), newID()}
		crowd := func(set func(person string) (bool, error)) int64 {
			var changed atomic.Int64
			var group sync.WaitGroup
			for i := range 50 {
				group.Go(func() {
					did, err := set(people[i%len(people)])
					if err != nil {
						t.Error(err)
					}
					if did {
						changed.Add(1)
					}
				})
			}
			group.Wait()
			return changed.Load()
		}
		n := crowd(func(person string) (bool, error) { return h.Heart(t.Context(), p.ID, person, h.clock.Now()) })
		want := map[string]piece.Hearts{p.ID: {Count: 5, Mine: true}}
		if got := h.hearts(t, people[3], p.ID, other.ID); n != 5 || !maps.Equal(got, want) {
			t.Errorf("%d hearts were set, counted %+v", n, got)
		}
		if got := h.hearts(t, "", p.ID)[p.ID]; got != (piece.Hearts{Count: 5}) {
			t.Errorf("a guest sees %+v", got)
		}
		n = crowd(func(person string) (bool, error) { return h.Unheart(t.Context(), p.ID, person) })
		if got := h.hearts(t, people[3], p.ID); n != 5 || len(got) != 0 {
			t.Errorf("%d hearts were taken back, counted %+v", n, got)
		}
	})
}

func TestD18_HeartsGoWithTheirPiece(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		p, person := h.add(t, newID(), nil), newID()
		if _, err := h.Heart(ctx, p.ID, person, h.clock.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Delete(ctx, p.OwnerID, p.ID); err != nil {
			t.Fatal(err)
		}
		if got := h.hearts(t, person, p.ID); len(got) != 0 {
			t.Errorf("left behind: %+v", got)
		}
		if _, err := h.Heart(ctx, p.ID, person, h.clock.Now()); !errors.Is(err, errs.NotFound) {
			t.Errorf("a heart of a deleted piece: %v", err)
		}
		if did, err := h.Unheart(ctx, p.ID, person); did || err != nil {
			t.Errorf("taken back from a deleted piece: %v, %v", did, err)
		}
	})
}

func TestASecondHeartKeepsThePlaceOfTheFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p, person := h.add(t, newID(), nil), newID()
		var at int64
		for i := range 2 {
			did, err := h.Heart(t.Context(), p.ID, person, h.clock.Now())
			if err != nil || did != (i == 0) {
				t.Errorf("heart %d: %v, %v", i, did, err)
			}
			h.clock.Advance(time.Hour)
			var now int64
			if err := h.db.Reader().NewSelect().Table("piece_hearts").Column("created_at").Scan(t.Context(), &now); err != nil {
				t.Fatal(err)
			}
			if i > 0 && now != at {
				t.Error("the heart moved to the front of the list")
			}
			at = now
		}
	})
}

func TestViewingsAreCountedByWhatMayBeSeen(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner, cake := newID(), newID()
		add := func(owner, cake string, day piece.Day, clock string, v piece.Visibility) string {
			return h.add(t, owner, func(p *piece.Piece) { p.CakeID, p.Day, p.Time, p.Visibility = cake, day, clock, v }).ID
		}
		evening := add(owner, cake, "2026-08-03", "19:30", piece.Public)
		matinee := add(owner, cake, "2026-08-03", "14:00", piece.Private)
		untimed := add(owner, cake, "2026-08-03", "", piece.Public)
		again := add(owner, cake, "2026-08-03", "19:30", piece.Public)
		first := add(owner, cake, "2019-01-01", "23:00", piece.Private)
		elsewhere := add(owner, newID(), "2018-01-01", "", piece.Public)
		theirs := add(newID(), cake, "2018-01-01", "", piece.Public)
		none := add(owner, "", "2018-01-01", "", piece.Public)
		all := []string{evening, matinee, untimed, again, first, elsewhere, theirs, none}
		for viewer, want := range map[string]map[string]int{
			owner: {first: 1, untimed: 2, matinee: 3, evening: 4, again: 5, elsewhere: 1, theirs: 1},
			"":    {untimed: 1, evening: 2, again: 3, elsewhere: 1, theirs: 1},
		} {
			got, err := h.Viewings(t.Context(), viewer, all)
			if err != nil {
				t.Fatal(err)
			}
			for id, n := range want {
				if got[id] != n {
					t.Errorf("%q: %s is viewing %d, want %d", viewer, id, got[id], n)
				}
			}
			if _, there := got[none]; there {
				t.Errorf("%q: a piece without a work is a viewing", viewer)
			}
		}
		if got, err := h.Viewings(t.Context(), owner, nil); err != nil || len(got) != 0 {
			t.Errorf("nothing gave %v, %v", got, err)
		}
	})
}

// queries keeps the statements that pass a connection pool.
type queries struct{ all []string }

func (q *queries) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (q *queries) AfterQuery(_ context.Context, e *bun.QueryEvent) { q.all = append(q.all, e.Query) }

// What decorates a page and what is remembered is found by an index, however much there is.
func TestHeartsViewingsAndDaysReadAnIndex(t *testing.T) {
	db := sqldbtest.SQLite(t)
	if _, err := sqldb.Migrate(t.Context(), db, piecesql.Domain, piecesql.Migrations); err != nil {
		t.Fatal(err)
	}
	pool, ok := db.Reader().(*bun.DB)
	if !ok {
		t.Fatalf("the pool is a %T", db.Reader())
	}
	q := &queries{}
	pool.AddQueryHook(q)
	c := clock.NewFake(time.Now())
	s := piecesql.New(db, objectbin.New(db, c), c)
	_, hearts := s.Hearts(t.Context(), newID(), []string{newID(), newID()})
	_, viewings := s.Viewings(t.Context(), newID(), []string{newID(), newID()})
	_, days := s.OnDays(t.Context(), newID(), []piece.Day{"2025-08-03", "2024-08-03"}, 50)
	if err := errors.Join(hearts, viewings, days); err != nil || len(q.all) != 3 {
		t.Fatalf("%d queries, %v", len(q.all), err)
	}
	for _, query := range q.all[:3] {
		var steps []struct {
			ID, Parent, Notused int
			Detail              string
		}
		if err := db.Writer().NewRaw("EXPLAIN QUERY PLAN "+query).Scan(t.Context(), &steps); err != nil {
			t.Fatal(err)
		}
		for _, step := range steps {
			if strings.HasPrefix(step.Detail, "SCAN") {
				t.Errorf("%s: %s", query, step.Detail)
			}
		}
	}
}
