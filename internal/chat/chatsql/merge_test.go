package chatsql_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

const farAlong = 77 // how far the rooms are that others are led to

func (h *home) merge(seq int64, from, to string) chat.Room {
	h.t.Helper()
	moved, err := h.Merge(h.t.Context(), chat.CakeMerge{Seq: seq, From: from, To: to}, func(string) (int64, error) { return farAlong, nil })
	must(h.t, err)
	return moved
}

func (h *home) ofCake(cake string) string {
	h.t.Helper()
	r, err := h.RoomOfCake(h.t.Context(), cake)
	must(h.t, err)
	return r.ID
}

func (h *home) movedTo(room string) string {
	h.t.Helper()
	r, err := h.Room(h.t.Context(), room)
	must(h.t, err)
	return r.MovedTo
}

func (h *home) mergedUpTo() int64 {
	h.t.Helper()
	n, err := h.MergedUpTo(h.t.Context())
	must(h.t, err)
	return n
}

func TestAMergeOfCakesWithoutRooms(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b := newID(), newID()
		if n := h.mergedUpTo(); n != 0 {
			t.Errorf("up to %d before any", n)
		}
		if moved := h.merge(4, a, b); moved.ID != "" || h.mergedUpTo() != 4 {
			t.Errorf("moved %+v, up to %d", moved, h.mergedUpTo())
		}
		if _, err := h.RoomOfCake(t.Context(), a); !errors.Is(err, errs.NotFound) {
			t.Errorf("a room of nothing: %v", err)
		}
		// Who comes with the old id makes the room of the cake that it became part of.
		r, made, err := h.OpenRoom(t.Context(), of(a))
		if err != nil || !made || r.CakeID != b {
			t.Errorf("made %v: %+v, %v", made, r, err)
		}
		if h.ofCake(a) != r.ID || h.ofCake(b) != r.ID || h.open(b).ID != r.ID {
			t.Error("two rooms of one cake")
		}
	})
}

func TestAMergeKeepsTheOnlyRoom(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b, c := newID(), newID(), newID()
		room, person := h.open(a).ID, newID()
		was := h.join(room, person)
		if moved := h.merge(1, a, b); moved.ID != "" {
			t.Errorf("moved %+v", moved)
		}
		if moved := h.merge(2, c, b); moved.ID != "" { // of two, the second has the room
			t.Errorf("moved %+v", moved)
		}
		for _, cake := range []string{a, b, c} {
			if r, err := h.RoomOfCake(t.Context(), cake); err != nil || r.ID != room || r.CakeID != b || r.MovedTo != "" {
				t.Errorf("%+v, %v", r, err)
			}
			if r := h.open(cake); r.ID != room {
				t.Errorf("another room: %+v", r)
			}
		}
		if got := h.member(room, person); got != was {
			t.Errorf("the member is %+v, was %+v", got, was)
		}
	})
}

func TestAMergeLeadsOneRoomToTheOther(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		a, b := newID(), newID()
		from, into := h.open(a).ID, h.open(b).ID
		both, only, other := newID(), newID(), newID()
		at := noon.Add(-time.Hour)
		_, _, err := h.Join(ctx, chat.Member{RoomID: from, PersonID: only, Read: 3, Muted: true, Push: chat.PushAll, JoinedAt: at})
		must(t, err)
		_, _, err = h.Join(ctx, chat.Member{RoomID: from, PersonID: both, Read: 3, Muted: true, Push: chat.PushNone, JoinedAt: at})
		must(t, err)
		kept := []chat.Member{h.join(into, both), h.join(into, other)}

		moved := h.merge(9, a, b)
		if moved.ID != from || moved.MovedTo != into || h.movedTo(from) != into || h.movedTo(into) != "" {
			t.Errorf("moved %+v", moved)
		}
		if h.ofCake(a) != into || h.ofCake(b) != into {
			t.Error("the cakes have other rooms")
		}
		want := append(kept, chat.Member{RoomID: into, PersonID: only, Read: farAlong, Muted: true, Push: chat.PushAll, JoinedAt: at})
		for _, m := range want {
			if got := h.member(into, m.PersonID); got != m {
				t.Errorf("%+v, want %+v", got, m)
			}
			if rooms := h.rooms(m.PersonID); !slices.Equal(rooms, []string{into}) {
				t.Errorf("is in %v", rooms)
			}
		}
		if h.count(into) != 3 || h.count(from) != 2 { // who was there is told
			t.Errorf("%d and %d people", h.count(into), h.count(from))
		}
		if _, _, err := h.Join(ctx, joining(from, newID(), noon)); !errors.Is(err, chat.ErrMoved) {
			t.Errorf("joined a room that goes on elsewhere: %v", err)
		}
	})
}

func TestAMergeIsFollowedOnce(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b := newID(), newID()
		from, into := h.open(a).ID, h.open(b).ID
		person := newID()
		h.join(from, person)
		h.merge(0, a, b) // found while a room was made
		if h.mergedUpTo() != 0 {
			t.Errorf("up to %d", h.mergedUpTo())
		}
		_, err := h.Leave(t.Context(), into, person, noon, 0)
		must(t, err)
		for range 2 {
			if moved := h.merge(5, a, b); moved.ID != "" || h.mergedUpTo() != 5 {
				t.Errorf("again: %+v, up to %d", moved, h.mergedUpTo())
			}
		}
		if rooms := h.rooms(person); len(rooms) != 0 {
			t.Errorf("who left is back in %v", rooms)
		}
	})
}

// In whatever order merges come to light, every cake leads to the last one, and so does every
// room that there was.
func TestMergesLeadStraightToTheLast(t *testing.T) {
	orders := [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
	each(t, func(t *testing.T, h *home) {
		for _, with := range []int{0b0000, 0b0001, 0b1000, 0b0011, 0b0101, 0b1010, 0b1111} { // which of the cakes have rooms
			for _, order := range orders {
				var cakes, rooms []string
				people := map[string]bool{}
				for i := range 4 {
					cakes = append(cakes, newID())
					if with&(1<<i) != 0 {
						room, person := h.open(cakes[i]).ID, newID()
						h.join(room, person)
						rooms, people[person] = append(rooms, room), true
					}
				}
				for _, i := range order {
					h.merge(int64(i+1), cakes[i], cakes[i+1])
				}
				what := fmt.Sprintf("rooms %04b, order %v", with, order)
				if len(rooms) == 0 {
					rooms = []string{h.open(cakes[0]).ID}
				}
				last := h.ofCake(cakes[3])
				for _, cake := range cakes {
					if h.ofCake(cake) != last {
						t.Errorf("%s: a cake has another room", what)
					}
				}
				for _, room := range rooms {
					if to := h.movedTo(room); room == last && to != "" || room != last && to != last {
						t.Errorf("%s: a room leads to %q, not %s", what, to, last)
					}
				}
				for person := range people {
					if in := h.rooms(person); !slices.Equal(in, []string{last}) {
						t.Errorf("%s: a person is in %v, not %s", what, in, last)
					}
				}
			}
		}
	})
}

func TestAMergeWaitsForTheLog(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b := newID(), newID()
		from, into := h.open(a).ID, h.open(b).ID
		_, err := h.Merge(t.Context(), chat.CakeMerge{Seq: 1, From: a, To: b}, func(string) (int64, error) { return 0, errs.Unavailable })
		if !errors.Is(err, errs.Unavailable) || h.mergedUpTo() != 0 || h.movedTo(from) != "" || h.ofCake(a) != from {
			t.Errorf("half followed: %v", err)
		}
		if h.merge(1, a, b); h.movedTo(from) != into {
			t.Error("not followed later")
		}
	})
}

// While cakes are merged by several nodes at once and people come, nobody ends up in a room that
// doesn't go on alone.
func TestD42_MergesAndJoinsAtOnceLeaveOneRoom(t *testing.T) {
	const people = 12
	each(t, func(t *testing.T, h *home) {
		for range 5 {
			a, b := newID(), newID()
			var asked atomic.Int64
			joined := make([]string, people)
			atOnce(people+2, func(i int) {
				if i >= people {
					_, err := h.Merge(t.Context(), chat.CakeMerge{Seq: 1, From: a, To: b}, func(string) (int64, error) { return asked.Add(1), nil })
					if err != nil {
						t.Error(err)
					}
					return
				}
				joined[i] = newID()
				if err := h.enter(t.Context(), []string{a, b}[i%2], joined[i]); err != nil {
					t.Error(err)
				}
			})
			last := h.ofCake(a)
			if h.ofCake(b) != last {
				t.Fatal("two rooms")
			}
			for _, person := range joined {
				if in := h.rooms(person); !slices.Equal(in, []string{last}) {
					t.Errorf("in %v, not %s", in, last)
				}
			}
		}
	})
}

// enter joins the room of a cake, again where that has gone on elsewhere in between.
func (h *home) enter(ctx context.Context, cake, person string) error {
	for {
		r, _, err := h.OpenRoom(ctx, of(cake))
		if err == nil {
			_, _, err = h.Join(ctx, joining(r.ID, person, noon))
		}
		if !errors.Is(err, chat.ErrMoved) {
			return err
		}
	}
}

// D41: who leaves while the room is led away is either in the other one or nowhere, as it was
// answered.
func TestD41_LeavingWhileCakesAreMerged(t *testing.T) {
	const people = 8
	each(t, func(t *testing.T, h *home) {
		for range 5 {
			a, b := newID(), newID()
			from, into := h.open(a).ID, h.open(b).ID
			var all []string
			for range people {
				person := newID()
				h.join(from, person)
				all = append(all, person)
			}
			atOnce(people+1, func(i int) {
				if i == people {
					h.merge(1, a, b)
					return
				}
				if left, err := h.Leave(t.Context(), from, all[i], noon, 0); err != nil || !left {
					t.Errorf("left %v, %v", left, err)
				}
			})
			for _, person := range all {
				if in := h.rooms(person); len(in) > 1 || len(in) == 1 && in[0] != into {
					t.Errorf("in %v", in)
				}
				if _, err := h.Member(t.Context(), from, person); !errors.Is(err, errs.NotFound) {
					t.Errorf("still in the room that was led away: %v", err)
				}
			}
		}
	})
}
