package riso

import "piece/internal/craft/painter/internal/shape"

// How many forms tiles have, and how many grounds.
const (
	tileForms   = 9
	tileGrounds = 7
)

// tile draws one of the plain forms into a square.
func (s *stage) tile(x, y, size float32, form, kind int) {
	r := s.random
	grounds := []tones{{main: solid}, {second: solid}, {third: solid}, {key: solid, main: solid}, {}, {main: flat(0.4)}, {second: flat(0.4), third: flat(0.4)}}
	fores := []tones{{}, {key: solid}, {main: solid}, {third: solid}, {second: solid}, {main: solid, key: solid}, {key: flat(0.9), second: solid}}
	s.knock(grounds[kind], shape.Rect(x, y, x+size, y+size))
	fore := fores[kind]
	middleX, middleY := x+size/2, y+size/2
	corners := []shape.Point{{X: x, Y: y}, {X: x + size, Y: y}, {X: x + size, Y: y + size}, {X: x, Y: y + size}}
	quarter := func(i int, k float32) shape.Path {
		from := 1.5708 * float32(i)
		return shape.Polygon(append(shape.Arc(corners[i].X, corners[i].Y, size*k, from, from+1.5708), corners[i])...)
	}
	switch i := r.Index(4); form {
	case 0: // a quarter of a target
		s.knock(fore, quarter(i, 1))
		s.knock(grounds[kind], quarter(i, 0.72))
		s.knock(fores[(kind+3)%len(fores)], quarter(i, 0.44))
	case 1: // a record
		s.knock(fore, shape.Disc(middleX, middleY, size*0.44))
		s.knock(grounds[kind], shape.Join(shape.Ring(middleX, middleY, size*0.36, size*0.012), shape.Ring(middleX, middleY, size*0.30, size*0.012), shape.Ring(middleX, middleY, size*0.24, size*0.012)))
		s.knock(fores[(kind+2)%len(fores)], shape.Disc(middleX, middleY, size*0.15))
		s.paper(shape.Disc(middleX, middleY, size*0.025))
	case 2: // two leaves
		s.knock(fore, shape.Leaf(corners[i], corners[(i+2)%4], 0.40))
		s.over(tones{key: flat(0.55)}, shape.Leaf(corners[(i+1)%4], corners[(i+3)%4], 0.20))
	case 3: // bars, as of an equaliser
		for k := range 5 {
			left := x + size*(0.08+0.18*float32(k))
			s.knock(fore, shape.Bar(left, y+size*r.Between(0.12, 0.7), left+size*0.12, y+size*0.92))
		}
	case 4: // points
		for k := range 16 {
			s.knock(fore, shape.Disc(x+size*(0.14+0.24*float32(k%4)), y+size*(0.14+0.24*float32(k/4)), size*(0.035+0.016*float32((k+k/4)%4))))
		}
	case 5: // half and half
		s.knock(fore, shape.Polygon(corners[i], corners[(i+1)%4], corners[(i+2)%4]))
		s.knock(fores[(kind+4)%len(fores)], shape.Disc(middleX, middleY, size*0.24))
	case 6: // a wave
		for k := range 4 {
			line := make([]shape.Point, 0, 9)
			for j := range 9 {
				line = append(line, shape.Point{X: x + size*float32(j)/8, Y: y + size*(0.2+0.2*float32(k)+0.055*float32(j%2*2-1))})
			}
			s.knock(fore, shape.Line(shape.Smooth(false, line...), size*0.055, size*0.055))
		}
	case 7: // a flower
		s.knock(fore, shape.Petals(middleX, middleY, size*0.46, 8, r.Unit(), 0.42))
		s.knock(fores[(kind+1)%len(fores)], shape.Disc(middleX, middleY, size*0.14))
	default: // two quarters that meet
		s.knock(fore, quarter(i, 1))
		s.over(tones{second: flat(0.8)}, quarter((i+2)%4, 1))
	}
}
