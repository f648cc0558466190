package gallery

import (
	"context"
	"log/slog"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"piece/internal/cake"
	"piece/internal/craft/poster"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// Deps are what the service needs.
type Deps struct {
	Store   Store
	Queue   Queue
	Objects Objects
	Artist  *poster.Artist
	// Fetchers get pictures of sources, each of its own. None leaves all posters to be drawn.
	Fetchers []Fetcher
	Clock    clock.Clock
	Log      *slog.Logger
	Metrics  prometheus.Registerer // or nil
	// WakeBin says that objects were thrown into the bin.
	WakeBin func()
	// Look tells how the poster of a source's work wants to be drawn; ok is false when the
	// work has no wish. Nil knows of no wishes.
	Look func(cake.Origin) (look Look, ok bool)
	// Wait is how the work in the background waits; tests that have no time set it. Nil waits.
	Wait func(ctx context.Context, d time.Duration) error
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics *metrics
	spot    *semaphore.Weighted // turns to draw what somebody waits for
	drawing singleflight.Group  // by file: a crowd that wants one picture has it drawn once
	wanted  chan string         // ids of cakes whose drawn poster is to be kept, because somebody looked at it
	worth   chan string         // and of those that somebody may look at
}

// maxWanted bounds how many cakes wait to have their drawn poster kept. Those that come too
// late come again, when they are looked at or walked past once more.
const maxWanted = 2000

// New makes the service.
func New(d Deps) *Service {
	if d.Wait == nil {
		d.Wait = wait
	}
	return &Service{
		Deps: d, metrics: newMetrics(d.Metrics),
		spot:   semaphore.NewWeighted(int64(min(runtime.GOMAXPROCS(0), 4))),
		wanted: make(chan string, maxWanted), worth: make(chan string, maxWanted),
	}
}

// wait sleeps unless ctx ends first.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// maxWait is how long a request waits for its turn to draw.
const maxWait = 20 * time.Second

// turn waits for a turn to draw.
func (s *Service) turn(ctx context.Context) (release func(), err error) {
	waiting, cancel := context.WithTimeout(ctx, maxWait)
	defer cancel()
	if err := s.spot.Acquire(waiting, 1); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, errs.Unavailable.With(err).After(5 * time.Second)
	}
	return func() { s.spot.Release(1) }, nil
}
