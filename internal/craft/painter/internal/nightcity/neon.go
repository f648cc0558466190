package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// neonStreet is a narrow street of shops after the rain.
func neonStreet(n *night) []step {
	r := n.Random
	t := &street{n: n, x: r.Between(0.44, 0.56), y: r.Between(0.54, 0.58), eye: 0.20, wide: 0.40, end: 9, signs: 2}
	s := n.newSky(t.y+0.02, t.x, 0.3)
	steps := s.steps(0.10, 2, t.y+0.1)
	steps = append(steps, step{0.02, func() {
		n.Glow(t.x, t.y-0.02, 0.30, 0.34, exposure.Of(n.haze, 0.9))
		n.Glow(t.x, t.y, 0.10, 0.12, exposure.Of(oklab.Mix(n.lamp, n.neon[0], 0.3), 0.9))
	}})
	steps = append(steps, t.build(0.30, 5, t.houses(1.1, 0.86), 0.24, 0.50)...)
	steps = append(steps, step{0.03, func() { t.cables() }})
	steps = append(steps, t.wet(0.28, 5)...)
	return append(steps, step{0.03, func() { t.traffic() }}, step{0.05, func() {
		d := r.Between(1.25, 1.5)
		across := r.Between(-0.12, 0.12)
		t.walker(3.6, -across*1.6, 0)
		if n.lively > 0.5 {
			t.walker(4.6, across*0.8+0.1, 2)
		}
		t.walker(d, across, 1)
	}}, step{0.04, func() { n.rain(260) }})
}

// build paints houses far to near with all that hangs on them.
func (t *street) build(share float32, count int, all []house, floor, lit float32) []step {
	n := t.n
	lit *= 0.25 + 0.75*n.lively
	return parts(share, count, len(all), func(i int) {
		h := all[i]
		t.wall(h)
		t.rooms(h, floor*0.62, lit)
		open := 0.35 + 0.55*n.lively
		if t.shut {
			open = 0.03
		}
		t.shops(h, open)
		if t.signs > 0 {
			t.hang(h)
		}
	})
}

// hang puts signs on h, floor by floor.
func (t *street) hang(h house) {
	r := t.n.Random
	for k := range t.signs {
		for low := shop + 0.03 + r.Between(0, 0.06); low < h.height-0.12; {
			high := min(low+r.Between(0.10, 0.30), h.height-0.02)
			if r.Chance(0.20 + 0.55*t.n.lively) {
				t.blade(h, (float32(k)+r.Between(0.1, 0.9))/float32(t.signs), low, high, r.Between(0.05, 0.10))
			}
			low = high + r.Between(0.02, 0.12)
		}
	}
}

// wet is the ground with everything in it once more.
func (t *street) wet(share float32, count int) []step {
	n := t.n
	ground := exposure.Of(oklab.Mix(n.dark, n.middle, 0.3), 0.55)
	depth := func(y float32) float32 { return t.eye / max(y-t.y, 0.004) }
	m := &exposure.Mirror{
		Line: t.foot, Stretch: 1, Smear: 0.8,
		Body: func(x, y float32) exposure.Light {
			d := depth(y)
			return ground.Times(0.5 + 0.9*n.field((x-t.x)*d*9, d*7, 2, 83))
		},
		Gloss: func(x, y float32) float32 {
			d := depth(y)
			puddle := noise.Smooth(0.40, 0.58, n.field((x-t.x)*d*3.1+7, d*2.6, 3, 87))
			return (0.26 + 0.62*puddle + 0.10*noise.Smooth(1, 5, d)) * (1 - t.dry)
		},
		Ripple: func(x, y float32) float32 {
			d := depth(y)
			puddle := noise.Smooth(0.40, 0.58, n.field((x-t.x)*d*3.1+7, d*2.6, 3, 87))
			return (n.field((x-t.x)*d*22, d*90, 2, 89) - 0.5) * (0.022 - 0.014*puddle) / max(d, 0.9)
		},
	}
	return bands(share, count, t.y, 1, func(top, bottom float32) { n.Mirror(m, top, bottom) })
}

// cables hang over the street from house to house.
func (t *street) cables() {
	n, r := t.n, t.n.Random
	dark := exposure.Of(n.dark, 0.5)
	for range 7 {
		d := r.Between(1.2, 4)
		low, high := r.Between(0.5, 0.8), r.Between(0.5, 0.8)
		n.Wire(exposure.Path(16, func(k float32) exposure.Point {
			return t.at(d, (2*k-1)*t.wide, noise.Lerp(low, high, k)-0.09*(1-(2*k-1)*(2*k-1)))
		}), 0.003/d, dark)
	}
}

// traffic is what comes and goes at the far end.
func (t *street) traffic() {
	n, r := t.n, t.n.Random
	for i := range 4 {
		d := r.Between(3.4, 7.5)
		across := 0.07 + 0.11*r.Unit()
		c := exposure.Light{3.2, 2.9, 2.3}
		if i%2 == 1 {
			across, c = -across, exposure.Light{3, 0.18, 0.12}
		}
		for _, lamp := range []float32{-0.035, 0.035} {
			q := t.at(d, across+lamp, 0.045)
			n.Bokeh(q.X, q.Y, 0.012/noise.Sqrt(d), c.Times(0.55))
			n.Glow(q.X, t.at(d, 0, 0).Y+0.03, 0.010, 0.075, c.Times(0.16))
			n.Glow(q.X, q.Y, 0.035, 0.035, c.Times(0.14))
		}
	}
}

// walker is somebody under an umbrella with their image on the ground.
func (t *street) walker(d, across float32, look int) {
	n := t.n
	foot := t.at(d, across, 0)
	height := 0.235 / d
	for range 2 {
		n.Pane(exposure.Rounded([]exposure.Point{{X: foot.X - height*0.13, Y: foot.Y}, {X: foot.X + height*0.13, Y: foot.Y}, {X: foot.X + height*0.11, Y: foot.Y + height*0.75}, {X: foot.X - height*0.11, Y: foot.Y + height*0.75}}),
			exposure.Of(n.dark, 0.4), 0.42)
	}
	n.Glow(foot.X, foot.Y-height, height*0.5, height*0.5, exposure.Of(n.haze, 0.12))
	n.person(foot.X, foot.Y, height, look)
	n.umbrella(foot.X+height*0.04, foot.Y-height*1.20, height*0.42, n.sign(look+1))
}

// rain is what the lamps show of it.
func (n *night) rain(count int) {
	r := n.Random
	l := exposure.Of(oklab.Mix(n.haze, n.lamp, 0.3), 0.10)
	for range count {
		x, y, length := r.Between(-0.05, 1.05), r.Between(-0.05, 1), r.Between(0.02, 0.06)
		n.Beam(x, y, x-length*0.12, y+length, 0.0009, l.Times(r.Between(0.4, 1.3)))
	}
}
