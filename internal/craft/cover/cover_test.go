package cover

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"slices"
	"testing"

	"piece/internal/craft/picture"
)

// Look at covers with: go test ./internal/craft/cover -run TestSheet -sheet FILE.png
var sheetFile = flag.String("sheet", "", "write a contact sheet of covers and backs as PNG")

var titles = []string{
	"기생충", "Everything Everywhere All at Once", "봄날은 간다 🌸", "Se7en", "올빼미",
	"나의 아저씨와 함께한 아주 길고 긴 여름밤의 음악회 그리고 마지막 커튼콜", "X", "🦄🌈", "君の名は。", "<img src=x onerror=…>",
}

func newArtist(t testing.TB) *Artist {
	t.Helper()
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheSameWorkAndNumberGiveTheSameFront(t *testing.T) {
	a, other := newArtist(t), newArtist(t)
	for i, title := range titles {
		w := Work{Kind: kinds[i%len(kinds)], Title: title}
		one, err := a.Front(t.Context(), w, 3, 210)
		if err != nil {
			t.Fatal(err)
		}
		again, err := other.Front(t.Context(), w, 3, 210)
		if err != nil || !bytes.Equal(one.Pix, again.Pix) {
			t.Errorf("%s: another picture, %v", title, err)
		}
		next, err := a.Front(t.Context(), w, 4, 210)
		if err != nil || bytes.Equal(one.Pix, next.Pix) {
			t.Errorf("%s: the next number is the same picture, %v", title, err)
		}
		if s := one.Bounds().Size(); s != image.Pt(210, 300) {
			t.Errorf("%s: %v", title, s)
		}
	}
}

// Every number of every kind draws, also for kinds nobody knows and titles that are nothing.
func TestEveryNumberOfEveryKindDraws(t *testing.T) {
	a := newArtist(t)
	for _, kind := range append([]string{"", "unknown"}, kinds...) {
		for n := 1; n <= Count; n++ {
			for _, title := range []string{titles[n%len(titles)], ""} {
				hex, err := a.Color(t.Context(), Work{Kind: kind, Title: title}, n)
				if err != nil {
					t.Fatalf("%s %d: %v", kind, n, err)
				}
				if !slices.Contains(Backs(), BackFor(kind, hex)) {
					t.Errorf("%s %s: back %s", kind, hex, BackFor(kind, hex))
				}
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Front(ctx, Work{}, 1, 70); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// A composition that was renamed would break every cover of a kind.
func TestCompositionsAreThere(t *testing.T) {
	for _, l := range lights {
		for _, s := range l.scenes {
			if !s.Valid() {
				t.Errorf("%s: %s is no scene", l.name, s)
			}
		}
	}
	for kind, list := range calm {
		for _, c := range list {
			if !c.Valid() {
				t.Errorf("%s: %s is no composition", kind, c)
			}
		}
	}
	if n := len(Backs()); n != len(kinds)*len(lights) || len(slices.Compact(slices.Sorted(slices.Values(Backs())))) != n {
		t.Errorf("%d backs", n)
	}
}

// A back goes with the colour of its front.
func TestBacksFollowTheColour(t *testing.T) {
	for hex, want := range map[string]Back{
		"#c0392b": "movie-rose", "#d46a8b": "movie-rose", "#e8c64a": "movie-gold", "#3f8f4f": "movie-leaf", "#3a9a9a": "movie-lagoon",
		"#3b6fd4": "movie-sky", "#7a3fd4": "movie-violet", "#15161c": "movie-night", "#f2efe9": "movie-linen", "nonsense": "movie-linen",
	} {
		if got := BackFor("movie", hex); got != want {
			t.Errorf("%s: %s, want %s", hex, got, want)
		}
	}
	if got := BackFor("circus", "#3b6fd4"); got != "etc-sky" {
		t.Errorf("an unknown kind: %s", got)
	}
}

func TestABackIsAPainting(t *testing.T) {
	a := newArtist(t)
	webp, err := a.Back(t.Context(), "concert-night")
	if err != nil {
		t.Fatal(err)
	}
	art, err := picture.Decode(webp, picture.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if w, h := art.Size(); w != 1024 || h != 1024 {
		t.Errorf("%d x %d", w, h)
	}
	if _, err := a.Back(t.Context(), "concert-nothing"); err == nil {
		t.Error("an unknown back was painted")
	}
}

func TestSheet(t *testing.T) {
	if *sheetFile == "" {
		return
	}
	a := newArtist(t)
	var tiles []image.Image
	for _, kind := range kinds {
		for i := range 10 {
			m, err := a.Front(t.Context(), Work{Kind: kind, Title: titles[i]}, i*7%Count+1, 300)
			if err != nil {
				t.Fatal(err)
			}
			tiles = append(tiles, m)
		}
	}
	for _, kind := range kinds[:2] {
		for _, l := range lights {
			webp, err := a.Back(t.Context(), backOf(kind, l))
			if err != nil {
				t.Fatal(err)
			}
			art, err := picture.Decode(webp, picture.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			tiles = append(tiles, art.Cover(picture.Crop{}, 300, 429))
		}
		tiles = append(tiles, image.NewUniform(color.White))
	}
	const cols, gap = 10, 10
	w, h := 300+gap, 429+gap
	sheet := image.NewRGBA(image.Rect(0, 0, cols*w+gap, (len(tiles)+cols-1)/cols*h+gap))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(color.Gray{Y: 200}), image.Point{}, draw.Src)
	for i, m := range tiles {
		draw.Draw(sheet, image.Rect(0, 0, 300, 429).Add(image.Pt(gap+i%cols*w, gap+i/cols*h)), m, image.Point{}, draw.Src)
	}
	f, err := os.Create(*sheetFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, sheet); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
