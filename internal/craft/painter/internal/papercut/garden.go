package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// garden is hills in the sun behind a thicket of flowers and leaves, with butterflies.
func garden(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.30, 0.70), r.Between(0.25, 0.32)
	s.sky(0.7)
	s.rays()
	s.disc(r.Between(0.085, 0.11), 1)
	s.cloudbands(0.28, 3)
	for i := range 4 {
		t := float32(i) / 3
		s.hill(0.53+0.17*t, 0.06-0.02*t, 0.26+0.30*t, uint32(41+i))
	}
	s.bed(0.60, 0.80, 0.20, 9, 0.032)
	s.bed(0.76, 0.90, 0.27, 8, 0.046)
	s.sideLeaves(0.84)
	s.bed(0.90, 1.0, 0.27, 8, 0.058)
	s.butterflies(4)
	s.bed(1.0, 1.06, 0.20, 7, 0.062)
}

// rays plans beams of paper from the sun.
func (s *stage) rays() {
	s.sheet(oklab.Blend(s.scheme.Sky[4], s.scheme.Sun, 0.30), 0.004, shape.Rays(s.lightX, s.lightY, 0.06, 1.4, 15, 0.085).Turned(s.random.Unit(), shape.Point{X: s.lightX, Y: s.lightY}))
}

// hill plans a hill with trees on its crest.
func (s *stage) hill(base, height, depth float32, salt uint32) {
	line := s.hills(base, height, 2.2, salt)
	c := oklab.Mix(s.leaf(depth-0.2), s.depth(0.14), 0.45-0.5*depth)
	var trees shape.Path
	for range 9 {
		x := s.random.Between(-0.02, 1.02)
		size := s.random.Between(0.020, 0.038) * (0.6 + depth)
		trees = append(trees, shape.Blob(shape.Point{X: x - size*0.8, Y: line(x) - size*0.5}, shape.Point{X: x, Y: line(x) - size*2.1}, shape.Point{X: x + size*0.8, Y: line(x) - size*0.5}, shape.Point{X: x, Y: line(x) + size*0.2})...)
		trees = append(trees, shape.Rect(x-size*0.08, line(x)-size*0.2, x+size*0.08, line(x)+0.02)...)
	}
	s.sheet(s.leaf(depth+0.22), 0.007, trees)
	s.sheet(c, 0.012, shape.Land(line))
	// Paths and furrows, as slits.
	var slits shape.Path
	for i := range 4 {
		t := 0.016 + 0.019*float32(i)
		var furrow []shape.Point
		for j := range 49 {
			x := float32(j) / 48
			furrow = append(furrow, shape.Point{X: x, Y: line(x) + t*(1+0.2*noise.Sin(x*5+t*90))})
		}
		slits = append(slits, shape.Tapered(furrow, 0.003)...)
	}
	s.sheet(c.Lighter(0.05), 0.002, slits)
}

// bed plans a row of flowers with their leaves: the green first, the flowers over it.
func (s *stage) bed(depth, foot, height float32, count int, size float32) {
	r := s.random
	green := s.leaf(depth)
	leaves := shape.Land(s.hills(foot, 0.02, 4, uint32(depth*70)))
	var veins shape.Path
	petals := make([]shape.Path, 3)
	over := make([]shape.Path, 3)
	var hearts shape.Path
	for i := range count {
		x := (float32(i)+0.5)/float32(count) + r.Bell()*0.03
		side := noise.Abs(x-0.5) * 2
		tall := height * (0.55 + 0.5*side*side) * r.Between(0.8, 1.15)
		at, head := shape.Point{X: x, Y: foot + 0.02}, shape.Point{X: x + r.Bell()*0.03, Y: foot - tall}
		leaves = append(leaves, shape.Stalk(at, head, size*0.13, r)...)
		tip := at.Towards(-1.57+r.Bell()*0.5, tall*0.72)
		leaves, veins = append(leaves, shape.Leaf(at, tip, 0.22)...), append(veins, shape.Veins(at, tip, 0.22)...)
		if i%3 == 0 {
			leaves = append(leaves, shape.Fern(shape.Point{X: x + 0.05, Y: foot + 0.02}, -1.57+r.Bell()*0.4, tall*0.9, r.Bell()*0.5)...)
		}
		hue, turn, big := r.Index(3), r.Unit(), size*r.Between(0.8, 1.25)
		switch r.Index(3) {
		case 0:
			petals[hue] = append(petals[hue], shape.Tulip(head.X, head.Y+big, big*1.7)...)
			for _, lean := range []float32{-0.28, 0, 0.28} {
				foot := shape.Point{X: head.X + lean*big*0.5, Y: head.Y + big*0.75}
				over[hue] = append(over[hue], shape.Leaf(foot, foot.Towards(-1.5708+lean, big*(1.5-noise.Abs(lean))), 0.17)...)
			}
		case 1:
			petals[hue] = append(petals[hue], shape.Petals(head.X, head.Y, big*1.15, 12, turn, 0.26)...)
			over[hue] = append(over[hue], shape.Petals(head.X, head.Y, big*0.75, 12, turn+0.26, 0.26)...)
			hearts = append(hearts, shape.Disc(head.X, head.Y, big*0.27)...)
		default:
			petals[hue] = append(petals[hue], shape.Petals(head.X, head.Y, big*1.1, 6, turn, 0.56)...)
			over[hue] = append(over[hue], shape.Petals(head.X, head.Y, big*0.66, 6, turn+0.5, 0.52)...)
			hearts = append(hearts, shape.Star(head.X, head.Y, big*0.30, big*0.17, 9, turn)...)
		}
	}
	s.sheet(green, 0.018, leaves, veins)
	for i := range petals {
		c := s.bloom(i)
		s.sheet(c, 0.010, petals[i])
		s.sheet(c.Lighter(0.07), 0.004, over[i])
	}
	s.sheet(s.gold(), 0.004, hearts)
}

// bloom is the colour of the i-th kind of flower.
func (s *stage) bloom(i int) oklab.Colour {
	c := s.accent(i)
	return c.WithL(min(max(c.L, 0.66), 0.86))
}

// sideLeaves plans big leaves that frame the picture from both sides.
func (s *stage) sideLeaves(depth float32) {
	r := s.random
	var leaves, veins shape.Path
	for _, right := range []bool{false, true} {
		for i := range 5 {
			at := shape.Point{X: -0.05, Y: 0.36 + 0.13*float32(i) + r.Bell()*0.02}
			tip := at.Towards(r.Between(-0.75, 0.15), r.Between(0.15, 0.24))
			leaf, vein := shape.Leaf(at, tip, 0.24), shape.Veins(at, tip, 0.24)
			if right {
				leaf, vein = leaf.Mirrored(), vein.Mirrored()
			}
			leaves, veins = append(leaves, leaf...), append(veins, vein...)
		}
	}
	s.sheet(s.leaf(depth), 0.022, leaves, veins)
}

func (s *stage) butterflies(count int) {
	r := s.random
	pairs := make([]shape.Path, 2)
	for i := range count {
		pairs[i%2] = append(pairs[i%2], shape.Butterfly(r.Between(0.15, 0.85), r.Between(0.34, 0.60), r.Between(0.020, 0.034), r.Bell()*0.5)...)
	}
	s.sheet(s.bloom(1), 0.016, pairs[0])
	s.sheet(s.bloom(0).Lighter(0.06), 0.016, pairs[1])
}
