package oil

import "piece/internal/craft/noise"

// Point is a place in the unit square, y downwards.
type Point struct{ X, Y float32 }

const maxPoints = 96

// stroke is one pull of the brush, in pixels.
type stroke struct {
	points    []Point
	distance  [maxPoints]float32 // along the stroke, at each point
	total     float32
	radius    float32
	left      [3]int32 // colours at the two edges of the brush
	right     [3]int32
	alpha     float32
	tone      int32 // 0..256, strength of the bristles' own light and dark
	taperHead float32
	taperTail float32
	lift      float32 // paint height
	brush     *brush
	phase     float32 // where in the bristle texture the stroke starts
	square    bool    // ends are not ragged
}

// measure fills in the distances; false means too short to leave a mark.
func (s *stroke) measure() bool {
	s.total = 0
	for i := 1; i < len(s.points); i++ {
		dx, dy := s.points[i].X-s.points[i-1].X, s.points[i].Y-s.points[i-1].Y
		s.total += noise.Sqrt(dx*dx + dy*dy)
		s.distance[i] = s.total
	}
	return s.total >= 0.5
}

// width is the half width at a distance: the brush lands, presses, lifts off.
func (s *stroke) width(distance float32) float32 {
	const pressed, lifting = 0.25, 0.55
	t := distance / s.total
	switch {
	case t < pressed:
		return s.radius * noise.Lerp(s.taperHead, 1, noise.Smooth(0, pressed, t))
	case t > lifting:
		return s.radius * noise.Lerp(1, s.taperTail, noise.Smooth(lifting, 1, t))
	}
	return s.radius
}

// normal is the unit vector across the stroke at point i.
func (s *stroke) normal(i int) (x, y float32) {
	before, after := s.points[max(i-1, 0)], s.points[min(i+1, len(s.points)-1)]
	dx, dy := after.X-before.X, after.Y-before.Y
	length := noise.Sqrt(dx*dx + dy*dy)
	if length < 1e-4 {
		return 0, 1
	}
	return -dy / length, dx / length
}

func (c *canvas) draw(s *stroke) {
	if len(s.points) < 2 || !s.measure() {
		return
	}
	normalX, normalY := s.normal(0)
	width := s.width(0)
	for i := 0; i+1 < len(s.points); i++ {
		from, to := s.points[i], s.points[i+1]
		nextX, nextY := s.normal(i + 1)
		nextWidth := s.width(s.distance[i+1])
		length := s.distance[i+1] - s.distance[i]
		if length >= 1e-3 {
			c.drawSegment(s, &segment{
				corners: [4]Point{
					{from.X + normalX*width, from.Y + normalY*width},
					{to.X + nextX*nextWidth, to.Y + nextY*nextWidth},
					{to.X - nextX*nextWidth, to.Y - nextY*nextWidth},
					{from.X - normalX*width, from.Y - normalY*width},
				},
				from: from, alongX: (to.X - from.X) / length, alongY: (to.Y - from.Y) / length,
				start: s.distance[i], length: length, width: width, widen: (nextWidth - width) / length,
			})
		}
		normalX, normalY, width = nextX, nextY, nextWidth
	}
}
