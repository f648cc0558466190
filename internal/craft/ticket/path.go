package ticket

import (
	"image"
	"math"

	"golang.org/x/image/vector"
)

// path is an outline on the canvas, filled by the non-zero rule.
type path []segment

type segment struct {
	op byte // 'M', 'L', 'C' or 'Z'
	p  [6]float32
}

func (p *path) move(x, y float64) {
	*p = append(*p, segment{'M', [6]float32{float32(x), float32(y)}})
}

func (p *path) line(x, y float64) {
	*p = append(*p, segment{'L', [6]float32{float32(x), float32(y)}})
}

func (p *path) cube(a, b, c, d, x, y float64) {
	*p = append(*p, segment{'C', [6]float32{float32(a), float32(b), float32(c), float32(d), float32(x), float32(y)}})
}

func (p *path) close() { *p = append(*p, segment{op: 'Z'}) }

// arc goes on from angle a0 to a1 around (cx, cy), in radians with y downwards:
// 0 is right, π/2 is down. A growing angle runs clockwise.
func (p *path) arc(cx, cy, r, a0, a1 float64) {
	n := max(1, int(math.Ceil(math.Abs(a1-a0)/(math.Pi/2)-1e-9)))
	d := (a1 - a0) / float64(n)
	k := 4.0 / 3 * math.Tan(d/4)
	for range n {
		s0, c0 := math.Sincos(a0)
		s1, c1 := math.Sincos(a0 + d)
		p.cube(cx+r*(c0-k*s0), cy+r*(s0+k*c0), cx+r*(c1+k*s1), cy+r*(s1-k*c1), cx+r*c1, cy+r*s1)
		a0 += d
	}
}

// roundRect adds a rectangle with round corners; as a hole it runs the other way round.
func (p *path) roundRect(x, y, w, h, r float64, hole bool) {
	const q = math.Pi / 2
	if hole {
		p.move(x+r, y)
		p.arc(x+r, y+r, r, -q, -2*q)
		p.line(x, y+h-r)
		p.arc(x+r, y+h-r, r, 2*q, q)
		p.line(x+w-r, y+h)
		p.arc(x+w-r, y+h-r, r, q, 0)
		p.line(x+w, y+r)
		p.arc(x+w-r, y+r, r, 0, -q)
	} else {
		p.move(x+w-r, y)
		p.arc(x+w-r, y+r, r, -q, 0)
		p.line(x+w, y+h-r)
		p.arc(x+w-r, y+h-r, r, 0, q)
		p.line(x+r, y+h)
		p.arc(x+r, y+h-r, r, q, 2*q)
		p.line(x, y+r)
		p.arc(x+r, y+r, r, 2*q, 3*q)
	}
	p.close()
}

func (p *path) circle(cx, cy, r float64) {
	p.move(cx+r, cy)
	p.arc(cx, cy, r, 0, 2*math.Pi)
	p.close()
}

// turned is the path turned by an angle (clockwise) around the origin and then moved.
func (p path) turned(angle, dx, dy float64) path {
	s, c := math.Sincos(angle)
	sin, cos := float32(s), float32(c)
	out := make(path, len(p))
	for i, g := range p {
		out[i].op = g.op
		for j := 0; j < 6; j += 2 {
			x, y := g.p[j], g.p[j+1]
			out[i].p[j] = x*cos - y*sin + float32(dx)
			out[i].p[j+1] = x*sin + y*cos + float32(dy)
		}
	}
	return out
}

// bounds is the box of all points, control points included.
func (p path) bounds() (x0, y0, x1, y1 float32) {
	x0, y0, x1, y1 = math.MaxFloat32, math.MaxFloat32, -math.MaxFloat32, -math.MaxFloat32
	for _, s := range p {
		n := 2
		switch s.op {
		case 'Z':
			n = 0
		case 'C':
			n = 6
		}
		for j := 0; j < n; j += 2 {
			x0, x1 = min(x0, s.p[j]), max(x1, s.p[j])
			y0, y1 = min(y0, s.p[j+1]), max(y1, s.p[j+1])
		}
	}
	return x0, y0, x1, y1
}

// raster adds the path to z, scaled by k, seen from (dx, dy).
func (p path) raster(z *vector.Rasterizer, k, dx, dy float32) {
	for _, s := range p {
		q := s.p
		for i := 0; i < 6; i += 2 {
			q[i], q[i+1] = q[i]*k-dx, q[i+1]*k-dy
		}
		switch s.op {
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

// mask renders the path for a canvas that is w pixels wide.
func (p path) mask(w int) *image.Alpha {
	h := heightFor(w)
	z := vector.NewRasterizer(w, h)
	p.raster(z, float32(w)/Width, 0, 0)
	m := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(m, m.Bounds(), image.Opaque, image.Point{})
	return m
}

// heightFor is the height of a ticket of that width.
func heightFor(w int) int { return (w*Height + Width/2) / Width }

// arcTo draws a line to the start of an arc and then the arc.
func (p *path) arcTo(cx, cy, r, a0, a1 float64) {
	s, c := math.Sincos(a0)
	p.line(cx+r*c, cy+r*s)
	p.arc(cx, cy, r, a0, a1)
}
