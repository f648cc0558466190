package letter

import (
	"piece/internal/account"
	"piece/internal/platform/errs"
)

// say picks the words of a person's language.
func say(p account.Person, ko, en string) string {
	return errs.Text{Ko: ko, En: en}.In(string(p.Language))
}

func letterTo(p account.Person, subject string, lines ...string) account.Letter {
	hello := say(p, "안녕하세요, "+p.Nickname+"님.", "Hello "+p.Nickname+",")
	return account.Letter{To: p.Email, Language: p.Language, Subject: subject, Lines: append([]string{hello}, lines...)}
}

func resetLetter(p account.Person, address string) account.Letter {
	l := letterTo(p, say(p, "비밀번호를 새로 정해 주세요", "Choose a new password"),
		say(p, "비밀번호를 잊으셨다고 해서 보내 드려요. 아래 버튼을 누르면 새 비밀번호를 정할 수 있어요.",
			"You told us that you forgot your password. The button below lets you choose a new one."))
	l.Button, l.Address = say(p, "새 비밀번호 정하기", "Choose a new password"), address
	l.Note = say(p, "30분 동안 한 번만 쓸 수 있어요. 요청하지 않았다면 아무것도 하지 않아도 비밀번호는 그대로예요.",
		"It works once, for 30 minutes. If you didn't ask for this, do nothing: your password stays as it is.")
	return l
}

func verifyLetter(p account.Person, address string) account.Letter {
	l := letterTo(p, say(p, "메일 주소를 확인해 주세요", "Confirm your mail address"),
		say(p, "이 주소로 조각에 가입하셨어요. 아래 버튼을 누르면 확인이 끝나요. 비밀번호를 잊었을 때 이 주소로 도와 드릴 수 있어요.",
			"You joined PIECE with this address. The button below confirms that it is yours, so that we can help you here should you forget your password."))
	l.Button, l.Address = say(p, "메일 주소 확인하기", "Confirm my address"), address
	l.Note = say(p, "24시간 동안 쓸 수 있어요.", "It works for 24 hours.")
	return l
}

// changedLetter tells of a new password; alone that it is the only way to sign in now.
func changedLetter(p account.Person, address string, alone bool) account.Letter {
	l := letterTo(p, say(p, "비밀번호가 바뀌었어요", "Your password was changed"),
		say(p, "방금 메일로 받은 링크로 비밀번호가 바뀌었고, 모든 기기에서 로그아웃됐어요. 직접 바꾸셨다면 그대로 두면 돼요.",
			"Your password was just changed by a link in a mail, and you were logged out on all devices. If that was you, all is well."))
	if alone {
		l.Lines = append(l.Lines, say(p, "이 주소는 처음 확인됐어요. 그래서 그 전에 연결된 다른 로그인 계정과 패스키가 있었다면 모두 지웠어요. 설정에서 다시 만들 수 있어요.",
			"This address was confirmed for the first time, so any linked accounts and passkeys from before were removed. You can add them again in the settings."))
	}
	l.Button, l.Address = say(p, "내가 한 일이 아니에요", "This wasn't me"), address
	l.Note = say(p, "직접 바꾸지 않았다면 메일 계정의 비밀번호부터 바꾸고, 위 버튼으로 새 비밀번호를 정해 주세요.",
		"If it wasn't you, change the password of your mail account first, then choose a new one here by the button above.")
	return l
}
