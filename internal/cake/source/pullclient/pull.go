// Package pullclient is what clients of catalogues elsewhere have in common: works are handed
// over in batches, never behind the place that is remembered; what goes wrong with a single
// work is told apart from what goes wrong with the source.
//
// The package may import package source and platform.
package pullclient

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/platform/outbound"
)

// Works are handed over when there are so many, or when so many places were reached since, so
// that a run that is killed has little to do again.
const (
	batch = 100
	often = 20
)

// Run is one run of a source. It is not safe for concurrent use.
type Run struct {
	to      source.Sink
	works   []cake.Told
	reached string
	saved   string
	places  int // reached since the last was saved
}

// NewRun begins a run.
func NewRun(to source.Sink) *Run { return &Run{to: to} }

// Add takes a work for the next batch.
func (r *Run) Add(ctx context.Context, told cake.Told) error {
	if r.works = append(r.works, told); len(r.works) >= batch {
		return r.Flush(ctx)
	}
	return nil
}

// Failed reports a work that can't be read.
func (r *Run) Failed(ctx context.Context, code string, reason error) { r.to.Failed(ctx, code, reason) }

// Reached says that all works before a cursor were added. It is remembered with the next
// batch, or at once when nothing waits for one.
func (r *Run) Reached(ctx context.Context, cursor string) error {
	r.reached = cursor
	if r.places++; len(r.works) == 0 || r.places >= often {
		return r.Flush(ctx)
	}
	return nil
}

// Flush hands over what waits, and then remembers the place. Call it at the end, also of a run
// that failed: what it got is not asked for again.
func (r *Run) Flush(ctx context.Context) error {
	if len(r.works) > 0 {
		if err := r.to.Works(ctx, r.works...); err != nil {
			return err
		}
		r.works = nil // the sink may have kept the old ones
	}
	if r.reached == r.saved {
		return nil
	}
	if err := r.to.Save(ctx, r.reached); err != nil {
		return err
	}
	r.saved, r.places = r.reached, 0
	return nil
}

// End flushes after a run and gives its error.
func (r *Run) End(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	return errors.Join(err, r.Flush(ctx))
}

// ErrBroken marks an answer that is no document of the source at all: cut, an error page, in
// another form. Asking again may help.
var ErrBroken = errors.New("not a document of the source")

// Broken wraps the reason.
func Broken(reason error) error { return fmt.Errorf("%w: %w", ErrBroken, reason) }

// strikes is in how many runs a work must fail until it is passed over.
const strikes = 3

// Patience tells a work that can't be had from a source that can't: a fault of one work ends
// the run, which is tried again from there, so that a fault that passes leaves nothing out;
// after some runs the work is passed over, so that one that never can be had doesn't keep
// all others away. It is safe for concurrent use, and for as long as the process lives.
type Patience struct {
	mu     sync.Mutex
	failed map[string]int // guarded by mu; by code
}

// Had forgets what was wrong with a work.
func (p *Patience) Had(code string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.failed, code)
}

// Passes tells what becomes of a work when asking for it failed: nil when it is passed over,
// else the error that ends the run.
func (p *Patience) Passes(ctx context.Context, r *Run, code string, err error) error {
	var asking *outbound.Error
	switch {
	case errors.Is(err, ErrBroken):
	case !errors.As(err, &asking):
		r.Failed(ctx, code, err) // it was told, but makes no sense
		p.Had(code)
		return nil
	case asking.Outcome == outbound.Missing:
		p.Had(code) // withdrawn since it was listed
		return nil
	case asking.Outcome == outbound.Refused, asking.Outcome == outbound.TooLarge, asking.Outcome == outbound.Malformed:
		r.Failed(ctx, code, err)
		return nil
	case !slices.Contains([]outbound.Outcome{outbound.Failed, outbound.Timeout, outbound.Network, outbound.Forbidden}, asking.Outcome):
		return err // nothing was asked, or the key is wrong: the work can't help it
	}
	if !p.strike(code) {
		return fmt.Errorf("%s: %w", code, err)
	}
	r.Failed(ctx, code, err)
	return nil
}

func (p *Patience) strike(code string) (out bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed == nil {
		p.failed = map[string]int{}
	}
	if p.failed[code]++; p.failed[code] < strikes {
		return false
	}
	delete(p.failed, code)
	return true
}
