package aipainter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"piece/internal/artwork"
	"piece/internal/platform/errs"
)

// Call names what is asked of a model, so that the same is not paid twice.
type Call struct{ Ref, Person string }

// About is what a model can do.
type About struct {
	Model string // that paints, with whatever decides how its paintings come out
	Edits bool   // paints from a picture, which is better than from words
	Sees  bool   // describes pictures
}

// Order asks for a painting, from the picture if there is one.
type Order struct {
	Prompt   string
	Picture  []byte // JPEG, or nil
	Seed     uint64
	Progress func(done float64) // may be told how far it is, 0 to 1, from any goroutine
	Check    func([]byte) error // tells what makes a painting useless, before it counts as one
}

// Answer is a painting as it came.
type Answer struct {
	Bytes []byte
	Model string
}

// Model is a generative model elsewhere. Its errors are an *Error where the model itself, or
// whether it may be asked, is the reason.
type Model interface {
	About() About
	// Describe tells what a JPEG looks like, in at most so many characters.
	Describe(ctx context.Context, c Call, jpeg []byte, instructions string, most int) (string, error)
	Paint(ctx context.Context, c Call, o Order) (Answer, error)
	// Usual is how long a painting takes, with all that belongs to it.
	Usual(ctx context.Context, person string) time.Duration
}

// Outcome says how a request ended, if not with an answer.
type Outcome string

// The outcomes.
const (
	Refused Outcome = "refused" // the model doesn't do such things
	Busy    Outcome = "busy"    // not run; later it may be
	Down    Outcome = "down"    // not run; later it may be
	Lost    Outcome = "lost"    // sent, maybe paid, and no whole answer came
	Broken  Outcome = "broken"  // the answer is of no use
	Setup   Outcome = "setup"   // its operator must act
	Budget  Outcome = "budget"  // the money of the day is spent
	Consent Outcome = "consent" // the person doesn't agree
	Quota   Outcome = "quota"   // the person has had enough for the day
	Off     Outcome = "off"     // there is no model
)

// Error says why there is no answer.
type Error struct {
	Outcome    Outcome
	RetryAfter time.Duration // 0 when unknown
	Err        error
}

func (e *Error) Error() string { return fmt.Sprintf("model: %s: %v", e.Outcome, e.Err) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// outcomeOf gives the outcome of an error; "" for none.
func outcomeOf(err error) Outcome {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Outcome
	}
	return "unknown"
}

// failures are what outcomes mean for a try that isn't begun again.
var failures = map[Outcome]artwork.FailureCode{
	Refused: artwork.FailedRefused,
	Lost:    artwork.FailedLost,
	Broken:  artwork.FailedBroken,
	Setup:   artwork.FailedSetup,
	Off:     artwork.FailedSetup,
	Budget:  artwork.FailedBudget,
	Quota:   artwork.FailedQuota,
	Consent: artwork.FailedConsent,
}

// failureOf puts an error in the words of the queue: what may heal is tried again, nothing else.
func failureOf(err error) error {
	var e *Error
	switch {
	case !errors.As(err, &e) && errors.Is(err, errs.NotFound):
		return fmt.Errorf("a request was not found: %v", err) // no photo of ours is gone
	case !errors.As(err, &e):
		return err
	case e.Outcome == Busy, e.Outcome == Down:
		return errs.Unavailable.After(e.RetryAfter).With(err)
	}
	code, known := failures[e.Outcome]
	if !known {
		return err
	}
	return &artwork.Failure{Code: code, Cause: err}
}
