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
	// Reports gives one page of the reports of a state, the latest first. A place in the list is
	// the id of a report.
	Reports(ctx context.Context, state State, r page.Request) (page.Page[Report], error)
	// Close closes a report, unless it is closed already, and gives it; errs.NotFound when there
	// is none.
	Close(ctx context.Context, reportID, by string, at time.Time) (Report, error)
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
