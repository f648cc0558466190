package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
)

// starryNight is a turning sky over a village on the water.
func starryNight(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.60, 0.66)
	s.LightX, s.LightY = r.Between(0.66, 0.84), r.Between(0.13, 0.2)
	if r.Chance(0.5) {
		s.LightX = 1 - s.LightX
	}
	s.Disc, s.Glow = 0.042, 0.16
	sky := s.NewStarfield()
	far := s.Hilly(s.Horizon, 0.16, 2.4, 4, 80)
	near := s.Hilly(s.Horizon+0.06, 0.10, 2.6, 3, 90)
	shore := s.Horizon + 0.11
	nearColour := oklab.Mix(s.Scheme.Mid, s.Scheme.Grass, 0.35)
	mirror := func(x, y float32) oklab.Colour {
		switch {
		case y > near.At(x):
			return s.Scheme.Mid
		case y > far.At(x):
			return s.Scheme.Far
		}
		return sky.Colour(x, y)
	}
	return []step{
		{0.50, sky.Paint},
		{0.18, func() {
			s.Range(motif.Range{Crest: far, Bottom: s.Horizon + 0.10, Colour: s.Scheme.Far, Air: 0.10, Brush: 0.7})
			s.Range(motif.Range{Crest: near, Bottom: s.Horizon + 0.14, Colour: nearColour, Air: 0.04, Brush: 0.6, Wooded: 0.6})
		}},
		{0.20, func() {
			s.Water(motif.Water{Top: shore, Mirror: mirror, Body: s.Scheme.Sky[1], Calm: 0.4})
		}},
		{0.12, func() {
			centre := 0.5 + (0.5-s.LightX)*-0.2
			s.Church(centre+0.03, shore-0.026, 0.13, 0)
			s.Village(centre, shore, 0.52, 13, 0, 0.16)
			x := r.Between(0.12, 0.18)
			if s.LightX < 0.5 {
				x = 1 - x
			}
			s.Cypress(x, 1.03, 0.66)
			s.Cypress(x+0.055*noise.Sign(0.5-x), 1.03, 0.42)
		}},
	}
}
