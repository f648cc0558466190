package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Ground is the land from a crest down to the bottom of the picture.
type Ground struct {
	Crest  *Outline
	Colour func(x, y float32) oklab.Colour
	Flow   func(x, y float32) float32 // direction of the broad strokes, or nil for level
	Blades float32                    // how dense upright grass is, 0..1
	Keep   func(x, y float32) float32 // where grass grows, or nil for all over
	Limit  func(x, y float32) bool    // further limits, or nil
	Start  float32                    // y where land this far away would begin; 0 for the crest
}

// Depth is 0 where the ground starts and 1 at the bottom of the picture.
func (g *Ground) Depth(y float32) float32 {
	top := g.Start
	if top == 0 {
		top = g.Crest.At(0.5)
	}
	return noise.Clamp01((y - top) / (1 - top))
}

// Size is how big things are at y, by perspective.
func (g *Ground) Size(y float32) float32 { return 0.24 + 1.4*g.Depth(y) }

func (g *Ground) inside(x, y float32) bool {
	return y > g.Crest.At(x) && (g.Limit == nil || g.Limit(x, y))
}

// Ground paints broad strokes and then blades of grass over them.
func (s *Stage) Ground(g *Ground) {
	flow := g.Flow
	if flow == nil {
		flow = func(x, y float32) float32 { return (s.value(x*3, y*5, 154) - 0.5) * 0.9 }
	}
	top := g.Crest.Top() - 0.01
	s.Layer(&oil.Layer{
		Top: top, Bottom: 1.02, Inside: g.inside, Colour: g.Colour, Direction: flow,
		Coats: []oil.Coat{
			{Radius: 22, Cover: 2.2, Short: 3, Long: 6, Wander: 0.15, Size: g.Size, FarToNear: true,
				Touch: oil.Touch{Lightness: 0.02, Chroma: 0.2, Hue: 0.2, Alpha: 1, Tone: 80, Lift: 0.5}},
			{Radius: 11, Cover: 1.3, Short: 3, Long: 6, Wander: 0.25, Size: g.Size, FarToNear: true,
				Touch: oil.Touch{Lightness: 0.03, Chroma: 0.25, Hue: 0.25, Alpha: 0.95, Lift: 0.7}},
		},
	})
	if g.Blades == 0 {
		return
	}
	s.Layer(&oil.Layer{
		Bare: true, Top: top, Bottom: 1.04, Inside: g.inside, Colour: g.Colour,
		Direction: func(x, y float32) float32 { return -1.5708 + (s.value(x*5, y*6, 155)-0.5)*1.1 },
		Coats: []oil.Coat{{Radius: 4, Cover: g.Blades, Short: 4, Long: 10, Wander: 0.25, Size: g.Size, Keep: g.Keep, FarToNear: true,
			Touch: oil.Touch{Lightness: 0.04, Chroma: 0.3, Hue: 0.25, Alpha: 0.92, Lift: 0.85}}},
	})
}

// Flowers is a coat of blossoms over a ground.
type Flowers struct {
	Colour  func(x, y float32) oklab.Colour
	Density func(x, y float32) float32 // chance of a blossom, 0..1
	Radius  float32                    // in units, at the bottom of the picture about 1.6 times this
	Cover   float32
}

// Flowers paints thick dabs, far ones first.
func (s *Stage) Flowers(g *Ground, f Flowers) {
	r := s.Random
	s.Layer(&oil.Layer{
		Bare: true, Top: g.Crest.Top(), Bottom: 1.03, Inside: g.inside,
		Direction: func(x, y float32) float32 { return (s.value(x*40, y*40, 137) - 0.5) * 5 },
		Colour: func(x, y float32) oklab.Colour {
			petal := PetalHue(f.Colour(x, y))
			switch k := r.Unit(); {
			case k < 0.28:
				petal = s.Sunlit(petal, 0.13)
			case k < 0.42:
				petal = petal.Lighter(-0.10)
			}
			return s.Aired(petal, 0.32*noise.Exp(-g.Depth(y)*8))
		},
		Coats: []oil.Coat{{Radius: f.Radius, Cover: f.Cover, Short: 1.2, Long: 2.6, Wander: 0.6, Size: g.Size, Keep: f.Density, FarToNear: true,
			Touch: oil.Touch{Lightness: 0.035, Chroma: 0.25, Hue: 0.2, Alpha: 1, Lift: 1.1}}},
	})
}

// PetalHue moves the greens, which no flower has, to cornflower blue.
func PetalHue(c oklab.Colour) oklab.Colour {
	if h := c.Hue(); h > 118 && h < 225 {
		return oklab.LCH(min(c.L, 0.66), c.Chroma(), 250+(h-118)*0.2)
	}
	return c
}

// Turf is the usual colour of grass: light and shade in drifts, airy far off,
// with the long light of the day across it.
func (s *Stage) Turf(g *Ground, grass oklab.Colour) func(x, y float32) oklab.Colour {
	light := oklab.Blend(grass, s.Scheme.Sun, 0.30).WithL(min(0.92, grass.L+0.15))
	shade := s.Shaded(grass, 0.40)
	return func(x, y float32) oklab.Colour {
		depth := g.Depth(y)
		c := oklab.Mix(shade, light, noise.Smooth(0.28, 0.74, s.field(x*6, y*11, 3, 151)))
		c = s.Aired(c, 0.34*noise.Exp(-depth*6))
		beam := noise.Smooth(0.46, 0.70, s.field(x*1.9+4, y*4.5, 2, 153))
		return oklab.Mix(c, s.Sunlit(c, 0.11), beam*0.6)
	}
}
