package exposure

import "slices"

// shrunk is a small copy of the light on a plate.
type shrunk struct {
	side int
	pix  []float32
}

// weights are how much of the light spreads how far, from the narrowest halo to the air of the
// whole picture; the last belongs to a copy of 16 pixels.
var weights = []float32{0.10, 0.10, 0.09, 0.08, 0.07, 0.06}

const coarsest = 16

// bloom is the light that spreads from what is bright, at half the size.
func bloom(pix []float32, side int) *shrunk {
	var copies []*shrunk
	for now := (&shrunk{side, pix}).half(); ; now = now.half() {
		copies = append(copies, now)
		if now.side <= coarsest {
			break
		}
	}
	last := len(copies) - 1
	sum := copies[last]
	sum.scale(weight(last, len(copies)))
	for i := last - 1; i >= 0; i-- {
		copies[i].scale(weight(i, len(copies)))
		copies[i].addGrown(sum)
		sum = copies[i]
	}
	return sum
}

func weight(i, count int) float32 { return weights[max(i+len(weights)-count, 0)] }

// half is half as wide.
func (s *shrunk) half() *shrunk {
	side := (s.side + 1) / 2
	out := &shrunk{side, make([]float32, side*side*3)}
	for y := range side {
		upper, lower := 2*y*s.side, min(2*y+1, s.side-1)*s.side
		for x := range side {
			left, right := 2*x, min(2*x+1, s.side-1)
			for k := range 3 {
				out.pix[(y*side+x)*3+k] = (s.pix[(upper+left)*3+k] + s.pix[(upper+right)*3+k] +
					s.pix[(lower+left)*3+k] + s.pix[(lower+right)*3+k]) / 4
			}
		}
	}
	return out
}

func (s *shrunk) scale(k float32) {
	for i := range s.pix {
		s.pix[i] *= k
	}
}

// addGrown adds a smaller copy, smoothly.
func (s *shrunk) addGrown(small *shrunk) {
	across := small.columns(s.side)
	for y, down := range across {
		for x, right := range across {
			l := small.between(right, down)
			q := s.pix[(y*s.side+x)*3:]
			q[0], q[1], q[2] = q[0]+l[0], q[1]+l[1], q[2]+l[2]
		}
	}
}

// column is where a pixel of a larger picture lies between two of a smaller one.
type column struct {
	near, far int
	part      float32 // of far
}

func (s *shrunk) columns(side int) []column {
	out := make([]column, side)
	k := float32(s.side) / float32(side)
	for i := range out {
		at := (float32(i)+0.5)*k - 0.5
		at = max(at, 0)
		near := min(int(at), s.side-1)
		part := min(at-float32(near), 1)
		out[i] = column{near, min(near+1, s.side-1), part}
	}
	return out
}

func (s *shrunk) between(x, y column) Light {
	a, b := s.pix[(y.near*s.side+x.near)*3:], s.pix[(y.near*s.side+x.far)*3:]
	c, d := s.pix[(y.far*s.side+x.near)*3:], s.pix[(y.far*s.side+x.far)*3:]
	a, b, c, d = a[:3:3], b[:3:3], c[:3:3], d[:3:3]
	var l Light
	for k := range l {
		upper, lower := a[k]+(b[k]-a[k])*x.part, c[k]+(d[k]-c[k])*x.part
		l[k] = upper + (lower-upper)*y.part
	}
	return l
}

// Defocus puts all that is on the plate out of focus, as far as a copy of width pixels shows.
func (p *Plate) Defocus(width int) {
	small := &shrunk{p.side, p.pix}
	for small.side > width {
		small = small.half()
	}
	if small.side < p.side {
		small.soften()
		small.soften()
	}
	columns := small.columns(p.side)
	for y, down := range columns {
		for x, right := range columns {
			p.over(y*p.side+x, small.between(right, down), 1)
		}
	}
}

// soften mixes each pixel with those about it.
func (s *shrunk) soften() {
	old := slices.Clone(s.pix)
	for y := range s.side {
		above, below := max(y-1, 0)*s.side, min(y+1, s.side-1)*s.side
		for x := range s.side {
			left, right := max(x-1, 0), min(x+1, s.side-1)
			for k := range 3 {
				at := func(row, column int) float32 { return old[(row+column)*3+k] }
				level := y * s.side
				s.pix[(level+x)*3+k] = (4*at(level, x) + 2*(at(level, left)+at(level, right)+at(above, x)+at(below, x)) +
					at(above, left) + at(above, right) + at(below, left) + at(below, right)) / 16
			}
		}
	}
}
