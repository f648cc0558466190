package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
	"piece/internal/craft/painter/internal/scheme"
)

// sea is open water with a light over it, a headland and sailing boats.
func sea(p *picture) []medium.Step {
	r := p.Random
	p.horizon = r.Between(0.50, 0.58)
	p.lightX, p.lightY, p.disc = r.Between(0.30, 0.70), p.horizon-r.Between(0.10, 0.20), r.Between(0.032, 0.045)
	cloudy := r.Between(0.35, 0.6)
	if p.Mood == scheme.Clear || p.Mood == scheme.Fresh {
		p.lightY, p.disc, cloudy = p.horizon-0.45, 0, r.Between(0.6, 0.8)
	}
	sky := p.newSky(p.horizon, cloudy)
	side := noise.Sign(0.5 - p.lightX)
	land := func(height, length float32, salt uint32) *paper.Skyline {
		return paper.NewSkyline(func(x float32) float32 {
			from := x
			if side > 0 {
				from = 1 - x
			}
			near := noise.Smooth(length, 0.05, from)
			return p.horizon + 0.012*(1-near) - height*near*(0.35+0.65*p.Flow(x, 0.4, 3.4, salt)) - 0.010*near*p.Flow(x, 0.8, 24, salt+1)
		})
	}
	far, cape := land(0.07, 0.85, 60), land(0.20, 0.42, 70)
	hero := boat{p.lightX - side*r.Between(0.10, 0.2), p.horizon + r.Between(0.07, 0.12), r.Between(0.17, 0.24), side}
	second := boat{p.lightX + side*r.Between(0.10, 0.18), p.horizon + r.Between(0.02, 0.035), r.Between(0.06, 0.085), side}
	deep := oklab.Mix(p.Sky[0], p.Mid, 0.30).Lighter(-0.06)
	headland := func(crest *paper.Skyline, c oklab.Colour, load float32) func() {
		return func() {
			p.ridge(ridge{crest: crest, colour: vivid(c, 0.05), second: oklab.Mix(c, p.accent(1), 0.4), load: load, foot: 0.12, left: 0.7, bottom: p.horizon + 0.004})
		}
	}
	return medium.Even(
		func() { p.pencil(far, 0.05, 0.95); p.pencil(cape, 0.04, 0.96) },
		func() { p.spareDisc(); p.spareBoat(hero); p.spareBoat(second); p.glow(sky) },
		func() { p.air(sky) },
		func() { p.depths(sky, p.Sky[0], 0.55) },
		func() { p.bellies(sky) },
		func() { p.depths(sky, kin(p.accent(0), p.Sky[2], 75), 0.36) },
		headland(far, oklab.Mix(p.Far, p.Sky[1], 0.3), 0.65),
		func() { p.water(0.975, 0.9) },
		func() { p.blush(kin(p.accent(0), p.Sky[2], 75), 0.28) },
		func() { p.waves(0.95, deep, 80, 0.5) },
		headland(cape, oklab.Mix(p.Mid, p.Near, 0.6), 0.95),
		func() { p.capeShade(cape, side) },
		func() { p.waves(0.95, deep, 110, 0.7) },
		p.tintDisc,
		func() { p.boat(second) },
		func() { p.boat(hero) },
		func() { p.birds(5, p.lightX+r.Between(-0.2, 0.2), p.horizon-0.25) },
		func() { p.flicks(4, deep, p.accent(0)) },
	)
}

// capeShade models a headland with a second, darker glaze and mirrors it in the water.
func (p *picture) capeShade(crest *paper.Skyline, side float32) {
	salt := uint32(p.Random.Uint64())
	c := oklab.Mix(p.Near, p.Dark, 0.5)
	p.Wash(&paper.Wash{Box: paper.Box{Top: crest.Top(), Right: 1, Bottom: p.horizon + 0.01}, Rough: 0.004, Ripples: 30, Soft: 0.01, Lost: 0.5, Rim: 0.3, Mottle: 0.5, Grain: 0.5, Colour: paper.Even(c),
		Load: func(_, _ float32) float32 { return 0.6 },
		Shape: p.within(salt, func(x, y float32) float32 {
			rib := p.Flow(x-side*(y-crest.At(x))*0.6, y*0.4, 11, salt+1)
			return min(y-crest.At(x)-0.006, p.horizon-y, (rib-0.54)*0.06)
		})})
	for i := range 14 {
		t := float32(i) / 14
		x := 0.5 + side*p.Random.Between(0.24, 0.47)
		half := 0.05 * p.Random.Between(0.5, 1.4)
		y := p.horizon + 0.008 + 0.06*t
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - half, Y: y}, {X: x, Y: y + 0.001}, {X: min(x+half, 1-margin), Y: y}}, Width: paper.Tapered(0.003, 0.5),
			Colour: oklab.Mix(c, p.Sky[2], 0.4), Load: 0.5 * (1 - t), Dry: 0.3})
	}
}
