package reading

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
	Reader  Reader
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
	// Workers is how many pictures are read at the same time on this node; 0 means 1.
	Workers int
	// Drain is how long an answer that is on its way may arrive while the process stops.
	Drain time.Duration
	// Instructions take the place of the usual ones; "" keeps those.
	Instructions string
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics  *metrics
	wake     chan struct{} // holds a token when there may be something to read
	stopping chan struct{} // closed when questions are no longer held
	endWaits func()        // closes stopping, once
}

// New gives the service.
func New(d Deps) *Service {
	d.Workers = max(d.Workers, 1)
	if d.Instructions == "" {
		d.Instructions = Instructions
	}
	s := &Service{Deps: d, metrics: newMetrics(d.Metrics), wake: make(chan struct{}, d.Workers), stopping: make(chan struct{})}
	s.endWaits = sync.OnceFunc(func() { close(s.stopping) })
	return s
}

// Ask gives the reading of a photo: the one that exists, unless it failed, or a new one that waits
// for its turn. The errors are errs.Invalid, ErrWaiting, and what the Reader says of the person.
func (s *Service) Ask(ctx context.Context, owner, photoID string) (Reading, error) {
	if err := s.checkPhoto(ctx, owner, photoID); err != nil {
		return Reading{}, err
	}
	may := s.Reader.MayRead(ctx, owner) // asked outside of the transaction, and heard only for a new one
	now := s.Clock.Now()
	r, err := s.Store.Ask(ctx, owner, photoID, func(there *Reading, unsettled int) (Reading, bool, error) {
		if there != nil && there.State != Failed {
			return *there, false, nil
		}
		if may != nil {
			return Reading{}, false, may
		}
		if unsettled >= MaxUnsettled {
			return Reading{}, false, ErrWaiting.After(waitingFor)
		}
		return Reading{ID: id.New(s.Clock), OwnerID: owner, PhotoID: photoID, State: Asked, DueAt: now, CreatedAt: now, UpdatedAt: now}, true, nil
	})
	if err != nil {
		return Reading{}, err
	}
	if r.State == Asked {
		s.wakeWorkers()
	}
	return r, nil
}

// waitingFor is when it is worth asking again while others are being read.
const waitingFor = 10 * time.Second

func (s *Service) checkPhoto(ctx context.Context, owner, photoID string) error {
	err := error(errs.NotFound)
	if id.Valid(photoID) {
		err = s.Photos.Exists(ctx, owner, photoID)
	}
	if errors.Is(err, errs.NotFound) {
		var f errs.Fields
		f.Add("body.photoId", "not_found", noPhoto)
		return f.Err()
	}
	return err
}

// Reading gives a person's reading.
func (s *Service) Reading(ctx context.Context, owner, readingID string) (Reading, error) {
	if owner == "" || !id.Valid(readingID) {
		return Reading{}, errs.NotFound
	}
	return s.Store.Find(ctx, owner, readingID)
}

// lookEvery is how often a held question looks into the store: readings take seconds, and may be
// worked on by another node.
const lookEvery = 300 * time.Millisecond

// Await gives a person's reading when it is begun or settled, or the wait (capped at MaxWait) is over.
func (s *Service) Await(ctx context.Context, owner, readingID string, wait time.Duration) (Reading, error) {
	first, err := s.Reading(ctx, owner, readingID)
	if err != nil || wait <= 0 || first.settled() {
		return first, err
	}
	over := time.NewTimer(min(wait, MaxWait))
	defer over.Stop()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-look.C:
		case <-over.C:
			return first, nil
		case <-s.stopping:
			return first, nil
		case <-ctx.Done():
			return first, nil // nobody reads the answer
		}
		now, err := s.Reading(ctx, owner, readingID)
		if err != nil || now.State != first.State {
			return now, err
		}
	}
}

// EndWaits lets go of every held question, now and from now on, so that a server that stops need
// not wait for them. It may be called again.
func (s *Service) EndWaits() { s.endWaits() }

// Delete cancels a person's reading, or forgets what came of it.
func (s *Service) Delete(ctx context.Context, owner, readingID string) error {
	if owner == "" || !id.Valid(readingID) {
		return errs.NotFound
	}
	return s.Store.Delete(ctx, owner, readingID)
}

// DeleteByPhoto forgets the reading of a photo that is gone. None is fine.
func (s *Service) DeleteByPhoto(ctx context.Context, owner, photoID string) error {
	return s.Store.DeleteByPhoto(ctx, owner, photoID)
}

// batch is how many readings are removed at once.
const batch = 200

// Purge removes everything that is kept of a person who is gone (defect D11). A reading that is
// worked on at this moment can't be finished any more. Purging again is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	for {
		n, err := s.Store.Purge(ctx, person, batch)
		if err != nil || n < batch {
			return err
		}
	}
}
