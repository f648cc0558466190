package account

import (
	"strconv"

	"piece/internal/platform/errs"
)

// The errors of this domain beside those that all share.
var (
	ErrWrongCredentials = errs.Define(errs.KindUnauthenticated, "wrong_credentials", errs.Text{Ko: "메일 주소나 비밀번호가 맞지 않아요.", En: "The mail address or the password is wrong."})
	ErrSessionEnded     = errs.Define(errs.KindUnauthenticated, "session_ended", errs.Text{Ko: "로그인이 끝났어요. 다시 로그인해 주세요.", En: "Your session has ended. Please log in again."})
	ErrNoPassword       = errs.Define(errs.KindConflict, "no_password", errs.Text{Ko: "아직 비밀번호가 없는 계정이에요.", En: "This account has no password yet."})
	ErrSuspended        = errs.Define(errs.KindForbidden, "suspended", errs.Text{Ko: "이용이 정지된 계정이에요.", En: "This account is suspended."})
)

// What is said beside a field.
var (
	textEmailTaken       = errs.Text{Ko: "이미 가입한 메일 주소예요.", En: "This mail address already has an account."}
	textEmailForm        = errs.Text{Ko: "메일 주소 형식이 아니에요.", En: "This isn't a mail address."}
	textNicknameTaken    = errs.Text{Ko: "이미 쓰고 있는 닉네임이에요.", En: "This nickname is taken."}
	textNicknameForm     = errs.Text{Ko: "글자, 숫자, _ 와 . 만 쓸 수 있어요.", En: "Use letters, digits, _ and . only."}
	textPasswordShort    = errs.Text{Ko: strconv.Itoa(PasswordMin) + "자 이상이어야 해요.", En: "Use at least " + strconv.Itoa(PasswordMin) + " characters."}
	textPasswordLong     = errs.Text{Ko: strconv.Itoa(PasswordMax) + "자까지 쓸 수 있어요.", En: "Use at most " + strconv.Itoa(PasswordMax) + " characters."}
	textPasswordChars    = errs.Text{Ko: "쓸 수 없는 글자가 들어 있어요.", En: "This contains characters that can't be used."}
	textPasswordCommon   = errs.Text{Ko: "너무 흔하거나 짐작하기 쉬워요.", En: "This is too common or easy to guess."}
	textPasswordPersonal = errs.Text{Ko: "닉네임이나 메일 주소가 들어 있으면 안 돼요.", En: "This must not contain your nickname or mail address."}
	textPasswordWrong    = errs.Text{Ko: "지금 비밀번호가 아니에요.", En: "This isn't your current password."}
	textLanguage         = errs.Text{Ko: "한국어와 영어 가운데 골라 주세요.", En: "Choose Korean or English."}
	textTheme            = errs.Text{Ko: "화면 모양을 목록에서 골라 주세요.", En: "Choose one of the looks."}
	textTimeZone         = errs.Text{Ko: "알 수 없는 시간대예요.", En: "There is no such time zone."}
	textPhoto            = errs.Text{Ko: "이 사진은 쓸 수 없어요. 다시 올려 주세요.", En: "This photo can't be used. Please upload it again."}
	textCrop             = errs.Text{Ko: "사진을 다시 잘라 주세요.", En: "Please crop the photo again."}
	textCropSmall        = errs.Text{Ko: "너무 작게 잘랐어요. 조금 더 넓게 잘라 주세요.", En: "The cropped part is too small. Please crop a larger part."}
	textOneOf            = errs.Text{Ko: "메일 주소나 닉네임 하나만 물어봐 주세요.", En: "Ask for either a mail address or a nickname."}
)
