package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/diorama"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/scheme"
	"piece/internal/craft/painter/internal/shape"
)

// stage is a picture in the making and what its sheets agree on.
type stage struct {
	random *noise.Stream
	seed   uint32
	scheme *scheme.Scheme
	desk   *diorama.Desk

	lightX, lightY float32 // where the picture is brightest
	papers         []oklab.Colour
	grey           bool    // the front has no colour of its own
	own, deep      float32 // hues of the middle papers and of the nearest ones
	plan           []func()
}

// steps are the sheets as they were planned.
func (s *stage) steps() []medium.Step {
	share := 1 / float32(len(s.plan))
	steps := make([]medium.Step, len(s.plan))
	for i, lay := range s.plan {
		steps[i] = medium.Step{Share: share, Paint: lay}
	}
	return steps
}

// lay plans a sheet.
func (s *stage) lay(sheet diorama.Sheet) {
	s.plan = append(s.plan, func() { s.desk.Lay(&sheet) })
}

// sheet plans one in one colour, with the light of the picture on it.
func (s *stage) sheet(c oklab.Colour, lift float32, p shape.Path, holes ...shape.Path) {
	s.lay(diorama.Sheet{Shape: p, Holes: shape.Join(holes...), Colour: s.lit(c), Lift: lift})
}

// glow plans light around a path.
func (s *stage) glow(p shape.Path, reach float32, c oklab.Colour, strength float32) {
	s.plan = append(s.plan, func() { s.desk.Glow(p, reach, c, strength) })
}

// lantern plans windows: glowing paper behind the panes of walls that are laid over it.
func (s *stage) lantern(walls oklab.Colour, lift float32, b shape.Building) {
	lamp := s.scheme.Lamp.WithL(0.93)
	s.lay(diorama.Sheet{Shape: b.Panes.Grown(0.004), Colour: func(_, _ float32) oklab.Colour { return lamp }, Smooth: true})
	s.sheet(walls, lift, b.Walls, b.Panes)
	if s.dark() {
		s.glow(b.Panes, 0.015, s.scheme.Lamp.WithChroma(0.13), 0.42)
		s.glow(b.Panes, 0.004, s.scheme.Lamp.WithChroma(0.10), 0.65)
	}
}

// disc plans sun or moon, with rings of paper around it.
func (s *stage) disc(r float32, rings int) {
	for i := rings; i > 0; i-- {
		in, out := s.scheme.Sky[4], s.scheme.Sky[2]
		if s.dark() {
			in, out = s.scheme.Sky[3], s.scheme.Sky[1]
		}
		c := oklab.Blend(in, out, float32(i)/float32(rings+1))
		c = oklab.Blend(c, s.scheme.Sun, 0.34/float32(i))
		s.sheet(c, 0.004, s.wobbly(r*(1+0.62*float32(i)), 0.02))
	}
	sun := s.scheme.Sun.WithL(0.955).WithChroma(max(s.scheme.Sun.Chroma(), 0.055))
	s.glow(shape.Disc(s.lightX, s.lightY, r), 0.10, s.scheme.Sun, 0.55)
	s.lay(diorama.Sheet{Shape: shape.Disc(s.lightX, s.lightY, r), Lift: 0.006, Colour: func(_, _ float32) oklab.Colour { return sun }})
}

// wobbly is a circle around the light, cut by hand.
func (s *stage) wobbly(r, wobble float32) shape.Path {
	const points = 26
	salt := uint32(r * 10000)
	var around []shape.Point
	for i := range points {
		angle := float32(i) * 6.2832 / points
		sin, cos := noise.Sincos(angle)
		k := 1 + wobble*(noise.Value(cos*2+9, sin*2+9, s.seed+salt)-0.5)*2
		around = append(around, shape.Point{X: s.lightX + cos*r*k, Y: s.lightY + sin*r*k})
	}
	return shape.Blob(around...)
}

// hills is the line of rolling land around base.
func (s *stage) hills(base, height, waves float32, salt uint32) func(x float32) float32 {
	return func(x float32) float32 {
		return base - height*(noise.Fractal(x*waves+3, 0.5, 2, s.seed+salt)-0.5)*2
	}
}

// birds plans a small flock near the light.
func (s *stage) birds(count int, c oklab.Colour) {
	var p shape.Path
	side := noise.Sign(0.5 - s.lightX)
	for range count {
		x := s.lightX + side*s.random.Between(0.08, 0.34)
		y := s.lightY + s.random.Between(-0.13, 0.10)
		p = append(p, shape.Gull(x, y, s.random.Between(0.016, 0.032), s.random.Bell()*0.4)...)
	}
	s.sheet(c, 0.005, p)
}

// reach plans a sheet with a hole, into which parts of the sheet reach.
func (s *stage) reach(c oklab.Colour, lift float32, hole, reaching shape.Path) {
	s.lay(diorama.Sheet{Shape: shape.Whole(), Holes: hole, Reaching: reaching, Colour: s.lit(c), Lift: lift})
}
