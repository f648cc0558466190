package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
)

// flowerField is rows of flowers that run to the horizon, with tall trees.
func flowerField(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.42, 0.50)
	sky := openSky(s)
	far := s.Hilly(s.Horizon+0.005, 0.12, 2.2, 3, 80)
	near := s.Hilly(s.Horizon+0.02, 0.07, 2.8, 3, 90)
	f := newRows(s, s.Horizon+0.03)
	return []step{
		{0.35, sky.Paint},
		{0.12, func() {
			s.Range(motif.Range{Crest: far, Bottom: s.Horizon + 0.05, Colour: s.Scheme.Far, Air: 0.25, Brush: 0.55})
			s.Range(motif.Range{Crest: near, Bottom: s.Horizon + 0.06, Colour: oklab.Mix(s.Scheme.Mid, s.Scheme.Grass, 0.5), Air: 0.12, Brush: 0.5, Tilled: true, Wooded: 0.4})
		}},
		{0.43, f.paint},
		{0.10, func() {
			x := r.Between(0.14, 0.32)
			if s.LightX < 0.5 {
				x = 1 - x
			}
			count := 2 + r.Index(3)
			for i := range count {
				s.Cypress(x+(float32(i)-float32(count)/2)*r.Between(0.035, 0.06), f.top+0.012+r.Unit()*0.015, r.Between(0.15, 0.28))
			}
		}},
	}
}

// rows are beds of flowers that meet in a vanishing point.
type rows struct {
	stage     *motif.Stage
	ground    motif.Ground
	top       float32
	vanish    float32 // x where the rows meet
	frequency float32
}

func newRows(s *motif.Stage, top float32) *rows {
	f := &rows{stage: s, top: top, vanish: s.Random.Between(0.25, 0.75), frequency: s.Random.Between(8, 12)}
	f.ground = motif.Ground{Crest: s.Hilly(top+0.007, 0.014, 5, 1, 135), Blades: 0.8, Colour: f.colour, Flow: f.along}
	return f
}

// row is the number of the bed at a place, with the fraction across it.
func (f *rows) row(x, y float32) float32 {
	wobble := (noise.Value(x*3, y*3, f.stage.Seed+130) - 0.5) * 0.12
	return ((x-f.vanish)/(y-f.top+0.045)*0.42 + wobble) * f.frequency
}

// bed is 1 on flowers and 0 in the furrow.
func (f *rows) bed(x, y float32) float32 {
	u := f.row(x, y)
	across := u - float32(noise.Floor(u))
	return noise.Smooth(0.06, 0.26, across) * (1 - noise.Smooth(0.76, 0.96, across))
}

func (f *rows) flower(x, y float32) oklab.Colour {
	var a [3]oklab.Colour
	for i := range a {
		a[i] = motif.PetalHue(f.stage.Scheme.Accents[i])
	}
	switch k := noise.Hash(noise.Floor(f.row(x, y)), 3, f.stage.Seed+140); {
	case k < 0.25:
		return a[1]
	case k < 0.38:
		return a[2]
	}
	return a[0]
}

func (f *rows) colour(x, y float32) oklab.Colour {
	s := f.stage
	n := noise.Fractal(x*9, y*14, 3, s.Seed+131)
	petal := f.flower(x, y).Lighter(-0.10 + 0.22*(n-0.3))
	furrow := s.Shaded(s.Scheme.Grass, 0.15+0.4*(1-n))
	c := oklab.Mix(furrow, petal, f.bed(x, y)*(0.55+0.5*n))
	c = s.Aired(c, 0.40*noise.Exp(-f.ground.Depth(y)*7))
	pool := noise.Smooth(0.5, 0.75, noise.Fractal(x*2.2, y*3.5, 2, s.Seed+133))
	return oklab.Mix(c, s.Sunlit(c, 0.11), pool*0.55)
}

func (f *rows) along(x, y float32) float32 {
	return noise.Atan2(y-(f.top-0.045), x-f.vanish) + (noise.Value(x*6, y*6, f.stage.Seed+132)-0.5)*0.5
}

func (f *rows) paint() {
	s := f.stage
	s.Ground(&f.ground)
	s.Flowers(&f.ground, motif.Flowers{Radius: 4.8, Cover: 0.78,
		Colour: func(x, y float32) oklab.Colour {
			if s.Random.Chance(0.08) {
				return s.Scheme.Accents[s.Random.Index(4)]
			}
			return f.flower(x, y)
		},
		Density: func(x, y float32) float32 { return f.bed(x, y)*0.95 + 0.05 },
	})
}
