package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// theatre is the house on the evening of a first night.
func theatre(n *night) []step {
	r := n.Random
	t := &playhouse{n: n, x: r.Between(0.46, 0.54), ground: r.Between(0.725, 0.745), half: 0.36, top: r.Between(0.22, 0.25)}
	s := n.newSky(t.ground, t.x, r.Between(0.5, 1))
	steps := s.steps(0.14, 3, t.ground+0.02)
	steps = append(steps, step{0.06, t.beams})
	row := n.skyline(0.5, t.ground, 0.34, 0.11)
	steps = append(steps, step{0.05, func() {
		for _, each := range row {
			n.body(each, 0.55)
		}
	}})
	steps = append(steps, parts(0.08, 2, len(row), func(i int) {
		n.windows(row[i], 0.014, 0.34*n.lively)
		if i%2 == 0 {
			n.trim(row[i], 1.8)
		}
	})...)
	steps = append(steps, step{0.07, t.house}, step{0.06, t.arches}, step{0.05, t.posters}, step{0.06, t.canopy}, step{0.05, t.blade})
	steps = append(steps, parts(0.06, 2, 2, func(k int) { t.guests(k) })...)
	steps = append(steps, t.square(0.24, 5)...)
	return append(steps, step{0.04, func() { t.near() }})
}

type playhouse struct {
	n            *night
	x, half, top float32
	ground       float32
}

// beams of searchlights cross over the roof.
func (t *playhouse) beams() {
	n, r := t.n, t.n.Random
	for i := range 4 {
		x := t.x + (float32(i)-1.5)*t.half*0.55
		lean := -(float32(i) - 1.5) * r.Between(0.10, 0.30)
		top := float32(-0.05)
		c := exposure.Of(n.sign(i), 0.42)
		y := t.top + 0.04
		n.Shaft([]exposure.Point{{X: x - 0.006, Y: y}, {X: x + 0.006, Y: y}, {X: x + lean + 0.06, Y: top}, {X: x + lean - 0.06, Y: top}}, func(px, py float32) exposure.Light {
			k := (y - py) / (y - top)
			across := (px - x - lean*k) / (0.006 + 0.054*k)
			return c.Times((1 - across*across) * (1 - 0.8*k) * (0.7 + 0.6*n.field(px*7, py*7, 2, 101)))
		})
	}
}

func (t *playhouse) house() {
	n := t.n
	stone := oklab.Mix(n.dark.WithL(0.28), n.neon[0].WithL(0.36), 0.30)
	base, lit := exposure.Of(stone, 0.9), exposure.Of(oklab.Mix(n.lamp, n.neon[0], 0.5).WithL(0.60), 0.42)
	left, right := t.x-t.half, t.x+t.half
	wash := func(x, y float32) exposure.Light { // lamps at the foot of the columns light them upwards
		up := (t.ground - y) / (t.ground - t.top)
		across := (x-left)/(right-left)*6 + 0.5
		column := (across - float32(noise.Floor(across)) - 0.5) / 0.13 // -1 to 1 over a column
		if noise.Abs(column) > 1 {
			shade := noise.Smooth(2.2, 1, noise.Abs(column))
			return base.Times(0.55 + 0.25*up).Plus(lit.Times(0.16 * (1 - shade) * (1.2 - up)))
		}
		flute := 0.86 + 0.14*noise.Sin(column*14)
		return base.Plus(lit.Times((1.15 - 0.75*column*column) * flute * (0.35 + 1.0*noise.Smooth(1.1, 0.25, up))))
	}
	n.Body(exposure.Box(left, t.top, right, t.ground), wash)
	peak := t.top - 0.075
	n.Body([]exposure.Point{{X: left - 0.015, Y: t.top}, {X: t.x, Y: peak}, {X: right + 0.015, Y: t.top}}, func(x, y float32) exposure.Light {
		return base.Plus(lit.Times(0.30 + 0.5*noise.Bump(x-t.x, 0.12)))
	})
	cornice := exposure.Of(oklab.Mix(n.lamp, n.neon[0], 0.3), 1.3)
	n.Body(exposure.Box(left-0.02, t.top-0.004, right+0.02, t.top+0.016), exposure.Even(base.Plus(lit)))
	n.Beam(left-0.02, t.top-0.004, right+0.02, t.top-0.004, 0.0022, cornice)
	n.Trail([]exposure.Point{{X: left - 0.018, Y: t.top}, {X: t.x, Y: peak}, {X: right + 0.018, Y: t.top}}, func(float32) float32 { return 0.0022 }, cornice)
	n.figure(4, t.x, t.top-0.028, 0.019, 0.003, exposure.Of(n.neon[1], 3))
}

// arches are the windows of the foyer.
func (t *playhouse) arches() {
	n := t.n
	for i := range 6 {
		x := t.x + (float32(i)-2.5)*t.half*2/6
		half := t.half * 0.105
		top, low := t.top+0.085, t.top+0.215
		outline := []exposure.Point{{X: x - half, Y: low}}
		outline = append(outline, exposure.Path(11, func(k float32) exposure.Point {
			sin, cos := noise.Sincos((180 - 180*k) * noise.Degree)
			return exposure.Point{X: x + cos*half, Y: top - sin*half}
		})...)
		outline = append(outline, exposure.Point{X: x + half, Y: low})
		l := exposure.Of(oklab.Mix(n.lamp, n.neon[0].WithL(0.8), 0.15), 1.15)
		n.Body(outline, func(px, py float32) exposure.Light {
			lustre := noise.Bump(px-x, 0.016) * noise.Bump(py-top-0.02, 0.02)
			return l.Times(0.55 + 1.4*lustre + 0.25*noise.Smooth(low, top, py))
		})
		bar := exposure.Of(n.dark, 0.6)
		n.Stick(x, top-half, x, low, 0.003, bar)
		n.Stick(x-half, top+0.03, x+half, top+0.03, 0.003, bar)
		n.Stick(x-half, top+0.08, x+half, top+0.08, 0.003, bar)
		n.Glow(x, (top+low)/2, half*3.4, 0.14, l.Times(0.05))
	}
}

// guests come: first those at the doors, then those who still cross the square.
func (t *playhouse) guests(part int) {
	n, r := t.n, t.n.Random
	if part == 0 {
		for i := range 9 {
			n.person(t.x+(float32(i)-4)*t.half*0.19+r.Bell()*0.008, t.ground+r.Between(0.002, 0.016), r.Between(0.085, 0.10), i)
		}
		return
	}
	for i := range 4 {
		n.person(t.x+(float32(i)-1.5)*0.2+r.Bell()*0.05, t.ground+r.Between(0.03, 0.05), r.Between(0.115, 0.13), i+2)
	}
}

// square is the wet square.
func (t *playhouse) square(share float32, count int) []step {
	n := t.n
	stone := exposure.Of(oklab.Mix(n.dark, n.middle, 0.25), 0.5)
	m := &exposure.Mirror{
		Line: func(float32) float32 { return t.ground }, Stretch: 1.0, Smear: 0.9,
		Body: func(x, y float32) exposure.Light {
			d := 0.1 / max(y-t.ground+0.02, 0.01)
			return stone.Times(0.5 + noise.Value((x-0.5)*d*20, d*14, n.Seed+109))
		},
		Gloss: func(x, y float32) float32 {
			d := 0.1 / (y - t.ground + 0.03)
			return 0.34 + 0.5*noise.Smooth(0.36, 0.62, n.field((x-0.5)*d*4+3, d*4, 3, 113))
		},
		Ripple: func(x, y float32) float32 {
			d := 0.1 / (y - t.ground + 0.03)
			return (n.field((x-0.5)*d*50, d*160, 2, 127) - 0.5) * 0.016 / max(d, 0.8)
		},
	}
	return bands(share, count, t.ground, 1, func(top, bottom float32) { n.Mirror(m, top, bottom) })
}

func (t *playhouse) near() {
	n, r := t.n, t.n.Random
	x := t.x + r.Side()*r.Between(0.14, 0.26)
	n.person(x, 0.90, 0.21, 1)
	n.person(x+0.062, 0.905, 0.225, 0)
}
