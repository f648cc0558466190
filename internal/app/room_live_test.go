package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	realtime "github.com/centrifugal/centrifuge-go"
)

// following is a channel that a device follows.
type following struct {
	d   *device
	sub *realtime.Subscription

	mu    sync.Mutex
	heard []string // entries, in the order in which they came; guarded by mu
	told  []string // what has no place, such as "typing"; guarded by mu
	ended uint32   // the code with which it ended; guarded by mu
}

// follow subscribes a device to a channel and tells whether it may.
func (d *device) follow(channel string, config ...realtime.SubscriptionConfig) (*following, bool) {
	d.t.Helper()
	f := &following{d: d}
	sub, err := d.line.NewSubscription(channel, config...)
	if err != nil {
		d.t.Fatal(err)
	}
	f.sub = sub
	outcome := make(chan bool, 8)
	sub.OnSubscribed(func(realtime.SubscribedEvent) { outcome <- true })
	sub.OnUnsubscribed(func(e realtime.UnsubscribedEvent) {
		f.mu.Lock()
		f.ended = e.Code
		f.mu.Unlock()
		outcome <- false
	})
	sub.OnPublication(func(e realtime.PublicationEvent) { f.hear(e.Data) })
	if err := sub.Subscribe(); err != nil {
		d.t.Fatal(err)
	}
	select {
	case may := <-outcome:
		return f, may
	case <-time.After(20 * time.Second):
		d.t.Fatalf("%s: neither followed nor refused", channel)
		return nil, false
	}
}

// hear notes what came in few words: "3 message text", "typing", "read 3".
func (f *following) hear(data []byte) {
	var e struct {
		Seq    int64
		Kind   string
		Text   string
		Typing string
		Read   struct{ Seq int64 }
	}
	if err := json.Unmarshal(data, &e); err != nil {
		f.d.t.Errorf("%v: %s", err, data)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case e.Typing != "":
		f.told = append(f.told, "typing")
	case e.Read.Seq != 0:
		f.told = append(f.told, fmt.Sprint("read ", e.Read.Seq))
	default:
		f.heard = append(f.heard, strings.TrimSpace(fmt.Sprint(e.Seq, " ", e.Kind, " ", e.Text)))
	}
}

// isTold waits until something came that has no place, and so no order among the entries.
func (f *following) isTold(want string) {
	f.d.t.Helper()
	eventually(f.d.t, func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return slices.Contains(f.told, want)
	})
}

// hears waits until just these entries were heard, in that order.
func (f *following) hears(want ...string) {
	f.d.t.Helper()
	got := func() string {
		f.mu.Lock()
		defer f.mu.Unlock()
		return strings.Join(f.heard, ", ")
	}
	for end := time.Now().Add(20 * time.Second); got() != strings.Join(want, ", "); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			f.d.t.Fatalf("heard %q, want %q", got(), strings.Join(want, ", "))
		}
	}
}

// follows is follow that must be allowed.
func (d *device) follows(channel string, config ...realtime.SubscriptionConfig) *following {
	d.t.Helper()
	f, may := d.follow(channel, config...)
	if !may {
		d.t.Fatalf("%s can't be followed", channel)
	}
	return f
}

// call gives a command over the connection; the answer is the code of the problem, if it is one.
func (d *device) call(method string, c map[string]any) (problem string, answer []byte) {
	d.t.Helper()
	data, err := json.Marshal(c)
	if err != nil {
		d.t.Fatal(err)
	}
	res, err := d.line.RPC(d.t.Context(), method, data)
	if err != nil {
		d.t.Fatalf("%s: %v", method, err)
	}
	var p struct {
		Problem struct {
			Code       string
			Status     int
			RetryAfter int
		}
	}
	if err := json.Unmarshal(res.Data, &p); err != nil {
		d.t.Fatalf("%s: %v: %s", method, err, res.Data)
	}
	return p.Problem.Code, res.Data
}

// sends sends a text over the connection and gives its place.
func (d *device) sends(room, text string) int64 {
	d.t.Helper()
	m := messageOf(text)
	m["room"] = room
	problem, answer := d.call("send", m)
	var a struct{ Entry struct{ Seq int64 } }
	if err := json.Unmarshal(answer, &a); problem != "" || err != nil || a.Entry.Seq == 0 {
		d.t.Fatalf("sending %q: %s", text, answer)
	}
	return a.Entry.Seq
}

func TestRoomsAreLive(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		jieun, minho, nosy := front.join(t, "지은"), front.join(t, "민호"), front.join(t, "궁금")
		room := jieun.joinRoom(jieun.cake("파도의 노래"))
		minho.joinRoom(jieun.roomOf(room).Cake.ID)
		direct := jieun.directWith(minho.id)
		a, b, c := jieun.connect(), minho.connect(), nosy.connect()

		inRoom, watching := b.follows("room:"+room), c.follows("room:"+room, realtime.SubscriptionConfig{Data: []byte(`{"watch":true}`)})
		here, mine := b.follows("dm:"+direct+":"+minho.id), a.follows("dm:"+direct+":"+jieun.id)
		// D40: a direct room is followed by its two, each as themselves.
		for _, channel := range []string{"dm:" + direct + ":" + nosy.id, "dm:" + direct + ":" + minho.id, "room:" + direct, "me:" + minho.id, "news:" + room} {
			if _, may := c.follow(channel); may {
				t.Errorf("D40: somebody else follows %s", channel)
			}
		}
		for method, more := range map[string]map[string]any{"send": messageOf("나도"), "read": {"seq": 1}, "typing": {}, "present": {}, "remove": {"seq": 1}, "react": {"seq": 1, "emoji": "😀"}} {
			more["room"] = direct
			if problem, answer := c.call(method, more); problem != "not_found" {
				t.Errorf("D40: %s by somebody else: %s", method, answer)
			}
		}

		a.sends(room, "하나")
		jieun.say(room, "둘") // by a request, into the same order
		b.call("typing", map[string]any{"room": room})
		inRoom.hears("1 message 하나", "2 message 둘")
		inRoom.isTold("typing")
		watching.hears("1 message 하나", "2 message 둘")
		if problem, _ := a.call("send", map[string]any{"room": room, "clientId": "12345678", "text": "가", "sender": minho.id}); problem != "invalid" {
			t.Errorf("D39: %q", problem)
		}
		eventually(t, func() bool { return minho.present(room) == 1 })

		a.sends(direct, "둘만")
		b.call("read", map[string]any{"room": direct, "seq": 1})
		here.hears("1 message 둘만")
		mine.hears("1 message 둘만")
		mine.isTold("read 1")

		// D49: for the one who blocked there is only a place.
		minho.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+jieun.id, nil, nil)
		a.sends(direct, "들려?")
		here.hears("1 message 둘만", "2 hidden")
		mine.hears("1 message 둘만", "2 message 들려?")
		minho.must(http.StatusNoContent, "DELETE", "/api/v1/blocks/"+jieun.id, nil, nil)

		// D40: after leaving nothing more arrives.
		minho.must(http.StatusNoContent, "DELETE", "/api/v1/rooms/"+direct+"/membership", nil, nil)
		eventually(t, func() bool { return here.over() })
		a.sends(direct, "아직 있어?")
		mine.hears("1 message 둘만", "2 message 들려?", "3 message 아직 있어?")
		here.hears("1 message 둘만", "2 hidden")
		if _, may := b.follow("dm:" + direct + ":" + minho.id + " "); may {
			t.Error("a channel that is none is followed")
		}

		// D45: who is too fast is told for how long to wait.
		for i := 0; ; i++ {
			m := messageOf("빨리")
			m["room"] = room
			problem, answer := a.call("send", m)
			if problem == "too_fast" && strings.Contains(string(answer), `"retryAfter":1`) && strings.Contains(string(answer), `"status":429`) {
				break
			}
			if problem != "" || i > 100 {
				t.Fatalf("D45: message %d: %s", i, answer)
			}
		}
	})
}

func (f *following) over() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ended != 0
}

// present counts who has a room open.
func (v *visitor) present(room string) int {
	v.t.Helper()
	var r struct{ Present int }
	v.must(http.StatusOK, "GET", "/api/v1/rooms/"+room, nil, &r)
	return r.Present
}

// D48: two nodes of the chat on the same stores tell each other what is said, who is there, who
// writes and what was read.
func TestD48_TwoNodesAreOneChat(t *testing.T) {
	shared := t.TempDir()
	redis := startRedis(t)
	account := open(t, "PIECE_TARGET=account")
	keys, people := "PIECE_AUTH_KEY_SET_URL="+account.URL+"/.well-known/jwks.json", "PIECE_UPSTREAM_ACCOUNT="+account.URL
	atCake, atPiece, atChat := reserve(t), reserve(t), reserve(t)
	toCake, toPiece, toChat := "PIECE_UPSTREAM_CAKE=http://"+atCake.Addr().String(), "PIECE_UPSTREAM_PIECE=http://"+atPiece.Addr().String(), "PIECE_UPSTREAM_CHAT=http://"+atChat.Addr().String()
	openAt(t, atCake, "PIECE_TARGET=cake", keys, people, toPiece, toChat)
	openAt(t, atPiece, "PIECE_TARGET=piece", keys, people, toCake)
	node := []string{"PIECE_TARGET=chat", keys, people, toCake, toPiece, "PIECE_CHAT_REALTIME_URL=" + redis,
		"PIECE_DATABASE_URL=sqlite:" + shared + "/piece.db", "PIECE_OBJECTS_URL=file://" + shared + "/objects"}
	openAt(t, atChat, node...)
	other := open(t, node...)
	here := open(t, "PIECE_TARGET=gateway", keys, people, toCake, toPiece, toChat)
	there := open(t, "PIECE_TARGET=gateway", keys, people, toCake, toPiece, "PIECE_UPSTREAM_CHAT="+other.URL)

	jieun, minho := here.join(t, "지은"), there.join(t, "민호")
	room := jieun.joinRoom(jieun.cake("파도의 노래"))
	minho.joinRoom(minho.roomOf(room).Cake.ID)
	direct := jieun.directWith(minho.id)
	a, b := jieun.connect(), minho.connect()
	roomA, roomB := a.follows("room:"+room), b.follows("room:"+room)
	directA, directB := a.follows("dm:"+direct+":"+jieun.id), b.follows("dm:"+direct+":"+minho.id)
	for i := range 5 {
		a.sends(room, fmt.Sprint("여기 ", i))
		b.sends(room, fmt.Sprint("저기 ", i))
	}
	var all []string
	for i := range 5 {
		all = append(all, fmt.Sprint(2*i+1, " message 여기 ", i), fmt.Sprint(2*i+2, " message 저기 ", i))
	}
	roomA.hears(all...)
	roomB.hears(all...)
	a.call("typing", map[string]any{"room": room})
	roomB.isTold("typing")
	a.sends(direct, "저기요")
	b.call("read", map[string]any{"room": direct, "seq": 1})
	directB.hears("1 message 저기요")
	directA.hears("1 message 저기요")
	directA.isTold("read 1")
	eventually(t, func() bool { return jieun.present(room) == 2 && minho.present(room) == 2 })
	if u := minho.roomOf(room).Unread; u != 5 {
		t.Errorf("unread %d", u)
	}
	minho.must(http.StatusOK, "PUT", "/api/v1/rooms/"+room+"/read", map[string]any{"seq": 10}, nil)
	if u := minho.roomOf(room).Unread; u != 0 {
		t.Errorf("then %d", u)
	}
}

// startRedis runs a server of the test's own and gives its address.
func startRedis(t *testing.T) string {
	t.Helper()
	l := reserve(t)
	address := l.Addr().String()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	cmd := exec.CommandContext(t.Context(), "redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", t.TempDir())
	var said bytes.Buffer
	cmd.Stdout = &said
	if err := cmd.Start(); err != nil {
		t.Fatalf("this test needs redis-server: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	eventually(t, func() bool {
		c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		if err == nil {
			_ = c.Close()
		}
		return err == nil
	})
	return "redis://" + address
}
