package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/scheme"
)

// openSky sets the light for a scene on land and plans a sky for it: heaps of
// cloud by day, streaks towards evening.
func openSky(s *motif.Stage) *motif.Sky {
	r := s.Random
	s.LightX = r.Between(0.18, 0.82)
	s.LightY = s.Horizon - r.Between(0.09, 0.20)
	s.Disc, s.Glow = 0.03, 0.29
	switch s.Scheme.Mood {
	case scheme.Clear, scheme.Fresh:
		s.LightY, s.Disc, s.Glow = -0.12, 0, 0.30
		return s.NewSky(r.Between(0.15, 0.35), 5+r.Index(4))
	}
	return s.NewSky(r.Between(0.5, 0.85), 0)
}

// meadow is grass in drifts of wild flowers, a path and a great tree.
func meadow(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.46, 0.54)
	sky := openSky(s)
	top := s.Horizon + 0.02
	peaks := s.Peaks(s.Horizon+0.01, 0.17, 80)
	hills := s.Hilly(s.Horizon+0.03, 0.11, 2.6, 4, 90)
	land := newMeadowLand(s, top)
	treeX := r.Between(0.16, 0.30)
	if s.LightX < 0.5 {
		treeX = 1 - treeX
	}
	leaf := oklab.Mix(s.Scheme.Grass, s.Scheme.Accents[0], 0.12).WithL(s.Scheme.Grass.L - 0.05)
	lit := s.Sunlit(s.Scheme.Grass, 0.20)
	return []step{
		{0.35, sky.Paint},
		{0.15, func() {
			s.Range(motif.Range{Crest: peaks, Bottom: s.Horizon + 0.05, Colour: s.Scheme.Far, Air: 0.25, Brush: 0.6})
			s.Range(motif.Range{Crest: hills, Bottom: s.Horizon + 0.08, Colour: oklab.Mix(s.Scheme.Mid, s.Scheme.Grass, 0.5), Air: 0.14, Brush: 0.55, Tilled: true, Wooded: 0.5})
		}},
		{0.35, land.paint},
		{0.15, func() {
			s.Tree(motif.Tree{X: 1 - treeX + r.Bell()*0.05, Y: top + 0.06, Height: r.Between(0.14, 0.18), Spread: 0.9, Leaf: leaf, Lit: lit, Full: 0.8})
			s.Tree(motif.Tree{X: treeX, Y: top + 0.17, Height: r.Between(0.50, 0.58), Spread: 0.95, Lean: r.Bell() * 0.5, Leaf: leaf, Lit: lit, Full: 0.9})
			s.Birds(4)
		}},
	}
}

// meadowLand is a grassy slope with drifts of flowers and a winding path.
type meadowLand struct {
	stage        *motif.Stage
	ground       motif.Ground
	earth        oklab.Colour
	from, to     float32 // where the path is, near and far
	flowerRadius float32
}

func newMeadowLand(s *motif.Stage, top float32) *meadowLand {
	r := s.Random
	m := &meadowLand{stage: s, from: r.Between(0.30, 0.45), to: r.Between(0.52, 0.64), flowerRadius: 5.2}
	if r.Chance(0.5) {
		m.from, m.to = 1-m.from, 1-m.to
	}
	m.ground = motif.Ground{Crest: s.Hilly(top+0.035, 0.05, 1.6, 2, 150), Blades: 0.9}
	m.ground.Keep = func(x, y float32) float32 { return 1 - m.path(x, y) }
	m.earth = oklab.Blend(s.Scheme.Sun, s.Scheme.Near, 0.42)
	m.earth = m.earth.WithL(min(0.86, s.Scheme.Grass.L+0.16))
	turf := s.Turf(&m.ground, s.Scheme.Grass)
	m.ground.Colour = func(x, y float32) oklab.Colour {
		c := turf(x, y)
		if on := m.path(x, y); on > 0 {
			c = oklab.Mix(c, m.earth.Lighter((noise.Value(x*30, y*60, s.Seed)-0.5)*0.12), on*0.88)
		}
		return c
	}
	return m
}

// path is 1 in the middle of the path and 0 off it.
func (m *meadowLand) path(x, y float32) float32 {
	depth := m.ground.Depth(y)
	bend := noise.Sin(depth*5.5+0.6) * 0.05 * (0.3 + depth)
	centre := noise.Lerp(m.to, m.from, noise.Smooth(0, 1, depth)) + bend
	width := 0.006 + 0.085*depth*depth
	return 1 - noise.Smooth(width*0.7, width*1.15, noise.Abs(x-centre))
}

func (m *meadowLand) paint() {
	s := m.stage
	s.Ground(&m.ground)
	drift := func(x, y float32) float32 {
		return noise.Smooth(0.47, 0.64, noise.Fractal(x*3.4, y*7.5, 3, s.Seed+152))
	}
	s.Flowers(&m.ground, motif.Flowers{Radius: m.flowerRadius, Cover: 0.55,
		Colour: func(x, y float32) oklab.Colour {
			if s.Random.Chance(0.12) {
				return s.Scheme.Accents[s.Random.Index(4)]
			}
			if noise.Value(x*3.1, y*4.2, s.Seed+156) > 0.55 {
				return s.Scheme.Accents[1]
			}
			return s.Scheme.Accents[0]
		},
		Density: func(x, y float32) float32 { return (drift(x, y)*0.9 + 0.03) * m.ground.Keep(x, y) },
	})
}
