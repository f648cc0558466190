package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// petal is an egg from its narrow root outwards, with the box it fills.
func petal(x, y, angle, length, width float32) (paper.Box, paper.Shape) {
	sin, cos := noise.Sincos(angle)
	room := max(length, width)*0.75 + 0.012
	mx, my := x+cos*length*0.55, y+sin*length*0.55
	return paper.Box{Left: mx - room, Top: my - room, Right: mx + room, Bottom: my + room}, func(px, py float32) float32 {
		u, v := ((px-x)*cos+(py-y)*sin)/length, ((py-y)*cos-(px-x)*sin)/width
		// Broadest at two thirds of the way.
		v /= 0.62 + 0.42*noise.Clamp01(u)
		d := noise.Sqrt((u-0.55)*(u-0.55)*4.6 + v*v*4)
		return (1 - d) * min(length, width) * 0.5
	}
}

// dab is one petal or leaf laid with a loaded brush: wet, uneven, dark at the rim.
type dab struct {
	x, y, angle, length, width float32
	colour, root               oklab.Colour // at the tip and where it is fixed
	load                       float32
}

func (p *picture) dab(d dab) {
	box, shape := petal(d.x, d.y, d.angle, d.length, d.width)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Rough: d.width * 0.16, Ripples: min(2.2/d.length, 70), Soft: d.width * 0.14, Lost: 0.22, Rim: 0.75, Mottle: 0.9, Grain: 0.22,
		Colour: func(x, y float32) oklab.Colour {
			away := noise.Sqrt((x-d.x)*(x-d.x)+(y-d.y)*(y-d.y)) / d.length
			return oklab.Mix(d.root, d.colour, noise.Smooth(0.05, 0.6, away))
		},
		Load: func(x, y float32) float32 {
			away := noise.Sqrt((x-d.x)*(x-d.x)+(y-d.y)*(y-d.y)) / d.length
			return d.load * (1.25 - 0.75*noise.Smooth(0, 0.8, away))
		}})
}

// spareDabs keeps the paper under petals white, so that they shine when they are laid.
func (p *picture) spareDabs(dabs []dab) {
	for _, d := range dabs {
		p.Mask(petal(d.x, d.y, d.angle, d.length*0.96, d.width*0.96))
	}
}

// poppy plans an open cup of petals seen from the side and above.
func (p *picture) poppy(x, y, radius float32, c oklab.Colour) []dab {
	r := p.Random
	deep := c.WithL(c.L - 0.14)
	first := r.Between(0, 1)
	var dabs []dab
	for i := range 5 {
		sin, cos := noise.Sincos(first + float32(i)*1.2566 + r.Bell()*0.15)
		long := radius * (0.74 + 0.35*noise.Abs(cos)) * r.Between(0.88, 1.15)
		dabs = append(dabs, dab{x: x, y: y, angle: noise.Atan2(sin*0.62, cos), length: long, width: radius * r.Between(1.0, 1.3), colour: c.Turned(r.Bell() * 0.14), root: deep, load: r.Between(0.42, 0.80)})
	}
	return dabs
}

func (p *picture) poppyHeart(x, y, radius float32) {
	r := p.Random
	box, shape := paper.Round(x, y, radius*0.17)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(p.Dark), Rough: radius * 0.1, Ripples: 40, Soft: radius * 0.1, Lost: 0.8, Mottle: 0.5})
	for range 12 {
		sin, cos := noise.Sincos(r.Between(0, 6.2832))
		p.Drop(x+cos*radius*r.Between(0.14, 0.32), y+sin*radius*0.7*r.Between(0.14, 0.32), radius*0.025, p.Dark, 0.9)
	}
}

// blade is one pull of a pointed brush: a leaf of grass or a stem.
func (p *picture) blade(x, y, dx, dy, bend, width float32, c oklab.Colour, load float32) {
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x, Y: y}, {X: x + dx*0.3 + bend*0.2, Y: y + dy*0.38}, {X: x + dx*0.65 + bend*0.6, Y: y + dy*0.74}, {X: x + dx + bend, Y: y + dy}},
		Width: paper.Tapered(width, 0.25), Colour: c, Load: load, Grain: 0.25, Rim: 0.3, Dry: 0.12})
}
