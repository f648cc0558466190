package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Snowfield is the colour of snow on a ground: light on the swells, the sky's
// blue in the hollows.
func (s *Stage) Snowfield(g *Ground) func(x, y float32) oklab.Colour {
	light := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sky[4], 0.4)
	light = light.WithL(max(0.80, min(0.95, s.Scheme.Sky[4].L+0.06)))
	// Snow in shade has the blue of the zenith, but it is snow: too dark or too
	// blue and it reads as water.
	shade := oklab.Mix(s.Scheme.Sky[0], s.Scheme.Sky[1], 0.5)
	shade = oklab.Mix(shade.WithL(light.L-0.22), light, 0.22)
	return func(x, y float32) oklab.Colour {
		depth := g.Depth(y)
		swell := s.field(x*2.6, y*8, 3, 161) + 0.25*(s.value(x*9, y*30, 162)-0.5)
		c := oklab.Mix(shade, light, noise.Smooth(0.34, 0.64, swell))
		return oklab.Mix(c, shade.Lighter(-0.03), 0.6*noise.Smooth(0.25, 0.9, depth))
	}
}

// Snowfall is flakes in the air, few and soft.
func (s *Stage) Snowfall(count int) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.9, Lightness: 0.02, Lift: 1.1, Tone: 30}
	white := oklab.Mix(s.Scheme.CloudLit, oklab.Colour{L: 0.98}, 0.5)
	for range count {
		x, y := r.Unit(), r.Unit()
		near := r.Unit()
		radius := 1.3 + 3.4*near*near*near
		half := radius * 0.5 / oil.Units
		s.Line(x-half, y-half, x+half, y+half, radius, white, touch)
	}
}

// Smoke rises from a chimney at (x, y) and drifts.
func (s *Stage) Smoke(x, y, height, drift float32) {
	r := s.Random
	c := oklab.Mix(s.Scheme.Sky[3], s.Scheme.CloudLit, 0.4)
	for i := range 16 {
		t := float32(i) / 16
		touch := &oil.Touch{Alpha: 0.42 * (1 - t*0.75), Lightness: 0.015, Chroma: 0.2, Lift: 0.7, Dry: t > 0.5}
		px := x + drift*height*t*t + noise.Sin(t*7+x*50)*height*0.05*t
		py := y - height*t
		half := height * (0.02 + 0.07*t)
		s.Line(px-half, py+half*0.6, px+half, py-half*0.6, height*oil.Units*(0.03+0.05*t)*r.Between(0.8, 1.2), c, touch)
	}
}
