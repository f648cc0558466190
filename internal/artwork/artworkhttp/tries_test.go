package artworkhttp_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/webp"

	"piece/internal/artwork"
	"piece/internal/artwork/localpainter"
	"piece/internal/craft/painter"
	"piece/internal/platform/errs"
)

func TestTheLocalPainterAnswers(t *testing.T) {
	h := open(t, func(h *house, d *artwork.Deps) { d.Painter = localpainter.New(h.photos, localpainter.SketchEvery) })
	person := h.id()
	photo := h.photo(person)
	first := h.ask(person, photo)
	if first.State != "asked" || first.Progress != 0 || first.Provider != "local" || first.PhotoID != photo || first.ImageURL != "" {
		t.Errorf("asked: %+v", first)
	}
	h.Wants(http.StatusNotFound, person, "GET", "/artworks/"+first.ID+"/image", nil)
	h.paint()
	one := h.get(person, first.ID)
	if one.State != "done" || one.Progress != 1 || one.ImageURL != "/api/v1/artworks/"+one.ID+"/image" || one.Failure != nil || !painter.Scene(one.Scene).Valid() {
		t.Errorf("done: %+v", one)
	}
	a := h.Wants(http.StatusOK, person, "GET", "/artworks/"+one.ID+"/image", nil)
	size, err := webp.DecodeConfig(bytes.NewReader(a.Body))
	must(t, err)
	if size.Width != painter.Side || size.Height != painter.Side || a.Header.Get("Content-Type") != "image/webp" {
		t.Errorf("%d x %d, %s", size.Width, size.Height, a.Header.Get("Content-Type"))
	}
	forTicket, err := h.artworks.Image(t.Context(), person, one.ID, photo)
	must(t, err)
	if !bytes.Equal(forTicket, a.Body) {
		t.Error("the ticket gets another picture")
	}
}

func TestTheSameSubjectIsPaintedOnce(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	first := h.ask(person, photo)
	if again := h.ask(person, photo); !reflect.DeepEqual(again, first) {
		t.Errorf("asked again: %+v", again)
	}
	h.paint()
	if done := h.ask(person, photo); done.ID != first.ID || done.State != "done" {
		t.Errorf("asked after it was done: %+v", done)
	}
	hair := map[string]any{"x": 0.10001, "y": 0.1, "width": 0.5, "height": 0.50001, "turn": 0}
	if same := h.ask(person, photo, "crop", hair); same.ID != first.ID {
		t.Error("the same crop to a hair was painted anew")
	}
	ids := []string{first.ID}
	for _, other := range [][]any{
		{"crop", map[string]any{"x": 0.2, "y": 0.1, "width": 0.5, "height": 0.5, "turn": 0}},
		{"crop", map[string]any{"x": 0.1, "y": 0.1, "width": 0.5, "height": 0.5, "turn": 2}},
		{"kind", "movie"}, {"genre", "war"}, {"again", true}, {"again", true},
	} {
		ids = append(ids, h.ask(person, photo, other...).ID)
	}
	list := h.list(person, photo)
	if len(list) != len(ids) {
		t.Fatalf("%d tries, want %d", len(list), len(ids))
	}
	for i, a := range list {
		if a.ID != ids[i] {
			t.Errorf("try %d is %s, want %s", i, a.ID, ids[i])
		}
	}
	if other := h.ask(person, h.photo(person)); other.ID == first.ID {
		t.Error("another photo got the same try")
	}
}

func TestAFailedTryIsFollowedByANewOne(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	h.brush.act = failing(errors.New("out of paint"))
	first := h.ask(person, photo)
	h.paint()
	failed := h.get(person, first.ID)
	if failed.State != "failed" || failed.Failure == nil || failed.Failure.Code != "internal" || failed.Failure.Message != "The painting didn't work out. Please try again." {
		t.Errorf("failed: %+v %+v", failed, failed.Failure)
	}
	ko := h.Do(person, "GET", "/artworks/"+first.ID, nil, "Accept-Language", "ko")
	if !strings.Contains(string(ko.Body), "그림을 그리지 못했어요.") {
		t.Errorf("in Korean: %s", ko.Body)
	}
	h.brush.act = nil
	if next := h.ask(person, photo); next.ID == first.ID || next.State != "asked" {
		t.Errorf("asked again: %+v", next)
	}
}

func TestATryAvoidsTheScenesBefore(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	var seeds []uint64
	var avoided [][]string
	plain := h.brush.act
	h.brush.act = recording(&seeds, &avoided)
	for range 3 {
		h.ask(person, photo, "again", true)
		h.paint()
	}
	h.brush.act = plain
	if len(avoided) != 3 || len(avoided[2]) != 2 || avoided[2][0] != "scene1" || avoided[2][1] != "scene2" {
		t.Errorf("avoided %v", avoided)
	}
	if seeds[0] == seeds[1] || seeds[1] == seeds[2] {
		t.Errorf("seeds %v", seeds)
	}
}

func TestAPhotoHasItsTries(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	h.brush.act = failing(errors.New("out of paint"))
	h.ask(person, photo)
	h.paint() // failed ones are not counted
	h.brush.act = nil
	for range artwork.MaxTries {
		h.ask(person, photo, "again", true)
	}
	a := h.Wants(http.StatusConflict, person, "POST", "/artworks", order(photo, "again", true))
	if a.Problem() != "artwork_tries" {
		t.Errorf("answered %s", a.Body)
	}
	h.ask(person, photo) // the one that exists
	h.ask(person, h.photo(person))
}

func TestD28_TheDayHasAQuota(t *testing.T) {
	h := open(t)
	h.clock.Set(time.Date(2026, 8, 3, 14, 30, 0, 0, time.UTC)) // half past eleven at night in Seoul
	h.Wants(http.StatusUnauthorized, "", "POST", "/artworks", order(h.id()))
	person := h.id()
	firstPhoto := h.photo(person)
	photo := firstPhoto
	for i := range artwork.DailyQuota {
		if i > 0 && i%10 == 0 {
			photo = h.photo(person)
		}
		h.ask(person, photo, "again", true)
	}
	must(t, h.artworks.DeleteByPhoto(t.Context(), person, photo)) // gives nothing back
	fresh := h.photo(person)
	a := h.Wants(http.StatusTooManyRequests, person, "POST", "/artworks", order(fresh))
	if a.Problem() != "artwork_quota" || a.Header.Get("Retry-After") != "1800" || !strings.Contains(string(a.Body), "today's 100 paintings") {
		t.Errorf("answered %s, Retry-After %s", a.Body, a.Header.Get("Retry-After"))
	}
	h.ask(person, firstPhoto) // one that exists costs nothing
	stranger := h.id()
	h.ask(stranger, h.photo(stranger))
	h.clock.Advance(31 * time.Minute)
	h.ask(person, fresh)
}

func TestOrdersOutOfTheirRule(t *testing.T) {
	h := open(t)
	person, other := h.id(), h.id()
	photo, theirs := h.photo(person), h.photo(other)
	crop := func(x, y, w, height float64, turn int) map[string]any {
		return map[string]any{"x": x, "y": y, "width": w, "height": height, "turn": turn}
	}
	for name, c := range map[string]struct {
		body map[string]any
		want string
	}{
		"D29 somebody else's photo": {order(theirs), "invalid body.photoId:not_found"},
		"D29 no photo of ours":      {order(h.id()), "invalid body.photoId:not_found"},
		"D29 a key":                 {order("../../etc/passwd"), "invalid body.photoId:not_found"},
		"D27 an address":            {order(photo, "url", "http://10.0.0.1/"), "invalid body.url:unknown"},
		"D27 a callback":            {order(photo, "webhook", "http://10.0.0.1/"), "invalid body.webhook:unknown"},
		"an unknown kind":           {order(photo, "kind", "opera"), "invalid body.kind:choice"},
		"an unknown genre":          {order(photo, "genre", "noir"), "invalid body.genre:choice"},
		"no kind":                   {order(photo, "kind", nil), "invalid body.kind:format"},
		"a crop too wide":           {order(photo, "crop", crop(0, 0, 0.9, 0.5, 0)), "invalid body.crop:crop"},
		"a crop outside":            {order(photo, "crop", crop(0.6, 0, 0.5, 0.5, 0)), "invalid body.crop:crop"},
		"an empty crop":             {order(photo, "crop", crop(0, 0, 0, 0, 0)), "invalid body.crop:crop"},
		"a crop turned wrongly":     {order(photo, "crop", crop(0, 0, 0.5, 0.5, 1)), "invalid body.crop:crop"},
		"five quarters":             {order(photo, "crop", crop(0, 0, 0.5, 0.5, 5)), "invalid body.crop.turn:out_of_range"},
	} {
		if a := h.Wants(http.StatusUnprocessableEntity, person, "POST", "/artworks", c.body); a.Problem() != c.want {
			t.Errorf("%s: %s", name, a.Problem())
		}
	}
	// Turned by a quarter, the photo is 1000 x 700.
	h.ask(person, photo, "crop", crop(0, 0, 0.49, 1, 1))
	h.ask(person, photo, "genre", nil, "again", true)
}

func TestD12_ATryIsItsOwnersOnly(t *testing.T) {
	h := open(t)
	person, other, onlooker := h.id(), h.id(), h.id()
	photo := h.photo(person)
	a := h.ask(person, photo)
	h.paint()
	unfinished := h.ask(person, photo, "again", true)
	image := "/artworks/" + a.ID + "/image"

	h.Wants(http.StatusNotFound, other, "GET", "/artworks/"+a.ID, nil)
	h.Wants(http.StatusNotFound, other, "GET", "/artworks/"+a.ID+"?wait=10", nil)
	h.Wants(http.StatusUnauthorized, "", "GET", "/artworks/"+a.ID, nil)
	h.Wants(http.StatusUnauthorized, "", "GET", "/artworks?photoId="+photo, nil)
	for _, who := range []string{other, ""} {
		theirs := h.Wants(http.StatusNotFound, who, "GET", image, nil)
		none := h.Wants(http.StatusNotFound, who, "GET", "/artworks/"+h.id()+"/image", nil)
		if theirs.Problem() != none.Problem() || theirs.Problem() != "not_found" {
			t.Errorf("%s and %s", theirs.Body, none.Body)
		}
	}
	if list := h.list(other, photo); len(list) != 0 {
		t.Errorf("somebody else lists %v", list)
	}
	for name, err := range map[string]error{
		"another person": second(h.artworks.Image(t.Context(), other, a.ID, photo)),
		"another photo":  second(h.artworks.Image(t.Context(), person, a.ID, h.photo(person))),
		"not done":       second(h.artworks.Image(t.Context(), person, unfinished.ID, photo)),
	} {
		if !errors.Is(err, errs.NotFound) {
			t.Errorf("a ticket with the picture of %s: %v", name, err)
		}
	}

	h.onlookers[onlooker], h.onlookers[""] = true, true
	h.Wants(http.StatusNotFound, onlooker, "GET", "/artworks/"+unfinished.ID+"/image", nil)
	h.Wants(http.StatusNotFound, onlooker, "GET", "/artworks/"+a.ID, nil)
	for who, cache := range map[string]string{person: "private, max-age=31536000, immutable", onlooker: "private, no-cache", "": "private, no-cache"} {
		got := h.Wants(http.StatusOK, who, "GET", image, nil)
		if got.Header.Get("Cache-Control") != cache || string(got.Body) != "picture of "+a.ID || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%q got %v, %s", who, got.Header, got.Body)
		}
		h.Wants(http.StatusNotModified, who, "GET", image, nil, "If-None-Match", got.Header.Get("ETag"))
	}
	h.onlookers[onlooker] = false
	h.Wants(http.StatusNotFound, onlooker, "GET", image, nil, "If-None-Match", fmt.Sprintf("%q", a.ID))
}

func second[T any](_ T, err error) error { return err }

func TestD18_TheTriesOfAPhotoGoWithIt(t *testing.T) {
	h := open(t)
	person := h.id()
	photo, kept := h.photo(person), h.photo(person)
	gone, stays := h.ask(person, photo), h.ask(person, kept)
	h.paint()
	waiting := h.ask(person, photo, "again", true)
	must(t, h.artworks.DeleteByPhoto(t.Context(), person, photo))
	must(t, h.artworks.DeleteByPhoto(t.Context(), person, photo))
	h.Wants(http.StatusNotFound, person, "GET", "/artworks/"+gone.ID, nil)
	h.Wants(http.StatusNotFound, person, "GET", "/artworks/"+gone.ID+"/image", nil)
	h.Wants(http.StatusNotFound, person, "GET", "/artworks/"+waiting.ID, nil)
	h.emptyBin()
	h.wantStored(person, stays.ID+".1.webp")
}
