package chatsql_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

func TestRoomsComeBackAsTheyWere(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		cake, a, b := newID(), newID(), newID()
		for _, fresh := range []chat.Room{of(cake), between(a, b)} {
			make := h.OpenRoom
			if fresh.Kind == chat.Direct {
				make = func(ctx context.Context, r chat.Room) (chat.Room, bool, error) { return h.DirectRoom(ctx, r, a) }
			}
			got, made, err := make(ctx, fresh)
			if err != nil || !made || !reflect.DeepEqual(got, fresh) {
				t.Fatalf("made %v: %+v, %v; want %+v", made, got, err, fresh)
			}
			again := fresh
			again.ID = newID()
			if got, made, err := make(ctx, again); err != nil || made || !reflect.DeepEqual(got, fresh) {
				t.Errorf("again, made %v: %+v, %v", made, got, err)
			}
			if got, err := h.Room(ctx, fresh.ID); err != nil || !reflect.DeepEqual(got, fresh) {
				t.Errorf("by id: %+v, %v", got, err)
			}
			some, err := h.Some(ctx, []string{fresh.ID, newID()})
			if err != nil || len(some) != 1 || !reflect.DeepEqual(some[fresh.ID], fresh) {
				t.Errorf("some: %+v, %v", some, err)
			}
		}
		if r, err := h.RoomOfCake(ctx, cake); err != nil || r.CakeID != cake {
			t.Errorf("of the cake: %+v, %v", r, err)
		}
		for what, ask := range map[string]func() (chat.Room, error){
			"room": func() (chat.Room, error) { return h.Room(ctx, newID()) },
			"cake": func() (chat.Room, error) { return h.RoomOfCake(ctx, newID()) },
		} {
			if r, err := ask(); !errors.Is(err, errs.NotFound) {
				t.Errorf("unknown %s: %+v, %v", what, r, err)
			}
		}
		if some, err := h.Some(ctx, nil); err != nil || len(some) != 0 {
			t.Errorf("none: %v, %v", some, err)
		}
	})
}

func TestADirectRoomHasBothOfItsPeople(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b := newID(), newID()
		r := h.direct(b, a)
		for _, person := range []string{a, b} {
			want := chat.Member{RoomID: r.ID, PersonID: person, Push: chat.PushAll, JoinedAt: noon}
			if got := h.member(r.ID, person); got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
		if r.Other(a) != b || r.Other(b) != a {
			t.Errorf("%+v", r)
		}
	})
}

// D42: whoever is first, there is one room.
func TestD42_ManyFirstJoinsAtOnceMakeOneRoom(t *testing.T) {
	const crowd = 20
	each(t, func(t *testing.T, h *home) {
		cake, a, b := newID(), newID(), newID()
		for what, enter := range map[string]func(person string, i int) (chat.Room, bool, error){
			"open": func(person string, _ int) (chat.Room, bool, error) {
				r, made, err := h.OpenRoom(t.Context(), of(cake))
				if err == nil {
					_, _, err = h.Join(t.Context(), joining(r.ID, person, noon))
				}
				return r, made, err
			},
			"direct": func(_ string, i int) (chat.Room, bool, error) { // half of them from either side
				if i%2 == 0 {
					return h.DirectRoom(t.Context(), between(a, b), a)
				}
				return h.DirectRoom(t.Context(), between(b, a), b)
			},
		} {
			rooms, mades := make([]string, crowd), make([]bool, crowd)
			atOnce(crowd, func(i int) {
				r, made, err := enter(newID(), i)
				if err != nil {
					t.Errorf("%s: %v", what, err)
				}
				rooms[i], mades[i] = r.ID, made
			})
			made := 0
			for i := range crowd {
				if mades[i] {
					made++
				}
				if rooms[i] != rooms[0] {
					t.Errorf("%s: the rooms %s and %s", what, rooms[0], rooms[i])
				}
			}
			want := map[string]int{"open": crowd, "direct": 2}[what]
			if people := h.count(rooms[0]); made != 1 || people != want {
				t.Errorf("%s: made %d times, %d people", what, made, people)
			}
		}
	})
}
