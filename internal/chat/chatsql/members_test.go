package chatsql_test

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

func TestAMemberComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, person := h.open(newID()).ID, newID()
		want := chat.Member{RoomID: room, PersonID: person, From: 3, Read: 7, Muted: true, Push: chat.PushNone, JoinedAt: noon}
		if got, fresh, err := h.Join(ctx, want); err != nil || !fresh || got != want {
			t.Fatalf("fresh %v: %+v, %v", fresh, got, err)
		}
		again := joining(room, person, noon.Add(time.Hour))
		if got, fresh, err := h.Join(ctx, again); err != nil || fresh || got != want {
			t.Errorf("again, fresh %v: %+v, %v", fresh, got, err)
		}
		if got := h.member(room, person); got != want || !got.Here() {
			t.Errorf("%+v, want %+v", got, want)
		}
		if _, err := h.Member(ctx, room, newID()); !errors.Is(err, errs.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
		if _, _, err := h.Join(ctx, joining(newID(), person, noon)); !errors.Is(err, errs.NotFound) {
			t.Errorf("no room: %v", err)
		}
		if got := h.rooms(person); !slices.Equal(got, []string{room}) {
			t.Errorf("rooms %v", got)
		}
	})
}

// D41: leaving twice is harmless, and the last one who leaves an open room doesn't end it.
func TestD41_LeavingAnOpenRoom(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		cake, person := newID(), newID()
		room := h.open(cake).ID
		h.join(room, person)
		for _, want := range []bool{true, false} {
			if left, err := h.Leave(ctx, room, person, noon, 9); err != nil || left != want {
				t.Errorf("left %v, %v; want %v", left, err, want)
			}
		}
		if left, err := h.Leave(ctx, newID(), person, noon, 9); err != nil || left {
			t.Errorf("no room: %v, %v", left, err)
		}
		if _, err := h.Member(ctx, room, person); !errors.Is(err, errs.NotFound) {
			t.Errorf("the member is remembered: %v", err)
		}
		if r, made, err := h.OpenRoom(ctx, of(cake)); err != nil || made || r.ID != room {
			t.Errorf("made %v: %+v, %v", made, r, err)
		}
		if got := h.join(room, person); got.Read != 0 {
			t.Errorf("came back: %+v", got)
		}
	})
}

func TestD40_WhoLeavesADirectRoomIsRememberedThere(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		a, b := newID(), newID()
		room := h.direct(a, b).ID
		_, err := h.Adjust(ctx, room, a, chat.Choices{Muted: new(true), Push: new(chat.PushNone)})
		must(t, err)
		left := noon.Add(time.Hour)
		for i, want := range []bool{true, false} {
			if did, err := h.Leave(ctx, room, a, left.Add(time.Duration(i)*time.Hour), 12+int64(i)); err != nil || did != want {
				t.Errorf("left %v, %v; want %v", did, err, want)
			}
		}
		got := h.member(room, a)
		if got.Here() || got.From != 12 || got.Read != 12 || !got.LeftAt.Equal(left) {
			t.Errorf("%+v", got)
		}
		if len(h.rooms(a)) != 0 || len(h.rooms(b)) != 1 || h.count(room) != 1 || !slices.Equal(h.people(room, 5), []string{b}) {
			t.Error("who left is still there, or the other isn't")
		}
		among, err := h.Among(ctx, room, []string{a, b, newID()})
		must(t, err)
		if len(among) != 1 || among[b] != h.member(room, b) {
			t.Errorf("among %+v", among)
		}
		for what, do := range map[string]func() error{
			"read":   func() error { _, err := h.Read(ctx, room, a, 20); return err },
			"adjust": func() error { _, err := h.Adjust(ctx, room, a, chat.Choices{Muted: new(false)}); return err },
		} {
			if err := do(); !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if r := h.direct(a, b); r.ID != room || len(h.rooms(a)) != 0 {
			t.Error("the room is another, or asking for it is coming back")
		}
		back := joining(room, a, left.Add(2*time.Hour))
		back.From, back.Read = 1, 99
		now, fresh, err := h.Join(ctx, back)
		want := back
		want.From, want.Read = 12, 12
		if err != nil || !fresh || now != want || h.member(room, a) != want {
			t.Errorf("came back: %v, %+v, %v; want %+v", fresh, now, err, want)
		}
	})
}

func TestARoomListsItsPeopleByWhenTheyJoined(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, other := h.open(newID()).ID, h.open(newID()).ID
		var want []string
		for i := range 9 {
			person := newID()
			want = append(want, person)
			at := noon.Add(time.Duration(i/3) * time.Second) // three at the same moment
			for _, r := range []string{room, other} {
				_, _, err := h.Join(ctx, joining(r, person, at))
				must(t, err)
			}
		}
		for size := 1; size <= 10; size++ {
			if got := h.people(room, size); !slices.Equal(got, want) {
				t.Fatalf("by %d: %v, want %v", size, got, want)
			}
		}
		// The place of a page stays when the one it was read up to leaves.
		first, err := h.Members(ctx, room, page.Request{Limit: 4})
		must(t, err)
		for _, person := range want[2:5] {
			_, err := h.Leave(ctx, room, person, noon, 0)
			must(t, err)
		}
		second, err := h.Members(ctx, room, page.Request{After: first.Next, Limit: 4})
		must(t, err)
		if len(second.Items) != 4 || second.Items[0].PersonID != want[5] || len(second.Next) != 0 {
			t.Errorf("%+v", second)
		}
		count, err := h.Count(ctx, []string{room, other, newID()})
		if err != nil || len(count) != 2 || count[room] != 6 || count[other] != 9 {
			t.Errorf("count %v, %v", count, err)
		}
		for _, wrong := range []page.Cursor{{"x"}, {"x", "y"}, {"1", "2", "3"}} {
			if _, err := h.Members(ctx, room, page.Request{After: wrong, Limit: 4}); !errors.Is(err, errs.Invalid) {
				t.Errorf("cursor %v: %v", wrong, err)
			}
		}
	})
}

// The mark of what was read only goes on, whichever device is faster.
func TestD47_TheReadMarkNeverGoesBack(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, person := h.open(newID()).ID, newID()
		h.join(room, person)
		for _, c := range []struct{ to, at int64 }{{5, 5}, {3, 5}, {5, 5}, {0, 5}, {6, 6}} {
			if at, err := h.Read(ctx, room, person, c.to); err != nil || at != c.at {
				t.Errorf("to %d: %d, %v; want %d", c.to, at, err, c.at)
			}
		}
		if _, err := h.Read(ctx, room, newID(), 5); !errors.Is(err, errs.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
		const devices, steps = 8, 25
		var last atomic.Int64
		atOnce(devices, func(device int) {
			var seen int64
			for i := range steps {
				to := 100 + int64(i*devices+(device*5)%devices)
				at, err := h.Read(ctx, room, person, to)
				if err != nil || at < to || at < seen {
					t.Errorf("to %d: %d after %d, %v", to, at, seen, err)
					return
				}
				seen = at
				for was := last.Load(); to > was && !last.CompareAndSwap(was, to); was = last.Load() {
				}
			}
		})
		if got := h.member(room, person).Read; got != last.Load() {
			t.Errorf("at %d, want %d", got, last.Load())
		}
	})
}

func TestChoicesOfAMember(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room := h.open(newID()).ID
		person, quiet, silent, gone := newID(), newID(), newID(), newID()
		for _, p := range []string{person, quiet, silent, gone} {
			h.join(room, p)
		}
		want := h.member(room, person)
		for _, c := range []chat.Choices{{Muted: new(true)}, {Push: new(chat.PushAll)}, {}, {Muted: new(false)}} {
			if c.Muted != nil {
				want.Muted = *c.Muted
			}
			if c.Push != nil {
				want.Push = *c.Push
			}
			if got, err := h.Adjust(ctx, room, person, c); err != nil || got != want || h.member(room, person) != want {
				t.Errorf("%+v, %v; want %+v", got, err, want)
			}
		}
		for p, c := range map[string]chat.Choices{quiet: {Muted: new(true), Push: new(chat.PushAll)}, gone: {Push: new(chat.PushAll)}} {
			_, err := h.Adjust(ctx, room, p, c)
			must(t, err)
		}
		_, err := h.Leave(ctx, room, gone, noon, 0)
		must(t, err)
		if loud, err := h.Loud(ctx, room, 10); err != nil || !slices.Equal(loud, []string{person}) {
			t.Errorf("loud %v, %v; want %s", loud, err, person)
		}
		if _, err := h.Adjust(ctx, room, newID(), chat.Choices{Muted: new(true)}); !errors.Is(err, errs.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
	})
}

// Also many joins at once don't lead beyond the limit, of which each kind has its own.
func TestNobodyIsInTooManyRooms(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		person, _ := h.filled(chat.MaxRooms-3, 0)
		direct := h.direct(person, newID())
		var rooms []string
		for range 10 {
			rooms = append(rooms, h.open(newID()).ID)
		}
		var in atomic.Int64
		atOnce(len(rooms), func(i int) {
			switch _, fresh, err := h.Join(ctx, joining(rooms[i], person, noon.Add(time.Hour))); {
			case err == nil && fresh:
				in.Add(1)
			case !errors.Is(err, chat.ErrTooManyRooms):
				t.Errorf("fresh %v: %v", fresh, err)
			}
		})
		all := h.rooms(person)
		if in.Load() != 3 || len(all) != chat.MaxRooms+1 || all[chat.MaxRooms] != direct.ID {
			t.Errorf("%d came in, in %d rooms", in.Load(), len(all))
		}
		if _, fresh, err := h.Join(ctx, joining(all[0], person, noon)); err != nil || fresh {
			t.Errorf("a room one is in: %v, %v", fresh, err)
		}
		_, err := h.Leave(ctx, all[0], person, noon, 0)
		must(t, err)
		h.join(h.open(newID()).ID, person)
	})
}

func TestNobodyStartsTooManyDirectRooms(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		person := newID()
		first := h.direct(person, newID())
		rooms := make([]filledRoom, chat.MaxRooms-1)
		members := make([]filledMember, len(rooms))
		for i := range rooms {
			rooms[i] = filledRoom{ID: newID(), Kind: "direct", CreatedAt: noon.UnixMicro()}
			members[i] = filledMember{RoomID: rooms[i].ID, PersonID: person, Push: "all", JoinedAt: noon.Add(time.Hour).UnixMicro()}
		}
		_, err := h.db.Writer().NewInsert().Model(&rooms).ExcludeColumn("cake_id").Exec(ctx)
		must(t, err)
		_, err = h.db.Writer().NewInsert().Model(&members).Exec(ctx)
		must(t, err)

		if r, made, err := h.DirectRoom(ctx, between(person, first.Other(person)), person); err != nil || made || r.ID != first.ID {
			t.Errorf("one that there is: %v, %+v, %v", made, r, err)
		}
		another := between(person, newID())
		if _, _, err := h.DirectRoom(ctx, another, person); !errors.Is(err, chat.ErrTooManyRooms) {
			t.Errorf("started one more: %v", err)
		}
		if _, err := h.Room(ctx, another.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("and it is there: %v", err)
		}
		if _, made, err := h.DirectRoom(ctx, another, another.Other(person)); err != nil || !made {
			t.Errorf("was written to: %v, %v", made, err)
		}
		if n := len(h.rooms(person)); n != chat.MaxRooms {
			t.Errorf("%d are listed", n)
		}
		for _, r := range []string{first.ID, another.ID} {
			_, err := h.Leave(ctx, r, person, noon, 0)
			must(t, err)
		}
		h.join(first.ID, person)
		if _, _, err := h.Join(ctx, joining(another.ID, person, noon)); !errors.Is(err, chat.ErrTooManyRooms) {
			t.Errorf("came back into one too many: %v", err)
		}
		h.join(h.open(newID()).ID, person) // open ones are counted apart
	})
}
