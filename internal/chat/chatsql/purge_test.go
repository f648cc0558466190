package chatsql_test

import (
	"errors"
	"slices"
	"testing"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

func TestD11_ADirectRoomIsTheOthersThen(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		mona, jieun := newID(), newID()
		room, _, err := h.DirectRoom(t.Context(), chat.Room{ID: newID(), Kind: chat.Direct, Pair: [2]string{min(mona, jieun), max(mona, jieun)}, CreatedAt: noon}, mona)
		must(t, err)
		fresh, other := newID(), newID()
		alias, err := h.Alias(t.Context(), room.ID, mona, fresh)
		must(t, err)
		if again, err := h.Alias(t.Context(), room.ID, mona, other); err != nil || alias != fresh || again != fresh {
			t.Errorf("the alias is %s and then %s, %v", alias, again, err)
		}
		for range 2 { // again is fine
			must(t, h.Part(t.Context(), room.ID, mona, alias))
		}
		now, err := h.Room(t.Context(), room.ID)
		must(t, err)
		if now.Other(jieun) != alias || now.Other(mona) != "" || now.Pair[0] > now.Pair[1] {
			t.Errorf("the room is %+v", now)
		}
		if _, err := h.Member(t.Context(), room.ID, mona); !errors.Is(err, errs.NotFound) {
			t.Errorf("the person is still in it: %v", err)
		}
		if m, err := h.Member(t.Context(), room.ID, jieun); err != nil || !m.Here() {
			t.Errorf("the other: %+v, %v", m, err)
		}
		must(t, h.ForgetAliases(t.Context(), mona))
		if fresh, err := h.Alias(t.Context(), room.ID, mona, other); err != nil || fresh != other {
			t.Errorf("an alias was kept: %s, %v", fresh, err)
		}
	})
}

func TestD11_ARoomThatNobodyCanReadGoes(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		mona, jieun := newID(), newID()
		room, _, err := h.DirectRoom(t.Context(), chat.Room{ID: newID(), Kind: chat.Direct, Pair: [2]string{min(mona, jieun), max(mona, jieun)}, CreatedAt: noon}, mona)
		must(t, err)
		for range 3 {
			p := chat.StoredPicture{Picture: chat.Picture{ID: newID(), Color: "#ffffff"}, RoomID: room.ID, OwnerID: jieun, PhotoID: newID(), MadeAt: noon}
			must(t, h.IntendPicture(t.Context(), p))
			_, err := h.PutPicture(t.Context(), p)
			must(t, err)
		}
		for range 2 {
			must(t, h.DropRoom(t.Context(), room.ID))
		}
		if _, err := h.Room(t.Context(), room.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("the room: %v", err)
		}
		for table, want := range map[string]int64{"chat_rooms": 0, "chat_members": 0, "chat_pictures": 0, "object_bin": 6} {
			if n, err := h.db.Reader().NewSelect().Table(table).Count(t.Context()); err != nil || n != want {
				t.Errorf("%s has %d rows, want %d, %v", table, n, want, err)
			}
		}
	})
}

func TestD11_PlacesPicturesAndBlocksAreForgotten(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		mona, jieun := newID(), newID()
		var rooms []string
		for range 3 {
			r, _, err := h.OpenRoom(t.Context(), chat.Room{ID: newID(), Kind: chat.Open, CakeID: newID(), CreatedAt: noon})
			must(t, err)
			rooms = append(rooms, r.ID)
			for _, person := range []string{mona, jieun} {
				_, _, err := h.Join(t.Context(), chat.Member{RoomID: r.ID, PersonID: person, Push: chat.PushAll, JoinedAt: noon})
				must(t, err)
				p := chat.StoredPicture{Picture: chat.Picture{ID: newID(), Color: "#ffffff"}, RoomID: r.ID, OwnerID: person, PhotoID: newID(), MadeAt: noon}
				must(t, h.IntendPicture(t.Context(), p))
				_, err = h.PutPicture(t.Context(), p)
				must(t, err)
			}
		}
		slices.Sort(rooms)
		if page, err := h.RoomIDs(t.Context(), rooms[0], 9); err != nil || !slices.Equal(page, rooms[1:]) {
			t.Errorf("rooms behind the first: %v, %v", page, err)
		}
		for _, b := range [][2]string{{mona, jieun}, {jieun, mona}, {jieun, newID()}} {
			_, err := h.Block(t.Context(), b[0], b[1], noon)
			must(t, err)
		}
		places, err := h.Places(t.Context(), mona, 2)
		if err != nil || len(places) != 2 || places[0].Room.Kind != chat.Open || places[0].Member.PersonID != mona {
			t.Errorf("places: %+v, %v", places, err)
		}
		for step, want := range []int{2, 1, 0} {
			if n, err := h.DropPicturesOf(t.Context(), mona, rooms, 2); err != nil || n != want {
				t.Errorf("step %d dropped %d, want %d, %v", step, n, want, err)
			}
		}
		for range 2 {
			must(t, h.Forget(t.Context(), mona))
		}
		blocks, err := h.Blocks(t.Context(), jieun)
		if err != nil || len(blocks) != 1 {
			t.Errorf("the other's blocks: %+v, %v", blocks, err)
		}
		if n, err := h.db.Reader().NewSelect().Table("chat_pictures").Where("owner_id = ?", jieun).Count(t.Context()); err != nil || n != 3 {
			t.Errorf("the other's pictures: %d, %v", n, err)
		}
	})
}
