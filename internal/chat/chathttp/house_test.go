package chathttp_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/chat"
	"piece/internal/chat/chathttp"
	"piece/internal/chat/chatsql"
	"piece/internal/chat/logsql"
	"piece/internal/chat/wire"
	"piece/internal/platform/blobstore/blobstoretest"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// house is the real router over real stores and a real writer; only the neighbours of the domain
// and the devices of people are made up.
type house struct {
	*httpapitest.Site
	t       *testing.T
	db      *sqldb.DB
	chats   *chat.Service
	store   *chatsql.Store
	log     *brittle
	objects *blobstoretest.Home
	bin     objectbin.Runner
	clock   *clock.Fake
	live    *devices
	people  *people
	cakes   *cakes
	photos  photos
	pushed  *pushed
}

// onEach runs a test on every home of the rows.
func onEach(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, openOn(t, db)) })
}

func open(t *testing.T, more ...func(*chat.Deps)) *house {
	t.Helper()
	return openOn(t, sqldbtest.SQLite(t), more...)
}

func openOn(t *testing.T, db *sqldb.DB, more ...func(*chat.Deps)) *house {
	t.Helper()
	_, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
	must(t, err)
	_, err = sqldb.Migrate(t.Context(), db, chatsql.Domain, chatsql.Migrations)
	must(t, err)
	_, err = sqldb.Migrate(t.Context(), db, logsql.Domain, logsql.Migrations)
	must(t, err)
	h := &house{
		t: t, db: db, log: &brittle{Log: logsql.New(db)}, objects: blobstoretest.Folder(t),
		clock: clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)),
		live:  &devices{present: map[string]map[string]bool{}}, people: &people{all: map[string]string{}}, cakes: &cakes{into: map[string]string{}},
		photos: photos{}, pushed: &pushed{},
	}
	bin := objectbin.New(db, h.clock)
	h.bin = objectbin.Runner{Bin: bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}
	h.store = chatsql.New(db, bin, h.clock)
	moving := ticking{h.clock}
	writer := chat.NewWriter(h.log, moving, h.live.Publish, nil)
	d := chat.Deps{
		Store: h.store, Entries: h.log, Writer: writer, Live: h.live, Profiles: h.people, Cakes: h.cakes, Photos: h.photos, Objects: h.objects,
		Pusher: h.pushed, Clock: moving, Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), SendsPerSecond: 1000, SendBurst: 10_000,
	}
	for _, each := range more {
		each(&d)
	}
	h.chats = chat.New(d)
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { chathttp.Register(a, h.chats) })
	h.run(writer.Run)
	return h
}

// run runs a part of the house until the test ends.
func (h *house) run(part func(context.Context) error) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- part(ctx) }()
	h.t.Cleanup(func() {
		stop()
		must(h.t, <-done)
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ticking moves on by a millisecond whenever it is asked, so that what is made later has a later
// id.
type ticking struct{ *clock.Fake }

func (c ticking) Now() time.Time {
	c.Advance(time.Millisecond)
	return c.Fake.Now()
}

func newID() string { return id.New(clock.System{}) }

// brittle is a log that can be down.
type brittle struct {
	chat.Log
	mu   sync.Mutex
	down bool // guarded by mu
}

func (b *brittle) setDown(down bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.down = down
}

func (b *brittle) Append(ctx context.Context, entries []chat.Entry) []chat.Appended {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.down {
		return b.Log.Append(ctx, entries)
	}
	out := make([]chat.Appended, len(entries))
	for i, e := range entries {
		out[i] = chat.Appended{Entry: e, Err: errs.Unavailable.With(errors.New("the log is down")).After(time.Second)}
	}
	return out
}

// devices remember what they are told.
type devices struct {
	mu        sync.Mutex
	published []chat.Entry               // guarded by mu
	told      []told                     // guarded by mu
	present   map[string]map[string]bool // people by room; guarded by mu
	joined    []string                   // "+person room" and "-person room"; guarded by mu
}

// told is something that the devices of a person were told.
type told struct {
	person string
	what   string // kind of the note, "typing" or "read"
	room   string
	seq    int64
}

func (d *devices) Publish(_ chat.Room, e chat.Entry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.published = append(d.published, e)
}

func (d *devices) note(t told) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told = append(d.told, t)
}

func (d *devices) Tell(person string, n chat.Note) {
	d.note(told{person, string(n.Kind), n.Room, n.Seq})
}
func (d *devices) Typing(r chat.Room, person string) { d.note(told{person, "types", r.ID, 0}) }
func (d *devices) Read(r chat.Room, person string, seq int64) {
	d.note(told{person, "has read", r.ID, seq})
}

func (d *devices) Joined(person string, r chat.Room) { d.follow("+" + person + " " + r.ID) }
func (d *devices) Left(person string, r chat.Room)   { d.follow("-" + person + " " + r.ID) }

func (d *devices) follow(change string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.joined = append(d.joined, change)
}

func (d *devices) Present(_ context.Context, rooms []string) (map[string]int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := map[string]int{}
	for _, r := range rooms {
		n[r] = len(d.present[r])
	}
	return n, nil
}

func (d *devices) Looking(_ context.Context, r chat.Room, people []string) (map[string]bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.present[r.ID]), nil
}

// look lets people have a room open.
func (d *devices) look(room string, people ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.present[room] = map[string]bool{}
	for _, p := range people {
		d.present[room][p] = true
	}
}

// heard gives what the devices of a person were told since it was asked last.
func (d *devices) heard(person string) []told {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all, others []told
	for _, t := range d.told {
		if t.person == person {
			all = append(all, t)
		} else {
			others = append(others, t)
		}
	}
	d.told = others
	return all
}

// entries gives what was handed on in a room.
func (d *devices) entries(room string) []chat.Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []chat.Entry
	for _, e := range d.published {
		if e.RoomID == room {
			all = append(all, e)
		}
	}
	return all
}

// people are the accounts: nicknames by id.
type people struct {
	mu   sync.Mutex
	all  map[string]string // guarded by mu
	asks int               // guarded by mu
}

func (p *people) Profiles(_ context.Context, ids []string) (map[string]chat.Profile, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asks++
	found := map[string]chat.Profile{}
	for _, one := range ids {
		if n, ok := p.all[one]; ok {
			found[one] = chat.Profile{ID: one, Nickname: n}
		}
	}
	return found, nil
}

// name gives somebody a nickname; "" ends the account.
func (p *people) name(person, nickname string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all[person] = nickname; nickname == "" {
		delete(p.all, person)
	}
}

// person makes an account and gives its id.
func (h *house) person(nickname string) string {
	one := newID()
	h.people.name(one, nickname)
	return one
}

// cakes are those of the catalogue: every id is one.
type cakes struct {
	mu     sync.Mutex
	into   map[string]string // guarded by mu
	merges []chat.CakeMerge  // guarded by mu
	asks   int               // guarded by mu
	// after is called when it was asked where an id leads, once; guarded by mu.
	after func()
}

func (c *cakes) lead(one string) string {
	for c.into[one] != "" {
		one = c.into[one]
	}
	return one
}

func (c *cakes) Leads(_ context.Context, one string) (string, error) {
	c.mu.Lock()
	to, after := c.lead(one), c.after
	c.after = nil
	c.mu.Unlock()
	if after != nil {
		after()
	}
	return to, nil
}

func (c *cakes) Cakes(_ context.Context, ids []string) (map[string]chat.Cake, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asks++
	found := map[string]chat.Cake{}
	for _, one := range ids {
		found[one] = chat.Cake{ID: c.lead(one), Kind: "concert", Title: "파도의 노래", Poster: "/p.webp", Color: "#102030"}
	}
	return found, nil
}

func (c *cakes) Merges(_ context.Context, after int64, limit int) ([]chat.CakeMerge, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := c.merges[min(int(after), len(c.merges)):]
	return all[:min(len(all), limit)], nil
}

// merge makes a cake part of another.
func (c *cakes) merge(from, to string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.into[from] = to
	c.merges = append(c.merges, chat.CakeMerge{Seq: int64(len(c.merges) + 1), From: from, To: to})
}

// photos are the uploads, by owner and id.
type photos map[[2]string][]byte

func (p photos) Image(_ context.Context, owner, photoID string) ([]byte, error) {
	if b, ok := p[[2]string{owner, photoID}]; ok {
		return b, nil
	}
	return nil, errs.NotFound
}

// add uploads a photo of a size.
func (p photos) add(t testing.TB, owner string, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420), nil))
	one := newID()
	p[[2]string{owner, one}] = b.Bytes()
	return one
}

// pushed are the push messages on their way.
type pushed struct {
	mu  sync.Mutex
	all []chat.PushMessage // guarded by mu
}

func (p *pushed) Push(m chat.PushMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, m)
}

func (p *pushed) list() []chat.PushMessage {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all
}

// join makes people members of the open room of a cake and gives its id.
func (h *house) join(cake string, people ...string) string {
	h.t.Helper()
	var room string
	for _, p := range people {
		room = httpapitest.Read[chathttp.Room](h.t, h.Wants(http.StatusOK, p, "PUT", "/rooms/open/of/"+cake, nil)).ID
	}
	return room
}

// direct opens the direct room of two people and gives its id.
func (h *house) direct(person, other string) string {
	h.t.Helper()
	return httpapitest.Read[chathttp.Room](h.t, h.Wants(http.StatusOK, person, "PUT", "/rooms/direct/with/"+other, nil)).ID
}

func message(text string) map[string]any {
	return map[string]any{"clientId": newID(), "text": text}
}

// say sends a text and gives its place.
func (h *house) say(person, room, text string, more ...any) int64 {
	h.t.Helper()
	m := message(text)
	for i := 0; i < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return httpapitest.Read[wire.Entry](h.t, h.Wants(http.StatusCreated, person, "POST", "/rooms/"+room+"/messages", m)).Seq
}

func (h *house) room(person, room string) chathttp.Room {
	h.t.Helper()
	return httpapitest.Read[chathttp.Room](h.t, h.Wants(http.StatusOK, person, "GET", "/rooms/"+room, nil))
}

func (h *house) list(person, query string) chathttp.RoomList {
	h.t.Helper()
	return httpapitest.Read[chathttp.RoomList](h.t, h.Wants(http.StatusOK, person, "GET", "/rooms?"+query, nil))
}

func (h *house) history(person, room, query string) chathttp.Messages {
	h.t.Helper()
	return httpapitest.Read[chathttp.Messages](h.t, h.Wants(http.StatusOK, person, "GET", "/rooms/"+room+"/messages?"+query, nil))
}

func (h *house) behind(person, room string, after int64) chathttp.Entries {
	h.t.Helper()
	return httpapitest.Read[chathttp.Entries](h.t, h.Wants(http.StatusOK, person, "GET", "/rooms/"+room+"/log?after="+strconv.FormatInt(after, 10), nil))
}

func (h *house) unread(person string) chathttp.RoomsUnread {
	h.t.Helper()
	return httpapitest.Read[chathttp.RoomsUnread](h.t, h.Wants(http.StatusOK, person, "GET", "/rooms/unread", nil))
}

// texts gives what is said in entries, "-" for what is removed and "?" for what is hidden.
func texts(list []wire.Entry) string {
	var all []string
	for _, e := range list {
		switch {
		case e.Kind == wire.Hidden:
			all = append(all, "?")
		case e.Removed:
			all = append(all, "-")
		case e.Kind != "message":
			all = append(all, e.Kind)
		default:
			all = append(all, e.Text)
		}
	}
	return strings.Join(all, " ")
}

// names gives the nicknames of people, sorted.
func names(list []chathttp.ChatPerson) string {
	var all []string
	for _, p := range list {
		all = append(all, p.Nickname)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// waitFor waits until something that happens by itself has happened.
func waitFor(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
