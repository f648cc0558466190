// Package limit counts tries within a sliding window, in this process. Limits guard
// against guessing and floods; several nodes multiply them by their number, which is
// why anything that must be exact is a rule of a store instead.
package limit

import (
	"sync"
	"time"

	"piece/internal/platform/clock"
)

// Window allows at most Max events for a key within Per.
// It is safe for concurrent use.
type Window struct {
	max   int
	per   time.Duration
	clock clock.Clock

	mu    sync.Mutex
	seen  map[string][]time.Time // guarded by mu; oldest first
	swept time.Time              // guarded by mu; when idle keys were last forgotten
}

// NewWindow gives a limiter of max events per duration.
func NewWindow(c clock.Clock, max int, per time.Duration) *Window {
	return &Window{max: max, per: per, clock: c, seen: map[string][]time.Time{}, swept: c.Now()}
}

// Take counts an event, unless the window is full: then it counts nothing and tells
// how long until there is room.
func (w *Window) Take(key string) (wait time.Duration, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.clock.Now()
	w.sweep(now)
	live := w.live(key, now)
	if len(live) >= w.max {
		return live[len(live)-w.max].Add(w.per).Sub(now), false
	}
	w.seen[key] = append(live, now)
	return 0, true
}

// Full tells, without counting, whether the window of a key is full and for how long.
func (w *Window) Full(key string) (wait time.Duration, full bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.clock.Now()
	live := w.live(key, now)
	if len(live) < w.max {
		return 0, false
	}
	return live[len(live)-w.max].Add(w.per).Sub(now), true
}

// Forget empties the window of a key, such as after a right password.
func (w *Window) Forget(key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.seen, key)
}

func (w *Window) live(key string, now time.Time) []time.Time {
	s := w.seen[key]
	for len(s) > 0 && now.Sub(s[0]) >= w.per {
		s = s[1:]
	}
	return s
}

// sweep forgets idle keys once a window, so that memory follows the traffic.
func (w *Window) sweep(now time.Time) {
	if now.Sub(w.swept) < w.per {
		return
	}
	w.swept = now
	for k := range w.seen {
		if len(w.live(k, now)) == 0 {
			delete(w.seen, k)
		}
	}
}
