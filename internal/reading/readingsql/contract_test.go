package readingsql_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
	"piece/internal/reading"
	"piece/internal/reading/readingsql"
)

var _ reading.Store = (*readingsql.Store)(nil)

type house struct {
	*readingsql.Store
	clock *clock.Fake
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, readingsql.Domain, readingsql.Migrations); err != nil {
			t.Fatal(err)
		}
		run(t, &house{Store: readingsql.New(db), clock: clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC))})
	})
}

func (h *house) id() string { return id.New(h.clock) }

// ask asks as the service does.
func (h *house) ask(ctx context.Context, owner, photo string) (reading.Reading, error) {
	now := h.clock.Now()
	return h.Ask(ctx, owner, photo, func(there *reading.Reading, _ int) (reading.Reading, bool, error) {
		if there != nil && there.State != reading.Failed {
			return *there, false, nil
		}
		return reading.Reading{ID: h.id(), OwnerID: owner, PhotoID: photo, State: reading.Asked, DueAt: now, CreatedAt: now, UpdatedAt: now}, true, nil
	})
}

func (h *house) asked(t *testing.T, owner, photo string) reading.Reading {
	t.Helper()
	r, err := h.ask(t.Context(), owner, photo)
	must(t, err)
	return r
}

func (h *house) begin(ctx context.Context) (reading.Job, error) {
	now := h.clock.Now()
	return h.Begin(ctx, now, now.Add(30*time.Second), now.Add(-10*time.Minute))
}

func (h *house) begun(t *testing.T) reading.Job {
	t.Helper()
	j, err := h.begin(t.Context())
	must(t, err)
	return j
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

var found = []reading.Suggestion{
	{Field: reading.Title, Value: "레베카 👨‍👩‍👧", Confidence: 0.97},
	{Field: reading.Date, Value: "2026-11-21", Label: "2026.11.21(토)", Confidence: 0.5},
}

func TestAReadingIsKeptAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		got, err := h.Find(t.Context(), a.OwnerID, a.ID)
		must(t, err)
		if !reflect.DeepEqual(got, a) {
			t.Errorf("found %+v, want %+v", got, a)
		}
		must(t, h.Finish(t.Context(), h.begun(t), found, h.clock.Now()))
		got, err = h.Find(t.Context(), a.OwnerID, a.ID)
		must(t, err)
		if got.State != reading.Done || !slices.Equal(got.Found, found) {
			t.Errorf("found %+v", got)
		}
		_, err = h.Find(t.Context(), h.id(), a.ID)
		want(t, err, errs.NotFound)
		want(t, h.Delete(t.Context(), h.id(), a.ID), errs.NotFound)
		must(t, h.Delete(t.Context(), a.OwnerID, a.ID))
		want(t, h.Delete(t.Context(), a.OwnerID, a.ID), errs.NotFound)
	})
}

func TestAPhotoHasOneReading(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, photo := h.id(), h.id()
		var group sync.WaitGroup
		ids := make([]string, 8)
		for i := range ids {
			group.Go(func() {
				r, err := h.ask(t.Context(), owner, photo)
				if err != nil {
					t.Error(err)
				}
				ids[i] = r.ID
			})
		}
		group.Wait()
		for _, other := range ids {
			if other != ids[0] {
				t.Fatalf("readings %v", ids)
			}
		}
		must(t, h.Fail(t.Context(), h.begun(t), reading.FailedLost, h.clock.Now()))
		again := h.asked(t, owner, photo)
		if again.ID == ids[0] {
			t.Error("a failed reading is given again")
		}
		_, err := h.Find(t.Context(), owner, ids[0])
		want(t, err, errs.NotFound)
		if other := h.asked(t, h.id(), photo); other.ID == again.ID {
			t.Error("another person has the same reading")
		}
		_, err = h.Ask(t.Context(), owner, h.id(), func(there *reading.Reading, unsettled int) (reading.Reading, bool, error) {
			if there != nil || unsettled != 1 {
				t.Errorf("another photo has %+v, %d are unsettled", there, unsettled)
			}
			return reading.Reading{}, false, reading.ErrWaiting
		})
		want(t, err, reading.ErrWaiting)
	})
}

func TestNoReadingIsBegunTwice(t *testing.T) {
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
		for each, n := range seen {
			if n != 1 {
				t.Errorf("%s was begun %d times", each, n)
			}
		}
		if len(seen) != count {
			t.Errorf("%d of %d readings were begun", len(seen), count)
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
		h.asked(t, modest, h.id())
		var order []string
		for range 4 {
			order = append(order, h.begun(t).OwnerID)
		}
		if !slices.Equal(order, []string{greedy, modest, greedy, greedy}) {
			t.Errorf("the other came at %d", slices.Index(order, modest))
		}
	})
}

func TestAReadingComesWhenItIsDue(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.asked(t, h.id(), h.id())
		j := h.begun(t)
		must(t, h.PutBack(t.Context(), j, h.clock.Now(), h.clock.Now().Add(2*time.Second), true))
		_, err := h.begin(t.Context())
		want(t, err, errs.NotFound)
		h.clock.Advance(2 * time.Second)
		if j = h.begun(t); j.Attempts != 2 {
			t.Errorf("attempt %d", j.Attempts)
		}
		must(t, h.PutBack(t.Context(), j, h.clock.Now(), h.clock.Now(), false))
		if j = h.begun(t); j.Attempts != 2 {
			t.Errorf("attempt %d after one that isn't counted", j.Attempts)
		}
	})
}

func TestALostReadingCanNotBeChanged(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		lost := h.begun(t)
		h.clock.Advance(20 * time.Second)
		must(t, h.Extend(t.Context(), lost, h.clock.Now(), h.clock.Now().Add(30*time.Second)))
		h.clock.Advance(20 * time.Second)
		if n, err := h.Reclaim(t.Context(), h.clock.Now(), 3); err != nil || n != 0 {
			t.Fatalf("reclaimed %d, %v within the lease", n, err)
		}
		h.clock.Advance(11 * time.Second)
		if n, err := h.Reclaim(t.Context(), h.clock.Now(), 3); err != nil || n != 1 {
			t.Fatalf("reclaimed %d, %v", n, err)
		}
		for _, state := range []string{"asked", "running again", "forgotten"} {
			now := h.clock.Now()
			for name, err := range map[string]error{
				"extend":  h.Extend(t.Context(), lost, now, now.Add(time.Minute)),
				"finish":  h.Finish(t.Context(), lost, found, now),
				"putback": h.PutBack(t.Context(), lost, now, now, true),
				"fail":    h.Fail(t.Context(), lost, reading.FailedInternal, now),
			} {
				if !errors.Is(err, errs.NotFound) {
					t.Errorf("%s while %s: %v", name, state, err)
				}
			}
			switch state {
			case "asked":
				lost = reading.Job{Reading: lost.Reading}
				h.begun(t)
			case "running again":
				must(t, h.DeleteByPhoto(t.Context(), a.OwnerID, a.PhotoID))
			}
		}
	})
}

func TestAReadingThatIsCutShortAgainAndAgainFails(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.asked(t, h.id(), h.id())
		for attempt := 1; attempt <= 3; attempt++ {
			if j := h.begun(t); j.Attempts != attempt {
				t.Fatalf("attempt %d, want %d", j.Attempts, attempt)
			}
			h.clock.Advance(time.Minute)
			_, err := h.Reclaim(t.Context(), h.clock.Now(), 3)
			must(t, err)
		}
		got, err := h.Find(t.Context(), a.OwnerID, a.ID)
		must(t, err)
		if got.State != reading.Failed || got.Failure != reading.FailedInterrupted {
			t.Errorf("the reading is %s, %s", got.State, got.Failure)
		}
	})
}

func TestD11_NothingIsKeptForLong(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.id(), h.id()
		for range 3 {
			h.asked(t, owner, h.id())
		}
		must(t, h.Finish(t.Context(), h.begun(t), found, h.clock.Now()))
		must(t, h.Fail(t.Context(), h.begun(t), reading.FailedLost, h.clock.Now()))
		h.clock.Advance(time.Hour)
		theirs := h.asked(t, other, h.id())
		if n, err := h.Forget(t.Context(), h.clock.Now().Add(-time.Hour), 10); err != nil || n != 0 {
			t.Errorf("forgot %d, %v too early", n, err)
		}
		if n, err := h.Forget(t.Context(), h.clock.Now(), 1); err != nil || n != 1 {
			t.Errorf("forgot %d, %v", n, err)
		}
		if n, err := h.Forget(t.Context(), h.clock.Now(), 10); err != nil || n != 1 {
			t.Errorf("forgot %d, %v", n, err)
		}
		if n, err := h.Purge(t.Context(), owner, 10); err != nil || n != 1 {
			t.Errorf("purged %d, %v", n, err)
		}
		if n, err := h.Purge(t.Context(), owner, 10); err != nil || n != 0 {
			t.Errorf("purged %d, %v again", n, err)
		}
		_, err := h.Find(t.Context(), other, theirs.ID)
		must(t, err)
	})
}
