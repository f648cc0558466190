package cakesql_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/platform/errs"
)

func (h *home) hearts(viewer string, ids ...string) map[string]cake.Hearts {
	h.t.Helper()
	found, err := h.Hearts(h.t.Context(), viewer, ids)
	must(h.t, err)
	return found
}

func TestD15_FiftyHeartsOfFivePeopleCountFive(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		c, other := h.added(cake.KOPIS, work("1", "play", "하나")), h.added(cake.KOPIS, work("2", "play", "둘"))
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
		n := crowd(func(person string) (bool, error) { return h.Heart(t.Context(), c.ID, person, noon) })
		want := map[string]cake.Hearts{c.ID: {Count: 5, Mine: true}}
		if got := h.hearts(people[3], c.ID, other.ID); n != 5 || !maps.Equal(got, want) {
			t.Errorf("%d hearts were set, counted %+v", n, got)
		}
		if got := h.hearts("", c.ID)[c.ID]; got != (cake.Hearts{Count: 5}) {
			t.Errorf("a guest sees %+v", got)
		}
		n = crowd(func(person string) (bool, error) { return h.Unheart(t.Context(), c.ID, person) })
		if got := h.hearts(people[3], c.ID); n != 5 || len(got) != 0 {
			t.Errorf("%d hearts were taken back, counted %+v", n, got)
		}
	})
}

func TestAHeartNeedsACake(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		if _, err := h.Heart(t.Context(), newID(), newID(), noon); !errors.Is(err, errs.NotFound) {
			t.Errorf("a heart of no cake: %v", err)
		}
		if did, err := h.Unheart(t.Context(), newID(), newID()); did || err != nil {
			t.Errorf("taken back from no cake: %v, %v", did, err)
		}
		if got := h.hearts(newID()); len(got) != 0 || h.count("cake_hearts") != 0 {
			t.Errorf("hearts %v", got)
		}
	})
}

func TestASecondHeartKeepsThePlaceOfTheFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		person := newID()
		a, b := h.added(cake.KOPIS, work("1", "play", "하나")), h.added(cake.KOPIS, work("2", "play", "둘"))
		for i, c := range []*cake.Cake{a, b, a} {
			did, err := h.Heart(t.Context(), c.ID, person, noon.Add(time.Duration(i)*time.Hour))
			if err != nil || did != (i < 2) {
				t.Errorf("heart %d: %v, %v", i, did, err)
			}
		}
		if got := h.all(cake.Filter{List: cake.Hearted, Viewer: person}, 5); !slices.Equal(got, []string{"둘", "하나"}) {
			t.Errorf("hearted %v", got)
		}
	})
}

func TestD53_HeartsAreCountedByDaysOfKorea(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b := h.added(cake.KOPIS, work("1", "play", "하나")), h.added(cake.KOPIS, work("2", "play", "둘"))
		midnight := time.Date(2026, 8, 2, 15, 0, 0, 0, time.UTC) // in Korea
		for _, x := range []struct {
			c  *cake.Cake
			at time.Time
		}{
			{a, midnight.Add(-25 * time.Hour)}, {a, midnight.Add(-time.Microsecond)}, {a, midnight}, {a, midnight.Add(24*time.Hour - time.Microsecond)},
			{b, midnight}, {b, midnight.Add(-24 * time.Hour)},
		} {
			_, err := h.Heart(t.Context(), x.c.ID, newID(), x.at)
			must(t, err)
		}
		got, err := h.HeartDays(t.Context(), midnight.Add(-24*time.Hour))
		must(t, err)
		want := []cake.Activity{{CakeID: a.ID, Day: "2026-08-02", Count: 1}, {CakeID: b.ID, Day: "2026-08-02", Count: 1}, {CakeID: a.ID, Day: "2026-08-03", Count: 2}, {CakeID: b.ID, Day: "2026-08-03", Count: 1}}
		byDay := func(x, y cake.Activity) int {
			if x.Day != y.Day {
				return map[bool]int{true: -1, false: 1}[x.Day < y.Day]
			}
			return map[bool]int{true: -1, false: 1}[x.CakeID < y.CakeID]
		}
		slices.SortFunc(want, byDay)
		slices.SortFunc(got, byDay)
		if !slices.Equal(got, want) {
			t.Errorf("days %+v, want %+v", got, want)
		}
	})
}

// A heart that is set while its cake is merged is not lost, and is one in the end.
func TestHeartsAreNotLostInAMerge(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := context.WithoutCancel(t.Context())
		a, b := h.added(cake.KOPIS, work("1", "play", "하나")), h.added(cake.KOPIS, work("2", "play", "둘"))
		people := make([]string, 20)
		var group sync.WaitGroup
		for i := range people {
			people[i] = newID()
			group.Go(func() {
				for _, to := range []string{a.ID, b.ID} {
					if _, err := h.Heart(ctx, to, people[i], noon); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Go(func() { must(t, h.Merge(ctx, a.ID, b.ID, newID(), noon)) })
		group.Wait()
		if got := h.hearts(people[0], a.ID, b.ID); len(got) != 1 || got[b.ID] != (cake.Hearts{Count: 20, Mine: true}) || h.count("cake_hearts") != 20 {
			t.Errorf("hearts %+v", got)
		}
	})
}
