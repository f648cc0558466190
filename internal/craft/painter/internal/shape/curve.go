package shape

import "piece/internal/craft/noise"

const turn = 2 * 3.14159265

// smoothSteps is how many straight pieces stand for the curve between two points.
const smoothSteps = 16

// Smooth gives points of a soft curve through the given ones (Catmull-Rom), open or closed.
func Smooth(closed bool, through ...Point) []Point {
	n := len(through)
	at := func(i int) Point {
		if closed {
			return through[(i+n)%n]
		}
		return through[min(max(i, 0), n-1)]
	}
	spans := n - 1
	if closed {
		spans = n
	}
	out := make([]Point, 0, spans*smoothSteps+1)
	for i := range spans {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for j := range smoothSteps {
			t := float32(j) / smoothSteps
			out = append(out, Point{spline(a.X, b.X, c.X, d.X, t), spline(a.Y, b.Y, c.Y, d.Y, t)})
		}
	}
	if !closed {
		out = append(out, through[n-1])
	}
	return out
}

func spline(a, b, c, d, t float32) float32 {
	return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
}

// Blob is a closed soft outline.
func Blob(through ...Point) Path { return Path{Smooth(true, through...)} }

// Ribbon is a line along points whose width may change on its way.
func Ribbon(points []Point, width func(t float32) float32) Path {
	n := len(points)
	if n < 2 {
		return nil
	}
	outline := make([]Point, 2*n)
	for i, p := range points {
		along := points[min(i+1, n-1)].Minus(points[max(i-1, 0)])
		side := along.normal().Times(width(float32(i)/float32(n-1)) / 2)
		outline[i], outline[2*n-1-i] = p.Minus(side), p.Plus(side)
	}
	return Path{outline}
}

// Line is a ribbon that goes evenly from one width to another.
func Line(points []Point, from, to float32) Path {
	return Ribbon(points, func(t float32) float32 { return noise.Lerp(from, to, t) })
}

// Tapered is a ribbon that begins and ends thin.
func Tapered(points []Point, width float32) Path {
	return Ribbon(points, func(t float32) float32 { return width * (4*t*(1-t)*0.96 + 0.04) })
}

// Rect is a rectangle by its corners.
func Rect(left, top, right, bottom float32) Path {
	return Polygon(Point{left, top}, Point{right, top}, Point{right, bottom}, Point{left, bottom})
}

// Whole is more than the picture.
func Whole() Path { return Rect(-0.1, -0.1, 1.1, 1.1) }

// Disc is a circle.
func Disc(x, y, r float32) Path { return Oval(x, y, r, r, 0) }

// Oval is an ellipse turned by an angle.
func Oval(x, y, rx, ry, angle float32) Path {
	steps := min(max(int(max(rx, ry)*400), 14), 120)
	sin, cos := noise.Sincos(angle)
	points := make([]Point, steps)
	for i := range points {
		s, c := noise.Sincos(turn * float32(i) / float32(steps))
		points[i] = Point{x + rx*c*cos - ry*s*sin, y + rx*c*sin + ry*s*cos}
	}
	return Path{points}
}

// Arc gives points along a part of a circle.
func Arc(x, y, r, from, to float32) []Point {
	steps := min(max(int(noise.Abs(to-from)*r*160), 6), 160)
	points := make([]Point, steps+1)
	for i := range points {
		points[i] = Point{x, y}.Towards(noise.Lerp(from, to, float32(i)/float32(steps)), r)
	}
	return points
}

// Ring is a band around a circle.
func Ring(x, y, r, width float32) Path {
	var p Path // in quarters, because an outline has no hole
	for i := range 4 {
		from := turn * float32(i) / 4
		p = append(p, Ribbon(Arc(x, y, r, from-0.004, from+turn/4+0.004), func(float32) float32 { return width })...)
	}
	return p
}

// Arch is a door: straight below and round on top, its foot in the middle of (x, y).
func Arch(x, y, width, height float32) Path {
	r := width / 2
	points := Arc(x, y-height+r, r, -turn/2, 0)
	return Polygon(append(points, Point{x + r, y}, Point{x - r, y})...)
}

// Land is all below a line over the picture.
func Land(height func(x float32) float32) Path { return under(height, 1.2) }

// Hang is all above a line.
func Hang(height func(x float32) float32) Path { return under(height, -0.2) }

func under(height func(x float32) float32, edge float32) Path {
	const from, to, step = -0.08, 1.08, 0.004
	points := []Point{{from, edge}}
	for i := range int((to-from)/step) + 1 {
		x := from + step*float32(i)
		points = append(points, Point{x, height(x)})
	}
	return Polygon(append(points, Point{to, edge})...)
}
