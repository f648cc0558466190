package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/bough"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// plumBranch is old wood in a dry brush and young blossom before a moon.
func plumBranch(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // where the branch comes from
	p.lightX, p.lightY, p.disc = 0.5+side*r.Between(0.08, 0.22), r.Between(0.24, 0.34), r.Between(0.10, 0.15)
	main := bough.Grow(r, bough.Habit{From: paper.Point{X: 0.5 - side*0.56, Y: r.Between(0.72, 0.86)}, Side: side, Rise: -0.72, Length: 1.12, Width: 0.030, Knees: 0.52, Twigs: 0.8})
	second := bough.Grow(r, bough.Habit{From: paper.Point{X: 0.5 - side*0.54, Y: r.Between(0.30, 0.42)}, Side: side, Rise: -0.1, Length: 0.62, Width: 0.014, Knees: 0.45, Twigs: 0.75})
	petal := p.petal()
	flowers := p.plantPlum(append(main.Tips, second.Tips...))
	parts := []func(){
		func() { p.spareDisc(); p.halo(p.tinted(p.Sky[1], 0.72), 0.22) },
		func() { p.dusk(0.60, 0.13, p.tinted(p.Sky[1], 0.8)) },
		func() { p.cloud(p.lightX, p.lightY+0.12, 0.42, vivid(p.accent(1), 0.08), 0.22) },
		p.moonlit,
		func() { p.cloud(0.5-side*0.2, 0.55, 0.4, petal, 0.16) },
		func() { p.sparePlums(flowers) },
		func() { p.wood(second.Limbs, 0.6) },
	}
	n := len(main.Limbs)
	for i := range 4 {
		parts = append(parts, func() { p.wood(main.Limbs[i*n/4:(i+1)*n/4], 1) })
	}
	parts = append(parts, func() { p.lichen(main.Limbs) })
	parts = append(parts, p.Unmask)
	const batches = 6
	for i := range batches {
		parts = append(parts, func() {
			for _, f := range flowers[i*len(flowers)/batches : (i+1)*len(flowers)/batches] {
				p.plum(f, petal)
			}
		})
	}
	return medium.Even(append(parts,
		func() { p.fallen(14, petal) },
		func() { p.birds(2, p.lightX+0.05, p.lightY, 0.016, -side) },
		func() { p.seal(0.5+side*0.42, r.Between(0.55, 0.66)) })...)
}

// petal is the first accent that isn't the green of leaves.
func (p *picture) petal() oklab.Colour {
	for i := range p.Accents {
		c := vivid(p.accent(i), 0.16)
		switch h := c.Hue(); {
		case h > 68 && h < 112: // dark yellow is olive
			return c.WithL(max(c.L, 0.85))
		case h < 112 || h > 190:
			return c.WithL(min(c.L, 0.74))
		}
	}
	return vivid(p.Lamp, 0.15)
}

// wood is pulled with a dry brush: the paper flies through, knots are black.
func (p *picture) wood(limbs []bough.Limb, load float32) {
	r := p.Random
	for _, l := range limbs {
		knots := r.Between(14, 26)
		width := func(t float32) float32 {
			return noise.Lerp(l.From, l.To, t) * (1 + 0.30*noise.Sin(t*knots+l.From*700))
		}
		thin := noise.Smooth(0.012, 0.004, l.From)
		p.Stroke(&paper.Stroke{Points: l.Points, Width: width, Colour: p.tinted(p.accent(2), 0.18), Load: load * 0.24, Rough: 0.003, Soft: 0.0015, Grain: 0.3})
		p.Stroke(&paper.Stroke{Points: l.Points, Width: width, Colour: p.black, Load: load * (0.72 + 0.2*thin), Dry: 0.66 - 0.44*thin, Side: 0.55, Rough: 0.0022, Grain: 0.5})
		for i := range len(l.Points) - 1 {
			at := l.Points[i]
			w := width(float32(i)/float32(len(l.Points)-1)) * 0.8
			if w < 0.004 || r.Chance(0.3) {
				continue
			}
			p.Stroke(&paper.Stroke{Points: []paper.Point{{X: at.X - w, Y: at.Y + w*0.2}, {X: at.X, Y: at.Y + w*0.5}, {X: at.X + w, Y: at.Y - w*0.2}}, Width: paper.Tapered(w*0.35, 0.4), Colour: p.black, Load: load, Dry: 0.45, Rough: 0.002, Grain: 0.4})
		}
	}
}

// lichen is dots along the upper side of old wood.
func (p *picture) lichen(limbs []bough.Limb) {
	r := p.Random
	for _, l := range limbs {
		if l.From < 0.008 {
			continue
		}
		for range 16 {
			i := r.Index(len(l.Points) - 1)
			t := r.Unit()
			a, b := l.Points[i], l.Points[i+1]
			p.Drop(noise.Lerp(a.X, b.X, t)+r.Bell()*0.004, noise.Lerp(a.Y, b.Y, t)-l.From*r.Between(0.5, 1.1), r.Between(0.0018, 0.0045), p.tinted(p.Grass, 0.25), r.Between(0.5, 1))
		}
	}
}

// blossom is a planned flower; its petals are spared before the wood is pulled.
type blossom struct {
	x, y, radius float32
	petals       []paper.Point
	first        float32 // angle
	squash, tilt float32
}

func (p *picture) plantPlum(tips []paper.Point) []blossom {
	r := p.Random
	var list []blossom
	for _, tip := range tips {
		for range 1 + r.Index(2) {
			f := blossom{x: tip.X + r.Bell()*0.026, y: tip.Y + r.Bell()*0.026, radius: r.Between(0.014, 0.040)}
			free := f.x > 0.04 && f.x < 0.96 && f.y > 0.05 && f.y < 0.88
			for _, o := range list {
				free = free && noise.Abs(f.x-o.x)+noise.Abs(f.y-o.y) > (f.radius+o.radius)*1.05
			}
			if free {
				f.open(r)
				list = append(list, f)
			}
		}
	}
	return list
}

const budBelow = 0.019

// open places the petals of a flower seen from the side more or less.
func (f *blossom) open(r *noise.Stream) {
	f.first, f.squash, f.tilt = r.Between(0, 6.2832), r.Between(0.6, 1), r.Between(0, 3.1416)
	if f.radius < budBelow {
		f.petals = []paper.Point{{X: f.x, Y: f.y}}
		return
	}
	for i := range 5 {
		f.petals = append(f.petals, f.around(f.first+float32(i)*1.2566+r.Bell()*0.08, 0.58))
	}
}

// around is a place out from the heart.
func (f *blossom) around(angle, out float32) paper.Point {
	sin, cos := noise.Sincos(angle)
	tiltSin, tiltCos := noise.Sincos(f.tilt)
	dx, dy := cos*out*f.radius, sin*out*f.radius*f.squash
	return paper.Point{X: f.x + dx*tiltCos - dy*tiltSin, Y: f.y + dx*tiltSin + dy*tiltCos}
}

func (f *blossom) petalRadius() float32 {
	if f.radius < budBelow {
		return f.radius * 0.62
	}
	return f.radius * 0.46
}

func (p *picture) sparePlums(flowers []blossom) {
	for i := range flowers {
		for _, at := range flowers[i].petals {
			p.Mask(paper.Round(at.X, at.Y, flowers[i].petalRadius()))
		}
	}
}

// plum fills the spared petals with wet drops, then draws stamens with the tip of the
// brush, or the cup of a bud.
func (p *picture) plum(f blossom, petal oklab.Colour) {
	r := p.Random
	for _, at := range f.petals {
		radius := f.petalRadius() * r.Between(0.94, 1.08)
		box, shape := paper.Round(at.X, at.Y, radius)
		load := r.Between(0.28, 0.72)
		p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(petal.Turned(r.Bell() * 0.08)), Rough: radius * 0.25, Ripples: 30, Soft: radius * 0.25, Lost: 0.3, Rim: 0.6, Mottle: 0.9, Grain: 0.2,
			Load: func(x, y float32) float32 {
				away := noise.Sqrt((x-f.x)*(x-f.x)+(y-f.y)*(y-f.y)) / f.radius
				return load * (1.35 - 0.7*noise.Clamp01(away))
			}})
	}
	if f.radius < budBelow {
		sin, cos := noise.Sincos(f.first)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: f.x + cos*f.radius*0.4, Y: f.y + sin*f.radius*0.4}, {X: f.x + cos*f.radius, Y: f.y + sin*f.radius}}, Width: paper.Tapered(f.radius*0.24, 0.3), Colour: p.black, Load: deep})
		return
	}
	for i := range 7 {
		at := f.around(f.first+float32(i)*0.898+r.Bell()*0.12, r.Between(0.36, 0.58))
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: f.x, Y: f.y}, at}, Width: paper.Narrowing(0.0007, 0.0005), Colour: p.black, Load: 0.42})
		p.Drop(at.X, at.Y, 0.0012, p.black, deep)
	}
}

// fallen are single petals in the air.
func (p *picture) fallen(count int, petal oklab.Colour) {
	r := p.Random
	for range count {
		x, y, size := r.Between(0.08, 0.92), r.Between(0.35, 0.88), r.Between(0.005, 0.010)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - size, Y: y}, {X: x + size*r.Between(0.3, 1), Y: y + r.Bell()*size}}, Width: paper.Tapered(size*0.55, 0.6), Colour: petal, Load: r.Between(0.35, 0.8), Rim: 0.5, Rough: size * 0.1})
	}
}
