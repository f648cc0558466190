package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// hangang is a wide river with a lit bridge that runs from near to far.
func hangang(n *night) []step {
	r := n.Random
	water := r.Between(0.55, 0.60)
	side := r.Side() // where the bridge is near
	peak := 0.5 + side*r.Between(0.06, 0.22)
	s := n.newSky(water, peak, r.Between(0.5, 1))
	steps := s.steps(0.20, 4, water+0.01)
	far := n.skyline(peak+0.1, water, 0.16, 0.030)
	near := n.skyline(peak, water, 0.30, 0.046)
	hill := r.Between(0.15, 0.3)
	if peak < 0.5 {
		hill = 1 - hill
	}
	steps = append(steps, step{0.04, func() {
		n.stars(60, water*0.7)
		if r.Chance(0.5) {
			n.moon(0.5+side*r.Between(0.2, 0.36), r.Between(0.10, 0.18), r.Between(0.02, 0.028))
		}
		n.seoulTower(hill, water)
		for _, t := range far {
			n.body(t, 0.9)
		}
	}})
	lit := 0.3 + 0.7*n.lively
	steps = append(steps, parts(0.06, 2, len(far), func(i int) { n.windows(far[i], 0.0066, 0.46*lit) })...)
	steps = append(steps, step{0.03, func() {
		n.veil(water, 0.16, 0.02, 0.4+0.4*n.fog, exposure.Of(n.haze, 0.62))
		for _, t := range near {
			n.body(t, 0.5)
		}
	}})
	steps = append(steps, parts(0.12, 3, len(near), func(i int) {
		n.windows(near[i], 0.0088, 0.52*lit)
		if i%3 == 0 {
			n.trim(near[i], 2.6)
		}
	})...)
	steps = append(steps, step{0.03, func() { n.bank(water, 42) }})
	b := n.newSpan(side, water)
	steps = append(steps, b.steps()...)
	steps = append(steps, n.river(0.26, 5, water)...)
	return append(steps, step{0.03, func() { n.boat(0.5-side*r.Between(0.05, 0.25), water+r.Between(0.10, 0.16), 0.10) }})
}

// seoulTower stands on the hill behind.
func (n *night) seoulTower(x, base float32) {
	top := base - 0.17
	hill := exposure.Of(oklab.Mix(n.dark, n.middle, 0.45), 0.8)
	n.Fill(base-0.2, base, func(px, py float32) (exposure.Light, float32) {
		crest := base - 0.125*noise.Bump(px-x, 0.17) - 0.02*n.field(px*12, 2.5, 3, 57)
		return hill, noise.Smooth(crest-0.002, crest+0.002, py)
	})
	n.Stick(x, base-0.12, x, top-0.03, 0.006, hill)
	n.Stick(x, top-0.03, x, top-0.10, 0.0022, hill)
	l := exposure.Of(n.neon[1], 2.2)
	n.Body(exposure.Box(x-0.013, top-0.035, x+0.013, top-0.012), exposure.Even(hill))
	for i := range 3 {
		y := top - 0.033 + 0.009*float32(i)
		n.Beam(x-0.012, y, x+0.012, y, 0.0024, l)
	}
	n.Glow(x, top-0.02, 0.07, 0.07, l.Times(0.10))
	n.Spark(x, top-0.10, 0.0022, exposure.Light{3, 0.1, 0.1})
}

// span is a cable-stayed bridge in perspective.
type span struct {
	n           *night
	side, water float32
	pylons      []float32 // distances
	cable       exposure.Light
}

func (n *night) newSpan(side, water float32) *span {
	return &span{n: n, side: side, water: water, pylons: []float32{3.6, 2.1, 1.22}, cable: exposure.Of(n.neon[0], 1.5)}
}

// at is a place on the bridge: distance from the eye, across it, and height over the water.
func (b *span) at(distance, across, height float32) exposure.Point {
	eye := float32(0.115) // over the water
	x := 0.5 - b.side*0.60 + b.side*1.02/distance + across/distance*0.6
	return exposure.Point{X: x, Y: b.water - 0.018 + (eye-height)/distance*0.9 - eye*0.9/9 + 0.02}
}

const (
	deckHeight  = 0.24
	pylonHeight = 0.66
	farEnd      = 9
	nearEnd     = 0.72
)

func (b *span) steps() []step {
	n := b.n
	steps := []step{{0.04, b.deck}}
	for _, d := range b.pylons {
		steps = append(steps, step{0.03, func() { b.pylon(d) }})
	}
	return append(steps, step{0.04, func() {
		r := n.Random
		for d := float32(farEnd); d > nearEnd; d *= 0.90 { // lamps along the deck
			q := b.at(d, 0.01, deckHeight+0.045)
			l := exposure.Of(n.lamp, 3)
			foot := b.at(d, 0.01, deckHeight)
			n.Stick(foot.X, foot.Y, q.X, q.Y, 0.004/d, exposure.Of(n.dark, 0.5))
			n.Spark(q.X, q.Y, 0.0052/d+0.0008, l)
			n.Glow(q.X, q.Y, 0.05/d, 0.05/d, l.Times(0.09))
		}
		for i := range 5 { // those who drive over it
			c, h := exposure.Light{2.4, 0.16, 0.10}, deckHeight+0.006+0.003*float32(i)
			if i%2 == 0 {
				c = exposure.Light{2.2, 1.9, 1.3}
			}
			from, to := r.Between(nearEnd, 2), r.Between(3, farEnd)
			n.Trail(exposure.Path(24, func(t float32) exposure.Point { return b.at(noise.Lerp(from, to, t*t), 0, h) }),
				func(t float32) float32 { return 0.004 / noise.Lerp(from, to, t*t) }, c)
		}
	}})
}

func (b *span) deck() {
	n := b.n
	dark := exposure.Of(oklab.Mix(n.dark, n.middle, 0.25), 0.7)
	under := exposure.Of(oklab.Blend(n.dark, n.neon[1].WithL(0.4), 0.5), 0.5)
	ways := func(height float32) []exposure.Point {
		return exposure.Path(30, func(t float32) exposure.Point { return b.at(farEnd*noise.Exp(t*-2.5258), 0, height) })
	}
	top, low := ways(deckHeight), ways(deckHeight-0.035)
	for i := range len(top) - 1 {
		n.Body([]exposure.Point{top[i], top[i+1], low[i+1], low[i]}, exposure.Even(dark))
	}
	n.Trail(low, func(t float32) float32 { return 0.0012 + 0.004*t*t }, exposure.Of(n.neon[1], 1.6))
	for d := float32(6); d > nearEnd; d *= 0.72 { // piers
		foot, head := b.at(d, 0, 0), b.at(d, 0, deckHeight-0.034)
		half := 0.016 / d
		n.Body(exposure.Box(foot.X-half, head.Y, foot.X+half, b.water+0.001+max(foot.Y-b.water, 0)), func(_, y float32) exposure.Light {
			return under.Towards(dark, noise.Smooth(head.Y, foot.Y, y))
		})
	}
}

func (b *span) pylon(d float32) {
	n := b.n
	body := exposure.Of(oklab.Mix(n.dark, n.neon[0].WithL(0.5), 0.35), 0.9)
	lit := exposure.Of(n.neon[0], 0.9)
	head := b.at(d, 0, pylonHeight)
	foot := b.at(d, 0, deckHeight-0.03)
	half := 0.045 / d
	for _, leg := range []float32{-1, 1} {
		n.Body([]exposure.Point{{X: head.X + leg*half*0.05, Y: head.Y}, {X: head.X + leg*half*0.35, Y: head.Y}, {X: foot.X + leg*half*1.25, Y: foot.Y}, {X: foot.X + leg*half*0.75, Y: foot.Y}},
			func(_, y float32) exposure.Light {
				return body.Towards(lit, noise.Smooth(head.Y, foot.Y, y)*0.7)
			})
	}
	n.Beam(head.X, head.Y-0.03/d, head.X, head.Y+0.02/d, 0.006/d, lit.Times(2))
	n.Spark(head.X, head.Y-0.03/d, 0.004/d+0.0008, exposure.Light{3, 0.15, 0.1})
	const cables = 11
	for i := range cables {
		t := (float32(i) + 1) / cables
		from := b.at(d, 0, noise.Lerp(deckHeight+0.14, pylonHeight-0.02, 0.35+0.65*t))
		for _, way := range []float32{-1, 1} {
			to := b.at(d*(1+way*0.40*t), 0, deckHeight)
			if d*(1+way*0.40*t) < 0.6 {
				continue
			}
			n.Beam(from.X, from.Y, to.X, to.Y, 0.0022/d, b.cable.Times(0.9))
		}
	}
	n.Glow(head.X, (head.Y+foot.Y)/2, 0.30/d, 0.26/d, lit.Times(0.10))
}

// boat is a pleasure boat with a string of lamps.
func (n *night) boat(x, y, length float32) {
	dark := exposure.Of(n.dark, 0.5)
	half := length / 2
	n.Body([]exposure.Point{{X: x - half, Y: y - length*0.12}, {X: x + half, Y: y - length*0.14}, {X: x + half*0.8, Y: y}, {X: x - half*0.85, Y: y}}, exposure.Even(dark))
	n.Body(exposure.Box(x-half*0.72, y-length*0.25, x+half*0.62, y-length*0.11), exposure.Even(dark))
	for i := range 9 {
		px := x - half*0.66 + half*1.22*float32(i)/8
		n.Lamp(exposure.Box(px-length*0.022, y-length*0.22, px+length*0.022, y-length*0.15), exposure.Of(n.lamp, 1.5))
		l := exposure.Of(n.sign(i), 2)
		n.Spark(px, y-length*0.30, length*0.016, l)
		n.Glow(px, y+length*0.16, length*0.03, length*0.22, l.Times(0.16))
	}
	n.Glow(x, y-length*0.1, length*0.8, length*0.35, exposure.Of(n.lamp, 0.16))
}
