package typeset

import (
	"math"

	"golang.org/x/image/vector"
)

// Path is an outline, filled by the non-zero rule.
type Path []Segment

// Segment is one step of a path.
type Segment struct {
	Op byte       // 'M', 'L', 'C' or 'Z'
	P  [6]float32 // one point, or three for 'C', x before y
}

// Move begins an outline.
func (p *Path) Move(x, y float64) {
	*p = append(*p, Segment{'M', [6]float32{float32(x), float32(y)}})
}

// Line goes straight on.
func (p *Path) Line(x, y float64) {
	*p = append(*p, Segment{'L', [6]float32{float32(x), float32(y)}})
}

// Cube goes on along a cubic curve with control points (a, b) and (c, d).
func (p *Path) Cube(a, b, c, d, x, y float64) {
	*p = append(*p, Segment{'C', [6]float32{float32(a), float32(b), float32(c), float32(d), float32(x), float32(y)}})
}

// Close goes back to where the outline began.
func (p *Path) Close() { *p = append(*p, Segment{Op: 'Z'}) }

// Arc goes on from angle a0 to a1 around (cx, cy), in radians with y downwards:
// 0 is right, π/2 is down. A growing angle runs clockwise.
func (p *Path) Arc(cx, cy, r, a0, a1 float64) {
	n := max(1, int(math.Ceil(math.Abs(a1-a0)/(math.Pi/2)-1e-9)))
	d := (a1 - a0) / float64(n)
	k := 4.0 / 3 * math.Tan(d/4)
	for range n {
		s0, c0 := math.Sincos(a0)
		s1, c1 := math.Sincos(a0 + d)
		p.Cube(cx+r*(c0-k*s0), cy+r*(s0+k*c0), cx+r*(c1+k*s1), cy+r*(s1-k*c1), cx+r*c1, cy+r*s1)
		a0 += d
	}
}

// RoundRect adds a rectangle with round corners; as a hole it runs the other way round.
func (p *Path) RoundRect(x, y, w, h, r float64, hole bool) {
	const q = math.Pi / 2
	if hole {
		p.Move(x+r, y)
		p.Arc(x+r, y+r, r, -q, -2*q)
		p.Line(x, y+h-r)
		p.Arc(x+r, y+h-r, r, 2*q, q)
		p.Line(x+w-r, y+h)
		p.Arc(x+w-r, y+h-r, r, q, 0)
		p.Line(x+w, y+r)
		p.Arc(x+w-r, y+r, r, 0, -q)
	} else {
		p.Move(x+w-r, y)
		p.Arc(x+w-r, y+r, r, -q, 0)
		p.Line(x+w, y+h-r)
		p.Arc(x+w-r, y+h-r, r, 0, q)
		p.Line(x+r, y+h)
		p.Arc(x+r, y+h-r, r, q, 2*q)
		p.Line(x, y+r)
		p.Arc(x+r, y+r, r, 2*q, 3*q)
	}
	p.Close()
}

// Circle adds a circle.
func (p *Path) Circle(cx, cy, r float64) {
	p.Move(cx+r, cy)
	p.Arc(cx, cy, r, 0, 2*math.Pi)
	p.Close()
}

// Turned is the path turned by an angle (clockwise) around the origin and then moved.
func (p Path) Turned(angle, dx, dy float64) Path {
	s, c := math.Sincos(angle)
	sin, cos := float32(s), float32(c)
	out := make(Path, len(p))
	for i, g := range p {
		out[i].Op = g.Op
		for j := 0; j < 6; j += 2 {
			x, y := g.P[j], g.P[j+1]
			out[i].P[j] = x*cos - y*sin + float32(dx)
			out[i].P[j+1] = x*sin + y*cos + float32(dy)
		}
	}
	return out
}

// Bounds is the box of all points, control points included.
func (p Path) Bounds() (x0, y0, x1, y1 float32) {
	x0, y0, x1, y1 = math.MaxFloat32, math.MaxFloat32, -math.MaxFloat32, -math.MaxFloat32
	for _, s := range p {
		n := 2
		switch s.Op {
		case 'Z':
			n = 0
		case 'C':
			n = 6
		}
		for j := 0; j < n; j += 2 {
			x0, x1 = min(x0, s.P[j]), max(x1, s.P[j])
			y0, y1 = min(y0, s.P[j+1]), max(y1, s.P[j+1])
		}
	}
	return x0, y0, x1, y1
}

// Raster adds the path to z, scaled by k, seen from (dx, dy).
func (p Path) Raster(z *vector.Rasterizer, k, dx, dy float32) {
	for _, s := range p {
		q := s.P
		for i := 0; i < 6; i += 2 {
			q[i], q[i+1] = q[i]*k-dx, q[i+1]*k-dy
		}
		switch s.Op {
		case 'M':
			z.MoveTo(q[0], q[1])
		case 'L':
			z.LineTo(q[0], q[1])
		case 'C':
			z.CubeTo(q[0], q[1], q[2], q[3], q[4], q[5])
		case 'Z':
			z.ClosePath()
		}
	}
}

// ArcTo draws a line to the start of an arc and then the arc.
func (p *Path) ArcTo(cx, cy, r, a0, a1 float64) {
	s, c := math.Sincos(a0)
	p.Line(cx+r*c, cy+r*s)
	p.Arc(cx, cy, r, a0, a1)
}
