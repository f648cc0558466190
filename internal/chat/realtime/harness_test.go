package realtime_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	client "github.com/centrifugal/centrifuge-go"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/chat"
	"piece/internal/chat/realtime"
	"piece/internal/chat/wire"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
)

// world is what several nodes share: rooms, their logs, tokens and sessions.
type world struct {
	mu      sync.Mutex
	rooms   map[string]chat.Room
	members map[string]map[string]int64 // by room and person: From
	entries map[string][]chat.Entry
	ended   []realtime.Ended
	expires map[string]time.Time // of tokens; an hour when not there
	down    bool
	vain    int           // how often it was asked while down
	asked   chan struct{} // closed when a token is verified, if set
	enter   func()        // called when it is asked which rooms somebody is in, if set
	nodes   []*site
}

func newWorld() *world {
	return &world{rooms: map[string]chat.Room{}, members: map[string]map[string]int64{}, entries: map[string][]chat.Entry{}, expires: map[string]time.Time{}}
}

func (w *world) open(id string, people ...string) chat.Room {
	return w.add(chat.Room{ID: id, Kind: chat.Open, CakeID: "cake"}, people...)
}

func (w *world) direct(id, a, b string) chat.Room {
	return w.add(chat.Room{ID: id, Kind: chat.Direct, Pair: [2]string{a, b}}, a, b)
}

func (w *world) add(r chat.Room, people ...string) chat.Room {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rooms[r.ID], w.members[r.ID] = r, map[string]int64{}
	for _, p := range people {
		w.members[r.ID][p] = 0
	}
	return w.rooms[r.ID]
}

// VerifyRealtime takes "person/session" for a token.
func (w *world) VerifyRealtime(_ context.Context, token string) (auth.Identity, time.Time, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.asked != nil {
		close(w.asked)
		w.asked = nil
	}
	person, session, ok := strings.Cut(token, "/")
	ends, known := w.expires[token]
	if !known {
		ends = time.Now().Add(time.Hour)
	}
	if !ok || !time.Now().Before(ends) {
		return auth.Identity{}, time.Time{}, errs.Unauthenticated
	}
	return auth.Identity{PersonID: person, SessionID: session}, ends, nil
}

func (w *world) Ended(_ context.Context, after int64, limit int) ([]realtime.Ended, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if int(after) >= len(w.ended) {
		return nil, nil
	}
	return w.ended[after:min(len(w.ended), int(after)+limit)], nil
}

var describing sync.Mutex

// site is a node behind a real listener.
type site struct {
	*world
	node     *realtime.Node
	http     *httptest.Server
	registry *prometheus.Registry
	stop     func()
	hold     chan struct{} // until it is closed nothing is stored; nil for none
}

func (w *world) start(t *testing.T, change func(*realtime.Config)) *site {
	t.Helper()
	s := &site{world: w, registry: prometheus.NewRegistry()}
	c := realtime.Config{Log: s, Tokens: w, Sessions: w, PublicOrigin: "https://piece.example", Metrics: s.registry, Slog: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelInfo})), Drain: 100 * time.Millisecond}
	if change != nil {
		change(&c)
	}
	var err error
	if s.node, err = realtime.New(c); err != nil {
		t.Fatal(err)
	}
	if err := s.node.Serve(s); err != nil {
		t.Fatal(err)
	}
	describing.Lock() // the library for descriptions keeps something in package variables
	server := httpapi.New(httpapi.Config{Log: c.Slog, Metrics: observe.NewRegistry(), Verifier: auth.NewVerifier(&auth.Keys{}, clock.System{})})
	describing.Unlock()
	server.Mux.Handle("GET /realtime", s.node)
	h, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	s.http = httptest.NewServer(h)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := s.node.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	s.stop = sync.OnceFunc(func() {
		cancel()
		<-done
		s.http.Close()
	})
	t.Cleanup(s.stop)
	w.mu.Lock()
	w.nodes = append(w.nodes, s)
	w.mu.Unlock()
	return s
}

func (s *site) url() string { return "ws" + strings.TrimPrefix(s.http.URL, "http") + "/realtime" }

// metric gives a figure of the node.
func (s *site) metric(name string) float64 {
	families, err := s.registry.Gather()
	if err != nil {
		return -1
	}
	var sum float64
	for _, f := range families {
		if f.GetName() != name {
			continue
		}
		for _, m := range f.GetMetric() {
			sum += m.GetGauge().GetValue() + m.GetCounter().GetValue()
		}
	}
	return sum
}

func (s *site) connections() int { return int(s.metric("piece_chat_connections")) }

// The log.

func (w *world) Lanes() int { return 1 }
func (w *world) Append(_ context.Context, in []chat.Entry) []chat.Appended {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]chat.Appended, len(in))
	for i, e := range in {
		e.Seq = int64(len(w.entries[e.RoomID])) + 1
		w.entries[e.RoomID] = append(w.entries[e.RoomID], e)
		out[i] = chat.Appended{Entry: e}
	}
	return out
}

func (w *world) Heads(_ context.Context, _ string, rooms []string) (map[string]chat.Head, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down {
		w.vain++
		return nil, errs.Unavailable
	}
	out := map[string]chat.Head{}
	for _, id := range rooms {
		if all := w.entries[id]; len(all) > 0 {
			out[id] = chat.Head{RoomID: id, Seq: int64(len(all)), Messages: int64(len(all)), Last: &all[len(all)-1]}
		}
	}
	return out, nil
}

func (w *world) After(_ context.Context, room string, seq int64, limit int) ([]chat.Entry, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down {
		w.vain++
		return nil, errs.Unavailable
	}
	all := w.entries[room]
	if int(seq) >= len(all) {
		return nil, nil
	}
	return append([]chat.Entry(nil), all[seq:min(len(all), int(seq)+limit)]...), nil
}

func (w *world) Messages(context.Context, string, chat.Stretch) ([]chat.Entry, error) {
	panic("not asked")
}
func (w *world) Some(context.Context, string, []int64) (map[int64]chat.Entry, error) {
	panic("not asked")
}
func (w *world) Unread(context.Context, []chat.Mark, []string, int) (map[string]int, error) {
	panic("not asked")
}
func (w *world) Sent(context.Context, string, string, string) (chat.Entry, error) {
	panic("not asked")
}
func (w *world) Written(context.Context, string) ([]chat.Activity, error) { panic("not asked") }
func (w *world) Rename(context.Context, string, string, func() (string, error)) error {
	panic("not asked")
}
func (w *world) Drop(context.Context, string) error { panic("not asked") }
func (w *world) Ping(context.Context) error         { return nil }

// The rules, of which each node has its own.

func (s *site) MayFollow(_ context.Context, person, room string) (chat.Room, chat.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[room]
	from, in := s.members[room][person]
	if !ok || r.Kind == chat.Direct && !in {
		return chat.Room{}, chat.Member{}, errs.NotFound
	}
	if !in {
		return r, chat.Member{}, nil
	}
	return r, chat.Member{RoomID: room, PersonID: person, From: from}, nil
}

func (s *site) Memberships(_ context.Context, person string) ([]chat.Membership, error) {
	if s.enter != nil {
		s.enter()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []chat.Membership
	for id, r := range s.rooms {
		if _, in := s.members[id][person]; in {
			all = append(all, chat.Membership{Room: r, Member: chat.Member{RoomID: id, PersonID: person}})
		}
	}
	return all, nil
}

// say stores an entry and hands it on, as the writer does.
func (s *site) say(room, person, text string) chat.Entry {
	s.mu.Lock()
	r := s.rooms[room]
	s.mu.Unlock()
	held := strings.HasPrefix(text, "held")
	e := s.Append(context.Background(), []chat.Entry{{RoomID: room, Kind: chat.Message, Sender: person, ClientID: "client-" + text, At: time.Now(), Text: text, Held: held}})[0].Entry
	s.node.Publish(r, e)
	return e
}

func (s *site) Send(_ context.Context, person string, m chat.NewMessage, done func(chat.Entry, error)) error {
	if m.Text == "flood" {
		return chat.ErrFlood.After(1500 * time.Millisecond)
	}
	if s.hold != nil {
		<-s.hold
	}
	e := s.say(m.Room, person, m.Text)
	go done(e, nil)
	return nil
}
func (s *site) Remove(context.Context, string, string, int64) error { return nil }
func (s *site) React(context.Context, string, string, int64, string, bool) error {
	return nil
}
func (s *site) Typing(_ context.Context, person, room string) error {
	s.mu.Lock()
	r := s.rooms[room]
	s.mu.Unlock()
	s.node.Typing(r, person)
	return nil
}
func (s *site) Read(_ context.Context, person, room string, seq int64) (int64, int, error) {
	s.mu.Lock()
	r := s.rooms[room]
	s.mu.Unlock()
	s.node.Read(r, person, seq)
	return seq, 0, nil
}

// device is a device of a person, with what it got.
type device struct {
	*client.Client
	t      *testing.T
	token  string
	mu     sync.Mutex
	notes  []string
	closed []uint32
}

// place is a channel that a device follows.
type place struct {
	*client.Subscription
	mu       sync.Mutex
	got      []wire.Entry
	told     []string
	position uint64
	lost     int // subscribed again without getting what was missed
	resubs   int
}

func (s *site) device(t *testing.T, token string) *device {
	t.Helper()
	d := s.newDevice(t, token, s.url())
	d.up()
	return d
}

func (s *site) newDevice(t *testing.T, token string, urls ...string) *device {
	d := &device{t: t, token: token}
	d.Client = client.NewJsonClient(urls[0], client.Config{
		Token: token, MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 200 * time.Millisecond, ReadTimeout: 10 * time.Second,
		GetToken: func(client.ConnectionTokenEvent) (string, error) {
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.token == "" {
				return "", client.ErrUnauthorized
			}
			return d.token, nil
		},
	})
	d.OnPublication(func(e client.ServerPublicationEvent) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.notes = append(d.notes, e.Channel+" "+string(e.Data))
	})
	d.OnConnecting(func(e client.ConnectingEvent) { d.ended(e.Code) })
	d.OnDisconnected(func(e client.DisconnectedEvent) { d.ended(e.Code) })
	t.Cleanup(d.Client.Close)
	return d
}

func (d *device) ended(code uint32) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = append(d.closed, code)
}

func (d *device) up() {
	d.t.Helper()
	if err := d.Connect(); err != nil {
		d.t.Fatal(err)
	}
	eventually(d.t, "connected", func() bool { return d.State() == client.StateConnected })
}

func (d *device) codes() []uint32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]uint32(nil), d.closed...)
}

func (d *device) heard() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.notes...)
}

// follow subscribes to a channel and waits until it is so.
func (d *device) follow(channel string, data ...string) *place {
	d.t.Helper()
	p := d.following(channel, data...)
	eventually(d.t, "following "+channel, func() bool { return p.State() == client.SubStateSubscribed })
	return p
}

func (d *device) following(channel string, data ...string) *place {
	d.t.Helper()
	sub, err := d.NewSubscription(channel, client.SubscriptionConfig{Data: []byte(strings.Join(data, "")), MinResubscribeDelay: 10 * time.Millisecond, MaxResubscribeDelay: 100 * time.Millisecond})
	if err != nil {
		d.t.Fatal(err)
	}
	p := &place{Subscription: sub}
	sub.OnPublication(func(e client.PublicationEvent) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if e.Offset == 0 {
			p.told = append(p.told, string(e.Data))
			return
		}
		var got wire.Entry
		if err := json.Unmarshal(e.Data, &got); err != nil || got.Seq != int64(e.Offset) {
			d.t.Errorf("%s at %d: %v", e.Data, e.Offset, err)
		}
		p.got = append(p.got, got)
	})
	sub.OnSubscribed(func(e client.SubscribedEvent) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.resubs++
		if e.WasRecovering && !e.Recovered {
			p.lost++
		}
		if e.StreamPosition != nil && p.resubs == 1 {
			p.position = e.StreamPosition.Offset
		}
	})
	if err := sub.Subscribe(); err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (p *place) texts() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for _, e := range p.got {
		all = append(all, e.Text)
	}
	return all
}

func (p *place) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.got)
}

func (p *place) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.told...)
}

// whole checks that every entry came once, in order, and no hole is left.
func (p *place) whole(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, e := range p.got {
		if e.Seq != int64(p.position)+int64(i)+1 {
			t.Fatalf("entry %d is number %d in what came, behind %d", e.Seq, i, p.position)
		}
	}
	if p.lost > 0 {
		t.Errorf("came back %d times without what was missed", p.lost)
	}
}

func (d *device) ask(method, data string) string {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), 5*time.Second)
	defer cancel()
	r, err := d.RPC(ctx, method, []byte(data))
	if err != nil {
		return "error " + err.Error()
	}
	return string(r.Data)
}

func (d *device) send(room, text string) string {
	d.t.Helper()
	return d.ask("send", fmt.Sprintf(`{"room":%q,"clientId":%q,"text":%q}`, room, "client-"+text, text))
}

// eventually waits for something that happens by itself.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 10 s: %s", what)
		}
	}
}
