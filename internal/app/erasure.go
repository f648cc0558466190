package app

import (
	"context"
	"errors"

	"piece/internal/account/accountclient"
	"piece/internal/account/leave"
	"piece/internal/platform/erasure"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// What is kept of people who are gone is removed by the service that keeps it, each in its own
// database: whoever keeps something of people has a line here (defect D11). Tables that hang on the
// rows of people go with them.

// startAccountErasure removes what stands beside people.
func startAccountErasure(ctx context.Context, h *house) (lifecycle.Runner, error) {
	return h.erase(ctx,
		erasure.Purger{Name: "moderation", Purge: h.moderation.Purge},
		erasure.Purger{Name: "questions", Purge: h.questions.Purge},
		erasure.Purger{Name: "passkey", Purge: func(ctx context.Context, _ string) error {
			return h.passkeys.Store.DropChallenges(ctx, h.clock.Now()) // each lives for minutes only
		}},
	)
}

// startCakeErasure takes people off cakes.
func startCakeErasure(ctx context.Context, h *house) (lifecycle.Runner, error) {
	return h.erase(ctx, erasure.Purger{Name: "cake", Purge: h.cakes.Purge})
}

// startPieceErasure removes pieces and what they are made of.
func startPieceErasure(ctx context.Context, h *house) (lifecycle.Runner, error) {
	return h.erase(ctx,
		erasure.Purger{Name: "piece", Purge: h.pieces.Purge},
		erasure.Purger{Name: "share", Purge: h.sharing.Purge},
		erasure.Purger{Name: "exports", Purge: h.exports.Purge},
		erasure.Purger{Name: "artwork", Purge: h.artworks.Purge},
		erasure.Purger{Name: "reading", Purge: h.readings.Purge},
		erasure.Purger{Name: "genai", Purge: h.ai.Purge},
		erasure.Purger{Name: "imports", Purge: h.imports.Purge},
		erasure.Purger{Name: "media", Purge: h.media.Purge},
	)
}

// startChatErasure takes people out of rooms, and their devices off.
func startChatErasure(ctx context.Context, h *house) (lifecycle.Runner, error) {
	return h.erase(ctx,
		erasure.Purger{Name: "notify", Purge: h.push.Purge},
		erasure.Purger{Name: "chat", Purge: h.chats.Purge},
	)
}

// erase lets domains follow the list of people who are gone.
func (h *house) erase(ctx context.Context, purgers ...erasure.Purger) (lifecycle.Runner, error) {
	if len(purgers) == 0 {
		return nil, nil
	}
	if _, err := sqldb.Migrate(ctx, h.db, erasure.Domain, erasure.Migrations); err != nil {
		return nil, err
	}
	list, err := h.gone()
	if err != nil {
		return nil, err
	}
	return &erasure.Follower{
		DB: h.db, List: goneList{list}, Purgers: purgers, Clock: h.clock, Log: h.log, Metrics: h.metrics, Woken: h.personGone.listen(), Every: h.eraseEvery,
	}, nil
}

// gonePeople tell who is gone, here or through a service elsewhere.
type gonePeople interface {
	Gone(ctx context.Context, after int64, limit int) ([]leave.Gone, error)
}

func (h *house) gone() (gonePeople, error) {
	if h.leaving != nil {
		return h.leaving, nil
	}
	if h.config.Upstream.Account == "" {
		return nil, errors.New("account doesn't run in this process: set upstream.account to where it does")
	}
	return accountclient.New(h.config.Upstream.Account)
}

// goneList are people who are gone in the words of the platform.
type goneList struct{ gonePeople }

func (g goneList) Gone(ctx context.Context, after int64, limit int) ([]erasure.Gone, error) {
	found, err := g.gonePeople.Gone(ctx, after, limit)
	out := make([]erasure.Gone, len(found))
	for i, one := range found {
		out[i] = erasure.Gone(one)
	}
	return out, err
}
