package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// birchWood is white trunks, spared by masking, in a blaze of wet leaves.
func birchWood(p *picture) []medium.Step {
	r := p.Random
	p.horizon = r.Between(0.68, 0.74)
	p.lightX, p.lightY = r.Between(0.3, 0.7), 0.4
	trunks := p.plantTrunks()
	main := vivid(p.accent(0), 0.16)
	blaze := []oklab.Colour{main, kin(p.accent(1), main, 70), kin(p.Lamp, main, 60), kin(p.Grass, main, 80).WithChroma(0.11)}
	parts := []func(){
		func() { p.sketchTrunks(trunks) },
		func() { p.spareTrunks(trunks); p.foliage(oklab.Mix(p.Sky[3], main, 0.5), 0.5, 0.30, 1.4) },
		func() { p.foliage(kin(p.Lamp, main, 60), 0.5, 0.45, 1.8) },
	}
	for i, c := range blaze {
		parts = append(parts, func() { p.foliage(c, 0.62, 0.53+0.02*float32(i), 2.6+0.6*float32(i)) })
	}
	parts = append(parts,
		func() { p.undergrowth(oklab.Mix(p.Near, main, 0.5), 0.6) },
		func() { p.turf(0.6, oklab.Mix(p.accent(0), p.Grass, 0.4)) },
		func() { p.farTrunks(16) },
		func() { p.nightfall(kin(p.Sky[0], main, 70), 0.42) },
		func() { p.leaves(220, blaze, 0.008) },
		func() { p.undergrowth(oklab.Mix(p.Dark, main, 0.4), 0.4) },
		p.Unmask,
	)
	for _, t := range trunks {
		parts = append(parts, func() { p.trunk(t) })
	}
	return medium.Even(append(parts,
		func() { p.leaves(150, blaze, 0.014) },
		func() { p.grass(110, p.horizon+0.08, 0.05, 0.12) },
		func() { p.flicks(7, blaze...) })...)
}

type trunk struct{ x, foot, lean, width float32 }

func (p *picture) plantTrunks() []trunk {
	r := p.Random
	var list []trunk
	x := r.Between(0.07, 0.14)
	for x < 0.93 {
		near := r.Unit()
		list = append(list, trunk{x: x, foot: p.horizon + 0.04 + 0.18*near, lean: r.Bell() * 0.05, width: noise.Lerp(0.011, 0.027, near)})
		x += r.Between(0.07, 0.20) + 0.05*near
	}
	return list
}

// at is the middle of a trunk and half its width at a height.
func (t trunk) at(p *picture, y float32) (x, half float32) {
	up := (t.foot - y) / t.foot
	sway := 0.022 * (p.Flow(t.x, y*0.5, 2, 120) - 0.5)
	return t.x + t.lean*up + sway, t.width * (1 - 0.35*up) * (1 + 0.3*noise.Smooth(0.08, 0, up))
}

func (t trunk) shape(p *picture) (paper.Box, paper.Shape) {
	room := t.width*2 + noise.Abs(t.lean) + 0.02
	return paper.Box{Left: t.x - room, Top: 0, Right: t.x + room, Bottom: t.foot + 0.01}, func(x, y float32) float32 {
		middle, half := t.at(p, y)
		half += 0.002 * (p.Flow(x, y, 30, 121) - 0.5)
		return min(half-noise.Abs(x-middle), t.foot-y)
	}
}

func (p *picture) sketchTrunks(trunks []trunk) {
	for _, t := range trunks {
		for _, side := range []float32{-1, 1} {
			var points []paper.Point
			for y := float32(0.03); y < t.foot; y += 0.06 {
				x, half := t.at(p, y)
				points = append(points, paper.Point{X: x + side*half, Y: y})
			}
			p.Stroke(&paper.Stroke{Points: points, Width: paper.Narrowing(0.0007, 0.0008), Colour: graphite, Load: 0.55, Dry: 0.3})
		}
	}
}

func (p *picture) spareTrunks(trunks []trunk) {
	for _, t := range trunks {
		p.Mask(t.shape(p))
	}
}

// foliage is one colour of leaves, laid in patches that run into each other.
func (p *picture) foliage(c oklab.Colour, load, edge, scale float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: p.horizon + 0.14}, Rough: 0.016, Ripples: 20, Soft: 0.045, Lost: 0.6, Rim: 0.5, Mottle: 0.6, Tides: 0.25, Grain: 0.3, Colour: paper.Even(c),
		Blooms: p.blooms(3, paper.Box{Left: 0.1, Right: 0.9, Top: 0.1, Bottom: 0.6}, 0.03, 0.08),
		Shape: p.within(salt, func(x, y float32) float32 {
			return min(0.30/scale*2*(0.75*p.Flow(x, y, scale, salt+1)+0.25*p.Flow(x, y, scale*4, salt+2)-edge), p.horizon+0.08-y)
		}),
		Load: func(x, y float32) float32 {
			return load * (1 - 0.45*noise.Exp(-p.lightDistance(x, y)*p.lightDistance(x, y)*14))
		}})
}

// nightfall darkens the wood from above and from both sides, the more the darker the sky.
func (p *picture) nightfall(c oklab.Colour, strength float32) {
	strength *= noise.Smooth(0.48, 0.26, p.Sky[0].L)
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: p.horizon + 0.2}, Rough: 0.012, Soft: 0.05, Lost: 0.8, Mottle: 0.5, Tides: 0.2, Grain: 0.35, Colour: paper.Even(c),
		Shape: p.within(salt, func(x, y float32) float32 { return p.horizon + 0.02 + 0.12*p.Flow(x, 0.4, 3, salt+2) - y }),
		Load: func(x, y float32) float32 {
			return strength * (0.35 + 0.65*noise.Smooth(0.05, 0.55, p.lightDistance(x, y)+0.3*(p.Flow(x, y, 2.5, salt+1)-0.5)))
		}})
}

// undergrowth is a dark wet band where the wood meets the ground.
func (p *picture) undergrowth(c oklab.Colour, load float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon - 0.16, Right: 1, Bottom: p.horizon + 0.12}, Rough: 0.014, Ripples: 24, Soft: 0.05, Lost: 0.75, Rim: 0.3, Mottle: 0.6, Grain: 0.4, Colour: paper.Even(c),
		Shape: p.within(salt, func(x, y float32) float32 {
			middle := p.horizon + 0.03*(p.Flow(x, 0.5, 3, salt+1)-0.5)
			return 0.075*p.Flow(x, y, 6, salt+2) - noise.Abs(y-middle)
		}),
		Load: func(_, _ float32) float32 { return load }})
}

// farTrunks are thin dark stems behind.
func (p *picture) farTrunks(count int) {
	r := p.Random
	for range count {
		x, lean := r.Between(0.05, 0.95), r.Bell()*0.02
		top, foot := r.Between(0.06, 0.3), p.horizon+r.Between(-0.02, 0.04)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x + lean, Y: top}, {X: x + lean*0.4 + r.Bell()*0.004, Y: (top + foot) / 2}, {X: x, Y: foot}}, Width: paper.Narrowing(0.0012, r.Between(0.002, 0.0045)),
			Colour: oklab.Mix(p.Sky[0], p.Dark, 0.4), Load: r.Between(0.25, 0.55), Dry: 0.35, Grain: 0.4})
	}
}

// trunk rounds white bark with a cool shadow and marks it.
func (p *picture) trunk(t trunk) {
	r := p.Random
	box, shape := t.shape(p)
	side := noise.Sign(t.x - p.lightX)
	shadow := vivid(oklab.Mix(p.CloudShade, p.Sky[0], 0.4), 0.05)
	p.Wash(&paper.Wash{Box: box, Colour: paper.Even(shadow), Soft: 0.006, Lost: 0.6, Rim: 0.4, Mottle: 0.5, Grain: 0.4, Load: func(_, _ float32) float32 { return 0.62 },
		Shape: p.within(7, func(x, y float32) float32 {
			middle, half := t.at(p, y)
			return min(shape(x, y), (x-middle)*side+half*(0.9*p.Flow(x, y, 9, 130)-0.5))
		})})
	bark := oklab.Mix(p.Dark, shadow, 0.15)
	for y := float32(0.05); y < t.foot-0.01; y += r.Between(0.006, 0.045) {
		x, half := t.at(p, y)
		from, long := r.Side(), half*r.Between(0.4, 1.5)
		edge := x + from*half
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: edge, Y: y}, {X: edge - from*long*0.5, Y: y + half*0.10}, {X: edge - from*long, Y: y + r.Bell()*half*0.08}},
			Width: paper.Tapered(half*r.Between(0.05, 0.2), 0.2), Colour: bark, Load: r.Between(0.5, 1), Dry: 0.35, Rough: half * 0.06, Grain: 0.4})
	}
	for range 9 { // grass hides the foot
		p.blade(t.x+r.Bell()*t.width*1.3, t.foot+0.012, r.Bell()*0.012, -r.Between(0.03, 0.075), r.Bell()*0.015, 0.0022, oklab.Mix(p.Grass, p.Dark, r.Between(0.1, 0.5)), 0.85)
	}
	for range 2 + r.Index(3) { // twigs
		y := r.Between(0.06, t.foot*0.55)
		x, half := t.at(p, y)
		way := r.Side()
		reach := r.Between(0.05, 0.13)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x + way*half*0.6, Y: y}, {X: x + way*reach*0.5, Y: y - reach*0.45}, {X: x + way*reach, Y: y - reach*r.Between(0.7, 1.1)}}, Width: paper.Narrowing(half*0.16, 0.0006), Colour: bark, Load: 0.75, Dry: 0.2})
	}
}

// leaves are dabs of the tip of the brush.
func (p *picture) leaves(count int, colours []oklab.Colour, size float32) {
	r := p.Random
	for range count {
		x, y := r.Between(0.05, 0.95), r.Between(0.04, p.horizon)
		if p.Flow(x, y, 3.2, 140) < 0.40+0.25*y {
			continue
		}
		long := size * r.Between(0.5, 1.2)
		c := colours[r.Index(len(colours))]
		p.dab(dab{x: x, y: y, angle: r.Between(0, 6.2832), length: long, width: long * r.Between(0.45, 0.8), colour: c, root: c.Lighter(-0.06), load: r.Between(0.5, 1)})
	}
}
