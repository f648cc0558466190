package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// orchid is long leaves and pale flowers by a rock; most of the sheet stays bare.
func orchid(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // of the rock
	root := paper.Point{X: 0.5 + side*r.Between(0.02, 0.10), Y: r.Between(0.69, 0.74)}
	petal := p.petal()
	green := p.tinted(vivid(oklab.Mix(p.Grass, p.Sky[1], 0.3), 0.08), 0.30)
	rock := &stone{x: 0.5 + side*r.Between(0.20, 0.26), y: 0.75, wide: r.Between(0.24, 0.30), tall: r.Between(0.20, 0.30), salt: uint32(r.Uint64())}
	leaves := p.plantLeaves(root, side)
	parts := []func(){
		func() { p.cloud(0.5-side*0.20, 0.32, 0.50, vivid(p.accent(0), 0.10), 0.34) },
		func() { p.cloud(0.5+side*0.25, 0.20, 0.42, vivid(p.Sky[2], 0.09), 0.30) },
		func() { p.cloud(root.X, 0.66, 0.42, vivid(p.accent(1), 0.08), 0.26) },
		func() { p.stone(rock, p.tinted(p.Sky[1], 0.55), 0.30) },
		func() { p.stone(rock, p.tinted(p.Near, 0.35), 0.26) },
		func() { p.stoneLines(rock, 60) },
		func() { p.moss(rock, 46, p.tinted(p.Grass, 0.25)) },
		func() { p.moss(rock, 16, vivid(p.accent(0), 0.14)) },
	}
	for i := range 4 {
		parts = append(parts, func() {
			for _, l := range leaves[i*len(leaves)/4 : (i+1)*len(leaves)/4] {
				p.blade(l, green)
			}
		})
	}
	for i := range 6 {
		parts = append(parts, func() { p.spike(root, -side, float32(i), petal, green) })
	}
	return medium.Even(append(parts,
		func() { p.tuft(root, green) },
		func() { p.butterfly(0.5-side*r.Between(0.16, 0.30), r.Between(0.16, 0.26), petal) },
		func() { p.seal(0.5-side*0.40, r.Between(0.56, 0.66)) })...)
}

// orchidLeaf is a curve from the root with the load it is pulled with.
type orchidLeaf struct {
	points []paper.Point
	width  float32
	load   float32
}

// plantLeaves lets them rise to both sides and bow, the pale ones first.
func (p *picture) plantLeaves(root paper.Point, side float32) []orchidLeaf {
	r := p.Random
	const count, pieces = 15, 9
	list := make([]orchidLeaf, count)
	for i := range list {
		t := float32(i) / (count - 1)
		way := -side
		if i%5 == 1 || i%5 == 4 {
			way = side
		}
		angle := -1.5708 + way*r.Between(0.05, 0.62)
		curl := way * r.Between(0.06, 0.24)
		length := r.Between(0.40, 0.82)
		at := paper.Point{X: root.X + r.Bell()*0.022, Y: root.Y + r.Between(-0.01, 0.03)}
		points := []paper.Point{at}
		for k := range pieces {
			sin, cos := noise.Sincos(angle)
			at = paper.Point{X: at.X + cos*length/pieces, Y: at.Y + sin*length/pieces}
			points = append(points, at)
			angle += curl * (0.4 + 1.5*float32(k)/pieces)
		}
		list[i] = orchidLeaf{points, r.Between(0.0055, 0.0095), noise.Lerp(0.22, 0.95, t*t)}
	}
	return list
}

// blade presses, lifts and presses again, as a leaf turns over, and runs out.
func (p *picture) blade(l orchidLeaf, c oklab.Colour) {
	turn := p.Random.Between(3.6, 5.4)
	width := func(t float32) float32 {
		wave := noise.Sin(t * turn)
		return l.width * (0.22 + 0.78*wave*wave) * (1 - t*t*t)
	}
	p.Stroke(&paper.Stroke{Points: l.points, Width: width, Colour: c, Load: l.load, Dry: 0.30, Side: 0.35, Fade: 0.25, Grain: 0.3, Rough: 0.0008})
}

// spike is a stem with one open flower and a bud.
func (p *picture) spike(root paper.Point, way, order float32, petal, green oklab.Colour) {
	r := p.Random
	lean := way * (0.10*order - 0.16 + r.Bell()*0.03)
	tall := r.Between(0.20, 0.40) - 0.02*order
	tip := paper.Point{X: root.X + lean, Y: root.Y - tall}
	middle := paper.Point{X: root.X + lean*0.32, Y: root.Y - tall*0.55}
	p.Stroke(&paper.Stroke{Points: []paper.Point{root, middle, tip}, Width: paper.Narrowing(0.0026, 0.0016), Colour: oklab.Mix(green, petal, 0.4), Load: 0.7, Dry: 0.25})
	p.orchidFlower(tip, r.Between(0.036, 0.052), petal)
	p.petalStroke(middle, -1.5708+way*0.9, 0.026, petal, 0.7)
}

func (p *picture) petalStroke(at paper.Point, angle, length float32, c oklab.Colour, load float32) {
	sin, cos := noise.Sincos(angle)
	bend := p.Random.Bell() * 0.14 * length
	p.Stroke(&paper.Stroke{Points: []paper.Point{at, {X: at.X + cos*length*0.5 - sin*bend, Y: at.Y + sin*length*0.5 + cos*bend}, {X: at.X + cos*length, Y: at.Y + sin*length}},
		Width: paper.Tapered(length*0.19, 0.62), Colour: c, Load: load, Side: 0.4, Rim: 0.5, Grain: 0.2, Rough: 0.0008})
}

// orchidFlower is five tepals of one stroke each and three black dots in the heart.
func (p *picture) orchidFlower(at paper.Point, length float32, c oklab.Colour) {
	r := p.Random
	first := -1.5708 + r.Bell()*0.4
	for _, turn := range []float32{0, 1.15, -1.15, 2.15, -2.15} {
		p.petalStroke(at, first+turn+r.Bell()*0.12, length*r.Between(0.85, 1.15), c, r.Between(0.45, 0.85))
	}
	p.petalStroke(at, first+3.1416, length*0.5, c.Lighter(-0.12), 0.9)
	for range 3 {
		x, y := at.X+r.Bell()*length*0.16, at.Y+r.Bell()*length*0.12
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x, Y: y - 0.003}, {X: x + 0.0015, Y: y + 0.003}}, Width: paper.Tapered(0.0021, 0.4), Colour: p.black})
	}
}

// tuft is short blades that hide the root.
func (p *picture) tuft(root paper.Point, c oklab.Colour) {
	r := p.Random
	for range 12 {
		x := root.X + r.Bell()*0.05
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x, Y: root.Y + 0.03}, {X: x + r.Bell()*0.02, Y: root.Y - r.Between(0.01, 0.05)}, {X: x + r.Bell()*0.06, Y: root.Y - r.Between(0.04, 0.11)}}, Width: paper.Tapered(r.Between(0.0015, 0.0035), 0.3), Colour: c, Load: r.Between(0.4, 0.95), Dry: 0.3})
	}
}

// butterfly is four drops of the brush.
func (p *picture) butterfly(x, y float32, c oklab.Colour) {
	at := paper.Point{X: x, Y: y}
	for _, wing := range []struct{ angle, length float32 }{{-2.3, 0.034}, {-0.9, 0.034}, {2.7, 0.024}, {0.6, 0.024}} {
		p.petalStroke(at, wing.angle, wing.length, c, 0.8)
	}
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - 0.002, Y: y - 0.010}, {X: x, Y: y}, {X: x + 0.003, Y: y + 0.012}}, Width: paper.Tapered(0.0018, 0.5), Colour: p.black})
	for _, side := range []float32{-1, 1} {
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - 0.002, Y: y - 0.010}, {X: x + side*0.007, Y: y - 0.022}}, Width: paper.Narrowing(0.0006, 0.0004), Colour: p.black, Load: deep})
	}
}
