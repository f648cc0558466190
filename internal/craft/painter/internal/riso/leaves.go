package riso

import (
	"piece/internal/craft/painter/internal/shape"
)

// leaves is big cut leaves whose inks lie over each other before a sun.
func leaves(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.32, 0.68), r.Between(0.26, 0.38)
	s.sky(0.95)
	s.disc(r.Between(0.19, 0.24))
	if r.Chance(0.6) {
		s.bars(tones{}, s.lightX+r.Side()*0.24, s.lightY+0.10, 0.17)
	}
	s.birds(4)
	s.thicket()
	for _, side := range []float32{-1, 1} {
		at := shape.Point{X: 0.5 + side*0.54, Y: r.Between(-0.02, 0.10)}
		s.over(tones{key: flat(0.9), main: solid}, shape.Fern(at, 1.5708+side*r.Between(0.7, 1.1), r.Between(0.36, 0.46), side*0.4))
	}
	var p shape.Path
	for i := range 9 {
		p = append(p, shape.Fern(shape.Point{X: float32(i)/8 + r.Bell()*0.02, Y: 1.02}, -1.5708+r.Bell()*0.35, r.Between(0.18, 0.28), r.Bell()*0.6)...)
	}
	s.over(tones{key: solid, main: solid}, p)
}

// thicket draws leaves from both sides: white first where any of them is, so that only leaves
// lie over leaves.
func (s *stage) thicket() {
	r := s.random
	inks := []tones{{main: solid}, {second: solid}, {third: solid, main: flat(0.30)}, {main: solid, key: flat(0.40)}, {third: solid}}
	turn := r.Index(len(inks))
	const count = 18
	var all [count]foliage
	for i := range all {
		side := float32(1)
		if i%2 == 1 {
			side = -1
		}
		u := float32(i/2) / (count/2 - 1)
		foot := shape.Point{X: 0.5 + side*(0.50-0.38*u) + r.Bell()*0.03, Y: 1.04 - 0.05*u}
		angle := -1.5708 - side*(0.30-0.30*u) + r.Bell()*0.22
		length := r.Between(0.56, 0.80) * (0.60 + 0.48*(1-u))
		all[i] = s.leaf(foot, angle, length, r.Index(5))
		s.paper(all[i].whole, all[i].slits)
	}
	for i, leaf := range all {
		s.over(inks[(i+turn)%len(inks)], leaf.whole, leaf.slits)
	}
}

// foliage is a leaf and what is cut out of it.
type foliage struct{ whole, slits shape.Path }

// leaf is one of some kinds.
func (s *stage) leaf(foot shape.Point, angle, length float32, kind int) foliage {
	r := s.random
	tip := foot.Towards(angle, length)
	switch kind {
	case 0: // a blade with ribs
		return foliage{shape.Leaf(foot, tip, 0.20), shape.Veins(foot, tip, 0.20)}
	case 1: // a fan
		base := foot.Towards(angle, length*0.45)
		p := shape.Line([]shape.Point{foot, base}, 0.014, 0.010)
		for k := range 9 {
			p = append(p, shape.Leaf(base, base.Towards(angle+(float32(k)-4)*0.34, length*0.52*(1-0.035*float32((k-4)*(k-4)))), 0.12)...)
		}
		return foliage{whole: p}
	case 2: // a split leaf
		base := foot.Towards(angle, length*0.30)
		end := base.Towards(angle, length*0.62)
		slits := shape.Line([]shape.Point{base, end}, 0.006, 0.002)
		for k := range 5 {
			at := base.Plus(end.Minus(base).Times(0.18 + 0.15*float32(k)))
			for _, side := range []float32{-1, 1} {
				slits = append(slits, shape.Leaf(at.Towards(angle+side*0.9, length*0.45), at.Towards(angle+side*0.9, length*0.055), 0.085)...)
			}
		}
		return foliage{shape.Join(shape.Leaf(base, end, 0.40), shape.Line([]shape.Point{foot, base.Towards(angle, length*0.05)}, 0.016, 0.012)), slits}
	case 3:
		return foliage{whole: shape.Fern(foot, angle, length*0.95, r.Bell()*0.5)}
	default: // an upright stem with round leaves
		return foliage{whole: shape.Sprig(foot, angle, length*0.95, r.Bell()*0.3, 5, 0.33)}
	}
}
