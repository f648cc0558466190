package scheme

import (
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Front is what a painter notes about the front of a piece.
type Front struct {
	Palette    []oklab.Swatch // largest share first; empty for a blank front
	Brightness float32        // mean lightness, 0..1
	Vividness  float32        // mean chroma, 0 for grey
	Warmth     float32        // -1 all blue to 1 all orange; 0 when grey
	Tint       float32        // hue of the mean colour in degrees, even of a faint one
}

const swatches = 8

// Read looks at a front. A blank one reads as mid grey.
func Read(img image.Image) Front {
	palette := oklab.Palette(oklab.Samples(img), swatches)
	f := Front{Palette: palette, Brightness: 0.5}
	if len(palette) == 0 {
		return f
	}
	var mean oklab.Colour
	var towardsOrange float32
	f.Brightness = 0
	for _, s := range palette {
		chroma := s.Chroma()
		f.Brightness += s.L * s.Share
		f.Vividness += chroma * s.Share
		_, cos := noise.Sincos((s.Hue() - orange) * noise.Degree)
		towardsOrange += cos * chroma * s.Share
		mean.A, mean.B = mean.A+s.A*s.Share, mean.B+s.B*s.Share
	}
	f.Tint = mean.Hue()
	// The constant keeps the noise of a grey photo from reading as a colour.
	f.Warmth = towardsOrange / (f.Vividness + 0.015)
	return f
}

const orange = 65

// Fits says how well a mood goes with the front, 0 to about 1.
func (f Front) Fits(m Mood) float32 {
	l := lights[m]
	brightness := 1 - min(1, noise.Abs(l.brightness-f.Brightness)*1.6)
	warmth := 1 - noise.Abs(l.warmth-f.Warmth)/2
	hues := f.hueMatch(&l)
	return 0.40*brightness + 0.25*warmth + 0.35*hues
}

// hueMatch is how much of the front's colour is near a hue of the sky.
func (f Front) hueMatch(l *light) float32 {
	var near, all float32
	for _, s := range f.Palette {
		weight := s.Share * max(0, s.Chroma()-tooGrey)
		closest := float32(180)
		for _, stop := range l.sky {
			closest = min(closest, noise.Abs(oklab.HueStep(s.Hue(), stop.h)))
		}
		near += weight * noise.Smooth(75, 10, closest)
		all += weight
	}
	if all < 1e-4 {
		return 0.5
	}
	return near / all
}

// tooGrey is the chroma below which a swatch has no say in hues.
const tooGrey = 0.025
