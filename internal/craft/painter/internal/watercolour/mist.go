package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// mistyHills is ridge before ridge, each paler at its foot, under a sun or moon left white.
func mistyHills(p *picture) []medium.Step {
	r := p.Random
	p.lightX, p.lightY, p.disc = r.Between(0.26, 0.74), r.Between(0.20, 0.29), r.Between(0.045, 0.07)
	sky := p.newSky(0.66, r.Between(0.05, 0.35))
	const ridges = 6
	crests := make([]*paper.Skyline, ridges)
	for i := range crests {
		t := float32(i) / (ridges - 1)
		crests[i] = p.Hilly(noise.Lerp(0.52, 0.90, t), noise.Lerp(0.24, 0.15, t), noise.Lerp(1.6, 1.1, t)+r.Unit()*0.4, uint32(40+10*i))
	}
	parts := []func(){
		func() {
			for _, c := range crests[:4] {
				p.pencil(c, r.Between(0.04, 0.2), r.Between(0.7, 0.97))
			}
		},
		func() { p.spareDisc(); p.glow(sky) },
		func() { p.air(sky) },
		func() { p.depths(sky, oklab.Mix(p.Sky[0], p.accent(2), 0.3), 0.5) },
		func() { p.bellies(sky) },
		p.tintDisc,
	}
	far := oklab.Mix(p.haze(), p.Sky[1], 0.5)
	for i, crest := range crests {
		t := float32(i) / (ridges - 1)
		body := oklab.Mix(far, oklab.Mix(p.Near, p.Dark, 0.45), t*t*0.6+0.35*t)
		body = vivid(body, 0.06).WithL(max(body.L, 0.50-0.06*t))
		parts = append(parts, func() {
			p.ridge(ridge{crest: crest, colour: body, second: oklab.Mix(body, p.accent(i), 0.5).WithL(body.L + 0.04),
				load: noise.Lerp(0.55, 1.05, t), foot: noise.Lerp(0.15, 0.24, t), left: noise.Lerp(0.06, 0.16, t), bottom: min(1, crest.Top()+noise.Lerp(0.32, 0.5, t))})
		})
		if i < 2 {
			continue
		}
		parts = append(parts, func() {
			p.firs(crest, noise.Lerp(0.03, 0.12, (t-0.4)/0.6), oklab.Mix(body, p.Dark, 0.2+0.35*t), noise.Lerp(0.5, 1, t))
		})
	}
	return medium.Even(append(parts,
		func() { p.birds(6, p.lightX+r.Between(-0.15, 0.15), p.lightY+0.10) },
		func() { p.flicks(4, p.accent(0), far, p.accent(1)) })...)
}

// firs stand in groups along a crest.
func (p *picture) firs(crest *paper.Skyline, height float32, c oklab.Colour, load float32) {
	r := p.Random
	salt := uint32(r.Uint64())
	for x := r.Between(0.01, 0.05); x < 0.985; x += height * r.Between(0.14, 0.42) {
		dense := p.Flow(x, 0.2, 3.5, salt)
		if dense < 0.54 {
			continue
		}
		p.fir(x, crest.At(x)+height*0.14, height*(0.35+dense)*r.Between(0.6, 1.2), c, load)
	}
}
