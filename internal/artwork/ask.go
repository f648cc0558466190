package artwork

import (
	"cmp"
	"context"
	"slices"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Order is what a person asks for.
type Order struct {
	Subject           // of Oil when it names no style
	Provider Provider // "" for Local
	Again    bool     // a further try, also when there is one of the same subject
}

// Ask gives a try of the subject by the provider: the one that exists, unless it came to
// nothing or another is wanted, or a new one that waits for its painter. The errors are
// errs.Invalid, ErrTries, ErrQuota and, for a new one by the model, those of MayAsk.
func (s *Service) Ask(ctx context.Context, owner string, o Order) (Artwork, error) {
	o.Style, o.Provider = cmp.Or(o.Style, Oil), cmp.Or(o.Provider, Local)
	var f errs.Fields
	if s.lanes[o.Provider] == nil {
		f.Add("body.provider", "choice", choice)
	}
	if o.Provider == AI && len(s.AIStyles) > 0 && !slices.Contains(s.AIStyles, o.Style) {
		f.Add("body.style", "choice", choice)
	}
	if err := f.Err(); err != nil {
		return Artwork{}, err
	}
	if err := s.check(ctx, owner, o.Subject); err != nil {
		return Artwork{}, err
	}
	now := s.Clock.Now()
	day, left := quotaDay(now)
	// Asked before the decision, which holds a lock.
	var refused error
	if o.Provider == AI && s.MayAsk != nil {
		refused = s.MayAsk(ctx, owner)
	}
	a, err := s.Store.Ask(ctx, owner, o.PhotoID, day, func(tries []Artwork, used int) (Artwork, bool, error) {
		a, isNew, err := decide(o, tries, used, left, Artwork{
			Subject: o.Subject, ID: id.New(s.Clock), OwnerID: owner,
			Provider: o.Provider, State: Asked, DueAt: now, CreatedAt: now, UpdatedAt: now,
		})
		if err == nil && isNew {
			err = refused
		}
		return a, isNew, err
	})
	if err != nil {
		return Artwork{}, err
	}
	if a.State == Asked {
		s.lanes[a.Provider].wakeUp()
	}
	return a, nil
}

// decide is the rule of what an order gets. fresh lacks only what depends on the others.
func decide(o Order, tries []Artwork, used int, dayLeft time.Duration, fresh Artwork) (Artwork, bool, error) {
	kept, alike := 0, uint64(0)
	for _, t := range tries {
		fresh.Number = max(fresh.Number, t.Number)
		if t.void() {
			continue
		}
		kept++
		if t.Provider == o.Provider && t.same(o.Subject) {
			if !o.Again {
				return t, false, nil
			}
			alike = max(alike, t.Seed)
		}
	}
	switch {
	case kept >= MaxTries:
		return Artwork{}, false, ErrTries
	case used >= DailyQuota:
		return Artwork{}, false, ErrQuota.After(dayLeft)
	}
	fresh.Number++
	if o.Provider == AI {
		fresh.Seed = alike + 1
	} else {
		fresh.Seed = seed(o.PhotoID) + uint64(fresh.Number) // neighbours differ in scene as much as they can
	}
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
