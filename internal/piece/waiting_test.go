package piece

import (
	"context"
	"errors"
	"image"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/semaphore"

	"piece/internal/craft/picture"
)

// What guards the machine can't be seen from outside without loading it, so it is tested
// from within.

func TestWhoeverWaitsTooLongToDrawIsToldToComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := semaphore.NewWeighted(1)
		release, err := turn(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		if _, err := turn(t.Context(), s); !errors.Is(err, ErrBusy) || time.Since(begin) != maxWait {
			t.Errorf("after %s: %v", time.Since(begin), err)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := turn(gone, s); !errors.Is(err, context.Canceled) {
			t.Errorf("a request that was given up: %v", err)
		}
		time.AfterFunc(time.Second, release)
		if _, err := turn(t.Context(), s); err != nil {
			t.Errorf("with a turn that becomes free: %v", err)
		}
	})
}

func TestALockIsForOneAtATimeAndItsName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l locks
		release, err := l.acquire(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		other, err := l.acquire(t.Context(), "b")
		if err != nil {
			t.Fatal(err)
		}
		other()
		gone, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := l.acquire(gone, "a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a held lock was given again: %v", err)
		}
		got := make(chan func())
		go func() {
			r, err := l.acquire(t.Context(), "a")
			if err != nil {
				t.Error(err)
			}
			got <- r
		}()
		synctest.Wait()
		release()
		(<-got)()
		if len(l.held) != 0 {
			t.Errorf("%d locks are kept that nobody holds", len(l.held))
		}
	})
}

func TestTheCacheForgetsWhatWasUsedLongestAgo(t *testing.T) {
	const pictureBytes = 100 * 100 * 3 / 2
	c := newCache(2*pictureBytes, pictureSize)
	loads := 0
	get := func(key string) {
		t.Helper()
		_, err := c.get(key, func() (*picture.Photo, error) {
			loads++
			return picture.FromImage(image.NewRGBA(image.Rect(0, 0, 100, 100))), nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		key   string
		loads int
	}{{"a", 1}, {"b", 2}, {"a", 2}, {"c", 3}, {"a", 3}, {"b", 4}, {"c", 5}} {
		if get(step.key); loads != step.loads {
			t.Errorf("%s: %d loads, want %d", step.key, loads, step.loads)
		}
		if c.used > c.limit || c.used != len(c.byKey)*pictureBytes {
			t.Errorf("%d bytes for %d pictures, limit %d", c.used, len(c.byKey), c.limit)
		}
	}
	if _, err := c.get("d", func() (*picture.Photo, error) { return nil, ErrBusy }); !errors.Is(err, ErrBusy) || c.byKey["d"] != nil {
		t.Errorf("a failure was kept: %v", err)
	}
}
