package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
)

// reeds is an evening by the water: a moon, wild geese, a boat behind the plumes.
func reeds(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // of the reeds
	p.lightX, p.lightY, p.disc = 0.5-side*r.Between(0.02, 0.22), r.Between(0.20, 0.30), r.Between(0.075, 0.105)
	far, shore := p.peaked(0.60, 0.20, 1.7, 40), p.Hilly(0.645, 0.055, 2.4, 50)
	dusk := clean(vivid(oklab.Mix(p.accent(0), p.Sky[2], 0.45), 0.09))
	ink := p.tinted(vivid(p.Grass, 0.06), 0.25)
	plume := vivid(oklab.Mix(p.petal(), oklab.LCH(0.73, 0.11, 62), 0.85), 0.09)
	parts := []func(){
		func() { p.spareDisc(); p.halo(dusk, 0.42) },
		func() { p.dusk(0.62, 0.26, p.tinted(p.Sky[1], 0.7)) },
		func() { p.cloud(p.lightX, 0.52, 0.46, dusk, 0.42) },
		p.risen,
		func() {
			p.mountain(mountain{crest: far, colour: p.tinted(p.Sky[1], 0.6), load: 0.30, foot: 0.12, wet: 0.5})
		},
		func() { p.hemp(far, 26, 0.08, 0.28, p.tinted(p.Sky[1], 0.4)) },
		func() {
			p.mountain(mountain{crest: shore, colour: p.tinted(p.Near, 0.4), load: 0.50, foot: 0.055, wet: 0.5})
		},
		func() { p.groves(shore, 0.035, deep) },
		func() { p.dots(shore, 130, 0.006, 0.6, vivid(p.accent(1), 0.11)) },
		func() { p.ripples(0.66, 0.92, 34) },
		func() { p.cloud(p.lightX, 0.80, 0.30, dusk, 0.34) },
		func() { p.angler(0.5-side*r.Between(0.08, 0.22), r.Between(0.70, 0.75), 0.10, -side) },
		func() { p.birds(7, p.lightX+side*0.16, p.lightY+0.13, 0.017, -side) },
	}
	const stands = 7
	for i := range stands {
		t := float32(i) / (stands - 1)
		parts = append(parts, func() {
			for range 2 {
				x := 0.5 + side*r.Between(0.14, 0.50)
				p.reed(x, r.Between(0.92, 1.02), noise.Lerp(0.42, 0.60, r.Unit())*(0.6+0.5*noise.Abs(x-0.5)*2), -side*r.Between(0.05, 0.34), noise.Lerp(0.22, 0.95, t), ink, plume)
			}
		})
	}
	return medium.Even(append(parts,
		func() { p.seal(0.5-side*0.42, r.Between(0.40, 0.52)) })...)
}
