package app

import (
	"context"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/account/leave"
	"piece/internal/account/leave/leavehttp"
	"piece/internal/account/leave/leavesql"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startLeaving lets people leave, and removes them when their time has come.
func startLeaving(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, leavesql.Domain, leavesql.Migrations); err != nil {
		return nil, err
	}
	h.personGone = &bell{}
	h.leaving = leave.New(leave.Deps{
		Store: leavesql.New(h.db, accountsql.New(h.db), h.bin, account.PictureKeys), People: h.accounts, Post: h.post, Site: h.config.site(),
		Clock: h.clock, Log: h.log, Metrics: h.metrics, OnEnd: h.sessionEnded.ring, OnGone: h.personGone.ring, Every: h.eraseEvery,
	})
	leavehttp.Register(h.server.API, h.leaving, httpapi.Cookies{Secure: h.config.secure()})
	return h.leaving, nil
}
