package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// rainStreet is people under umbrellas on a wet street between lit houses.
func rainStreet(p *picture) []medium.Step {
	r := p.Random
	p.horizon = r.Between(0.56, 0.61)
	p.lightX, p.lightY = r.Between(0.42, 0.58), p.horizon-0.10
	sky := p.newSky(p.horizon+0.1, r.Between(0.2, 0.45))
	left, right := p.row(-1), p.row(1)
	people := p.crowd()
	wall := vivid(oklab.Mix(p.Sky[0], p.Dark, 0.3), 0.06)
	parts := []func(){
		func() { p.spareUmbrellas(people); p.spareWindows(left); p.spareWindows(right); p.glow(sky) },
		func() { p.air(sky) },
		func() { p.depths(sky, p.Sky[0], 0.5) },
		func() { p.distance(oklab.Mix(p.haze(), wall, 0.45)) },
	}
	for i := range left {
		t := float32(i) / float32(len(left)-1)
		c := oklab.Mix(oklab.Mix(p.haze(), wall, 0.5), wall, t)
		parts = append(parts, func() {
			p.house(left[i], kin(oklab.Mix(c, p.accent(i), 0.30), c, 80).WithL(c.L), noise.Lerp(0.42, 0.72, t))
			p.house(right[i], kin(oklab.Mix(c, p.accent(i+1), 0.30), c, 80).WithL(c.L), noise.Lerp(0.42, 0.72, t))
		})
	}
	parts = append(parts,
		func() { p.street(0.62) },
		func() { p.mirrored(left, right, wall) },
		func() { p.blush(kin(p.accent(0), p.Sky[2], 90), 0.4) },
		func() { p.lampLight(left); p.lampLight(right) },
		p.Unmask,
		func() { p.windows(left); p.windows(right) },
		func() { p.awnings(left); p.awnings(right) })
	for _, w := range people {
		parts = append(parts, func() { p.walker(w) })
	}
	return medium.Even(append(parts,
		func() { p.drizzle(90) },
		func() { p.flicks(6, p.accent(0), wall, p.Lamp) })...)
}

// house is one front of the street, from its near edge to its far one.
type house struct {
	near, far     float32 // x
	top, topFar   float32 // y of the eaves
	foot, footFar float32
	windows       [][]paper.Point
}

// row is the houses of one side of the street, the far ones first.
func (p *picture) row(side float32) []house {
	r := p.Random
	const count = 5
	var list []house
	// Depth goes from the border, 1, to the vanishing point, 0.
	at := func(depth, up float32) (x, y float32) {
		return p.lightX + side*depth*(0.5+side*(0.5-p.lightX))*1.02, p.horizon - up*depth
	}
	depth := float32(0.20)
	for i := range count {
		next := depth * r.Between(1.30, 1.42)
		if i == count-1 {
			next = 1.1
		}
		tall := r.Between(0.52, 0.80)
		var h house
		h.far, h.topFar = at(depth, tall)
		h.near, h.top = at(next, tall)
		_, h.footFar = at(depth, -0.26)
		_, h.foot = at(next, -0.26)
		h.openWindows(r)
		list = append(list, h)
		depth = next
	}
	return list
}

// place is a point of the front, u from far to near, v from foot to eaves.
func (h *house) place(u, v float32) paper.Point {
	return paper.Point{X: noise.Lerp(h.far, h.near, u), Y: noise.Lerp(noise.Lerp(h.footFar, h.foot, u), noise.Lerp(h.topFar, h.top, u), v)}
}

func (h *house) openWindows(r *noise.Stream) {
	const floors, axes = 5, 3
	pane := func(u0, u1, v0, v1 float32) []paper.Point {
		return []paper.Point{h.place(u0, v0), h.place(u1, v0), h.place(u1, v1), h.place(u0, v1)}
	}
	for shop := range 3 {
		u := (float32(shop) + 0.16) / 3
		h.windows = append(h.windows, pane(u, u+0.24, 0.045, r.Between(0.13, 0.16)))
	}
	for floor := range floors {
		for axis := range axes {
			if r.Chance(0.48) {
				continue
			}
			u, v := (float32(axis)+0.28)/axes, 0.27+0.69*float32(floor)/floors
			h.windows = append(h.windows, pane(u, u+r.Between(0.34, 0.46)/axes, v, v+r.Between(0.065, 0.085)))
		}
	}
}

func (p *picture) spareWindows(row []house) {
	for _, h := range row {
		for _, w := range h.windows {
			p.Mask(paper.Polygon(w...))
		}
	}
}

func (p *picture) windows(row []house) {
	for _, h := range row {
		for i, w := range h.windows {
			box, shape := paper.Polygon(w...)
			c := vivid(p.Lamp, 0.12)
			if i%4 == 2 {
				c = vivid(oklab.Mix(p.Lamp, p.accent(0), 0.45), 0.12)
			}
			p.Wash(&paper.Wash{Box: box, Shape: p.within(5, shape), Colour: paper.Even(c), Rough: 0.0015, Ripples: 40, Mottle: 1, Rim: 0.5, Grain: 0.2, Load: func(_, _ float32) float32 { return 0.85 }})
		}
	}
}

// awnings hang over the shops.
func (p *picture) awnings(row []house) {
	for i, h := range row {
		box, shape := paper.Polygon(h.place(0.06, 0.175), h.place(0.94, 0.175), h.place(0.98, 0.225), h.place(0.02, 0.225))
		p.Wash(&paper.Wash{Box: box, Shape: p.within(6, shape), Colour: paper.Even(vivid(p.accent(i+1), 0.15)), Rough: 0.002, Ripples: 40, Mottle: 0.8, Rim: 0.6, Grain: 0.3})
	}
}

func (p *picture) house(h house, c oklab.Colour, load float32) {
	box, shape := paper.Polygon(h.place(0, 0), h.place(1, 0), h.place(1, 1), h.place(0.6, 1.02), h.place(0, 1))
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: box, Shape: p.within(salt, shape), Colour: paper.Even(c), Rough: 0.004, Ripples: 22, Soft: 0.014, Lost: 0.35, Rim: 0.45, Mottle: 0.7, Tides: 0.3, Grain: 0.4,
		Load: func(_, y float32) float32 { return load * noise.Lerp(1, 0.55, noise.Smooth(h.top, h.foot, y)) }})
}

// distance is the far end of the street, pale towers in the light.
func (p *picture) distance(c oklab.Colour) {
	r := p.Random
	for range 7 {
		x, wide, tall := p.lightX+r.Bell()*0.09, r.Between(0.012, 0.03), r.Between(0.06, 0.20)
		box, shape := paper.Polygon(paper.Point{X: x - wide, Y: p.horizon + 0.05}, paper.Point{X: x - wide, Y: p.horizon - tall}, paper.Point{X: x + wide, Y: p.horizon - tall*r.Between(0.9, 1)}, paper.Point{X: x + wide, Y: p.horizon + 0.05})
		p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(c), Rough: 0.003, Soft: 0.012, Lost: 0.5, Rim: 0.3, Mottle: 0.6, Grain: 0.3,
			Load: func(_, y float32) float32 { return 0.42 * noise.Smooth(p.horizon+0.04, p.horizon-0.10, y) }})
	}
}

// street is the wet ground, bright where it mirrors the end of the street.
func (p *picture) street(load float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon - 0.02, Right: 1, Bottom: 1}, Soft: 0.02, Lost: 0.5, Rough: 0.006, Rim: 0.3, Mottle: 0.5, Tides: 0.3, Grain: 0.4,
		Shape: p.within(salt, func(x, y float32) float32 { return y - p.horizon - 0.02 - 0.21*noise.Abs(x-p.lightX) }),
		Colour: func(x, y float32) oklab.Colour {
			return oklab.Mix(p.ramp(1-(y-p.horizon)*1.6), p.Sky[0], 0.35*noise.Smooth(0.05, 0.4, noise.Abs(x-p.lightX)))
		},
		Load: func(x, y float32) float32 {
			streak := 0.6 + 0.8*p.Flow(x*2.2, y*0.25, 5, salt+1)
			return load * streak * (0.35 + 0.65*noise.Smooth(0.02, 0.3, noise.Abs(x-p.lightX)))
		}})
}
