package piece

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// ErrandKind says what is to be done at a neighbour.
type ErrandKind string

// The kinds of errands.
const (
	Claim   ErrandKind = "claim"   // keep the photo of a piece that was made
	Release ErrandKind = "release" // let go of the photo and the artworks of a piece that was deleted
)

// Errand is something that a neighbour must be told after a piece was made or deleted.
// Rows of two domains can't share a transaction, so the errand is written with the piece,
// run right after, and run again until it succeeds.
type Errand struct {
	ID       string
	Kind     ErrandKind
	OwnerID  string
	PhotoID  string
	Tries    int
	WaitTill time.Time // when it is run again
}

const (
	errandGrace = time.Minute      // for the request that left it to run it itself
	errandEvery = 30 * time.Second // between two looks for errands that wait
	errandBatch = 100
	keepKeys    = 90 * 24 * time.Hour // how long a request that is sent again is known
)

func (s *Service) errand(kind ErrandKind, p *Piece) Errand {
	return Errand{ID: id.New(s.Clock), Kind: kind, OwnerID: p.OwnerID, PhotoID: p.PhotoID, WaitTill: s.Clock.Now().Add(errandGrace)}
}

// run tries an errand once. The piece is stored or gone by now, so a failure is not the
// person's: the errand waits and is tried again.
func (s *Service) run(ctx context.Context, e Errand) {
	ctx = context.WithoutCancel(ctx)
	err := s.do(ctx, e)
	if err == nil {
		err = s.Store.Done(ctx, e.ID)
	} else {
		err = errors.Join(err, s.Store.PutOff(ctx, e.ID, s.Clock.Now().Add(backoff(e.Tries))))
	}
	if err != nil {
		s.Log.WarnContext(ctx, "an errand waits", "errand", e.Kind, "tries", e.Tries+1, "error", err)
	}
}

func (s *Service) do(ctx context.Context, e Errand) error {
	if e.Kind == Release {
		if err := s.Artworks.DeleteByPhoto(ctx, e.OwnerID, e.PhotoID); err != nil {
			return err
		}
		return s.Photos.Release(ctx, e.OwnerID, e.PhotoID)
	}
	err := s.Photos.Claim(ctx, e.OwnerID, e.PhotoID)
	if errors.Is(err, errs.NotFound) { // the piece was deleted meanwhile, and its photo with it
		return nil
	}
	return err
}

// backoff is how long after a try the next one comes: half a minute, doubling up to six hours.
func backoff(tries int) time.Duration {
	return min(30*time.Second<<min(tries, 16), 6*time.Hour)
}

// Run works off errands that wait and forgets old requests, until ctx ends. It implements
// lifecycle.Runner; several nodes may run it.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(errandEvery)
	defer t.Stop()
	for {
		if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "errands could not be looked for", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Tidy runs the errands that wait, each once, and forgets old requests.
func (s *Service) Tidy(ctx context.Context) error {
	now := s.Clock.Now()
	due, err := s.Store.DueErrands(ctx, now, errandBatch)
	if err != nil {
		return err
	}
	for _, e := range due {
		s.run(ctx, e)
	}
	return s.Store.ForgetCreations(ctx, now.Add(-keepKeys))
}
