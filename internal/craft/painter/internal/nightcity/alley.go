package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// alley is a lane under strings of paper lanterns.
func alley(n *night) []step {
	r := n.Random
	t := &street{n: n, x: r.Between(0.45, 0.55), y: r.Between(0.56, 0.60), eye: 0.21, wide: 0.30, end: 7, dry: 0.35}
	s := n.newSky(t.y, t.x, 0.4)
	steps := s.steps(0.10, 2, t.y+0.08)
	steps = append(steps, step{0.03, func() {
		n.stars(60, 0.4)
		n.Glow(t.x, t.y, 0.22, 0.30, exposure.Of(oklab.Mix(n.haze, n.lamp, 0.5), 0.9))
	}})
	all := t.houses(1.0, 0.40)
	steps = append(steps, step{0.03, func() { n.seoulTower(t.x+r.Side()*r.Between(0.10, 0.2), t.y+0.02) }})
	steps = append(steps, parts(0.24, 4, len(all), func(i int) { t.hanok(all[i]) })...)
	steps = append(steps, t.strings(0.14, 5)...)
	steps = append(steps, t.wet(0.24, 4)...)
	return append(steps, step{0.04, func() {
		t.walker(r.Between(3.2, 3.8), r.Between(-0.05, 0.05), 1)
		foot := t.at(1.7, r.Side()*0.15, 0)
		n.cat(foot.X, foot.Y, 0.075)
	}})
}

// strings hang lanterns over the lane, far to near.
func (t *street) strings(share float32, count int) []step {
	n, r := t.n, t.n.Random
	distances := []float32{6, 5, 4.2, 3.5, 2.9, 2.4, 1.95, 1.6, 1.3, 1.05}
	return parts(share, count, len(distances), func(i int) {
		d := distances[i]
		height := 0.54 + 0.03*r.Bell()
		way := func(k float32) exposure.Point {
			u := 2*k - 1
			return t.at(d, u*t.wide, height-0.10*(1-u*u)+0.03*u*r.Unit()*0)
		}
		n.Wire(exposure.Path(18, way), 0.0026/d, exposure.Of(n.dark, 0.6))
		const lanterns = 6
		for k := range lanterns {
			q := way((float32(k) + 0.5) / lanterns)
			c := oklab.Mix(n.lamp, n.sign(i+k), [...]float32{0.35, 0.9, 0.2}[(i+k)%3])
			n.lantern(q.X, q.Y, 0.034/d, c, 1-0.3*t.air(d))
		}
	})
}

// lantern is paper on ribs with a lamp in it; it hangs from (x, y).
func (n *night) lantern(x, y, radius float32, c oklab.Colour, strength float32) {
	l := exposure.Of(c, 1.9*strength)
	middle := y + radius*1.25
	n.Glow(x, middle, radius*5, radius*5, l.Times(0.10))
	n.Body(exposure.Round(x, middle, radius, radius*0.9), func(px, py float32) exposure.Light {
		u, v := (px-x)/radius, (py-middle)/radius
		rib := noise.Abs(v*4 - float32(noise.Floor(v*4+0.5)))
		return l.Times((1.25 - 0.75*u*u - 0.35*noise.Abs(v+0.15)) * (0.78 + 0.44*noise.Smooth(0, 0.25, rib)))
	})
	dark := exposure.Of(n.dark, 0.6)
	n.Body(exposure.Box(x-radius*0.4, middle-radius*1.0, x+radius*0.4, middle-radius*0.82), exposure.Even(dark))
	n.Body(exposure.Box(x-radius*0.4, middle+radius*0.82, x+radius*0.4, middle+radius*1.0), exposure.Even(dark))
	n.Stick(x, middle+radius, x, middle+radius*1.6, radius*0.14, exposure.Of(c, 0.4))
}

// cat sits and looks down the lane.
func (n *night) cat(x, y, height float32) {
	at := func(u, v float32) exposure.Point { return exposure.Point{X: x + u*height, Y: y - v*height} }
	dark := exposure.Of(n.dark, 0.4)
	rim := exposure.Of(n.lamp, 0.35)
	shade := func(px, py float32) exposure.Light {
		return dark.Plus(rim.Times(noise.Smooth(0.5, 1.05, (y-py)/height) * 0.35))
	}
	n.Glow(x, y, height*0.6, height*0.12, dark)
	n.Wire(exposure.Path(12, func(t float32) exposure.Point {
		return at(0.22+0.25*t, 0.05+0.10*noise.Sin(t*300*noise.Degree))
	}), height*0.07, dark)
	n.Body(exposure.Rounded([]exposure.Point{at(-0.25, 0.0), at(-0.26, 0.22), at(-0.16, 0.52), at(-0.10, 0.66), at(0.10, 0.66), at(0.16, 0.52), at(0.26, 0.22), at(0.25, 0.0)}), shade)
	n.Body(exposure.Round(x, y-0.80*height, 0.165*height, 0.15*height), shade)
	for _, ear := range []float32{-1, 1} {
		n.Body([]exposure.Point{at(ear*0.15, 0.84), at(ear*0.14, 1.05), at(ear*0.03, 0.92)}, shade)
	}
}
