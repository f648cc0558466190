package paper

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Mask spares a shape: paint laid later doesn't stick to it until Unmask.
func (s *Sheet) Mask(b Box, shape Shape) {
	if s.spared == nil {
		s.spared = make([]uint8, s.side*s.side)
	}
	s.each(b, shape, 0, func(at, _, _ int, cover float32) {
		s.spared[at] = max(s.spared[at], uint8(cover*255))
	})
}

// Unmask rubs all masking off.
func (s *Sheet) Unmask() { s.spared = nil }

// Lift takes up to strength of the paint away again, softly over a length.
func (s *Sheet) Lift(b Box, shape Shape, soft, strength float32) {
	s.each(b, shape, soft, func(at, _, _ int, cover float32) {
		d, keep := s.density[at*3:at*3+3], 1-cover*strength
		d[0], d[1], d[2] = d[0]*keep, d[1]*keep, d[2]*keep
	})
}

// Body lays opaque colour, such as white gouache.
func (s *Sheet) Body(b Box, shape Shape, soft float32, c oklab.Colour, strength float32) {
	paint := pigment(c)
	s.each(b, shape, soft, func(at, px, py int, cover float32) {
		s.cover(at, paint, cover*strength*(0.9+0.2*s.grain(px, py)))
	})
}

func (s *Sheet) cover(at int, paint mixture, k float32) {
	k = min(k, 1)
	d := s.density[at*3 : at*3+3 : at*3+3]
	for i := range d {
		d[i] += (paint[i] - d[i]) * k
	}
}

// each visits the pixels of a shape with how much of each is inside.
func (s *Sheet) each(b Box, shape Shape, soft float32, visit func(at, px, py int, cover float32)) {
	if b == (Box{}) {
		b = Box{0, 0, 1, 1}
	}
	k := float32(s.side)
	width := max(soft, 0.7/k)
	for py := max(int(b.Top*k), 0); py < min(int(b.Bottom*k)+1, s.side); py++ {
		for px := max(int(b.Left*k), 0); px < min(int(b.Right*k)+1, s.side); px++ {
			depth := shape((float32(px)+0.5)/k, (float32(py)+0.5)/k)
			if depth > -width {
				visit(py*s.side+px, px, py, noise.Smooth(-width, width, depth))
			}
		}
	}
}

// Round is a circle and the box it fills with some room around.
func Round(x, y, radius float32) (Box, Shape) {
	room := radius*1.4 + 0.004
	return Box{x - room, y - room, x + room, y + room}, func(px, py float32) float32 {
		return radius - noise.Sqrt((px-x)*(px-x)+(py-y)*(py-y))
	}
}

// Drop is a spatter of paint: a small round wash with a dark rim.
func (s *Sheet) Drop(x, y, radius float32, c oklab.Colour, load float32) {
	box, shape := Round(x, y, radius)
	s.Wash(&Wash{Box: box, Shape: shape, Colour: Even(c), Load: func(_, _ float32) float32 { return load },
		Rough: radius * 0.3, Ripples: 30, Rim: 0.5, Grain: 0.2})
}

// Spatter flicks drops around a place, small ones far more often than big ones.
func (s *Sheet) Spatter(x, y, spread, biggest float32, count int, colour func() oklab.Colour) {
	r := s.Random
	for range count {
		size := r.Unit()
		size *= size * size
		s.Drop(x+r.Bell()*spread, y+r.Bell()*spread*0.8, max(biggest*(0.10+0.9*size), 0.6*s.Pixel()), colour(), r.Between(0.5, 1))
	}
}
