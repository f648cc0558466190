package moderation

import (
	"context"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

// Store keeps reports. Each method is atomic; errors are those of package errs.
type Store interface {
	// Open finds the open report of a reporter and a target, whose name is given; errs.NotFound
	// when there is none.
	Open(ctx context.Context, reporter, target string) (Report, error)
	// Add stores a report, unless its reporter has an open one of the same target, whose name is
	// given: then that is what comes back, and made is false.
	Add(ctx context.Context, r Report, target string) (kept Report, made bool, err error)
	// Get finds a report; errs.NotFound when there is none.
	Get(ctx context.Context, reportID string) (Report, error)
	// Cases gives one page of the cases of a filter, that with the latest report first. A place in
	// the list is the id of the latest report of a case.
	Cases(ctx context.Context, f Filter, r page.Request) (page.Page[Case], error)
	// Reports gives up to limit reports of a target, whose name is given, the latest first.
	Reports(ctx context.Context, target string, limit int) ([]Report, error)
	// Against counts the reports of what a person made or is, and how many things they are of.
	Against(ctx context.Context, person string) (Against, error)
	// Close closes all open reports of a target, whose name is given, and tells how many.
	Close(ctx context.Context, target, by, note string, at time.Time) (int, error)

	// Mine gives one page of what a person reported, the latest first. A place is the id of a report.
	Mine(ctx context.Context, person string, r page.Request) (page.Page[Report], error)
	// Purge removes a person from all that is kept: what they reported and what was said of them is
	// kept without them, what they wrote isn't kept, and lines of the log lose the id.
	Purge(ctx context.Context, person string) error

	// Note adds a line to the log of what admins do.
	Note(ctx context.Context, l Line) error
	// Lines gives one page of that log, the latest first. A place in it is the id of a line.
	Lines(ctx context.Context, f LineFilter, r page.Request) (page.Page[Line], error)
}

// Sight is how things are looked at.
type Sight interface {
	// See gives what the person who makes the request sees of a target now; errs.NotFound when
	// that is nothing.
	See(ctx context.Context, person string, t Target) (Seen, error)
}

// Profiles tell who people are.
type Profiles interface {
	// Profiles gives those of the people that exist, by id.
	Profiles(ctx context.Context, ids []string) (map[string]Profile, error)
}

// Profile is what everybody may know of a person.
type Profile struct {
	ID       string
	Nickname string
	Picture  string // address of the small picture; "" without one
	Title    Title  // that is worn beside the nickname; the zero value for none
}

// Title is a title that somebody has earned.
type Title struct {
	ID   string
	Name errs.Text
}
