package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Range is a row of hills or mountains from its crest down to Bottom.
type Range struct {
	Crest  *Outline
	Bottom float32
	Colour oklab.Colour
	Air    float32 // how much air is before it, 0..1
	Brush  float32 // size of strokes, 1 for a near range
	Snow   float32 // y below which no snow lies; 0 for none
	Wooded float32 // how much of it is under trees, 0..1
	Tilled bool    // patched with fields
	Fog    float32 // how far its foot sinks into mist, 0..1
}

// facet is how much a place of the range faces the light, 0..1.
func (s *Stage) facet(r *Range, x, y float32) float32 {
	side := s.sunSide(x)
	below := y - r.Crest.At(x)
	// Ribs run down from the crest, away from the light.
	rib := s.field(x*8-below*5*side, below*4*r.Brush+x*2, 3, uint32(r.Brush*77)) - 0.5
	tilt := 0.5 + side*r.Crest.Slope(x)*0.40*noise.Exp(-below*4) + rib*2.2
	return noise.Smooth(0.12, 0.88, tilt)
}

func (s *Stage) rangeColour(r *Range) func(x, y float32) oklab.Colour {
	air := oklab.Mix(s.Scheme.Sky[3], s.Scheme.Sky[4], 0.5)
	lit := s.Sunlit(r.Colour, 0.15)
	// Shadows on far slopes are filled with the blue of the sky.
	shade := oklab.Mix(s.Shaded(r.Colour, 0.26), s.Scheme.CloudShade, 0.26)
	return func(x, y float32) oklab.Colour {
		facet := s.facet(r, x, y)
		c := oklab.Mix(shade, lit, facet)
		if r.Tilled {
			c = oklab.Mix(c, s.tilled(x, y-r.Crest.At(x), r.Colour), 0.7)
			c = c.Lighter((facet - 0.5) * 0.12)
		}
		if r.Snow > 0 {
			c = s.snowed(r, c, facet, x, y)
		}
		foot := noise.Smooth(0, 1, (y-r.Crest.At(x))/(r.Bottom-r.Crest.At(x)+0.001))
		veil := r.Air * (0.4 + 0.9*foot)
		if r.Fog > 0 {
			veil += r.Fog * noise.Smooth(0.015, 0.15, y-r.Crest.At(x)+0.05*(s.field(x*4, y*9, 2, 27)-0.5))
		}
		return oklab.Mix(c, air, noise.Clamp01(veil))
	}
}

func (s *Stage) snowed(r *Range, c oklab.Colour, facet, x, y float32) oklab.Colour {
	border := y + (s.field(x*26, y*16, 2, 9)-0.5)*0.20 - r.Snow
	cover := noise.Smooth(0.035, -0.035, border)
	if cover <= 0 {
		return c
	}
	shadow := oklab.Mix(s.Scheme.Sky[1], s.Scheme.CloudShade, 0.4)
	shadow = shadow.WithL(max(s.Scheme.Sky[1].L, c.L) + 0.10)
	bright := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sun, 0.4)
	bright = bright.WithL(min(0.97, max(bright.L, s.Scheme.Sky[2].L+0.2)))
	if s.Scheme.Night {
		shadow = oklab.Mix(s.Scheme.Sky[1], s.Scheme.Sky[2], 0.5)
		bright = oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sky[3], 0.6).WithL(min(0.66, s.Scheme.Sky[4].L))
	}
	return oklab.Mix(c, oklab.Mix(shadow, bright, noise.Smooth(0.36, 0.6, facet)), cover)
}

// tilled is a patchwork of fields, flattened by distance; hedges run between.
func (s *Stage) tilled(x, below float32, land oklab.Colour) oklab.Colour {
	u, v := x*9+below*4, below*34+s.value(x*4, 1, 25)*1.6
	cellX, cellY := noise.Floor(u), noise.Floor(v)
	first, second, owner := float32(9), float32(9), float32(0)
	for dy := int32(-1); dy <= 1; dy++ {
		for dx := int32(-1); dx <= 1; dx++ {
			cx, cy := cellX+dx, cellY+dy
			px := float32(cx) + noise.Hash(cx, cy, s.Seed+21)
			py := float32(cy) + noise.Hash(cx, cy, s.Seed+22)
			d := (px-u)*(px-u) + (py-v)*(py-v)
			if d < first {
				first, second, owner = d, first, noise.Hash(cx, cy, s.Seed+23)
			} else if d < second {
				second = d
			}
		}
	}
	crop := s.crop(owner, land)
	hedge := noise.Smooth(0.10, 0.02, second-first)
	return oklab.Mix(crop, s.Shaded(land, 0.6), hedge*0.75)
}

func (s *Stage) crop(owner float32, land oklab.Colour) oklab.Colour {
	switch {
	case owner < 0.25:
		return s.Sunlit(land, 0.15)
	case owner < 0.45:
		return oklab.Blend(land, s.Scheme.Sun, 0.35).WithL(land.L + 0.11)
	case owner < 0.58:
		return oklab.Mix(land, s.accent(0), 0.45).WithL(land.L + 0.06)
	case owner < 0.8:
		return s.Shaded(land, 0.28)
	}
	return land
}

// Range paints a row of hills.
func (s *Stage) Range(r Range) {
	colour := s.rangeColour(&r)
	direction := func(x, y float32) float32 {
		below := y - r.Crest.At(x)
		along := noise.Atan2(r.Crest.Slope(x), 1)
		down := (1.0 + 0.5*(s.value(x*9, y*9, 4)-0.5)) * s.sunSide(x)
		if s.facet(&r, x, y) >= 0.5 {
			down = -down
		}
		if r.Tilled || r.Wooded > 0 {
			down *= 0.3
		}
		return noise.Lerp(along, along*0.3-down*0.8, noise.Smooth(0.004, 0.05, below))
	}
	s.Layer(&oil.Layer{
		Top: r.Crest.Top() - 0.01, Bottom: r.Bottom, Colour: colour, Direction: direction,
		Inside: func(x, y float32) bool { return y > r.Crest.At(x) && y < r.Bottom },
		Coats: []oil.Coat{
			{Radius: 20 * r.Brush, Cover: 2.4, Short: 2, Long: 5, Wander: 0.2,
				Touch: oil.Touch{Lightness: 0.012, Chroma: 0.15, Hue: 0.12, Alpha: 1, Tone: 70, Lift: 0.5}},
			{Radius: 10 * r.Brush, Cover: 1.8, Short: 3, Long: 6, Wander: 0.25,
				Touch: oil.Touch{Lightness: 0.018, Chroma: 0.2, Hue: 0.16, Alpha: 0.95, Lift: 0.65}},
			{Radius: 6 * r.Brush, Cover: 0.9, Short: 3, Long: 7, Wander: 0.3,
				Touch: oil.Touch{Lightness: 0.022, Chroma: 0.22, Hue: 0.2, Alpha: 0.9, Lift: 0.8, Dry: true}},
		},
	})
	s.crestStrokes(&r, colour)
	if r.Wooded > 0 {
		s.woods(&r)
	}
}

// crestStrokes ride along the crest, so that it is drawn by brush, not cut.
func (s *Stage) crestStrokes(r *Range, colour func(x, y float32) oklab.Colour) {
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.02, Chroma: 0.2, Hue: 0.15, Lift: 0.85}
	for x := float32(-0.01); x < 1.01; x += 0.004 + 0.012*s.Random.Unit() {
		radius := (2.2 + 2.2*s.Random.Unit()) * r.Brush
		s.Stroke(path(8, func(t float32) oil.Point {
			px := x + t*5.6*radius/oil.Units
			return oil.Point{X: px, Y: r.Crest.At(px) + radius*0.9/oil.Units}
		}), radius, colour(x, r.Crest.At(x)+0.008), touch)
	}
}

// woods sets round copses on a range, bigger further down where it is nearer.
func (s *Stage) woods(r *Range) {
	count := int(2600 * r.Wooded)
	air := oklab.Mix(s.Scheme.Sky[3], s.Scheme.Sky[4], 0.5)
	for i := range count {
		t := float32(i) / float32(count)
		x := s.Random.Between(-0.02, 1.02)
		crest := r.Crest.At(x)
		y := crest + 0.004 + t*max(0, r.Bottom-crest-0.006)
		if s.field(x*6, y*13, 2, 31) < 0.66-0.24*r.Wooded {
			continue
		}
		size := (3.6 + 8*t) * r.Brush * s.Random.Between(0.7, 1.3)
		leaf := oklab.Mix(s.Shaded(oklab.Mix(r.Colour, s.Scheme.Grass, 0.3), 0.34), air, r.Air*0.6)
		s.copse(x, y, size, leaf)
	}
}

// copse is one small far tree: shadow, body and a lit cap.
func (s *Stage) copse(x, y, size float32, leaf oklab.Colour) {
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.025, Chroma: 0.25, Hue: 0.2, Lift: 0.9}
	u := size / oil.Units
	side := s.sunSide(x)
	s.Line(x-u*1.1, y, x+u*1.1, y, size*0.7, s.Shaded(leaf, 0.35), touch)
	s.Line(x-u*0.7, y-u*0.9, x+u*0.7, y-u*0.9, size*0.95, leaf, touch)
	s.Line(x+side*u*0.1, y-u*1.5, x+side*u*0.8, y-u*1.2, size*0.5, s.Sunlit(leaf, 0.13), touch)
}
