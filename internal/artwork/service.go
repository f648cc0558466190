package artwork

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Deps are what the service needs.
type Deps struct {
	Store   Store
	Photos  Photos
	Objects Objects
	Painter Painter // the local one
	AI      Painter // the model, or nil where it can't be asked
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
	// Workers and AIWorkers are how many tries each of the painters paints at the same time on
	// this node; 0 means 1.
	Workers, AIWorkers int
	// AIStyles are those that the model paints in; empty means all.
	AIStyles []string
	// Drain is how long a model's picture that is on its way may arrive while the process stops.
	Drain time.Duration
	// MayAsk tells whether a person may ask the model now. Its errors are given to the person.
	MayAsk func(ctx context.Context, person string) error
	// OnChange is told what became of a try: begun, further, or settled. It must not block. Nil
	// tells nobody.
	OnChange func(owner string, a Artwork)
	// WakeBin says that objects were thrown into the bin.
	WakeBin func()
	// MaySee tells whether a person, or a guest (""), may see a picture because of a piece
	// that uses it. Nil shows pictures to their owners only.
	MaySee func(ctx context.Context, artworkID, personID string) (bool, error)
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics  *metrics
	news     *news
	lanes    map[Provider]*lane // by whom a person asks
	stopping chan struct{}      // closed when questions are no longer held
	endWaits func()             // closes stopping, once
}

// New gives the service.
func New(d Deps) *Service {
	s := &Service{Deps: d, metrics: newMetrics(d.Metrics), news: newNews(), stopping: make(chan struct{})}
	s.lanes = map[Provider]*lane{Local: newLane(d.Painter, d.Workers, 0, Local, Adopted)}
	if d.AI != nil {
		s.lanes[AI] = newLane(d.AI, d.AIWorkers, d.Drain, AI)
	}
	s.endWaits = sync.OnceFunc(func() { close(s.stopping) })
	return s
}

// Artwork gives a person's try.
func (s *Service) Artwork(ctx context.Context, owner, artworkID string) (Artwork, error) {
	if owner == "" || !id.Valid(artworkID) {
		return Artwork{}, errs.NotFound
	}
	return s.Store.Find(ctx, owner, artworkID)
}

// Tries gives a person's tries of a photo, oldest first; none for a photo that isn't the
// person's.
func (s *Service) Tries(ctx context.Context, owner, photoID string) ([]Artwork, error) {
	if owner == "" || !id.Valid(photoID) {
		return nil, nil
	}
	return s.Store.List(ctx, owner, photoID)
}

// View is a picture as one person may see it.
type View struct {
	Artwork
	Mine bool
}

// See gives a try with a picture to its owner and to whoever may see a piece with it.
func (s *Service) See(ctx context.Context, viewer, artworkID string) (View, error) {
	a, err := s.Artwork(ctx, viewer, artworkID)
	mine := err == nil
	if errors.Is(err, errs.NotFound) && id.Valid(artworkID) && s.MaySee != nil {
		var allowed bool
		if allowed, err = s.MaySee(ctx, artworkID, viewer); err == nil && !allowed {
			err = errs.NotFound
		}
		if err == nil {
			a, err = s.Store.FindAny(ctx, artworkID)
		}
	}
	if err == nil && a.State != Done {
		err = errs.NotFound
	}
	if err != nil {
		return View{}, err
	}
	return View{Artwork: a, Mine: mine}, nil
}

// Bytes gives the picture, a WebP.
func (s *Service) Bytes(ctx context.Context, v View) ([]byte, error) {
	b, err := s.Objects.Get(ctx, v.ImageKey, MaxBytes)
	if errors.Is(err, errs.NotFound) {
		// A row without its object is a defect of ours, not an answer for the person.
		return nil, errs.Internal.With(err)
	}
	return b, err
}

// Image gives the picture of a person's own try for a ticket. errs.NotFound unless it is
// done and was painted from the photo.
func (s *Service) Image(ctx context.Context, owner, artworkID, photoID string) ([]byte, error) {
	a, err := s.Artwork(ctx, owner, artworkID)
	if err != nil {
		return nil, err
	}
	if a.State != Done || a.PhotoID != photoID {
		return nil, errs.NotFound
	}
	return s.Bytes(ctx, View{Artwork: a, Mine: true})
}

// DeleteByPhoto removes all tries of a photo with their pictures. None is fine.
func (s *Service) DeleteByPhoto(ctx context.Context, owner, photoID string) error {
	if err := s.Store.DeleteByPhoto(ctx, owner, photoID); err != nil {
		return err
	}
	s.WakeBin()
	return nil
}
