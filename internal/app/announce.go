package app

import (
	"context"
	"encoding/json"

	"piece/internal/chat/realtime"
	"piece/internal/platform/lifecycle"
)

// startAnnouncing makes what tells devices news of other domains where no devices are connected
// to this process. Without Redis there is none, and pages ask.
func startAnnouncing(_ context.Context, h *house) (lifecycle.Runner, error) {
	if h.live != nil || h.config.Chat.RealtimeURL == "" {
		return nil, nil
	}
	var err error
	h.announcer, err = realtime.NewAnnouncer(h.config.Chat.RealtimeURL, h.log)
	if err != nil {
		return nil, err
	}
	return h.announcer, nil
}

// announce tells the devices of a person something, once and without promise. It doesn't wait.
func (h *house) announce(person string, news any) {
	data, err := json.Marshal(news)
	if err != nil {
		h.log.Error("news can't be written", "error", err)
		return
	}
	switch {
	case h.live != nil:
		h.live.Announce(person, data)
	case h.announcer != nil:
		h.announcer.Announce(person, data)
	}
}
