package riso

import (
	"piece/internal/craft/painter/internal/shape"
)

// vinyl is sound as plain forms: a record, a cassette or a rhythm of tiles.
func vinyl(s *stage) {
	switch form := s.random.Index(3); {
	case form == 0:
		s.record()
	case form == 1 || s.press.Inks() < 3: // tiles want many colours
		s.cassette()
	default:
		s.rhythm()
	}
}

// record draws a turning disc, an arm over it and arcs in the corners.
func (s *stage) record() {
	r := s.random
	side := r.Side()
	x, y := 0.5-side*r.Between(0.02, 0.06), r.Between(0.43, 0.47)
	s.knock(tones{second: flat(0.55)}, shape.Whole())
	s.knock(tones{third: solid}, shape.Rect(-0.1, r.Between(0.56, 0.66), 1.1, 1.1))
	s.corner(shape.Point{X: 0.5 + side*0.5, Y: 1}, 0.46)
	s.corner(shape.Point{X: 0.5 - side*0.5, Y: 0}, 0.34)
	const radius = 0.345
	s.over(tones{main: flat(0.8)}, shape.Disc(x+0.022, y+0.026, radius))
	s.knock(tones{key: solid, main: solid}, shape.Disc(x, y, radius))
	for i := range 9 {
		k := radius * (0.95 - 0.062*float32(i))
		t := tones{main: solid, key: flat(0.25)}
		if i%3 == 1 {
			t = tones{key: flat(0.6), main: solid}
		}
		s.knock(t, shape.Ring(x, y, k, 0.0042))
	}
	turn := r.Unit()
	for _, from := range []float32{0.2, 3.34} { // light on the grooves
		wedge := shape.Polygon(append(shape.Arc(x, y, radius*0.955, from+turn, from+turn+0.42), shape.Point{X: x, Y: y})...)
		s.knock(tones{main: solid}, wedge)
	}
	s.knock(tones{second: solid}, shape.Disc(x, y, radius*0.36))
	s.knock(tones{third: solid}, shape.Polygon(append(shape.Arc(x, y, radius*0.36, turn, turn+3.1416), shape.Point{X: x, Y: y})...))
	s.knock(tones{main: solid}, shape.Disc(x, y, radius*0.14))
	s.paper(shape.Disc(x, y, radius*0.035))
	s.arm(0.5+side*0.385, 0.15, x+side*radius*0.52, y+radius*0.46)
}

// arm draws the pick-up from its bearing to the groove.
func (s *stage) arm(x, y, endX, endY float32) {
	elbow := shape.Point{X: x + (endX-x)*0.22, Y: y + (endY-y)*0.72}
	line := shape.Smooth(false, shape.Point{X: x, Y: y}, elbow, shape.Point{X: endX, Y: endY})
	s.paper(shape.Line(line, 0.022, 0.018))
	s.over(tones{key: solid}, shape.Line(line, 0.011, 0.008))
	s.knock(tones{key: solid}, shape.Disc(x, y, 0.050))
	s.knock(tones{second: solid}, shape.Disc(x, y, 0.031))
	s.paper(shape.Disc(x, y, 0.010))
	head := shape.Rect(-0.018, -0.012, 0.018, 0.050).Turned(0.55, shape.Point{})
	if endX > x {
		head = shape.Rect(-0.018, -0.012, 0.018, 0.050).Turned(-0.55, shape.Point{})
	}
	s.knock(tones{key: solid, second: solid}, head.Placed(endX, endY, 1, 1))
}

// corner draws a quarter of a target.
func (s *stage) corner(at shape.Point, r float32) {
	for i, t := range []tones{{main: solid}, {}, {main: solid, second: flat(0.7)}, {third: solid}, {main: solid}} {
		s.knock(t, shape.Disc(at.X, at.Y, r*(1-0.19*float32(i))))
	}
}

// cassette draws a tape before a sun of stripes.
func (s *stage) cassette() {
	r := s.random
	s.lightX, s.lightY = 0.5, 0.40
	s.knock(tones{third: flat(0.75), second: down(0, 0, 1, 0.5)}, shape.Whole())
	s.knock(tones{second: solid}, shape.Rays(0.5, 0.42, 0.05, 1.2, 16+2*r.Index(4), 0.085))
	s.knock(tones{}, shape.Disc(0.5, 0.42, 0.375))
	s.knock(tones{second: flat(0.35), third: solid}, shape.Disc(0.5, 0.42, 0.355))
	lean := r.Between(-0.14, 0.14)
	middle := shape.Point{X: 0.5, Y: 0.43}
	put := func(p shape.Path) shape.Path { return p.Placed(0.5, 0.43, 1, 1).Turned(lean, middle) }
	s.over(tones{key: flat(0.75)}, put(rounded(-0.355, -0.215, 0.385, 0.262, 0.03)))
	s.knock(tones{main: solid}, put(rounded(-0.37, -0.24, 0.37, 0.24, 0.03)))
	s.knock(tones{main: solid, key: flat(0.45)}, put(shape.Polygon(shape.Point{X: -0.25, Y: 0.24}, shape.Point{X: -0.215, Y: 0.145}, shape.Point{X: 0.215, Y: 0.145}, shape.Point{X: 0.25, Y: 0.24})))
	s.paper(put(rounded(-0.325, -0.20, 0.325, 0.115, 0.018)))
	for i, t := range []tones{{second: solid}, {third: solid, second: flat(0.5)}, {third: solid}, {main: flat(0.5)}} {
		top := -0.125 + 0.052*float32(i)
		s.knock(t, put(shape.Rect(-0.325, top, 0.325, top+0.040)))
	}
	s.knock(tones{key: solid, main: solid}, put(rounded(-0.205, -0.085, 0.205, 0.060, 0.07)))
	for _, x := range []float32{-0.130, 0.130} {
		s.paper(put(shape.Disc(x, -0.012, 0.056)))
		s.knock(tones{key: solid}, put(shape.Star(x, -0.012, 0.047, 0.032, 6, r.Unit())))
		s.paper(put(shape.Disc(x, -0.012, 0.022)))
	}
	s.knock(tones{main: solid}, put(shape.Rect(-0.065, -0.062, 0.065, 0.036)))
	s.knock(tones{key: solid, main: solid}, put(shape.Join(shape.Polygon(shape.Point{X: -0.065, Y: -0.062}, shape.Point{X: -0.015, Y: -0.062}, shape.Point{X: -0.03, Y: 0.036}, shape.Point{X: -0.065, Y: 0.036}))))
	var screws shape.Path
	for _, x := range []float32{-0.348, 0.348} {
		for _, y := range []float32{-0.218, 0.218} {
			screws = append(screws, shape.Disc(x, y, 0.0085)...)
		}
	}
	s.paper(put(screws))
	s.knock(tones{key: solid}, put(shape.Join(shape.Disc(-0.11, 0.195, 0.016), shape.Disc(0.11, 0.195, 0.016), shape.Rect(-0.012, 0.18, 0.012, 0.21))))
	s.waves(0.78)
}

// waves draws bands of swinging lines, as loud as they are high.
func (s *stage) waves(top float32) {
	for i := range 5 {
		k := float32(i)
		line := s.hills(top+0.045*k, 0.035, 6+k, uint32(60+i))
		s.over([]tones{{main: flat(0.5)}, {second: solid}, {main: solid}, {third: solid, key: flat(0.3)}, {key: solid}}[i], shape.Land(line))
	}
}

func rounded(left, top, right, bottom, r float32) shape.Path {
	var points []shape.Point
	for i, c := range []shape.Point{{X: right - r, Y: top + r}, {X: right - r, Y: bottom - r}, {X: left + r, Y: bottom - r}, {X: left + r, Y: top + r}} {
		from := -1.5708 + 1.5708*float32(i)
		points = append(points, shape.Arc(c.X, c.Y, r, from, from+1.5708)...)
	}
	return shape.Polygon(points...)
}

// rhythm draws tiles of plain forms, some of them two by two.
func (s *stage) rhythm() {
	r := s.random
	s.knock(tones{third: flat(0.18)}, shape.Whole())
	n := 4 + r.Index(2)
	size := 0.94 / float32(n)
	taken := make([]bool, n*n)
	deck := s.shuffled(tileForms, n*n)
	grounds := s.shuffled(tileGrounds, n*n)
	big := []int{r.Index(n - 1), r.Index(2)} // column and row of the large tile
	for row := range n {
		for column := range n {
			x, y := 0.03+size*float32(column), 0.03+size*float32(row)
			if column == big[0] && row == big[1] {
				s.tile(x, y, size*2, deck[0], grounds[0])
				taken[row*n+column], taken[row*n+column+1], taken[(row+1)*n+column], taken[(row+1)*n+column+1] = true, true, true, true
			}
		}
	}
	for i, done := range taken {
		if !done {
			s.tile(0.03+size*float32(i%n), 0.03+size*float32(i/n), size, deck[i], grounds[i])
		}
	}
}

// shuffled deals cards 0 to kinds-1 again and again, each round in another order.
func (s *stage) shuffled(kinds, count int) []int {
	var dealt []int
	for len(dealt) < count {
		round := make([]int, kinds)
		for i := range round {
			j := s.random.Index(i + 1)
			round[i], round[j] = round[j], i
		}
		dealt = append(dealt, round...)
	}
	return dealt
}
