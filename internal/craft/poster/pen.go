package poster

import (
	"math"
	"slices"

	"piece/internal/craft/typeset"
)

// point is a place on the sheet.
type point struct{ x, y float64 }

func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point   { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point { return point{p.x * k, p.y * k} }
func (p point) length() float64       { return math.Hypot(p.x, p.y) }
func (p point) towards(angle, r float64) point {
	s, c := math.Sincos(angle)
	return point{p.x + r*c, p.y + r*s}
}
func (p point) normal() point {
	n := max(p.length(), 1e-9)
	return point{-p.y / n, p.x / n}
}

// degrees in radians.
func degrees(d float64) float64 { return d * math.Pi / 180 }

func rectangle(x, y, w, h float64) typeset.Path {
	return polygon(point{x, y}, point{x + w, y}, point{x + w, y + h}, point{x, y + h})
}

func rounded(x, y, w, h, r float64) typeset.Path {
	var p typeset.Path
	p.RoundRect(x, y, w, h, r, false)
	return p
}

func disc(x, y, r float64) typeset.Path {
	var p typeset.Path
	p.Circle(x, y, r)
	return p
}

// ring is a disc with a hole.
func ring(x, y, r, inner float64) typeset.Path {
	var p typeset.Path
	p.Circle(x, y, r)
	p.Move(x+inner, y)
	p.Arc(x, y, inner, 0, -2*math.Pi)
	p.Close()
	return p
}

// sector is a slice of a disc between two angles.
func sector(x, y, r, from, to float64) typeset.Path {
	var p typeset.Path
	p.Move(x, y)
	p.ArcTo(x, y, r, from, to)
	p.Close()
	return p
}

// oval is a turned ellipse.
func oval(x, y, rx, ry, angle float64) typeset.Path {
	const steps = 48
	points := make([]point, steps)
	sin, cos := math.Sincos(angle)
	for i := range points {
		s, c := math.Sincos(2 * math.Pi * float64(i) / steps)
		points[i] = point{x + rx*c*cos - ry*s*sin, y + rx*c*sin + ry*s*cos}
	}
	return polygon(points...)
}

func polygon(points ...point) typeset.Path {
	var p typeset.Path
	for i, q := range points {
		if i == 0 {
			p.Move(q.x, q.y)
		} else {
			p.Line(q.x, q.y)
		}
	}
	p.Close()
	return p
}

// smooth gives points of a soft curve through the given ones (Catmull-Rom), open or closed.
func smooth(closed bool, through ...point) []point {
	const steps = 14
	n := len(through)
	at := func(i int) point {
		if closed {
			return through[((i%n)+n)%n]
		}
		return through[min(max(i, 0), n-1)]
	}
	spans := n - 1
	if closed {
		spans = n
	}
	out := make([]point, 0, spans*steps+1)
	for i := range spans {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for j := range steps {
			t := float64(j) / steps
			out = append(out, point{spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t)})
		}
	}
	if !closed {
		out = append(out, through[n-1])
	}
	return out
}

func spline(a, b, c, d, t float64) float64 {
	return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
}

// blob is a closed soft outline.
func blob(through ...point) typeset.Path { return polygon(smooth(true, through...)...) }

// ribbon is a line along points with a width that may change on its way; its ends are round.
func ribbon(points []point, width func(t float64) float64) typeset.Path {
	n := len(points)
	if n < 2 {
		return nil
	}
	left, right := make([]point, n), make([]point, n)
	for i, p := range points {
		side := points[min(i+1, n-1)].minus(points[max(i-1, 0)]).normal().times(width(float64(i)/float64(n-1)) / 2)
		left[i], right[n-1-i] = p.minus(side), p.plus(side)
	}
	p := polygon(append(left, right...)...)
	for _, end := range []int{0, n - 1} {
		if r := width(float64(end)/float64(n-1)) / 2; r > 0.4 {
			p.Circle(points[end].x, points[end].y, r)
		}
	}
	return p
}

// stroke is a line of one width.
func stroke(width float64, points ...point) typeset.Path {
	if len(points) == 2 {
		return ribbon(points, func(float64) float64 { return width })
	}
	var p typeset.Path // joints are round, whatever their angle
	for i := 1; i < len(points); i++ {
		p = append(p, ribbon(points[i-1:i+1], func(float64) float64 { return width })...)
	}
	return p
}

// tapered is a line that begins and ends thin.
func tapered(width float64, points []point) typeset.Path {
	return ribbon(points, func(t float64) float64 { return width * math.Sin(math.Pi*min(max(t, 0.02), 0.98)) })
}

// leaf is a leaf from its base to its tip; belly is its width in shares of the length.
func leaf(base, tip point, belly float64) typeset.Path {
	d := tip.minus(base)
	n := d.normal().times(d.length() * belly)
	a, b := base.plus(d.times(0.35)), base.plus(d.times(0.75))
	var p typeset.Path
	p.Move(base.x, base.y)
	p.Cube(a.x+n.x, a.y+n.y, b.x+n.x*0.7, b.y+n.y*0.7, tip.x, tip.y)
	p.Cube(b.x-n.x*0.7, b.y-n.y*0.7, a.x-n.x, a.y-n.y, base.x, base.y)
	p.Close()
	return p
}

// land is everything below a line over the sheet.
func land(height func(x float64) float64) typeset.Path {
	const step = 4.0
	points := []point{{-10, sheetHeight + 10}}
	for x := -10.0; x <= sheetWidth+10; x += step {
		points = append(points, point{x, height(x)})
	}
	return polygon(append(points, point{sheetWidth + 10, sheetHeight + 10})...)
}

// along measures a height at each unit of the sheet once, for inks that ask for every pixel.
func along(height func(x float64) float64) func(x float32) float32 {
	const room = 40
	var at [int(sheetWidth) + 2*room]float32
	for i := range at {
		at[i] = float32(height(float64(i - room)))
	}
	return func(x float32) float32 {
		i := min(max(int(x)+room, 0), len(at)-2)
		f := min(max(x-float32(i-room), 0), 1)
		return at[i] + (at[i+1]-at[i])*f
	}
}

// placed is a path scaled and then moved.
func placed(p typeset.Path, k, dx, dy float64) typeset.Path {
	out := make(typeset.Path, len(p))
	for i, s := range p {
		out[i].Op = s.Op
		for j := 0; j < 6; j += 2 {
			out[i].P[j], out[i].P[j+1] = s.P[j]*float32(k)+float32(dx), s.P[j+1]*float32(k)+float32(dy)
		}
	}
	return out
}

// mirrored is a path seen from behind, around the middle of the sheet.
func mirrored(p typeset.Path) typeset.Path {
	out := make(typeset.Path, len(p))
	for i, s := range p {
		out[i] = s
		for j := 0; j < 6; j += 2 {
			out[i].P[j] = sheetWidth - s.P[j]
		}
	}
	return out
}

// reversed runs the other way round, so that it is a hole in what lies around it. Only
// for outlines of straight lines.
func reversed(p typeset.Path) typeset.Path {
	var points []point
	for _, s := range p {
		if s.Op != 'Z' {
			points = append(points, point{float64(s.P[0]), float64(s.P[1])})
		}
	}
	slices.Reverse(points)
	return polygon(points...)
}
