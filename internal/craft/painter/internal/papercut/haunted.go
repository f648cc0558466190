package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// haunted is a crooked house on a hill before a great moon, bare trees, crows and graves in
// the mist.
func haunted(s *stage) {
	r := s.random
	side := r.Side()
	s.lightX, s.lightY = 0.5-side*r.Between(0.04, 0.12), r.Between(0.31, 0.37)
	s.sky(0.72)
	s.disc(r.Between(0.165, 0.20), 2)
	s.veils(0.30, 0.26)
	s.bareWood(0.36, 0.66, 0.30, 9)
	s.sheet(s.depth(0.42), 0.010, shape.Land(s.hills(0.66, 0.03, 3, 51)))
	s.houseOnHill(side)
	s.bats(7)
	s.veils(0.70, 0.40)
	s.bareWood(0.74, 0.84, 0.36, 5)
	s.graves(0.80)
	s.veils(0.86, 0.52)
	s.hangingTree(-side, 0.94)
	s.hangingTree(side, 1.0)
	s.brambles()
}

// veils plans torn strips of mist.
func (s *stage) veils(y, depth float32) {
	r := s.random
	var p shape.Path
	for range 4 {
		x, level := r.Between(0.05, 0.95), y+r.Bell()*0.035
		reach := r.Between(0.18, 0.34)
		p = append(p, shape.Tapered(shape.Smooth(false, shape.Point{X: x - reach, Y: level + 0.01}, shape.Point{X: x - reach*0.3, Y: level - 0.012}, shape.Point{X: x + reach*0.3, Y: level + 0.008}, shape.Point{X: x + reach, Y: level - 0.006}), r.Between(0.02, 0.038))...)
	}
	s.sheet(oklab.Mix(s.depth(depth-0.2), s.scheme.CloudLit, 0.35), 0.009, p)
}

// bareWood plans leafless trees in a row.
func (s *stage) bareWood(depth, foot, height float32, count int) {
	r := s.random
	var p shape.Path
	for i := range count {
		x := (float32(i)+0.5)/float32(count) + r.Bell()*0.03
		if noise.Abs(x-s.lightX) < 0.12 {
			continue
		}
		tall := height * r.Between(0.7, 1.1)
		p = append(p, shape.Bare(shape.Point{X: x, Y: foot + 0.02}, -1.57+r.Bell()*0.12, tall*0.34, tall*0.055, 5, r, nil)...)
	}
	s.sheet(s.depth(depth), 0.010, p)
}

// houseOnHill plans the house, one window lit, and the hill it leans on.
func (s *stage) houseOnHill(side float32) {
	x := s.lightX + side*s.random.Between(0.02, 0.07)
	crest := func(at float32) float32 {
		return 0.75 - 0.15*noise.Bump(at-x, 0.20) + 0.02*noise.Fractal(at*6, 3, 2, s.seed+52)
	}
	house := shape.Haunted(x, crest(x)+0.01, 0.25)
	lean := s.random.Bell() * 0.04
	foot := shape.Point{X: x, Y: crest(x)}
	house.Walls, house.Panes, house.Roof = house.Walls.Turned(lean, foot), house.Panes.Turned(lean, foot), house.Roof.Turned(lean, foot)
	s.lantern(s.depth(0.80), 0.010, house)
	s.sheet(s.depth(0.90), 0.007, house.Roof)
	var fence shape.Path
	for at := float32(0.04); at < 0.98; at += 0.021 {
		if noise.Abs(at-x) > 0.10 && s.random.Chance(0.85) {
			y := crest(at)
			fence = append(fence, shape.Polygon(shape.Point{X: at - 0.003, Y: y + 0.01}, shape.Point{X: at - 0.003 + s.random.Bell()*0.003, Y: y - 0.028}, shape.Point{X: at, Y: y - 0.036}, shape.Point{X: at + 0.003, Y: y - 0.028}, shape.Point{X: at + 0.003, Y: y + 0.01})...)
		}
	}
	s.sheet(s.depth(0.62), 0.012, shape.Join(shape.Land(crest), fence))
}

func (s *stage) bats(count int) {
	r := s.random
	var p shape.Path
	for range count {
		angle := r.Between(3.2, 6.2)
		at := shape.Point{X: s.lightX, Y: s.lightY}.Towards(angle, r.Between(0.06, 0.30))
		p = append(p, shape.Bat(at.X, at.Y, r.Between(0.018, 0.036)).Turned(r.Bell()*0.35, at)...)
	}
	s.sheet(s.depth(0.96), 0.012, p)
}

// graves plans stones and crosses on a slope.
func (s *stage) graves(depth float32) {
	r := s.random
	line := s.hills(0.865, 0.02, 3, 53)
	p := shape.Land(line)
	for i := range 7 {
		x := (float32(i) + r.Between(0.2, 0.8)) / 7
		y, tall := line(x)+0.006, r.Between(0.045, 0.07)
		stone := shape.Arch(x, y, tall*0.62, tall)
		if i%3 == 1 {
			stone = shape.Join(shape.Rect(x-tall*0.10, y-tall*1.2, x+tall*0.10, y), shape.Rect(x-tall*0.38, y-tall*0.90, x+tall*0.38, y-tall*0.70))
		}
		p = append(p, stone.Turned(r.Bell()*0.12, shape.Point{X: x, Y: y})...)
		p = append(p, shape.Tuft(x+0.04, y, 0.035, 5, r)...)
	}
	s.sheet(s.depth(depth), 0.013, p)
}

// hangingTree plans a near tree at a side whose boughs reach over the picture.
func (s *stage) hangingTree(side, depth float32) {
	r := s.random
	x := 0.5 + side*r.Between(0.44, 0.52)
	p := shape.Trunk(x, 1.05, 0.07, r)
	for i := range 4 {
		from := shape.Point{X: x - side*0.01, Y: 0.62 - 0.17*float32(i)}
		p = append(p, shape.Bare(from, -1.57-side*r.Between(0.6, 1.15), r.Between(0.10, 0.15), 0.026, 4, r, nil)...)
	}
	if depth < 1 {
		p = append(p, shape.Crow(x-side*0.06, 0.535, -0.05*side)...)
	}
	s.sheet(s.depth(depth), 0.020, p)
}

// brambles plans dry stalks and thorns along the lower edge.
func (s *stage) brambles() {
	r := s.random
	p := shape.Land(s.hills(0.965, 0.02, 5, 54))
	for i := range 16 {
		x := float32(i)/15 + r.Bell()*0.02
		tall := r.Between(0.07, 0.15) * (0.6 + 0.8*noise.Abs(x-0.5)*2)
		p = append(p, shape.Bare(shape.Point{X: x, Y: 0.99}, -1.57+r.Bell()*0.35, tall*0.5, 0.006, 2, r, nil)...)
		p = append(p, shape.Tuft(x+0.03, 0.98, tall*0.6, 6, r)...)
	}
	s.sheet(s.depth(1).WithL(s.depth(1).L*0.9), 0.020, p)
}
