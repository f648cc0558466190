package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/scheme"
)

// sea is open water with a low light, headlands and a sailing boat.
func sea(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.50, 0.60)
	s.LightX = r.Between(0.28, 0.72)
	s.LightY = s.Horizon - r.Between(0.06, 0.15)
	s.Disc, s.Glow = r.Between(0.026, 0.036), 0.30
	heaps := 0
	if s.Scheme.Mood == scheme.Clear {
		s.LightY, s.Disc, s.Glow, heaps = -0.12, 0, 0.30, 6
	}
	sky := s.NewSky(r.Between(0.35, 0.7), heaps)
	side := noise.Sign(0.5 - s.LightX) // of the headland
	headland := s.Hilly(s.Horizon+0.004, 0.085, 3.2, 4, 80)
	for i := range headland {
		x := float32(i) / oil.Units
		if side > 0 {
			x = 1 - x
		}
		near := noise.Smooth(0.62, 0.05, x)
		headland[i] = s.Horizon + 0.006 - (s.Horizon+0.034-headland[i])*near*1.3 + 0.012*(1-near)
	}
	hill := oklab.Blend(s.Scheme.Far, s.Scheme.Mid, 0.4)
	mirror := func(x, y float32) oklab.Colour {
		if y > headland.At(x) {
			return oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[3], 0.25)
		}
		return sky.Mirrored(x, y)
	}
	return []step{
		{0.45, sky.Paint},
		{0.05, func() {
			s.Range(motif.Range{Crest: headland, Bottom: s.Horizon + 0.006, Colour: hill, Air: 0.26, Brush: 0.42, Wooded: 0.3})
		}},
		{0.40, func() {
			body := oklab.Mix(s.Scheme.Sky[1], s.Scheme.Mid, 0.35).WithL(s.Scheme.Sky[1].L * 0.84)
			s.Water(motif.Water{Top: s.Horizon, Mirror: mirror, Body: body, Calm: 0.25})
		}},
		{0.10, func() {
			s.Boat(s.LightX-side*r.Between(0.14, 0.24), s.Horizon+r.Between(0.05, 0.10), r.Between(0.11, 0.17), side)
			for range r.Index(3) {
				s.Boat(s.LightX+r.Between(-0.4, 0.4), s.Horizon+r.Between(0.010, 0.03), r.Between(0.03, 0.055), r.Side())
			}
			s.Boat(s.LightX+side*r.Between(0.20, 0.30), s.Horizon+0.012, r.Between(0.028, 0.04), side)
			if r.Chance(0.5) {
				x := 0.5 + side*r.Between(0.36, 0.42)
				s.Lighthouse(x, headland.At(x)+0.012, r.Between(0.17, 0.22))
			}
			s.Birds(5)
		}},
	}
}

// lake is a mountain over calm water.
func lake(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.54, 0.60)
	s.LightX, s.LightY = r.Between(0.2, 0.8), s.Horizon-r.Between(0.26, 0.36)
	s.Disc, s.Glow = 0.03, 0.26
	heaps := 0
	if s.Scheme.Mood == scheme.Clear || s.Scheme.Mood == scheme.Fresh {
		s.LightY, s.Disc, heaps = -0.12, 0, 4
	}
	sky := s.NewSky(r.Between(0.3, 0.6), heaps)
	peaks := s.Peaks(s.Horizon-0.02, 0.38, 80)
	shoulder := s.Hilly(s.Horizon-0.006, 0.15, 3.0, 5, 90)
	shore := s.Hilly(s.Horizon+0.01, 0.10, 5, 4, 95)
	far, mid := s.Scheme.Far, oklab.Mix(s.Scheme.Mid, s.Scheme.Far, 0.35)
	near := oklab.Mix(s.Scheme.Near, s.Scheme.Grass, 0.5)
	mirror := func(x, y float32) oklab.Colour {
		switch {
		case y > shore.At(x)-0.012:
			return s.Shaded(near, 0.22)
		case y > shoulder.At(x):
			return s.Shaded(mid, 0.1)
		case y > peaks.At(x):
			if y < s.Horizon-0.16 {
				return oklab.Mix(s.Scheme.CloudLit, far, 0.4)
			}
			return s.Aired(far, 0.25)
		}
		return sky.Mirrored(x, y)
	}
	return []step{
		{0.35, sky.Paint},
		{0.25, func() {
			s.Range(motif.Range{Crest: peaks, Bottom: s.Horizon, Colour: far, Air: 0.22, Brush: 0.8, Snow: s.Horizon - 0.17})
			s.Range(motif.Range{Crest: shoulder, Bottom: s.Horizon, Colour: mid, Air: 0.22, Brush: 0.6, Wooded: 0.6})
			s.Range(motif.Range{Crest: shore, Bottom: s.Horizon + 0.004, Colour: near, Air: 0.08, Brush: 0.5, Wooded: 0.5})
			s.Treeline(shore, s.Shaded(s.Scheme.Grass, 0.55), 0.035)
		}},
		{0.35, func() {
			body := oklab.Mix(s.Scheme.Sky[0], s.Scheme.Mid, 0.4).WithL(s.Scheme.Sky[0].L * 0.85)
			s.Water(motif.Water{Top: s.Horizon, Mirror: mirror, Body: body, Calm: 0.75})
		}},
		{0.05, func() {
			lakeBank(s, noise.Sign(0.5-s.LightX))
			s.Birds(3)
		}},
	}
}

// lakeBank is a flowering corner of the near shore with firs on it.
func lakeBank(s *motif.Stage, side float32) {
	r := s.Random
	bank := sideBank(s, side, 1.04, 0.27)
	ground := motif.Ground{Crest: bank, Blades: 0.9, Start: s.Horizon}
	ground.Colour = s.Turf(&ground, s.Scheme.Grass)
	s.Ground(&ground)
	s.Flowers(&ground, motif.Flowers{Radius: 4.2, Cover: 0.5,
		Colour:  func(x, y float32) oklab.Colour { return s.Scheme.Accents[int(noise.Value(x*6, y*6, s.Seed+186)*2.99)] },
		Density: func(x, y float32) float32 { return noise.Smooth(0.48, 0.62, noise.Fractal(x*6, y*10, 2, s.Seed+187)) },
	})
	for i := range 6 {
		x := 0.5 + side*(0.22+0.055*float32(i)) + r.Bell()*0.014
		s.Conifer(x, bank.At(x)+0.012+r.Unit()*0.025, r.Between(0.24, 0.46), s.Shaded(s.Scheme.Grass, 0.35), 0)
	}
}
