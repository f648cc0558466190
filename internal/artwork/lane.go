package artwork

import (
	"context"
	"slices"
	"sync"
	"time"
)

// lane is a painter with its workers: a model that takes a minute keeps nobody waiting for the
// local one.
type lane struct {
	painter Painter
	workers int
	drain   time.Duration // how long a painting may go on while the process stops
	takes   []Provider    // of tries; the first is what the lane is called
	wake    chan struct{} // holds a token when there may be something to paint
	line    line
}

func newLane(p Painter, workers int, drain time.Duration, takes ...Provider) *lane {
	workers = max(workers, 1)
	return &lane{painter: p, workers: workers, drain: drain, takes: takes, wake: make(chan struct{}, workers)}
}

func (l *lane) wakeUp() {
	l.line.forget()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// laneOf gives the lane that paints a try; nil where its painter can't be asked.
func (s *Service) laneOf(p Provider) *lane {
	for _, l := range s.lanes {
		if slices.Contains(l.takes, p) {
			return l
		}
	}
	return nil
}

// line is who waits before whom, as it was lately: many ask for it at once, and it changes slowly.
type line struct {
	mu   sync.Mutex
	ids  []string  // guarded by mu
	read time.Time // when; guarded by mu
}

const (
	lineKept = time.Second
	lineMost = 1000 // tries; whoever waits behind them is told this number
)

func (l *line) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.read = time.Time{}
}

// Ahead tells how many tries come before one that is asked. ok is false for one that doesn't wait.
func (s *Service) Ahead(ctx context.Context, a Artwork) (n int, ok bool, err error) {
	lane := s.laneOf(a.Provider)
	if a.State != Asked || lane == nil {
		return 0, false, nil
	}
	l := &lane.line
	l.mu.Lock()
	defer l.mu.Unlock()
	at := slices.Index(l.ids, a.ID)
	// One that isn't in a line that is cut off isn't looked for again and again.
	if at < 0 && len(l.ids) < lineMost || time.Since(l.read) > lineKept {
		ids, err := s.Store.Line(ctx, lane.takes, s.Clock.Now().Add(-fairWindow), lineMost)
		if err != nil {
			return 0, false, err
		}
		l.ids, l.read, at = ids, time.Now(), slices.Index(ids, a.ID)
	}
	switch {
	case at >= 0:
		return at, true, nil
	case len(l.ids) == lineMost:
		return lineMost, true, nil
	}
	return 0, false, nil // begun meanwhile
}

// Cancel calls a person's try off, also while it is painted, here or on another node. What a model
// was sent stays counted. Calling off what failed, or was called off before, is fine; ErrDone for
// what is done.
func (s *Service) Cancel(ctx context.Context, owner, artworkID string) error {
	a, err := s.Artwork(ctx, owner, artworkID)
	if err != nil {
		return err
	}
	if !a.settled() {
		if a, err = s.Store.Cancel(ctx, owner, artworkID, s.Clock.Now()); err != nil {
			return err
		}
		s.changed(a)
	}
	if a.State == Done {
		return ErrDone
	}
	return nil
}

// changed tells everybody who wants to know of a try.
func (s *Service) changed(a Artwork) {
	s.news.tell(a.ID)
	if l := s.laneOf(a.Provider); l != nil && (a.State != Running || a.Progress == 0) {
		l.line.forget()
	}
	if s.OnChange != nil {
		s.OnChange(a.OwnerID, a)
	}
}

// tellOf tells of a try as it is now.
func (s *Service) tellOf(ctx context.Context, job Job) {
	a, err := s.Store.FindAny(ctx, job.ID)
	if err != nil { // it is gone; those who wait look for themselves
		s.news.tell(job.ID)
		return
	}
	s.changed(a)
}
