package chatsql_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type filledRoom struct {
	bun.BaseModel `bun:"table:chat_rooms"`

	ID, Kind, CakeID string
	CreatedAt        int64
}

type filledMember struct {
	bun.BaseModel `bun:"table:chat_members"`

	RoomID, PersonID string
	FromSeq, ReadSeq int64
	Muted            bool
	Push             string
	JoinedAt         int64
}

// filled gives somebody who is in rooms together with others, and those rooms.
func (h *home) filled(rooms, others int) (person string, ids []string) {
	h.t.Helper()
	person = newID()
	people := make([]string, 2*others)
	for i := range people {
		people[i] = newID()
	}
	var all []filledRoom
	var members []filledMember
	for i := range rooms {
		room := filledRoom{ID: newID(), Kind: "open", CakeID: newID(), CreatedAt: noon.UnixMicro()}
		all, ids = append(all, room), append(ids, room.ID)
		for k := range others + 1 {
			who := person
			if k > 0 {
				who = people[(i+k)%len(people)]
			}
			at := noon.Add(time.Duration(i*k) * time.Second).UnixMicro()
			members = append(members, filledMember{RoomID: room.ID, PersonID: who, ReadSeq: 5, Push: "mentions", JoinedAt: at})
		}
	}
	_, err := h.db.Writer().NewInsert().Model(&all).Exec(h.t.Context())
	must(h.t, err)
	for some := range slices.Chunk(members, 2000) {
		_, err := h.db.Writer().NewInsert().Model(&some).Exec(h.t.Context())
		must(h.t, err)
	}
	return person, ids
}

// reads are the queries of the lists, which must stay fast.
func (h *home) reads(person string, rooms []string) map[string]func() error {
	ctx := h.t.Context()
	return map[string]func() error{
		"memberships": func() error { _, err := h.Memberships(ctx, person); return err },
		"count":       func() error { _, err := h.Count(ctx, rooms[:10]); return err },
		"some":        func() error { _, err := h.Some(ctx, rooms[:5]); return err },
		"members":     func() error { _, err := h.Members(ctx, rooms[0], page.Request{Limit: 50}); return err },
		"members on": func() error {
			_, err := h.Members(ctx, rooms[0], page.Request{After: page.Cursor{"1785000000000000", person}, Limit: 50})
			return err
		},
		"member": func() error { _, err := h.Member(ctx, rooms[0], person); return err },
		"among":  func() error { _, err := h.Among(ctx, rooms[0], []string{person, newID()}); return err },
		"loud":   func() error { _, err := h.Loud(ctx, rooms[0], 100); return err },
		"blocks": func() error { _, err := h.Blocks(ctx, person); return err },
		"unused": func() error { _, err := h.DropUnused(ctx, noon, 10); return err },
	}
}

// Every list goes down an index and sorts nothing, by as many queries however much there is.
func TestListsReadAnIndex(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		person, rooms := h.filled(60, 40)
		if h.db.Home == sqldb.MySQL { // it plans by what it knows of the tables
			_, err := h.db.Writer().ExecContext(t.Context(), "ANALYZE TABLE chat_rooms, chat_members, chat_blocks, chat_pictures")
			must(t, err)
		}
		w := sqldbtest.Watch(t, h.db.Reader())
		for name, read := range h.reads(person, rooms) {
			must(t, read())
			asked, want := w.Seen(), 1
			if name == "memberships" { // one for each kind
				want = 2
			}
			if len(asked) != want {
				t.Errorf("%s: %d queries", name, len(asked))
			}
			for _, q := range asked {
				plan := sqldbtest.Explain(t, h.db, q)
				w.Seen()
				for _, bad := range []string{"SCAN ", "TEMP B-TREE", " ALL ", "filesort", "temporary"} {
					if strings.Contains(plan, bad) {
						t.Errorf("%s: %s\n%.200s\n%s", name, bad, q, plan)
					}
				}
			}
		}
	})
}

func TestMembershipsTellTheRoomsToo(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		person, friend := newID(), newID()
		direct := h.direct(person, friend)
		open := h.open(newID())
		at := noon.Add(time.Hour)
		m, _, err := h.Join(t.Context(), joining(open.ID, person, at))
		must(t, err)
		all, err := h.Memberships(t.Context(), person)
		want := []chat.Membership{{Room: open, Member: m}, {Room: direct, Member: h.member(direct.ID, person)}}
		if err != nil || len(all) != 2 || all[0] != want[0] || all[1] != want[1] {
			t.Errorf("%+v, %v\nwant %+v", all, err, want)
		}
	})
}
