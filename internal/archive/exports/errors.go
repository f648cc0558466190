package exports

import (
	"strconv"

	"piece/internal/platform/errs"
)

// ErrToday says that a person had enough exports for a day.
var ErrToday = errs.Define(errs.KindTooMany, "exports_today", errs.Text{
	Ko: "하루에 " + strconv.Itoa(PerDay) + "번까지 내보낼 수 있어요. 조금 뒤에 다시 해 주세요.",
	En: "You can export " + strconv.Itoa(PerDay) + " times a day. Please try again later.",
})

// FailureCode says why an export failed; it is stable and may be stored.
type FailureCode string

// The reasons.
const (
	FailedInterrupted FailureCode = "interrupted" // its workers were stopped again and again
	FailedUnavailable FailureCode = "unavailable" // a store was down for long
	FailedInternal    FailureCode = "internal"    // a defect
)

// Text tells a person why an export failed.
func (c FailureCode) Text() errs.Text {
	switch c {
	case FailedInterrupted:
		return errs.Text{Ko: "만드는 도중에 자꾸 멈췄어요. 다시 시도해 주세요.", En: "It was interrupted again and again. Please try again."}
	case FailedUnavailable:
		return errs.Text{Ko: "저장소가 오랫동안 응답하지 않았어요. 잠시 뒤에 다시 시도해 주세요.", En: "Our storage didn't answer for a long time. Please try again in a moment."}
	}
	return errs.Text{Ko: "내보내는 중에 문제가 생겼어요. 다시 시도해 주세요.", En: "Something went wrong. Please try again."}
}
