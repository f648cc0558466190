package app

import (
	"context"
	"errors"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/peer"
)

// auditLog writes down what admins do: where moderation runs here, and otherwise in its service,
// with the token of the admin who asks. Moderation is looked for at each act, because it is made
// after account.
type auditLog struct {
	house   *house
	account *peer.Service // nil where it has no address
}

func (h *house) audit() (audit.Log, error) {
	l := auditLog{house: h}
	if h.config.Upstream.Account == "" {
		return l, nil
	}
	var err error
	l.account, err = peer.New("account", h.config.Upstream.Account)
	return l, err
}

// Note implements audit.Log.
func (l auditLog) Note(ctx context.Context, a audit.Act) error {
	switch {
	case l.house.moderation != nil:
		return l.house.moderation.Note(ctx, a)
	case l.account == nil:
		return errs.Unavailable.With(errors.New("account doesn't run in this process: set upstream.account to where it does"))
	}
	return l.account.PostAs(ctx, "audit", map[string]any{
		"deed": a.Deed, "kind": a.Kind, "subject": a.Target, "name": a.Name, "reason": a.Reason, "failed": a.Failed,
	})
}
