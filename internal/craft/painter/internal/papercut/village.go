package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// village is houses with lit windows on snowy hills, a church, firs and falling flakes.
func village(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.26, 0.74), r.Between(0.20, 0.27)
	s.sky(0.6)
	s.disc(r.Between(0.062, 0.085), 3)
	s.flakes(60, 0.0015, 0.003)
	s.ridge(0.30, 0.47, 0.23)
	s.ridge(0.40, 0.52, 0.14)
	s.firRow(0.50, 0.61, 0.16, 15)
	s.snowHill(0.60, 0.05, 0.40, 21)
	s.hamlet(0.60, 0.605, 0.085, 4, true)
	s.firRow(0.62, 0.715, 0.20, 7)
	s.flakes(46, 0.002, 0.0042)
	s.snowHill(0.70, 0.045, 0.28, 22)
	s.hamlet(0.70, 0.715, 0.120, 2, false)
	s.hamlet(0.80, 0.765, 0.150, 1, false)
	s.snowHill(0.795, 0.04, 0.16, 23)
	s.firRow(0.80, 0.91, 0.26, 6)
	s.firRow(0.88, 0.93, 0.36, 4)
	s.snowHill(0.90, 0.035, 0.05, 24)
	s.flakes(34, 0.003, 0.0065)
	s.frameOfBoughs(0.98)
}

// nightly is the paper at a depth with more of the sky in it, for cool pictures.
func (s *stage) nightly(t float32) oklab.Colour {
	return oklab.Mix(s.depth(t), s.scheme.Sky[min(int((1-t)*4), 4)], 0.35)
}

func (s *stage) snow() oklab.Colour {
	white := oklab.Mix(s.scheme.CloudLit, s.scheme.Sun, 0.25).WithL(0.93)
	return white.WithChroma(max(white.Chroma(), 0.045))
}

// ridge plans far mountains with snow on their tops.
func (s *stage) ridge(depth, foot, height float32) {
	salt := s.seed + uint32(depth*1000)
	crest := func(x float32) float32 {
		return foot - height*(0.15+1.1*noise.Jagged(x*5.2+2, 4, salt))
	}
	c := s.nightly(depth).Scaled(1.2)
	s.sheet(c, 0.010, shape.Land(crest))
	cap := func(x float32) float32 {
		teeth := noise.Jagged(x*26, 2, salt+5)
		return max(crest(x), min(crest(x)+height*(0.08+0.30*teeth), foot-height*0.42))
	}
	var outline []shape.Point
	for x := float32(-0.05); x < 1.05; x += 0.006 {
		outline = append(outline, shape.Point{X: x, Y: crest(x)})
	}
	for x := float32(1.05); x > -0.05; x -= 0.006 {
		outline = append(outline, shape.Point{X: x, Y: cap(x) + 0.0005})
	}
	s.sheet(oklab.Mix(s.snow(), c, 0.30), 0.002, shape.Polygon(outline...))
}

// snowHill plans a hill of snow, a paler sheet on a deeper one, its nearest ones bluer.
func (s *stage) snowHill(base, height, white float32, salt uint32) {
	line := s.hills(base, height, 2.4, salt)
	c := oklab.Mix(s.nightly(0.30), s.snow(), 0.30+white).Scaled(1.4)
	deep := oklab.Mix(s.nightly(0.62), c, 0.35)
	s.sheet(c, 0.014, shape.Land(line))
	s.sheet(oklab.Mix(c, deep, 0.45), 0.004, shape.Land(func(x float32) float32 {
		return line(x) + 0.022 + 0.05*noise.Value(x*3.1, 2, s.seed+salt)
	}))
}

// hamlet plans houses whose roofs carry snow, and a church among them.
func (s *stage) hamlet(depth, foot, size float32, count int, church bool) {
	r := s.random
	var all shape.Building
	add := func(b shape.Building) {
		all.Walls, all.Panes, all.Roof = append(all.Walls, b.Walls...), append(all.Panes, b.Panes...), append(all.Roof, b.Roof...)
	}
	middle := 0.5 + (0.5-s.lightX)*0.5 + r.Between(-0.16, 0.16)*float32(4-count)/3
	for i := range count {
		x := middle + (float32(i)-float32(count-1)/2)*size*1.55 + r.Bell()*size*0.22
		add(shape.House(x, foot+r.Between(0, 0.02), size*r.Between(0.8, 1.35), size*r.Between(0.95, 1.7), r))
	}
	if church {
		x := middle + r.Side()*size*(float32(count)*0.78+0.6)
		add(shape.House(x+size*0.45, foot+0.005, size*1.1, size*1.25, r))
		add(shape.Building{
			Walls: shape.Rect(x-size*0.28, foot-size*1.6, x+size*0.28, foot),
			Panes: shape.Join(shape.Arch(x, foot-size*1.05, size*0.2, size*0.36), shape.Arch(x, foot, size*0.22, size*0.36)),
			Roof: shape.Join(shape.Polygon(shape.Point{X: x - size*0.36, Y: foot - size*1.55}, shape.Point{X: x, Y: foot - size*2.5}, shape.Point{X: x + size*0.36, Y: foot - size*1.55}),
				shape.Rect(x-size*0.02, foot-size*2.72, x+size*0.02, foot-size*2.45), shape.Rect(x-size*0.08, foot-size*2.65, x+size*0.08, foot-size*2.61)),
		})
	}
	walls := oklab.Mix(s.depth(depth+0.05), s.accent(0).WithL(0.44), 0.35)
	if s.grey {
		walls = oklab.Mix(s.depth(depth), s.darkAccent(0.44), 0.70)
	}
	s.lantern(walls, 0.009, all)
	s.sheet(s.snow(), 0.006, all.Roof)
}

// firRow plans firs with snow on their tiers.
func (s *stage) firRow(depth, foot, height float32, count int) {
	r := s.random
	var p shape.Path
	for i := range count {
		x := (float32(i)+0.5)/float32(count) + r.Bell()*0.05
		if count < 7 { // near ones stand at the sides
			x = 0.5 + noise.Sign(x-0.5)*(0.30+0.20*r.Unit())
		}
		p = append(p, shape.Fir(x, foot, height*r.Between(0.6, 1.05), r)...)
	}
	c := s.depth(depth + 0.1)
	s.sheet(oklab.Mix(s.snow(), c, 0.25), 0.010, p)
	s.sheet(c, 0.003, p.Placed(height*0.006, height*0.026, 1, 1))
}

// flakes plans falling snow.
func (s *stage) flakes(count int, small, large float32) {
	var p shape.Path
	for range count {
		p = append(p, shape.Disc(s.random.Unit(), s.random.Unit()*0.94, s.random.Between(small, large))...)
	}
	s.sheet(s.snow(), 0.008, p)
}

// frameOfBoughs plans dark fir branches that reach in from the upper corners.
func (s *stage) frameOfBoughs(depth float32) {
	r := s.random
	for layer := range 2 {
		var p shape.Path
		for _, side := range []float32{0, 1} {
			var corner shape.Path
			for range 3 {
				at := shape.Point{X: r.Between(-0.06, 0.06), Y: r.Between(-0.05, 0.06)}
				corner = append(corner, firBranch(at, r.Between(0.05, 1.2), r.Between(0.22, 0.36)-0.06*float32(layer), r)...)
			}
			if side > 0 {
				corner = corner.Mirrored()
			}
			p = append(p, corner...)
		}
		s.sheet(s.depth(depth-0.16+0.16*float32(layer)), 0.020, p)
	}
}

func firBranch(at shape.Point, angle, length float32, r *noise.Stream) shape.Path {
	p := shape.Twig(at, angle, length, 0.15)
	for i := range 4 {
		from := at.Towards(angle, length*(0.15+0.18*float32(i)))
		side := noise.Sign(float32(i%2) - 0.5)
		p = append(p, shape.Twig(from, angle+side*r.Between(0.45, 0.7), length*(0.55-0.07*float32(i)), -side*0.2)...)
	}
	return p
}
