package exports

import (
	"context"
	"errors"
	"sync"
	"time"

	"piece/internal/platform/errs"
)

// holding keeps the lease of an export while it is worked on, and tells how far that is.
type holding struct {
	ctx   context.Context // ends when the work is to end: the node stops, or the export is lost
	state State           // that the export is held in
	began time.Time

	service *Service
	cancel  context.CancelCauseFunc
	outer   context.Context
	done    chan struct{}

	mu       sync.Mutex
	progress Progress // guarded by mu
	key      string   // object that is being written; guarded by mu
}

var errLost = errors.New("the export was removed, or given to another worker")

// hold begins to hold an export of which this node has the lease.
func (s *Service) hold(ctx context.Context, e Export) *holding {
	h := &holding{state: e.State, began: time.Now(), service: s, outer: ctx, done: make(chan struct{}), progress: e.Progress}
	h.ctx, h.cancel = context.WithCancelCause(ctx)
	go func() {
		defer close(h.done)
		h.report(e)
	}()
	return h
}

// at tells how far the work is.
func (h *holding) at(p Progress) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.progress = p
}

// writes tells which object is being written.
func (h *holding) writes(key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.key = key
}

func (h *holding) now() (Progress, string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.progress, h.key
}

// end lets go of the export, and tells whether it was lost.
func (h *holding) end() (lost bool) {
	lost = errors.Is(context.Cause(h.ctx), errLost)
	h.cancel(nil)
	<-h.done
	return lost
}

// stopped tells whether the node stops.
func (h *holding) stopped() bool { return h.outer.Err() != nil }

// report stores the progress and renews the lease until the work ends.
func (h *holding) report(e Export) {
	t := time.NewTicker(reportEvery)
	defer t.Stop()
	told, renewed, intended := Progress{}, time.Now(), time.Now()
	for {
		select {
		case <-h.ctx.Done():
			return
		case <-t.C:
		}
		p, key := h.now()
		if p == told && time.Since(renewed) < renewEvery {
			continue
		}
		now := h.service.Clock.Now()
		err := h.service.Store.Extend(h.ctx, e, p, now, now.Add(lease))
		if err == nil && key != "" && time.Since(intended) > intendEvery {
			err, intended = h.service.Store.Intend(h.ctx, e, key, now), time.Now()
		}
		switch {
		case errors.Is(err, errs.NotFound):
			h.cancel(errLost)
			return
		case err != nil:
			continue // the lease lasts for more tries
		}
		told, renewed = p, time.Now()
	}
}
