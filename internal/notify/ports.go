package notify

import (
	"context"
	"time"
)

// Store keeps subscriptions. Each method is atomic; errors are those of package errs.
type Store interface {
	// Put stores a subscription in place of the one of its endpoint, whosever that was; of the
	// person's, those renewed longest ago go that are more than most.
	// errs.Unauthenticated when its session is known to have ended.
	Put(ctx context.Context, s Subscription, most int) error
	// Remove removes the subscription of an endpoint if it is the person's.
	Remove(ctx context.Context, person, endpoint string) error
	// Purge removes all subscriptions of a person.
	Purge(ctx context.Context, person string) error
	// Drop removes a subscription unless it was renewed since it was read.
	Drop(ctx context.Context, s Subscription) error
	// Of gives the subscriptions of people.
	Of(ctx context.Context, people []string) ([]Subscription, error)
	// DropUnused removes those that weren't renewed since the instant.
	DropUnused(ctx context.Context, since time.Time) error

	// Followed tells up to where the list of ended sessions was followed, and when that was last
	// done; zero before the first time.
	Followed(ctx context.Context) (seq int64, at time.Time, err error)
	// Follow removes the subscriptions of sessions that have ended, remembers these, and notes
	// how far the list was followed; it never goes back.
	Follow(ctx context.Context, ended []string, seq int64, at time.Time) error
	// Forget forgets ended sessions that were noted before the instant.
	Forget(ctx context.Context, before time.Time) error
}

// Ended is a session that has ended, by its place in the list of them.
type Ended struct {
	Seq     int64
	Session string // auth.SessionHash of its id
}

// Sessions tell which have ended.
type Sessions interface {
	// Ended gives sessions that ended, after a place in the list of them, in its order.
	Ended(ctx context.Context, after int64, limit int) ([]Ended, error)
}

// Sender hands messages to push services.
type Sender interface {
	// Key is what devices subscribe with.
	Key() string
	// Allows tells whether an endpoint is one of a push service that may be asked.
	Allows(endpoint string) bool
	// Send hands a message on, sealed for the device. Another error than *Failure is a defect.
	Send(ctx context.Context, to Subscription, l Letter) error
}

// Letter is a message on its way to one device.
type Letter struct {
	Payload []byte
	Topic   string
	Keep    time.Duration // how long the push service waits for the device
	Urgent  bool
}

// Outcome is what became of a letter. It is a label of metrics.
type Outcome string

// The outcomes.
const (
	Sent     Outcome = "sent"
	Gone     Outcome = "gone"      // the device doesn't want messages any more: 404, 410
	Later    Outcome = "later"     // busy, broken or not to be reached: 429, 5xx, no answer
	TooLarge Outcome = "too_large" // 413
	Refused  Outcome = "refused"   // any other answer: trying again won't help
	Late     Outcome = "late"      // given up after MaxAge
	Read     Outcome = "read"      // read or looked at before it was sent
	Replaced Outcome = "replaced"  // a newer message of the topic came
	Dropped  Outcome = "dropped"   // too many were waiting
	Failed   Outcome = "failed"    // a store or service of ours couldn't be asked
)

// Failure says why a letter was not taken. Its text holds nothing of the letter, nor of the
// endpoint but its host.
type Failure struct {
	Outcome Outcome
	After   time.Duration // how long to leave the push service alone; 0 when unknown
	Text    string
}

// Error implements error.
func (f *Failure) Error() string { return "push: " + string(f.Outcome) + ": " + f.Text }
