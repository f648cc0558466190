package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/exposure"
)

// blade is a sign that stands out from the wall towards the street and says nothing: bars,
// rings, waves and stars in glass tubes.
func (t *street) blade(h house, along, low, high, out float32) {
	n, r := t.n, t.n.Random
	d := noise.Lerp(h.far, h.near, along)
	if d < 0.85 {
		return
	}
	k := 1 - 0.6*t.air(d)
	x := h.side * t.wide
	a, b := t.at(d, x-h.side*0.02, high), t.at(d, x-h.side*(0.02+out), low)
	left, right := min(a.X, b.X), max(a.X, b.X)
	c, other := n.sign(r.Index(7)), n.sign(r.Index(7))
	tube, second := exposure.Of(c, 3.2*k), exposure.Of(other, 2.8*k)
	w := right - left
	n.Body(exposure.Box(left, a.Y, right, b.Y), exposure.Even(exposure.Of(c.WithL(0.22), 0.6)))
	line := 0.055 * w
	frame := []exposure.Point{{X: left, Y: a.Y}, {X: right, Y: a.Y}, {X: right, Y: b.Y}, {X: left, Y: b.Y}, {X: left, Y: a.Y}}
	n.Trail(frame, func(float32) float32 { return line }, tube)
	cells := max(1, int((b.Y-a.Y)/w+0.2))
	size := (b.Y - a.Y) / float32(cells)
	figure := r.Index(5)
	for i := range cells {
		n.figure((figure+i*(1+r.Index(2)))%5, (left+right)/2, a.Y+(float32(i)+0.5)*size, min(w, size)*0.30, line, second)
	}
	n.Glow((left+right)/2, (a.Y+b.Y)/2, w*2.2, (b.Y-a.Y)*0.5+w*1.6, tube.Times(0.035))
	// Its light on the wall behind.
	n.Glow((left+right)/2+h.side*w*1.4, (a.Y+b.Y)/2, w*1.4, (b.Y-a.Y)*0.7, tube.Times(0.03))
}

// figure is a drawing in tubes.
func (n *night) figure(kind int, x, y, size, line float32, l exposure.Light) {
	even := func(float32) float32 { return line }
	switch kind {
	case 0: // a ring
		n.Trail(exposure.Path(22, func(t float32) exposure.Point {
			sin, cos := noise.Sincos(t * 360 * noise.Degree)
			return exposure.Point{X: x + cos*size, Y: y + sin*size}
		}), even, l)
	case 1: // bars
		for i := range 3 {
			half := size * [...]float32{1, 0.6, 0.85}[i]
			n.Beam(x-half, y+(float32(i)-1)*size*0.7, x+half, y+(float32(i)-1)*size*0.7, line, l)
		}
	case 2: // a wave
		n.Trail(exposure.Path(22, func(t float32) exposure.Point {
			return exposure.Point{X: x + (2*t-1)*size, Y: y + noise.Sin(t*720*noise.Degree)*size*0.5}
		}), even, l)
	case 3: // an arrow into the house
		for i := range 2 {
			low := y + (float32(i)-0.5)*size
			n.Trail([]exposure.Point{{X: x - size*0.8, Y: low - size*0.35}, {X: x, Y: low + size*0.35}, {X: x + size*0.8, Y: low - size*0.35}}, even, l)
		}
	default: // a star
		n.Trail(exposure.Path(11, func(t float32) exposure.Point {
			reach := size
			if int(t*10+0.5)%2 == 1 {
				reach *= 0.42
			}
			sin, cos := noise.Sincos((t*360 - 90) * noise.Degree)
			return exposure.Point{X: x + cos*reach, Y: y + sin*reach}
		}), even, l)
	}
}
