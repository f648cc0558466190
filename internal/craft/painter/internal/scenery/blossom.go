package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
)

// blossom is a blossoming tree that leans over a pond, more of them on the far
// shore, petals in the air and on the water.
func blossom(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.50, 0.55)
	sky := openSky(s)
	side := noise.Sign(0.5 - s.LightX) // of the tree, so that the light is beside it
	hills := s.Hilly(s.Horizon+0.01, 0.15, 2.2, 4, 80)
	shore := s.Hilly(s.Horizon+0.045, 0.035, 3.0, 3, 90)
	b := &pond{stage: s, side: side, shore: shore, waterline: s.Horizon + 0.055}
	b.petal, b.lit = petals(s)
	bank := sideBank(s, side, 1.04, 0.26)
	mirror := func(x, y float32) oklab.Colour {
		switch crown := s.Horizon - 0.02 - 0.09*noise.Value(x*9, 2, s.Seed+181); {
		case y > shore.At(x):
			return s.Aired(s.Scheme.Mid, 0.1)
		case y > crown && b.grove(x):
			return oklab.Mix(b.petal, s.Scheme.Sky[2], 0.2)
		case y > hills.At(x):
			return s.Scheme.Far
		}
		return sky.Mirrored(x, y)
	}
	return []step{
		{0.33, sky.Paint},
		{0.10, func() {
			s.Range(motif.Range{Crest: hills, Bottom: s.Horizon + 0.06, Colour: s.Scheme.Far, Air: 0.2, Brush: 0.6, Wooded: 0.4})
			s.Range(motif.Range{Crest: shore, Bottom: b.waterline, Colour: oklab.Mix(s.Scheme.Grass, s.Scheme.Mid, 0.4), Air: 0.16, Brush: 0.4, Wooded: 0.5})
		}},
		{0.10, b.farTrees},
		{0.20, func() {
			body := oklab.Mix(s.Scheme.Sky[1], s.Scheme.Grass, 0.30).WithL(s.Scheme.Sky[1].L * 0.9)
			s.Water(motif.Water{Top: b.waterline, Mirror: mirror, Body: body, Calm: 0.85})
		}},
		{0.10, func() { b.paintBank(bank) }},
		{0.17, func() {
			x := 0.5 + side*r.Between(0.24, 0.32)
			s.Tree(motif.Tree{X: x, Y: bank.At(x) + 0.035, Height: r.Between(0.66, 0.74), Spread: 1.15, Lean: -side * 0.75, Leaf: b.petal, Lit: b.lit, Full: 0.9})
			b.fallingPetals(x)
		}},
	}
}

// sideBank is land in the corner of the foreground: it rises by rise towards
// the given side of the picture.
func sideBank(s *motif.Stage, side, level, rise float32) *motif.Outline {
	bank := s.Hilly(level, 0.10, 2, 3, 170)
	for i := range bank {
		x := float32(i) / oil.Units
		bank[i] -= rise * noise.Smooth(0.50, 1.05, 0.5+side*(x-0.5))
	}
	return bank
}

type pond struct {
	stage      *motif.Stage
	side       float32
	shore      *motif.Outline
	waterline  float32
	petal, lit oklab.Colour
}

// petals are the front's most telling colour as blossom: pale, never muddy.
func petals(s *motif.Stage) (petal, lit oklab.Colour) {
	hue := float32(355)
	for _, c := range s.Scheme.Accents[:2] {
		// Trees blossom from violet over pink to peach; further on it would
		// look like autumn.
		if h := c.Hue(); h > 290 {
			hue = h
			break
		} else if h < 100 {
			hue = min(h, 35)
			break
		}
	}
	light := min(0.76, s.Scheme.Grass.L+0.22)
	petal = oklab.LCH(light, 0.125, hue)
	lit = oklab.Mix(petal, s.Scheme.Sun, 0.45).WithL(min(0.95, light+0.18))
	return petal, lit
}

// grove tells where trees stand on the far shore.
func (b *pond) grove(x float32) bool {
	return noise.Value(x*5, 7, b.stage.Seed+182)+0.25*(0.5-x)*b.side > 0.42
}

func (b *pond) farTrees() {
	s, r := b.stage, b.stage.Random
	for x := r.Between(0, 0.05); x < 1; x += r.Between(0.05, 0.10) {
		if !b.grove(x) {
			continue
		}
		leaf := s.Aired(b.petal, 0.16)
		s.Tree(motif.Tree{X: x, Y: b.shore.At(x) + 0.012, Height: r.Between(0.10, 0.17), Spread: 1.05, Lean: r.Bell() * 0.6, Leaf: leaf, Lit: b.lit, Full: 0.8})
	}
}

func (b *pond) paintBank(bank *motif.Outline) {
	s := b.stage
	ground := motif.Ground{Crest: bank, Blades: 0.9, Start: s.Horizon}
	ground.Colour = s.Turf(&ground, s.Scheme.Grass)
	s.Ground(&ground)
	s.Flowers(&ground, motif.Flowers{Radius: 4.6, Cover: 0.5,
		Colour: func(x, y float32) oklab.Colour {
			if noise.Value(x*5, y*6, s.Seed+183) > 0.5 {
				return s.Scheme.Accents[1]
			}
			return b.lit
		},
		Density: func(x, y float32) float32 { return noise.Smooth(0.45, 0.65, noise.Fractal(x*5, y*9, 2, s.Seed+184)) },
	})
}

// fallingPetals drift in the air and lie on the water in loose rafts.
func (b *pond) fallingPetals(treeX float32) {
	s, r := b.stage, b.stage.Random
	touch := &oil.Touch{Alpha: 1, Lightness: 0.03, Chroma: 0.2, Hue: 0.12, Lift: 1.1, Tone: 40}
	for range 90 {
		x, y := treeX+r.Bell()*0.36-b.side*0.12, r.Between(0.2, 0.85)
		half := r.Between(1.2, 2.6) / oil.Units
		sin, cos := noise.Sincos(r.Between(0, 6.2832))
		s.Line(x-cos*half, y-sin*half, x+cos*half, y+sin*half, half*oil.Units*0.9, oklab.Mix(b.petal, b.lit, r.Unit()), touch)
	}
	for range 900 {
		depth := r.Unit()
		x, y := r.Unit(), b.waterline+0.02+depth*(0.96-b.waterline)
		raft := noise.Fractal(x*3+y*2, y*14, 3, s.Seed+185)
		if raft < 0.55 || (0.5-x)*b.side > 0.42-depth*0.3 {
			continue
		}
		radius := (1.0 + 3.0*depth) * r.Between(0.7, 1.2)
		half := radius / oil.Units
		s.Line(x-half, y, x+half, y, radius*0.8, oklab.Mix(b.petal, b.lit, r.Unit()), touch)
	}
}
