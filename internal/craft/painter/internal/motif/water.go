package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Water is a surface that mirrors what stands above Top.
type Water struct {
	Top    float32
	Mirror func(x, y float32) oklab.Colour // what is seen above Top
	Body   oklab.Colour                    // the water's own colour, seen near the viewer
	Calm   float32                         // 0 sea to 1 still pond
	Inside func(x, y float32) bool         // further limits, or nil
}

// ripple is the height of small waves at a place, -0.5..0.5 each: broad swell
// and fine chop, both finer with distance.
func (s *Stage) ripple(w *Water, x, y float32) (swell, chop float32) {
	d := y - w.Top
	return s.field(x*5, y*46/(0.25+d*2.6), 3, 70) - 0.5, s.value(x*16, y*90/(0.2+d*3), 71) - 0.5
}

func (s *Stage) waterColour(w *Water) func(x, y float32) oklab.Colour {
	return func(x, y float32) oklab.Colour {
		d := y - w.Top
		swell, chop := s.ripple(w, x, y)
		bend := (0.02 + d*0.35) * (1 - w.Calm*0.6)
		mirrorY := w.Top - d*noise.Lerp(1.05, 0.9, d) + swell*bend*2 + chop*bend*0.5
		c := w.Mirror(noise.Clamp01(x+swell*bend*0.35), max(0, min(mirrorY, w.Top-0.002)))
		// Looking down into near water shows its own colour.
		near := noise.Smooth(0.02, 0.55, d)
		c = oklab.Mix(c, w.Body, (0.12+0.44*near)*(1-0.45*w.Calm))
		// Mixing greys a little; water is as vivid as what it mirrors.
		c = c.Scaled(1.12).WithL(c.L * 0.955)
		if chop > 0.22 {
			c = s.Shaded(c, 0.16+0.2*near)
		} else if chop < -0.27 {
			c = oklab.Mix(c, s.Scheme.Sky[3], 0.22)
		}
		return oklab.Mix(c, s.Scheme.Sun.WithL(0.94), s.lightPath(x, y, d))
	}
}

// lightPath is how much of the light a place on the water throws back.
func (s *Stage) lightPath(x, y, d float32) float32 {
	if s.Disc == 0 {
		return 0
	}
	off := x - s.LightX
	width := 0.018 + 0.10*d + 0.025*(s.value(3, y*60, 72)-0.3)
	core := noise.Bump(off, width)
	sparkle := noise.Smooth(0.46, 0.66, s.value(x*20/(0.4+d*2), y*110/(0.3+d*3.2), 73))
	sheen := noise.Exp(-off*off/(0.05+d*0.1)) * 0.16
	return noise.Clamp01(core*(0.35+0.75*sparkle)*(1-0.35*noise.Smooth(0.02, 0.55, d))+sheen) * s.Scheme.Glitter
}

// Water paints the surface down to the bottom of the picture.
func (s *Stage) Water(w Water) {
	size := func(y float32) float32 { return 0.38 + 1.5*noise.Clamp01((y-w.Top)/(1-w.Top+0.001)) }
	s.Layer(&oil.Layer{
		Top: w.Top, Bottom: 1, Colour: s.waterColour(&w),
		Inside: func(x, y float32) bool {
			return y > w.Top && y < 1.02 && (w.Inside == nil || w.Inside(x, y))
		},
		Direction: func(x, y float32) float32 { return (s.value(x*5, y*22, 74) - 0.5) * 0.32 },
		Coats: []oil.Coat{
			{Radius: 17, Cover: 2.4, Short: 4, Long: 9, Wander: 0.04, Size: size,
				Touch: oil.Touch{Lightness: 0.012, Chroma: 0.12, Hue: 0.12, Alpha: 1, Tone: 60, Lift: 0.45}},
			{Radius: 9, Cover: 1.7, Short: 4, Long: 10, Wander: 0.06, Size: size,
				Touch: oil.Touch{Lightness: 0.02, Chroma: 0.2, Hue: 0.2, Alpha: 0.92, Tone: 90, Lift: 0.65}},
			{Radius: 5, Cover: 1.1, Short: 4, Long: 11, Wander: 0.07, Size: size,
				Touch: oil.Touch{Lightness: 0.026, Chroma: 0.22, Hue: 0.22, Alpha: 0.92, Lift: 0.85, Dry: true}},
		},
	})
	if s.Disc > 0 {
		s.sparkle(&w)
	}
}

// sparkle sets short thick touches into the path of light.
func (s *Stage) sparkle(w *Water) {
	r := s.Random
	touch := &oil.Touch{Alpha: 1, Lightness: 0.012, Chroma: 0.15, Hue: 0.1, Lift: 1.05, Tone: 60}
	for range int(150 * s.Scheme.Glitter) {
		d := r.Unit()
		d *= d * (1 - w.Top)
		y := w.Top + 0.004 + d
		x := s.LightX + r.Bell()*(0.02+0.16*d)*0.9
		radius := (1.3 + 6.5*d) * r.Between(0.6, 1.2)
		half := radius * r.Between(1.5, 4) / oil.Units
		if w.Inside == nil || w.Inside(x, y) {
			s.Line(x-half, y, x+half, y, radius, s.Scheme.Sun.WithL(0.95), touch)
		}
	}
}

// Glint is a broken column of light below a lamp: it starts at y and runs
// down by length.
func (s *Stage) Glint(x, y, length, width float32, c oklab.Colour) {
	r := s.Random
	touch := &oil.Touch{Alpha: 1, Lightness: 0.015, Chroma: 0.15, Hue: 0.1, Lift: 1.05, Tone: 40}
	count := int(length*90) + 4
	for k := range count {
		t := float32(k) / float32(count)
		if r.Unit() > 0.92-t*0.55 {
			continue
		}
		half := width * (0.5 + 1.3*t) * r.Between(0.4, 1.2)
		at := y + t*length + r.Unit()*0.005
		mid := x + r.Bell()*width*0.5
		s.Line(mid-half, at, mid+half, at, 1.6+2.4*t, oklab.Blend(c, s.Scheme.Sky[1], t*0.55), touch)
	}
}
