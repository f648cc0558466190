package chathttp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/chat/wire"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/page"
)

func pageAfter(keys ...string) page.Cursor { return keys }

// picture adds a picture of a photo to a room.
func (h *house) picture(person, room, photo string) wire.Picture {
	h.t.Helper()
	return httpapitest.Read[wire.Picture](h.t, h.Wants(http.StatusCreated, person, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": photo}))
}

func (h *house) files() []string {
	h.t.Helper()
	keys, err := h.objects.Keys(h.t.Context(), "")
	must(h.t, err)
	return keys
}

// emptyBin lets what was thrown away go, some time later.
func (h *house) emptyBin(later time.Duration) {
	h.t.Helper()
	h.clock.Advance(later)
	_, err := h.bin.Empty(h.t.Context())
	must(h.t, err)
}

const api = "/api/v1"

func TestAPictureOfAMessageIsTheRoomsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho, visitor := h.person("지은"), h.person("민호"), h.person("지나가던")
		room := h.join(newID(), jieun, minho)
		photo := h.photos.add(t, jieun, 2100, 100)
		p := h.picture(jieun, room, photo)
		if p.Width != 2048 || p.Height != 98 || len(p.Color) != 7 || p.Small != api+"/rooms/"+room+"/pictures/"+p.ID+"/small.jpg" {
			t.Errorf("the picture is %+v", p)
		}
		if again := h.picture(jieun, room, photo); again != p {
			t.Errorf("the same photo again is %+v", again)
		}
		if other := h.picture(jieun, h.join(newID(), jieun), photo); other.ID == p.ID {
			t.Error("another room has the same picture")
		}
		small := "/rooms/" + room + "/pictures/" + p.ID + "/small.jpg"
		h.Wants(http.StatusNotFound, minho, "GET", small, nil) // not sent yet
		h.Wants(http.StatusOK, jieun, "GET", small, nil)
		h.Wants(http.StatusUnprocessableEntity, minho, "POST", "/rooms/"+room+"/messages", map[string]any{"clientId": newID(), "pictureIds": []string{p.ID}})
		h.say(jieun, room, "", "pictureIds", []string{p.ID})
		delete(h.photos, [2]string{jieun, photo})
		for path, side := range map[string]int{small: 640, "/rooms/" + room + "/pictures/" + p.ID + "/large.jpg": 2048} {
			for _, person := range []string{jieun, minho, visitor} {
				a := h.Wants(http.StatusOK, person, "GET", path, nil)
				c, err := jpeg.DecodeConfig(bytes.NewReader(a.Body))
				if err != nil || c.Width != side || a.Header.Get("Content-Type") != "image/jpeg" || a.Header.Get("Cache-Control") != "private, max-age=31536000, immutable" {
					t.Errorf("%s: %d pixels wide, %v, %v", path, c.Width, a.Header, err)
				}
				h.Wants(http.StatusNotModified, person, "GET", path, nil, "If-None-Match", a.Header.Get("ETag"))
			}
		}
		h.Wants(http.StatusUnauthorized, "", "GET", small, nil)
		for _, none := range []string{"/rooms/" + room + "/pictures/" + newID() + "/small.jpg", "/rooms/" + room + "/pictures/" + p.ID + "/huge.jpg", "/rooms/" + room + "/pictures/x/small.jpg"} {
			h.Wants(http.StatusNotFound, jieun, "GET", none, nil)
		}
		got := h.history(minho, room, "").Items[0]
		if len(got.Pictures) != 1 || got.Pictures[0] != p {
			t.Errorf("the message has %+v", got.Pictures)
		}
		h.emptyBin(chat.PictureKept + time.Hour)
		must(t, h.chats.Sweep(t.Context()))
		h.emptyBin(time.Hour)
		if all := h.files(); len(all) != 2 || !slices.Contains(all, "chat/"+room+"/"+p.ID+"/small.jpg") {
			t.Errorf("kept: %v", all) // not those of the other room, where nothing was sent
		}
		// With the message its pictures go.
		h.Wants(http.StatusNoContent, jieun, "DELETE", "/rooms/"+room+"/messages/1", nil)
		h.Wants(http.StatusNotFound, jieun, "GET", small, nil)
		h.emptyBin(time.Minute)
		if all := h.files(); len(all) != 0 {
			t.Errorf("left of a removed message: %v", all)
		}
		h.Wants(http.StatusUnprocessableEntity, jieun, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": h.photos.add(t, minho, 9, 9)})
		h.Wants(http.StatusForbidden, visitor, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": h.photos.add(t, visitor, 9, 9)})
	})
}

// D43: a send with pictures that comes again is what is stored of it, also when its message was
// removed in the meantime, and the pictures with it.
func TestD43_ASendWithPicturesThatAreGoneComesAgain(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun := h.person("지은")
		room := h.join(newID(), jieun)
		p := h.picture(jieun, room, h.photos.add(t, jieun, 64, 64))
		m := message("사진이에요")
		m["pictureIds"] = []string{p.ID}
		h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/messages", m)
		h.Wants(http.StatusNoContent, jieun, "DELETE", "/rooms/"+room+"/messages/1", nil)
		if e := httpapitest.Read[wire.Entry](t, h.Wants(http.StatusOK, jieun, "POST", "/rooms/"+room+"/messages", m)); e.Seq != 1 || !e.Removed || e.Text != "" {
			t.Errorf("after it was removed: %+v", e)
		}
		m["clientId"] = newID()
		h.Wants(http.StatusUnprocessableEntity, jieun, "POST", "/rooms/"+room+"/messages", m)
		other := message("다른 말")
		h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/messages", other)
		other["pictureIds"] = []string{p.ID}
		if got := h.Wants(http.StatusConflict, jieun, "POST", "/rooms/"+room+"/messages", other).Problem(); got != "send_reused" {
			t.Errorf("another message with pictures that are gone: %s", got)
		}

		// A removal that was left half done has taken the pictures only.
		p = h.picture(jieun, room, h.photos.add(t, jieun, 64, 64))
		half := message("")
		half["pictureIds"] = []string{p.ID}
		seq := httpapitest.Read[wire.Entry](t, h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/messages", half)).Seq
		h.log.setDown(true)
		h.Wants(http.StatusServiceUnavailable, jieun, "DELETE", fmt.Sprint("/rooms/", room, "/messages/", seq), nil)
		h.log.setDown(false)
		if e := httpapitest.Read[wire.Entry](t, h.Wants(http.StatusOK, jieun, "POST", "/rooms/"+room+"/messages", half)); e.Seq != seq || e.Removed {
			t.Errorf("half removed: %+v", e)
		}
	})
}

// The same photo sent twice at once is one picture, with the files of one.
func TestAPhotoIsOnePictureOfARoomHoweverOftenItComes(t *testing.T) {
	h := open(t)
	jieun := h.person("지은")
	room := h.join(newID(), jieun)
	photo := h.photos.add(t, jieun, 64, 64)
	var all sync.WaitGroup
	ids := make([]string, 5)
	for i := range ids {
		all.Go(func() { ids[i] = h.picture(jieun, room, photo).ID })
	}
	all.Wait()
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 1 {
		t.Errorf("pictures %v", ids)
	}
	h.emptyBin(2 * time.Hour)
	if files := h.files(); len(files) != 2 {
		t.Errorf("kept: %v", files)
	}
}

// A picture that can't be kept leaves nothing behind.
func TestAPictureThatCantBeKeptLeavesNothingBehind(t *testing.T) {
	var house *house
	down := &fullStore{}
	house = open(t, func(d *chat.Deps) { down.Objects, d.Objects = d.Objects, down })
	jieun := house.person("지은")
	room := house.join(newID(), jieun)
	photo := house.photos.add(t, jieun, 64, 64)
	down.puts = 1
	house.Wants(http.StatusServiceUnavailable, jieun, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": photo})
	if len(house.files()) != 1 {
		t.Fatal("nothing was kept at all, which proves nothing")
	}
	house.emptyBin(2 * time.Hour)
	if files := house.files(); len(files) != 0 {
		t.Errorf("left: %v", files)
	}
	down.puts = 100
	house.picture(jieun, room, photo)
}

// fullStore takes a number of objects only.
type fullStore struct {
	chat.Objects
	puts int
}

func (f *fullStore) Put(ctx context.Context, key, contentType string, data []byte) error {
	if f.puts--; f.puts < 0 {
		return errs.Unavailable.With(errors.New("the store is full"))
	}
	return f.Objects.Put(ctx, key, contentType, data)
}

func TestPicturesHaveALimitPerHour(t *testing.T) {
	h := open(t)
	jieun := h.person("지은")
	room := h.join(newID(), jieun)
	for range chat.PicturesPerHour {
		h.Do(jieun, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": newID()})
	}
	a := h.Wants(http.StatusTooManyRequests, jieun, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": h.photos.add(t, jieun, 9, 9)})
	if a.Problem() != "too_many_pictures" || a.Header.Get("Retry-After") == "" {
		t.Errorf("%s, wait %q", a.Problem(), a.Header.Get("Retry-After"))
	}
	h.clock.Advance(time.Hour)
	h.picture(jieun, room, h.photos.add(t, jieun, 9, 9))
}
