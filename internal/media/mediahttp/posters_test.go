package mediahttp_test

import (
	"bytes"
	"image/jpeg"
	"net/http"
	"testing"
	"time"

	"piece/internal/media"
	"piece/internal/media/mediahttp"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
)

func TestACakesPosterBecomesAnOwnPhoto(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		person, cake := h.newPerson(), id.New(h.clock)
		h.posters[cake] = plainJPEG(t) // a source's, with all that is in such files
		var photos []string
		for range 2 { // each time another
			p := httpapitest.Read[mediahttp.Photo](t, h.Wants(http.StatusCreated, person, "POST", "/media/posters", map[string]any{"cakeId": cake}))
			if p.Width != 280 || p.Height != 200 || p.ContentType != "image/jpeg" || p.URL != "/api/v1/media/"+p.ID+"/image" || len(p.Color) != 7 {
				t.Errorf("photo %+v", p)
			}
			photos = append(photos, p.ID)
		}
		if photos[0] == photos[1] {
			t.Error("the same photo again")
		}
		a := h.Wants(http.StatusOK, person, "GET", "/media/"+photos[0]+"/image", nil)
		if _, err := jpeg.Decode(bytes.NewReader(a.Body)); err != nil || bytes.Contains(a.Body, []byte("Exif")) {
			t.Errorf("the image: %v", err)
		}
		h.wantStored(person, "photo/"+photos[0], "photo/"+photos[1])
		h.Wants(http.StatusNotFound, h.newPerson(), "GET", "/media/"+photos[0], nil)
		// A piece that is made of it keeps it; the other goes as any photo.
		must(t, h.media.Claim(t.Context(), person, photos[0]))
		h.inUse[photos[0]] = true
		h.pass(media.PhotoKept + 2*time.Hour)
		h.pass(time.Hour)
		h.wantStored(person, "photo/"+photos[0])
	})
}

func TestAPosterThatCantBeCopied(t *testing.T) {
	h := inFolder(t)
	person, cake, broken := h.newPerson(), id.New(h.clock), id.New(h.clock)
	h.posters[cake], h.posters[broken] = plainJPEG(t), []byte("<html>")
	copyOf := func(want int, cake string) httpapitest.Answer {
		t.Helper()
		return h.Wants(want, person, "POST", "/media/posters", map[string]any{"cakeId": cake})
	}
	copyOf(http.StatusNotFound, id.New(h.clock))
	copyOf(http.StatusNotFound, "nonsense")
	copyOf(http.StatusServiceUnavailable, broken)
	h.objects.setDown("put")
	copyOf(http.StatusServiceUnavailable, cake)
	h.objects.setDown()
	h.wantStored(person)
	h.Wants(http.StatusUnauthorized, "", "POST", "/media/posters", map[string]any{"cakeId": cake})
	h.Wants(http.StatusUnprocessableEntity, person, "POST", "/media/posters", map[string]any{})

	// They count as uploads do.
	other := h.newPerson()
	for range media.UploadsPerHour - 1 {
		h.grant(other, "image/png", 100)
	}
	h.Wants(http.StatusCreated, other, "POST", "/media/posters", map[string]any{"cakeId": cake})
	a := h.Wants(http.StatusTooManyRequests, other, "POST", "/media/posters", map[string]any{"cakeId": cake})
	if a.Problem() != "too_many" || a.Header.Get("Retry-After") != "3600" {
		t.Errorf("answered %s, Retry-After %s", a.Body, a.Header.Get("Retry-After"))
	}
	h.pass(media.UploadKept + 2*time.Hour) // what failed in the middle is forgotten
	h.wantStored(person)
}
