package ticket

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/webp"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

func smallInput() Input {
	return Input{Photo: picture.FromImage(scene(300, 420, 0)), Shape: Stub, Paper: Night, Art: picture.FromImage(scene(256, 256, 0)), Text: sample}
}

func TestRenderGivesTheSameBytesAlsoSideBySide(t *testing.T) {
	r, in := newRenderer(t), smallInput()
	want, err := r.Render(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	other := newRenderer(t)
	var all sync.WaitGroup
	for _, r := range []*Renderer{r, r, other} {
		all.Go(func() {
			got, err := r.Render(context.Background(), in)
			if err != nil {
				t.Error(err)
				return
			}
			for i, pair := range [][2][]byte{{got.Front, want.Front}, {got.Back, want.Back}, {got.FrontSmall, want.FrontSmall}, {got.BackSmall, want.BackSmall}} {
				if !bytes.Equal(pair[0], pair[1]) {
					t.Errorf("file %d differs", i)
				}
			}
		})
	}
	all.Wait()
}

func TestRenderedFilesHaveSizeAndTransparency(t *testing.T) {
	r := newRenderer(t)
	for _, shape := range []Shape{Perforated, Film} { // one with marks on its front, one without
		in := smallInput()
		in.Shape = shape
		set, err := r.Render(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range map[string]struct {
			file []byte
			w, h int
		}{"front": {set.Front, 896, 1280}, "back": {set.Back, 896, 1280}, "front small": {set.FrontSmall, 448, 640}, "back small": {set.BackSmall, 448, 640}} {
			m, err := webp.Decode(bytes.NewReader(f.file))
			if err != nil {
				t.Fatalf("%s %s: %v", shape, name, err)
			}
			if s := m.Bounds().Size(); s.X != f.w || s.Y != f.h {
				t.Errorf("%s %s: %v", shape, name, s)
			}
			if a := alphaAt(m, 0, 0); a != 0 {
				t.Errorf("%s %s: corner has alpha %d", shape, name, a)
			}
			if a := alphaAt(m, f.w/2, f.h/2); a != 255 {
				t.Errorf("%s %s: middle has alpha %d", shape, name, a)
			}
		}
	}
}

func alphaAt(m image.Image, x, y int) int {
	_, _, _, a := m.At(x, y).RGBA()
	return int(a >> 8)
}

// The figures of the specification.
func TestShapesHaveTheirCuts(t *testing.T) {
	for _, c := range []struct {
		shape   Shape
		x, y    int
		visible bool
	}{
		{Perforated, 2, 2, false}, {Perforated, 30, 22, false}, {Perforated, 45, 5, true}, {Perforated, 66, 3, false}, {Perforated, 66, 1276, false}, {Perforated, 3, 640, true},
		{Stub, 10, 10, false}, {Stub, 40, 40, true}, {Stub, 5, 806, false}, {Stub, 885, 806, false}, {Stub, 5, 760, true}, {Stub, 40, 806, true},
		{Punched, 448, 20, false}, {Punched, 448, 1260, false}, {Punched, 448, 60, true}, {Punched, 8, 819, false}, {Punched, 888, 819, false}, {Punched, 40, 819, true}, {Punched, 5, 5, false},
		{Film, 37, 49, false}, {Film, 859, 49, false}, {Film, 37, 98, true}, {Film, 448, 49, true},
		{Arch, 60, 60, false}, {Arch, 836, 60, false}, {Arch, 448, 4, true}, {Arch, 10, 1270, false},
		{Cake, 2, 2, false}, {Cake, 74, 4, false}, {Cake, 448, 4, true}, {Cake, 40, 2, true},
	} {
		if got := mask(geometries[c.shape].outline(), Width).AlphaAt(c.x, c.y).A > 127; got != c.visible {
			t.Errorf("%s at %d,%d: visible %v", c.shape, c.x, c.y, got)
		}
	}
}

func TestPapersAreReadable(t *testing.T) {
	if len(Papers()) != 9 {
		t.Errorf("%d papers", len(Papers()))
	}
	for _, p := range Papers() {
		s := p.Swatch()
		for name, c := range map[string]color.RGBA{"ink": s.Ink, "soft": s.Soft, "accent": s.Accent} {
			if r := contrast(s.Base, c); r < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f", p, name, r)
			}
		}
	}
}

func contrast(a, b color.RGBA) float64 {
	lum := func(c color.RGBA) float64 {
		f := func(v uint8) float64 {
			x := float64(v) / 255
			if x <= 0.04045 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
	}
	x, y := lum(a)+0.05, lum(b)+0.05
	return max(x, y) / min(x, y)
}

// hostile is text that people and attackers may send.
var hostile = map[string]string{
	"markup":        `<img src=x onerror=alert(1)> &lt;b&gt; ${7*7} {{.}} %s %!d(MISSING)`,
	"brackets":      `( * ) [ ] \ " ' ; -- /* */`,
	"one word":      strings.Repeat("가", 100),
	"wide letters":  strings.Repeat("W", 300),
	"emoji":         strings.Repeat("👨‍👩‍👧‍👦", 100),
	"joiners":       strings.Repeat("\u200d", 5000) + "a",
	"accents":       "a" + strings.Repeat("\u0301", 20000),
	"many accents":  strings.Repeat("a"+strings.Repeat("\u0301", 200), 100),
	"controls":      "a\x00b\x1b[31mc\u202ed\u2066e\u200ff\ufeffg\u00adh",
	"broken UTF-8":  "a\xff\xfe\x80b",
	"unassigned":    strings.Repeat("\U000e1000\U0010fffe\ue000", 50),
	"flags":         strings.Repeat("🇰", 99),
	"blanks":        " \t\n\u00a0\u3000\u2028 ",
	"jamo":          strings.Repeat("ᄒ", 200) + strings.Repeat("ᆞ", 200),
	"a megabyte":    strings.Repeat("긴 제목 ", 100_000),
	"arabic":        "مرحبا بالعالم، هذا عنوان طويل جدا",
	"words":         strings.Repeat("supercalifragilistic ", 20),
	"kana":          strings.Repeat("ァ、。「」ー", 40),
	"nothing":       "",
	"a single mark": "\u0301",
}

// Whatever is typed is drawn as plain text inside of the safe area of every shape, in little time.
func TestD25_HostileTextIsPlainTextThatStaysInside(t *testing.T) {
	f, err := typeset.Load()
	if err != nil {
		t.Fatal(err)
	}
	setter := newTypesetter(f)
	for name, s := range hostile {
		start := time.Now()
		text := Text{Title: s, Day: "2026-08-03", Time: s, Venue: s, Seat: s, Review: s, HalfStars: 7, Number: math.MaxInt32}
		for _, shape := range Shapes() {
			g := geometries[shape]
			for _, m := range setter.backMarks(shape, Ivory, &text) {
				x0, y0, x1, y1 := m.emoji.X, m.emoji.Y, m.emoji.X+m.emoji.Side, m.emoji.Y+m.emoji.Side
				if m.path != nil {
					x0, y0, x1, y1 = m.path.Bounds()
				}
				if shape == Film && (x1 <= filmBand+1 || x0 >= Width-filmBand-1) {
					continue // the print on the film itself
				}
				// Glyphs may reach a little out of their advance, as they do between two letters.
				if float64(x0) < g.left-8 || float64(x1) > max(g.right+8, g.tear()+1) || float64(y0) < g.seam-starRadius-1 || float64(y1) > g.foot+12 {
					t.Errorf("%s on %s: a mark covers %.0f,%.0f to %.0f,%.0f", name, shape, x0, y0, x1, y1)
				}
			}
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

// Even the longest texts leave the footer free.
func TestTightestSettingHoldsEverything(t *testing.T) {
	f, err := typeset.Load()
	if err != nil {
		t.Fatal(err)
	}
	setter := newTypesetter(f)
	for _, shape := range Shapes() {
		g := geometries[shape]
		for name, s := range hostile {
			text := Text{Title: s, Day: "2026-08-03", Time: "19:30", Venue: s, Seat: s, Review: s}
			b := setter.fit(&text, g.room(), float32(g.right-g.left))
			facts, review := b.heights()
			if facts+review+leastGap > g.room() {
				t.Errorf("%s on %s: needs %.0f of %.0f", name, shape, facts+review+leastGap, g.room())
			}
			if len(b.titles) > titleLines || len(b.reviews) > reviewLines {
				t.Errorf("%s on %s: %d and %d lines", name, shape, len(b.titles), len(b.reviews))
			}
		}
	}
}

func TestWhenAndEdition(t *testing.T) {
	for _, c := range []struct {
		text          Text
		when, edition string
	}{
		{Text{Day: "2026-08-03", Time: "19:30", Number: 12}, "2026.08.03 (월) · 19:30", "2026 · No. 12"},
		{Text{Day: "2026-08-02", Year: 2025}, "2026.08.02 (일)", "2025 · No. –"},
		{Text{Day: "2026-08-03", Time: "19:30", Lang: "en"}, "Mon, Aug 3, 2026 · 19:30", "2026 · No. –"},
		{Text{Day: "nonsense"}, "", "No. –"},
	} {
		if got := c.text.when(); got != c.when {
			t.Errorf("when %q, want %q", got, c.when)
		}
		if got := c.text.edition(); got != c.edition {
			t.Errorf("edition %q, want %q", got, c.edition)
		}
	}
}

func TestHalfStarIsHalf(t *testing.T) {
	area := func(p typeset.Path) (sum int, right int) {
		m := mask(p, Width)
		for y := 0; y < 120; y++ {
			for x := 0; x < 120; x++ {
				v := int(m.AlphaAt(x, y).A)
				sum += v
				if x >= 60 {
					right += v
				}
			}
		}
		return sum, right
	}
	whole, _ := area(star(60, 60, 50))
	half, right := area(halfStar(60, 60, 50))
	if d := whole - 2*half; d > whole/200 || d < -whole/200 {
		t.Errorf("whole %d, half %d", whole, half)
	}
	if right > whole/500 {
		t.Errorf("half a star reaches %d to the right", right)
	}
}

func TestPreviewIsTheTicketInSmall(t *testing.T) {
	r, in := newRenderer(t), smallInput()
	for _, c := range []struct{ width, w, h int }{{448, 448, 640}, {1, 112, 160}, {5000, 896, 1280}, {301, 300, 429}} {
		b, err := r.Preview(context.Background(), in, Back, c.width)
		if err != nil {
			t.Fatal(err)
		}
		cfg, err := webp.DecodeConfig(bytes.NewReader(b))
		if err != nil || cfg.Width != c.w || cfg.Height != c.h {
			t.Errorf("width %d: %d x %d, %v", c.width, cfg.Width, cfg.Height, err)
		}
	}
	if _, err := r.Preview(context.Background(), Input{Photo: in.Photo, Shape: Arch}, Front, 300); err != nil {
		t.Errorf("a front needs no text and no paper: %v", err)
	}
	if _, err := r.Preview(context.Background(), Input{Shape: Arch, Paper: Mint}, Back, 300); err != nil {
		t.Errorf("a back needs no photo and no painting: %v", err)
	}
}

func TestBadInputIsRefused(t *testing.T) {
	r := newRenderer(t)
	for name, change := range map[string]func(*Input){
		"shape": func(in *Input) { in.Shape = "blob" },
		"paper": func(in *Input) { in.Paper = "" },
		"photo": func(in *Input) { in.Photo = nil },
		"crop":  func(in *Input) { in.Crop = picture.Crop{X: 2, W: 1, H: 1} },
	} {
		in := smallInput()
		change(&in)
		if _, err := r.Render(context.Background(), in); !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := r.PDF(context.Background(), Inputs(in), Single); !errors.Is(err, ErrInput) {
			t.Errorf("%s: PDF: %v", name, err)
		}
	}
	if _, err := r.PDF(context.Background(), Inputs(), Nine); !errors.Is(err, ErrInput) {
		t.Errorf("empty PDF: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Render(ctx, smallInput()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestPNGAndShareCard(t *testing.T) {
	r, in := newRenderer(t), smallInput()
	b, err := r.PNG(context.Background(), in, Front)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil || m.Bounds() != image.Rect(0, 0, 896, 1280) || alphaAt(m, 3, 3) != 0 || alphaAt(m, 448, 640) != 255 {
		t.Errorf("PNG: %v, %v", err, m.Bounds())
	}
	b, err = r.ShareCard(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if cfg, err := jpeg.DecodeConfig(bytes.NewReader(b)); err != nil || cfg.Width != 1200 || cfg.Height != 630 {
		t.Errorf("share card: %v, %v", cfg, err)
	}
	again, err := r.ShareCard(context.Background(), in)
	if err != nil || !bytes.Equal(b, again) {
		t.Error("share card: not the same bytes again")
	}
}

func TestRenderTakesLittleMemory(t *testing.T) {
	r, in := newRenderer(t), fullInput(t)
	if _, err := r.Render(context.Background(), in); err != nil { // compiles the encoder
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	if _, err := r.Render(context.Background(), in); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	// All that was ever allocated on the heap; the encoder's own memory is measured by the benchmark.
	if used := after.TotalAlloc - before.TotalAlloc; used > 80<<20 {
		t.Errorf("allocated %d MB", used>>20)
	}
}
