package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

// mist is a pale moon over hills that drown in fog, bare trees, crows and one lit window.
func mist(s *stage) {
	r := s.random
	s.night = true
	side := r.Side()
	s.lightX, s.lightY = 0.5-side*r.Between(0.05, 0.12), r.Between(0.29, 0.35)
	radius := r.Between(0.17, 0.21)
	s.knock(tones{main: flat(0.85), key: around(s.lightX, s.lightY, radius, 0.35, 0.8, 1)}, shape.Whole())
	for i := range 3 {
		s.over(tones{key: flat(0.50 - 0.17*float32(i))}, shape.Disc(s.lightX, s.lightY, radius*(1.75-0.24*float32(i))))
	}
	s.knock(tones{third: ball(s.lightX, s.lightY, radius, 0.8)}, shape.Disc(s.lightX, s.lightY, radius))
	s.crows(6)
	for i := range 4 {
		s.fogHill(i, side)
	}
	s.near(side, 0.075)
	s.near(-side, 0.05)
	var grass shape.Path
	for range 30 {
		grass = append(grass, shape.Tuft(r.Unit(), 0.985, r.Between(0.05, 0.12), 6, r)...)
	}
	s.over(tones{key: solid, main: solid}, shape.Join(grass, shape.Rect(-0.1, 0.955, 1.1, 1.1)))
}

// fogHill draws a hill that is dark on its crest and gone at its foot, with what stands on it.
func (s *stage) fogHill(i int, side float32) {
	r := s.random
	k := float32(i)
	base := 0.58 + 0.105*k
	line := s.hills(base, 0.05, 2.2+0.5*k, uint32(80+i))
	p := shape.Land(line)
	deep := 0.40 + 0.20*k
	house := shape.Building{}
	switch i {
	case 1:
		x := s.lightX + side*r.Between(0.03, 0.08)
		house = shape.Haunted(x, line(x)+0.012, 0.215)
		p = append(p, shape.Join(house.Walls, house.Roof)...)
	default:
		for j := range 5 + 2*i {
			x := (float32(j)+0.5)/float32(5+2*i) + r.Bell()*0.04
			if i < 3 && noise.Abs(x-s.lightX) < 0.10 {
				continue
			}
			tall := (0.11 + 0.045*k) * r.Between(0.6, 1.15)
			p = append(p, shape.Bare(shape.Point{X: x, Y: line(x) + 0.02}, -1.5708+r.Bell()*0.15, tall*0.36, tall*0.055, 4, r, nil)...)
		}
	}
	s.knock(tones{main: down(base-0.02, 0.95, base+0.20, 0.30), key: down(base-0.02, deep, base+0.13, 0.02)}, p)
	s.over(tones{key: down(base-0.06, 0.95, base+0.03, deep), main: solid}, shape.Join(house.Walls, house.Roof))
	s.knock(tones{second: solid, third: solid}, house.Panes)
}

func (s *stage) crows(count int) {
	r := s.random
	var p shape.Path
	for range count {
		at := shape.Point{X: s.lightX, Y: s.lightY}.Towards(r.Between(3.0, 6.4), r.Between(0.08, 0.30))
		p = append(p, shape.Bat(at.X, at.Y, r.Between(0.018, 0.034)).Turned(r.Bell()*0.3, at)...)
	}
	s.over(tones{key: solid}, p)
}

// near draws a tree at a side, close by.
func (s *stage) near(side, width float32) {
	r := s.random
	x := 0.5 + side*r.Between(0.40, 0.46)
	p := shape.Trunk(x, 1.05, width, r)
	for i := range 5 {
		from := shape.Point{X: x - side*0.008, Y: 0.62 - 0.14*float32(i)}
		p = append(p, shape.Bare(from, -1.5708-side*r.Between(0.5, 1.1), r.Between(0.09, 0.14), width*0.34, 4, r, nil)...)
	}
	s.over(tones{key: solid, main: solid}, p)
	s.over(tones{key: solid, main: solid}, shape.Crow(x-side*0.075, 0.575, -0.042*side))
}
