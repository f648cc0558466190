package realtime_test

import (
	"slices"
	"strings"
	"testing"
)

func TestEntriesReachWhoFollowsTheRoom(t *testing.T) {
	w := newWorld()
	w.open("R", "minji", "jun")
	s := w.start(t, nil)
	a, b := s.device(t, "minji/1"), s.device(t, "jun/1")
	there := b.follow("room:R")
	if got := a.send("R", "hello"); !strings.Contains(got, `"entry":{"seq":1,"kind":"message","sender":"minji","clientId":"client-hello"`) {
		t.Errorf("sent: %s", got)
	}
	eventually(t, "the message", func() bool { return slices.Equal(there.texts(), []string{"hello"}) })
	eventually(t, "the news", func() bool { return len(a.heard()) == 1 })
	if got := a.heard()[0]; !strings.HasPrefix(got, `news:R {"room":"R","seq":1,"messages":1,"entry":{"seq":1,`) {
		t.Error(got)
	}
}
