package chatsql_test

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
)

// pictured is a new picture of a room.
func pictured(room, owner, photo string) chat.StoredPicture {
	return chat.StoredPicture{
		Picture: chat.Picture{ID: newID(), Width: 1600, Height: 1200, Color: "#a1b2c3"},
		RoomID:  room, OwnerID: owner, PhotoID: photo, MadeAt: noon,
	}
}

// put stores a picture after its files were announced.
func (h *home) put(p chat.StoredPicture) chat.StoredPicture {
	h.t.Helper()
	must(h.t, h.IntendPicture(h.t.Context(), p))
	got, err := h.PutPicture(h.t.Context(), p)
	must(h.t, err)
	return got
}

// binned gives the objects that are to be deleted, sooner or later.
func (h *home) binned() []string {
	h.t.Helper()
	var keys []string
	must(h.t, h.db.Reader().NewSelect().Table("object_bin").Column("object_key").Order("object_key").Scan(h.t.Context(), &keys))
	return keys
}

func sorted(keys ...[]string) []string {
	all := slices.Concat(keys...)
	slices.Sort(all)
	return all
}

func TestAPictureComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, other := h.open(newID()).ID, h.open(newID()).ID
		owner, photo := newID(), newID()
		want := pictured(room, owner, photo)
		if got := h.put(want); got != want || len(h.binned()) != 0 {
			t.Errorf("%+v, want %+v; in the bin %v", got, want, h.binned())
		}
		twin := pictured(room, owner, photo)
		if got := h.put(twin); got != want || !slices.Equal(h.binned(), sorted(twin.Keys())) {
			t.Errorf("the same photo again: %+v; in the bin %v", got, h.binned())
		}
		theirs := h.put(pictured(room, newID(), photo))
		elsewhere := h.put(pictured(other, owner, photo))
		if got, err := h.Picture(ctx, room, want.ID); err != nil || got != want {
			t.Errorf("%+v, %v", got, err)
		}
		if got, err := h.PictureOfPhoto(ctx, room, owner, photo); err != nil || got != want {
			t.Errorf("of the photo: %+v, %v", got, err)
		}
		all, err := h.Pictures(ctx, room, owner, []string{want.ID, theirs.ID, elsewhere.ID, newID()})
		if err != nil || !maps.Equal(all, map[string]chat.StoredPicture{want.ID: want}) {
			t.Errorf("%+v, %v", all, err)
		}
		for what, ask := range map[string]func() (chat.StoredPicture, error){
			"unknown":      func() (chat.StoredPicture, error) { return h.Picture(ctx, room, newID()) },
			"another room": func() (chat.StoredPicture, error) { return h.Picture(ctx, other, want.ID) },
			"other photo":  func() (chat.StoredPicture, error) { return h.PictureOfPhoto(ctx, room, owner, newID()) },
			"no room": func() (chat.StoredPicture, error) {
				p := pictured(newID(), owner, photo)
				must(t, h.IntendPicture(ctx, p))
				return h.PutPicture(ctx, p)
			},
		} {
			if _, err := ask(); !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestAPictureWhoseFilesAreGoneIsNotStored(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := pictured(h.open(newID()).ID, newID(), newID())
		if _, err := h.PutPicture(t.Context(), p); !errors.Is(err, errs.Unavailable) {
			t.Errorf("%v", err)
		}
		if _, err := h.Picture(t.Context(), p.RoomID, p.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("is there: %v", err)
		}
	})
}

func TestTheSamePhotoAtOnceIsOnePicture(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		room, owner, photo := h.open(newID()).ID, newID(), newID()
		ids := make([]string, 10)
		atOnce(len(ids), func(i int) { ids[i] = h.put(pictured(room, owner, photo)).ID })
		if slices.Sort(ids); ids[0] != ids[len(ids)-1] || len(h.binned()) != 2*(len(ids)-1) {
			t.Errorf("pictures %v, in the bin %d", ids, len(h.binned()))
		}
	})
}

func TestDroppedPicturesGoWithTheirFiles(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, owner := h.open(newID()).ID, newID()
		a, b := h.put(pictured(room, owner, newID())), h.put(pictured(room, owner, newID()))
		other := h.put(pictured(h.open(newID()).ID, owner, newID()))
		for range 2 { // twice is fine
			must(t, h.DropPictures(ctx, room, []string{a.ID, other.ID, newID()}))
		}
		must(t, h.DropPictures(ctx, room, nil))
		if !slices.Equal(h.binned(), sorted(a.Keys())) {
			t.Errorf("in the bin %v", h.binned())
		}
		for p, want := range map[chat.StoredPicture]error{a: errs.NotFound, b: nil, other: nil} {
			if _, err := h.Picture(ctx, p.RoomID, p.ID); !errors.Is(err, want) {
				t.Errorf("%v, want %v", err, want)
			}
		}
		again := h.put(pictured(room, owner, a.PhotoID))
		if again.ID == a.ID {
			t.Error("the photo leads to a picture that is gone")
		}
	})
}

func TestPicturesWithoutAMessageGo(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, owner := h.open(newID()).ID, newID()
		var made []chat.StoredPicture
		for i := range 5 {
			p := pictured(room, owner, newID())
			p.MadeAt = noon.Add(time.Duration(i) * time.Hour)
			made = append(made, h.put(p))
		}
		used := []string{made[1].ID, made[4].ID}
		for i := range 2 { // the send comes again
			must(t, h.UsePictures(ctx, room, used, noon.Add(time.Duration(i)*time.Second)))
		}
		if got, err := h.Picture(ctx, room, used[0]); err != nil || !got.UsedAt.Equal(noon) {
			t.Errorf("used at %s, %v", got.UsedAt, err)
		}
		for what, ids := range map[string][]string{"unknown": {newID()}, "one of two": {made[0].ID, newID()}} {
			if err := h.UsePictures(ctx, room, ids, noon); !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := h.UsePictures(ctx, h.open(newID()).ID, used, noon); !errors.Is(err, errs.NotFound) {
			t.Errorf("of another room: %v", err)
		}
		must(t, h.UsePictures(ctx, room, nil, noon))
		before := noon.Add(3 * time.Hour) // the fourth was made then
		for _, want := range []int{1, 1, 0} {
			if n, err := h.DropUnused(ctx, before, 1); err != nil || n != want {
				t.Errorf("dropped %d, %v; want %d", n, err, want)
			}
		}
		if !slices.Equal(h.binned(), sorted(made[0].Keys(), made[2].Keys())) {
			t.Errorf("in the bin %v", h.binned())
		}
	})
}

// A message is never without its pictures: either they stay, or it is refused.
func TestD43_APictureIsUsedOrSweptButNotBoth(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		room, owner := h.open(newID()).ID, newID()
		const n = 12
		pictures := make([]chat.StoredPicture, n)
		for i := range pictures {
			pictures[i] = h.put(pictured(room, owner, newID()))
		}
		outcome := make([]error, n)
		atOnce(n+3, func(i int) {
			if i < n {
				outcome[i] = h.UsePictures(ctx, room, []string{pictures[i].ID}, noon)
				return
			}
			if _, err := h.DropUnused(ctx, noon.Add(objectbin.StoreWithin), 5); err != nil {
				t.Error(err)
			}
		})
		binned := h.binned()
		for i, p := range pictures {
			_, err := h.Picture(ctx, room, p.ID)
			gone := slices.Contains(binned, p.Keys()[0])
			if outcome[i] == nil && (err != nil || gone) || outcome[i] != nil && (!errors.Is(outcome[i], errs.NotFound) || !gone) {
				t.Errorf("used: %v; then %v, in the bin %v", outcome[i], err, gone)
			}
		}
	})
}
