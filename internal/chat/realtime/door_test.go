package realtime_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	client "github.com/centrifugal/centrifuge-go"

	"piece/internal/chat/realtime"
	"piece/internal/platform/auth"
)

// handshake asks for a websocket as a page of an origin does.
func handshake(t *testing.T, s *site, origin string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", s.http.URL+"/realtime", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": origin} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	return res.StatusCode
}

func TestD38_PagesOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	s := newWorld().start(t, nil)
	for origin, want := range map[string]int{
		"https://piece.example": 101, "": 101, "https://evil.example": 403, "http://piece.example": 403,
		"https://piece.example.evil": 403, "null": 403, "https://piece.example:444": 403,
	} {
		if got := handshake(t, s, origin); got != want {
			t.Errorf("origin %q: %d, want %d", origin, got, want)
		}
	}
}

func TestD38_ConnectingNeedsAGoodToken(t *testing.T) {
	t.Parallel()
	w := newWorld()
	s := w.start(t, nil)
	w.expires["jun/old"] = time.Now().Add(-time.Second)
	for _, token := range []string{"", "nonsense", "jun/old"} {
		d := s.newDevice(t, token, s.url())
		refused := make(chan string, 8)
		d.OnError(func(e client.ErrorEvent) {
			select {
			case refused <- e.Error.Error():
			default:
			}
		})
		if err := d.Connect(); err != nil {
			t.Fatal(err)
		}
		if token == "" { // the page knows that it has none
			eventually(t, "no connection", func() bool { return d.State() == client.StateDisconnected })
			continue
		}
		if why := <-refused; !strings.Contains(why, "token expired") || d.State() == client.StateConnected {
			t.Errorf("%q: %s, %s", token, why, d.State())
		}
	}
}

func TestD38_AConnectionEndsWithItsToken(t *testing.T) {
	t.Parallel()
	w := newWorld()
	s := w.start(t, func(c *realtime.Config) { c.RefreshWithin = time.Second })
	w.expires["jun/1"] = time.Now().Truncate(time.Second).Add(2 * time.Second)
	d := s.device(t, "jun/1")
	eventually(t, "the end", func() bool { return slices.Contains(d.codes(), 3005) })
}

func TestD38_ATokenIsRefreshedWithoutANewConnection(t *testing.T) {
	t.Parallel()
	w := newWorld()
	s := w.start(t, func(c *realtime.Config) { c.RefreshWithin = time.Second })
	ends := time.Now().Truncate(time.Second).Add(2 * time.Second)
	w.expires["jun/1"] = ends
	d := s.device(t, "jun/1")
	w.mu.Lock()
	asked := make(chan struct{})
	w.asked = asked
	w.expires["jun/1"] = time.Now().Add(time.Hour)
	w.mu.Unlock()
	<-asked
	time.Sleep(time.Until(ends.Add(2 * time.Second))) // until the first token is certainly over
	if d.State() != client.StateConnected || len(d.codes()) != 1 {
		t.Errorf("%s, %v", d.State(), d.codes())
	}
}

func TestD38_WhoseSessionEndedIsClosedAndStaysOut(t *testing.T) {
	t.Parallel()
	w := newWorld()
	ended := make(chan struct{}, 1)
	s := w.start(t, func(c *realtime.Config) { c.SessionEnded = ended })
	gone, other := s.device(t, "jun/1"), s.device(t, "jun/2")
	w.mu.Lock()
	w.ended = append(w.ended, realtime.Ended{Seq: 1, Session: auth.SessionHash("1")})
	w.mu.Unlock()
	ended <- struct{}{}
	eventually(t, "the end", func() bool { return slices.Contains(gone.codes(), 3500) })
	if gone.State() != client.StateDisconnected || other.State() != client.StateConnected {
		t.Errorf("%s and %s", gone.State(), other.State())
	}
	again := s.newDevice(t, "jun/1", s.url())
	_ = again.Connect()
	eventually(t, "refused", func() bool { return slices.Contains(again.codes(), 3500) })
}

func TestTooManyConnectionsOfAPerson(t *testing.T) {
	t.Parallel()
	s := newWorld().start(t, func(c *realtime.Config) { c.ConnectionsPerPerson = 2 })
	first := s.device(t, "jun/1")
	s.device(t, "jun/1")
	third := s.newDevice(t, "jun/1", s.url())
	_ = third.Connect()
	eventually(t, "refused", func() bool { return slices.Contains(third.codes(), 4500) })
	s.device(t, "minji/1") // others aren't concerned
	first.Close()
	eventually(t, "room again", func() bool {
		_ = third.Connect()
		return third.State() == client.StateConnected
	})
}

// However many come at the same moment, no more than the limit stay.
func TestManyConnectionsOfAPersonAtOnce(t *testing.T) {
	t.Parallel()
	const many = 12
	w := newWorld()
	var entering sync.WaitGroup
	entering.Add(many)
	w.enter = func() { // all of them are on their way in
		entering.Done()
		entering.Wait()
	}
	s := w.start(t, func(c *realtime.Config) { c.ConnectionsPerPerson = 2 })
	var all []*device
	for range many {
		all = append(all, s.newDevice(t, "jun/1", s.url()))
	}
	for _, d := range all {
		go func() { _ = d.Connect() }()
	}
	eventually(t, "two that stay", func() bool {
		up, refused := 0, 0
		for _, d := range all {
			if slices.Contains(d.codes(), 4500) {
				refused++
			} else if d.State() == client.StateConnected {
				up++
			}
		}
		return up == 2 && refused == many-2
	})
}

// A device that only asks is told to wait; what it sends isn't held up by that.
func TestADeviceThatAsksTooOften(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	d := s.device(t, "jun/1")
	busy := 0
	for range 500 {
		if strings.Contains(d.ask("present", `{"room":"R"}`), `"busy"`) {
			busy++
		}
	}
	if busy == 0 {
		t.Error("500 questions in a row were all answered")
	}
	if got := d.send("R", "가"); !strings.Contains(got, `"seq":1`) {
		t.Error(got)
	}
}

func TestTooManyConnectionsFromAnAddress(t *testing.T) {
	t.Parallel()
	s := newWorld().start(t, func(c *realtime.Config) { c.ConnectionsPerAddress = 2 })
	first := s.device(t, "jun/1")
	s.device(t, "minji/1")
	third := s.newDevice(t, "bo/1", s.url())
	_ = third.Connect()
	eventually(t, "refused", func() bool { return slices.Contains(third.codes(), 4501) })
	for range 12 {
		handshake(t, s, "") // which say nothing, and hold their places
	}
	if got := handshake(t, s, ""); got != 429 {
		t.Errorf("many too many: %d", got)
	}
	first.Close()
}

func TestAMessageThatIsTooLargeEndsTheConnection(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	d := s.device(t, "jun/1")
	say := func(size int) string {
		return d.ask("send", `{"room":"R","clientId":"client-1","text":"`+strings.Repeat("x", size)+`"}`)
	}
	if got := say(15 << 10); !strings.Contains(got, `"seq":1`) {
		t.Error(got)
	}
	if got := say(17 << 10); !strings.HasPrefix(got, "error") {
		t.Error(got)
	}
	eventually(t, "the end", func() bool { return d.State() != client.StateConnected })
	if len(w.entries["R"]) != 1 {
		t.Error("it was stored")
	}
}
