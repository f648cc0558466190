package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// quad is a flat face; its strokes run from the edge a-b to the edge d-c.
type quad struct{ a, b, c, d oil.Point }

// plane fills a face with strokes side by side. shade gives the colour along
// the edge, from 0 at a to 1 at b.
func (s *Stage) plane(q quad, brush float32, shade func(t float32) oklab.Colour, touch *oil.Touch) {
	width := max(span(q.a, q.b), span(q.d, q.c)) * oil.Units
	count := max(2, int(width/(brush*1.25))+1)
	inset := min(0.5, brush*0.8/max(width, 0.1))
	for i := range count {
		t := noise.Lerp(inset, 1-inset, float32(i)/float32(count-1))
		from, to := between(q.a, q.b, t), between(q.d, q.c, t)
		jitter := brush * 0.25 / oil.Units
		s.Line(from.X+s.Random.Bell()*jitter, from.Y+s.Random.Bell()*jitter, to.X+s.Random.Bell()*jitter, to.Y+s.Random.Bell()*jitter,
			brush, shade(t), touch)
	}
}

// even is a shade that is the same all over.
func even(c oklab.Colour) func(float32) oklab.Colour { return func(float32) oklab.Colour { return c } }

func between(a, b oil.Point, t float32) oil.Point {
	return oil.Point{X: noise.Lerp(a.X, b.X, t), Y: noise.Lerp(a.Y, b.Y, t)}
}

func span(a, b oil.Point) float32 {
	return noise.Sqrt((a.X-b.X)*(a.X-b.X) + (a.Y-b.Y)*(a.Y-b.Y))
}
