package sourcesql_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/cakesql"
	"piece/internal/cake/source/sourcesql"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var t0 = time.Date(2026, 8, 3, 10, 0, 0, 0, time.UTC)

func each(t *testing.T, test func(t *testing.T, s *sourcesql.Store)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations); err != nil {
			t.Fatal(err)
		}
		test(t, sourcesql.New(db))
	})
}

func begin(t *testing.T, s *sourcesql.Store, holder string, now time.Time) bool {
	t.Helper()
	_, err := s.Begin(t.Context(), cake.TMDB, holder, false, now, now.Add(time.Minute))
	if err != nil && !errors.Is(err, errs.NotFound) {
		t.Fatal(err)
	}
	return err == nil
}

func TestASourceIsWithOneNodeAtATime(t *testing.T) {
	each(t, func(t *testing.T, s *sourcesql.Store) {
		if !begin(t, s, "a", t0) {
			t.Fatal("a source that never ran is not due")
		}
		if begin(t, s, "b", t0.Add(30*time.Second)) {
			t.Error("a second node got it while the first has it")
		}
		if err := s.Renew(t.Context(), cake.TMDB, "a", t0.Add(3*time.Minute)); err != nil {
			t.Error(err)
		}
		if begin(t, s, "b", t0.Add(2*time.Minute)) {
			t.Error("a second node got it although the lease was renewed")
		}
		if !begin(t, s, "b", t0.Add(3*time.Minute)) {
			t.Error("nobody gets a source whose node went silent")
		}
		for what, err := range map[string]error{
			"save":   s.Save(t.Context(), cake.TMDB, "a", "far"),
			"renew":  s.Renew(t.Context(), cake.TMDB, "a", t0.Add(time.Hour)),
			"finish": s.Finish(t.Context(), cake.TMDB, "a", t0, 0),
		} {
			if !errors.Is(err, errs.NotFound) {
				t.Errorf("%s by a node that lost the source: %v, want not found", what, err)
			}
		}
		if other, err := s.Begin(t.Context(), cake.KOPIS, "c", false, t0, t0.Add(time.Minute)); err != nil || other.Cursor != "" {
			t.Errorf("another source gave %+v, %v", other, err)
		}
	})
}

func TestARunIsGoneOnWithWhereItWasSaved(t *testing.T) {
	each(t, func(t *testing.T, s *sourcesql.Store) {
		begin(t, s, "a", t0)
		if err := s.Save(t.Context(), cake.TMDB, "a", `{"page":3}`); err != nil {
			t.Fatal(err)
		}
		due := t0.Add(6 * time.Hour)
		if err := s.Finish(t.Context(), cake.TMDB, "a", due, 2); err != nil {
			t.Fatal(err)
		}
		if begin(t, s, "b", due.Add(-time.Microsecond)) {
			t.Error("it ran before it was due")
		}
		if _, err := s.Begin(t.Context(), cake.TMDB, "c", true, t0, t0); err != nil {
			t.Errorf("it can't be run early: %v", err)
		}
		state, err := s.Begin(t.Context(), cake.TMDB, "b", false, due, due.Add(time.Minute))
		if err != nil || state.Cursor != `{"page":3}` || state.Failures != 2 {
			t.Errorf("the next run got %+v, %v", state, err)
		}
	})
}

// D32: what people may spend in a day is exact, whoever asks at the same moment.
func TestD32_TheSearchesOfADayAreCountedExactly(t *testing.T) {
	each(t, func(t *testing.T, s *sourcesql.Store) {
		var granted atomic.Int32
		var all sync.WaitGroup
		for range 12 {
			all.Go(func() {
				ok, err := s.Spend(context.WithoutCancel(t.Context()), "2026-08-03", 5)
				if err != nil {
					t.Error(err)
				}
				if ok {
					granted.Add(1)
				}
			})
		}
		all.Wait()
		if granted.Load() != 5 {
			t.Errorf("%d of 12 were granted, want 5", granted.Load())
		}
		if ok, err := s.Spend(t.Context(), "2026-08-04", 5); err != nil || !ok {
			t.Errorf("the next day begins with %v, %v", ok, err)
		}
	})
}
