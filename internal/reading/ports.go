package reading

import (
	"context"
	"encoding/json"
	"time"
)

// Photos are people's photos, answered for the owner only: what isn't there, isn't verified or is
// somebody else's is errs.NotFound.
type Photos interface {
	// Exists fails with errs.NotFound for a photo that the owner doesn't have.
	Exists(ctx context.Context, owner, id string) error
	// Image gives the upright photo in a form that craft/picture reads.
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Request is what a model is asked.
type Request struct {
	Ref          string // a request of the same Ref is sent at most once
	Person       string // whose picture it is
	Picture      []byte // JPEG
	Instructions string
	SchemaName   string
	Schema       json.RawMessage // of the answer
	// Check tells what makes an answer useless, before it counts as one.
	Check func(answer []byte) error
}

// Reader asks a model that sees. It is safe for concurrent use.
type Reader interface {
	// MayRead tells why a person can't have anything read now; the error is for the person.
	MayRead(ctx context.Context, person string) error
	// Read gives the answer, which may be anything; the answer of the same Ref that was given before,
	// if there is one. A *Trouble says why there is none; another error is a defect.
	Read(ctx context.Context, r Request) ([]byte, error)
}

// Job is a reading that is worked on.
type Job struct{ Reading }

// Decide makes the reading to store from the one that the photo has, if any, and the number of
// readings of the person that are not settled. isNew is false for the one that exists; a new one
// takes its place.
type Decide func(there *Reading, unsettled int) (r Reading, isNew bool, err error)

// Store keeps the readings. What isn't there or isn't the owner's is errs.NotFound. Methods that
// take a Job change it only while it is running in the attempt that the job names; otherwise they
// are errs.NotFound, and the worker has lost it.
type Store interface {
	// Ask decides on the reading of a photo and stores it; for one photo one at a time.
	Ask(ctx context.Context, owner, photoID string, decide Decide) (Reading, error)
	// Find gives an owner's reading.
	Find(ctx context.Context, owner, id string) (Reading, error)
	// Delete forgets an owner's reading.
	Delete(ctx context.Context, owner, id string) error
	// DeleteByPhoto forgets the reading of a photo.
	DeleteByPhoto(ctx context.Context, owner, photoID string) error
	// Purge forgets up to limit readings of an owner, and tells how many there were.
	Purge(ctx context.Context, owner string, limit int) (int, error)

	// Begin takes the next reading that is due and leases it until an instant: the person with the
	// fewest begun since comes first, and of those the oldest reading. No worker gets the same.
	// errs.NotFound when none is due.
	Begin(ctx context.Context, now, until, since time.Time) (Job, error)
	// Extend stores a longer lease.
	Extend(ctx context.Context, j Job, now, until time.Time) error
	// Finish makes the reading done.
	Finish(ctx context.Context, j Job, found []Suggestion, now time.Time) error
	// PutBack lets the reading be begun again from due on. An attempt that was not the reading's
	// fault isn't counted.
	PutBack(ctx context.Context, j Job, now, due time.Time, counted bool) error
	// Fail makes the reading failed.
	Fail(ctx context.Context, j Job, why FailureCode, now time.Time) error
	// Reclaim puts readings back whose lease is over; those that were begun maxAttempts times fail
	// instead. It tells how many there were.
	Reclaim(ctx context.Context, now time.Time, maxAttempts int) (int, error)
	// Forget removes the settled readings that nobody changed since an instant, up to limit of
	// them, and tells how many there were.
	Forget(ctx context.Context, before time.Time, limit int) (int, error)
}
