package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// stalk is a bamboo: pieces of stem between joints.
type stalk struct {
	joints []paper.Point
	width  float32
}

// bambooGrove is stalks from pale to black before a moon, their leaves in the wind.
func bambooGrove(p *picture) []medium.Step {
	r := p.Random
	side := r.Side() // of the nearest stalks
	p.lightX, p.lightY, p.disc = 0.5-side*r.Between(0.05, 0.2), r.Between(0.22, 0.32), r.Between(0.085, 0.12)
	far := p.peaked(0.86, 0.26, 1.5, 40)
	green := vivid(oklab.Mix(p.Grass, p.accent(0), 0.42), 0.10)
	wind := side * r.Between(-0.25, 0.1)
	parts := []func(){
		func() { p.spareDisc(); p.halo(p.tinted(p.Sky[1], 0.7), 0.30) },
		func() { p.cloud(p.lightX, p.lightY+0.05, 0.42, vivid(p.accent(0), 0.10), 0.26) },
		p.risen,
		func() { p.cloud(0.5-side*0.2, 0.75, 0.4, green, 0.25) },
		func() {
			p.mountain(mountain{crest: far, colour: p.tinted(p.Sky[1], 0.6), load: 0.30, foot: 0.16, wet: 0.6})
		},
	}
	const stalks = 6
	for i := range stalks {
		t := float32(i) / (stalks - 1)
		x := 0.5 + side*noise.Lerp(-0.32, 0.36, noise.Hash(int32(i), 3, p.Seed)*0.35+t*0.65)
		s := p.growStalk(x, noise.Lerp(0.0055, 0.0125, t)*r.Between(0.85, 1.15), wind)
		ink := p.tinted(green, noise.Lerp(0.75, 0.22, t))
		load := noise.Lerp(0.22, 0.95, t*t)
		parts = append(parts,
			func() { p.stalk(s, ink, load) },
			func() { p.foliage(s, ink, load, wind, int(noise.Lerp(5, 8, t))) })
	}
	return medium.Even(append(parts,
		func() { p.overhang(side, p.tinted(green, 0.15), wind) },
		func() { p.overhang(side, p.tinted(green, 0.5), wind) },
		func() { p.birds(2, p.lightX, p.lightY+0.2, 0.016, -side) },
		func() { p.seal(0.5-side*0.42, r.Between(0.5, 0.62)) })...)
}

func (p *picture) growStalk(x, width, wind float32) stalk {
	r := p.Random
	s := stalk{width: width}
	lean := wind*0.10 + r.Bell()*0.05
	y, piece := float32(1.03), r.Between(0.075, 0.11)
	for y > -0.14 {
		up := 1.03 - y
		s.joints = append(s.joints, paper.Point{X: x + lean*up + wind*0.10*up*up, Y: y})
		y -= piece
		piece = min(piece*1.09, 0.20)
	}
	return s
}

// stalk pulls the brush from joint to joint and marks the joints.
func (p *picture) stalk(s stalk, ink oklab.Colour, load float32) {
	r := p.Random
	for i := 1; i < len(s.joints); i++ {
		from, to := s.joints[i-1], s.joints[i]
		gap := 0.0035 / max(from.Y-to.Y, 0.01)
		at := func(t float32) paper.Point {
			return paper.Point{X: noise.Lerp(from.X, to.X, t), Y: noise.Lerp(from.Y, to.Y, t)}
		}
		width := func(t float32) float32 {
			ends := noise.Abs(2*t - 1)
			return s.width * (0.86 + 0.18*ends*ends*ends*ends)
		}
		p.Stroke(&paper.Stroke{Points: []paper.Point{at(gap), at(0.35), at(0.7), at(1 - gap)}, Width: width, Colour: ink, Load: load * r.Between(0.45, 0.7), Side: 0.75 * noise.Sign(from.X-p.lightX), Dry: r.Between(0.25, 0.5), Grain: 0.35, Rim: 0.25})
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: to.X - s.width*1.05, Y: to.Y + 0.002}, {X: to.X, Y: to.Y - s.width*0.22}, {X: to.X + s.width*1.05, Y: to.Y + 0.003}}, Width: paper.Tapered(s.width*0.19, 0.2), Colour: p.tinted(ink, 0.2), Load: min(1, load*1.15), Dry: 0.1})
	}
}

// foliage hangs sprays of leaves on twigs off the joints.
func (p *picture) foliage(s stalk, ink oklab.Colour, load, wind float32, sprays int) {
	r := p.Random
	way := r.Side()
	for range sprays {
		at := s.joints[min(3+r.Index(max(len(s.joints)-4, 1)), len(s.joints)-1)]
		way = -way
		reach := r.Between(0.06, 0.16)
		mid := paper.Point{X: at.X + way*reach*0.5, Y: at.Y - reach*0.55}
		tip := paper.Point{X: at.X + way*reach, Y: at.Y - reach*r.Between(0.5, 0.9)}
		p.Stroke(&paper.Stroke{Points: []paper.Point{at, mid, tip}, Width: paper.Narrowing(s.width*0.16, 0.0010), Colour: ink, Load: load * 0.9, Dry: 0.2})
		p.spray(mid, way, s.width*0.8, ink, load, wind, 3)
		p.spray(tip, way, s.width*0.8, ink, load, wind, 5)
	}
}

// spray is leaves that fan down from a twig.
func (p *picture) spray(at paper.Point, way, width float32, ink oklab.Colour, load, wind float32, leaves int) {
	r := p.Random
	for i := range leaves {
		spread := (float32(i)/float32(max(leaves-1, 1)) - 0.5) * 2.0
		angle := 1.5708 - way*0.45 + spread*r.Between(0.5, 0.75) - wind*0.9
		p.leaf(at, angle, r.Between(0.08, 0.15), width*r.Between(0.75, 1.15), ink, load*r.Between(0.55, 1.05))
	}
}

// leaf is one press and lift of the brush.
func (p *picture) leaf(at paper.Point, angle, length, width float32, ink oklab.Colour, load float32) {
	sin, cos := noise.Sincos(angle)
	bend := p.Random.Bell() * 0.10 * length
	along := func(t, aside float32) paper.Point {
		return paper.Point{X: at.X + cos*length*t - sin*aside, Y: at.Y + sin*length*t + cos*aside}
	}
	swell := func(t float32) float32 {
		if t < 0.34 {
			u := t / 0.34
			return width * (0.12 + 0.88*u*(2-u))
		}
		u := (t - 0.34) / 0.66
		return width * (1 - u*u*0.35 - 0.65*u)
	}
	p.Stroke(&paper.Stroke{Points: []paper.Point{along(0, 0), along(0.33, bend*0.7), along(0.66, bend), along(1, bend*0.4)}, Width: swell, Colour: ink, Load: load, Fade: 0.25, Side: 0.3, Dry: 0.22, Rim: 0.2, Grain: 0.25})
}

// overhang is a near branch that comes in from above.
func (p *picture) overhang(side float32, ink oklab.Colour, wind float32) {
	r := p.Random
	from := paper.Point{X: 0.5 + side*r.Between(0.38, 0.54), Y: r.Between(-0.02, 0.12)}
	tip := paper.Point{X: from.X - side*r.Between(0.24, 0.36), Y: from.Y + r.Between(0.04, 0.16)}
	middle := paper.Point{X: (from.X + tip.X) / 2, Y: (from.Y+tip.Y)/2 - 0.03}
	p.Stroke(&paper.Stroke{Points: []paper.Point{from, middle, tip}, Width: paper.Narrowing(0.003, 0.0012), Colour: ink, Load: burnt, Dry: 0.25})
	for i := range 6 {
		t := 0.25 + 0.75*float32(i)/5
		at := paper.Point{X: noise.Lerp(from.X, tip.X, t), Y: noise.Lerp(from.Y, tip.Y, t) - 0.03*4*t*(1-t)*0.5}
		p.spray(at, -side, 0.0115, ink, r.Between(0.35, 0.9), wind, 3+r.Index(2))
	}
}
