package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	realtime "github.com/centrifugal/centrifuge-go"

	"piece/internal/chat/wire"
)

// line is a connection of a person with what came over it.
type line struct {
	*visitor
	client *realtime.Client
	mu     sync.Mutex
	notes  []string
}

// heardRoom is a channel of a room that a line follows.
type heardRoom struct {
	*realtime.Subscription
	line    *line
	mu      sync.Mutex
	entries []wire.Entry
	told    []string
}

func (v *visitor) line() *line {
	v.t.Helper()
	l := &line{visitor: v}
	l.client = realtime.NewJsonClient("ws"+strings.TrimPrefix(v.site.URL, "http")+"/realtime", realtime.Config{
		GetToken: func(realtime.ConnectionTokenEvent) (string, error) {
			var got struct{ Token string }
			v.must(http.StatusOK, "POST", "/api/v1/sessions/realtime", nil, &got)
			return got.Token, nil
		},
	})
	l.client.OnPublication(func(e realtime.ServerPublicationEvent) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.notes = append(l.notes, e.Channel+" "+string(e.Data))
	})
	v.t.Cleanup(l.client.Close)
	if err := l.client.Connect(); err != nil {
		v.t.Fatal(err)
	}
	soon(v.t, "connected", func() bool { return l.client.State() == realtime.StateConnected })
	return l
}

// soon waits until something is so. It may be asked over a connection, which has a pace of 20
// questions a second.
func soon(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); !ok(); time.Sleep(60 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 15 s: %s", what)
		}
	}
}

func (l *line) follow(channel string) *heardRoom {
	l.t.Helper()
	sub, err := l.client.NewSubscription(channel)
	if err != nil {
		l.t.Fatal(err)
	}
	h := &heardRoom{Subscription: sub, line: l}
	sub.OnPublication(func(e realtime.PublicationEvent) {
		h.mu.Lock()
		defer h.mu.Unlock()
		if e.Offset == 0 {
			h.told = append(h.told, string(e.Data))
			return
		}
		var got wire.Entry
		if err := json.Unmarshal(e.Data, &got); err != nil || got.Seq != int64(e.Offset) {
			l.t.Errorf("%d: %s, %v", e.Offset, e.Data, err)
		}
		h.entries = append(h.entries, got)
	})
	if err := sub.Subscribe(); err != nil {
		l.t.Fatal(err)
	}
	soon(l.t, "an answer for "+channel, func() bool { return sub.State() != realtime.SubStateSubscribing })
	return h
}

func (h *heardRoom) kinds() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for _, e := range h.entries {
		all = append(all, e.Kind+" "+e.Text)
	}
	return all
}

func (h *heardRoom) hears(want ...string) {
	h.line.t.Helper()
	soon(h.line.t, fmt.Sprintf("%q (have %q)", want, h.kinds()), func() bool { return slices.Equal(h.kinds(), want) })
}

// ask sends a command and gives the answer.
func (l *line) ask(method string, data map[string]any) string {
	l.t.Helper()
	b, err := json.Marshal(data)
	if err != nil {
		l.t.Fatal(err)
	}
	got, err := l.client.RPC(l.t.Context(), method, b)
	if err != nil {
		return err.Error()
	}
	return string(got.Data)
}

func (l *line) sendText(room, id, text string) string {
	l.t.Helper()
	return l.ask("send", map[string]any{"room": room, "clientId": id, "text": text})
}

func (l *line) heard(note string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.notes, func(n string) bool { return strings.HasPrefix(n, note) })
}

// startRoom opens the room of the first cake of the catalogue.
func (v *visitor) startRoom() string {
	v.t.Helper()
	var cakes struct{ Items []struct{ ID string } }
	v.must(http.StatusOK, "GET", "/api/v1/cakes?limit=1", nil, &cakes)
	return v.joinRoom(cakes.Items[0].ID)
}

// The chat as pages hold it: over the socket, in one process and behind a gateway.
func TestTheWalkOverTheSocket(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		jun, minji, bo := front.join(t, "jun"), front.join(t, "minji"), front.join(t, "bo")
		room := jun.startRoom()
		minji.startRoom()
		a, b, c := jun.line(), minji.line(), bo.line()
		own, there, outside := a.follow("room:"+room), b.follow("room:"+room), c.follow("room:"+room)

		// D43: the same send five times is one message; D39: nobody says who sends or when.
		for range 5 {
			if got := a.sendText(room, "send-0001", "안녕"); !strings.Contains(got, `"seq":1,`) || !strings.Contains(got, `"sender":"`+jun.id+`"`) {
				t.Errorf("sent: %s", got)
			}
		}
		if got := a.ask("send", map[string]any{"room": room, "clientId": "send-0002", "text": "x", "sender": minji.id}); !strings.Contains(got, `"status":422`) {
			t.Errorf("D39: %s", got)
		}
		if got := c.sendText(room, "send-0003", "x"); !strings.Contains(got, `"code":"not_a_member"`) {
			t.Errorf("who isn't in the room wrote: %s", got)
		}
		if got := b.ask("react", map[string]any{"room": room, "seq": 1, "emoji": "👍"}); got != "{}" {
			t.Errorf("reaction: %s", got)
		}
		if got := a.ask("remove", map[string]any{"room": room, "seq": 1}); got != "{}" {
			t.Errorf("removal: %s", got)
		}
		for _, h := range []*heardRoom{own, there, outside} {
			h.hears("message 안녕", "reaction ", "removal ")
		}
		soon(t, "two are present", func() bool { return b.ask("present", map[string]any{"room": room}) == `{"people":2}` })
		a.ask("typing", map[string]any{"room": room})
		soon(t, "who writes", func() bool {
			there.mu.Lock()
			defer there.mu.Unlock()
			return slices.Contains(there.told, `{"typing":"`+jun.id+`"}`)
		})
		soon(t, "news", func() bool { return b.heard(`news:` + room + ` {"room":"` + room + `"`) })

		// D40: a direct room is for two; D49: who is blocked doesn't learn of it.
		direct := jun.directWith(minji.id)
		for _, channel := range []string{"dm:" + direct + ":" + bo.id, "dm:" + direct + ":" + jun.id, "room:" + direct, "me:" + jun.id} {
			if h := c.follow(channel); h.State() != realtime.SubStateUnsubscribed {
				t.Errorf("D40: %s is followed by somebody else", channel)
			}
		}
		for _, method := range []string{"send", "typing", "present", "read"} {
			if got := c.ask(method, map[string]any{"room": direct, "clientId": "send-0004", "text": "x"}); !strings.Contains(got, `"problem"`) {
				t.Errorf("D40: %s by somebody else: %s", method, got)
			}
		}
		mine, hers := a.follow("dm:"+direct+":"+jun.id), b.follow("dm:"+direct+":"+minji.id)
		a.sendText(direct, "send-0005", "하나")
		soon(t, "the note of it", func() bool { return b.heard(`me:` + minji.id + ` {"kind":"message","room":"` + direct + `"`) })
		if got := b.ask("read", map[string]any{"room": direct, "seq": 1}); got != `{"read":1,"unread":0}` {
			t.Errorf("read: %s", got)
		}
		soon(t, "that it was read", func() bool {
			mine.mu.Lock()
			defer mine.mu.Unlock()
			return slices.Contains(mine.told, `{"read":{"person":"`+minji.id+`","seq":1}}`)
		})
		minji.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+jun.id, nil, nil)
		if got := a.sendText(direct, "send-0006", "둘"); !strings.Contains(got, `"kind":"message"`) {
			t.Errorf("D49: %s", got)
		}
		mine.hears("message 하나", "message 둘")
		hers.hears("message 하나", "hidden ")

		minji.must(http.StatusNoContent, "DELETE", "/api/v1/rooms/"+direct+"/membership", nil, nil)
		soon(t, "left", func() bool { return hers.State() == realtime.SubStateUnsubscribed })
		_ = hers.Subscribe()
		soon(t, "refused", func() bool { return hers.State() == realtime.SubStateUnsubscribed })
		a.sendText(direct, "send-0007", "셋")
		mine.hears("message 하나", "message 둘", "message 셋")
		hers.hears("message 하나", "hidden ")
	})
}
