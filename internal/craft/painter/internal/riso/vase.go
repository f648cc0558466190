package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/press"
	"piece/internal/craft/painter/internal/shape"
)

// vase is cut flowers in a patterned vase on a table, fruit beside it, an arch of light behind.
func vase(s *stage) {
	r := s.random
	x := r.Between(0.44, 0.56)
	table := r.Between(0.755, 0.785)
	s.wall(x, table)
	s.table(table)
	top := r.Between(0.50, 0.54)
	s.bouquet(x, top)
	s.pot(x, top, table+0.055)
	s.fruit(x, table)
}

// wall draws the room behind: a flat wall, a pattern on it and an arch or a disc.
func (s *stage) wall(x, table float32) {
	r := s.random
	s.knock(tones{second: flat(0.42)}, shape.Whole())
	var pattern shape.Path
	switch r.Index(3) {
	case 0: // stripes
		for at := float32(0.0); at < 1; at += 0.062 {
			pattern = append(pattern, shape.Rect(at, -0.1, at+0.022, 1)...)
		}
	case 1: // points in rows
		for row := range 15 {
			for column := range 15 {
				pattern = append(pattern, shape.Disc((float32(column)+0.5*float32(row%2))*0.075, float32(row)*0.056, 0.0085)...)
			}
		}
	default: // small leaves
		for row := range 12 {
			for column := range 12 {
				at := shape.Point{X: (float32(column) + 0.5*float32(row%2)) * 0.096, Y: float32(row) * 0.074}
				for _, angle := range []float32{-2.2, -0.94} {
					pattern = append(pattern, shape.Leaf(at, at.Towards(angle, 0.034), 0.26)...)
				}
			}
		}
	}
	s.paper(pattern)
	light := tones{third: solid}
	if s.set.strength[third] < 0.9 {
		light = tones{second: solid}
	}
	if r.Chance(0.5) {
		s.knock(light, shape.Arch(x, table+0.02, r.Between(0.62, 0.70), r.Between(0.62, 0.67)))
	} else {
		s.knock(light, shape.Disc(x+r.Bell()*0.03, 0.40, r.Between(0.29, 0.33)))
	}
}

func (s *stage) table(top float32) {
	s.knock(tones{main: solid}, shape.Rect(-0.1, top, 1.1, 1.1))
	var cloth shape.Path
	for i := range 22 {
		left := -0.4 + float32(i)*0.082
		cloth = append(cloth, shape.Polygon(shape.Point{X: 0.5 + (left-0.5)*0.9, Y: top}, shape.Point{X: 0.5 + (left-0.472)*0.9, Y: top}, shape.Point{X: 0.5 + (left-0.472)*1.5, Y: 1.1}, shape.Point{X: 0.5 + (left-0.5)*1.5, Y: 1.1})...)
	}
	s.over(tones{key: flat(0.35)}, cloth)
	s.over(tones{key: down(top, 0.5, top+0.03, 0)}, shape.Rect(-0.1, top, 1.1, top+0.03))
}

// bouquet draws stems, leaves and flowers that spread from the mouth of the vase.
func (s *stage) bouquet(x, mouth float32) {
	r := s.random
	const flowers = 11
	var stems, leaves shape.Path
	type head struct {
		at   shape.Point
		size float32
	}
	var heads []head
	foot := shape.Point{X: x, Y: mouth + 0.05}
	for i := range flowers {
		u := (float32(i)+0.5)/flowers*2 - 1
		angle := -1.5708 + u*1.02
		reach := noise.Lerp(0.375, 0.27, noise.Abs(u))
		if i%2 == 1 {
			reach *= 0.60
		}
		at := foot.Towards(angle, reach*r.Between(0.92, 1.06))
		middle := foot.Plus(at).Times(0.5).Plus(shape.Point{X: -u * 0.03, Y: -0.02})
		stems = append(stems, shape.Line(shape.Smooth(false, foot, middle, at), 0.008, 0.007)...)
		heads = append(heads, head{at, r.Between(0.056, 0.080)})
	}
	for i := range 11 {
		u := float32(i)/10*2 - 1
		at := foot.Towards(-1.5708+u*1.1, r.Between(0.04, 0.12))
		leaves = append(leaves, shape.Sprig(at, -1.5708+u*1.35, r.Between(0.20, 0.30), u*0.4, 4, 0.26)...)
	}
	s.over(tones{key: solid}, stems)
	s.over(tones{key: flat(0.92), main: flat(0.25)}, leaves)
	for i, h := range heads {
		s.flower(h.at.X, h.at.Y, h.size, i)
	}
}

// flower draws one of several kinds.
func (s *stage) flower(x, y, size float32, kind int) {
	r := s.random
	turn := r.Unit()
	petal := []tones{{main: solid}, {second: solid}, {main: solid, second: flat(0.6)}, {}}[kind%4]
	inner := []tones{{key: flat(0.55), main: solid}, {main: flat(0.6), second: solid}, {key: flat(0.4), main: solid}, {second: flat(0.55)}}[kind%4]
	switch kind % 3 {
	case 0:
		s.knock(petal, shape.Petals(x, y, size, 8, turn, 0.44))
		s.over(inner, shape.Petals(x, y, size*0.62, 8, turn+0.39, 0.36))
		s.knock(tones{key: solid}, shape.Disc(x, y, size*0.24))
		s.paper(shape.Petals(x, y, size*0.20, 6, turn, 0.2))
	case 1:
		s.knock(petal, shape.Disc(x, y, size*0.86))
		for i := range 3 {
			s.over(inner, shape.Ring(x+size*0.06*float32(i), y, size*(0.62-0.22*float32(i)), size*0.085))
		}
		s.knock(tones{key: solid}, shape.Disc(x+size*0.14, y, size*0.10))
	default:
		s.knock(petal, shape.Petals(x, y, size*1.1, 14, turn, 0.21))
		s.knock(tones{third: solid, second: flat(0.3)}, shape.Disc(x, y, size*0.36))
		s.over(tones{key: ball(x, y, size*0.36, 0.9)}, shape.Disc(x, y, size*0.36))
	}
}

// pot draws the vase: an outline turned on a wheel, with bands.
func (s *stage) pot(x, top, foot float32) {
	r := s.random
	tall := foot - top
	belly, low := r.Between(0.12, 0.155), r.Between(0.06, 0.09)
	half := shape.Smooth(false, shape.Point{X: 0.062, Y: 0}, shape.Point{X: 0.050, Y: 0.10}, shape.Point{X: belly * 0.9, Y: 0.34}, shape.Point{X: belly, Y: 0.55}, shape.Point{X: low * 1.15, Y: 0.90}, shape.Point{X: low, Y: 1})
	girth := func(t float32) float32 {
		for i := 1; i < len(half); i++ {
			if half[i].Y >= t {
				return half[i].X
			}
		}
		return low
	}
	slice := func(from, to float32) shape.Path {
		var left, right []shape.Point
		for i := range 25 {
			t := noise.Lerp(from, to, float32(i)/24)
			left = append(left, shape.Point{X: x - girth(t), Y: top + t*tall})
			right = append(right, shape.Point{X: x + girth(t), Y: top + t*tall})
		}
		for i := len(right) - 1; i >= 0; i-- {
			left = append(left, right[i])
		}
		return shape.Polygon(left...)
	}
	shade := func(most float32) press.Tone {
		return func(u, _ float32) float32 { return most * noise.Smooth(x-belly*0.1, x+belly*1.05, u) }
	}
	s.over(tones{key: flat(0.55)}, shape.Oval(x+0.05, foot, low*1.6, 0.014, 0))
	s.knock(tones{main: flat(0.15)}, slice(0, 1))
	s.over(tones{key: solid}, slice(0, 0.05))
	s.over(tones{main: solid}, slice(0.20, 0.27))
	s.over(tones{key: solid}, slice(0.83, 1))
	var zigzag shape.Path
	for i := range 9 {
		at := x + (float32(i)-4)*belly*0.25
		zigzag = append(zigzag, shape.Leaf(shape.Point{X: at, Y: top + tall*0.74}, shape.Point{X: at, Y: top + tall*0.34}, 0.17)...)
	}
	var inside shape.Path
	for _, leaf := range zigzag {
		fits := true
		for _, p := range leaf {
			fits = fits && noise.Abs(p.X-x) < girth((p.Y-top)/tall)*0.97
		}
		if fits {
			inside = append(inside, leaf)
		}
	}
	s.over(tones{second: solid, main: flat(0.3)}, inside)
	s.over(tones{key: shade(0.55)}, slice(0, 1))
}

// fruit draws some round fruit on the table.
func (s *stage) fruit(x, table float32) {
	r := s.random
	side := r.Side()
	for i := range 3 {
		size := r.Between(0.046, 0.060)
		at := x + side*(0.21+0.092*float32(i))
		y := table + 0.045 + 0.014*float32(i%2)
		s.over(tones{key: flat(0.6)}, shape.Oval(at+size*0.4, y+size*0.86, size, size*0.22, 0))
		skin := []tones{{second: solid, third: solid}, {third: solid}, {second: solid}}[i]
		skin[key] = ball(at, y, size, 0.75)
		s.knock(skin, shape.Disc(at, y, size))
		s.over(tones{key: solid}, shape.Leaf(shape.Point{X: at, Y: y - size*0.9}, shape.Point{X: at + size*0.9, Y: y - size*1.4}, 0.3))
	}
}
