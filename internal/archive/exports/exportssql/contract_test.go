package exportssql_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/archive"
	"piece/internal/archive/exports"
	"piece/internal/archive/exports/exportssql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type house struct {
	*exportssql.Store
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
		if _, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations); err != nil {
			t.Fatal(err)
		}
		if _, err := sqldb.Migrate(t.Context(), db, exportssql.Domain, exportssql.Migrations); err != nil {
			t.Fatal(err)
		}
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
		bin := objectbin.New(db, c)
		h := &house{Store: exportssql.New(db, bin), clock: c}
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

// emptied gives the objects that the bin deletes within two hours.
func (h *house) emptied(t *testing.T) []string {
	t.Helper()
	h.deleted = nil
	h.clock.Advance(2 * time.Hour)
	_, err := h.bin.Empty(t.Context())
	must(t, err)
	slices.Sort(h.deleted)
	return h.deleted
}

func (h *house) start(ctx context.Context, owner string) (exports.Export, bool, error) {
	now := h.clock.Now()
	return h.Start(ctx, exports.Export{
		ID: id.New(h.clock), OwnerID: owner, Language: "ko", State: exports.Gathering, Progress: exports.Progress{Step: exports.StepGather}, Attempts: 1,
		CreatedAt: now, UpdatedAt: now, DueAt: now, LeaseUntil: now.Add(time.Minute),
	}, now.Add(-24*time.Hour), 3)
}

func (h *house) started(t *testing.T, owner string) exports.Export {
	t.Helper()
	e, made, err := h.start(t.Context(), owner)
	must(t, err)
	if !made {
		t.Fatal("there was one already")
	}
	return e
}

// gathered is an export that waits, with what was gathered in the object.
func (h *house) gathered(t *testing.T, owner, key string) exports.Export {
	t.Helper()
	e := h.started(t, owner)
	must(t, h.Intend(t.Context(), e, key, h.clock.Now()))
	must(t, h.Gathered(t.Context(), e, key, []exports.Note{{Part: archive.PartRooms, State: archive.Missing, Why: archive.WhyUnavailable}}, h.clock.Now(), exports.Waiting))
	return e
}

func (h *house) begun(t *testing.T) exports.Export {
	t.Helper()
	e, err := h.Begin(t.Context(), h.clock.Now(), h.clock.Now().Add(time.Minute))
	must(t, err)
	return e
}

// ready is an export with a file.
func (h *house) ready(t *testing.T, owner, key string) exports.Export {
	t.Helper()
	h.gathered(t, owner, key+"-gathered")
	e := h.begun(t)
	must(t, h.Intend(t.Context(), e, key, h.clock.Now()))
	now := h.clock.Now()
	e.FileKey, e.Size, e.Pieces, e.ReadyAt, e.EndsAt = key, 123, 4, now, now.Add(exports.Kept)
	must(t, h.Finish(t.Context(), e, now))
	return e
}

func (h *house) find(t *testing.T, e exports.Export) exports.Export {
	t.Helper()
	e, err := h.Find(t.Context(), e.OwnerID, e.ID)
	must(t, err)
	return e
}

var ann, bob = id.New(clock.System{}), id.New(clock.System{})

func TestTheWayOfAnExport(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		e := h.ready(t, ann, "exports/1/file.zip")
		got := h.find(t, e)
		if got.State != exports.Ready || got.FileKey != "exports/1/file.zip" || got.Size != 123 || got.Pieces != 4 || got.Attempts != 2 || len(got.Notes) != 1 || got.Notes[0].Part != archive.PartRooms {
			t.Errorf("stored %+v", got)
		}
		if !got.ReadyAt.Equal(e.ReadyAt) || !got.EndsAt.Equal(e.EndsAt) {
			t.Errorf("ready %v until %v", got.ReadyAt, got.EndsAt)
		}
		if gone := h.emptied(t); !slices.Equal(gone, []string{"exports/1/file.zip-gathered"}) {
			t.Errorf("deleted %v", gone)
		}
		_, err := h.Find(t.Context(), bob, e.ID)
		want(t, err, errs.NotFound)

		again := h.ready(t, ann, "exports/2/file.zip")
		_, err = h.Find(t.Context(), ann, e.ID)
		want(t, err, errs.NotFound)
		if gone := h.emptied(t); !slices.Equal(gone, []string{"exports/1/file.zip", "exports/2/file.zip-gathered"}) {
			t.Errorf("a new file lets these go: %v", gone)
		}
		all, err := h.List(t.Context(), ann)
		must(t, err)
		if len(all) != 1 || all[0].ID != again.ID {
			t.Errorf("listed %+v", all)
		}
		must(t, h.Remove(t.Context(), ann, again.ID, h.clock.Now()))
		want(t, h.Remove(t.Context(), ann, again.ID, h.clock.Now()), errs.NotFound)
		if gone := h.emptied(t); !slices.Equal(gone, []string{"exports/2/file.zip"}) {
			t.Errorf("deleted %v", gone)
		}
	})
}

func TestOneAtATimeAndAFewADay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var group sync.WaitGroup
		ids, made := make([]string, 12), make([]bool, 12)
		for i := range ids {
			group.Go(func() {
				e, fresh, err := h.start(context.WithoutCancel(t.Context()), ann)
				if err != nil {
					t.Error(err)
				}
				ids[i], made[i] = e.ID, fresh
			})
		}
		group.Wait()
		slices.Sort(ids)
		if len(slices.Compact(ids)) != 1 || len(slices.DeleteFunc(made, func(m bool) bool { return !m })) != 1 {
			t.Fatalf("12 at once made several: %v", ids)
		}
		must(t, h.Remove(t.Context(), ann, ids[0], h.clock.Now()))
		for range 2 { // removed ones count
			h.clock.Advance(time.Minute)
			must(t, h.Remove(t.Context(), ann, h.started(t, ann).ID, h.clock.Now()))
		}
		_, _, err := h.start(t.Context(), ann)
		want(t, err, exports.ErrToday)
		if wait := errs.As(err).RetryAfter; wait <= 23*time.Hour || wait > 24*time.Hour {
			t.Errorf("wait %v", wait)
		}
		h.started(t, bob)
		h.clock.Advance(24 * time.Hour)
		h.started(t, ann)
	})
}

func TestAnExportHasOneWorker(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		_, err := h.Begin(t.Context(), h.clock.Now(), h.clock.Now().Add(time.Minute))
		want(t, err, errs.NotFound)
		h.gathered(t, ann, "exports/1/g.zip")
		var group sync.WaitGroup
		var mu sync.Mutex
		begun := 0
		for range 8 {
			group.Go(func() {
				_, err := h.Begin(context.WithoutCancel(t.Context()), h.clock.Now(), h.clock.Now().Add(time.Minute))
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					begun++
				} else if !errors.Is(err, errs.NotFound) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if begun != 1 {
			t.Fatalf("%d workers have it", begun)
		}
	})
}

func TestWhoLostAnExportChangesNothingOfIt(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.gathered(t, ann, "exports/1/g.zip")
		slow := h.begun(t)
		must(t, h.Intend(t.Context(), slow, "exports/1/slow.zip", h.clock.Now()))
		h.clock.Advance(2 * time.Minute)
		n, err := h.Reclaim(t.Context(), h.clock.Now(), 6)
		must(t, err)
		if n != 1 {
			t.Fatalf("put %d back", n)
		}
		next := h.begun(t)
		if next.ID != slow.ID || next.Attempts != slow.Attempts+1 || next.GatheredKey != "exports/1/g.zip" {
			t.Fatalf("begun %+v", next)
		}
		now := h.clock.Now()
		slow.FileKey = "exports/1/slow.zip"
		for name, change := range map[string]error{
			"extend": h.Extend(t.Context(), slow, exports.Progress{}, now, now), "intend": h.Intend(t.Context(), slow, "x", now),
			"finish": h.Finish(t.Context(), slow, now), "put back": h.PutBack(t.Context(), slow, now, now, true), "fail": h.Fail(t.Context(), slow, exports.FailedInternal, now),
		} {
			if !errors.Is(change, errs.NotFound) {
				t.Errorf("%s: %v", name, change)
			}
		}
		must(t, h.Extend(t.Context(), next, exports.Progress{Step: exports.StepPieces, Done: 3, Total: 9}, now, now.Add(time.Minute)))
		if p := h.find(t, next).Progress; p != (exports.Progress{Step: exports.StepPieces, Done: 3, Total: 9}) {
			t.Errorf("progress %+v", p)
		}
		if gone := h.emptied(t); !slices.Equal(gone, []string{"exports/1/slow.zip"}) {
			t.Errorf("deleted %v", gone)
		}
	})
}

func TestAnExportThatIsInterruptedTooOftenFails(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		e := h.gathered(t, ann, "exports/1/g.zip")
		h.begun(t)
		h.clock.Advance(2 * time.Minute)
		_, err := h.Reclaim(t.Context(), h.clock.Now(), 2)
		must(t, err)
		if got := h.find(t, e); got.State != exports.Failed || got.Failure != exports.FailedInterrupted || got.GatheredKey != "" {
			t.Errorf("stored %+v", got)
		}
		if gone := h.emptied(t); !slices.Equal(gone, []string{"exports/1/g.zip"}) {
			t.Errorf("deleted %v", gone)
		}
		h.started(t, ann) // one that failed neither counts nor stands in the way
	})
}

func TestAnExportThatIsPutBackWaits(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.gathered(t, ann, "exports/1/g.zip")
		e, now := h.begun(t), h.clock.Now()
		must(t, h.PutBack(t.Context(), e, now, now.Add(time.Minute), true))
		_, err := h.Begin(t.Context(), now, now.Add(time.Minute))
		want(t, err, errs.NotFound)
		h.clock.Advance(time.Minute)
		again := h.begun(t)
		if again.Attempts != e.Attempts+1 {
			t.Errorf("attempts %d", again.Attempts)
		}
		now = h.clock.Now()
		must(t, h.PutBack(t.Context(), again, now, now, false))
		if uncounted := h.begun(t); uncounted.Attempts != again.Attempts {
			t.Errorf("attempts %d", uncounted.Attempts)
		}
	})
}

func TestFilesEndAndAreForgotten(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		e := h.ready(t, ann, "exports/1/file.zip")
		h.emptied(t)
		n, err := h.RemoveEnded(t.Context(), e.EndsAt.Add(-time.Second), 10)
		must(t, err)
		if n != 0 {
			t.Error("ended too early")
		}
		n, err = h.RemoveEnded(t.Context(), e.EndsAt, 10)
		must(t, err)
		if n != 1 {
			t.Errorf("%d ended", n)
		}
		if gone := h.emptied(t); !slices.Equal(gone, []string{"exports/1/file.zip"}) {
			t.Errorf("deleted %v", gone)
		}
		_, err = h.Find(t.Context(), ann, e.ID)
		want(t, err, errs.NotFound)
		must(t, h.Forget(t.Context(), h.clock.Now(), h.clock.Now()))
	})
}

// D11: nothing of somebody who is gone is left.
func TestD11_ExportsForgetAPerson(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.ready(t, ann, "exports/1/file.zip")
		h.gathered(t, ann, "exports/2/g.zip")
		h.started(t, bob)
		must(t, h.Purge(t.Context(), ann))
		must(t, h.Purge(t.Context(), ann))
		all, err := h.List(t.Context(), ann)
		must(t, err)
		if len(all) != 0 {
			t.Errorf("left %+v", all)
		}
		gone := h.emptied(t)
		for _, key := range []string{"exports/1/file.zip", "exports/2/g.zip"} {
			if !slices.Contains(gone, key) {
				t.Errorf("%s is still there", key)
			}
		}
		if all, err = h.List(t.Context(), bob); err != nil || len(all) != 1 {
			t.Errorf("somebody else has %v, %v", all, err)
		}
	})
}
