package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// trainWindow is the city in the rain from a seat in the last train.
func trainWindow(n *night) []step {
	r := n.Random
	horizon := r.Between(0.50, 0.56)
	peak := r.Between(0.3, 0.7)
	s := n.newSky(horizon+0.08, peak, 0.6)
	steps := s.steps(0.14, 3, 0.9)
	row := n.skyline(peak, horizon+0.18, 0.44, 0.10)
	steps = append(steps, step{0.06, func() {
		n.Fill(horizon, 1, func(_, y float32) (exposure.Light, float32) {
			return exposure.Of(oklab.Mix(n.dark, n.middle, 0.5), 0.6), noise.Smooth(horizon, horizon+0.2, y)
		})
		for _, t := range row {
			n.body(t, 0.5)
			n.windows(t, 0.026, 0.55*n.lively)
		}
	}}, step{0.06, func() { n.Defocus(64) }})
	steps = append(steps, parts(0.16, 4, 4, func(i int) { n.farLamps(horizon, i) })...)
	steps = append(steps, parts(0.26, 5, 5, func(i int) { n.drops(i) })...)
	return append(steps, step{0.05, func() { n.frame() }}, step{0.05, func() { n.passenger() }})
}

// farLamps are the lamps of the town out of focus, larger the nearer they are.
func (n *night) farLamps(horizon float32, near int) {
	r := n.Random
	radius := [...]float32{0.010, 0.019, 0.032, 0.050}[near]
	count := int(float32([...]int{70, 44, 26, 11}[near]) * (0.4 + 0.6*n.lively))
	for range count {
		x := r.Between(0.02, 0.98)
		y := horizon + r.Bell()*0.06 + radius*1.8*r.Between(-1.2, 1.6)
		c := n.sign(r.Index(7))
		if r.Chance(0.38) {
			c = n.lamp
		}
		n.Bokeh(x, y, radius*r.Between(0.75, 1.2), exposure.Of(c, r.Between(0.25, 1.1)*[...]float32{1.2, 0.8, 0.5, 0.32}[near]))
	}
	if near != 1 {
		return
	}
	for range 9 { // what goes by
		y := horizon + 0.10 + r.Bell()*0.05
		x, long := r.Between(-0.1, 0.7), r.Between(0.2, 0.5)
		c := exposure.Light{1.6, 0.12, 0.08}
		if r.Chance(0.5) {
			c = exposure.Of(n.lamp, 1.1)
		}
		n.Beam(x, y, x+long, y+0.004, 0.0035, c.Times(0.6))
		n.Beam(x, y, x+long, y+0.004, 0.014, c.Times(0.10))
	}
}

// drops are on the pane; each shows the town upside down.
func (n *night) drops(size int) {
	r := n.Random
	if size == 4 {
		n.runlets()
		return
	}
	count := [...]int{900, 420, 150, 60}[size]
	for range count {
		n.drop(r.Unit(), r.Unit()*0.88, [...]float32{0.0022, 0.0042, 0.0075, 0.0125}[size]*r.Between(0.7, 1.3))
	}
}

func (n *night) drop(x, y, radius float32) {
	tall := radius * n.Random.Between(0.95, 1.25)
	n.Body(exposure.Round(x, y, radius, tall), func(px, py float32) exposure.Light {
		u, v := (px-x)/radius, (py-y)/tall
		d := u*u + v*v
		l := n.At(x-u*0.07, y-v*0.09-0.02).Times(1.7)
		l = l.Times(1 - 0.75*noise.Smooth(0.45, 1.0, d)*noise.Smooth(0.6, -0.6, v))
		return l.Plus(exposure.Of(n.haze, 0.5).Times(noise.Smooth(0.3, 0.9, v) * noise.Smooth(1.1, 0.6, d) * 0.8))
	})
	if radius > 0.006 {
		n.Spark(x-radius*0.3, y-tall*0.45, radius*0.16, exposure.Light{0.9, 0.9, 0.95})
	}
}

// runlets are the ways of drops that ran down, wiped clear but for beads.
func (n *night) runlets() {
	r := n.Random
	for range 7 {
		x, y, long := r.Between(0.08, 0.92), r.Between(0.05, 0.3), r.Between(0.15, 0.5)
		width := r.Between(0.004, 0.008)
		way := func(t float32) exposure.Point {
			return exposure.Point{X: x + 0.016*(n.field(t*3, x*40, 2, 97)-0.5), Y: y + t*long}
		}
		for k := range 60 {
			q := way(float32(k) / 59)
			n.Glow(q.X, q.Y, width*1.4, width*1.4, exposure.Of(n.haze, 0.015))
		}
		for range 9 {
			q := way(r.Unit() * r.Unit())
			n.drop(q.X+r.Bell()*0.001, q.Y, width*r.Between(0.25, 0.5))
		}
		end := way(1)
		n.drop(end.X, end.Y, width*1.25)
	}
}

// frame is the wall of the carriage about the pane.
func (n *night) frame() {
	const left, top, right, bottom, corner = 0.035, 0.035, 0.965, 0.845, 0.05
	dark := exposure.Of(oklab.Mix(n.dark, n.middle, 0.10), 0.55)
	rim := exposure.Of(n.haze, 0.16)
	pane := func(grow float32) func(x, y float32) float32 {
		return func(x, y float32) float32 { // distance from a rounded rectangle, outside positive
			dx := max(noise.Abs(x-(left+right)/2)-(right-left)/2+corner-grow, 0)
			dy := max(noise.Abs(y-(top+bottom)/2)-(bottom-top)/2+corner-grow, 0)
			return noise.Sqrt(dx*dx+dy*dy) - corner
		}
	}
	inner := pane(0)
	soft := 1.2 * n.Pixel()
	n.Fill(0, 1, func(x, y float32) (exposure.Light, float32) {
		d := inner(x, y)
		lip := noise.Smooth(0.010, 0.002, noise.Abs(d-0.008))
		l := dark.Times(1.1 - 0.5*noise.Smooth(0, 0.12, d)).Plus(rim.Times(lip * (0.4 + 0.8*y)))
		return l, noise.Smooth(-soft, soft, d)
	})
	n.Fill(bottom+0.022, 1, func(_, y float32) (exposure.Light, float32) { // the sill and the seat
		k := noise.Smooth(bottom+0.022, bottom+0.034, y)
		return dark.Towards(exposure.Of(oklab.Mix(n.middle, n.neon[0], 0.25), 0.35), noise.Smooth(bottom+0.05, bottom+0.03, y)*0.8), k
	})
}

// passenger is somebody with headphones who looks out.
func (n *night) passenger() {
	r := n.Random
	side := r.Side()
	x := 0.5 + side*r.Between(0.17, 0.26)
	const height = 0.46
	y := float32(0.99)
	at := func(u, v float32) exposure.Point { return exposure.Point{X: x + u*side*height, Y: y - v*height} }
	dark := exposure.Of(n.dark, 0.55)
	rim := exposure.Of(oklab.Mix(n.haze, n.neon[0], 0.5), 0.55)
	shade := func(px, py float32) exposure.Light { // the window lights the edge towards its middle
		u := (x - px) * side / height
		v := (y - py) / height
		return dark.Plus(rim.Times(noise.Smooth(0.10, 0.19, u) * noise.Smooth(0.35, 0.6, v) * 0.55))
	}
	n.Body(exposure.Rounded([]exposure.Point{
		at(-0.56, -0.1), at(-0.50, 0.26), at(-0.34, 0.41), at(-0.13, 0.48), at(-0.10, 0.56), at(0.10, 0.56), at(0.13, 0.48), at(0.34, 0.41), at(0.50, 0.26), at(0.56, -0.1),
	}), shade)
	n.Body(exposure.Rounded([]exposure.Point{
		at(-0.155, 0.70), at(-0.165, 0.80), at(-0.12, 0.93), at(0.00, 0.985), at(0.12, 0.93), at(0.165, 0.80), at(0.155, 0.68), at(0.11, 0.54), at(0, 0.50), at(-0.12, 0.55),
	}), shade)
	phones := exposure.Of(oklab.Mix(n.dark, n.neon[1].WithL(0.4), 0.5), 0.7)
	n.Wire(exposure.Path(20, func(t float32) exposure.Point {
		sin, cos := noise.Sincos((200 - 220*t) * noise.Degree)
		return at(cos*0.185, 0.76+sin*0.245)
	}), height*0.035, phones)
	for _, ear := range []float32{-1, 1} {
		q := at(ear*0.178, 0.73)
		n.Body(exposure.Round(q.X, q.Y, height*0.045, height*0.085), exposure.Even(phones))
		n.Spark(q.X, q.Y, height*0.012, exposure.Of(n.neon[0], 2.5))
	}
}
