package app

import (
	"context"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
	"piece/internal/title"
)

func startAccount(ctx context.Context, h *house) (lifecycle.Runner, error) {
	keys, err := h.config.authKeys()
	if err != nil {
		return nil, err
	}
	if _, err := sqldb.Migrate(ctx, h.db, accountsql.Domain, accountsql.Migrations); err != nil {
		return nil, err
	}
	elsewhere, err := h.pieceElsewhere()
	if err != nil {
		return nil, err
	}
	deeds, err := h.audit()
	if err != nil {
		return nil, err
	}
	h.sessionEnded = &bell{}
	h.accounts = account.New(account.Deps{
		Store: accountsql.New(h.db), Keys: keys, Clock: h.clock, Log: h.log, Metrics: h.metrics,
		Pictures: accountsql.NewPictures(h.db, h.bin, h.clock), Objects: h.objects, Photos: cakePhotos{h, elsewhere},
		OnEnd: h.sessionEnded.ring, OnJoin: h.joined, TitleName: title.Name, Audit: deeds,
	})
	accounthttp.Register(h.server.API, h.accounts, httpapi.Cookies{Secure: h.config.secure()})
	return h.accounts, nil
}

// joined is called when somebody has joined.
func (h *house) joined(ctx context.Context, person string) {
	h.titlePrompt.Changed(ctx, person)
	if h.letters == nil || h.config.Mail.URL == "" { // what is shown in the log need not come unasked
		return
	}
	if err := h.letters.AskVerify(ctx, person); err != nil {
		h.log.WarnContext(ctx, "an address is not asked to be confirmed", "person", person, "error", err)
	}
}
