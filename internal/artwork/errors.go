package artwork

import (
	"strconv"

	"piece/internal/platform/errs"
)

// The errors of this domain.
var (
	ErrQuota = errs.Define(errs.KindTooMany, "artwork_quota", errs.Text{
		Ko: "오늘은 그림을 " + strconv.Itoa(DailyQuota) + "번 모두 그렸어요. 내일 다시 그릴 수 있어요.",
		En: "You have used today's " + strconv.Itoa(DailyQuota) + " paintings. You can paint again tomorrow.",
	})
	ErrTries = errs.Define(errs.KindConflict, "artwork_tries", errs.Text{
		Ko: "한 사진으로는 그림을 " + strconv.Itoa(MaxTries) + "장까지 그릴 수 있어요. 이미 그린 것 가운데 골라 주세요.",
		En: "A photo can have up to " + strconv.Itoa(MaxTries) + " paintings. Please choose one of those you have.",
	})
)

// What can be wrong with an order, as fields of an errs.Invalid.
var (
	badCrop = errs.Text{Ko: "사진 안에서 7:10 비율로 잘라 주세요.", En: "Choose a 7:10 part inside of the photo."}
	noPhoto = errs.Text{Ko: "사진을 찾을 수 없어요. 다시 올려 주세요.", En: "We couldn't find this photo. Please upload it again."}
	choice  = errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}
)

// FailureCode says why a try failed; it is stable and may be stored.
type FailureCode string

// The reasons.
const (
	FailedInterrupted FailureCode = "interrupted" // its workers were stopped again and again
	FailedUnavailable FailureCode = "unavailable" // the painter or the object store was down
	FailedInternal    FailureCode = "internal"    // a defect
)

// Text tells a person why a try failed.
func (c FailureCode) Text() errs.Text {
	switch c {
	case FailedInterrupted:
		return errs.Text{Ko: "그리는 도중에 멈췄어요. 다시 그려 주세요.", En: "The painting was interrupted. Please try again."}
	case FailedUnavailable:
		return errs.Text{Ko: "지금은 그림을 그릴 수 없어요. 잠시 뒤에 다시 그려 주세요.", En: "We can't paint right now. Please try again in a moment."}
	}
	return errs.Text{Ko: "그림을 그리지 못했어요. 다시 그려 주세요.", En: "The painting didn't work out. Please try again."}
}
