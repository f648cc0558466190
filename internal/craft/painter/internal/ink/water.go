package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// ripples are a few pale level strokes: all there is to still water.
func (p *picture) ripples(top, bottom float32, count int) {
	r := p.Random
	for range count {
		x, y, half := r.Between(0.05, 0.95), r.Between(top, bottom), r.Between(0.02, 0.09)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - half, Y: y + r.Bell()*0.002}, {X: x - half*0.3, Y: y + r.Bell()*0.002}, {X: x + half*0.4, Y: y + r.Bell()*0.002}, {X: x + half, Y: y}}, Width: paper.Tapered(r.Between(0.0008, 0.0022), 0.4), Colour: p.tinted(p.Sky[1], 0.6), Load: r.Between(0.15, 0.4), Dry: 0.45})
	}
}

// angler is a flat boat with somebody under a straw hat; heading is 1 to the right.
func (p *picture) angler(x, y, size, heading float32) {
	r := p.Random
	stroke := func(width, belly, load float32, c oklab.Colour, points ...paper.Point) {
		p.Stroke(&paper.Stroke{Points: points, Width: paper.Tapered(width, belly), Colour: c, Load: load, Grain: 0.3, Dry: 0.12, Rough: 0.0006})
	}
	at := func(u, v float32) paper.Point { return paper.Point{X: x + heading*u*size, Y: y + v*size} }
	wood := p.tinted(vivid(p.accent(1), 0.08), 0.3)
	stroke(size*0.075, 0.5, 0.5, wood, at(-0.92, -0.09), at(-0.5, 0.02), at(0, 0.05), at(0.5, 0.02), at(0.95, -0.12))
	stroke(size*0.022, 0.4, burnt, p.black, at(-1, -0.15), at(-0.55, 0), at(0, 0.04), at(0.55, 0), at(1.05, -0.2))
	stroke(size*0.020, 0.4, deep, p.black, at(-0.85, 0.02), at(-0.3, 0.13), at(0.3, 0.13), at(0.85, -0.02))
	robe := vivid(p.accent(0), 0.13)
	box, shape := paper.Polygon(at(-0.24, 0.0), at(-0.16, -0.30), at(-0.02, -0.40), at(0.10, -0.28), at(0.20, 0.0))
	p.Lift(box, shape, 0, 0.9)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(robe), Load: even(0.75), Mottle: 0.7, Rim: 0.6, Rough: 0.0012})
	stroke(size*0.014, 0.4, deep, p.black, at(-0.24, 0.02), at(-0.17, -0.30), at(-0.04, -0.42))
	stroke(size*0.012, 0.4, deep, p.black, at(0.06, -0.34), at(0.16, -0.14), at(0.34, -0.20))
	box, shape = paper.Polygon(at(-0.25, -0.40), at(-0.01, -0.62), at(0.22, -0.38))
	p.Lift(box, shape, 0, 0.9)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(p.tinted(p.Lamp, 0.72)), Load: even(0.5), Mottle: 0.7, Rim: 0.9, Rough: 0.001})
	stroke(size*0.012, 0.4, burnt, p.black, at(-0.28, -0.39), at(0, -0.365), at(0.25, -0.37))
	stroke(size*0.008, 0.3, deep, p.black, at(0.30, -0.17), at(0.9, -0.62), at(1.35, -0.86))
	stroke(size*0.004, 0.5, mid, p.black, at(1.35, -0.86), at(1.38, -0.3), at(1.37, 0.12))
	for i := range 6 { // the broken mirror image
		t := float32(i) / 6
		half := size * r.Between(0.3, 0.9) * (1 - t*0.6)
		off := r.Bell() * size * 0.1
		stroke(size*0.016, 0.5, 0.4*(1-t), p.tinted(p.Sky[1], 0.5), paper.Point{X: x + off - half, Y: y + size*(0.2+0.26*t)}, paper.Point{X: x + off + half, Y: y + size*(0.2+0.26*t)})
	}
}

// reed is a stem that leans with the wind: blades that start along it and break over, and
// high up a soft plume.
func (p *picture) reed(x, foot, height, lean, load float32, c, plume oklab.Colour) {
	r := p.Random
	bend := func(t float32) paper.Point {
		return paper.Point{X: x + lean*height*t*t, Y: foot - height*t*(1-0.06*lean*lean*t)}
	}
	p.Stroke(&paper.Stroke{Points: []paper.Point{bend(0), bend(0.3), bend(0.6), bend(0.85), bend(1)}, Width: paper.Narrowing(0.0022, 0.0008), Colour: c, Load: load * 0.8, Dry: 0.35, Side: 0.3})
	wind := noise.Sign(lean)
	for i := range 4 {
		t, way := r.Between(0.10, 0.62), wind
		if i == 3 {
			way = -wind
		}
		at, long := bend(t), height*r.Between(0.24, 0.46)
		// A blade keeps close to the stem, then bows to the wind, some sharply.
		out, over := r.Between(0.10, 0.30), r.Between(0.25, 0.75)
		p.Stroke(&paper.Stroke{Points: []paper.Point{at, {X: at.X + way*long*out*0.4, Y: at.Y - long*0.36}, {X: at.X + way*long*(out+0.16*over), Y: at.Y - long*(0.70-0.12*over)}, {X: at.X + way*long*(out+0.62*over), Y: at.Y - long*(0.88-0.85*over*over)}},
			Width: paper.Tapered(r.Between(0.0026, 0.0060), 0.42), Colour: c, Load: load * r.Between(0.35, 0.9), Dry: r.Between(0.2, 0.5), Side: 0.5, Grain: 0.3})
	}
	if height > 0.2 {
		p.plume(bend, height, wind, load, plume)
	}
}

// plume hangs from the top of a reed to the lee, softer and longer downwards.
func (p *picture) plume(stem func(t float32) paper.Point, height, wind, load float32, c oklab.Colour) {
	r := p.Random
	top := stem(1)
	p.cloud(top.X+wind*0.012, top.Y+height*0.10, 0.045, c, 0.22*load)
	for i := range 60 {
		t := float32(i) / 60
		from := stem(1.02 - 0.30*t)
		long := height * (0.03 + 0.10*noise.Sqrt(t)) * r.Between(0.6, 1.2)
		p.Stroke(&paper.Stroke{Points: []paper.Point{from, {X: from.X + wind*long*0.45 + r.Bell()*0.004, Y: from.Y - long*0.10}, {X: from.X + wind*long*0.9 + r.Bell()*0.007, Y: from.Y + long*r.Between(0.3, 0.6)}},
			Width: paper.Tapered(r.Between(0.0008, 0.0022), 0.5), Colour: c, Load: load * r.Between(0.2, 0.6), Soft: 0.0008, Dry: 0.35})
	}
}
