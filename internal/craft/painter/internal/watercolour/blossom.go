package watercolour

import (
	"slices"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/bough"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// blossom is a flowering branch across wet, pale air.
func blossom(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // where the branch comes from
	b := bough.Grow(r, bough.Habit{From: paper.Point{X: 0.5 - side*0.56, Y: r.Between(0.66, 0.80)}, Side: side, Rise: -0.62, Length: 1.10, Width: 0.020, Knees: 0.28, Twigs: 0.95})
	tint := vivid(oklab.Mix(p.petal(0), p.CloudLit, 0.15), 0.12)
	tint = tint.WithL(max(tint.L, 0.70))
	heart := vivid(p.petal(0), 0.17).WithL(min(p.petal(0).L, 0.55))
	flowers := p.plantBlossom(b.Tips, tint, heart)
	parts := []func(){
		func() {
			for _, f := range flowers {
				p.spareDabs(f.petals)
			}
			p.wet(vivid(p.ramp(0.80), 0.08), 0.44, 0.44)
		},
		func() { p.wet(vivid(p.ramp(0.40), 0.09), 0.34, 0.55) },
		func() { p.wet(kin(p.accent(0), p.ramp(0.6), 60), 0.34, 0.56) },
		func() { p.bokeh(24) },
		func() { p.wet(kin(p.accent(1), p.ramp(0.6), 60), 0.26, 0.62) },
	}
	for limbs := range slices.Chunk(b.Limbs, 6) {
		parts = append(parts, func() { p.wood(limbs) })
	}
	parts = append(parts, p.Unmask)
	const batches = 6
	for i := range batches {
		part := flowers[i*len(flowers)/batches : (i+1)*len(flowers)/batches]
		parts = append(parts, func() {
			for _, f := range part {
				p.flower(f, heart)
			}
		})
	}
	return medium.Even(append(parts,
		func() { p.fallingPetals(16, tint, heart) },
		func() { p.flicks(6, tint, heart, p.ramp(0.3)) })...)
}

// wet drops one colour into a wet sheet: soft clouds of it here and there.
func (p *picture) wet(c oklab.Colour, load, edge float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Rough: 0.02, Soft: 0.08, Lost: 0.75, Rim: 0.35, Mottle: 0.6, Tides: 0.25, Grain: 0.25, Colour: paper.Even(c),
		Blooms: p.blooms(4, paper.Box{Left: 0.1, Right: 0.9, Top: 0.1, Bottom: 0.9}, 0.04, 0.12),
		Shape:  p.within(salt, func(x, y float32) float32 { return 0.36 * (p.Flow(x, y, 1.9, salt+1) - edge) }),
		Load:   func(_, y float32) float32 { return load * noise.Lerp(1, 0.4, noise.Smooth(0.55, 0.95, y)) }})
}

// bokeh is far blossom, out of focus: round places lifted out of the wet paint.
func (p *picture) bokeh(count int) {
	r := p.Random
	for range count {
		radius := r.Between(0.012, 0.045)
		box, shape := paper.Round(r.Between(0.1, 0.9), r.Between(0.08, 0.8), radius)
		p.Lift(box, shape, radius*r.Between(0.08, 0.35), r.Between(0.25, 0.55))
	}
}

func (p *picture) wood(limbs []bough.Limb) {
	bark := oklab.Mix(p.Dark, p.Near, 0.3).Lighter(0.06)
	for _, l := range limbs {
		width := func(t float32) float32 { return noise.Lerp(l.From, l.To, t) * (1 + 0.25*noise.Sin(t*23+l.From*900)) }
		p.Stroke(&paper.Stroke{Points: l.Points, Width: width, Colour: bark, Load: 0.62, Dry: 0.30, Side: 0.45, Rough: 0.002, Rim: 0.35, Grain: 0.45})
		p.Stroke(&paper.Stroke{Points: l.Points, Width: func(t float32) float32 { return width(t) * 0.55 }, Colour: oklab.Mix(bark, p.accent(2), 0.25), Load: 0.5, Dry: 0.5, Side: -0.5, Grain: 0.5})
	}
}

// flower is a planned blossom: its petals are spared before the air is painted.
type flower struct {
	x, y, radius, squash float32
	petals               []dab
}

// plantBlossom sets flowers in clusters on young wood; the sheet keeps some air.
func (p *picture) plantBlossom(tips []paper.Point, tint, heart oklab.Colour) []flower {
	r := p.Random
	var list []flower
	for _, tip := range tips {
		for range 1 + r.Index(3) {
			f := flower{x: tip.X + r.Bell()*0.030, y: tip.Y + r.Bell()*0.030, radius: r.Between(0.026, 0.058)}
			free := f.x > 0.07 && f.x < 0.93 && f.y > 0.07 && f.y < 0.88
			for _, o := range list {
				free = free && noise.Abs(f.x-o.x)+noise.Abs(f.y-o.y) > (f.radius+o.radius)*0.95
			}
			if free {
				p.cherry(&f, tint, heart)
				list = append(list, f)
			}
		}
	}
	return list
}

// cherry plans five petals round a heart, seen from the side more or less, or a bud.
func (p *picture) cherry(f *flower, tint, heart oklab.Colour) {
	r := p.Random
	first := r.Between(0, 6.2832)
	if f.radius < 0.030 {
		for i := range 3 {
			f.petals = append(f.petals, dab{x: f.x, y: f.y, angle: first + 0.45*float32(i), length: f.radius * r.Between(0.9, 1.2), width: f.radius * 0.75, colour: oklab.Mix(tint, heart, 0.4), root: heart, load: 0.6})
		}
		return
	}
	f.squash = r.Between(0.6, 1)
	tiltSin, tiltCos := noise.Sincos(r.Between(0, 3.1416))
	for i := range 5 {
		sin, cos := noise.Sincos(first + float32(i)*1.2566 + r.Bell()*0.07)
		dx, dy := cos, sin*f.squash
		dx, dy = dx*tiltCos-dy*tiltSin, dx*tiltSin+dy*tiltCos
		long := noise.Sqrt(dx*dx+dy*dy) * f.radius * r.Between(0.94, 1.12)
		f.petals = append(f.petals, dab{x: f.x + dx*f.radius*0.04, y: f.y + dy*f.radius*0.04, angle: noise.Atan2(dy, dx), length: long, width: f.radius * r.Between(0.86, 1.04), colour: tint.Turned(r.Bell() * 0.10), root: heart, load: r.Between(0.30, 0.62)})
	}
}

func (p *picture) flower(f flower, heart oklab.Colour) {
	r := p.Random
	for _, d := range f.petals {
		p.dab(d)
	}
	if f.squash == 0 {
		return
	}
	for range 9 {
		sin, cos := noise.Sincos(r.Between(0, 6.2832))
		reach := f.radius * r.Between(0.25, 0.5)
		x, y := f.x+cos*reach, f.y+sin*reach*f.squash
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: f.x, Y: f.y}, {X: x, Y: y}}, Width: paper.Narrowing(0.0006, 0.0005), Colour: heart.Lighter(-0.1), Load: 0.8})
		p.Drop(x, y, f.radius*0.042, oklab.Mix(heart, p.Dark, 0.4), 0.9)
	}
	p.Drop(f.x, f.y, f.radius*0.10, heart.Lighter(-0.1), 0.7)
}

func (p *picture) fallingPetals(count int, tint, heart oklab.Colour) {
	r := p.Random
	for range count {
		size := r.Between(0.014, 0.028)
		p.dab(dab{x: r.Between(0.1, 0.9), y: r.Between(0.3, 0.9), angle: r.Between(0, 6.2832), length: size, width: size * r.Between(0.4, 0.7), colour: tint, root: heart, load: r.Between(0.45, 0.8)})
	}
}
