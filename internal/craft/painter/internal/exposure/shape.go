package exposure

import "piece/internal/craft/noise"

// Point is a place in the unit square, y downwards.
type Point struct{ X, Y float32 }

// Shade gives the light of a body at a place.
type Shade func(x, y float32) Light

// Even is a shade that is the same all over.
func Even(l Light) Shade { return func(_, _ float32) Light { return l } }

// Body covers a polygon: what was behind it is gone.
func (p *Plate) Body(points []Point, shade Shade) {
	p.raster(points, func(at int, x, y, cover float32) { p.over(at, shade(x, y), cover) })
}

// Pane lays light over a polygon, letting some of what is behind shine through.
func (p *Plate) Pane(points []Point, l Light, cover float32) {
	p.raster(points, func(at int, _, _, part float32) { p.over(at, l, cover*part) })
}

// Lamp adds light to a polygon.
func (p *Plate) Lamp(points []Point, l Light) {
	p.raster(points, func(at int, _, _, cover float32) { p.add(at, l, cover) })
}

// Shaft adds light to a polygon, unevenly.
func (p *Plate) Shaft(points []Point, shade Shade) {
	p.raster(points, func(at int, x, y, cover float32) { p.add(at, shade(x, y), cover) })
}

// lines is how many times each row of pixels is looked at.
const lines = 4

// raster tells each pixel that a polygon touches how much of it is inside. Where edges cross,
// every second area is outside.
func (p *Plate) raster(points []Point, paint func(at int, x, y, cover float32)) {
	if len(points) < 3 {
		return
	}
	top, bottom, left, right := points[0].Y, points[0].Y, points[0].X, points[0].X
	for _, q := range points[1:] {
		top, bottom, left, right = min(top, q.Y), max(bottom, q.Y), min(left, q.X), max(right, q.X)
	}
	if right <= 0 || left >= 1 || bottom <= 0 || top >= 1 {
		return
	}
	side := float32(p.side)
	from, to := max(int(top*side), 0), min(int(bottom*side)+1, p.side)
	first, last := max(int(left*side), 0), min(int(right*side)+1, p.side)
	var crossings [48]float32
	for y := from; y < to; y++ {
		row := p.row[first : last+1]
		clear(row)
		for line := range lines {
			at := (float32(y) + (float32(line)+0.5)/lines) / side
			spans(row, float32(first), side, cross(points, at, crossings[:0]))
		}
		for x, cover := range row[:last-first] {
			if cover > 0.002 {
				paint(y*p.side+first+x, (float32(first+x)+0.5)/side, (float32(y)+0.5)/side, min(cover, 1))
			}
		}
	}
}

// cross lists where the line at y meets the edges, from left to right.
func cross(points []Point, y float32, out []float32) []float32 {
	before := points[len(points)-1]
	for _, q := range points {
		if (before.Y <= y) != (q.Y <= y) {
			x := before.X + (q.X-before.X)*(y-before.Y)/(q.Y-before.Y)
			k := len(out)
			out = append(out, x)
			for ; k > 0 && out[k-1] > x; k-- {
				out[k] = out[k-1]
			}
			out[k] = x
		}
		before = q
	}
	return out
}

// spans adds to row what lies between each two crossings; first is the number of its first pixel.
func spans(row []float32, first, side float32, crossings []float32) {
	for i := 0; i+1 < len(crossings); i += 2 {
		left, right := max(crossings[i]*side-first, 0), min(crossings[i+1]*side-first, float32(len(row)-1))
		if right <= left {
			continue
		}
		a, b := int(left), int(right)
		if a == b {
			row[a] += (right - left) / lines
			continue
		}
		row[a] += (float32(a+1) - left) / lines
		for x := a + 1; x < b; x++ {
			row[x] += 1.0 / lines
		}
		row[b] += (right - float32(b)) / lines
	}
}

// Box is an upright rectangle.
func Box(left, top, right, bottom float32) []Point {
	return []Point{{left, top}, {right, top}, {right, bottom}, {left, bottom}}
}

// Rounded is a closed outline that runs smoothly through the corners given.
func Rounded(corners []Point) []Point {
	const pieces = 6
	n := len(corners)
	out := make([]Point, 0, n*pieces)
	for i := range corners {
		a, b, c, d := corners[(i+n-1)%n], corners[i], corners[(i+1)%n], corners[(i+2)%n]
		for k := range pieces {
			t := float32(k) / pieces
			out = append(out, Point{bend(a.X, b.X, c.X, d.X, t), bend(a.Y, b.Y, c.Y, d.Y, t)})
		}
	}
	return out
}

// bend is the Catmull-Rom curve from b to c.
func bend(a, b, c, d, t float32) float32 {
	return b + 0.5*t*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
}

// Round is an ellipse.
func Round(x, y, across, up float32) []Point {
	const corners = 28
	out := make([]Point, corners)
	for i := range out {
		sin, cos := noise.Sincos(float32(i) * 360 / corners * noise.Degree)
		out[i] = Point{x + across*cos, y + up*sin}
	}
	return out
}
