package leave

import (
	"context"
	"errors"
	"fmt"
	"time"

	"piece/internal/account"
	"piece/internal/platform/errs"
)

// send hands a letter over. What it tells of is done whether or not it can be sent.
func (s *Service) send(ctx context.Context, l account.Letter) {
	if s.Post == nil {
		return
	}
	if err := s.Post.Send(ctx, l); err != nil && !errors.Is(err, account.ErrMailOff) {
		s.Log.WarnContext(ctx, "a letter about leaving isn't sent", "error", err)
	}
}

// planned tells somebody that they leave, and until when they can come back.
func planned(p account.Person, at time.Time, site string) account.Letter {
	in := func(t errs.Text) string { return t.In(string(p.Language)) }
	until := written(p, at)
	return account.Letter{
		To: p.Email, Language: p.Language,
		Subject: in(errs.Text{Ko: "PIECE 계정 삭제를 신청했어요", En: "You asked to delete your PIECE account"}),
		Lines: []string{
			in(errs.Text{Ko: until + "에 계정과 조각, 사진이 모두 지워져요.", En: "Your account, your pieces and your pictures will be removed on " + until + "."}),
			in(errs.Text{Ko: "마음이 바뀌면 그 전에 로그인해서 ‘계속 쓸게요’를 눌러 주세요. 모두 그대로 있어요.", En: "If you change your mind, log in before then and choose “Stay”. Everything will be as it was."}),
		},
		Button: in(errs.Text{Ko: "로그인하기", En: "Log in"}), Address: site + "/login",
		Note: in(errs.Text{Ko: "신청한 적이 없다면 지금 로그인해서 취소하고 비밀번호를 바꿔 주세요.", En: "If this wasn't you, log in now, choose to stay, and change your password."}),
	}
}

// done tells somebody that they are gone.
func done(p account.Person) account.Letter {
	in := func(t errs.Text) string { return t.In(string(p.Language)) }
	return account.Letter{
		To: p.Email, Language: p.Language,
		Subject: in(errs.Text{Ko: "PIECE 계정을 삭제했어요", En: "Your PIECE account was deleted"}),
		Lines: []string{
			in(errs.Text{Ko: "계정과 조각, 사진을 지웠어요. 채팅에 남긴 메시지는 ‘(알 수 없음)’으로 남아요.", En: "Your account, your pieces and your pictures were removed. What you said in chats stays as “(unknown)”."}),
			in(errs.Text{Ko: "그동안 함께해 줘서 고마워요.", En: "Thank you for the time we had."}),
		},
	}
}

// written gives an instant in words, where the person lives.
func written(p account.Person, at time.Time) string {
	zone, err := time.LoadLocation(p.TimeZone)
	if p.TimeZone == "" || err != nil {
		zone, err = time.LoadLocation(account.DefaultTimeZone)
	}
	if err != nil {
		zone = time.UTC
	}
	at = at.In(zone)
	if p.Language == account.English {
		return at.Format("2 January 2006 at 15:04 (MST)")
	}
	return fmt.Sprintf("%d년 %d월 %d일 %s", at.Year(), at.Month(), at.Day(), at.Format("15:04"))
}
