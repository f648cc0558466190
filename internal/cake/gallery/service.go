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
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics *metrics
	spot    *semaphore.Weighted // turns to draw what somebody waits for
	drawing singleflight.Group  // by file: a crowd that wants one picture has it drawn once
	wanted  chan string         // ids of cakes whose drawn poster is to be kept
}

// maxWanted bounds how many cakes wait to have their drawn poster kept. Whoever comes too
// late is drawn again, and waits then.
const maxWanted = 2000

// New makes the service.
func New(d Deps) *Service {
	return &Service{
		Deps: d, metrics: newMetrics(d.Metrics),
		spot:   semaphore.NewWeighted(int64(min(runtime.GOMAXPROCS(0), 4))),
		wanted: make(chan string, maxWanted),
	}
}

// maxWait is how long a request waits for its turn to draw.
const maxWait = 20 * time.Second

// turn waits for a turn to draw.
func (s *Service) turn(ctx context.Context) (release func(), err error) {
	wait, cancel := context.WithTimeout(ctx, maxWait)
	defer cancel()
	if err := s.spot.Acquire(wait, 1); err != nil {
		return nil, errs.Unavailable.With(err).After(5 * time.Second)
	}
	return func() { s.spot.Release(1) }, nil
}

// want asks for the drawn poster of a cake to be kept.
func (s *Service) want(cakeID string) {
	select {
	case s.wanted <- cakeID:
	default:
	}
}
