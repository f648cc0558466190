package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/bough"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// snowVillage is hills of bare paper under a dark sky, a cottage with a lit window and
// naked trees. Only what isn't snow is painted.
func snowVillage(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // of the cottage
	p.lightX, p.lightY, p.disc = 0.5-side*r.Between(0.05, 0.25), r.Between(0.15, 0.21), r.Between(0.045, 0.062)
	crests := []*paper.Skyline{p.peaked(0.54, 0.34, 1.9, 40), p.peaked(0.63, 0.20, 1.6, 50), p.Hilly(0.74, 0.15, 1.3, 60), p.Hilly(0.88, 0.13, 1.1, 70)}
	night := p.tinted(oklab.Mix(p.Sky[1], vivid(p.accent(0), 0.10), 0.4), 0.75)
	home := 0.5 + side*r.Between(0.10, 0.22)
	second := home + side*r.Between(0.13, 0.17)
	parts := []func(){
		func() { p.spareDisc(); p.above(crests[0], vivid(p.Sky[2], 0.08), 0.42) },
		func() { p.above(crests[0], night, 0.46) },
		func() { p.cloud(p.lightX, p.lightY, 0.30, vivid(p.accent(0), 0.11), 0.30) },
		p.risen,
	}
	for i, crest := range crests {
		t := float32(i) / float32(len(crests)-1)
		if i > 0 {
			parts = append(parts, func() { p.valley(crests[i-1], crest, night, noise.Lerp(0.20, 0.34, t)) })
		}
		parts = append(parts, func() { p.hemp(crest, 16, noise.Lerp(0.09, 0.12, t), 0.30, p.tinted(night, 0.5)) })
		if i > 0 {
			parts = append(parts, func() { p.dots(crest, 60, noise.Lerp(0.004, 0.007, t), 0.55, p.tinted(night, 0.2)) })
		}
		if i == 1 || i == 2 {
			parts = append(parts, func() { p.groves(crest, noise.Lerp(0.05, 0.10, t), deep) })
		}
	}
	return medium.Even(append(parts,
		func() { p.cottage(second, crests[3].At(second)+0.004, 0.085) },
		func() { p.cottage(home, crests[3].At(home)+0.02, 0.125) },
		func() { p.nakedTree(0.5-side*r.Between(0.22, 0.32), 0.93, 0.60, side) },
		func() { p.nakedTree(0.5+side*r.Between(0.38, 0.44), 0.90, 0.40, -side) },
		func() { p.birds(3, p.lightX, p.lightY+0.15, 0.013, -side) },
		func() { p.flakes(150, 0.0022) },
		func() { p.flakes(46, 0.0042) },
		func() { p.seal(0.5-side*0.42, r.Between(0.40, 0.52)) })...)
}

// above washes the sky down to a crest of snow.
func (p *picture) above(crest *paper.Skyline, c oklab.Colour, load float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: 0.62}, Colour: paper.Even(c), Rough: 0.003, Ripples: 24, Soft: 0.02, Lost: 0.35, Mottle: 0.7, Tides: 0.3, Grain: 0.14, Rim: 0.3,
		Shape: func(x, y float32) float32 { return crest.At(x) - y },
		Load: func(x, y float32) float32 {
			near := noise.Smooth(p.disc, p.disc*5, p.lightDistance(x, y))
			return load * (0.55 + 0.45*near) * (0.55 + 0.9*p.Flow(x, y*1.5, 2, salt)*noise.Lerp(1.1, 0.7, y))
		}})
}

// valley is the shade between two crests of snow: deepest before the nearer one.
func (p *picture) valley(behind, before *paper.Skyline, c oklab.Colour, load float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: behind.Top(), Right: 1, Bottom: 1}, Colour: paper.Even(c), Rough: 0.003, Ripples: 24, Soft: 0.015, Lost: 0.3, Mottle: 0.7, Tides: 0.25, Grain: 0.16, Rim: 0.3,
		Shape: func(x, y float32) float32 { return min(before.At(x)-y, y-behind.At(x)-0.004) },
		Load: func(x, y float32) float32 {
			up := (before.At(x)-y)/0.13 + 0.8*(p.Flow(x, y*2, 3.5, salt)-0.5)
			return load * noise.Smooth(1, 0, up)
		}})
}

// cottage has walls of clay, a lit window and a thick roof of snow.
func (p *picture) cottage(x, foot, size float32) {
	at := func(u, v float32) paper.Point { return paper.Point{X: x + u*size, Y: foot - v*size} }
	face := func(c oklab.Colour, load float32, corners ...paper.Point) {
		box, shape := paper.Polygon(corners...)
		p.Lift(box, shape, 0, 0.95)
		p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(c), Load: even(load), Mottle: 0.6, Rim: 0.6, Rough: 0.0012, Grain: 0.3})
	}
	line := func(width, load float32, points ...paper.Point) {
		p.Stroke(&paper.Stroke{Points: points, Width: paper.Tapered(width, 0.4), Colour: p.black, Load: load, Dry: 0.3, Rough: 0.0008, Grain: 0.3})
	}
	clay := p.tinted(oklab.LCH(0.72, 0.07, 62), 0.72)
	face(clay, 0.55, at(-0.5, 0), at(0.5, 0), at(0.5, 0.36), at(-0.5, 0.36))
	lit := oklab.LCH(0.84, 0.15, 74)
	face(lit, 1, at(-0.18, 0.06), at(0.10, 0.06), at(0.10, 0.30), at(-0.18, 0.30))
	p.cloud(x-size*0.04, foot-size*0.15, size*0.8, lit, 0.5)
	for _, u := range []float32{-0.18, -0.04, 0.10} {
		line(0.0011, deep, at(u, 0.05), at(u, 0.31))
	}
	line(0.0010, deep, at(-0.19, 0.18), at(0.11, 0.18))
	for _, u := range []float32{-0.5, 0.3, 0.5} {
		line(0.0020, deep, at(u, 0), at(u, 0.36))
	}
	face(p.tinted(p.Sky[2], 0.9), 0.10, at(-0.74, 0.30), at(-0.66, 0.46), at(-0.40, 0.72), at(0, 0.80), at(0.40, 0.72), at(0.66, 0.46), at(0.74, 0.30), at(0.4, 0.36), at(0, 0.38), at(-0.4, 0.36))
	line(0.0016, deep, at(-0.74, 0.31), at(-0.66, 0.47), at(-0.40, 0.72), at(0, 0.805), at(0.40, 0.72), at(0.66, 0.47), at(0.74, 0.31))
	line(0.0034, burnt, at(-0.72, 0.29), at(-0.4, 0.345), at(0, 0.365), at(0.4, 0.345), at(0.72, 0.29))
	line(0.0016, mid, at(-0.8, -0.01), at(0, 0.005), at(0.8, -0.01))
}

// nakedTree is bare winter wood.
func (p *picture) nakedTree(x, foot, height, lean float32) {
	b := bough.Grow(p.Random, bough.Habit{From: paper.Point{X: x, Y: foot}, Side: lean, Rise: -1.42, Length: height, Width: height * 0.026, Knees: 0.26, Twigs: 1})
	p.wood(b.Limbs, 0.9)
	// Its foot is deep in snow.
	p.Lift(paper.Box{Left: x - 0.08, Top: foot - 0.06, Right: x + 0.08, Bottom: foot + 0.06}, func(px, py float32) float32 {
		return py - foot + 0.022 + 0.012*(p.Flow(px, 0.5, 12, 77)-0.5) - (px-x)*(px-x)*4
	}, 0.010, 1)
}

// flakes are flicks of white body colour.
func (p *picture) flakes(count int, radius float32) {
	r := p.Random
	white := oklab.LCH(0.985, 0.006, 90)
	for range count {
		size := r.Unit()
		box, shape := paper.Round(r.Unit(), r.Unit()*0.95, max(radius*(0.35+0.65*size*size), 0.5*p.Pixel()))
		p.Body(box, shape, radius*0.3, white, r.Between(0.5, 0.95))
	}
}
