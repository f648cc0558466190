package app

import (
	"context"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/moderation"
	"piece/internal/moderation/moderationhttp"
	"piece/internal/moderation/moderationsql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/peer"
	"piece/internal/platform/sqldb"
)

func startModeration(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, moderationsql.Domain, moderationsql.Migrations); err != nil {
		return nil, err
	}
	sight := &reportSight{house: h}
	for _, s := range []struct {
		name, address string
		into          **peer.Service
	}{{"piece", h.config.Upstream.Piece, &sight.piece}, {"cake", h.config.Upstream.Cake, &sight.cake}, {"chat", h.config.Upstream.Chat, &sight.chat}} {
		if s.address == "" {
			continue
		}
		var err error
		if *s.into, err = peer.New(s.name, s.address); err != nil {
			return nil, err
		}
	}
	h.moderation = moderation.New(moderation.Deps{
		Store: moderationsql.New(h.db), Sight: sight, Profiles: reportPeople{h.accounts}, Clock: h.clock, Metrics: h.metrics,
	})
	moderationhttp.Register(h.server.API, h.moderation)
	return nil, h.startDesk(ctx)
}

// reportPeople are people in the words of moderation.
type reportPeople struct{ accounts *account.Service }

func (r reportPeople) Profiles(ctx context.Context, ids []string) (map[string]moderation.Profile, error) {
	found, err := r.accounts.Profiles(ctx, ids)
	out := make(map[string]moderation.Profile, len(found))
	for id, p := range found {
		out[id] = moderation.Profile{ID: id, Nickname: p.Nickname, Picture: accounthttp.Picture(id, p.Picture), Title: moderation.Title(p.Title)}
	}
	return out, err
}
