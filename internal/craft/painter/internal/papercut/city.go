package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// city is rows of towers with lit windows, a bridge of lamps and a moon between them.
func city(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.36, 0.64), r.Between(0.24, 0.32)
	s.sky(0.7)
	s.dust(30)
	s.disc(r.Between(0.085, 0.115), 3)
	s.cloudbands(0.45, 2)
	s.skyline(0.34, 0.70, 0.34, 0.055, false)
	s.skyline(0.46, 0.74, 0.40, 0.075, true)
	s.mistBand(0.66, 0.30)
	s.skyline(0.60, 0.80, 0.46, 0.100, true)
	s.mistBand(0.755, 0.42)
	s.skyline(0.76, 0.88, 0.46, 0.135, true)
	s.streetTrees(0.86)
	s.skyline(0.92, 1.04, 0.60, 0.185, true)
	s.wires()
}

// skyline plans towers that leave the light free.
func (s *stage) skyline(depth, foot, height, width float32, windows bool) {
	r := s.random
	var row shape.Building
	for x := float32(-0.02); x < 1.04; {
		w := width * r.Between(0.7, 1.2)
		x += w / 2
		open := noise.Smooth(0.02+depth*0.16, 0.20+depth*0.28, noise.Abs(x-s.lightX))
		tall := height * (0.30 + 0.70*open) * r.Between(0.62, 1.05)
		if depth > 0.9 && open < 0.55 {
			x += w / 2
			continue
		}
		b := shape.Tower(x, foot, w*0.97, tall, r)
		row.Walls, row.Panes = append(row.Walls, b.Walls...), append(row.Panes, b.Panes...)
		x += w / 2
	}
	row.Walls = append(row.Walls, shape.Rect(-0.1, foot-0.02, 1.1, 1.2)...)
	c := s.depth(depth)
	if s.dark() {
		c = oklab.Blend(c, s.scheme.Sky[1], 0.30*(1-depth))
	}
	if !windows {
		s.sheet(c, 0.012, row.Walls)
		return
	}
	s.lantern(c, 0.013, row)
}

// mistBand plans low cloud between the houses.
func (s *stage) mistBand(y, depth float32) {
	var p shape.Path
	for range 3 {
		p = append(p, shape.Cloud(s.random.Between(-0.05, 1.05), y+s.random.Bell()*0.02, s.random.Between(0.06, 0.10), s.random)...)
	}
	s.sheet(oklab.Mix(s.scheme.CloudLit, s.depth(depth), 0.55), 0.010, p)
}

// streetTrees plans round trees along a street.
func (s *stage) streetTrees(depth float32) {
	r := s.random
	var wood, leaves shape.Path
	for i := range 7 {
		x := (float32(i) + r.Between(0.2, 0.8)) / 7
		w, l := shape.Broad(x, 0.97, r.Between(0.16, 0.21), r)
		wood, leaves = append(wood, w...), append(leaves, l...)
	}
	s.sheet(s.depth(depth+0.1), 0.010, shape.Join(wood, shape.Rect(-0.1, 0.955, 1.1, 1.1)))
	s.sheet(oklab.Mix(s.depth(depth-0.12), s.darkAccent(0.5), 0.45), 0.006, leaves)
}

// wires plans a string of lamps from house to house, and birds that sit on it.
func (s *stage) wires() {
	r := s.random
	left, right := r.Between(0.30, 0.40), r.Between(0.30, 0.42)
	line := func(x float32) float32 { return noise.Lerp(left, right, x) + 0.30*x*(1-x) }
	var wire, lamps shape.Path
	var points []shape.Point
	for i := range 41 {
		x := float32(i) / 40
		points = append(points, shape.Point{X: x, Y: line(x)})
		if i%4 == 2 {
			lamps = append(lamps, shape.Disc(x, line(x)+0.013, 0.0085)...)
		}
	}
	wire = shape.Line(points, 0.0024, 0.0024)
	birds := r.Between(0.15, 0.75)
	for i := range 3 {
		x := birds + 0.045*float32(i)
		wire = append(wire, shape.Crow(x, line(x), 0.021*r.Side())...)
	}
	s.sheet(s.depth(1), 0.012, wire)
	s.sheet(s.scheme.Lamp.WithL(0.93), 0.006, lamps)
	s.glow(lamps, 0.030, s.scheme.Lamp, 1.1)
}
