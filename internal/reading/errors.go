package reading

import (
	"fmt"
	"time"

	"piece/internal/platform/errs"
)

// ErrWaiting says that a person has asked for enough readings at once.
var ErrWaiting = errs.Define(errs.KindTooMany, "readings_waiting", errs.Text{
	Ko: "아직 읽고 있는 티켓이 있어요. 다 읽은 뒤에 다시 해 주세요.",
	En: "Some tickets are still being read. Please wait until they are done.",
})

// noPhoto is what can be wrong with an order, as a field of an errs.Invalid.
var noPhoto = errs.Text{Ko: "사진을 찾을 수 없어요. 다시 올려 주세요.", En: "We couldn't find this photo. Please upload it again."}

// FailureCode says why a reading failed; it is stable and may be stored.
type FailureCode string

// The reasons.
const (
	FailedRefused     FailureCode = "refused"     // the model doesn't read such pictures
	FailedUnavailable FailureCode = "unavailable" // the model was busy or down again and again
	FailedLost        FailureCode = "lost"        // it was asked, and no whole answer came
	FailedBroken      FailureCode = "broken"      // it answered something that can't be understood
	FailedSetup       FailureCode = "setup"       // the operator must act
	FailedBudget      FailureCode = "budget"      // today's money is spent
	FailedQuota       FailureCode = "quota"       // the person's readings of today are used up
	FailedConsent     FailureCode = "consent"     // the person took the consent back meanwhile
	FailedInterrupted FailureCode = "interrupted" // its workers were stopped again and again
	FailedInternal    FailureCode = "internal"    // a defect
)

// FailureCodes lists the reasons.
func FailureCodes() []FailureCode {
	return []FailureCode{
		FailedRefused, FailedUnavailable, FailedLost, FailedBroken, FailedSetup, FailedBudget, FailedQuota, FailedConsent, FailedInterrupted, FailedInternal,
	}
}

// Text tells a person why a reading failed, and what now.
func (c FailureCode) Text() errs.Text {
	switch c {
	case FailedRefused:
		return errs.Text{Ko: "이 사진은 읽을 수 없다고 해요. 티켓만 보이게 다시 찍어 주세요.", En: "This picture couldn't be accepted. Please take one that shows the ticket only."}
	case FailedUnavailable:
		return errs.Text{Ko: "지금은 티켓을 읽을 수 없어요. 잠시 뒤에 다시 해 주세요.", En: "Tickets can't be read right now. Please try again in a moment."}
	case FailedLost:
		return errs.Text{Ko: "읽는 도중에 연결이 끊겼어요. 다시 읽어 주세요.", En: "The connection was lost while reading. Please try again."}
	case FailedBroken:
		return errs.Text{Ko: "티켓을 알아보지 못했어요. 글자가 잘 보이게 다시 찍어 주세요.", En: "We couldn't make sense of this ticket. Please take a picture in which the text is easy to see."}
	case FailedSetup:
		return errs.Text{Ko: "티켓 읽기에 문제가 생겨 운영자가 살펴봐야 해요. 직접 적어 주세요.", En: "Reading tickets needs the operator's attention. Please type the facts for now."}
	case FailedBudget:
		return errs.Text{Ko: "오늘은 티켓 읽기를 더 쓸 수 없어요. 내일 다시 해 주세요.", En: "No more tickets can be read today. Please try again tomorrow."}
	case FailedQuota:
		return errs.Text{Ko: "오늘 읽을 수 있는 티켓을 모두 읽었어요. 내일 다시 해 주세요.", En: "You have read all of today's tickets. Please try again tomorrow."}
	case FailedConsent:
		return errs.Text{Ko: "사진을 보내도 된다는 동의가 없어서 읽지 않았어요.", En: "The picture wasn't read because you no longer agree to sending it."}
	case FailedInterrupted:
		return errs.Text{Ko: "읽는 도중에 멈췄어요. 다시 읽어 주세요.", En: "The reading was interrupted. Please try again."}
	}
	return errs.Text{Ko: "티켓을 읽지 못했어요. 다시 읽어 주세요.", En: "The ticket couldn't be read. Please try again."}
}

// Trouble is why a Reader has no answer.
type Trouble struct {
	Why FailureCode
	// Again says that the model was not asked, and may be asked later: after RetryAfter, if that is known.
	Again      bool
	RetryAfter time.Duration
	Err        error
}

func (t *Trouble) Error() string { return fmt.Sprintf("reading %s: %v", t.Why, t.Err) }

// Unwrap gives the cause.
func (t *Trouble) Unwrap() error { return t.Err }
