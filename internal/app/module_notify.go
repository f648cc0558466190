package app

import (
	"context"
	"time"

	"piece/internal/account"
	"piece/internal/notify"
	"piece/internal/notify/notifyhttp"
	"piece/internal/notify/notifysql"
	"piece/internal/notify/webpush"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startNotify makes what rooms push messages with. It runs once rooms do; see startNotifyQueue.
func startNotify(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, notifysql.Domain, notifysql.Migrations); err != nil {
		return nil, err
	}
	sender, err := h.pushSender()
	if err != nil {
		return nil, err
	}
	ended, err := h.endings()
	if err != nil {
		return nil, err
	}
	h.push = notify.New(notify.Deps{
		Store: notifysql.New(h.db), Sender: sender, Sessions: pushSessions{ended}, Clock: h.clock, Log: h.log, Metrics: h.metrics, ListKept: h.listKept(), Woken: h.sessionEnded.listen(), Patience: h.pushIn,
	})
	notifyhttp.Register(h.server.API, h.push)
	return nil, nil
}

// startNotifyQueue sends messages until rooms stop.
func startNotifyQueue(_ context.Context, h *house) (lifecycle.Runner, error) { return h.push, nil }

// pushSender gives what speaks to push services; nil without a key, where nothing is pushed.
func (h *house) pushSender() (notify.Sender, error) {
	key, err := h.config.pushKey()
	if err != nil || key == (webpush.Key{}) {
		return nil, err
	}
	private, err := networks(h.config.Outbound.Private)
	if err != nil {
		return nil, err
	}
	return webpush.New(webpush.Config{
		Key: key, Contact: h.config.Push.Contact, Hosts: h.config.Push.Hosts, Private: private, Clock: h.clock, TLS: h.pushTLS,
	}), nil
}

// listKept is how long this process may be away without missing that sessions ended: nobody logs
// out of an account service that doesn't run either.
func (h *house) listKept() time.Duration {
	if h.accounts != nil {
		return 0
	}
	return account.EndedKept
}

// pushSessions are ended sessions in the words of notify.
type pushSessions struct{ endings }

func (p pushSessions) Ended(ctx context.Context, after int64, limit int) ([]notify.Ended, error) {
	found, err := p.endings.Ended(ctx, after, limit)
	out := make([]notify.Ended, len(found))
	for i, e := range found {
		out[i] = notify.Ended(e)
	}
	return out, err
}
