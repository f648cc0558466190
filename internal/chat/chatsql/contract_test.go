package chatsql_test

import (
	"embed"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/chat/chatsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 123456000, time.UTC)

// home is a store on one of its databases.
type home struct {
	*chatsql.Store
	t     testing.TB
	db    *sqldb.DB
	clock *clock.Fake
}

func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db)) })
}

func open(t testing.TB, db *sqldb.DB) *home {
	t.Helper()
	for range 2 { // a second start finds the tables made
		for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, chatsql.Domain: chatsql.Migrations} {
			if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
				t.Fatal(err)
			}
		}
	}
	c := clock.NewFake(noon)
	return &home{Store: chatsql.New(db, objectbin.New(db, c), c), t: t, db: db, clock: c}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ids of tests sort in the order in which they were made: each comes from a millisecond of
// its own.
var ticks atomic.Int64

type ticking struct{}

func (ticking) Now() time.Time { return time.UnixMilli(1_785_000_000_000 + ticks.Add(1)) }

func newID() string { return id.New(ticking{}) }

// of gives a new room of a cake.
func of(cake string) chat.Room {
	return chat.Room{ID: newID(), Kind: chat.Open, CakeID: cake, CreatedAt: noon}
}

// between gives a new room of two people, the smaller id first.
func between(a, b string) chat.Room {
	return chat.Room{ID: newID(), Kind: chat.Direct, Pair: [2]string{min(a, b), max(a, b)}, CreatedAt: noon}
}

func (h *home) open(cake string) chat.Room {
	h.t.Helper()
	r, _, err := h.OpenRoom(h.t.Context(), of(cake))
	must(h.t, err)
	return r
}

func (h *home) direct(a, b string) chat.Room {
	h.t.Helper()
	r, _, err := h.DirectRoom(h.t.Context(), between(a, b), a)
	must(h.t, err)
	return r
}

// joining is somebody on the way into a room.
func joining(room, person string, at time.Time) chat.Member {
	return chat.Member{RoomID: room, PersonID: person, Push: chat.PushMentions, JoinedAt: at}
}

func (h *home) join(room, person string) chat.Member {
	h.t.Helper()
	m, _, err := h.Join(h.t.Context(), joining(room, person, noon))
	must(h.t, err)
	return m
}

func (h *home) member(room, person string) chat.Member {
	h.t.Helper()
	m, err := h.Member(h.t.Context(), room, person)
	must(h.t, err)
	return m
}

// rooms gives the ids of the rooms that somebody is in.
func (h *home) rooms(person string) []string {
	h.t.Helper()
	all, err := h.Memberships(h.t.Context(), person)
	must(h.t, err)
	var ids []string
	for _, m := range all {
		ids = append(ids, m.Room.ID)
	}
	return ids
}

// people gives those who are in a room, read by pages of a size.
func (h *home) people(room string, size int) []string {
	h.t.Helper()
	var ids []string
	for r := (page.Request{Limit: size}); ; {
		p, err := h.Members(h.t.Context(), room, r)
		must(h.t, err)
		for _, m := range p.Items {
			ids = append(ids, m.PersonID)
		}
		if r.After = p.Next; len(p.Next) == 0 {
			return ids
		}
	}
}

func (h *home) count(room string) int {
	h.t.Helper()
	n, err := h.Count(h.t.Context(), []string{room})
	must(h.t, err)
	return n[room]
}

// atOnce runs something several times at the same moment.
func atOnce(n int, do func(i int)) {
	var group sync.WaitGroup
	gate := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-gate
			do(i)
		})
	}
	close(gate)
	group.Wait()
}
