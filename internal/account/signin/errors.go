package signin

import (
	"time"

	"piece/internal/platform/errs"
)

// The errors of this room. The pages explain them by their codes and lead back.
var (
	ErrOver         = errs.Define(errs.KindConflict, "sign_in_over", errs.Text{Ko: "시간이 지났거나 이미 쓴 로그인이에요. 처음부터 다시 해 주세요.", En: "This sign-in took too long or was used already. Please start again."})
	ErrProvider     = errs.Define(errs.KindUnavailable, "provider_unavailable", errs.Text{Ko: "로그인 서비스가 지금 대답하지 않아요. 잠시 뒤에 다시 하거나 다른 방법으로 로그인해 주세요.", En: "The sign-in service doesn't answer right now. Please try again in a moment, or sign in another way."}).After(30 * time.Second)
	ErrUntrusted    = errs.Define(errs.KindForbidden, "provider_untrusted", errs.Text{Ko: "로그인 서비스가 보낸 답을 믿을 수 없어서 멈췄어요. 처음부터 다시 해 주세요.", En: "We couldn't trust the answer of the sign-in service and stopped. Please start again."})
	ErrAddressTaken = errs.Define(errs.KindConflict, "address_taken", textAddressTaken)
	ErrTaken        = errs.Define(errs.KindConflict, "identity_taken", errs.Text{Ko: "다른 조각첩에 이미 연결된 계정이에요.", En: "This account is linked to somebody else here already."})
	ErrLinked       = errs.Define(errs.KindConflict, "already_linked", errs.Text{Ko: "이 서비스의 다른 계정이 이미 연결되어 있어요. 먼저 그 연결을 끊어 주세요.", En: "Another account of this service is linked already. Please unlink that first."})
	ErrLastWay      = errs.Define(errs.KindConflict, "last_way", errs.Text{Ko: "로그인할 수 있는 마지막 방법이라 없앨 수 없어요. 먼저 비밀번호나 다른 방법을 만들어 주세요.", En: "This is your last way to sign in, so it has to stay. Please set a password or add another way first."})
)

var textAddressTaken = errs.Text{Ko: "이미 가입한 주소예요. 로그인한 뒤 연결해 주세요.", En: "This address has an account already. Please log in and link it then."}
