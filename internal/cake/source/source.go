// Package source keeps the catalogue in line with catalogues elsewhere: on a schedule, one
// node at a time, from where the last run got to, and with a report of each run.
//
// Invariants: what a source tells is stored before the place it was told at, so that a run
// that is killed is gone on with and nothing is left out; a source that is down, slow or
// talks nonsense changes nothing that people see (defect D31). The package imports package
// cake and platform; sources themselves are its walls.
package source

import (
	"context"

	"piece/internal/cake"
)

// Source is one catalogue elsewhere. Implementations are safe for use by one run at a time
// beside any number of searches.
type Source interface {
	// Name says which it is. It is stored.
	Name() cake.Source
	// Sync hands what changed since the cursor to the sink. The cursor is what the source
	// saved last, in this or in an earlier run; "" at the very first. What can't be read of
	// a single work is reported and passed over; an error ends the run, which is tried again
	// later from the last saved cursor.
	Sync(ctx context.Context, cursor string, to Sink) error
}

// Finder is a source that can be asked for a title.
type Finder interface {
	Source
	// Find gives the works that the source finds for a title as typed, the best first. With an
	// error they aren't all that there are.
	Find(ctx context.Context, title string) ([]cake.Told, error)
}

// Sink takes what a source tells in a run.
type Sink interface {
	// Works takes works in. A few hundred at a time are best.
	Works(ctx context.Context, works ...cake.Told) error
	// Chart takes a chart, after the works it names.
	Chart(ctx context.Context, c cake.Chart) error
	// Failed reports a work that could not be read, with the reason.
	Failed(ctx context.Context, code string, reason error)
	// Save remembers how far the run got: everything before the cursor was handed over.
	Save(ctx context.Context, cursor string) error
}
