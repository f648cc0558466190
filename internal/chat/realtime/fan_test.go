package realtime_test

import (
	"bytes"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	client "github.com/centrifugal/centrifuge-go"

	"piece/internal/chat"
	"piece/internal/chat/realtime"
)

// redis is a server of the test's own.
type redis struct {
	t    *testing.T
	port string
	cmd  *exec.Cmd
}

func startRedis(t *testing.T) *redis {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	_ = l.Close()
	r := &redis{t: t, port: port}
	r.start()
	t.Cleanup(r.kill)
	return r
}

func (r *redis) url() string { return "redis://127.0.0.1:" + r.port }

func (r *redis) start() {
	r.t.Helper()
	r.cmd = exec.Command("redis-server", "--port", r.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", r.t.TempDir())
	var said bytes.Buffer
	r.cmd.Stdout = &said
	if err := r.cmd.Start(); err != nil {
		r.t.Fatalf("this test needs redis-server: %v", err)
	}
	eventually(r.t, "redis", func() bool {
		c, err := net.Dial("tcp", "127.0.0.1:"+r.port)
		if err == nil {
			_ = c.Close()
		}
		return err == nil
	})
}

func (r *redis) kill() {
	if r.cmd != nil {
		_ = r.cmd.Process.Kill()
		_ = r.cmd.Wait()
		r.cmd = nil
	}
}

// pair are two nodes over one Redis that hear each other.
func pair(t *testing.T) (w *world, r *redis, a, b *site) {
	t.Helper()
	w, r = newWorld(), startRedis(t)
	for _, s := range []**site{&a, &b} {
		*s = w.start(t, func(c *realtime.Config) { c.RedisURL = r.url() })
		(*s).carried(t, true)
	}
	return w, r, a, b
}

func (s *site) carried(t *testing.T, up bool) {
	t.Helper()
	eventually(t, fmt.Sprint("Redis carries: ", up), func() bool { return s.metric("piece_chat_fan_up") == 1 == up })
}

func TestD48_RoomsCrossNodes(t *testing.T) {
	t.Parallel()
	w, _, a, b := pair(t)
	r := w.open("R", "jun", "minji")
	d := w.direct("D", "jun", "minji")
	jun, minji := a.device(t, "jun/1"), b.device(t, "minji/1")
	junRoom, minjiRoom := jun.follow("room:R"), minji.follow("room:R")
	junDirect, minjiDirect := jun.follow("dm:D:jun"), minji.follow("dm:D:minji")

	jun.send("R", "hello")
	minji.send("R", "and hello")
	jun.send("D", "held")
	minji.send("D", "psst")
	for _, p := range []*place{junRoom, minjiRoom, junDirect, minjiDirect} {
		eventually(t, "both messages", func() bool { return p.count() == 2 })
		p.whole(t)
	}
	if minjiDirect.got[0].Kind != "hidden" || junDirect.got[0].Text != "held" {
		t.Errorf("held: %+v and %+v", minjiDirect.got[0], junDirect.got[0])
	}
	for _, s := range []*site{a, b} {
		eventually(t, "presence", func() bool {
			found, err := s.node.Present(t.Context(), []string{"R", "D"})
			return err == nil && found["R"] == 2 && found["D"] == 2
		})
		looking, err := s.node.Looking(t.Context(), d, []string{"jun", "minji", "bo"})
		if err != nil || len(looking) != 2 {
			t.Errorf("looking: %v, %v", looking, err)
		}
	}
	jun.ask("typing", `{"room":"R"}`)
	minji.ask("read", `{"room":"D","seq":2}`)
	eventually(t, "who writes", func() bool { return slices.Equal(minjiRoom.heard(), []string{`{"typing":"jun"}`}) })
	eventually(t, "how far it was read", func() bool { return slices.Equal(junDirect.heard(), []string{`{"read":{"person":"minji","seq":2}}`}) })
	eventually(t, "what one hears oneself", func() bool { return slices.Equal(junRoom.heard(), []string{`{"typing":"jun"}`}) })

	a.node.Tell("minji", chat.Note{Kind: chat.NoteRead, Room: "D", Seq: 2})
	eventually(t, "the note", func() bool { return slices.Contains(minji.heard(), `me:minji {"kind":"read","room":"D","seq":2}`) })
	news := func(d *device) int {
		return len(slices.DeleteFunc(d.heard(), func(s string) bool { return !strings.HasPrefix(s, "news:R") }))
	}
	eventually(t, "news", func() bool { return news(jun) > 0 && news(minji) > 0 })

	w.mu.Lock()
	delete(w.members["D"], "minji")
	w.mu.Unlock()
	a.node.Left("minji", d)
	eventually(t, "left on the other node", func() bool { return minjiDirect.State() == "unsubscribed" })
	a.node.Left("minji", r)
	before := news(minji)
	b.say("R", "jun", "later")
	eventually(t, "later", func() bool { return junRoom.count() == 3 })
	eventually(t, "news of it", func() bool { return news(jun) > before })
	if news(minji) != before {
		t.Error("news came after leaving")
	}
}

func TestD48_NothingIsLostWhenRedisDies(t *testing.T) {
	t.Parallel()
	w, r, a, b := pair(t)
	w.open("R", "jun", "minji")
	w.direct("D", "jun", "minji")
	var places []*place
	var people []*device
	for _, s := range []*site{a, b} {
		jun, minji := s.device(t, "jun/1"), s.device(t, "minji/1")
		people = append(people, jun)
		places = append(places, jun.follow("room:R"), minji.follow("room:R"), jun.follow("dm:D:jun"), minji.follow("dm:D:minji"))
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	said := make([]int, 2)
	for i, s := range []*site{a, b} {
		wg.Go(func() {
			tick := time.NewTicker(4 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-stop:
					return
				case <-tick.C:
					s.say("R", "jun", fmt.Sprint(i, said[i]))
					s.say("D", "minji", fmt.Sprint(i, said[i]))
					said[i]++
				}
			}
		})
	}
	r.kill()
	a.carried(t, false)
	b.carried(t, false)
	late := a.device(t, "jun/2").follow("room:R") // subscribing works without Redis
	places = append(places, late)
	before := places[0].count()
	eventually(t, "going on without Redis", func() bool { return places[4].count() > before+50 })
	r.start()
	a.carried(t, true)
	b.carried(t, true)
	close(stop)
	wg.Wait()
	total := said[0] + said[1]
	eventually(t, "told that notes may be missing", func() bool { return slices.Contains(people[0].heard(), `me:jun {"kind":"missed"}`) })
	for i, p := range places {
		eventually(t, fmt.Sprint("all at ", i), func() bool { p.mu.Lock(); defer p.mu.Unlock(); return int(p.position)+len(p.got) == total })
		p.whole(t)
	}
	// And the way is as before: nothing needs to be read from the log.
	healed := b.metric("piece_chat_healed_total")
	eventually(t, "carried again", func() bool {
		from := places[4].count()
		e := a.say("R", "jun", "again")
		eventually(t, "again", func() bool { return places[4].count() > from })
		_ = e
		now := b.metric("piece_chat_healed_total")
		quiet := now == healed
		healed = now
		return quiet
	})
}

func TestD40_WhoLeavesElsewhereIsSeenOutWithoutRedis(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.direct("D", "jun", "minji")
	s := w.start(t, func(c *realtime.Config) {
		c.RedisURL, c.CompareEvery = "redis://127.0.0.1:1", 50*time.Millisecond // nobody is there
	})
	jun, minji := s.device(t, "jun/1"), s.device(t, "minji/1")
	left, stays := jun.follow("dm:D:jun"), minji.follow("dm:D:minji")
	w.mu.Lock()
	delete(w.members["D"], "jun") // by a request to another node
	w.mu.Unlock()
	eventually(t, "out", func() bool { return left.State() == client.SubStateUnsubscribed })
	s.say("D", "minji", "still there?")
	eventually(t, "the message", func() bool { return stays.count() == 1 })
	if left.count() != 0 {
		t.Error("a message came after leaving")
	}
}

func TestD47_ANodeThatDiesTakesNothingAlong(t *testing.T) {
	t.Parallel()
	w, _, a, b := pair(t)
	w.open("R", "jun", "minji")
	front := newFront(t, a)
	jun := a.newDevice(t, "jun/1", front.url())
	jun.up()
	there := jun.follow("room:R")
	next := 0
	for round := range 6 {
		from, other := a, b
		if round%2 == 1 {
			from, other = b, a
		}
		for range 10 {
			from.say("R", "minji", fmt.Sprint(next))
			next++
		}
		from.store("R", "stored by a node that died then")
		next++
		front.lead(other)
		front.cut()
		other.say("R", "minji", "on")
		next++
		eventually(t, "all that was said", func() bool { return there.count() == next })
	}
	there.whole(t)
}

func TestANodeStartsBeforeItsRedis(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	r.kill()
	w := newWorld()
	w.open("R", "jun", "minji")
	a := w.start(t, func(c *realtime.Config) { c.RedisURL = r.url() })
	b := w.start(t, func(c *realtime.Config) { c.RedisURL = r.url() })
	there := a.device(t, "jun/1").follow("room:R")
	b.say("R", "minji", "without")
	eventually(t, "read from the log", func() bool { return there.count() == 1 })
	r.start()
	a.carried(t, true)
	b.carried(t, true)
	b.say("R", "minji", "with")
	eventually(t, "carried", func() bool { return there.count() == 2 })
	there.whole(t)
}

func TestAnAddressThatIsNoneFailsTheStart(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"localhost:6379", "http://localhost:6379", "redis://", "redis//x"} {
		w := newWorld()
		if _, err := realtime.New(realtime.Config{Log: w, Tokens: w, Sessions: w, RedisURL: address}); err == nil {
			t.Errorf("%s is taken", address)
		}
	}
}
