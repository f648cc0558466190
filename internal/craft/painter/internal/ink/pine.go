package ink

import (
	"cmp"
	"slices"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// oldPine is a great crooked pine over a sea of mist, a sun or moon behind it.
func oldPine(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // where it stands
	p.lightX, p.lightY, p.disc = 0.5-side*r.Between(0.08, 0.24), r.Between(0.24, 0.34), r.Between(0.075, 0.11)
	far, near := p.peaked(0.72, 0.34, 1.6, 40), p.peaked(0.88, 0.22, 1.9, 50)
	cool := vivid(p.Sky[1], 0.07)
	tree := p.growPine(0.5+side*r.Between(0.20, 0.28), side)
	parts := []func(){
		func() {
			p.spareDisc()
			p.cloud(p.lightX, p.lightY, 0.44, vivid(oklab.Mix(p.accent(0), p.Sky[3], 0.35), 0.10), 0.40)
		},
		func() { p.halo(p.tinted(p.Sky[1], 0.7), 0.24) },
		func() { p.dusk(0.5, 0.20, p.tinted(p.Sky[0], 0.7)) },
		p.risen,
		func() {
			p.mountain(mountain{crest: far, colour: p.tinted(cool, 0.7), load: 0.30, foot: 0.20, wet: 0.5})
		},
		func() { p.hemp(far, 26, 0.10, 0.24, p.tinted(cool, 0.4)) },
		func() {
			p.mountain(mountain{crest: near, colour: p.tinted(vivid(p.accent(1), 0.07), 0.5), load: 0.44, foot: 0.14, wet: 0.45})
		},
		func() { p.groves(near, 0.04, deep) },
		func() { p.birds(5, p.lightX-side*0.02, p.lightY+0.17, 0.016, -side) },
		func() { p.pineWood(tree.limbs[:len(tree.limbs)/2]) },
		func() { p.pineWood(tree.limbs[len(tree.limbs)/2:]) },
		func() { p.bark(tree.limbs[0]) },
	}
	for pads := range slices.Chunk(tree.pads, max(1, (len(tree.pads)+6)/7)) {
		parts = append(parts, func() {
			for _, q := range pads {
				p.needles(q)
			}
		})
	}
	return medium.Even(append(parts,
		func() { p.mistBand(0.93, 0.05, 0.6) },
		func() { p.seal(0.5-side*0.42, r.Between(0.52, 0.64)) })...)
}

type pineLimb struct {
	points   []paper.Point
	from, to float32
}

type pad struct{ x, y, radius, load float32 }

type pineTree struct {
	limbs []pineLimb // the trunk first
	pads  []pad
}

// growPine leans a crooked trunk over the sheet and lays its boughs level, the long ones
// towards the light.
func (p *picture) growPine(x, side float32) pineTree {
	r := p.Random
	var t pineTree
	const knees = 9
	sway, lean := r.Between(0.060, 0.125), r.Between(0.02, 0.34)
	trunk := make([]paper.Point, knees)
	for i := range trunk {
		u := float32(i) / (knees - 1)
		trunk[i] = paper.Point{X: x + side*(0.10-lean*u) - side*sway*noise.Sin(u*6.6)*(0.35+0.65*u) + r.Bell()*0.008, Y: 1.05 - 0.86*u + r.Bell()*0.012}
	}
	t.limbs = append(t.limbs, pineLimb{trunk, 0.040, 0.008})
	way := -side
	for i := 3; i < knees; i++ {
		up := float32(i-3) / (knees - 4)
		long := noise.Lerp(0.36, 0.15, up) * r.Between(0.75, 1.2)
		if way == side {
			long *= 0.55
		}
		t.branch(r, trunk[i], way, long, noise.Lerp(0.015, 0.006, up))
		if r.Chance(0.35) {
			t.branch(r, trunk[i], -way, long*r.Between(0.35, 0.6), noise.Lerp(0.010, 0.005, up))
		}
		way = -way
	}
	top := trunk[knees-1]
	for range 9 {
		t.pads = append(t.pads, pad{top.X + r.Bell()*0.075, top.Y + r.Between(-0.035, 0.02), r.Between(0.032, 0.046), r.Between(0.7, 1)})
	}
	slices.SortStableFunc(t.pads, func(a, b pad) int { return cmp.Compare(a.y, b.y) })
	return t
}

// branch reaches out in knees, a little downwards; clouds of needles sit on its outer part.
func (t *pineTree) branch(r *noise.Stream, from paper.Point, way, length, width float32) {
	const knees = 5
	at, fall := from, r.Between(-0.30, 0.10)
	points := []paper.Point{at}
	for i := range knees {
		sin, cos := noise.Sincos(fall + r.Bell()*0.38 + 0.10*float32(i))
		at = paper.Point{X: at.X + way*cos*length/knees, Y: at.Y + sin*length/knees}
		points = append(points, at)
		if i == 0 {
			continue
		}
		spread := length * 0.10
		for range 2 + r.Index(2) {
			t.pads = append(t.pads, pad{at.X + r.Bell()*spread, at.Y - r.Between(0.002, 0.034), r.Between(0.026, 0.042), r.Between(0.5, 1)})
		}
	}
	t.limbs = append(t.limbs, pineLimb{points, width, width * 0.25})
}

func (p *picture) pineWood(limbs []pineLimb) {
	brown := p.tinted(vivid(oklab.Mix(p.accent(0), p.Lamp, 0.3), 0.10), 0.5)
	for _, l := range limbs {
		width := func(t float32) float32 {
			return noise.Lerp(l.from, l.to, t) * (1 + 0.13*noise.Sin(t*19+l.from*500))
		}
		p.Stroke(&paper.Stroke{Points: l.points, Width: width, Colour: brown, Load: 0.42, Rough: 0.003, Soft: 0.001, Grain: 0.3})
		p.Stroke(&paper.Stroke{Points: l.points, Width: width, Colour: p.black, Load: 0.66, Dry: 0.48, Side: 0.7 * noise.Sign(l.points[0].X-p.lightX), Rough: 0.0028, Grain: 0.5, Rim: 0.5})
	}
}

// bark is scales: short curved strokes across the trunk.
func (p *picture) bark(l pineLimb) {
	r := p.Random
	for i := 1; i < len(l.points); i++ {
		a, b := l.points[i-1], l.points[i]
		for range 22 {
			t := r.Unit()
			half := noise.Lerp(l.from, l.to, (float32(i-1)+t)/float32(len(l.points)-1))
			x, y := noise.Lerp(a.X, b.X, t)+r.Between(-0.8, 0.8)*half, noise.Lerp(a.Y, b.Y, t)
			s := half * r.Between(0.16, 0.34)
			p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - s, Y: y - s*0.3}, {X: x - s*0.5, Y: y + s*0.7}, {X: x + s*0.5, Y: y + s*0.7}, {X: x + s, Y: y - s*0.3}}, Width: paper.Tapered(0.0015, 0.5), Colour: p.black, Load: r.Between(0.35, 0.85), Dry: 0.3})
		}
	}
}

// needles is one pad: a pale wet ground and a fan of the finest strokes.
func (p *picture) needles(q pad) {
	r := p.Random
	green := vivid(oklab.Mix(p.Grass, p.Sky[1], 0.35), 0.08)
	box := paper.Box{Left: q.x - q.radius*1.5, Top: q.y - q.radius*1.4, Right: q.x + q.radius*1.5, Bottom: q.y + q.radius}
	p.Wash(&paper.Wash{Box: box, Colour: paper.Even(p.tinted(green, 0.72)), Rough: q.radius * 0.3, Ripples: 30, Soft: q.radius * 0.35, Lost: 0.8, Mottle: 0.6, Load: even(0.20 * q.load),
		Shape: func(x, y float32) float32 {
			u, v := (x-q.x)/1.15, (y-q.y+q.radius*0.25)/0.7
			return q.radius*0.85 - noise.Sqrt(u*u+v*v)
		}})
	ink := p.tinted(green, 0.40)
	for i := range 30 {
		angle := noise.Lerp(-3.45, 0.30, float32(i)/29) + r.Bell()*0.06
		sin, cos := noise.Sincos(angle)
		long := q.radius * r.Between(0.8, 1.15)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: q.x + cos*long*0.08, Y: q.y + sin*long*0.06}, {X: q.x + cos*long*1.1, Y: q.y + sin*long*0.78}}, Width: paper.Narrowing(0.0013, 0.0006), Colour: ink, Load: q.load * r.Between(0.28, 0.78), Dry: 0.15})
	}
}
