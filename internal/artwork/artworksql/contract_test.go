package artworksql_test

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"piece/internal/artwork"
	"piece/internal/artwork/artworksql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var _ artwork.Store = (*artworksql.Store)(nil)

const day = "2026-08-03"

var local = []artwork.Provider{artwork.Local, artwork.Adopted}

type house struct {
	*artworksql.Store
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
		if _, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations); err != nil {
			t.Fatal(err)
		}
		if _, err := sqldb.Migrate(t.Context(), db, artworksql.Domain, artworksql.Migrations); err != nil {
			t.Fatal(err)
		}
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
		bin := objectbin.New(db, c)
		h := &house{Store: artworksql.New(db, bin), db: db, clock: c}
		h.bin = objectbin.Runner{Bin: bin, Objects: h, Log: slog.New(slog.DiscardHandler)}
		run(t, h)
	})
}

func (h *house) emptied(t *testing.T) []string {
	t.Helper()
	h.deleted = nil
	_, err := h.bin.Empty(t.Context())
	must(t, err)
	slices.Sort(h.deleted)
	return h.deleted
}

// ask stores a new try, the next of its photo.
func (h *house) ask(ctx context.Context, owner, photo string) (artwork.Artwork, error) {
	return h.Ask(ctx, owner, photo, day, func(tries []artwork.Artwork, _ int) (artwork.Artwork, bool, error) {
		return artwork.Artwork{
			Subject: artwork.Subject{PhotoID: photo, Kind: "movie", Genre: "drama", Style: "ink", Crop: artwork.Crop{X: 0.125, Y: 0, Width: 0.7, Height: 1, Turn: 3}},
			ID:      id.New(h.clock), OwnerID: owner, Number: len(tries) + 1, Seed: 1<<62 - 1, Provider: artwork.Local, State: artwork.Asked,
			DueAt: h.clock.Now(), CreatedAt: h.clock.Now(), UpdatedAt: h.clock.Now(),
		}, true, nil
	})
}

func (h *house) asked(t *testing.T, owner, photo string) artwork.Artwork {
	t.Helper()
	a, err := h.ask(t.Context(), owner, photo)
	must(t, err)
	return a
}

func (h *house) begin(ctx context.Context) (artwork.Job, error) {
	now := h.clock.Now()
	return h.Begin(ctx, local, now, now.Add(30*time.Second), now.Add(-10*time.Minute))
}

func (h *house) begun(t *testing.T) artwork.Job {
	t.Helper()
	j, err := h.begin(t.Context())
	must(t, err)
	return j
}

// done asks for a try and finishes it.
func (h *house) done(t *testing.T, owner, photo, key, scene string) artwork.Artwork {
	t.Helper()
	h.asked(t, owner, photo)
	j := h.begun(t)
	must(t, h.Prepare(t.Context(), j, key, h.clock.Now()))
	must(t, h.Finish(t.Context(), j, key, artwork.Picture{Scene: scene}, h.clock.Now()))
	a, err := h.Find(t.Context(), owner, j.ID)
	must(t, err)
	return a
}

func (h *house) id() string { return id.New(h.clock) }

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

func TestATryIsKeptAsItWasAsked(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		got, err := h.Find(t.Context(), a.OwnerID, a.ID)
		must(t, err)
		if !reflect.DeepEqual(got, a) {
			t.Errorf("found %+v, want %+v", got, a)
		}
		_, err = h.Find(t.Context(), h.id(), a.ID)
		want(t, err, errs.NotFound)
		got, err = h.FindAny(t.Context(), a.ID)
		must(t, err)
		if !reflect.DeepEqual(got, a) {
			t.Errorf("found for anybody %+v", got)
		}
		if list, err := h.List(t.Context(), h.id(), a.PhotoID); err != nil || len(list) != 0 {
			t.Errorf("somebody else lists %v, %v", list, err)
		}
	})
}

func TestAnOrderIsDecidedOneAfterTheOther(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, photo := h.id(), h.id()
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				if _, err := h.ask(t.Context(), owner, photo); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		tries, err := h.List(t.Context(), owner, photo)
		must(t, err)
		for i, a := range tries {
			if a.Number != i+1 {
				t.Errorf("try %d has number %d", i, a.Number)
			}
		}
		_, err = h.Ask(t.Context(), owner, h.id(), day, func(tries []artwork.Artwork, used int) (artwork.Artwork, bool, error) {
			if len(tries) != 0 || used != 8 {
				t.Errorf("another photo sees %d tries, %d used", len(tries), used)
			}
			return artwork.Artwork{}, false, artwork.ErrQuota
		})
		want(t, err, artwork.ErrQuota)
	})
}

func TestOnlyNewTriesAreCounted(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, photo := h.id(), h.id()
		first := h.asked(t, owner, photo)
		for range 2 {
			a, err := h.Ask(t.Context(), owner, photo, day, func(tries []artwork.Artwork, used int) (artwork.Artwork, bool, error) {
				if used != 1 {
					t.Errorf("%d used", used)
				}
				return tries[0], false, nil
			})
			must(t, err)
			if !reflect.DeepEqual(a, first) {
				t.Errorf("answered %+v", a)
			}
		}
		must(t, h.ForgetDays(t.Context(), "2026-08-04"))
		_, err := h.Ask(t.Context(), owner, photo, day, func(_ []artwork.Artwork, used int) (artwork.Artwork, bool, error) {
			if used != 0 {
				t.Errorf("%d used after the day was forgotten", used)
			}
			return artwork.Artwork{}, false, artwork.ErrTries
		})
		want(t, err, artwork.ErrTries)
	})
}

func TestNoTryIsBegunTwice(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		const count = 12
		for range count {
			h.asked(t, h.id(), h.id())
		}
		var mu sync.Mutex
		seen := map[string]int{}
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				for {
					j, err := h.begin(t.Context())
					if errors.Is(err, errs.NotFound) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					seen[j.ID]++
					mu.Unlock()
				}
			})
		}
		group.Wait()
		if len(seen) != count {
			t.Errorf("%d of %d tries were begun", len(seen), count)
		}
		for each, n := range seen {
			if n != 1 {
				t.Errorf("%s was begun %d times", each, n)
			}
		}
	})
}

func TestPeopleTakeTurns(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		greedy, modest := h.id(), h.id()
		for range 3 {
			h.asked(t, greedy, h.id())
			h.clock.Advance(time.Second)
		}
		late := h.asked(t, modest, h.id())
		var order []string
		for range 4 {
			order = append(order, h.begun(t).OwnerID)
		}
		if !slices.Equal(order, []string{greedy, modest, greedy, greedy}) {
			t.Errorf("%s came at %d", late.OwnerID, slices.Index(order, modest))
		}
	})
}

func TestAJobKnowsTheScenesBefore(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, photo := h.id(), h.id()
		h.done(t, owner, photo, "artwork/a", "sea")
		h.done(t, owner, photo, "artwork/b", "river")
		h.done(t, owner, h.id(), "artwork/c", "other photo")
		h.asked(t, owner, photo)
		if j := h.begun(t); !slices.Equal(j.Avoid, []string{"sea", "river"}) || j.Attempts != 1 || j.State != artwork.Running {
			t.Errorf("begun: %+v", j)
		}
	})
}

func TestATryComesWhenItIsDue(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.asked(t, h.id(), h.id())
		j := h.begun(t)
		must(t, h.PutBack(t.Context(), j, h.clock.Now(), h.clock.Now().Add(2*time.Second), true))
		_, err := h.begin(t.Context())
		want(t, err, errs.NotFound)
		h.clock.Advance(2 * time.Second)
		j = h.begun(t)
		if j.Attempts != 2 {
			t.Errorf("attempt %d", j.Attempts)
		}
		must(t, h.PutBack(t.Context(), j, h.clock.Now(), h.clock.Now(), false))
		if j = h.begun(t); j.Attempts != 2 {
			t.Errorf("attempt %d after one that isn't counted", j.Attempts)
		}
	})
}

func TestALostTryCanNotBeChanged(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		lost := h.begun(t)
		h.clock.Advance(31 * time.Second)
		late, err := h.Reclaim(t.Context(), h.clock.Now(), 3)
		must(t, err)
		if is, err := h.FindAny(t.Context(), a.ID); err != nil || len(late) != 1 || !reflect.DeepEqual(late[0], is) {
			t.Fatalf("reclaimed %+v, it is %+v, %v", late, is, err)
		}
		for _, state := range []string{"asked", "running again"} {
			now := h.clock.Now()
			for name, err := range map[string]error{
				"extend":  h.Extend(t.Context(), lost, artwork.Stage{Done: 0.5}, now, now.Add(time.Minute)),
				"prepare": h.Prepare(t.Context(), lost, "artwork/lost", now),
				"finish":  h.Finish(t.Context(), lost, "artwork/lost", artwork.Picture{Scene: "sea"}, now),
				"putback": h.PutBack(t.Context(), lost, now, now, true),
				"fail":    h.Fail(t.Context(), lost, artwork.FailedInternal, now),
			} {
				if !errors.Is(err, errs.NotFound) {
					t.Errorf("%s while %s: %v", name, state, err)
				}
			}
			if state == "asked" {
				h.begun(t)
			}
		}
	})
}

func TestATryThatIsCutShortAgainAndAgainFails(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		for attempt := 1; attempt <= 3; attempt++ {
			if j := h.begun(t); j.Attempts != attempt {
				t.Fatalf("attempt %d, want %d", j.Attempts, attempt)
			}
			if ids, err := h.Reclaim(t.Context(), h.clock.Now(), 3); err != nil || len(ids) != 0 {
				t.Fatalf("reclaimed %v, %v within the lease", ids, err)
			}
			h.clock.Advance(time.Minute)
			_, err := h.Reclaim(t.Context(), h.clock.Now(), 3)
			must(t, err)
		}
		got, err := h.Find(t.Context(), a.OwnerID, a.ID)
		must(t, err)
		if got.State != artwork.Failed || got.Failure != artwork.FailedInterrupted {
			t.Errorf("the try is %s, %s", got.State, got.Failure)
		}
	})
}

func TestALeaseIsExtended(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		j := h.begun(t)
		h.clock.Advance(20 * time.Second)
		must(t, h.Extend(t.Context(), j, artwork.Stage{Done: 0.25}, h.clock.Now(), h.clock.Now().Add(30*time.Second)))
		h.clock.Advance(20 * time.Second)
		if ids, err := h.Reclaim(t.Context(), h.clock.Now(), 3); err != nil || len(ids) != 0 {
			t.Errorf("reclaimed %v, %v", ids, err)
		}
		got, err := h.Find(t.Context(), a.OwnerID, a.ID)
		must(t, err)
		if got.State != artwork.Running || got.Progress != 0.25 {
			t.Errorf("the try is %s, %v", got.State, got.Progress)
		}
	})
}

func TestD18_PicturesGoWithTheirPhoto(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, photo := h.id(), h.id()
		h.done(t, owner, photo, "artwork/a", "sea")
		kept := h.done(t, owner, h.id(), "artwork/other", "sea")
		h.asked(t, owner, photo)
		running := h.begun(t)
		must(t, h.Prepare(t.Context(), running, "artwork/b", h.clock.Now()))
		h.asked(t, owner, photo)

		must(t, h.DeleteByPhoto(t.Context(), h.id(), photo)) // somebody else's: nothing
		if list, err := h.List(t.Context(), owner, photo); err != nil || len(list) != 3 {
			t.Fatalf("%d tries are left, %v", len(list), err)
		}
		must(t, h.DeleteByPhoto(t.Context(), owner, photo))
		must(t, h.DeleteByPhoto(t.Context(), owner, photo))
		if list, err := h.List(t.Context(), owner, photo); err != nil || len(list) != 0 {
			t.Errorf("%d tries are left, %v", len(list), err)
		}
		want(t, h.Finish(t.Context(), running, "artwork/b", artwork.Picture{Scene: "sea"}, h.clock.Now()), errs.NotFound)
		if got := h.emptied(t); !slices.Equal(got, []string{"artwork/a"}) {
			t.Errorf("deleted %v", got)
		}
		h.clock.Advance(time.Hour)
		if got := h.emptied(t); !slices.Equal(got, []string{"artwork/b"}) {
			t.Errorf("deleted %v after an hour", got)
		}
		_, err := h.Find(t.Context(), owner, kept.ID)
		must(t, err)
	})
}

func TestD11_APersonIsPurgedInSteps(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.id(), h.id()
		theirs := h.done(t, other, h.id(), "theirs", "a sea")
		for i := range 3 {
			h.done(t, owner, h.id(), "mine"+strconv.Itoa(i), "a sea")
		}
		h.asked(t, owner, h.id())
		running := h.begun(t)
		for step, n := range []int{3, 1, 0} {
			if got, err := h.Purge(t.Context(), owner, 3); err != nil || got != n {
				t.Errorf("step %d: %d, %v", step, got, err)
			}
		}
		want(t, h.Prepare(t.Context(), running, "late", h.clock.Now()), errs.NotFound)
		if got := h.emptied(t); !slices.Equal(got, []string{"mine0", "mine1", "mine2"}) {
			t.Errorf("deleted %v", got)
		}
		left := 0
		for _, table := range []string{"artworks", "artwork_days"} {
			n, err := h.db.Reader().NewSelect().Table(table).Count(t.Context())
			must(t, err)
			left += int(n)
		}
		if _, err := h.Find(t.Context(), other, theirs.ID); err != nil || left != 2 {
			t.Errorf("%d rows are left, %v", left, err)
		}
	})
}
