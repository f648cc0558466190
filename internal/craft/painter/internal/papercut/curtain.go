package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// curtainCloth is the front's own colour, as velvet.
func (s *stage) curtainCloth() oklab.Colour {
	own := s.accent(0)
	return oklab.LCH(noise.Lerp(0.40, 0.52, noise.Clamp01(s.scheme.Sky[0].L)), max(own.Chroma(), 0.13), s.own)
}

// drapes plans one pair of curtains, gathered to the sides: folds that hang over each other.
func (s *stage) drapes(cloth oklab.Colour, width, foot, fall float32) {
	const folds = 6
	for i := folds; i > 0; i-- {
		t := float32(i) / folds
		var pair shape.Path
		swing := 0.10 * t
		for _, side := range []float32{0, 1} {
			edge := func(y float32) float32 {
				// Wide above, tied at two thirds, loose again below.
				tie := noise.Bump(y-0.60, 0.20)
				return width * t * (1.18 - 0.50*tie + 0.03*noise.Sin(y*9+t*5))
			}
			outline := []shape.Point{{X: -0.1, Y: -0.1}}
			for y := float32(-0.1); y < foot*fall; y += 0.02 {
				outline = append(outline, shape.Point{X: edge(y), Y: y})
			}
			outline = append(outline, shape.Point{X: edge(foot) + 0.01 - swing*0.1, Y: foot + 0.012*noise.Sin(t*17)}, shape.Point{X: -0.1, Y: foot})
			p := shape.Polygon(outline...)
			if side > 0 {
				p = p.Mirrored()
			}
			pair = append(pair, p...)
		}
		c := cloth.WithL(cloth.L * (0.74 + 0.30*t))
		if i%2 == 0 {
			c = c.WithL(c.L * 0.88)
		}
		s.sheet(c, 0.011, pair)
	}
}

// ties plans the cords that hold the front curtains.
func (s *stage) ties(width float32) {
	tie := shape.Ribbon(shape.Smooth(false, shape.Point{X: -0.05, Y: 0.575}, shape.Point{X: width * 0.36, Y: 0.603}, shape.Point{X: width*0.70 + 0.004, Y: 0.594}),
		func(float32) float32 { return 0.019 })
	s.sheet(s.gold(), 0.006, shape.Join(tie, tie.Mirrored()))
}

// gold is the paper of frames and tassels.
func (s *stage) gold() oklab.Colour { return oklab.LCH(0.80, 0.115, 82) }

// valance plans the short curtain above: swags with fringes.
func (s *stage) valance(cloth oklab.Colour) {
	swags := 4 + s.random.Index(3)
	for i := range 3 {
		drop := 0.165 - 0.040*float32(i)
		hem := shape.Hang(func(x float32) float32 { return s.swag(x, swags, drop) })
		s.sheet(s.gold(), 0.010, hem.Placed(0, 0.007, 1, 1))
		s.sheet(cloth.WithL(cloth.L*(0.82+0.13*float32(i))), 0.003, hem)
	}
	var tassels shape.Path
	for i := range swags + 1 {
		x := float32(i) / float32(swags)
		tassels = append(tassels, shape.Disc(x, 0.085, 0.011)...)
		tassels = append(tassels, shape.Leaf(shape.Point{X: x, Y: 0.175}, shape.Point{X: x, Y: 0.085}, 0.20)...)
	}
	s.sheet(s.gold(), 0.008, tassels)
}

func (s *stage) swag(x float32, count int, drop float32) float32 {
	u := x * float32(count)
	u -= float32(noise.Floor(u))
	return drop * (0.42 + 0.58*4*u*(1-u))
}
