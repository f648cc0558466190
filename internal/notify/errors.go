package notify

import "piece/internal/platform/errs"

// ErrOff says that this site has no push.
var ErrOff = errs.Define(errs.KindConflict, "push_off", errs.Text{
	Ko: "이곳에서는 알림을 쓸 수 없어요.", En: "There are no push messages here."})

// Messages of broken rules.
var (
	badEndpoint = errs.Text{Ko: "이 브라우저의 알림 서비스는 쓸 수 없어요.", En: "The push service of this browser can't be used."}
	badKey      = errs.Text{Ko: "알림 키가 올바르지 않아요.", En: "This isn't a key for push messages."}
	badLanguage = errs.Text{Ko: "한국어와 영어 가운데 골라 주세요.", En: "Choose Korean or English."}
)
