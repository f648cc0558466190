package chat

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"piece/internal/platform/clock"
)

// buckets bound how fast a person writes into a room, in this process: each fills with so many
// tokens a second up to a burst, and an entry takes one. It is safe for concurrent use.
type buckets struct {
	clock clock.Clock
	rate  rate.Limit
	burst int

	mu    sync.Mutex
	all   map[placeKey]*rate.Limiter // guarded by mu
	swept time.Time                  // guarded by mu; when full ones were forgotten last
}

func newBuckets(c clock.Clock, perSecond float64, burst int) *buckets {
	return &buckets{clock: c, rate: rate.Limit(perSecond), burst: burst, all: map[placeKey]*rate.Limiter{}, swept: c.Now()}
}

// take takes a token, or is ErrFlood with the time to wait for one.
func (b *buckets) take(room, person string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.clock.Now()
	b.sweep(now)
	k := placeKey{room, person}
	l := b.all[k]
	if l == nil {
		l = rate.NewLimiter(b.rate, b.burst)
		b.all[k] = l
	}
	r := l.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return ErrFlood.After(wait)
	}
	return nil
}

// sweepEvery is how often full buckets are forgotten, so that memory follows the traffic.
const sweepEvery = time.Minute

func (b *buckets) sweep(now time.Time) {
	if now.Sub(b.swept) < sweepEvery {
		return
	}
	b.swept = now
	for k, l := range b.all {
		if l.TokensAt(now) >= float64(b.burst) {
			delete(b.all, k)
		}
	}
}
