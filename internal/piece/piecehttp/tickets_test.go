package piecehttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"math"
	"mime"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	_ "golang.org/x/image/webp"

	"piece/internal/craft/ticket"
	"piece/internal/piece/piecehttp"
)

const previews = "/api/v1/tickets/preview"

func drawn(t testing.TB) *house {
	t.Helper()
	r, err := realRenderer()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, r)
}

// pixels decodes an answer that is a picture.
func (a answer) pixels() image.Image {
	a.t.Helper()
	m, _, err := image.Decode(bytes.NewReader(a.body))
	if err != nil {
		a.t.Fatalf("%v: %.80q", err, a.body)
	}
	return m
}

func (a answer) size() image.Point {
	a.t.Helper()
	c, _, err := image.DecodeConfig(bytes.NewReader(a.body))
	if err != nil {
		a.t.Fatalf("%v: %.80q", err, a.body)
	}
	return image.Point{X: c.Width, Y: c.Height}
}

// distance is the mean difference of two pictures of one size, in levels of 255, looked at
// in every third row and column.
func distance(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return math.Inf(1)
	}
	const step = 3
	var sum, n float64
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y += step {
		for x := r.Min.X; x < r.Max.X; x += step {
			ar, ag, ab, aa := a.At(x, y).RGBA()
			br, bg, bb, ba := b.At(x, y).RGBA()
			for _, d := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}, {aa, ba}} {
				sum += math.Abs(float64(d[0])-float64(d[1])) / 257
				n++
			}
		}
	}
	return sum / n
}

func TestATicketIsDrawnAsItWasPreviewed(t *testing.T) {
	h := drawn(t)
	owner := newID()
	d := h.draft(owner)
	preview := d.with("width", 448)
	for _, key := range []string{"kind", "cast", "price", "genre", "companion", "visibility"} {
		delete(preview, key)
	}
	before := map[string]image.Image{}
	for _, side := range []string{"front", "back"} {
		a := h.ask(owner, "POST", previews, preview.with("side", side)).want(http.StatusOK)
		if a.header.Get("Content-Type") != "image/webp" || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("preview headers %v", a.header)
		}
		before[side] = a.pixels()
	}
	p := read[piecehttp.Piece](h.post(owner, "k", d).want(http.StatusCreated))
	for side, url := range map[string]string{"front": p.Ticket.FrontSmall, "back": p.Ticket.BackSmall} {
		if d := distance(before[side], h.ask(owner, "GET", url, nil).pixels()); d > 3 {
			t.Errorf("the %s differs from its preview by %.1f levels", side, d)
		}
	}

	sizes := map[string]image.Point{
		p.Ticket.Front: {X: 896, Y: 1280}, p.Ticket.Back: {X: 896, Y: 1280},
		p.Ticket.FrontSmall: {X: 448, Y: 640}, p.Ticket.BackSmall: {X: 448, Y: 640},
		p.Ticket.FrontPng: {X: 896, Y: 1280}, p.Ticket.BackPng: {X: 896, Y: 1280}, p.Ticket.Share: {X: 1200, Y: 630},
	}
	for url, size := range sizes {
		if got := h.ask("", "GET", url, nil).want(http.StatusOK).size(); got != size {
			t.Errorf("%s is %v", url, got)
		}
	}
	if png := p.Ticket.BackPng; !bytes.Equal(h.ask("", "GET", png, nil).body, h.ask(owner, "GET", png, nil).body) {
		t.Errorf("%s differs when it is drawn again", png)
	}
	if pdf := h.ask("", "GET", p.Ticket.Print, nil).want(http.StatusOK); !bytes.HasPrefix(pdf.body, []byte("%PDF-")) || pdf.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("print file %.20q, %s", pdf.body, pdf.header.Get("Content-Type"))
	}
}

func TestTicketsAreKeptByBrowsersAsLongAsTheyMayBeSeen(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	p := h.make(owner)
	const forever, askAgain = "private, max-age=31536000, immutable", "private, no-cache"
	plain, _, _ := strings.Cut(p.Ticket.Front, "?")
	for _, c := range []struct{ viewer, url, want string }{
		{owner, p.Ticket.Front, forever}, {owner, p.Ticket.Print, forever},
		{owner, plain, askAgain}, {owner, plain + "?v=2", askAgain},
		{other, p.Ticket.Front, askAgain}, {"", p.Ticket.Front, askAgain}, {"", p.Ticket.Share, askAgain},
	} {
		a := h.ask(c.viewer, "GET", c.url, nil).want(http.StatusOK)
		if got := a.header.Get("Cache-Control"); got != c.want {
			t.Errorf("%q %s: %s", c.viewer, c.url, got)
		}
		tag := a.header.Get("ETag")
		for _, have := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			again := h.ask(c.viewer, "GET", c.url, nil, "If-None-Match", have).want(http.StatusNotModified)
			if len(again.body) != 0 || again.header.Get("ETag") != tag || again.header.Get("Cache-Control") != c.want {
				t.Errorf("If-None-Match %s: %v", have, again.header)
			}
		}
		h.ask(c.viewer, "GET", c.url, nil, "If-None-Match", `"x"`).want(http.StatusOK)
	}
	if front, back := h.ask("", "GET", p.Ticket.Front, nil).header.Get("ETag"), h.ask("", "GET", p.Ticket.Back, nil).header.Get("ETag"); front == back {
		t.Error("two files have one tag")
	}
}

func TestD25_TextIsOnlyText(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	for _, c := range []struct{ title, name string }{
		{`<img src=x onerror=alert(1)>`, "img src=x onerror=alert(1) 2026-08-03 front.png"},
		{`"; filename="evil.html`, "; filename= evil.html 2026-08-03 front.png"},
		{`../../etc/passwd`, "etc passwd 2026-08-03 front.png"},
		{`오늘 밤, 파도의 노래 😭`, "오늘 밤, 파도의 노래 😭 2026-08-03 front.png"},
		{`100% (끝) ; = \ '`, "100% (끝) ; = ' 2026-08-03 front.png"},
		{`***`, "2026-08-03 front.png"},
		{long(100, "가"), long(60, "가") + " 2026-08-03 front.png"},
	} {
		p := h.make(owner, "title", c.title)
		if p.Title != c.title {
			t.Errorf("%s came back as %s", c.title, p.Title)
		}
		a := h.ask("", "GET", p.Ticket.FrontPng, nil).want(http.StatusOK)
		var parts []json.RawMessage
		var text ticket.Text
		if err := json.Unmarshal(a.body, &parts); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(parts[0], &text); err != nil || text.Title != c.title || text.Number != p.Number {
			t.Errorf("the ticket shows %+v, %v", text, err)
		}
		for url, want := range map[string]string{p.Ticket.FrontPng: "inline", p.Ticket.FrontPng + "&download=true": "attachment"} {
			header := h.ask("", "GET", url, nil).header.Get("Content-Disposition")
			kind, params, err := mime.ParseMediaType(header)
			if err != nil || kind != want || params["filename"] != c.name || len(params) != 1 {
				t.Errorf("%s: %s %v %v", header, kind, params, err)
			}
		}
	}
}

func TestAPreviewTakesWhatIsTypedSoFar(t *testing.T) {
	h := drawn(t)
	owner := newID()
	photoID := h.photos.add(owner)
	base := draft{"side": "back", "width": 112, "shape": "stub"}
	for name, d := range map[string]draft{
		"nothing yet":       base,
		"no photo yet":      base.with("side", "front"),
		"a photo, no crop":  base.with("side", "front", "photoId", photoID),
		"half a day":        base.with("day", "2026-0", "time", "19:"),
		"a day that isn't":  base.with("day", "2026-02-30"),
		"too long":          base.with("title", long(3000, "긴 제목 "), "review", long(500, "👨‍👩‍👧‍👦")),
		"control character": base.with("title", "a\u0000b\u202e\n"),
		"markup":            base.with("title", "<img src=x onerror=…>", "paper", "night"),
		"blanks":            base.with("title", "   ", "venue", "\u3164"),
		"whole width":       base.with("width", 896, "language", "en", "halfStars", 10),
	} {
		a := h.ask(owner, "POST", previews, d)
		if a.status != http.StatusOK {
			t.Errorf("%s: %d %s", name, a.status, a.body)
			continue
		}
		if got := a.size().X; got != d["width"] {
			t.Errorf("%s: %d wide", name, got)
		}
	}
}

func TestAPreviewRefusesWhatIsNotTheOwners(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	photoID, theirs := h.photos.add(owner), h.photos.add(other)
	artworkID := h.artworks.add(other, theirs)
	base := draft{"side": "front", "width": 448, "shape": "stub"}
	// The neighbour's pictures are in the cache by now, which must not help.
	h.ask(other, "POST", previews, base.with("photoId", theirs)).want(http.StatusOK)
	h.ask(other, "POST", previews, base.with("side", "back", "photoId", theirs, "artworkId", artworkID)).want(http.StatusOK)
	for name, c := range map[string]struct {
		d     draft
		field string
	}{
		"somebody else's photo":    {base.with("photoId", theirs), "body.photoId"},
		"somebody else's artwork":  {base.with("side", "back", "photoId", photoID, "artworkId", artworkID), "body.artworkId"},
		"a photo that isn't one":   {base.with("photoId", "x"), "body.photoId"},
		"a shape that isn't one":   {base.with("shape", "circle"), "body.shape"},
		"a paper that isn't one":   {base.with("paper", "gold"), "body.paper"},
		"a side that isn't one":    {base.with("side", "inside"), "body.side"},
		"too small":                {base.with("width", 111), "body.width"},
		"too large":                {base.with("width", 897), "body.width"},
		"a crop outside":           {base.with("crop", crop(0.5, 0.5, 1, 1, 0)), "body.crop"},
		"a language we don't have": {base.with("language", "fr"), "body.language"},
	} {
		a := h.ask(owner, "POST", previews, c.d)
		if a.status != http.StatusUnprocessableEntity || a.fields()[c.field] == "" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	h.ask("", "POST", previews, base).want(http.StatusUnauthorized)
}

func TestAPreviewShowsTheNumberToCome(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	h.make(owner)
	shown := func(day string) int {
		t.Helper()
		a := h.ask(owner, "POST", previews, draft{"side": "back", "width": 448, "shape": "stub", "day": day}).want(http.StatusOK)
		var parts []json.RawMessage
		var text ticket.Text
		if err := json.Unmarshal(a.body, &parts); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(parts[0], &text); err != nil {
			t.Fatal(err)
		}
		return text.Number
	}
	for day, want := range map[string]int{"2026-12-31": 2, "2025-01-01": 1, "2026-": 0, "": 0} {
		if got := shown(day); got != want {
			t.Errorf("%q: No. %d, want %d", day, got, want)
		}
	}
}

func TestPreviewsAreThrottled(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	d := draft{"side": "back", "width": 448, "shape": "stub"}
	for range 600 {
		h.ask(owner, "POST", previews, d).want(http.StatusOK)
	}
	if a := h.ask(owner, "POST", previews, d).want(http.StatusTooManyRequests); a.header.Get("Retry-After") == "" {
		t.Error("not told how long to wait")
	}
	h.ask(newID(), "POST", previews, d).want(http.StatusOK)
}

// counting counts what is drawn when asked for.
type counting struct {
	sketch
	drawn *atomic.Int32
}

func (c counting) PNG(ctx context.Context, in ticket.Input, side ticket.Side) ([]byte, error) {
	c.drawn.Add(1)
	return c.sketch.PNG(ctx, in, side)
}

func TestAFileThatManyAskForIsDrawnOnce(t *testing.T) {
	c := counting{drawn: &atomic.Int32{}}
	h := open(t, c)
	owner := newID()
	p := read[piecehttp.Piece](h.post(owner, newID(), h.draft(owner).with("visibility", "public")).want(http.StatusCreated))
	var crowd sync.WaitGroup
	for range 20 {
		crowd.Go(func() {
			if a := h.ask("", "GET", p.Ticket.BackPng, nil); a.status != http.StatusOK {
				t.Errorf("%d %s", a.status, a.body)
			}
		})
	}
	crowd.Wait()
	if n := c.drawn.Load(); n < 1 || n > 2 { // 2 are drawn at once
		t.Errorf("drawn %d times", n)
	}
	h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
	h.ask("", "GET", p.Ticket.BackPng, nil).want(http.StatusNotFound)
}
