package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
)

// lavenderHills is rolling land combed with rows of lavender, a farmhouse on
// the crest.
func lavenderHills(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.38, 0.44)
	sky := openSky(s)
	far := s.Peaks(s.Horizon+0.03, 0.12, 80)
	side := r.Side()
	hills := lavenderSlopes(s, side)
	return []step{
		{0.32, sky.Paint},
		{0.10, func() {
			s.Range(motif.Range{Crest: far, Bottom: s.Horizon + 0.10, Colour: s.Scheme.Far, Air: 0.25, Brush: 0.55})
			low := s.Hilly(s.Horizon+0.05, 0.07, 2.6, 3, 90)
			s.Range(motif.Range{Crest: low, Bottom: s.Horizon + 0.16, Colour: oklab.Mix(s.Scheme.Mid, s.Scheme.Grass, 0.45), Air: 0.16, Brush: 0.5, Tilled: true, Wooded: 0.5})
		}},
		{0.20, hills[0].paint},
		{0.08, func() { farmhouse(s, hills[0], side) }},
		{0.15, hills[1].paint},
		{0.15, hills[2].paint},
	}
}

// slope is one hill of rows.
type slope struct {
	stage      *motif.Stage
	ground     motif.Ground
	vanish     oil.Point // where its rows would meet
	frequency  float32
	bush, soil oklab.Colour
	near       float32 // size of the bushes
}

func lavenderSlopes(s *motif.Stage, side float32) [3]*slope {
	r := s.Random
	violet := lavenderColour(s)
	var out [3]*slope
	for i := range out {
		t := float32(i) / 2
		crest := s.Hilly(s.Horizon+0.13+0.17*t, 0.07, 1.5, 2, uint32(150+i*9))
		tilt := side
		if i == 1 {
			tilt = -side
		}
		for k := range crest { // each hill falls away to the other side
			x := float32(k)/oil.Units - 0.5
			crest[k] += tilt*x*0.16 + x*x*0.10
		}
		hill := &slope{stage: s, near: 0.55 + 0.55*t, frequency: r.Between(9, 12) - 2*t}
		hill.vanish = oil.Point{X: 0.5 - tilt*r.Between(0.10, 0.35), Y: crest.Top() - 0.10}
		hill.bush = oklab.Mix(violet, s.Scheme.Sky[2], 0.18*(1-t))
		hill.soil = oklab.Mix(s.Scheme.Grass, s.Scheme.Sun, 0.12).WithL(s.Scheme.Grass.L - 0.02)
		hill.ground = motif.Ground{Crest: crest, Colour: hill.colour, Flow: hill.along}
		out[i] = hill
	}
	return out
}

// lavenderColour is violet drawn towards the front's own cool or pink.
func lavenderColour(s *motif.Stage) oklab.Colour {
	hue := float32(300)
	for _, a := range s.Scheme.Accents {
		if step := oklab.HueStep(hue, a.Hue()); noise.Abs(step) < 60 {
			hue += step * 0.6
			break
		}
	}
	return oklab.LCH(min(0.60, s.Scheme.Grass.L+0.03), 0.135, hue)
}

func (h *slope) row(x, y float32) float32 {
	wobble := (noise.Value(x*3, y*3, h.stage.Seed+130) - 0.5) * 0.10
	return ((x-h.vanish.X)/(y-h.vanish.Y)*0.46 + wobble) * h.frequency
}

// bed is 1 on the bushes and 0 between the rows.
func (h *slope) bed(x, y float32) float32 {
	u := h.row(x, y)
	across := u - float32(noise.Floor(u))
	return noise.Smooth(0.04, 0.24, across) * (1 - noise.Smooth(0.70, 0.92, across))
}

func (h *slope) colour(x, y float32) oklab.Colour {
	s := h.stage
	u := h.row(x, y)
	across := u - float32(noise.Floor(u))
	n := noise.Fractal(x*10, y*16, 3, s.Seed+131)
	// A bush is round: its light side looks to the sun.
	lit := noise.Clamp01(0.5 + 0.9*(across-0.48)*noise.Sign(s.LightX-x) + 0.5*(n-0.5))
	bush := oklab.Mix(h.bush.Lighter(-0.10), s.Sunlit(h.bush, 0.13), lit)
	soil := oklab.Mix(s.Shaded(h.soil, 0.28), s.Sunlit(h.soil, 0.08), n)
	c := oklab.Mix(soil, bush, h.bed(x, y))
	below := y - h.ground.Crest.At(x)
	c = oklab.Mix(c, s.Sunlit(c, 0.12), 0.7*noise.Exp(-below*11)) // light catches the brow
	pool := noise.Smooth(0.48, 0.72, noise.Fractal(x*2.1, y*3.6, 2, s.Seed+133))
	return oklab.Mix(s.Aired(c, 0.16*noise.Exp(-below*8)), s.Sunlit(c, 0.10), pool*0.5)
}

func (h *slope) along(x, y float32) float32 { return noise.Atan2(y-h.vanish.Y, x-h.vanish.X) }

func (h *slope) paint() {
	s := h.stage
	s.Ground(&h.ground)
	s.Flowers(&h.ground, motif.Flowers{Radius: 3.8 * h.near, Cover: 0.75 * h.near,
		Colour: func(x, y float32) oklab.Colour {
			if s.Random.Chance(0.05) {
				return s.Scheme.Accents[s.Random.Index(4)]
			}
			return h.colour(x, y).Lighter(0.02)
		},
		Density: func(x, y float32) float32 { return h.bed(x, y) * 0.9 },
	})
}

func farmhouse(s *motif.Stage, hill *slope, side float32) {
	r := s.Random
	x := 0.5 + side*r.Between(0.10, 0.24)
	y := hill.ground.Crest.At(x) + 0.022
	wall := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sun, 0.4).WithL(max(0.62, min(0.88, s.Scheme.Grass.L+0.24)))
	for i := range 4 {
		tx := x + side*(0.075+0.035*float32(i))
		s.Cypress(tx, hill.ground.Crest.At(tx)+0.02, r.Between(0.12, 0.22))
	}
	s.House(motif.House{X: x - side*0.075, Y: y - 0.004, Width: 0.07, Wall: wall, Roof: oklab.LCH(s.Scheme.Grass.L+0.02, 0.10, 42)})
	s.House(motif.House{X: x, Y: y, Width: 0.115, Wall: wall, Roof: oklab.LCH(s.Scheme.Grass.L, 0.11, 40), Chimney: true})
	leaf := s.Shaded(s.Scheme.Grass, 0.15)
	s.Tree(motif.Tree{X: x - side*0.17, Y: hill.ground.Crest.At(x-side*0.17) + 0.02, Height: 0.15, Spread: 0.95, Leaf: leaf, Lit: s.Sunlit(leaf, 0.18), Full: 0.9})
}
