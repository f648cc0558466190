package genai

import (
	"context"
	"time"
)

// Usage is what a call took, as far as the provider tells.
type Usage struct {
	TokensIn, TokensOut int64
	Pictures            int
}

// Told is an answer in words.
type Told struct {
	Text  string
	Usage Usage
}

// Picture is an answer in pixels.
type Picture struct {
	Bytes []byte
	Usage Usage
}

// Eyes look at pictures for us. They are safe for concurrent use, never ask twice, and their errors
// are *Error: of another one nobody knows whether the call was paid. What a call took may be told
// beside an error.
type Eyes interface {
	// Model is who looks.
	Model() string
	// Describe tells what a picture looks like.
	Describe(ctx context.Context, o DescribeOrder) (Told, error)
	// Read tells what is printed on a picture: a JSON object.
	Read(ctx context.Context, o ReadOrder) (Told, error)
}

// Brush paints for us, as Eyes look.
type Brush interface {
	// Model is who paints.
	Model() string
	// Edits tells whether it paints from pictures rather than from words.
	Edits() bool
	// Paint paints, with Edit from the picture of the order. job names the painting for who
	// keeps what was painted.
	Paint(ctx context.Context, step Step, o PaintOrder, job string) (Picture, error)
}

// Keeper is a Brush that keeps for a while what it painted, so that another process finds it.
type Keeper interface {
	// Fetch waits for a painting that was asked for under the name. A *Error of Lost when there is
	// none.
	Fetch(ctx context.Context, job string, progress func(float64)) (Picture, error)
}

// EntryState says how far a call came.
type EntryState string

// The states.
const (
	StateSent     EntryState = "sent"     // on its way, or its process is gone
	StateAnswered EntryState = "answered" // with a text, or a picture that whoever asked has
	StateRefused  EntryState = "refused"
	StateBroken   EntryState = "broken"
	StateLost     EntryState = "lost"
	StateGivenUp  EntryState = "given_up" // by its person, while it was on its way
	StateNotRun   EntryState = "failed"   // certainly not run, so free; it may be sent again
)

// CountingStates are those in which a call counts in the quota of its person: not what came to
// nothing because of the provider or of us.
func CountingStates() []EntryState {
	return []EntryState{StateSent, StateAnswered, StateRefused, StateGivenUp}
}

// Entry is the row of a call in the ledger.
type Entry struct {
	Call
	Day      string // of Korea
	Provider string // as people know it
	Model    string
	State    EntryState
	Sending  int // how often it was sent, from 1: an answer settles its own sending only
	Usage    Usage
	Micros   int64  // of a US dollar: the estimate while it is sent, then what it took
	Text     string // the answer of Describe and Read, while it is kept
	SentAt   time.Time
	EndedAt  time.Time // zero until it is settled
}

// Spent is what a day has taken so far.
type Spent struct {
	Micros              int64 // of all that was run
	Paintings, Readings int   // of the person, in one of CountingStates
}

// Decide says what becomes of a call that is to be sent: found is its row, nil without one. It
// gives the row to send it with, or an error and nothing changes.
type Decide func(found *Entry, agreedTo string, day Spent) (Entry, error)

// Store keeps the ledger and what people agreed to. Each method is atomic; errors are those of
// package errs.
type Store interface {
	// Send decides on a call and stores its row before it returns. Calls of one day are decided
	// one at a time, so that none overtakes another.
	Send(ctx context.Context, c Call, day string, decide Decide) (Entry, error)
	// Settle stores how a sending ended; errs.NotFound when it was sent anew since, or forgotten.
	Settle(ctx context.Context, e Entry) error
	// Spent tells what a day took, and what the person asked for on it.
	Spent(ctx context.Context, day, person string) (Spent, error)
	// Took gives how long the last calls of the steps took that were answered, the last first.
	Took(ctx context.Context, limit int, steps ...Step) ([]time.Duration, error)
	// Tidy forgets whom calls that were sent before an instant were for, and what was answered, and
	// all of those that were sent before another.
	Tidy(ctx context.Context, faceless, gone time.Time) error

	// Agree stores what a person agrees to, in place of what was.
	Agree(ctx context.Context, person, provider string, at time.Time) error
	// Disagree takes that back. Taking back what isn't there is fine.
	Disagree(ctx context.Context, person string) error
	// Agreed tells what a person agreed to; "" for nothing.
	Agreed(ctx context.Context, person string) (provider string, at time.Time, err error)
	// Purge removes what a person agreed to, and the person and the answers from calls, whose
	// money stays.
	Purge(ctx context.Context, person string) error
}
