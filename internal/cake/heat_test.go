package cake_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"piece/internal/cake"
	"piece/internal/platform/clock"
)

func TestHeatOfWhatPeopleDoFadesByHalfInAWeek(t *testing.T) {
	const today = cake.Day("2026-08-29")
	hearts := func(day cake.Day, n int) []cake.Activity {
		return []cake.Activity{{CakeID: "a", Day: day, Count: n}}
	}
	for name, c := range map[string]struct {
		w    cake.Warmth
		want int64
	}{
		"a heart of today":            {cake.Warmth{Hearts: hearts(today, 1)}, 1000},
		"of yesterday":                {cake.Warmth{Hearts: hearts("2026-08-28", 1)}, 906},
		"of a week ago":               {cake.Warmth{Hearts: hearts("2026-08-22", 1)}, 500},
		"of four weeks ago":           {cake.Warmth{Hearts: hearts("2026-08-01", 1)}, 63},
		"of ten weeks ago":            {cake.Warmth{Hearts: hearts("2026-06-20", 1)}, 1},
		"of a day more":               {cake.Warmth{Hearts: hearts("2026-06-19", 1000)}, 0},
		"across a year":               {cake.Warmth{Today: "2026-01-03", Hearts: hearts("2025-12-27", 1)}, 500},
		"of a faster clock":           {cake.Warmth{Hearts: hearts("2026-08-30", 1)}, 1000},
		"many hearts":                 {cake.Warmth{Hearts: hearts(today, 40)}, 40_000},
		"a piece":                     {cake.Warmth{Pieces: hearts(today, 1)}, 3000},
		"both, of several days":       {cake.Warmth{Hearts: append(hearts(today, 2), hearts("2026-08-22", 2)...), Pieces: hearts("2026-08-15", 4)}, 6000},
		"fifty messages":              {cake.Warmth{Messages: hearts(today, 50)}, 1000},
		"a message":                   {cake.Warmth{Messages: hearts(today, 1)}, 20},
		"messages of a week ago":      {cake.Warmth{Messages: hearts("2026-08-22", 50)}, 500},
		"all three of today":          {cake.Warmth{Hearts: hearts(today, 1), Pieces: hearts(today, 1), Messages: hearts(today, 100)}, 6000},
		"the first of a box office":   {cake.Warmth{Places: map[string]int{"a": 1}}, 20_000},
		"the fourth":                  {cake.Warmth{Places: map[string]int{"a": 4}}, 10_000},
		"the tenth":                   {cake.Warmth{Places: map[string]int{"a": 10}}, 2500},
		"no place":                    {cake.Warmth{Places: map[string]int{"a": 0}}, 0},
		"a place, a heart, a piece":   {cake.Warmth{Places: map[string]int{"a": 4}, Hearts: hearts(today, 1), Pieces: hearts(today, 1)}, 14_000},
		"hearts that were taken back": {cake.Warmth{Hearts: hearts(today, 0)}, 0},
	} {
		if c.w.Today == "" {
			c.w.Today = today
		}
		heat := c.w.Heat()
		if heat["a"] != c.want {
			t.Errorf("%s: %d, want %d", name, heat["a"], c.want)
		}
		if _, there := heat["a"]; there != (c.want > 0) {
			t.Errorf("%s: is among the hot: %v", name, there)
		}
	}
}

// warm is a store and a neighbour with what makes cakes hot.
type warm struct {
	cake.Store
	down   int // times before pieces can be asked
	silent int // times before messages can be asked
	merged map[string]string
	since  cake.Day
	set    []map[string]int64
	times  atomic.Int64 // that it was set
}

const (
	hotID    = "01k3q0zv5wq2m8d7x4n9c6b1ah"
	mergedID = "01k3q0zv5wq2m8d7x4n9c6b1aj"
	lostID   = "01k3q0zv5wq2m8d7x4n9c6b1ak"
)

func (w *warm) HeartDays(_ context.Context, since time.Time) ([]cake.Activity, error) {
	if want := time.Date(2026, 5, 25, 15, 0, 0, 0, time.UTC); !since.Equal(want) {
		return nil, errors.New("hearts are asked since " + since.String())
	}
	return []cake.Activity{{CakeID: hotID, Day: "2026-08-04", Count: 1}}, nil
}

func (w *warm) Pieces(_ context.Context, since cake.Day) ([]cake.Activity, error) {
	if w.down--; w.down >= 0 {
		return nil, errors.New("pieces are down")
	}
	w.since = since
	return []cake.Activity{
		{CakeID: hotID, Day: "2026-08-04", Count: 1}, {CakeID: mergedID, Day: "2026-08-04", Count: 2},
		{CakeID: lostID, Day: "2026-08-04", Count: 9}, {CakeID: "no id", Day: "2026-08-04", Count: 9},
	}, nil
}

func (w *warm) Messages(_ context.Context, since cake.Day) ([]cake.Activity, error) {
	if w.silent--; w.silent >= 0 {
		return nil, errors.New("rooms are down")
	}
	w.since = since
	return []cake.Activity{{CakeID: hotID, Day: "2026-08-04", Count: 100}, {CakeID: mergedID, Day: "2026-08-04", Count: 100}, {CakeID: lostID, Day: "2026-08-04", Count: 9}}, nil
}

func (w *warm) Some(_ context.Context, ids []string) (map[string]cake.Cake, error) {
	found := map[string]cake.Cake{}
	for _, i := range ids {
		if i == hotID || i == mergedID {
			found[i] = cake.Cake{ID: hotID}
		}
	}
	return found, nil
}

func (w *warm) Ranks(context.Context, cake.Day) (map[string]int, error) {
	return map[string]int{hotID: 1}, nil
}

func (w *warm) SetHeat(_ context.Context, heat map[string]int64) error {
	w.set = append(w.set, heat)
	w.times.Add(1)
	return nil
}

// The clock is at 00:30 in Seoul, where it is the next day already.
func TestHeatIsReckonedAgainAndAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		w := &warm{down: 1, silent: 1}
		s := cake.New(cake.Deps{
			Store: w, Activities: w, Clock: clock.NewFake(time.Date(2026, 8, 3, 15, 30, 0, 0, time.UTC)),
			Log: slog.New(slog.NewTextHandler(&log, nil)),
		})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.KeepHot(ctx) }()
		synctest.Wait()
		if w.times.Load() != 0 {
			t.Error("heat is set without pieces")
		}
		time.Sleep(12 * time.Minute)
		synctest.Wait()
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if len(w.set) != 3 || !maps.Equal(w.set[0], map[string]int64{hotID: 1000 + 3*3000 + 200*20 + 20_000}) {
			t.Errorf("heat is set to %v", w.set)
		}
		if w.since != "2026-05-26" || strings.Count(log.String(), "WARN") != 2 {
			t.Errorf("since %s, the log says %s", w.since, log.String())
		}
	})
}

// behind is a store with cakes that are not indexed yet.
type behind struct {
	cake.Store
	left  atomic.Int64
	fails int // times before it works
}

func (b *behind) Index(_ context.Context, limit int) (int, error) {
	if b.fails--; b.fails >= 0 {
		return 0, errors.New("the store is down")
	}
	n := min(int64(limit), b.left.Load())
	b.left.Add(-n)
	return int(n), nil
}

func TestOldCakesAreIndexedUntilNoneIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		store := &behind{fails: 2}
		store.left.Store(1000)
		s := cake.New(cake.Deps{Store: store, Clock: clock.NewFake(time.Now()), Log: slog.New(slog.NewTextHandler(&log, nil))})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.KeepIndexed(ctx) }()
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := store.left.Load(); n != 0 {
			t.Errorf("%d are left", n)
		}
		store.left.Store(3) // of an older program that still runs beside this one
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		stop()
		if err := <-done; err != nil || store.left.Load() != 0 {
			t.Errorf("%d of those that came later are left, %v", store.left.Load(), err)
		}
		if !strings.Contains(log.String(), "cakes=1000") || !strings.Contains(log.String(), "cakes=3") || strings.Count(log.String(), "WARN") != 2 {
			t.Errorf("the log says %s", log.String())
		}
	})
}
