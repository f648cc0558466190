package app

import (
	"context"
	"fmt"

	"piece/internal/account"
	"piece/internal/account/letter"
	"piece/internal/account/letter/letterhttp"
	"piece/internal/account/letter/lettersql"
	"piece/internal/notify/mail"
	"piece/internal/notify/mail/mailsmtp"
	"piece/internal/notify/mail/mailsql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startPost makes what letters are sent with. Without a mail server there is none, but in
// development letters are shown in the log.
func startPost(ctx context.Context, h *house) (lifecycle.Runner, error) {
	var sender mail.Sender
	switch {
	case h.config.Mail.URL != "":
		s, err := mailsmtp.New(h.config.Mail.URL, h.config.Mail.From, h.mailTLS)
		if err != nil {
			return nil, fmt.Errorf("mail: %w", err)
		}
		sender = s
	case h.config.Env == development:
		sender = mail.LogSender{Log: h.log}
	default:
		return nil, nil
	}
	if _, err := sqldb.Migrate(ctx, h.db, mailsql.Domain, mailsql.Migrations); err != nil {
		return nil, err
	}
	s := mail.New(mail.Deps{Store: mailsql.New(h.db), Sender: sender, Clock: h.clock, Log: h.log, Metrics: h.metrics})
	h.post = accountPost{s}
	return s, nil
}

// accountPost is the post in the words of accounts.
type accountPost struct{ mails *mail.Service }

func (p accountPost) Send(ctx context.Context, l account.Letter) error {
	return p.mails.Send(ctx, mail.Letter{
		To: l.To, Language: string(l.Language), Subject: l.Subject, Lines: l.Lines, Button: l.Button, Address: l.Address, Note: l.Note,
	})
}

// startLetters makes the links in mails.
func startLetters(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, lettersql.Domain, lettersql.Migrations); err != nil {
		return nil, err
	}
	h.letters = letter.New(letter.Deps{
		Store: lettersql.New(h.db), Accounts: h.accounts, Post: h.post, Site: h.config.site(), Clock: h.clock, Log: h.log,
		Forget: h.signin.Forget,
	})
	letterhttp.Register(h.server.API, h.letters)
	return h.letters, nil
}
