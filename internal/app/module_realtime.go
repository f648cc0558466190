package app

import (
	"context"
	"errors"
	"strings"

	"piece/internal/account"
	"piece/internal/account/accountclient"
	"piece/internal/chat/realtime"
	"piece/internal/platform/lifecycle"
)

// startLive makes what hands messages to devices. It takes no connections yet: those need the
// rules of the chat, which need it.
func startLive(_ context.Context, h *house) (lifecycle.Runner, error) {
	ended, err := h.endings()
	if err != nil {
		return nil, err
	}
	h.live, err = realtime.New(realtime.Config{
		Log: h.chatLog, Tokens: h.verifier, Sessions: endedSessions{ended}, SessionEnded: h.sessionEnded.listen(),
		PublicOrigin: strings.TrimSuffix(h.config.HTTP.PublicURL, "/"), RedisURL: h.config.Chat.RealtimeURL,
		ConnectionsPerPerson: h.config.Chat.ConnectionsPerPerson, ConnectionsPerAddress: h.config.Chat.ConnectionsPerAddress,
		Metrics: h.metrics, Slog: h.log, Drain: h.config.HTTP.Grace / 3,
	})
	return nil, err
}

// startConnections lets devices in.
func startConnections(_ context.Context, h *house) (lifecycle.Runner, error) {
	if err := h.live.Serve(h.chats); err != nil {
		return nil, err
	}
	h.server.Mux.Handle("GET /realtime", h.live)
	return lifecycle.RunFunc(h.live.Run), nil
}

// endings tell which sessions were ended, here or through a service elsewhere.
type endings interface {
	Ended(ctx context.Context, after int64, limit int) ([]account.Ended, error)
}

func (h *house) endings() (endings, error) {
	if h.accounts != nil {
		return h.accounts, nil
	}
	if h.config.Upstream.Account == "" {
		return nil, errors.New("account doesn't run in this process: set upstream.account to where it does")
	}
	return accountclient.New(h.config.Upstream.Account)
}

// endedSessions are ended sessions in the words of the chat.
type endedSessions struct{ endings }

func (e endedSessions) Ended(ctx context.Context, after int64, limit int) ([]realtime.Ended, error) {
	found, err := e.endings.Ended(ctx, after, limit)
	out := make([]realtime.Ended, len(found))
	for i, one := range found {
		out[i] = realtime.Ended(one)
	}
	return out, err
}
