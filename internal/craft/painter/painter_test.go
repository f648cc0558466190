package painter

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"sync"
	"testing"
)

func TestPaintIsSquareOpaqueAndOfFullSize(t *testing.T) {
	picture, choice, err := Paint(context.Background(), front(t, "warm film"), Options{Seed: 1, Scene: "river"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Rect(0, 0, Side, Side); picture.Bounds() != want {
		t.Errorf("bounds %v, want %v", picture.Bounds(), want)
	}
	if !picture.Opaque() {
		t.Error("the painting is not opaque")
	}
	if !choice.Scene.Valid() || choice.Mood == "" {
		t.Errorf("choice %+v", choice)
	}
}

func TestPaintGivesTheSameBytesAgain(t *testing.T) {
	eachStudy(t, func(t *testing.T, scene Scene, before *study) {
		again, choice := paint(t, front(t, "pastel poster"), Options{Seed: studySeed, Scene: scene})
		if choice != before.choice || !bytes.Equal(again.Pix, before.picture.Pix) {
			t.Errorf("two paintings of the same order differ: %+v and %+v", choice, before.choice)
		}
		if choice.Scene != scene {
			t.Errorf("asked for %q, got %q", scene, choice.Scene)
		}
	})
}

func TestPaintersSideBySideDoNotDisturbEachOther(t *testing.T) {
	orders := []Options{{Seed: 1, Scene: "river"}, {Seed: 2, Scene: "snow"}, {Seed: 1, Scene: "river"}}
	pictures := make([]*image.RGBA, len(orders))
	img := front(t, "neon concert")
	var painters sync.WaitGroup
	for i, o := range orders {
		painters.Go(func() { pictures[i], _ = paint(t, img, o) })
	}
	painters.Wait()
	if !bytes.Equal(pictures[0].Pix, pictures[2].Pix) {
		t.Error("the same order at the same time gave two pictures")
	}
}

func TestPaintTakesAnyFront(t *testing.T) {
	checker := image.NewPaletted(image.Rect(-5, -5, 5, 5), color.Palette{color.Black, color.RGBA{250, 10, 10, 255}})
	grey := image.NewGray16(image.Rect(0, 0, 3, 700))
	photo := image.NewYCbCr(image.Rect(10, 10, 90, 130), image.YCbCrSubsampleRatio420)
	wide := filled(400, 20, 20, 60, 200, 255)
	for name, img := range map[string]image.Image{
		"one pixel": filled(1, 1, 200, 30, 90, 255), "black": filled(64, 90, 0, 0, 0, 255), "white": filled(64, 90, 255, 255, 255, 255),
		"transparent": filled(64, 90, 0, 0, 0, 0), "no pixels": image.NewRGBA(image.Rectangle{}), "nil": nil, "paletted at an offset": checker,
		"16 bit grey": grey, "YCbCr at an offset": photo, "part of a picture": wide.SubImage(image.Rect(100, 5, 300, 15)),
	} {
		t.Run(name, func(t *testing.T) {
			picture, choice := paint(t, img, Options{Seed: 3})
			if !picture.Opaque() {
				t.Error("not opaque")
			}
			if c := meanChroma(picture); c < chromaFloor {
				t.Errorf("mean chroma %.3f of %+v: dull", c, choice)
			}
		})
	}
}

func TestPaintReadsTheSameColoursFromAnyImageType(t *testing.T) {
	plain := front(t, "green forest").(*image.RGBA)
	fast, chosenFast := paint(t, plain, Options{Seed: 9})
	slow, chosenSlow := paint(t, struct{ image.Image }{plain}, Options{Seed: 9})
	if chosenFast != chosenSlow || !bytes.Equal(fast.Pix, slow.Pix) {
		t.Error("the quick way to read RGBA and the general one differ")
	}
}

func TestPaintRefusesUnknownScenes(t *testing.T) {
	if Scene("volcano").Valid() {
		t.Error("volcano is valid")
	}
	if _, _, err := Paint(context.Background(), filled(4, 4, 1, 2, 3, 255), Options{Scene: "volcano"}, nil); err == nil {
		t.Error("no error for an unknown scene")
	}
}

func TestPaintStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var last float64
	_, _, err := Paint(ctx, front(t, "red stage"), Options{Seed: 1, side: 64}, func(m Moment) {
		if m.Done > 0.3 {
			cancel()
		}
		last = m.Done
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	if last >= 0.99 {
		t.Errorf("went on to %.2f after it was stopped", last)
	}
	if _, _, err := Paint(ctx, front(t, "red stage"), Options{}, func(Moment) { t.Error("progress after the end") }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped before the start: error %v", err)
	}
}

func TestProgressRisesToOne(t *testing.T) {
	eachStudy(t, func(t *testing.T, _ Scene, s *study) {
		if n := len(s.progress); n < 5 || s.progress[n-1] != 1 {
			t.Errorf("progress %v", s.progress)
		}
		for i := 1; i < len(s.progress); i++ {
			if s.progress[i] <= s.progress[i-1] || s.progress[i] > 1 {
				t.Errorf("progress %v does not rise", s.progress)
			}
		}
	})
}

func BenchmarkPaint(b *testing.B) {
	img := sampleFronts()[1].paint(1)
	for _, scene := range Oil.Scenes() {
		b.Run(string(scene), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				if _, _, err := Paint(context.Background(), img, Options{Seed: uint64(i), Scene: scene}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
