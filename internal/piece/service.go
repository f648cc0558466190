package piece

import (
	"context"
	"log/slog"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/semaphore"

	"piece/internal/craft/picture"
	"piece/internal/platform/audit"
	"piece/internal/platform/clock"
	"piece/internal/platform/limit"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Objects  Objects
	Photos   Photos
	Records  Records
	Artworks Artworks
	Cakes    Cakes
	Profiles Profiles
	Renderer Renderer
	Covers   Covers
	Clock    clock.Clock
	Log      *slog.Logger
	Metrics  prometheus.Registerer // or nil
	Audit    audit.Log             // keeps what admins do; nil for nobody
	// OnChange is called after pieces of an owner were made, edited or deleted, before the answer. It
	// doesn't fail what was done, and isn't slow. nil for nobody.
	OnChange func(ctx context.Context, owner string)
	// Workers bounds how many tickets are drawn at once for saving, and as many each for
	// previews and for files; one takes a core and up to 150 MB. 0 means one for each core,
	// at most four.
	Workers int
}

// Service holds the use cases of pieces. It is safe for concurrent use.
type Service struct {
	Deps
	metrics  *metrics
	shelves  locks               // by owner: a person's pieces are numbered one after the other
	sheets   locks               // by person: who prints
	late     locks               // by piece: which is drawn because somebody asked for it
	backs    locks               // by name: which back of covers is painted
	undrawn  chan struct{}       // says that there are pieces to draw
	sets     *semaphore.Weighted // turns to draw; apart, so that none keeps the others waiting
	files    *semaphore.Weighted
	previews *semaphore.Weighted
	flood    *limit.Window          // of previews, by person
	pictures *cache[*picture.Photo] // of previews, by owner
	drawn    *cache[[]byte]         // files that are not stored, by tag
}

// New makes the service.
func New(d Deps) *Service {
	if d.Workers <= 0 {
		d.Workers = min(runtime.GOMAXPROCS(0), 4)
	}
	turns := func() *semaphore.Weighted { return semaphore.NewWeighted(int64(d.Workers)) }
	return &Service{
		Deps: d, metrics: newMetrics(d.Metrics),
		sets: turns(), files: turns(), previews: turns(),
		flood:    limit.NewWindow(d.Clock, previewsPerMinute, time.Minute),
		pictures: newCache(previewBytes, pictureSize),
		undrawn:  make(chan struct{}, 1),
		drawn:    newCache(drawnBytes, func(b []byte) int { return len(b) }),
	}
}

// maxWait is how long a request waits for its turn to draw.
const maxWait = 20 * time.Second

// turn waits for a turn to draw. When that takes too long the machine is asked for more
// than it can do, which is ErrBusy.
func turn(ctx context.Context, s *semaphore.Weighted) (release func(), err error) {
	return turnWithin(ctx, s, maxWait)
}

func turnWithin(ctx context.Context, s *semaphore.Weighted, longest time.Duration) (release func(), err error) {
	wait, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	if s.Acquire(wait, 1) != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, ErrBusy.After(5 * time.Second)
	}
	return func() { s.Release(1) }, nil
}
