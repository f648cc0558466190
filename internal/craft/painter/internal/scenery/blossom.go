package scenery

import (
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/noise"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/oklab"
)

// blossom is a great blossoming tree over water, petals in the air.
func blossom(s *motif.Stage) []Step {
	r := s.Random
	s.Horizon = r.Between(0.50, 0.56)
	sky := openSky(s)
	top := s.Horizon + 0.02
	hills := s.Hilly(s.Horizon+0.01, 0.13, 2.2, 4, 80)
	low := s.Hilly(s.Horizon+0.03, 0.07, 3.4, 3, 90)
	land := newMeadowLand(s, top)
	treeX := r.Between(0.24, 0.36)
	if s.LightX < 0.5 {
		treeX = 1 - treeX
	}
	petal, lit := petals(s)
	return []Step{
		{0.33, sky.Paint},
		{0.12, func() {
			s.Range(motif.Range{Crest: hills, Bottom: s.Horizon + 0.05, Colour: s.Scheme.Far, Air: 0.2, Brush: 0.6})
			s.Range(motif.Range{Crest: low, Bottom: s.Horizon + 0.07, Colour: s.Scheme.Mid, Air: 0.16, Brush: 0.5, Wooded: 0.8})
		}},
		{0.35, land.paint},
		{0.20, func() {
			for i := range 3 {
				x := 1 - treeX + (float32(i)-1)*0.13 + r.Bell()*0.03
				s.Tree(motif.Tree{X: x, Y: top + 0.045 + float32(i)*0.012, Height: r.Between(0.13, 0.19), Spread: 0.95, Leaf: petal, Lit: lit, Full: 0.9})
			}
			s.Tree(motif.Tree{X: treeX, Y: top + 0.20, Height: r.Between(0.62, 0.70), Spread: 1.05, Lean: noise.Sign(0.5-treeX) * 0.6, Leaf: petal, Lit: lit, Full: 0.85})
			fallingPetals(s, treeX, top, petal, lit)
		}},
	}
}

// petals are the front's most telling colour as blossom: pale, never muddy.
func petals(s *motif.Stage) (petal, lit oklab.Colour) {
	c := s.Scheme.Accents[0]
	if h := c.Hue(); h > 100 && h < 200 { // no tree blossoms green
		c = s.Scheme.Accents[1]
		if h := c.Hue(); h > 100 && h < 200 {
			c = oklab.LCH(c.L, c.Chroma(), 355)
		}
	}
	petal = c.WithL(min(0.74, s.Scheme.Grass.L+0.20)).WithChroma(min(max(c.Chroma(), 0.11), 0.15))
	lit = oklab.Mix(petal, s.Scheme.Sun, 0.45).WithL(min(0.95, petal.L+0.19))
	return petal, lit
}

func fallingPetals(s *motif.Stage, treeX, top float32, petal, lit oklab.Colour) {
	r := s.Random
	touch := &oil.Touch{Alpha: 1, Lightness: 0.03, Chroma: 0.2, Hue: 0.12, Lift: 1.1, Tone: 40}
	for i := range 460 {
		depth := r.Unit()
		y := top + 0.13 + depth*depth*(0.85-top)
		x := treeX + r.Bell()*(0.20+0.25*depth)
		if i < 80 {
			x, y = treeX+r.Bell()*0.34, top-0.25+r.Unit()*0.45
		}
		radius := (1.3 + 3.2*noise.Clamp01(y-top)) * r.Between(0.7, 1.3)
		sin, cos := noise.Sincos(r.Between(0, 6.2832))
		half := radius / oil.Units
		s.Line(x-cos*half, y-sin*half*0.6, x+cos*half, y+sin*half*0.6, radius, oklab.Mix(petal, lit, r.Unit()), touch)
	}
}
