package genai

import (
	"context"
	"slices"
	"time"
)

// How the usual length of a painting is found.
const (
	tookOf       = 15 // of the last paintings
	usualSeconds = 30 // while there is none
)

// When a provider counts as down: after so many calls in a row that it didn't run, for so long.
const (
	downAfter = 3
	downFor   = 2 * time.Minute
)

// allow tells whether a call may be sent. What is looked at is painted next: without a painting left
// that would be paid for nothing.
func (s *Service) allow(step Step, agreedTo string, spent Spent, estimate int64, left time.Duration) error {
	switch {
	case agreedTo != s.Name:
		return ErrConsent
	case step != Read && spent.Paintings >= s.PaintingsPerDay, step == Read && spent.Readings >= s.ReadingsPerDay:
		return ErrQuota.After(left)
	case estimate > 0 && spent.Micros+estimate > s.BudgetPerDay:
		return ErrBudget.After(left)
	}
	return nil
}

// MayAsk tells whether a person may ask for a step now: ErrOff, ErrConsent, ErrQuota or ErrBudget.
func (s *Service) MayAsk(ctx context.Context, person string, step Step) error {
	if !s.About().can(step) {
		return ErrOff
	}
	agreedTo, _, err := s.Store.Agreed(ctx, person)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	day, next := dayOf(now)
	spent, err := s.Store.Spent(ctx, day, person)
	if err != nil {
		return err
	}
	return s.allow(step, agreedTo, spent, s.Prices.Usual(step), next.Sub(now))
}

// State tells how things are for a person. Without anything set up it is zero.
func (s *Service) State(ctx context.Context, person string) (State, error) {
	st := State{About: s.About()}
	if !st.On() {
		return State{}, nil
	}
	now := s.Clock.Now()
	day, next := dayOf(now)
	agreedTo, at, err := s.Store.Agreed(ctx, person)
	if err != nil {
		return State{}, err
	}
	if agreedTo == s.Name {
		st.Agreed, st.AgreedAt = true, at
	}
	spent, err := s.Store.Spent(ctx, day, person)
	if err != nil {
		return State{}, err
	}
	st.Paintings = Quota{Limit: s.PaintingsPerDay, Left: max(s.PaintingsPerDay-spent.Paintings, 0), ResetsAt: next}
	st.Readings = Quota{Limit: s.ReadingsPerDay, Left: max(s.ReadingsPerDay-spent.Readings, 0), ResetsAt: next}
	st.Paused = s.paused(st.About, spent, now)
	st.Seconds, err = s.usualSeconds(ctx, st.About)
	return st, err
}

func (s *Service) paused(a About, spent Spent, now time.Time) Pause {
	next := Read
	switch {
	case a.Edits:
		next = Edit
	case a.Paints:
		next = Paint
	}
	if estimate := s.Prices.Usual(next); estimate > 0 && spent.Micros+estimate > s.BudgetPerDay {
		return PausedBudget
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failures >= downAfter && now.Sub(s.failedAt) < downFor {
		return PausedDown
	}
	return NotPaused
}

// usualSeconds is the median of the last paintings, with what is looked at before one.
func (s *Service) usualSeconds(ctx context.Context, a About) (int, error) {
	if !a.Paints {
		return 0, nil
	}
	painted, err := s.Store.Took(ctx, tookOf, Paint, Edit)
	if err != nil || len(painted) == 0 {
		return usualSeconds, err
	}
	took := median(painted)
	if a.Sees && !a.Edits {
		described, err := s.Store.Took(ctx, tookOf, Describe)
		if err != nil {
			return usualSeconds, err
		}
		took += median(described)
	}
	return max(int(took.Round(time.Second)/time.Second), 1), nil
}

func median(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// noteHealth counts failures one after the other, and tells the operator of settings that are wrong:
// once, until they are right or wrong in another way.
func (s *Service) noteHealth(ctx context.Context, o Outcome, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch o {
	case Down, Setup:
		s.failures++
		s.failedAt = s.Clock.Now()
	case Busy, Lost: // says nothing of how it is in general
	default:
		s.failures, s.warned = 0, ""
	}
	if o == Setup && s.warned != err.Error() {
		s.warned = err.Error()
		s.Log.ErrorContext(ctx, "the AI is not set up as its provider wants: see piece ai check", "provider", s.Name, "error", err)
	}
}

// Agree notes that a person agrees to a provider, who has to be the one of now: ErrProvider. ErrOff
// when there is none.
func (s *Service) Agree(ctx context.Context, person, provider string) error {
	switch {
	case !s.About().On():
		return ErrOff
	case provider != s.Name:
		return ErrProvider
	}
	return s.Store.Agree(ctx, person, provider, s.Clock.Now())
}

// Disagree takes back what a person agreed to. Again is fine.
func (s *Service) Disagree(ctx context.Context, person string) error {
	return s.Store.Disagree(ctx, person)
}

// Purge forgets a person who is gone (defect D11). What their calls took stays in the money of the
// day.
func (s *Service) Purge(ctx context.Context, person string) error { return s.Store.Purge(ctx, person) }

// How long the ledger remembers.
const (
	tidyEvery = time.Hour
	facesKept = 24 * time.Hour // whom a call was for and what was answered: no longer than a day of quotas
	callsKept = 90 * 24 * time.Hour
)

// Run tidies the ledger now and then. It implements lifecycle.Runner.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		now := s.Clock.Now()
		if err := s.Store.Tidy(ctx, now.Add(-facesKept), now.Add(-callsKept)); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "the ledger of models can't be tidied", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
