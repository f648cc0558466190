package source

import (
	"context"
	"time"

	"piece/internal/cake"
)

// Store keeps how far each source got, and which node asks it. Each method is atomic.
type Store interface {
	// Begin gives the source to the holder until the instant, if it is due, or early, and
	// nobody else has it. errs.NotFound otherwise. A source that is not known yet is due.
	Begin(ctx context.Context, name cake.Source, holder string, early bool, now, until time.Time) (State, error)
	// Renew keeps the source for its holder until the instant; errs.NotFound when it was
	// given to another one.
	Renew(ctx context.Context, name cake.Source, holder string, until time.Time) error
	// Save remembers how far the holder got; errs.NotFound as Renew.
	Save(ctx context.Context, name cake.Source, holder, cursor string) error
	// Finish gives the source back, with when it is due again and how many runs failed one
	// after the other; errs.NotFound as Renew.
	Finish(ctx context.Context, name cake.Source, holder string, due time.Time, failures int) error
	// State gives what is known of a source; the zero State of one that never ran.
	State(ctx context.Context, name cake.Source) (State, error)
	// Spend counts a search of people on a day and tells whether it is one of the first most.
	Spend(ctx context.Context, day cake.Day, most int) (bool, error)
}

// State is how far a source got.
type State struct {
	Cursor   string
	Failures int // runs that failed one after the other
	Due      time.Time
}

// Catalogue is where works go; package cakesql has one.
type Catalogue interface {
	// Take brings works in, as cake.Store says.
	Take(ctx context.Context, source cake.Source, works []cake.Told, at time.Time) (cake.Taken, error)
	// WouldTake tells what Take would do, and does nothing.
	WouldTake(ctx context.Context, source cake.Source, works []cake.Told, at time.Time) (cake.Taken, error)
	// PutChart replaces a chart.
	PutChart(ctx context.Context, c cake.Chart) error
	// Some finds cakes by id; it follows merges.
	Some(ctx context.Context, ids []string) (map[string]cake.Cake, error)
	// ByOrigin finds the cakes of a source's codes, by code.
	ByOrigin(ctx context.Context, source cake.Source, codes []string) (map[string]cake.Cake, error)
}
