package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/exposure"
)

// avenue looks down a wide road from a footbridge while the cars draw their lines.
func avenue(n *night) []step {
	r := n.Random
	t := &street{n: n, x: r.Between(0.40, 0.60), y: r.Between(0.46, 0.50), eye: 0.62, wide: 0.78, end: 12, signs: 1}
	s := n.newSky(t.y, t.x, r.Between(0.5, 1))
	steps := s.steps(0.12, 3, t.y+0.08)
	steps = append(steps, step{0.02, func() {
		n.stars(40, 0.4)
		n.Glow(t.x, t.y, 0.5, 0.26, exposure.Of(n.haze, 0.55))
	}})
	far := n.skyline(t.x, t.y+0.03, 0.26, 0.036)
	steps = append(steps, step{0.05, func() {
		for _, each := range far {
			n.body(each, 0.85)
			n.windows(each, 0.0068, 0.40*n.lively)
		}
		n.veil(t.y+0.03, 0.14, 0.02, 0.5, exposure.Of(n.haze, 0.6))
	}})
	steps = append(steps, t.build(0.26, 5, t.houses(2.0, 2.0), 0.30, 0.52)...)
	steps = append(steps, t.wet(0.20, 4)...)
	curve := r.Side() * r.Between(0.25, 0.55)
	return append(steps, parts(0.16, 5, 40, func(i int) { t.cars(i, curve) })...)
}

// cars is the line of one lamp, from far to near.
func (t *street) cars(i int, curve float32) {
	n, r := t.n, t.n.Random
	going := i%2 == 0
	lane := float32(1+(i/2)%3) * 0.155
	across := lane + r.Bell()*0.022
	l := exposure.Light{2.6, 2.3, 1.7}
	if going {
		across = -across
		l = exposure.Light{2.6, 0.16, 0.10}
		if r.Chance(0.3) {
			l = exposure.Of(n.neon[0], 1.8)
		}
	}
	height := r.Between(0.03, 0.10)
	from, to := t.end, r.Between(0.55, 0.9)
	if r.Chance(0.4) { // the shutter closed before it had gone by
		to = r.Between(1.2, 3)
	}
	weave := r.Between(-0.02, 0.02)
	place := func(k float32) (exposure.Point, float32) {
		d := from * noise.Exp(k*logarithm(to/from))
		bow := curve * noise.Smooth(2.2, t.end, d) * d * 0.10
		return t.at(d, across+bow+weave*noise.Sin(d*2), height), d
	}
	points := exposure.Path(42, func(k float32) exposure.Point { q, _ := place(k); return q })
	n.Trail(points, func(k float32) float32 { _, d := place(k); return 0.0075 / (d + 0.4) }, l.Times(r.Between(0.4, 1)))
	n.Trail(points, func(k float32) float32 { _, d := place(k); return 0.05 / (d + 0.4) }, l.Times(0.022))
}

// logarithm is the natural one of a share between 0.01 and 1.
func logarithm(x float32) float32 {
	// The inverse of Exp by Newton's way.
	y := float32(-1)
	for range 24 {
		y += x*noise.Exp(-y) - 1
	}
	return y
}
