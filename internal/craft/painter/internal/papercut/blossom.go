package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// blossom is branches in flower before a great moon over hills.
func blossom(s *stage) {
	r := s.random
	side := r.Side()
	s.lightX, s.lightY = 0.5-side*r.Between(0.02, 0.10), r.Between(0.36, 0.43)
	s.sky(0.7)
	s.disc(r.Between(0.19, 0.23), 2)
	s.cloudbands(0.30, 2)
	s.houseHills(side)
	s.swallows(side)
	s.bough(side, 0.30, 0.55, 5)
	s.bough(side, 0.05, 1.0, 6)
	s.bough(-side, 0.62, 0.85, 4)
	s.petalsInAir(24)
}

// houseHills plans low hills with treetops and an old house among them.
func (s *stage) houseHills(side float32) {
	r := s.random
	x := 0.5 + side*r.Between(0.10, 0.24)
	for i := range 5 {
		t := float32(i) / 4
		line := s.hills(0.66+0.28*t*(0.5+0.5*t), 0.055-0.015*t, 2.2+t, uint32(31+i))
		p := shape.Land(line)
		if i == 1 || i == 2 || i == 3 {
			for range 16 {
				x := r.Between(-0.02, 1.02)
				p = append(p, shape.Bunch(shape.Point{X: x, Y: line(x)}, r.Between(0.02, 0.035)*(1+t), -1.57, r)...)
			}
		}
		s.sheet(s.depth(0.28+0.62*t), 0.012, p)
		if i == 1 {
			house := shape.Hanok(x, line(x)+0.035, r.Between(0.26, 0.32))
			s.lantern(oklab.Mix(s.snow(), s.depth(0.5), 0.45), 0.007, house)
			s.sheet(s.depth(0.86), 0.010, house.Roof)
		}
	}
}

func (s *stage) swallows(side float32) {
	r := s.random
	var p shape.Path
	for range 2 + r.Index(2) {
		p = append(p, shape.Swallow(s.lightX+r.Between(-0.20, 0.20), s.lightY+r.Between(-0.10, 0.17), r.Between(0.045, 0.07)*side)...)
	}
	s.sheet(s.depth(0.94), 0.010, p)
}

// bough plans a branch that comes in from a side, with leaves, buds and flowers: kind is how
// near it is, 0.5 to 1.
func (s *stage) bough(side, from, near float32, count int) {
	r := s.random
	var wood shape.Path
	var ends []shape.Point
	start := shape.Point{X: -0.04, Y: from}
	reach := 0.50 * near * r.Between(0.9, 1.1)
	droop := r.Between(-0.10, 0.14)
	spine := shape.Smooth(false, start, start.Plus(shape.Point{X: reach * 0.35, Y: droop*0.2 + 0.03}), start.Plus(shape.Point{X: reach * 0.7, Y: droop*0.8 - 0.01}), start.Plus(shape.Point{X: reach * 1.1, Y: droop + 0.06}))
	wood = shape.Line(spine, 0.034*near, 0.006*near)
	for i := range count {
		at := spine[(i+1)*(len(spine)-1)/count]
		angle := r.Between(0.3, 1.1) * noise.Sign(float32(i%2)-0.5)
		length := reach * r.Between(0.20, 0.36)
		wood = append(wood, shape.Bare(at, angle, length, 0.011*near, 1, r, func(end shape.Point, _ float32) { ends = append(ends, end) })...)
		ends = append(ends, at)
	}
	var leaves, flowers, hearts, buds shape.Path
	var shadowed shape.Path
	for i, end := range ends {
		size := 0.044 * near * r.Between(0.75, 1.25)
		if end.X < 0 {
			continue
		}
		for range 2 {
			angle := r.Between(0, 6.28)
			leaves = append(leaves, shape.Leaf(end, end.Towards(angle, size*r.Between(1.3, 1.9)), 0.24)...)
		}
		for k := range 2 + i%2 {
			at := end.Towards(r.Between(0, 6.28), size*0.95*float32(k))
			turn := r.Unit()
			flowers = append(flowers, shape.Petals(at.X, at.Y, size, 5, turn, 0.72)...)
			shadowed = append(shadowed, shape.Petals(at.X, at.Y, size*0.56, 5, turn+0.63, 0.66)...)
			hearts = append(hearts, shape.Star(at.X, at.Y, size*0.26, size*0.13, 8, turn)...)
		}
		bud := end.Towards(r.Between(0, 6.28), size*1.25)
		buds = append(buds, shape.Disc(bud.X, bud.Y, size*0.21)...)
	}
	seen := func(p shape.Path) shape.Path {
		if side > 0 {
			return p.Mirrored()
		}
		return p
	}
	bark := s.depth(0.98)
	petal := oklab.Mix(s.accent(0), s.scheme.CloudLit, 0.30)
	petal = petal.WithL(max(petal.L, 0.80)).WithChroma(max(petal.Chroma(), 0.085))
	s.sheet(bark, 0.016, seen(wood))
	s.sheet(s.leaf(0.45), 0.006, seen(leaves))
	s.sheet(petal.WithL(petal.L-0.10).Scaled(1.25), 0.005, seen(buds))
	s.sheet(petal, 0.009, seen(flowers))
	s.sheet(petal.Lighter(0.07).Scaled(0.75), 0.004, seen(shadowed))
	s.sheet(s.gold(), 0.003, seen(hearts))
}

// petalsInAir plans single petals that the wind carries.
func (s *stage) petalsInAir(count int) {
	r := s.random
	var p shape.Path
	for range count {
		at := shape.Point{X: r.Unit(), Y: r.Between(0.1, 0.92)}
		p = append(p, shape.Leaf(at, at.Towards(r.Between(0, 6.28), r.Between(0.010, 0.020)), 0.33)...)
	}
	petal := oklab.Mix(s.accent(0), s.scheme.CloudLit, 0.25)
	s.sheet(petal.WithL(max(petal.L, 0.82)), 0.012, p)
}
