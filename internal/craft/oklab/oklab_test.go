package oklab

import (
	"image"
	"image/color"
	"math"
	"testing"
)

func TestColoursComeBackFromOKLab(t *testing.T) {
	for _, c := range [][3]uint8{{0, 0, 0}, {255, 255, 255}, {255, 0, 0}, {12, 200, 90}, {30, 40, 250}, {128, 128, 128}} {
		r, g, b := FromRGB(c[0], c[1], c[2]).RGB()
		for k, v := range []uint8{r, g, b} {
			if d := int(v) - int(c[k]); d < -2 || d > 2 {
				t.Errorf("%v came back as %d %d %d", c, r, g, b)
				break
			}
		}
	}
}

func TestColoursBeyondSRGBKeepHueAndLightness(t *testing.T) {
	wild := LCH(0.7, 0.4, 150)
	tame := FromRGB(wild.RGB())
	if math.Abs(float64(HueStep(wild.Hue(), tame.Hue()))) > 4 || math.Abs(float64(tame.L-wild.L)) > 0.02 {
		t.Errorf("%.3f at %.0f degrees became %.3f at %.0f", wild.L, wild.Hue(), tame.L, tame.Hue())
	}
}

func TestHueStepTakesTheShortWay(t *testing.T) {
	for _, c := range []struct{ from, to, want float32 }{{10, 350, -20}, {350, 10, 20}, {0, 90, 90}, {-30, 30, 60}, {720, 5, 5}} {
		if got := HueStep(c.from, c.to); math.Abs(float64(got-c.want)) > 1e-3 {
			t.Errorf("from %v to %v is %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func TestBlendOfVioletAndGoldIsNotGrey(t *testing.T) {
	violet, gold := LCH(0.5, 0.12, 300), LCH(0.9, 0.10, 80)
	if c := Blend(violet, gold, 0.5).Chroma(); c < 0.06 {
		t.Errorf("half way from violet to gold has chroma %.3f", c)
	}
}

func TestPaletteSumsAPictureUp(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		for x := range 100 {
			c := color.RGBA{20, 40, 160, 255}
			if x < 25 {
				c = color.RGBA{220, 60, 30, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	palette := Palette(Samples(img), 4)
	var all float32
	for _, s := range palette {
		all += s.Share
	}
	if math.Abs(float64(all-1)) > 1e-3 {
		t.Errorf("shares add up to %v", all)
	}
	if first := palette[0]; Distance(first.Colour, FromRGB(20, 40, 160)) > 0.02 || math.Abs(float64(first.Share-0.75)) > 0.03 {
		t.Errorf("the largest share is %+v, want three quarters of blue", first)
	}
}

func TestNothingToSample(t *testing.T) {
	for name, img := range map[string]image.Image{
		"no pixels": image.NewRGBA(image.Rectangle{}), "transparent": image.NewNRGBA(image.Rect(0, 0, 8, 8)),
	} {
		if n := len(Samples(img)); n != 0 {
			t.Errorf("%s: %d samples", name, n)
		}
	}
	if p := Palette(nil, 5); p != nil {
		t.Errorf("palette of nothing: %v", p)
	}
}

func TestHalfTransparentColoursLieOnWhite(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		img.SetNRGBA(i%4, i/4, color.NRGBA{0, 0, 0, 128})
	}
	samples := Samples(img)
	if len(samples) == 0 || math.Abs(float64(samples[0].L-FromRGB(127, 127, 127).L)) > 0.02 {
		t.Errorf("half transparent black reads as %v", samples[:min(1, len(samples))])
	}
}
