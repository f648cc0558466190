package ticket

import (
	"image/color"
	"math"
	"strconv"

	"piece/internal/craft/typeset"
)

// mark is one thing drawn over the background: a filled path or an emoji.
type mark struct {
	path  typeset.Path
	fill  color.RGBA
	alpha float64 // 0..1
	emoji typeset.Emoji
}

// sheet collects marks in drawing order.
type sheet struct {
	t     *typesetter
	marks []mark
}

func (s *sheet) paint(p typeset.Path, c color.RGBA) { s.paintAlpha(p, c, 1) }

func (s *sheet) paintAlpha(p typeset.Path, c color.RGBA, alpha float64) {
	if len(p) > 0 {
		s.marks = append(s.marks, mark{path: p, fill: c, alpha: alpha})
	}
}

// write sets a line with its baseline at (x, y).
func (s *sheet) write(l typeset.Line, x, y float64, c color.RGBA) {
	var p typeset.Path
	emoji := s.t.Outline(l, float32(x), float32(y), &p)
	s.paint(p, c)
	for _, e := range emoji {
		s.marks = append(s.marks, mark{emoji: e, alpha: 1})
	}
}

// frontMarks are the few things over a photo.
func (t *typesetter) frontMarks(shape Shape) []mark {
	s := &sheet{t: t}
	switch shape {
	case Stub:
		g := geometries[shape]
		s.paintAlpha(dashes(g.notch+22, Width-g.notch-22, g.seam+1.5), color.RGBA{0, 0, 0, 255}, 0.28)
		s.paintAlpha(dashes(g.notch+22, Width-g.notch-22, g.seam), color.RGBA{255, 255, 255, 255}, 0.85)
	case Film:
		s.film()
	}
	return s.marks
}

// film paints the dark edges and the small print on them.
func (s *sheet) film() {
	edge, print := rgb(0x17110f), rgb(0xe9a13b)
	for _, x := range []float64{0, Width - filmBand} {
		var p typeset.Path
		p.RoundRect(x, 0, filmBand, Height, 0.1, false)
		s.paint(p, edge)
	}
	st := typeset.Style{Face: typeset.Bold, Size: 15, Tracking: 0.1}
	for i := 1; i < filmHoles; i++ {
		y := float64(i) * filmPitch
		text, arrow := filmBand/2, Width-filmBand/2
		if i%4 > 1 {
			text, arrow = arrow, text
		}
		if i%2 == 1 {
			s.upright("PIECE", st, text, y, print)
		} else {
			s.upright(frameNumber(i), st, text, y, print)
		}
		s.paint(triangle(arrow, y, 7), print)
	}
}

func triangle(cx, cy, r float64) typeset.Path {
	var p typeset.Path
	p.Move(cx-r*0.7, cy-r)
	p.Line(cx+r, cy)
	p.Line(cx-r*0.7, cy+r)
	p.Close()
	return p
}

// frameNumber counts as on film: 12A, 13A, ...
func frameNumber(i int) string {
	return strconv.Itoa(i/2+11) + "A"
}

// upright writes across the film, centred on (x, y).
func (s *sheet) upright(text string, st typeset.Style, x, y float64, c color.RGBA) {
	l := s.t.Shape(text, st)
	var p typeset.Path
	s.t.Outline(l, -l.Width/2, st.Size*0.36, &p)
	s.paint(p.Turned(0, x, y), c)
}

// dashes is the tear line from x0 to x1.
func dashes(x0, x1, y float64) typeset.Path {
	const long, thick, pitch = 15.0, 3.2, 26.0
	n := math.Floor((x1 - x0 - long) / pitch)
	if n < 1 {
		return nil
	}
	step := (x1 - x0 - long) / n
	var p typeset.Path
	for i := 0.0; i <= n; i++ {
		p.RoundRect(x0+i*step, y-thick/2, long, thick, thick/2, false)
	}
	return p
}

const (
	starRadius = 23.0
	starPitch  = 54.0
)

// starShape knows the corners of a five-pointed star with soft tips.
type starShape struct{ cx, cy, r float64 }

// corner is a tip (even i) or an inner corner (odd i), counted to the left from the top.
func (s starShape) corner(i int) (x, y float64) {
	r := s.r
	if i&1 == 1 {
		r *= 0.50
	}
	sin, cos := math.Sincos(-math.Pi/2 - float64(i)*math.Pi/5)
	return s.cx + r*cos, s.cy + r*sin
}

// tip gives the four control points of the curve around tip i.
func (s starShape) tip(i int) (q [4][2]float64) {
	const soft, bend = 0.17, 0.6
	x, y := s.corner(i)
	for j, n := range [2]int{i + 9, i + 1} {
		nx, ny := s.corner(n)
		ex, ey := x+(nx-x)*soft, y+(ny-y)*soft
		q[3*j] = [2]float64{ex, ey}
		q[1+j] = [2]float64{ex + (x-ex)*bend, ey + (y-ey)*bend}
	}
	return q
}

func star(cx, cy, r float64) typeset.Path {
	s := starShape{cx, cy, r}
	var p typeset.Path
	for i := 0; i < 10; i += 2 {
		q := s.tip(i)
		if i == 0 {
			p.Move(q[0][0], q[0][1])
		} else {
			p.Line(q[0][0], q[0][1])
		}
		p.Cube(q[1][0], q[1][1], q[2][0], q[2][1], q[3][0], q[3][1])
		p.Line(s.corner(i + 1))
	}
	p.Close()
	return p
}

// halfStar is what of the star lies left of its middle, exactly.
func halfStar(cx, cy, r float64) typeset.Path {
	s := starShape{cx, cy, r}
	mid := func(a, b [2]float64) [2]float64 { return [2]float64{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2} }
	q := s.tip(0) // only its second half, found by de Casteljau
	m, c := mid(q[1], q[2]), mid(q[2], q[3])
	d := mid(m, c)
	top := mid(mid(mid(q[0], q[1]), m), d)
	var p typeset.Path
	p.Move(cx, top[1])
	p.Cube(d[0], d[1], c[0], c[1], q[3][0], q[3][1])
	p.Line(s.corner(1))
	for i := 2; i < 5; i += 2 {
		q := s.tip(i)
		p.Line(q[0][0], q[0][1])
		p.Cube(q[1][0], q[1][1], q[2][0], q[2][1], q[3][0], q[3][1])
		p.Line(s.corner(i + 1))
	}
	p.Close()
	return p
}

// stars draws five stars from x on; half stars are exactly half.
func (s *sheet) stars(x, y, r, pitch float64, halves int, on, off color.RGBA) {
	for i := range 5 {
		cx := x + r + float64(i)*pitch
		switch h := halves - 2*i; {
		case h >= 2:
			s.paint(star(cx, y, r), on)
		case h == 1:
			s.paint(star(cx, y, r), off)
			s.paint(halfStar(cx, y, r), on)
		default:
			s.paint(star(cx, y, r), off)
		}
	}
}

// wordmark is the cake with its slice pulled out, and the name; size is that of the letters.
func (s *sheet) wordmark(x, y, size float64, c color.RGBA) (right float64) {
	const gap = math.Pi / 3.4
	r := size * 0.43
	cx, cy := x+r, y-size*0.355
	a := -math.Pi/4 - gap/2
	var p typeset.Path
	p.Move(cx, cy)
	p.ArcTo(cx, cy, r, a+gap, a+2*math.Pi)
	p.Close()
	o := size * 0.17
	sx, sy := cx+o*math.Cos(a+gap/2), cy+o*math.Sin(a+gap/2)
	p.Move(sx, sy)
	p.ArcTo(sx, sy, r, a, a+gap)
	p.Close()
	s.paint(p, c)
	l := s.t.Shape("PIECE", typeset.Style{Face: typeset.Bold, Size: float32(size), Tracking: 0.13})
	s.write(l, x+2*r+size*0.52, y, c)
	return x + 2*r + size*0.52 + float64(l.Width)
}
