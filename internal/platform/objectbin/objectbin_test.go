package objectbin_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// objects is a store that can be down.
type objects struct {
	mu      sync.Mutex
	down    bool
	deleted []string
}

func (o *objects) Delete(_ context.Context, key string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down {
		return errs.Unavailable
	}
	o.deleted = append(o.deleted, key)
	return nil
}

type house struct {
	db      *sqldb.DB
	clock   *clock.Fake
	bin     *objectbin.Bin
	objects *objects
	runner  objectbin.Runner
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations); err != nil {
			t.Fatal(err)
		}
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
		h := &house{db: db, clock: c, bin: objectbin.New(db, c), objects: &objects{}}
		h.runner = objectbin.Runner{Bin: h.bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}
		run(t, h)
	})
}

func (h *house) intend(t *testing.T, keys ...string) {
	t.Helper()
	if err := h.bin.Intend(t.Context(), h.db.Writer(), h.clock.Now().Add(objectbin.StoreWithin), keys...); err != nil {
		t.Fatal(err)
	}
}

func (h *house) discard(t *testing.T, keys ...string) {
	t.Helper()
	if err := h.bin.Discard(t.Context(), h.db.Writer(), keys...); err != nil {
		t.Fatal(err)
	}
}

func (h *house) keep(ctx context.Context, keys ...string) error {
	return h.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error { return h.bin.Keep(ctx, tx, keys...) })
}

// empties runs the runner once and compares what was deleted.
func (h *house) empties(t *testing.T, want ...string) {
	t.Helper()
	h.objects.deleted = nil
	if _, err := h.runner.Empty(t.Context()); err != nil {
		t.Fatal(err)
	}
	slices.Sort(h.objects.deleted)
	if !slices.Equal(h.objects.deleted, want) {
		t.Fatalf("deleted %v, want %v", h.objects.deleted, want)
	}
}

func TestDiscardedObjectsAreDeletedOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.discard(t, "a", "b")
		h.discard(t, "b", "c")
		h.empties(t, "a", "b", "c")
		h.empties(t)
		h.clock.Advance(48 * time.Hour)
		h.empties(t)
	})
}

func TestD18_ObjectsAreDeletedLaterWhenTheStoreWasDown(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.discard(t, "a")
		h.objects.down = true
		for range 4 {
			if _, err := h.runner.Empty(t.Context()); !errors.Is(err, errs.Unavailable) {
				t.Fatalf("a store that is down gave %v", err)
			}
			h.clock.Advance(6 * time.Hour)
		}
		h.objects.down = false
		h.empties(t, "a")
	})
}

func TestTriesBackOff(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.discard(t, "a")
		h.objects.down = true
		_, _ = h.runner.Empty(t.Context()) // fails, as the test above shows
		h.objects.down = false
		h.clock.Advance(29 * time.Second)
		h.empties(t)
		h.clock.Advance(2 * time.Second)
		h.empties(t, "a")
	})
}

func TestAnObjectWithoutARowIsDeletedAfterAnHour(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.intend(t, "orphan", "adopted")
		if err := h.keep(t.Context(), "adopted"); err != nil {
			t.Fatal(err)
		}
		h.clock.Advance(59 * time.Minute)
		h.empties(t)
		h.clock.Advance(time.Minute)
		h.empties(t, "orphan")
	})
}

func TestAKeyCanNotBeKeptOnceItsDeletionBegan(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.intend(t, "a", "b")
		if err := h.keep(t.Context(), "a", "never"); !errors.Is(err, errs.Conflict) {
			t.Errorf("keeping an unknown key gave %v", err)
		}
		h.clock.Advance(time.Hour)
		h.objects.down = true
		_, _ = h.runner.Empty(t.Context()) // begins and fails
		if err := h.keep(t.Context(), "a", "b"); !errors.Is(err, errs.Conflict) {
			t.Errorf("keeping after the deletion began gave %v", err)
		}
		if err := h.bin.Intend(t.Context(), h.db.Writer(), h.clock.Now().Add(time.Hour), "a"); !errors.Is(err, errs.Unavailable) {
			t.Errorf("intending again after the deletion began gave %v", err)
		}
		h.objects.down = false
		h.clock.Advance(time.Hour)
		h.empties(t, "a", "b")
	})
}

func TestAnIntentIsPartOfItsTransaction(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		torn := errors.New("the rest failed")
		err := h.db.InTx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			if err := h.bin.Discard(ctx, tx, "a"); err != nil {
				return err
			}
			return torn
		})
		if !errors.Is(err, torn) {
			t.Fatal(err)
		}
		h.empties(t)
	})
}

func TestAnotherIntentMovesTheInstant(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.intend(t, "a")
		h.clock.Advance(30 * time.Minute)
		h.intend(t, "a")
		h.clock.Advance(45 * time.Minute)
		h.empties(t)
		h.clock.Advance(15 * time.Minute)
		h.empties(t, "a")
	})
}

func TestSeveralRunnersShareABin(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var want []string
		for i := range 40 {
			key := string(rune('A' + i))
			want = append(want, key)
		}
		h.discard(t, want...)
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if _, err := h.runner.Empty(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		slices.Sort(h.objects.deleted)
		slices.Sort(want)
		if !slices.Equal(h.objects.deleted, want) {
			t.Errorf("deleted %v", h.objects.deleted)
		}
	})
}

func TestTheRunnerWakesUp(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		gone := make(chan struct{})
		h.runner.Every = time.Hour
		h.runner.Objects = deleteFunc(func(string) { close(gone) })
		ended := make(chan error, 1)
		go func() { ended <- h.runner.Run(ctx) }()
		h.discard(t, "a")
		h.bin.Wake()
		select {
		case <-gone:
		case <-ctx.Done():
			t.Error("the runner didn't wake up")
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

type deleteFunc func(key string)

func (f deleteFunc) Delete(_ context.Context, key string) error {
	f(key)
	return nil
}
