package ink

import (
	"cmp"
	"slices"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
)

// cliffs is a cluster of crags with a waterfall, pines on their heads and a boat below.
func cliffs(p *picture) []medium.Step {
	r := p.Random
	p.lightX, p.lightY, p.disc = r.Between(0.2, 0.8), r.Between(0.12, 0.18), r.Between(0.036, 0.048)
	p.sometimesHidden(0.45)
	middle := 0.5 + noise.Sign(0.5-p.lightX)*r.Between(0.10, 0.18)
	rocks := p.plantCrags(middle)
	far := p.peaked(0.56, 0.30, 2.1, 40)
	cool, warm := vivid(p.Sky[1], 0.07), vivid(p.accent(1), 0.10)
	parts := []func(){
		func() {
			p.spareDisc()
			p.cloud(p.lightX, p.lightY, 0.38, vivid(oklab.Mix(p.accent(0), p.Sky[3], 0.4), 0.10), 0.44)
		},
		func() { p.halo(p.tinted(p.Sky[1], 0.75), pale) },
		p.risen,
		func() {
			p.mountain(mountain{crest: far, colour: p.tinted(cool, 0.75), load: 0.24, foot: 0.2, wet: 0.6})
		},
		func() { p.cloud(middle, 0.5, 0.4, warm, 0.38) },
	}
	for i, c := range rocks {
		t := float32(i) / float32(len(rocks)-1)
		ink := p.tinted(oklab.Mix(cool, warm, 0.4*r.Unit()), 0.55-0.30*t)
		parts = append(parts, func() {
			p.crag(c, ink, noise.Lerp(0.22, 0.50, t))
			p.mineral(c, vivid([]oklab.Colour{p.accent(0), p.Sky[1], p.accent(1)}[i%3], 0.11), noise.Lerp(0.20, 0.34, t))
			p.cragLines(c, p.tinted(ink, 0.2), noise.Lerp(0.4, 0.95, t))
			p.cragPines(c, noise.Lerp(0.5, 1, t))
		})
		if i == len(rocks)/2 {
			parts = append(parts, func() { p.mistBand(0.60, 0.07, 0.75) })
		}
	}
	side := noise.Sign(p.lightX - 0.5)
	return medium.Even(append(parts,
		func() { p.mistBand(0.80, 0.06, 0.65) },
		func() { p.ripples(0.80, 0.95, 26) },
		func() { p.angler(0.5+side*r.Between(0.20, 0.30), r.Between(0.84, 0.88), 0.095, -side) },
		func() { p.birds(4, p.lightX, p.lightY+0.13, 0.011, -side) },
		func() { p.cloud(middle, 0.88, 0.34, cool, 0.30) },
		func() { p.seal(0.5+side*0.42, r.Between(0.42, 0.6)) })...)
}

// plantCrags sets them round a middle, the far ones first.
func (p *picture) plantCrags(middle float32) []crag {
	r := p.Random
	var list []crag
	for i := range 11 {
		off := (float32(i) + r.Between(-0.3, 0.3) - 5) / 5 * 0.42
		tall := noise.Exp(-off*off*9) * r.Between(0.7, 1.12)
		foot := r.Between(0.68, 0.84)
		list = append(list, crag{tilt: r.Between(-0.5, 0.5), ledges: [2]*profile{newProfile(r), newProfile(r)}, x: middle + off, top: foot - 0.13 - 0.48*tall*r.Between(0.7, 1.1), foot: foot, width: r.Between(0.10, 0.15) * (0.75 + 0.4*tall), salt: uint32(100 + i*7)})
	}
	slices.SortStableFunc(list, func(a, b crag) int { return cmp.Compare(a.foot, b.foot) })
	return list
}

func (p *picture) cragPines(c crag, load float32) {
	r := p.Random
	for range 3 + r.Index(4) {
		x := c.across(p, r.Between(-0.9, 0.9), c.top+0.02)
		p.farPine(x, c.head(p, x)+0.006, r.Between(0.028, 0.055), p.tinted(p.Grass, 0.2), load)
	}
	for range 22 {
		y := c.top + (c.foot-c.top)*r.Between(0.03, 0.5)
		colour := p.tinted(vivid(p.Grass, 0.09), 0.4)
		if r.Chance(0.4) {
			colour = vivid(p.accent(0), 0.14)
		}
		p.Drop(c.across(p, r.Side()*(1-0.5*r.Unit()*r.Unit()), y), y, r.Between(0.0012, 0.0042), colour, load*r.Between(0.3, 0.8))
	}
}
