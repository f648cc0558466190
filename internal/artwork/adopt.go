package artwork

import (
	"cmp"
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// adoptDay is what adopted pictures are counted for: no day on which anybody asks for tries.
const adoptDay = "0001-01-01"

// adoptLease is how long an adoption may take before its try is given up.
const adoptLease = 5 * time.Minute

// Adopt makes a picture that the person had on a back before, as within an export, a finished try
// of an own photo. Without a picture one is painted at once. It counts against no quota: whoever
// calls it bounds how often. The errors are errs.Invalid for a subject that breaks its rules, and
// what the painter says.
func (s *Service) Adopt(ctx context.Context, owner string, x Subject, webp []byte) (Artwork, error) {
	x.Style = cmp.Or(x.Style, Oil)
	if err := s.check(ctx, owner, x); err != nil {
		return Artwork{}, err
	}
	if len(webp) > MaxBytes {
		return Artwork{}, errs.Invalid.With(errors.New("the picture is too large"))
	}
	now := s.Clock.Now()
	a, err := s.Store.Ask(ctx, owner, x.PhotoID, adoptDay, func(tries []Artwork, _ int) (Artwork, bool, error) {
		fresh := Artwork{
			Subject: x, ID: id.New(s.Clock), OwnerID: owner, Number: 1, Seed: seed(x.PhotoID), Provider: Adopted, State: Running, Attempts: 1,
			DueAt: now, LeaseUntil: now.Add(adoptLease), CreatedAt: now, UpdatedAt: now,
		}
		if webp == nil {
			fresh.Provider = Local
		}
		for _, t := range tries {
			fresh.Number = max(fresh.Number, t.Number+1)
		}
		return fresh, true, nil
	})
	if err != nil {
		return Artwork{}, err
	}
	job, picture := Job{Artwork: a}, Picture{WebP: webp}
	if webp == nil {
		if picture, err = s.paintSafely(ctx, s.Painter, job, func(Stage) {}); err != nil {
			return Artwork{}, errors.Join(err, s.Store.Fail(context.WithoutCancel(ctx), job, FailedInternal, s.Clock.Now()))
		}
	}
	if _, err := s.finish(ctx, job, picture); err != nil {
		return Artwork{}, err
	}
	return s.Store.Find(ctx, owner, a.ID)
}
