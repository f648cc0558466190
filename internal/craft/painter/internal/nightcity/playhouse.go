package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// posters hang lit beside the doors, without words.
func (t *playhouse) posters() {
	n := t.n
	low, top := t.ground-0.02, t.ground-0.155
	for i := range 6 {
		x := t.x + (float32(i)-2.5)*t.half*2/6
		half := t.half * 0.115
		if i == 2 || i == 3 { // the doors
			l := exposure.Of(n.lamp, 1.7)
			n.Body(exposure.Box(x-half, top+0.01, x+half, t.ground), func(_, y float32) exposure.Light {
				return l.Times(1.2 - 0.5*noise.Smooth(top, t.ground, y))
			})
			n.Stick(x, top, x, t.ground, 0.004, exposure.Of(n.dark, 0.6))
			continue
		}
		a, b := exposure.Of(n.sign(i).WithL(0.42), 0.9), exposure.Of(n.sign(i+1), 1.3)
		n.Body(exposure.Box(x-half, top+0.012, x+half, low), func(px, py float32) exposure.Light {
			u, v := (px-x)/half, (py-top)/(low-top)
			swing := v + 0.22*noise.Sin(u*2.4+float32(i)*1.9)
			disc := noise.Smooth(0.30, 0.27, noise.Sqrt((u+0.3)*(u+0.3)+(v*2.6-0.8)*(v*2.6-0.8)))
			sheet := noise.Smooth(0.50, 0.53, swing)
			return a.Times(1.5-0.8*v).Towards(b, disc).Towards(b.Times(0.7), sheet).Towards(a.Times(0.35), noise.Smooth(0.76, 0.79, swing))
		})
		n.Glow(x, (top+low)/2, half*2.4, 0.12, b.Times(0.05))
	}
}

// canopy is the roof over the doors with its chains of bulbs.
func (t *playhouse) canopy() {
	n := t.n
	y := t.ground - 0.175
	left, right := t.x-t.half*0.70, t.x+t.half*0.70
	face := exposure.Of(oklab.Mix(n.lamp, n.neon[0], 0.25), 1.0)
	n.Body([]exposure.Point{{X: left, Y: y - 0.055}, {X: right, Y: y - 0.055}, {X: right + 0.025, Y: y}, {X: left - 0.025, Y: y}}, func(x, py float32) exposure.Light {
		band := noise.Smooth(0.010, 0.013, noise.Abs(py-(y-0.028))) // the empty board where the title goes
		glow := face.Times(0.75 + 0.3*n.field(x*8, py*30, 2, 107))
		return exposure.Of(n.neon[0].WithL(0.30), 0.7).Towards(glow, 1-band*0.92)
	})
	tube := exposure.Of(n.neon[0], 3)
	n.Beam(left-0.025, y, right+0.025, y, 0.0034, tube)
	n.Beam(left, y-0.055, right, y-0.055, 0.0026, tube)
	bulb := exposure.Of(n.lamp, 3.2)
	for _, row := range []float32{-0.047, -0.008} {
		const bulbs = 40
		for i := range bulbs {
			k := (float32(i) + 0.5) / bulbs
			grow := 0.025 * (1 + row/0.055)
			x := noise.Lerp(left-grow, right+grow, k)
			n.Spark(x, y+row, 0.0036, bulb.Times(0.6+0.5*float32(i&1)))
		}
	}
	n.Glow(t.x, y-0.02, t.half*1.4, 0.16, face.Times(0.08))
	n.Glow(t.x, t.ground, t.half*1.2, 0.11, exposure.Of(n.lamp, 0.12))
}

// blade is the tall sign at a corner of the house.
func (t *playhouse) blade() {
	n := t.n
	side := n.Random.Side()
	x := t.x + side*(t.half+0.035)
	const half = 0.026
	top, low := t.top-0.09, t.ground-0.20
	l, second := exposure.Of(n.neon[0], 3.2), exposure.Of(n.neon[1], 3)
	n.Body(exposure.Box(x-half, top, x+half, low), exposure.Even(exposure.Of(n.neon[0].WithL(0.22), 0.6)))
	frame := []exposure.Point{{X: x - half, Y: top}, {X: x + half, Y: top}, {X: x + half, Y: low}, {X: x - half, Y: low}, {X: x - half, Y: top}}
	n.Trail(frame, func(float32) float32 { return 0.0036 }, l)
	for i := range 5 {
		n.figure((i*2+3)%5, x, noise.Lerp(top+0.035, low-0.035, float32(i)/4), 0.015, 0.0032, second)
	}
	n.figure(4, x, top-0.03, 0.024, 0.0036, second)
	n.Glow(x, (top+low)/2, 0.14, 0.30, l.Times(0.05))
}
