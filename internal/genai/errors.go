package genai

import (
	"errors"
	"fmt"
	"time"

	"piece/internal/platform/errs"
)

// The errors of this domain that people see.
var (
	ErrOff = errs.Define(errs.KindUnavailable, "ai_off", errs.Text{
		Ko: "이곳에서는 AI를 쓸 수 없어요.", En: "There is no AI here."})
	ErrConsent = errs.Define(errs.KindForbidden, "ai_consent", errs.Text{
		Ko: "사진을 AI에 보내려면 먼저 동의가 필요해요.", En: "Before a photo is sent to an AI you have to agree to it."})
	ErrQuota = errs.Define(errs.KindTooMany, "ai_quota", errs.Text{
		Ko: "오늘 쓸 수 있는 AI 횟수를 모두 썼어요. 내일 다시 쓸 수 있어요.", En: "You have used what AI you have for today. There is more tomorrow."})
	ErrBudget = errs.Define(errs.KindUnavailable, "ai_budget", errs.Text{
		Ko: "오늘은 AI를 더 쓸 수 없어요. 내일 다시 쓸 수 있어요.", En: "The AI is resting for today. Please try again tomorrow."})
	ErrProvider = errs.Define(errs.KindConflict, "ai_provider", errs.Text{
		Ko: "AI 제공자가 바뀌었어요. 새로 고친 뒤 다시 확인해 주세요.", En: "The AI is provided by somebody else now. Please reload and look again."})
)

// Outcome is how a call ended, if not with an answer. It is a label of metrics.
type Outcome string

// The outcomes.
const (
	Refused   Outcome = "refused" // the provider doesn't do such things; never again
	Busy      Outcome = "busy"    // it has no room or loads its model: not run; again later
	Down      Outcome = "down"    // not reached, or it failed: not run; again later
	Lost      Outcome = "lost"    // sent, and no whole answer came: maybe paid; never again
	Broken    Outcome = "broken"  // the answer was nonsense: paid; never again
	Setup     Outcome = "setup"   // the settings, the account or its money are wrong: not run; its operator must act
	NoMoney   Outcome = "budget"  // ErrBudget: not sent
	NoConsent Outcome = "consent" // ErrConsent: not sent
	NoQuota   Outcome = "quota"   // ErrQuota: not sent
	Off       Outcome = "off"     // ErrOff: not sent
)

// Error says why there is no answer. Its text holds nothing of what was sent or answered, and no
// key.
type Error struct {
	Outcome    Outcome
	RetryAfter time.Duration // how long to leave it alone; 0 when unknown
	Status     int           // what its server answered with; 0 for other errors
	Err        error
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("ai: %s: %v", e.Outcome, e.Err) }

// Unwrap gives the cause; for calls that weren't sent, the error that people see.
func (e *Error) Unwrap() error { return e.Err }

// OutcomeOf gives the outcome of an error of a call; "" for nil, and Lost for an error that says
// nothing about it.
func OutcomeOf(err error) Outcome {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Outcome
	}
	return Lost
}

// ErrGivenUp is what a context is cancelled with (context.WithCancelCause) when the person doesn't
// want the answer any more. With another cause, as when a process stops, work at a provider that
// keeps its results goes on, and another process fetches it.
var ErrGivenUp = errors.New("given up by the person")
