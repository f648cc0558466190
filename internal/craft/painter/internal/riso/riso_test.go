package riso

import (
	"image"
	"image/color"
	"testing"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/scheme"
)

func plain(c color.Color) scheme.Front {
	img := image.NewRGBA(image.Rect(0, 0, 16, 16))
	for i := range 256 {
		img.Set(i%16, i/16, c)
	}
	return scheme.Read(img)
}

func TestTheMainInkIsTheFrontsOwn(t *testing.T) {
	for name, c := range map[string]color.RGBA{"red": {220, 40, 50, 255}, "blue": {20, 90, 200, 255}, "green": {40, 160, 70, 255}, "pink": {250, 80, 170, 255}} {
		wanted := oklab.FromRGB(c.R, c.G, c.B).Hue()
		for seed := range uint64(20) {
			r := noise.NewStream(seed)
			seen := plain(c)
			set := pickInks(seen, scheme.New(seen, scheme.Golden, noise.NewStream(seed)), r)
			if len(set.inks) < 2 || len(set.inks) > 4 {
				t.Errorf("%s: %d inks", name, len(set.inks))
			}
			got := set.inks[set.drum[main]]
			if step := noise.Abs(oklab.HueStep(got.Colour.Hue(), wanted)); step > 32 {
				t.Errorf("%s: the main ink is %s, %.0f degrees off", name, got.Name, step)
			}
		}
	}
}

func TestInksOfAPrintAreApart(t *testing.T) {
	for seed := range uint64(60) {
		seen := plain(color.RGBA{uint8(seed * 37), uint8(seed * 91), uint8(seed * 53), 255})
		set := pickInks(seen, scheme.New(seen, scheme.Violet, noise.NewStream(seed)), noise.NewStream(seed))
		for i, a := range set.inks {
			for _, b := range set.inks[:i] {
				if oklab.Distance(a.Colour, b.Colour) < 0.08 {
					t.Errorf("seed %d: %s beside %s", seed, a.Name, b.Name)
				}
			}
		}
	}
}

func TestEveryPrintRunsInManyBands(t *testing.T) {
	m := Medium()
	for _, s := range m.Scenes {
		for seed := range uint64(6) {
			work := m.Begin(medium.Order{Scene: s.Name, Mood: s.Moods[0], Side: 32, Seed: seed})
			var all float32
			for _, step := range work.Steps {
				step.Paint()
				all += step.Share
			}
			if len(work.Steps) < 16 || all < 0.99 || all > 1.01 {
				t.Errorf("%s: %d steps with %.3f of the work", s.Name, len(work.Steps), all)
			}
		}
	}
}
