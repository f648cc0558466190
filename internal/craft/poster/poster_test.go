package poster

import (
	"bytes"
	"context"
	"errors"
	"hash/fnv"
	"image"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/craft/typeset"
)

func newArtist(t *testing.T) *Artist {
	t.Helper()
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mustDraw(t *testing.T, a *Artist, w Work, o Options) *image.RGBA {
	t.Helper()
	m, err := a.Draw(t.Context(), w, o)
	if err != nil {
		t.Fatalf("%s: %v", o.Composition, err)
	}
	return m
}

func TestSameWorkSameBytes(t *testing.T) {
	a, b := newArtist(t), newArtist(t)
	for i, name := range Compositions() {
		w, o := samples[i%len(samples)], Options{Composition: name, Seed: 7, Width: 105}
		first := mustDraw(t, a, w, o)
		var second, third *image.RGBA
		var wg sync.WaitGroup
		wg.Go(func() { second = mustDraw(t, a, w, o) })
		wg.Go(func() { third = mustDraw(t, b, w, o) })
		wg.Wait()
		if !bytes.Equal(first.Pix, second.Pix) || !bytes.Equal(first.Pix, third.Pix) {
			t.Errorf("%s differs from time to time", name)
		}
		o.Seed = 8
		if bytes.Equal(first.Pix, mustDraw(t, a, w, o).Pix) {
			t.Errorf("%s is the same for every seed", name)
		}
	}
}

// A poster says what it was given, also where facts are missing, and is a picture.
func TestEveryCompositionDrawsEveryKind(t *testing.T) {
	a := newArtist(t)
	full := samples[0]
	for _, name := range Compositions() {
		for _, kind := range []string{"movie", "play", "musical", "concert", "exhibition", "etc", ""} {
			for _, w := range []Work{{Kind: kind, Title: "밤"}, {Kind: kind, Title: full.Title, Second: full.Second, By: full.By, People: full.People, When: full.When, Venue: full.Venue}} {
				m := mustDraw(t, a, w, Options{Composition: name, Seed: 3, Width: MinWidth})
				if m.Rect != image.Rect(0, 0, 70, 100) {
					t.Fatalf("%s is %v", name, m.Rect)
				}
				colours := map[[3]uint8]bool{}
				for i := 0; i < len(m.Pix); i += 4 {
					if m.Pix[i+3] != 255 {
						t.Fatalf("%s lets something through", name)
					}
					colours[[3]uint8{m.Pix[i] >> 4, m.Pix[i+1] >> 4, m.Pix[i+2] >> 4}] = true
				}
				if len(colours) < 3 {
					t.Errorf("%s of a %q has %d colours", name, kind, len(colours))
				}
			}
		}
	}
}

var hostile = map[string]string{
	"markup":        `<img src=x onerror=alert(1)> ' " & ; -- \`,
	"one long word": strings.Repeat("가", 300),
	"long latin":    strings.Repeat("W", 300),
	"many words":    strings.Repeat("밤과 낮 ", 90),
	"long title":    "그해 여름 우리가 강가에 누워 오래도록 이야기하던 오후와 그 뒤의 모든 계절에 대하여",
	"emoji":         strings.Repeat("👨‍👩‍👧🎭🇰🇷", 40),
	"accents":       "a" + strings.Repeat("\u0301", 400),
	"old letters":   strings.Repeat("\u1112\u119e\u11ab", 40),
	"kana":          strings.Repeat("ァ、。「」ー", 40),
	"arabic":        strings.Repeat("مرحبا ", 40),
	"controls":      "\u202e\u0000a\nb\tc\u200f",
	"nothing":       "",
	"blanks":        " \t\n",
	"a mark":        "\u0301",
	"rare syllable": "뷁햏 쀍",
}

// Whatever a work is called, its text is plain text that stays in its box and on the sheet (defect D25).
func TestD25_HostileTextStaysInside(t *testing.T) {
	fonts, err := typeset.Load(songMyung, blackHanSans, eastSeaDokdo)
	if err != nil {
		t.Fatal(err)
	}
	setter := fonts.Typesetter()
	const leeway, edge = 12, 24 // glyphs may reach a little out of their advance
	for label, s := range hostile {
		begin := time.Now()
		w := Work{Kind: "play", Title: s, Second: s, By: s, People: []string{s, s}, When: s, Venue: s}
		for _, name := range Compositions() {
			c, err := compose(t.Context(), setter, w, Options{Composition: name, Seed: 5, Width: MinWidth})
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range c.written {
				in := text.within
				if text.covers.x < in.x-1 || text.covers.x+text.covers.w > in.x+in.w+1 || text.covers.y < in.y-1 || text.covers.y+text.covers.h > in.y+in.h+1 {
					t.Errorf("%s: %s covers %.0f of %.0f", name, label, text.covers, in)
				}
				if len(text.path) == 0 {
					continue
				}
				x0, y0, x1, y1 := text.path.Bounds()
				if float64(x0) < max(in.x-leeway, edge) || float64(x1) > min(in.x+in.w+leeway, sheetWidth-edge) || float64(y0) < max(in.y-leeway, edge) || float64(y1) > min(in.y+in.h+leeway, sheetHeight-edge) {
					t.Errorf("%s: %s is drawn at %.0f,%.0f to %.0f,%.0f, outside of %.0f", name, label, x0, y0, x1, y1, in)
				}
			}
		}
		if d := time.Since(begin); d > 30*time.Second {
			t.Errorf("%s took %v", label, d)
		}
	}
}

// Words stay whole as long as a smaller size makes them fit.
func TestTitlesAreNotBrokenInsideOfWords(t *testing.T) {
	fonts, err := typeset.Load(songMyung, blackHanSans, eastSeaDokdo)
	if err != nil {
		t.Fatal(err)
	}
	c := newCanvas(fonts.Typesetter(), 700, nil)
	title := "그해 여름 우리가 강가에 누워 있던 오후"
	lines, size := c.fit(words{text: title, face: heavy, max: 120, least: 20, lines: 3, leading: 1.1}, box{0, 0, 400, 260})
	if len(lines) == 0 || len(lines) > 3 {
		t.Fatalf("%d lines", len(lines))
	}
	st := typeset.Style{Face: heavy, Size: float32(size)}
	if !c.whole(title, st, 400) {
		t.Errorf("a word is broken at %.0f", size)
	}
}

func TestChoose(t *testing.T) {
	seen := map[Composition]bool{}
	for _, kind := range []string{"movie", "play", "musical", "concert", "exhibition", "etc"} {
		for _, genre := range []string{"", "horror", "music", "fantasy"} {
			for seed := range uint64(60) {
				w := Work{Kind: kind, Genre: genre, Title: "여름"}
				name := Choose(w, seed)
				seen[name] = true
				if name != Choose(w, seed) {
					t.Fatal("the choice changes")
				}
				if p, ok := find(name); !ok || kind != "etc" && !strings.Contains(p.suits, kind) && (genre == "" || !strings.Contains(p.suits, genre)) {
					t.Errorf("%s for a %s of %s", name, kind, genre)
				}
			}
		}
	}
	for _, name := range Compositions() {
		if !seen[name] {
			t.Errorf("%s is never chosen", name)
		}
		if !name.Valid() {
			t.Errorf("%s is not valid", name)
		}
	}
	if len(Compositions()) < 12 {
		t.Errorf("only %d compositions", len(Compositions()))
	}
}

// Works of one seed don't look alike, and neighbours of a list are of many compositions.
func TestWorksDiffer(t *testing.T) {
	a := newArtist(t)
	known := map[uint64]string{}
	for _, title := range []string{"달의 정원", "달의 정월", "유리 바다", "검은 우산", "여름의 끝"} {
		h := fnv.New64a()
		h.Write(mustDraw(t, a, Work{Kind: "play", Title: title}, Options{Composition: "door", Width: 140}).Pix)
		if other, ok := known[h.Sum64()]; ok {
			t.Errorf("%s and %s look the same", title, other)
		}
		known[h.Sum64()] = title
	}
}

func TestDrawSaysWhatItCant(t *testing.T) {
	a := newArtist(t)
	if _, err := a.Draw(t.Context(), samples[0], Options{Composition: "no such"}); err == nil {
		t.Error("an unknown composition is drawn")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Draw(ctx, samples[0], Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	for width, want := range map[int]image.Point{0: {DefaultWidth, 1200}, 1: {70, 100}, 1400: {1400, 2000}} {
		if got := mustDraw(t, a, samples[0], Options{Composition: "swiss", Width: width}).Rect.Size(); got != want {
			t.Errorf("width %d gives %v", width, got)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	a, err := New()
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range Compositions() {
		b.Run(string(name), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				if _, err := a.Draw(b.Context(), samples[i%len(samples)], Options{Composition: name, Seed: uint64(i)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
