package account

import (
	"context"

	"piece/internal/platform/errs"
)

// Letter is a mail to a person, in the words of the person's language.
type Letter struct {
	To       string // mail address
	Language Language
	Subject  string
	Lines    []string // paragraphs
	Button   string   // what the button says; "" for none
	Address  string   // absolute address that the button leads to
	Note     string   // in small print at the end; may be empty
}

// Post sends letters.
type Post interface {
	// Send takes a letter to be sent soon; it is tried again while the mail server doesn't take it.
	// ErrMailOff where no mail is set up.
	Send(ctx context.Context, l Letter) error
}

// ErrMailOff says that this site sends no mail.
var ErrMailOff = errs.Define(errs.KindUnavailable, "mail_off", errs.Text{
	Ko: "이 사이트에서는 아직 메일을 보낼 수 없어요. 운영자에게 문의해 주세요.", En: "This site can't send mail yet. Please ask who runs it.",
})
