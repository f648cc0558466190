package media

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Claim keeps a person's photo from being dropped. Whoever uses a photo claims it before
// storing that it does. Again is fine.
func (s *Service) Claim(ctx context.Context, owner, photoID string) error {
	if !id.Valid(photoID) {
		return errs.NotFound
	}
	return s.Store.Claim(ctx, owner, photoID, s.Clock.Now())
}

// Release ends the use of a photo and removes it, unless something else uses it. Call it
// after it is stored that the use has ended. A photo that isn't there is fine.
func (s *Service) Release(ctx context.Context, owner, photoID string) error {
	r, err := s.verified(ctx, owner, photoID)
	if err == nil {
		err = s.dropUnused(ctx, r)
	}
	if errors.Is(err, ErrInUse) || errors.Is(err, errs.NotFound) {
		return nil
	}
	return err
}

// Delete drops a photo that nothing uses, such as that of a dropped draft. One in use is
// ErrInUse.
func (s *Service) Delete(ctx context.Context, owner, photoID string) error {
	r, err := s.verified(ctx, owner, photoID)
	if err != nil {
		return err
	}
	if !r.ClaimedAt.IsZero() && (s.InUse == nil || s.Clock.Now().Sub(r.ClaimedAt) < claimTrial) {
		return ErrInUse
	}
	return s.dropUnused(ctx, r)
}

func (s *Service) dropUnused(ctx context.Context, r Record) error {
	if s.InUse != nil {
		used, err := s.InUse(ctx, r.OwnerID, r.ID)
		if err != nil {
			return err
		}
		if used {
			return ErrInUse
		}
	}
	return s.drop(ctx, r)
}

// drop takes a photo away from everybody and then removes what belongs to it. When the
// second part fails, the sweep does it: the photo is gone all the same.
func (s *Service) drop(ctx context.Context, r Record) error {
	if err := s.Store.Drop(ctx, r.OwnerID, r.ID, r.ClaimedAt); err != nil {
		return err
	}
	if err := s.remove(ctx, r.Photo); err != nil {
		s.Log.WarnContext(ctx, "a dropped photo waits for its removal", "error", err)
	}
	return nil
}

func (s *Service) remove(ctx context.Context, p Photo) error {
	if s.OnRemove != nil {
		if err := s.OnRemove(ctx, p.OwnerID, p.ID); err != nil {
			return err
		}
	}
	if err := s.Store.Remove(ctx, p); err != nil {
		return err
	}
	s.WakeBin()
	return nil
}

const (
	sweepEvery = 10 * time.Minute
	sweepBatch = 200
)

// Run sweeps until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(sweepEvery)
	defer t.Stop()
	for {
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "unused photos wait for their removal", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Sweep removes what nobody needs: uploads that were given up, photos that no piece was
// made of, and the rest of dropped ones. It asks again about claims made long ago.
func (s *Service) Sweep(ctx context.Context) error {
	return errors.Join(s.sweepUploads(ctx), s.sweepClaims(ctx), s.sweepUnused(ctx), s.sweepDropped(ctx))
}

func (s *Service) sweepUploads(ctx context.Context) error {
	return s.sweep(ctx,
		func() ([]Record, error) {
			return s.Store.Abandoned(ctx, s.Clock.Now().Add(-UploadKept), sweepBatch)
		},
		func(r Record) error { return s.Store.Reject(ctx, r) })
}

func (s *Service) sweepClaims(ctx context.Context) error {
	if s.InUse == nil {
		return nil
	}
	return s.sweep(ctx,
		func() ([]Record, error) { return s.Store.Claimed(ctx, s.Clock.Now().Add(-claimTerm), sweepBatch) },
		func(r Record) error {
			used, err := s.InUse(ctx, r.OwnerID, r.ID)
			if err != nil {
				return err
			}
			return s.Store.Renew(ctx, r, s.Clock.Now(), used)
		})
}

func (s *Service) sweepUnused(ctx context.Context) error {
	return s.sweep(ctx,
		func() ([]Record, error) { return s.Store.Unused(ctx, s.Clock.Now().Add(-PhotoKept), sweepBatch) },
		func(r Record) error { return s.dropUnused(ctx, r) })
}

func (s *Service) sweepDropped(ctx context.Context) error {
	return s.sweep(ctx,
		func() ([]Record, error) { return s.Store.DroppedOnes(ctx, sweepBatch) },
		func(r Record) error { return s.remove(ctx, r.Photo) })
}

// sweep works off one batch. What changed in the meantime, on this node or another, is
// left alone; the next sweep sees it as it then is. One that fails doesn't hold up others.
func (s *Service) sweep(ctx context.Context, list func() ([]Record, error), each func(Record) error) error {
	records, problem := list()
	for _, r := range records {
		err := each(r)
		if err != nil && !errors.Is(err, errs.NotFound) && !errors.Is(err, ErrInUse) {
			problem = err // one stands for all
		}
	}
	return problem
}
