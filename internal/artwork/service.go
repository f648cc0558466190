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
	Painter Painter
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
	// Workers is how many tries are painted at the same time on this node; 0 means 1.
	Workers int
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
	wake     chan struct{} // holds a token when there may be something to paint
	stopping chan struct{} // closed when questions are no longer held
	endWaits func()        // closes stopping, once
}

// New gives the service.
func New(d Deps) *Service {
	d.Workers = max(d.Workers, 1)
	s := &Service{Deps: d, metrics: newMetrics(d.Metrics), news: newNews(), wake: make(chan struct{}, d.Workers), stopping: make(chan struct{})}
	s.endWaits = sync.OnceFunc(func() { close(s.stopping) })
	return s
}

// Order is what a person asks for.
type Order struct {
	Subject
	Again bool // a further try, also when there is one of the same subject
}

// Ask gives a try of the subject: the one that exists, unless it failed or another is
// wanted, or a new one that waits for its painter. The errors are errs.Invalid, ErrTries
// and ErrQuota.
func (s *Service) Ask(ctx context.Context, owner string, o Order) (Artwork, error) {
	if err := s.check(ctx, owner, o.Subject); err != nil {
		return Artwork{}, err
	}
	now := s.Clock.Now()
	day, left := quotaDay(now)
	a, err := s.Store.Ask(ctx, owner, o.PhotoID, day, func(tries []Artwork, used int) (Artwork, bool, error) {
		return decide(o, tries, used, left, Artwork{
			Subject: o.Subject, ID: id.New(s.Clock), OwnerID: owner, Seed: seed(o.PhotoID),
			Provider: s.Painter.Name(), State: Asked, DueAt: now, CreatedAt: now, UpdatedAt: now,
		})
	})
	if err != nil {
		return Artwork{}, err
	}
	if a.State == Asked {
		s.wakeWorkers()
	}
	return a, nil
}

// decide is the rule of what an order gets. fresh lacks only what depends on the others.
func decide(o Order, tries []Artwork, used int, dayLeft time.Duration, fresh Artwork) (Artwork, bool, error) {
	kept := 0
	for _, t := range tries {
		fresh.Number = max(fresh.Number, t.Number)
		if t.State == Failed {
			continue
		}
		kept++
		if !o.Again && t.same(o.Subject) {
			return t, false, nil
		}
	}
	switch {
	case kept >= MaxTries:
		return Artwork{}, false, ErrTries
	case used >= DailyQuota:
		return Artwork{}, false, ErrQuota.After(dayLeft)
	}
	fresh.Number++
	fresh.Seed += uint64(fresh.Number) // neighbours differ in scene as much as they can
	return fresh, true, nil
}

// seed spreads photos over all seeds, with room for the numbers of tries.
func seed(photoID string) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(photoID) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h >> 3
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
