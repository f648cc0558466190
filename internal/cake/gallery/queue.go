package gallery

import (
	"context"
	"time"

	"piece/internal/cake"
)

// Task is a picture of a source that is to be fetched, or was.
type Task struct {
	Picture  string // names it among all; see PosterOf and PortraitOf
	CakeID   string // of a poster; "" for a portrait, which may be in many cakes
	Address  string
	Source   string // whose fetcher gets it
	Urgency  int64  // the more, the sooner
	Attempts int    // that failed, one after the other
	Outcome  Outcome
	Until    time.Time // when the lease of whoever works on it ends
	Made     Made
}

// Made is what became of a picture when it was fetched last.
type Made struct {
	SetID      string // of the objects; "" for none
	Digest     string // of the bytes as they came
	Validators Validators
}

// Validators tell one version of a picture from another at its source.
type Validators struct{ ETag, LastModified string }

// PosterOf names the poster of a cake.
func PosterOf(cakeID string) string { return "poster:" + cakeID }

// PortraitOf names a portrait, whose name is that of cake.Credit.Portrait.
func PortraitOf(name string) string { return "portrait:" + name }

// Outcome says how fetching a picture ended. It is stored, and a label of metrics.
type Outcome string

// The outcomes.
const (
	Fetched     Outcome = "fetched"     // it is kept
	Unchanged   Outcome = "unchanged"   // it is what we have
	Superseded  Outcome = "superseded"  // the cake has a better one, or is gone
	Missing     Outcome = "missing"     // there is none at the address
	Refused     Outcome = "refused"     // the source doesn't give it, or the address may not be asked
	TooLarge    Outcome = "too_large"   // more bytes or pixels than we take
	Unusable    Outcome = "unusable"    // no picture, damaged, or nothing to see on it
	Unreachable Outcome = "unreachable" // no answer this time
	Held        Outcome = "held"        // the source is left alone for a while
)

// Ended is how a task ended and when it is looked at again.
type Ended struct {
	Outcome  Outcome
	Attempts int
	Due      time.Time
	Made     Made
}

// Seen is a cake as the walk through the catalogue sees it.
type Seen struct {
	Number    int64
	ID        string
	Source    cake.Source
	Merged    bool
	Address   string // of its poster at the source
	Heat      int64
	Opens     cake.Day
	Kept      Kept
	UpdatedAt time.Time
	Portraits []cake.Credit // those with a picture
}

// Queue keeps what is to be fetched. Errors are those of package errs.
type Queue interface {
	// Lead makes the holder the one who walks through the catalogue until an instant, unless
	// somebody else is, and tells whether it is.
	Lead(ctx context.Context, holder string, now, until time.Time) (bool, error)
	// Walk gives up to limit cakes after the one with the number, in their order.
	Walk(ctx context.Context, after int64, limit int) ([]Seen, error)
	// HandOver gives the poster of a cake that was merged to the one it leads to, if that is
	// the better of the two, and throws it away otherwise.
	HandOver(ctx context.Context, cakeID string) error

	// Tasks finds those of the pictures that there are tasks for, by picture.
	Tasks(ctx context.Context, pictures []string) (map[string]Task, error)
	// Ask adds fresh tasks, unless they are there. Others get their urgency and, if that is
	// another, their address, and then are to be fetched anew.
	Ask(ctx context.Context, fresh, others []Task) error
	// Wake brings back what rested until now, and what somebody had and didn't finish in time.
	Wake(ctx context.Context, now time.Time) error
	// Begin takes the most urgent task of a source until an instant. errs.NotFound when there is none.
	Begin(ctx context.Context, source string, now, until time.Time) (Task, error)
	// Finish ends a task that was begun. The objects of a portrait are kept, and those that it
	// had before thrown away. errs.NotFound when it was given to somebody else meanwhile, or
	// has another address now.
	Finish(ctx context.Context, t Task, e Ended) error
	// Waiting counts the tasks of each source that wait.
	Waiting(ctx context.Context) (map[string]int, error)
	// Portrait gives the set of a portrait that was made. errs.NotFound when none was.
	Portrait(ctx context.Context, name string) (setID string, err error)
}

// Fetcher gets pictures of one source, politely and on guard.
type Fetcher interface {
	// Name says whose pictures it gets. It is stored.
	Name() string
	// Allows tells whether an address is one of the source's.
	Allows(address string) bool
	// Fetch gets what is at an address, unless that is what the validators tell of. Errors are
	// *Failure, or that of ctx.
	Fetch(ctx context.Context, address string, known Validators) (Answer, error)
}

// Answer is what a source gave.
type Answer struct {
	Unchanged  bool
	Body       []byte
	Validators Validators
}

// Failure is why a picture could not be had.
type Failure struct {
	Outcome Outcome
	After   time.Duration // how long the source is to be left alone; 0 when it didn't say
	Cause   error
}

func (f *Failure) Error() string { return string(f.Outcome) + ": " + f.Cause.Error() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Cause }
