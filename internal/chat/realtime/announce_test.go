package realtime_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"

	"piece/internal/chat/realtime"
)

func TestAnnouncementsReachThePersonOnEveryNode(t *testing.T) {
	t.Parallel()
	_, _, a, b := pair(t)
	jun, there, minji := a.device(t, "jun/1"), b.device(t, "jun/2"), b.device(t, "minji/1")
	a.node.Announce("jun", []byte(`{"kind":"artwork","id":"1"}`))
	for _, d := range []*device{jun, there} {
		eventually(t, "the announcement", func() bool { return slices.Contains(d.heard(), `me:jun {"kind":"artwork","id":"1"}`) })
	}
	if heard := minji.heard(); len(heard) != 0 {
		t.Errorf("somebody else heard %v", heard)
	}
}

func TestAnAnnouncerWithoutConnectionsReachesThem(t *testing.T) {
	t.Parallel()
	_, r, a, _ := pair(t)
	jun := a.device(t, "jun/1")
	announcer, err := realtime.NewAnnouncer(r.url(), slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- announcer.Run(ctx) }()
	eventually(t, "the announcement", func() bool {
		announcer.Announce("jun", []byte(`{"kind":"artwork","id":"2"}`))
		return slices.Contains(jun.heard(), `me:jun {"kind":"artwork","id":"2"}`)
	})
	r.kill()
	for range 5_000 { // nobody waits for Redis, and what doesn't fit is dropped
		announcer.Announce("jun", []byte(`{"kind":"artwork","id":"3"}`))
	}
	r.start()
	eventually(t, "the announcement after Redis came back", func() bool {
		announcer.Announce("jun", []byte(`{"kind":"artwork","id":"4"}`))
		return slices.Contains(jun.heard(), `me:jun {"kind":"artwork","id":"4"}`)
	})
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := realtime.NewAnnouncer("mysql://x", slog.New(slog.DiscardHandler)); err == nil {
		t.Error("an address that isn't Redis is taken")
	}
}
