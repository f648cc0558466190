package exposure

import "piece/internal/craft/noise"

// Trail adds light along a line through points; width gives its width along the way, 0 to 1.
func (p *Plate) Trail(points []Point, width func(t float32) float32, l Light) {
	p.ribbon(points, width, func(piece []Point, k float32) { p.Lamp(piece, l.Times(k)) })
}

// Wire covers a line through points.
func (p *Plate) Wire(points []Point, width float32, l Light) {
	p.ribbon(points, func(float32) float32 { return width }, func(piece []Point, k float32) { p.Pane(piece, l, k) })
}

// Stick is a straight Wire.
func (p *Plate) Stick(x0, y0, x1, y1, width float32, l Light) {
	p.Wire([]Point{{x0, y0}, {x1, y1}}, width, l)
}

// Beam is a straight Trail of one width.
func (p *Plate) Beam(x0, y0, x1, y1, width float32, l Light) {
	p.Trail([]Point{{x0, y0}, {x1, y1}}, func(float32) float32 { return width }, l)
}

// ribbon cuts a line into pieces with mitred joints. What is finer than a pixel is as wide as
// one and weaker by k.
func (p *Plate) ribbon(points []Point, width func(t float32) float32, paint func(piece []Point, k float32)) {
	if len(points) < 2 {
		return
	}
	finest := 1.1 * p.Pixel()
	last := len(points) - 1
	edge := func(i int) (a, b Point, k float32) {
		q, before, after := points[i], points[max(i-1, 0)], points[min(i+1, last)]
		dx, dy := after.X-before.X, after.Y-before.Y
		length := noise.Sqrt(dx*dx+dy*dy) + 1e-9
		w := width(float32(i) / float32(last))
		half := max(w, finest) / 2
		nx, ny := -dy/length*half, dx/length*half
		return Point{q.X + nx, q.Y + ny}, Point{q.X - nx, q.Y - ny}, min(1, w/finest)
	}
	a, b, k := edge(0)
	var piece [4]Point
	for i := range last {
		c, d, next := edge(i + 1)
		piece = [4]Point{a, c, d, b}
		paint(piece[:], (k+next)/2)
		a, b, k = c, d, next
	}
}

// Path makes points along a curve given by t from 0 to 1.
func Path(count int, at func(t float32) Point) []Point {
	points := make([]Point, count)
	for i := range points {
		points[i] = at(float32(i) / float32(count-1))
	}
	return points
}
