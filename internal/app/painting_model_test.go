package app

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/genai/genaitest"
	"piece/internal/platform/clock"
)

// modelName is what people are told of the model of tests.
const modelName = "Test model"

// withModel are settings for a model of tests.
func withModel(model *genaitest.Server, more ...string) []string {
	return append([]string{"PIECE_AI_PROVIDER=openai", "PIECE_AI_URL=" + model.URL + "/v1", "PIECE_AI_KEY=" + genaitest.Key, "PIECE_AI_LABEL=" + modelName, "PIECE_AI_VISION_MODEL=eyes-1", "PIECE_AI_IMAGE_MODEL=brush-1",
		"PIECE_AI_PRICE_PICTURE=0.01"}, more...)
}

// tried is a try as its owner sees it.
type tried struct {
	ID, State, Provider, Model, Style, ImageURL, Sketch string
	Failure                                             struct{ Code, Message string }
}

func (v *visitor) agrees() {
	v.t.Helper()
	v.must(http.StatusNoContent, "PUT", "/api/v1/ai/consent", map[string]any{"provider": modelName}, nil)
}

// orderOf is an order of a model's picture, with changes as pairs of name and value.
func orderOf(photo string, changes ...any) map[string]any {
	body := map[string]any{"photoId": photo, "crop": wholeCrop, "kind": "concert", "provider": "ai"}
	for i := 0; i+1 < len(changes); i += 2 {
		body[changes[i].(string)] = changes[i+1]
	}
	return body
}

func (v *visitor) asks(photo string, changes ...any) tried {
	v.t.Helper()
	var a tried
	v.must(http.StatusAccepted, "POST", "/api/v1/artworks", orderOf(photo, changes...), &a)
	return a
}

func (v *visitor) tryNow(id string) tried {
	v.t.Helper()
	var a tried
	v.must(http.StatusOK, "GET", "/api/v1/artworks/"+id, nil, &a)
	return a
}

// settled waits for a try to be settled; meanwhile is called between two looks.
func (v *visitor) settled(id string, meanwhile func()) tried {
	v.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; {
		var a tried
		v.must(http.StatusOK, "GET", "/api/v1/artworks/"+id+"?wait=1", nil, &a)
		if a.State != "asked" && a.State != "running" {
			return a
		}
		if time.Now().After(end) {
			v.t.Fatalf("the try is %+v", a)
		}
		meanwhile()
	}
}

func (v *visitor) paintingsLeft() int {
	v.t.Helper()
	var ai struct{ Paintings struct{ Left int } }
	v.must(http.StatusOK, "GET", "/api/v1/ai", nil, &ai)
	return ai.Paintings.Left
}

// D28: whatever a model does, the person is told, nothing is asked twice that may have been paid,
// the quota tells what was used, and the local picture is there.
func TestD28_WhatAModelDoesToAPainting(t *testing.T) {
	model := genaitest.New(t)
	now := clock.NewFake(time.Now())
	s := openWith(t, reserve(t), func(h *house) { h.clock = now }, withModel(model, "PIECE_AI_PAINTINGS_PER_DAY=100", "PIECE_AI_BUDGET_PER_DAY=1000")...)
	jieun := s.join(t, "지은")
	jieun.agrees()
	photo := jieun.photo()
	local := jieun.artwork(photo)
	for _, c := range []struct {
		name            string
		chat            []genaitest.Fault
		paint           []genaitest.Fault
		want            []string // done, or codes of the failure that are right
		looked, painted int      // requests
		counts          int      // against the quota
	}{
		{name: "all is well", want: []string{"done"}, looked: 1, painted: 1, counts: 1},
		{name: "401", paint: []genaitest.Fault{genaitest.Unauthorized}, want: []string{"setup"}, looked: 1, painted: 1},
		{name: "no such model", paint: []genaitest.Fault{genaitest.NoModel}, want: []string{"setup"}, looked: 1, painted: 1},
		{name: "no money", paint: []genaitest.Fault{genaitest.NoMoney}, want: []string{"setup"}, looked: 1, painted: 1},
		{name: "429 for a second", paint: []genaitest.Fault{genaitest.Limited(time.Second)}, want: []string{"done"}, looked: 1, painted: 2, counts: 1},
		{name: "429 for an hour", paint: []genaitest.Fault{genaitest.Limited(time.Hour)}, want: []string{"unavailable"}, looked: 1, painted: 1},
		{name: "loading", chat: []genaitest.Fault{genaitest.Loading}, want: []string{"done"}, looked: 2, painted: 1, counts: 1},
		{name: "500 for good", paint: []genaitest.Fault{genaitest.Failing, genaitest.Failing, genaitest.Failing}, want: []string{"unavailable"}, looked: 1, painted: 3},
		{name: "moderated", paint: []genaitest.Fault{genaitest.Moderated}, want: []string{"refused"}, looked: 1, painted: 1, counts: 1},
		{name: "the eyes decline", chat: []genaitest.Fault{genaitest.Refusing}, want: []string{"done"}, looked: 1, painted: 1, counts: 1},
		{name: "the eyes are cut off", chat: []genaitest.Fault{genaitest.Cut}, want: []string{"done"}, looked: 1, painted: 1, counts: 1},
		{name: "cut in the middle", paint: []genaitest.Fault{genaitest.Cut}, want: []string{"lost"}, looked: 1, painted: 1},
		{name: "hung up", paint: []genaitest.Fault{genaitest.HungUp}, want: []string{"lost"}, looked: 1, painted: 1},
		{name: "nonsense", paint: []genaitest.Fault{genaitest.Nonsense}, want: []string{"broken", "lost"}, looked: 1, painted: 1},
		{name: "nothing in it", paint: []genaitest.Fault{genaitest.Nothing}, want: []string{"broken"}, looked: 1, painted: 1},
		{name: "a GIF", paint: []genaitest.Fault{genaitest.WrongType}, want: []string{"broken"}, looked: 1, painted: 1},
		{name: "blank", paint: []genaitest.Fault{genaitest.Blank}, want: []string{"broken"}, looked: 1, painted: 1},
		{name: "an address elsewhere", paint: []genaitest.Fault{genaitest.At("http://192.0.2.1/picture.png")}, want: []string{"broken", "lost"}, looked: 1, painted: 1},
		{name: "an address that is spent", paint: []genaitest.Fault{genaitest.At(model.URL + "/files/gone/picture.png")}, want: []string{"broken", "lost"}, looked: 1, painted: 1},
	} {
		looked, painted, left := len(model.Asked(genaitest.Chat)), len(model.Asked(genaitest.Generations)), jieun.paintingsLeft()
		model.Break(genaitest.Chat, c.chat...)
		model.Break(genaitest.Generations, c.paint...)
		// Each case has a crop of its own: what was painted once is not asked for again.
		asked := jieun.asks(photo, "crop", map[string]any{"x": 0.01, "y": 0.001 * float64(looked+painted), "width": 0.7, "height": 0.7, "turn": 0})
		got := jieun.settled(asked.ID, func() { now.Advance(10 * time.Second) })
		outcome := got.State
		if outcome == "failed" {
			outcome = got.Failure.Code
		}
		if !slices.Contains(c.want, outcome) || (outcome == "done") != (got.ImageURL != "") || (outcome == "done") != (got.Failure.Message == "") {
			t.Errorf("%s: %+v, want %v", c.name, got, c.want)
		}
		if l, p := len(model.Asked(genaitest.Chat))-looked, len(model.Asked(genaitest.Generations))-painted; l != c.looked || p != c.painted {
			t.Errorf("%s: looked at %d times and painted %d times, want %d and %d", c.name, l, p, c.looked, c.painted)
		}
		if counts := left - jieun.paintingsLeft(); counts != c.counts {
			t.Errorf("%s: counts %d against the quota, want %d", c.name, counts, c.counts)
		}
		if got.Provider != "ai" || got.Sketch != "" {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := jieun.tryNow(local); got.State != "done" {
		t.Errorf("the local picture: %+v", got)
	}
	for _, secret := range []string{genaitest.Key, "Deep blue dusk"} {
		if strings.Contains(s.logged(), secret) {
			t.Errorf("D05: the log holds %q", secret)
		}
	}
}

func TestD28_TheSamePictureIsNotPaidTwice(t *testing.T) {
	model := genaitest.New(t)
	s := open(t, withModel(model)...)
	jieun, minho := s.join(t, "지은"), s.join(t, "민호")
	jieun.agrees()
	minho.agrees()
	first := jieun.settled(jieun.asks(jieun.photo()).ID, func() {})
	second := minho.settled(minho.asks(minho.photo()).ID, func() {})
	_, one := jieun.send("GET", first.ImageURL, nil)
	_, other := minho.send("GET", second.ImageURL, nil)
	if first.State != "done" || second.State != "done" || !bytes.Equal(one, other) || first.Model == "" || second.Model != first.Model {
		t.Errorf("the first %+v, the second %+v", first, second)
	}
	if n := model.Paid(); n != 2 || minho.paintingsLeft() != jieun.paintingsLeft()+1 {
		t.Errorf("%d requests, %d and %d are left", n, jieun.paintingsLeft(), minho.paintingsLeft())
	}
	// It is a copy: it stays when the first is gone.
	photo := jieun.asks(jieun.photo()) // another photo of the same pixels
	if got := jieun.settled(photo.ID, func() {}); got.State != "done" || model.Paid() != 2 {
		t.Errorf("another photo of the same pixels: %+v, %d requests", got, model.Paid())
	}
}

func TestD28_WhoMayAskTheModel(t *testing.T) {
	without := open(t)
	nobody := without.join(t, "nobody")
	if status, b := nobody.send("POST", "/api/v1/artworks", orderOf(nobody.photo())); status != http.StatusServiceUnavailable || !strings.Contains(string(b), "ai_off") {
		t.Errorf("without a model: %d %s", status, b)
	}
	model := genaitest.New(t)
	s := open(t, withModel(model, "PIECE_AI_PAINTINGS_PER_DAY=1", "PIECE_AI_WORKERS=1", "PIECE_AI_STYLES=oil")...)
	jieun := s.join(t, "지은")
	photo := jieun.photo()
	refused := func(status int, code string, changes ...any) {
		t.Helper()
		if got, b := jieun.send("POST", "/api/v1/artworks", orderOf(photo, changes...)); got != status || !strings.Contains(string(b), code) {
			t.Errorf("%d %s, want %d %s", got, b, status, code)
		}
	}
	refused(http.StatusForbidden, "ai_consent")
	jieun.agrees()
	refused(http.StatusUnprocessableEntity, "body.style", "style", "riso")

	// Consent counts when the photo is sent, not when it is asked for.
	hold := genaitest.NewHold()
	model.Break(genaitest.Chat, hold.Then(genaitest.Says("Deep blue above.")))
	minho := s.join(t, "민호")
	minho.agrees()
	theirs := minho.asks(minho.photo())
	<-hold.Arrived
	waiting := jieun.asks(photo, "genre", "horror")
	jieun.must(http.StatusNoContent, "DELETE", "/api/v1/ai/consent", nil, nil)
	hold.Let()
	if got := minho.settled(theirs.ID, func() {}); got.State != "done" {
		t.Errorf("the other's: %+v", got)
	}
	if got := jieun.settled(waiting.ID, func() {}); got.Failure.Code != "consent" || !strings.Contains(got.Failure.Message, "동의") {
		t.Errorf("without consent any more: %+v", got)
	}
	if looked, painted := len(model.Asked(genaitest.Chat)), len(model.Asked(genaitest.Generations)); looked != 1 || painted != 1 {
		t.Errorf("%d pictures were looked at, %d asked for", looked, painted)
	}
	jieun.agrees()
	if status, b := minho.send("POST", "/api/v1/artworks", orderOf(minho.photo(), "again", true)); status != http.StatusTooManyRequests || !strings.Contains(string(b), "ai_quota") {
		t.Errorf("over the quota: %d %s", status, b)
	}
	broke := open(t, withModel(model, "PIECE_AI_BUDGET_PER_DAY=0.001")...).join(t, "broke")
	broke.agrees()
	if status, b := broke.send("POST", "/api/v1/artworks", orderOf(broke.photo())); status != http.StatusServiceUnavailable || !strings.Contains(string(b), "ai_budget") {
		t.Errorf("without money: %d %s", status, b)
	}
}

func TestD28_WhatIsCalledOffStaysCounted(t *testing.T) {
	model := genaitest.New(t)
	s := open(t, withModel(model)...)
	jieun := s.join(t, "지은")
	jieun.agrees()
	photo, left := jieun.photo(), jieun.paintingsLeft()
	hold := genaitest.NewHold()
	model.Break(genaitest.Generations, hold.Then(genaitest.Failing))
	a := jieun.asks(photo)
	<-hold.Arrived
	jieun.must(http.StatusNoContent, "DELETE", "/api/v1/artworks/"+a.ID, nil, nil)
	<-hold.Gone // nobody waits for it any more
	if got := jieun.tryNow(a.ID); got.State != "canceled" {
		t.Errorf("called off: %+v", got)
	}
	eventually(t, func() bool { return jieun.paintingsLeft() == left-1 })
	if got := jieun.settled(jieun.asks(photo).ID, func() {}); got.State != "done" || len(model.Asked(genaitest.Generations)) != 2 {
		t.Errorf("asked anew: %+v", got)
	}
}

// picture512 is a painting as a model sends it.
func picture512(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 512, 512))
	for y := range 512 {
		for x := range 512 {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 2), 90, uint8(255 - y/2), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
