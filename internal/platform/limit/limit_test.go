package limit

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/platform/clock"
)

func TestWindowSlides(t *testing.T) {
	c := clock.NewFake(time.Unix(1_000_000, 0))
	w := NewWindow(c, 3, time.Minute)
	for i, step := range []struct {
		after time.Duration
		ok    bool
		wait  time.Duration
	}{
		{0, true, 0},
		{10 * time.Second, true, 0},
		{10 * time.Second, true, 0},
		{10 * time.Second, false, 30 * time.Second},
		{30*time.Second - 1, false, 1},
		{1, true, 0},                 // the first is a minute ago
		{0, false, 10 * time.Second}, // refused ones were not counted
		{time.Hour, true, 0},
	} {
		c.Advance(step.after)
		wait, full := w.Full("a")
		if full == step.ok || wait != step.wait {
			t.Errorf("step %d: full %v, %s", i, full, wait)
		}
		if wait, ok := w.Take("a"); ok != step.ok || wait != step.wait {
			t.Errorf("step %d: took %v, wait %s; want %v, %s", i, ok, wait, step.ok, step.wait)
		}
	}
}

func TestKeysAreApartAndCanBeForgotten(t *testing.T) {
	w := NewWindow(clock.NewFake(time.Now()), 1, time.Minute)
	for _, step := range []struct {
		key string
		ok  bool
	}{{"a", true}, {"a", false}, {"b", true}, {"b", false}} {
		if _, ok := w.Take(step.key); ok != step.ok {
			t.Errorf("%s: %v", step.key, ok)
		}
	}
	w.Forget("a")
	if _, ok := w.Take("a"); !ok {
		t.Error("a is not forgotten")
	}
	if _, ok := w.Take("b"); ok {
		t.Error("b is forgotten too")
	}
}

func TestIdleKeysLeaveTheMemory(t *testing.T) {
	c := clock.NewFake(time.Now())
	w := NewWindow(c, 5, time.Minute)
	for i := range 1000 {
		w.Take(fmt.Sprint("early", i))
	}
	c.Advance(30 * time.Second)
	w.Take("late")
	c.Advance(30 * time.Second)
	w.Take("now")
	if len(w.seen) != 2 {
		t.Errorf("%d keys are kept, want 2", len(w.seen))
	}
}

func TestManyAtOnceGetNoMoreThanMax(t *testing.T) {
	w := NewWindow(clock.NewFake(time.Now()), 10, time.Minute)
	var taken atomic.Int32
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			if _, ok := w.Take("a"); ok {
				taken.Add(1)
			}
		})
	}
	wg.Wait()
	if taken.Load() != 10 {
		t.Errorf("%d got through, want 10", taken.Load())
	}
}
