package mediahttp_test

import (
	"bytes"
	"encoding/json"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"
	"time"

	"piece/internal/media"
	"piece/internal/media/mediahttp"
)

func TestAPhotoComesIn(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		person := h.newPerson()
		id := h.upload(person, "image/jpeg", plainJPEG(t))
		first := h.complete(person, id)
		if first.Status != http.StatusOK {
			t.Fatalf("complete: %d %s", first.Status, first.Body)
		}
		var p mediahttp.Photo
		must(t, json.Unmarshal(first.Body, &p))
		if p.ID != id || p.Width != 280 || p.Height != 200 || p.ContentType != "image/jpeg" || p.URL != "/api/v1/media/"+id+"/image" || len(p.Color) != 7 {
			t.Errorf("photo %+v", p)
		}
		if again := h.complete(person, id); !bytes.Equal(again.Body, first.Body) {
			t.Errorf("completing again gave %d %s", again.Status, again.Body)
		}
		if got := h.Wants(http.StatusOK, person, "GET", "/media/"+id, nil); !bytes.Equal(got.Body, first.Body) {
			t.Errorf("reading gave %s", got.Body)
		}
		h.wantStored(person, "photo/"+id) // what was sent is gone
	})
}

func TestAnImageIsKeptByItsOwnersBrowser(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	path := "/media/" + h.photo(person) + "/image"
	a := h.Wants(http.StatusOK, person, "GET", path, nil)
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff",
	} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if _, err := jpeg.Decode(bytes.NewReader(a.Body)); err != nil {
		t.Error(err)
	}
	again := h.Wants(http.StatusNotModified, person, "GET", path, nil, "If-None-Match", a.Header.Get("ETag"))
	if len(again.Body) != 0 || a.Header.Get("ETag") == "" {
		t.Errorf("304 with %d bytes, ETag %q", len(again.Body), a.Header.Get("ETag"))
	}
	h.Wants(http.StatusOK, person, "GET", path, nil, "If-None-Match", `"another"`)
}

func TestALargePhotoIsMadeSmaller(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	id := h.upload(person, "image/png", blankPNG(t, 150, 3000))
	var p mediahttp.Photo
	must(t, json.Unmarshal(h.complete(person, id).Body, &p))
	if p.Width != 120 || p.Height != media.MaxSide {
		t.Errorf("the photo is %d x %d", p.Width, p.Height)
	}
}

func TestBadFilesAreRefusedWithTheReason(t *testing.T) {
	h := inFolder(t)
	whole := jpegOf(t, halves(600, 600))
	for name, c := range map[string]struct {
		contentType string
		file        []byte
		code        string
	}{
		"a text":           {"image/jpeg", []byte("just a text, that is not a picture at all"), "not_picture"},
		"a web page":       {"image/png", []byte("<!doctype html><script>alert(1)</script>"), "not_picture"},
		"a torn JPEG":      {"image/jpeg", whole[:len(whole)/3], "damaged"},
		"a GIF":            {"image/png", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"), "unsupported"},
		"a HEIC":           {"image/jpeg", append([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), make([]byte, 64)...), "heic"},
		"too many pixels":  {"image/jpeg", promisingJPEG(t, 9000, 6000), "too_large"},
		"a single byte":    {"image/webp", []byte{0}, "not_picture"},
		"an empty picture": {"image/png", append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 30)...), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			person := h.newPerson()
			id := h.upload(person, c.contentType, c.file)
			a := h.complete(person, id)
			if a.Status != http.StatusUnprocessableEntity || a.Problem() != "invalid body.photo:"+c.code {
				t.Errorf("answered %d %s", a.Status, a.Body)
			}
			h.Wants(http.StatusNotFound, person, "GET", "/media/"+id, nil)
			h.Wants(http.StatusNotFound, person, "POST", "/media/uploads/"+id+"/complete", nil)
			h.wantStored(person)
		})
	}
}

func TestAnnouncementsOutOfTheirRule(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	for name, c := range map[string]struct {
		body map[string]any
		want string
	}{
		"a page":      {map[string]any{"contentType": "text/html", "size": 10}, "invalid body.contentType:unsupported"},
		"an SVG":      {map[string]any{"contentType": "image/svg+xml", "size": 10}, "invalid body.contentType:unsupported"},
		"a HEIC":      {map[string]any{"contentType": "image/heic", "size": 10}, "invalid body.contentType:heic"},
		"no type":     {map[string]any{"contentType": "", "size": 10}, "invalid body.contentType:unsupported"},
		"nothing":     {map[string]any{"contentType": "image/jpeg", "size": 0}, "invalid body.size:out_of_range"},
		"negative":    {map[string]any{"contentType": "image/jpeg", "size": -5}, "invalid body.size:out_of_range"},
		"too large":   {map[string]any{"contentType": "image/jpeg", "size": media.MaxBytes + 1}, "invalid body.size:out_of_range"},
		"no size":     {map[string]any{"contentType": "image/jpeg"}, "invalid body.size:required"},
		"a parameter": {map[string]any{"contentType": "image/jpeg; x=y", "size": 5}, "invalid body.contentType:unsupported"},
	} {
		if a := h.Wants(http.StatusUnprocessableEntity, person, "POST", "/media/uploads", c.body); a.Problem() != c.want {
			t.Errorf("%s: %s", name, a.Problem())
		}
	}
	h.Wants(http.StatusCreated, person, "POST", "/media/uploads", map[string]any{"contentType": "image/webp", "size": media.MaxBytes})
}

func TestTooManyUploads(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	for range media.UploadsPerHour {
		h.grant(person, "image/png", 100)
	}
	h.clock.Advance(time.Minute)
	a := h.Wants(http.StatusTooManyRequests, person, "POST", "/media/uploads", map[string]any{"contentType": "image/png", "size": 100})
	if a.Problem() != "too_many" || a.Header.Get("Retry-After") != "3540" {
		t.Errorf("answered %s, Retry-After %s", a.Body, a.Header.Get("Retry-After"))
	}
	h.grant(h.newPerson(), "image/png", 100)
	h.clock.Advance(time.Hour)
	h.grant(person, "image/png", 100)
}

func TestAnswersAreInTheLanguageOfTheRequest(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	body := map[string]any{"contentType": "image/heic", "size": 5}
	ko := h.Do(person, "POST", "/media/uploads", body, "Accept-Language", "ko-KR,ko;q=0.9,en;q=0.5")
	if !strings.Contains(string(ko.Body), "HEIC 사진은 JPEG로 바꿔서 올려 주세요.") {
		t.Errorf("Korean: %s", ko.Body)
	}
	if en := h.Do(person, "POST", "/media/uploads", body); !strings.Contains(string(en.Body), "Please convert HEIC photos to JPEG first.") {
		t.Errorf("English: %s", en.Body)
	}
}
