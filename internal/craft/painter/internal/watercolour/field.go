package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// flowerField is a meadow of great loose flowers against a pale distance.
func flowerField(p *picture) []medium.Step {
	r := p.Random
	p.horizon = r.Between(0.46, 0.54)
	p.lightX, p.lightY = r.Between(0.2, 0.8), p.horizon-0.30
	sky := p.newSky(p.horizon, r.Between(0.55, 0.8))
	far, wood := p.Hilly(p.horizon, 0.11, 1.6, 40), p.Hilly(p.horizon+0.015, 0.055, 5, 50)
	heads := p.plantHeads()
	parts := []func(){
		func() {
			p.pencil(far, 0.06, 0.94)
			for _, h := range heads {
				p.spareDabs(h.petals)
			}
		},
		func() { p.glow(sky) },
		func() { p.air(sky) },
		func() { p.bellies(sky) },
		func() {
			p.ridge(ridge{crest: far, colour: vivid(oklab.Mix(p.Far, p.Sky[1], 0.4), 0.05), second: p.accent(2), load: 0.5, foot: 0.12, left: 0.4, bottom: p.horizon + 0.02})
		},
		func() {
			p.ridge(ridge{crest: wood, colour: oklab.Mix(p.Mid, p.Grass, 0.4), second: oklab.Mix(p.Near, p.Sky[0], 0.4), load: 0.6, foot: 0.06, left: 0.3, bottom: p.horizon + 0.05})
		},
		func() { p.turf(0.55, oklab.Mix(p.Grass, p.Sun, 0.3)) },
		func() { p.farFlowers(260) },
		func() { p.turf(0.5, oklab.Mix(p.Grass, p.Near, 0.5)) },
		func() { p.grass(90, 0.74, 0.12, 0.26) },
	}
	parts = append(parts, func() {
		for _, h := range heads {
			p.stem(h)
		}
		p.grass(60, 0.80, 0.16, 0.34)
		p.Unmask()
	})
	for i := 0; i < len(heads); i += 2 {
		group := heads[i:min(i+2, len(heads))]
		parts = append(parts, func() {
			for _, h := range group {
				p.bloomed(h)
			}
		})
	}
	return medium.Even(append(parts,
		func() { p.grass(24, 0.86, 0.12, 0.24) },
		func() { p.flicks(7, p.accent(0), p.accent(1), p.Grass) })...)
}

type head struct {
	x, y, radius float32
	petals       []dab
}

// plantHeads spreads the near flowers, the high ones small, no two in one place.
func (p *picture) plantHeads() []head {
	r := p.Random
	var heads []head
	for tries := 0; len(heads) < 13 && tries < 300; tries++ {
		t := r.Unit()
		h := head{x: r.Between(0.09, 0.91), y: noise.Lerp(p.horizon-0.12, 0.80, t), radius: noise.Lerp(0.042, 0.098, t) * r.Between(0.8, 1.15)}
		colour := vivid(p.petal(0), 0.16)
		if len(heads)%4 == 3 {
			colour = vivid(p.petal(1), 0.13)
		}
		free := true
		for _, o := range heads {
			free = free && noise.Abs(h.x-o.x)+noise.Abs(h.y-o.y) > (h.radius+o.radius)*1.05
		}
		if free {
			h.petals = p.poppy(h.x, h.y, h.radius, colour)
			heads = append(heads, h)
		}
	}
	for i := 1; i < len(heads); i++ { // far ones first
		for j := i; j > 0 && heads[j].y < heads[j-1].y; j-- {
			heads[j], heads[j-1] = heads[j-1], heads[j]
		}
	}
	return heads
}

// stem is what carries a flower; it passes behind the heads, whose white is spared.
func (p *picture) stem(h head) {
	r := p.Random
	green := oklab.Mix(p.Grass, p.Near, 0.5)
	foot := min(h.y+r.Between(0.22, 0.36), 0.965)
	bend := r.Bell() * 0.05
	p.blade(h.x+bend, foot, -bend, h.y-foot, r.Bell()*0.01, h.radius*0.045, green, 0.85)
	for range 2 {
		y := noise.Lerp(h.y, foot, r.Between(0.4, 0.85))
		p.dab(dab{x: h.x + bend*0.5, y: y, angle: -1.57 + r.Side()*r.Between(0.5, 1.0), length: h.radius * r.Between(0.7, 1.3), width: h.radius * 0.22, colour: p.Grass, root: green, load: 0.6})
	}
}

func (p *picture) bloomed(h head) {
	for _, d := range h.petals {
		p.dab(d)
	}
	p.poppyHeart(h.x, h.y, h.radius)
}

// turf is the meadow: wet greens that leave white and run out below.
func (p *picture) turf(load float32, c oklab.Colour) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon - 0.03, Right: 1, Bottom: 1}, Rough: 0.012, Soft: 0.05, Lost: 0.7, Rim: 0.4, Mottle: 0.6, Tides: 0.25, Grain: 0.4,
		Blooms: p.blooms(3, paper.Box{Left: 0.1, Right: 0.9, Top: p.horizon + 0.08, Bottom: 0.9}, 0.04, 0.09),
		Shape: p.within(salt, func(x, y float32) float32 {
			return min(y-p.horizon-0.01, 0.2*(0.80-noise.Smooth(p.horizon, 1, y)*0.35-p.Flow(x, y*0.8, 3.5, salt+1)))
		}),
		Colour: func(x, y float32) oklab.Colour {
			f := p.Flow(x, y, 3, salt+2)
			return oklab.Mix(oklab.Mix(c, p.accent(1), 0.5*noise.Smooth(0.6, 0.85, f)), oklab.Mix(p.Near, p.Sky[0], 0.3), 0.6*noise.Smooth(0.45, 0.2, f))
		},
		Load: func(_, y float32) float32 { return load * (0.6 + 0.6*noise.Smooth(p.horizon, 0.9, y)) }})
}

// farFlowers are dots that thicken into bands towards the horizon.
func (p *picture) farFlowers(count int) {
	r := p.Random
	for range count {
		t := r.Unit()
		x, y := r.Between(0.05, 0.95), p.horizon+0.02+0.26*t*t
		if p.Flow(x, y*2.5, 4, 91) < 0.47 {
			continue
		}
		c := p.accent(int(p.Flow(x, y, 3, 92) * 3.9))
		radius := noise.Lerp(0.0022, 0.010, t) * r.Between(0.6, 1.2)
		p.dab(dab{x: x, y: y, angle: r.Between(0, 6.2832), length: radius * 2, width: radius * 1.5, colour: vivid(c, 0.12), root: c, load: r.Between(0.5, 1)})
	}
}

func (p *picture) grass(count int, top, short, long float32) {
	r := p.Random
	for range count {
		x, y := r.Between(0.04, 0.96), r.Between(top, 0.965)
		if p.Flow(x, y, 5, 95) < 0.40 {
			continue // it grows in tufts
		}
		c := oklab.Mix(p.Grass, oklab.Mix(p.Near, p.accent(3), r.Unit()*0.3), r.Unit())
		p.blade(x, y, r.Bell()*0.03, -r.Between(short, long)*noise.Smooth(p.horizon, 1, y), r.Bell()*0.045, r.Between(0.0012, 0.0034), c, r.Between(0.35, 0.85))
	}
}
