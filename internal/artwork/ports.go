package artwork

import (
	"context"
	"time"
)

// Photos are people's photos, answered for the owner only: what isn't there, isn't
// verified or is somebody else's is errs.NotFound.
type Photos interface {
	// Size gives the pixels of the upright photo.
	Size(ctx context.Context, owner, id string) (width, height int, err error)
	// Image gives the upright photo in a form that craft/picture reads.
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Painter paints. It is safe for concurrent use.
type Painter interface {
	// Paint paints a try and tells how it grows; watch is quick and may be called from any
	// goroutine. errs.Unavailable is tried again later, at the earliest after its RetryAfter;
	// errs.NotFound says that the photo is gone; a Failure says itself why there is no
	// picture; any other error is a defect.
	Paint(ctx context.Context, j Job, watch func(Stage)) (Picture, error)
}

// Stage is a painting as it stands.
type Stage struct {
	Done   float64 // 0 to 1
	Sketch []byte  // a small WebP of it, at most MaxSketch bytes; nil when it looks as before
}

// Job is a try that is being painted.
type Job struct {
	Artwork
	Avoid []string // scenes of earlier tries on the same photo, oldest first
}

// Picture is what a painter made.
type Picture struct {
	WebP   []byte // opaque, square
	Scene  string // a stable name for what it shows; at most 64 bytes of ASCII, or ""
	Model  string // which model painted it, or ""
	Recipe string // what it was painted from in 64 hexadecimal digits, if that is worth keeping; equal recipes want equal pictures
}

// Objects is the object store.
type Objects interface {
	Put(ctx context.Context, key, contentType string, data []byte) error
	Get(ctx context.Context, key string, limit int64) ([]byte, error)
}

// Decide makes the try to store from the tries that a photo has, oldest first, and the
// number of tries that the person asked for on that day. isNew is false for one that
// exists.
type Decide func(tries []Artwork, used int) (a Artwork, isNew bool, err error)

// Store keeps the tries. What isn't there or isn't the owner's is errs.NotFound. Methods
// that take a Job change it only while it is running in the attempt that the job names;
// otherwise they are errs.NotFound, and the worker has lost it.
type Store interface {
	// Ask decides on a new try and stores it, with its count for the day; for one owner
	// one at a time, so that decisions don't overtake each other.
	Ask(ctx context.Context, owner, photoID, day string, decide Decide) (Artwork, error)
	// Find gives an owner's try.
	Find(ctx context.Context, owner, id string) (Artwork, error)
	// FindAny gives anybody's try, for those who were found to be allowed.
	FindAny(ctx context.Context, id string) (Artwork, error)
	// List gives an owner's tries of a photo, oldest first.
	List(ctx context.Context, owner, photoID string) ([]Artwork, error)
	// DeleteByPhoto forgets the tries of a photo and lets go of their pictures.
	DeleteByPhoto(ctx context.Context, owner, photoID string) error
	// Purge forgets up to limit tries of an owner, lets go of their pictures, and tells how many
	// there were; with the last ones it forgets how many were asked for on which day.
	Purge(ctx context.Context, owner string, limit int) (int, error)

	// FindRecipe gives anybody's try that is done, with a picture of the recipe.
	FindRecipe(ctx context.Context, recipe string) (Artwork, error)
	// Cancel makes an owner's try canceled unless it is settled, and gives it as it is then.
	Cancel(ctx context.Context, owner, id string, now time.Time) (Artwork, error)

	// Begin takes the next try of the providers that is due and leases it until an instant:
	// the person with the fewest of theirs begun since comes first, and of those the oldest
	// try. No worker gets the same. errs.NotFound when none is due.
	Begin(ctx context.Context, of []Provider, now, until, since time.Time) (Job, error)
	// Line gives the tries of the providers that are asked, in the order in which they will be
	// begun if no others come, by id; up to limit.
	Line(ctx context.Context, of []Provider, since time.Time, limit int) ([]string, error)
	// Extend stores how far the painting is, its sketch if there is one, and a longer lease.
	Extend(ctx context.Context, j Job, at Stage, now, until time.Time) error
	// Prepare announces at now that a picture will be put under the key. It is deleted after
	// a while unless Finish keeps it.
	Prepare(ctx context.Context, j Job, key string, now time.Time) error
	// Finish makes the try done, with the picture that was prepared.
	Finish(ctx context.Context, j Job, key string, p Picture, now time.Time) error
	// PutBack lets the try be begun again from due on. An attempt that was not the try's
	// fault isn't counted.
	PutBack(ctx context.Context, j Job, now, due time.Time, counted bool) error
	// Fail makes the try failed.
	Fail(ctx context.Context, j Job, why FailureCode, now time.Time) error
	// Reclaim puts tries back whose lease is over; those that were begun maxAttempts times
	// fail instead. It gives all of them as they are then.
	Reclaim(ctx context.Context, now time.Time, maxAttempts int) ([]Artwork, error)
	// ForgetDays forgets what was counted for days before one.
	ForgetDays(ctx context.Context, before string) error
}
