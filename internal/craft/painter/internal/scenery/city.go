package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
)

// cityRiver is a skyline and a bridge at night, their lights on the water.
func cityRiver(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.52, 0.57)
	s.LightX, s.LightY = r.Between(0.18, 0.82), r.Between(0.12, 0.20)
	s.Disc, s.Glow = r.Between(0.024, 0.034), 0.22
	sky := s.NewSky(r.Between(0.4, 0.7), 0)
	peak := r.Between(0.25, 0.75)
	far := s.Skyline(1-peak, 0.20, 0.036)
	near := s.Skyline(peak, 0.33, 0.052)
	hill := s.Hilly(s.Horizon+0.03, 0.16, 2.2, 3, 80)
	beacon := noise.Clamp01(1-peak) + r.Bell()*0.05
	waterline := s.Horizon + 0.02
	wallFar := oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[3], 0.45)
	wallNear := oklab.Mix(s.Scheme.Near, s.Scheme.Sky[1], 0.45)
	mirror := func(x, y float32) oklab.Colour {
		above := waterline - y
		switch {
		case above < motif.TowerAt(near, x):
			c := oklab.Mix(wallNear, s.Scheme.Sky[1], 0.25)
			if noise.Value(x*46, y*16, s.Seed+211) > 0.62 {
				c = oklab.Blend(c, s.Scheme.Lamp, 0.55).WithL(0.62)
			}
			return c
		case above < motif.TowerAt(far, x):
			return oklab.Mix(wallFar, s.Scheme.Sky[2], 0.3)
		}
		return sky.Colour(x, y)
	}
	return []step{
		{0.35, sky.Paint},
		{0.22, func() {
			s.Beacon(beacon, hill.At(beacon)+0.01, 0.19)
			s.Range(motif.Range{Crest: hill, Bottom: waterline, Colour: oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[2], 0.35), Air: 0.22, Brush: 0.5, Wooded: 0.4})
			s.Towers(far, waterline, wallFar, 0.38)
			s.Towers(near, waterline, wallNear, 0.52)
			quay(s, waterline)
		}},
		{0.28, func() {
			s.Water(motif.Water{Top: waterline, Mirror: mirror, Body: s.Scheme.Sky[0], Calm: 0.45})
		}},
		{0.15, func() {
			lightsOnWater(s, waterline)
			s.Bridge(motif.Bridge{Y: waterline + 0.01, Rise: r.Between(0.03, 0.05), Foot: waterline + 0.075, Arches: 3 + r.Index(3)})
		}},
	}
}

func quay(s *motif.Stage, y float32) {
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.02, Chroma: 0.25, Hue: 0.2, Lift: 0.8}
	for x := float32(0); x < 1; x += 0.006 {
		leaf := s.Shaded(s.Scheme.Grass, 0.55)
		tall := 0.006 + 0.018*noise.Value(x*22, 3, s.Seed+215)
		s.Line(x, y+0.002, x+s.Random.Bell()*0.004, y-tall, 5, leaf, touch)
	}
}

func lightsOnWater(s *motif.Stage, y float32) {
	r := s.Random
	for i := range 26 {
		x := (float32(i) + r.Unit()) / 26
		c := s.Scheme.Lamp
		if r.Chance(0.45) {
			c = s.Scheme.Accents[r.Index(3)].WithL(0.76)
		}
		s.Halo(x, y-0.004, 0.012, c)
		s.Lamp(x, y-0.004, 0.0030, oklab.Mix(c, oklab.Colour{L: 0.98}, 0.4))
		s.Glint(x, y+0.006, r.Between(0.10, 0.36), r.Between(0.005, 0.010), c)
	}
}
