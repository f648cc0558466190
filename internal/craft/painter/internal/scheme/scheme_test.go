package scheme

import (
	"image"
	"image/color"
	"testing"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

func plain(c color.Color) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 20, 20))
	for i := range 400 {
		img.Set(i%20, i/20, c)
	}
	return img
}

var fronts = map[string]image.Image{
	"black": plain(color.Black), "grey": plain(color.Gray{120}), "white": plain(color.White), "green": plain(color.RGBA{20, 160, 40, 255}),
	"mustard": plain(color.RGBA{120, 100, 10, 255}), "red": plain(color.RGBA{200, 10, 20, 255}), "nothing": image.NewRGBA(image.Rectangle{}),
}

func TestEveryMoodWorksForEveryFront(t *testing.T) {
	for name, img := range fronts {
		front := Read(img)
		for mood := range lights {
			s := New(front, mood, noise.NewStream(3))
			for i := 1; i < len(s.Sky); i++ {
				if s.Sky[i].L <= s.Sky[i-1].L {
					t.Errorf("%s, %s: the sky gets no lighter towards the horizon", name, mood)
				}
			}
			if len(s.Accents) != 4 {
				t.Fatalf("%s, %s: %d accents", name, mood, len(s.Accents))
			}
			for _, a := range s.Accents {
				if a.Chroma() < 0.08 {
					t.Errorf("%s, %s: accent %+v is dull", name, mood, a)
				}
			}
			if s.Dark.L >= s.Near.L || s.Near.L >= s.Far.L {
				t.Errorf("%s, %s: far land is not lighter than near: %.2f %.2f %.2f", name, mood, s.Dark.L, s.Near.L, s.Far.L)
			}
		}
	}
}

func TestAccentsComeFromTheFront(t *testing.T) {
	want := oklab.FromRGB(200, 10, 20)
	s := New(Read(fronts["red"]), Clear, noise.NewStream(1))
	if d := noise.Abs(oklab.HueStep(s.Accents[0].Hue(), want.Hue())); d > 3 {
		t.Errorf("the first accent is %.0f degrees from the front's red", d)
	}
}

func TestNoSkyTurnsGreen(t *testing.T) {
	for _, mood := range []Mood{Clear, Golden, Rose, Violet, Ember, Night, Indigo} {
		s := New(Read(fronts["green"]), mood, noise.NewStream(1))
		for i, c := range s.Sky[:3] {
			if h := c.Hue(); h > 110 && h < 195 {
				t.Errorf("%s: sky %d has hue %.0f for a green front", mood, i, h)
			}
		}
	}
}

func TestMoodsFitTheirFronts(t *testing.T) {
	night := Read(plain(color.RGBA{10, 14, 50, 255}))
	if night.Fits(Night) <= night.Fits(Clear) {
		t.Error("a dark blue front goes better with noon than with night")
	}
	sand := Read(plain(color.RGBA{220, 160, 90, 255}))
	if sand.Fits(Golden) <= sand.Fits(Night) {
		t.Error("a sandy front goes better with night than with late sun")
	}
}

func TestReadMeasuresTheFront(t *testing.T) {
	if f := Read(fronts["grey"]); f.Vividness > 0.01 || f.Warmth > 0.2 || f.Warmth < -0.2 {
		t.Errorf("grey reads as %+v", f)
	}
	if f := Read(plain(color.RGBA{250, 140, 40, 255})); f.Warmth < 0.5 {
		t.Errorf("orange has warmth %.2f", f.Warmth)
	}
	if f := Read(fronts["nothing"]); len(f.Palette) != 0 || f.Brightness != 0.5 {
		t.Errorf("nothing reads as %+v", f)
	}
}
