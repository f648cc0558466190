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

// ErrDone is for canceling what is done.
var ErrDone = errs.Define(errs.KindConflict, "artwork_done", errs.Text{
	Ko: "이미 다 그렸어요.", En: "This painting is done already.",
})

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
	// Those of models.
	FailedRefused FailureCode = "refused" // the model's rules don't allow it
	FailedLost    FailureCode = "lost"    // it was sent, maybe paid, and no whole answer came
	FailedBroken  FailureCode = "broken"  // what came is no picture, or an empty one
	FailedSetup   FailureCode = "setup"   // the operator has to do something
	FailedBudget  FailureCode = "budget"  // the money of the day is spent
	FailedQuota   FailureCode = "quota"   // the person's share of the day is used
	FailedConsent FailureCode = "consent" // the person doesn't agree any more
)

// FailureCodes lists them.
func FailureCodes() []FailureCode {
	return []FailureCode{
		FailedInterrupted, FailedUnavailable, FailedInternal, FailedRefused, FailedLost, FailedBroken, FailedSetup, FailedBudget, FailedQuota, FailedConsent,
	}
}

// texts tell a person why a try failed, and what now.
var texts = map[FailureCode]errs.Text{
	FailedInterrupted: {Ko: "그리는 도중에 멈췄어요. 다시 그려 주세요.", En: "The painting was interrupted. Please try again."},
	FailedUnavailable: {Ko: "지금은 그림을 그릴 수 없어요. 잠시 뒤에 다시 그려 주세요.", En: "We can't paint right now. Please try again in a moment."},
	FailedInternal:    {Ko: "그림을 그리지 못했어요. 다시 그려 주세요.", En: "The painting didn't work out. Please try again."},
	FailedRefused: {
		Ko: "AI가 이 사진으로는 그리지 않겠다고 했어요. 사진이 잘못된 건 아니니, 잘라 낸 부분이나 화풍을 바꿔 보세요.",
		En: "The AI declined to paint from this photo. There is nothing wrong with it: try another crop or style.",
	},
	FailedLost: {
		Ko: "그림을 받는 도중에 연결이 끊겼어요. 비용이 두 번 들지 않도록 저절로 다시 요청하지는 않았어요. 원하면 새로 그려 주세요.",
		En: "The connection broke while the picture was on its way. We didn't ask again by ourselves, so that nothing is spent twice. You can ask for a new one.",
	},
	FailedBroken: {Ko: "AI가 보낸 그림을 쓸 수 없었어요. 다시 그려 주세요.", En: "The AI sent a picture that we couldn't use. Please try again."},
	FailedSetup:  {Ko: "지금은 AI 그림이 쉬고 있어요. 운영자가 살펴볼 거예요.", En: "AI paintings are taking a break. The people who run this site will look into it."},
	FailedBudget: {Ko: "오늘 모두가 그릴 수 있는 AI 그림을 다 그렸어요. 내일 다시 그려 주세요.", En: "All of today's AI paintings have been used. Please try again tomorrow."},
	FailedQuota:  {Ko: "오늘 받을 수 있는 AI 그림을 모두 받았어요. 내일 다시 그릴 수 있어요.", En: "You have used today's AI paintings. You can ask again tomorrow."},
	FailedConsent: {
		Ko: "사진을 보내는 데 동의하지 않아서 AI가 그리지 않았어요. 설정에서 언제든 바꿀 수 있어요.",
		En: "The AI didn't paint, because you haven't agreed to send photos. You can change that in the settings at any time.",
	},
}

// Text tells a person why a try failed; a defect for what is not known here.
func (c FailureCode) Text() errs.Text {
	if text, known := texts[c]; known {
		return text
	}
	return texts[FailedInternal]
}

// Failure is the error of a painter that knows why there is no picture. The try isn't begun again.
type Failure struct {
	Code  FailureCode
	Cause error
}

func (f *Failure) Error() string { return "artwork: " + string(f.Code) + ": " + f.Cause.Error() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Cause }
