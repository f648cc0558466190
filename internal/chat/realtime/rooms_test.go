package realtime_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	client "github.com/centrifugal/centrifuge-go"

	"piece/internal/chat"
	"piece/internal/chat/realtime"
)

func TestEntriesReachWhoFollowsTheRoom(t *testing.T) {
	t.Parallel()
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

func TestD40_NobodyFollowsWhatIsNotForThem(t *testing.T) {
	t.Parallel()
	w := newWorld()
	r := w.direct("D", "jun", "minji")
	w.open("R", "minji")
	s := w.start(t, nil)
	bo, jun := s.device(t, "bo/1"), s.device(t, "jun/1")
	for _, channel := range []string{"dm:D:bo", "dm:D:jun", "dm:D", "dm:D:", "room:D", "room:", "room:X", "dm:X:bo", "me:jun", "me:bo", "news:R", "news:D", "probe:1", "nonsense", "$me:bo"} {
		sub := bo.following(channel)
		eventually(t, channel+" is refused", func() bool { return sub.State() == client.SubStateUnsubscribed })
	}
	for _, channel := range []string{"dm:D:minji", "room:D"} {
		sub := jun.following(channel)
		eventually(t, channel+" is refused", func() bool { return sub.State() == client.SubStateUnsubscribed })
	}
	if got := bo.ask("present", `{"room":"D"}`); !strings.Contains(got, `"code":"not_found"`) {
		t.Error(got)
	}
	there := jun.follow("dm:D:jun")
	s.say("D", "minji", "one")
	eventually(t, "the message", func() bool { return there.count() == 1 })
	w.mu.Lock()
	delete(w.members["D"], "jun")
	w.mu.Unlock()
	s.node.Left("jun", r)
	eventually(t, "out", func() bool { return there.State() == client.SubStateUnsubscribed })
	s.say("D", "minji", "two")
	if again := jun.following("room:R"); again != nil { // something that comes behind it
		eventually(t, "looking into the open room", func() bool { return again.State() == client.SubStateSubscribed })
	}
	if there.count() != 1 {
		t.Error("a message came after leaving")
	}
}

func TestWhoLeavesAnOpenRoomLooksFromOutside(t *testing.T) {
	t.Parallel()
	w := newWorld()
	r := w.open("R", "jun", "minji")
	s := w.start(t, nil)
	jun, minji := s.device(t, "jun/1"), s.device(t, "minji/1")
	inside := jun.follow("room:R")
	minji.follow("room:R")
	eventually(t, "two are there", func() bool { return minji.ask("present", `{"room":"R"}`) == `{"people":2}` })
	w.mu.Lock()
	delete(w.members["R"], "jun")
	w.mu.Unlock()
	s.node.Left("jun", r)
	eventually(t, "one is there", func() bool { return minji.ask("present", `{"room":"R"}`) == `{"people":1}` })
	eventually(t, "looking again", func() bool { inside.mu.Lock(); defer inside.mu.Unlock(); return inside.resubs == 2 })
	s.say("R", "minji", "hello")
	eventually(t, "the message", func() bool { return inside.count() == 1 })
	inside.whole(t)
}

func TestWatchingCountsNobodyAsPresent(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun", "minji")
	w.direct("D", "jun", "minji")
	s := w.start(t, nil)
	jun, minji, bo := s.device(t, "jun/1"), s.device(t, "minji/1"), s.device(t, "bo/1")
	jun.follow("room:R", `{"watch":true}`)
	bo.follow("room:R")
	minji.follow("room:R")
	looking, err := s.node.Looking(t.Context(), chat.Room{ID: "R"}, []string{"jun", "minji", "bo"})
	if err != nil || len(looking) != 1 || !looking["minji"] {
		t.Errorf("%v, %v", looking, err)
	}
	if sub := minji.following("dm:D:minji", `{"watch":true}`); sub != nil {
		eventually(t, "watching a direct room is refused", func() bool { return sub.State() == client.SubStateUnsubscribed })
	}
	jun.follow("dm:D:jun")
	present, err := s.node.Present(t.Context(), []string{"R", "D", "X"})
	if err != nil || present["R"] != 1 || present["D"] != 1 || present["X"] != 0 {
		t.Errorf("%v, %v", present, err)
	}
}

func TestD49_AHeldMessageLooksSentToItsSenderOnly(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.direct("D", "jun", "minji")
	s := w.start(t, nil)
	jun, minji := s.device(t, "jun/1"), s.device(t, "minji/1")
	own, other := jun.follow("dm:D:jun"), minji.follow("dm:D:minji")
	if got := jun.send("D", "held"); !strings.Contains(got, `"kind":"message"`) {
		t.Error(got)
	}
	minji.send("D", "hello")
	for _, place := range []*place{own, other} {
		eventually(t, "both", func() bool { return place.count() == 2 })
		place.whole(t)
	}
	if texts := own.texts(); !slices.Equal(texts, []string{"held", "hello"}) {
		t.Errorf("the sender has %q", texts)
	}
	if e := other.got[0]; e.Kind != "hidden" || e.Sender != "" || e.Text != "" || e.ClientID != "" {
		t.Errorf("the other has %+v", e)
	}
	// The same when it is read from the log.
	late := s.newDevice(t, "minji/2", s.url())
	sub, err := late.NewSubscription("dm:D:minji", client.SubscriptionConfig{GetState: fromStart})
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan string, 2)
	sub.OnPublication(func(e client.PublicationEvent) { got <- string(e.Data) })
	late.up()
	_ = sub.Subscribe()
	if first := <-got; first != `{"seq":1,"kind":"hidden"}` {
		t.Error(first)
	}
}

// fromStart subscribes as a device that has missed everything.
func fromStart(client.SubscriptionGetStateEvent) (client.StreamPosition, error) {
	return client.StreamPosition{Epoch: "log"}, nil
}

func TestWhoCameBackToADirectRoomSeesItFromThere(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.direct("D", "jun", "minji")
	s := w.start(t, nil)
	for i := range 3 {
		s.say("D", "minji", fmt.Sprint(i))
	}
	w.mu.Lock()
	w.members["D"]["jun"] = 2
	w.mu.Unlock()
	jun := s.newDevice(t, "jun/1", s.url())
	sub, _ := jun.NewSubscription("dm:D:jun", client.SubscriptionConfig{GetState: fromStart})
	got := make(chan string, 3)
	sub.OnPublication(func(e client.PublicationEvent) { got <- string(e.Data) })
	jun.up()
	_ = sub.Subscribe()
	for i, want := range []string{`{"seq":1,"kind":"hidden"}`, `{"seq":2,"kind":"hidden"}`, `{"seq":3,"kind":"message"`} {
		if e := <-got; !strings.HasPrefix(e, want) {
			t.Errorf("%d: %s", i, e)
		}
	}
}

func TestTypingAndReadMarks(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.direct("D", "jun", "minji")
	w.open("R", "jun", "minji")
	s := w.start(t, nil)
	jun, minji := s.device(t, "jun/1"), s.device(t, "minji/1")
	other, own, room := minji.follow("dm:D:minji"), jun.follow("dm:D:jun"), minji.follow("room:R")
	if got := jun.ask("typing", `{"room":"D"}`); got != "{}" {
		t.Error(got)
	}
	jun.ask("typing", `{"room":"D"}`) // too soon
	if got := jun.ask("read", `{"room":"D","seq":7}`); got != `{"read":7,"unread":0}` {
		t.Error(got)
	}
	want := []string{`{"typing":"jun"}`, `{"read":{"person":"jun","seq":7}}`}
	eventually(t, "both", func() bool { return slices.Equal(other.heard(), want) })
	s.node.Typing(chat.Room{ID: "R", Kind: chat.Open}, "jun")
	eventually(t, "in the open room", func() bool { return len(room.heard()) == 1 })
	if len(own.heard()) != 0 {
		t.Errorf("the own device was told %q", own.heard())
	}
}

func TestWhoWritesIsNotToldToManyPeople(t *testing.T) {
	t.Parallel()
	w := newWorld()
	many := make([]string, 51)
	for i := range many {
		many[i] = fmt.Sprint("p", i)
	}
	w.open("R", many...)
	s := w.start(t, nil)
	var last *place
	for _, p := range many {
		last = s.device(t, p+"/1").follow("room:R")
	}
	s.node.Typing(chat.Room{ID: "R", Kind: chat.Open}, "p0")
	s.say("R", "p0", "hello")
	eventually(t, "the message", func() bool { return last.count() == 1 })
	if len(last.heard()) != 0 {
		t.Error("it was told who writes")
	}
}

func TestNewsOfARoomAreRareAndEndWithTheLast(t *testing.T) {
	t.Parallel()
	w := newWorld()
	r := w.open("R", "jun")
	w.open("S")
	s := w.start(t, nil)
	jun, bo := s.device(t, "jun/1"), s.device(t, "bo/1")
	begin := time.Now()
	for i := range 200 {
		s.say("R", "minji", fmt.Sprint(i))
	}
	eventually(t, "the last", func() bool {
		heard := jun.heard()
		return len(heard) > 0 && strings.Contains(heard[len(heard)-1], `"seq":200,"messages":200`)
	})
	if n, most := len(jun.heard()), int(time.Since(begin)/(2*time.Second))+1; n > most {
		t.Errorf("told %d times, at most %d is fine", n, most)
	}
	if len(bo.heard()) != 0 {
		t.Errorf("who isn't in the room was told %q", bo.heard())
	}
	w.mu.Lock()
	w.members["R"]["bo"] = 0
	w.mu.Unlock()
	s.node.Joined("bo", r)
	eventually(t, "told after joining", func() bool {
		s.say("R", "minji", "more")
		return len(bo.heard()) > 0
	})
	s.node.Left("jun", r)
	s.node.Joined("bo", r) // again is fine
}

func TestNotesReachTheDevicesOfOnePerson(t *testing.T) {
	t.Parallel()
	w := newWorld()
	s := w.start(t, nil)
	a, b, other := s.device(t, "jun/1"), s.device(t, "jun/2"), s.device(t, "minji/1")
	e := chat.Entry{RoomID: "D", Seq: 4, Kind: chat.Message, Sender: "minji", Text: "hello", At: time.Unix(0, 0)}
	s.node.Tell("jun", chat.Note{Kind: chat.NoteMessage, Room: "D", Seq: 4, Entry: &e})
	s.node.Tell("jun", chat.Note{Kind: chat.NoteRead, Room: "D", Seq: 4})
	s.node.Tell("jun", chat.Note{Kind: chat.NoteBlocks})
	want := []string{
		`me:jun {"kind":"message","room":"D","seq":4,"entry":{"seq":4,"kind":"message","sender":"minji","at":"1970-01-01T00:00:00Z","text":"hello"}}`,
		`me:jun {"kind":"read","room":"D","seq":4}`, `me:jun {"kind":"blocks"}`,
	}
	for _, d := range []*device{a, b} {
		eventually(t, "the notes", func() bool { return slices.Equal(d.heard(), want) })
	}
	if len(other.heard()) != 0 {
		t.Errorf("somebody else heard %q", other.heard())
	}
}

func TestCommandsThatFailSayWhy(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	jun := s.device(t, "jun/1")
	for data, want := range map[string]string{
		`{"room":"R","clientId":"client-1","text":"flood"}`:              `"status":429,"detail":"너무 빨리 보내고 있어요. 조금만 기다려 주세요.","code":"too_fast","retryAfter":2`,
		`{"room":"R","clientId":"client-1","text":"x","sender":"minji"}`: `"status":422`, // defect D39
		`{"room":"R","clientId":"client-1","text":"x","seq":"9"}`:        `"status":422`,
		`[]`: `"status":422`,
	} {
		if got := jun.ask("send", data); !strings.HasPrefix(got, `{"problem":{`) || !strings.Contains(got, want) {
			t.Errorf("%s: %s", data, got)
		}
	}
	if got := jun.ask("publish", `{}`); !strings.Contains(got, "104") {
		t.Error(got)
	}
	if _, err := jun.Publish(t.Context(), "me:jun", []byte(`{}`)); err == nil {
		t.Error("a device published by itself")
	}
}

func TestABusyDeviceIsToldToComeBack(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	hold := make(chan struct{})
	s := w.start(t, nil)
	s.hold = hold
	jun := s.device(t, "jun/1")
	answers := make(chan string, 40)
	for i := range 40 {
		go func() { answers <- jun.send("R", fmt.Sprint(i)) }()
	}
	for range 8 {
		if got := <-answers; !strings.Contains(got, `"code":"busy","retryAfter":1`) {
			t.Error(got)
		}
	}
	close(hold)
	for range 32 {
		if got := <-answers; !strings.HasPrefix(got, `{"entry":`) {
			t.Error(got)
		}
	}
}

func TestDevicesAreSentElsewhereAtTheEnd(t *testing.T) {
	t.Parallel()
	w := newWorld()
	s := w.start(t, func(c *realtime.Config) { c.Drain = 200 * time.Millisecond })
	var devices []*device
	for i := range 30 {
		devices = append(devices, s.device(t, fmt.Sprint("p", i, "/1")))
	}
	s.stop()
	for _, d := range devices {
		eventually(t, "told to come again", func() bool { return slices.Contains(d.codes(), 3001) })
	}
}
