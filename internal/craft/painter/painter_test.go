package painter

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"sync"
	"testing"

	"piece/internal/craft/oklab"
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
	eachStudy(t, func(t *testing.T, before *study) {
		again, choice := paint(t, front(t, studyFront), before.order(0)) // not watched, unlike before
		if choice != before.choice || !bytes.Equal(again.Pix, before.picture.Pix) {
			t.Errorf("two paintings of the same order differ: %+v and %+v", choice, before.choice)
		}
		if choice.Scene != before.scene {
			t.Errorf("asked for %q, got %q", before.scene, choice.Scene)
		}
	})
}

func TestPaintersSideBySideDoNotDisturbEachOther(t *testing.T) {
	img := front(t, "neon concert")
	for _, style := range Styles() {
		scenes := style.Scenes()
		orders := []Options{{Style: style, Seed: 1, Scene: scenes[0]}, {Style: style, Seed: 2, Scene: scenes[1]}, {Style: style, Seed: 1, Scene: scenes[0]}}
		pictures := make([]*image.RGBA, len(orders))
		var painters sync.WaitGroup
		for i, o := range orders {
			painters.Go(func() { pictures[i], _ = paint(t, img, o) })
		}
		painters.Wait()
		if !bytes.Equal(pictures[0].Pix, pictures[2].Pix) {
			t.Errorf("%s: the same order at the same time gave two pictures", style)
		}
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
			for _, style := range Styles() {
				picture, choice := paint(t, img, Options{Style: style, Seed: 3})
				if !picture.Opaque() {
					t.Errorf("%s is not opaque", style)
				}
				if c := meanChroma(picture); c < dull(style, choice) {
					t.Errorf("mean chroma %.3f of %s, %+v: dull", c, style, choice)
				}
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

func TestMomentsRiseToOne(t *testing.T) {
	const leap = 0.16 // of the work between two moments
	eachStudy(t, func(t *testing.T, s *study) {
		if n := len(s.moments); n < manyMoments || s.moments[n-1].done != 1 {
			t.Errorf("%d moments that end at %v", n, s.moments[n-1].done)
		}
		var last float64
		for _, m := range s.moments {
			if m.done <= last || m.done > 1 || m.done-last > leap {
				t.Errorf("%.3f comes after %.3f", m.done, last)
			}
			last = m.done
		}
	})
}

func TestGlancesGrowIntoThePicture(t *testing.T) {
	eachStudy(t, func(t *testing.T, s *study) {
		finish := thumb(s.picture, glanceSide)
		var first, end float32
		for i, m := range s.moments {
			if m.glance == nil {
				continue
			}
			if m.glance.Bounds() != image.Rect(0, 0, glanceSide, glanceSide) || !m.glance.Opaque() {
				t.Fatalf("a glance of %v, opaque %v", m.glance.Bounds(), m.glance.Opaque())
			}
			var sum float32
			for k, c := range thumb(m.glance, glanceSide) {
				sum += oklab.Distance(c, finish[k])
			}
			if end = sum / float32(len(finish)); i == 0 {
				first = end
			}
		}
		if end > 0.05 || first < 2*end {
			t.Errorf("the first glance is %.3f from the picture, the last %.3f", first, end)
		}
	})
}

func BenchmarkPaint(b *testing.B) {
	img := sampleFronts()[1].paint(1)
	for _, style := range Styles() {
		for _, scene := range style.Scenes() {
			b.Run(string(style)+"/"+string(scene), func(b *testing.B) {
				b.ReportAllocs()
				for i := range b.N {
					if _, _, err := Paint(context.Background(), img, Options{Style: style, Seed: uint64(i), Scene: scene}, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
