package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// mistyMountains is range before range, with mist between them that is only paper.
func mistyMountains(p *picture) []medium.Step {
	r := p.Random
	p.lightY, p.disc = r.Between(0.15, 0.20), r.Between(0.042, 0.058)
	p.sometimesHidden(0.25)
	const ranges = 5
	crests := make([]*paper.Skyline, ranges)
	for i := range crests {
		t := float32(i) / (ranges - 1)
		crests[i] = p.peaked(noise.Lerp(0.50, 0.90, t), noise.Lerp(0.34, 0.17, t), noise.Lerp(1.9, 1.3, t)+0.4*r.Unit(), uint32(40+10*i))
	}
	p.lightX = clearing(crests[0])
	parts := []func(){
		func() {
			p.spareDisc()
			p.cloud(p.lightX, p.lightY, 0.36, vivid(oklab.Mix(p.accent(0), p.Sky[3], 0.4), 0.10), 0.42)
		},
		func() { p.halo(p.tinted(p.Sky[1], 0.75), pale) },
		p.risen,
		func() { p.cloud(r.Between(0.1, 0.9), 0.45, 0.5, vivid(p.Sky[2], 0.09), 0.34) },
	}
	for i, crest := range crests {
		t := float32(i) / (ranges - 1)
		c := p.tinted(oklab.Mix(p.Sky[1], vivid(p.accent(i), 0.09), 0.35*t), 0.72-0.42*t)
		parts = append(parts,
			func() {
				p.mountain(mountain{crest: crest, colour: c, load: noise.Lerp(0.26, 0.66, t), foot: noise.Lerp(0.20, 0.17, t), wet: 0.45})
			},
			func() {
				p.hemp(crest, int(noise.Lerp(26, 60, t)), noise.Lerp(0.07, 0.13, t), noise.Lerp(0.22, 0.6, t), p.tinted(c, 0.4))
			})
		if i > 0 {
			parts = append(parts, func() {
				p.dots(crest, int(90+130*t), noise.Lerp(0.003, 0.008, t), noise.Lerp(0.3, 0.8, t), p.tinted(c, 0.25))
			})
		}
		if i > 1 {
			parts = append(parts, func() { p.groves(crest, noise.Lerp(0.035, 0.085, (t-0.5)*2), noise.Lerp(mid, burnt, t)) })
		}
	}
	home := r.Between(0.25, 0.75)
	leaf := vivid(p.accent(1), 0.13)
	parts = append(parts,
		func() { p.dots(crests[2], 120, 0.007, 0.55, leaf) },
		func() { p.dots(crests[3], 150, 0.010, 0.6, vivid(p.accent(0), 0.15)) })
	return medium.Even(append(parts,
		func() { p.pavilion(home, crests[3].At(home)+0.004, 0.075) },
		func() { p.mistBand(0.93, 0.05, 0.5) },
		func() { p.birds(5, p.lightX-0.06, p.lightY+0.13, 0.012, r.Side()) },
		func() { p.seal(0.5+0.41*noise.Sign(0.5-p.lightX), r.Between(0.14, 0.3)) })...)
}

// clearing is where a crest leaves most sky, away from the borders.
func clearing(crest *paper.Skyline) float32 {
	best := float32(0.5)
	for x := float32(0.2); x <= 0.8; x += 0.05 {
		if min(crest.At(x-0.06), crest.At(x), crest.At(x+0.06)) > min(crest.At(best-0.06), crest.At(best), crest.At(best+0.06)) {
			best = x
		}
	}
	return best
}

// groves are far pines in groups along a crest.
func (p *picture) groves(crest *paper.Skyline, height, load float32) {
	r := p.Random
	salt := uint32(r.Uint64())
	for x := r.Between(0.02, 0.06); x < 0.98; x += height * r.Between(0.16, 0.62) * r.Between(0.6, 1.5) {
		if dense := p.Flow(x, 0.4, 3.2, salt); dense > 0.56 {
			p.farPine(x, crest.At(x)+height*0.12, height*(0.3+dense)*r.Between(0.45, 1.25), p.tinted(p.Grass, 0.18), load*r.Between(0.7, 1))
		}
	}
}

// pavilion stands on four posts under a curved roof.
func (p *picture) pavilion(x, foot, size float32) {
	roof := p.tinted(vivid(p.accent(0), 0.1), 0.25)
	eaves, top := foot-size*0.48, foot-size*0.86
	line := func(width, load float32, c oklab.Colour, points ...paper.Point) {
		p.Stroke(&paper.Stroke{Points: points, Width: paper.Tapered(width, 0.4), Colour: c, Load: load, Grain: 0.3, Dry: 0.12})
	}
	box, shape := paper.Polygon(paper.Point{X: x - size*0.64, Y: eaves}, paper.Point{X: x - size*0.26, Y: eaves - size*0.17}, paper.Point{X: x - size*0.16, Y: top}, paper.Point{X: x + size*0.16, Y: top}, paper.Point{X: x + size*0.26, Y: eaves - size*0.17}, paper.Point{X: x + size*0.64, Y: eaves})
	p.Lift(box, shape, 0, 0.9)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(roof), Load: even(0.62), Mottle: 0.6, Rim: 0.4, Rough: 0.001, Grain: 0.3})
	for i := range 9 { // rows of tiles
		t := float32(i)/8*2 - 1
		line(0.0008, deep, p.black, paper.Point{X: x + t*size*0.15, Y: top}, paper.Point{X: x + t*size*0.27, Y: eaves - size*0.16}, paper.Point{X: x + t*size*0.58, Y: eaves - size*0.01})
	}
	line(0.0024, burnt, p.black, paper.Point{X: x - size*0.19, Y: top - size*0.035}, paper.Point{X: x, Y: top}, paper.Point{X: x + size*0.19, Y: top - size*0.035})
	line(0.0026, burnt, p.black, paper.Point{X: x - size*0.68, Y: eaves - size*0.06}, paper.Point{X: x - size*0.4, Y: eaves + size*0.015}, paper.Point{X: x, Y: eaves + size*0.03}, paper.Point{X: x + size*0.4, Y: eaves + size*0.015}, paper.Point{X: x + size*0.68, Y: eaves - size*0.06})
	for _, u := range []float32{-0.42, -0.16, 0.16, 0.42} {
		line(0.0020, deep, p.tinted(vivid(p.accent(0), 0.12), 0.5), paper.Point{X: x + u*size, Y: eaves}, paper.Point{X: x + u*size, Y: foot})
	}
	line(0.0022, deep, p.black, paper.Point{X: x - size*0.58, Y: foot}, paper.Point{X: x + size*0.58, Y: foot})
	line(0.0012, mid, p.black, paper.Point{X: x - size*0.46, Y: foot - size*0.13}, paper.Point{X: x + size*0.46, Y: foot - size*0.13})
}
