package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
)

// snowVillage is lit windows under snow in the last light.
func snowVillage(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.44, 0.50)
	s.LightX, s.LightY = r.Between(0.2, 0.8), s.Horizon-0.05
	s.Disc, s.Glow = 0, 0.30
	sky := s.NewSky(r.Between(0.45, 0.75), 0)
	top := s.Horizon + 0.03
	mountains := s.Peaks(s.Horizon+0.02, 0.24, 80)
	woods := s.Hilly(s.Horizon+0.03, 0.09, 2.4, 4, 90)
	ground := motif.Ground{Crest: s.Hilly(top+0.03, 0.05, 1.8, 2, 150)}
	snow := s.Snowfield(&ground)
	centre := r.Between(0.40, 0.60)
	lane := newLane(s, &ground, centre, snow)
	ground.Colour = lane.colour
	return []step{
		{0.30, sky.Paint},
		{0.22, func() {
			s.Range(motif.Range{Crest: mountains, Bottom: s.Horizon + 0.06, Colour: oklab.Mix(s.Scheme.Far, s.Scheme.Sky[1], 0.4), Air: 0.16, Brush: 0.7, Snow: s.Horizon + 0.02})
			s.Range(motif.Range{Crest: woods, Bottom: s.Horizon + 0.08, Colour: oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[2], 0.4), Air: 0.12, Brush: 0.5})
			s.Treeline(woods, s.Shaded(s.Scheme.Grass, 0.35), 0.05)
		}},
		{0.25, func() { s.Ground(&ground) }},
		{0.23, func() { snowHouses(s, centre, top) }},
	}
}

// lane is a trodden way through snow, warm where light from windows falls.
type lane struct {
	stage  *motif.Stage
	ground *motif.Ground
	centre float32
	snow   func(x, y float32) oklab.Colour
}

func newLane(s *motif.Stage, g *motif.Ground, centre float32, snow func(x, y float32) oklab.Colour) *lane {
	return &lane{s, g, centre, snow}
}

func (l *lane) colour(x, y float32) oklab.Colour {
	s := l.stage
	c := l.snow(x, y)
	depth := l.ground.Depth(y)
	middle := l.centre + noise.Sin(depth*4.2)*0.10*depth
	width := 0.012 + 0.11*depth
	on := 1 - noise.Smooth(width*0.6, width, noise.Abs(x-middle))
	c = oklab.Mix(c, s.Scheme.Sky[1].WithL(c.L-0.10), on*0.5)
	// Lamplight lies on the snow before the houses.
	pool := noise.Bump(depth-0.16, 0.22) * noise.Bump(x-l.centre, 0.34)
	return oklab.Mix(c, oklab.Mix(s.Scheme.Lamp, c, 0.25).WithL(max(c.L, 0.78)), pool*0.34)
}

func snowHouses(s *motif.Stage, centre, top float32) {
	r := s.Random
	leaf := s.Shaded(s.Scheme.Grass, 0.42)
	for i := range 26 { // the dark wood behind, for the roofs to stand out from
		x := (float32(i)+r.Unit())/26*1.1 - 0.05
		s.Conifer(x, top+0.035+r.Unit()*0.02, r.Between(0.10, 0.19), s.Aired(leaf, 0.14), 0.35)
	}
	side := r.Side()
	s.Church(centre+side*0.05, top+0.062, r.Between(0.25, 0.29), 0.9)
	for i := range 9 {
		t := float32(i) / 8
		flank := side * float32(1-2*(i&1))
		x := centre + flank*(0.10+0.33*t) + r.Bell()*0.012
		wall := oklab.Mix(oklab.Mix(s.Scheme.Mid, s.Scheme.Lamp, 0.25), s.Scheme.Accents[(i+1)%4], 0.22)
		house := motif.House{
			X: x, Y: top + 0.072 + 0.135*t*t + 0.01*r.Bell(), Width: noise.Lerp(0.10, 0.235, t) * r.Between(0.92, 1.08),
			Wall: wall.WithL(min(0.60, s.Scheme.Mid.L+0.05)), Roof: oklab.Mix(s.Scheme.Near, s.Scheme.Accents[i%3], 0.35),
			Lit: true, Snow: 0.92, Chimney: true,
		}
		s.House(house)
		s.Halo(x, house.Y-house.Width*0.10, house.Width*0.50, s.Scheme.Lamp)
		if i%3 == 0 {
			s.Smoke(x+house.Width*0.05, house.Y-house.Width*0.8, house.Width*0.9, r.Between(0.2, 0.5))
		}
	}
	for i := range 6 {
		flank := float32(1 - 2*(i&1))
		s.Conifer(0.5+flank*(0.36+0.045*float32(i))+r.Bell()*0.02, top+0.27+0.03*float32(i), r.Between(0.22, 0.34), leaf, 0.8)
	}
	s.Snowfall(260)
}

// auroraLake is curtains of light over snow and still water.
func auroraLake(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.58, 0.64)
	s.LightX, s.LightY, s.Disc, s.Glow = r.Between(0.3, 0.7), s.Horizon*0.5, 0, 0.3
	sky := s.NewAurora()
	peaks := s.Peaks(s.Horizon-0.005, 0.22, 80)
	shore := s.Hilly(s.Horizon+0.012, 0.05, 3.2, 4, 95)
	snow := oklab.Mix(s.Scheme.Sky[2], s.Scheme.Sky[3], 0.5)
	mirror := func(x, y float32) oklab.Colour {
		switch {
		case y > shore.At(x):
			return s.Shaded(snow, 0.55)
		case y > peaks.At(x):
			return oklab.Mix(snow, s.Scheme.Sky[1], 0.4)
		}
		return sky.Colour(x, y)
	}
	return []step{
		{0.50, sky.Paint},
		{0.18, func() {
			s.Range(motif.Range{Crest: peaks, Bottom: s.Horizon + 0.01, Colour: s.Shaded(s.Scheme.Far, 0.25), Air: 0.06, Brush: 0.7, Snow: s.Horizon - 0.02})
			s.Range(motif.Range{Crest: shore, Bottom: s.Horizon + 0.012, Colour: snow, Air: 0.02, Brush: 0.4})
			s.Treeline(shore, s.Scheme.Dark, 0.045)
		}},
		{0.20, func() {
			s.Water(motif.Water{Top: s.Horizon + 0.01, Mirror: mirror, Body: s.Scheme.Sky[1], Calm: 0.8})
		}},
		{0.12, func() { auroraShore(s) }},
	}
}

func auroraShore(s *motif.Stage) {
	r := s.Random
	side := r.Side()
	bank := sideBank(s, side, 1.02, 0.16)
	ground := motif.Ground{Crest: bank, Start: s.Horizon}
	ground.Colour = s.Snowfield(&ground)
	cabin := 0.5 + side*r.Between(0.16, 0.24)
	s.House(motif.House{X: cabin, Y: s.Horizon + 0.022, Width: 0.062, Wall: s.Scheme.Near, Roof: s.Scheme.Near, Lit: true, Snow: 0.8, Chimney: true})
	s.Halo(cabin, s.Horizon, 0.035, s.Scheme.Lamp)
	s.Glint(cabin, s.Horizon+0.03, 0.14, 0.007, s.Scheme.Lamp)
	s.Smoke(cabin, s.Horizon-0.045, 0.07, side*0.4)
	s.Ground(&ground)
	for i := range 6 {
		x := 0.5 + side*(0.24+0.055*float32(i)) + r.Bell()*0.015
		s.Conifer(x, bank.At(x)+0.015+r.Unit()*0.03, r.Between(0.26, 0.48), s.Shaded(s.Scheme.Grass, 0.62), 0.25)
	}
}
