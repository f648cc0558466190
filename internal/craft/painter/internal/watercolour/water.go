package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// water mirrors the sky from the horizon down; under the light dry paper sparkles.
func (p *picture) water(bottom, load float32) {
	salt := uint32(p.Random.Uint64())
	height := bottom - p.horizon
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon - 0.01, Right: 1, Bottom: bottom + 0.04}, Rough: 0.002, Soft: 0.02, Lost: 0.15, Rim: 0.4, Mottle: 0.3, Tides: 0.2, Grain: 0.35,
		Shape: p.within(salt, func(x, y float32) float32 { return min(y-p.horizon, bottom-y, p.sparkle(x, y, salt+1)) }),
		Colour: func(x, y float32) oklab.Colour {
			t := (y - p.horizon) / height
			return vivid(oklab.Mix(p.ramp(1-t*0.85), p.Sky[1], 0.25+0.25*t), 0.07)
		},
		Load: func(x, y float32) float32 {
			t := noise.Clamp01((y - p.horizon) / height)
			near := noise.Exp(-(x - p.lightX) * (x - p.lightX) * 22)
			return load * (0.72 + 0.4*t) * (1 - 0.55*near*(1-0.5*t))
		}})
}

// blush drops a colour of the front into the wet water, nearer than the horizon.
func (p *picture) blush(c oklab.Colour, load float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon, Right: 1, Bottom: 0.98}, Soft: 0.06, Lost: 1, Mottle: 0.5, Grain: 0.25, Colour: paper.Even(c),
		Shape: p.within(salt, func(x, y float32) float32 {
			return min(y-p.horizon-0.03, 0.2*(p.Flow(x*0.5, y*2.2, 3, salt+1)-0.46), p.sparkle(x, y, salt+2)*6)
		}),
		Load: func(_, y float32) float32 { return load * noise.Smooth(p.horizon, p.horizon+0.2, y) }})
}

// sparkle is how far a place of the water is from a glint left white.
func (p *picture) sparkle(x, y float32, salt uint32) float32 {
	t := y - p.horizon
	width := 0.025 + 0.16*t
	near := noise.Exp(-(x - p.lightX) * (x - p.lightX) / (width * width))
	n := 0.65*p.Flow(x*0.5, y*noise.Lerp(11, 5, t*2), 7, salt) + 0.35*p.Flow(x*0.7, y*8, 14, salt+1)
	return (noise.Lerp(0.97, 0.50, near) - n) * 0.016
}

// waves are flat strokes, longer and further apart towards the front.
func (p *picture) waves(bottom float32, c oklab.Colour, count int, load float32) {
	r := p.Random
	for i := range count {
		t := (float32(i) + r.Unit()) / float32(count)
		y := p.horizon + 0.006 + (bottom-p.horizon)*t*t
		x := r.Between(0.0, 1)
		if p.Flow(x, y*3, 3, 77) < 0.46 {
			continue // waves come in groups
		}
		glint := noise.Exp(-(x - p.lightX) * (x - p.lightX) * 60)
		if r.Chance(glint * 0.7) {
			continue
		}
		half := noise.Lerp(0.015, 0.11, t) * r.Between(0.5, 1.3)
		left, right := max(x-half, margin), min(x+half, 1-margin)
		if right-left < half {
			continue
		}
		sway := noise.Lerp(0.0006, 0.006, t)
		p.Stroke(&paper.Stroke{Width: paper.Tapered(noise.Lerp(0.0009, 0.0050, t)*r.Between(0.6, 1.2), 0.4), Colour: oklab.Mix(c, p.ramp(1-t), 0.35*r.Unit()),
			Load: load * r.Between(0.35, 0.9), Dry: r.Between(0.25, 0.75), Grain: 0.3, Rough: 0.0016,
			Points: []paper.Point{{X: left, Y: y + r.Bell()*sway}, {X: noise.Lerp(left, right, 0.35), Y: y + r.Bell()*sway}, {X: noise.Lerp(left, right, 0.7), Y: y + r.Bell()*sway}, {X: right, Y: y + r.Bell()*sway}}})
	}
}

// boat is a sailing boat: sails of white paper with a shadow, a stroke for the hull.
type boat struct{ x, y, height, heading float32 }

func (b boat) sails() (main, jib []paper.Point) {
	h, d := b.height, b.heading
	mast := b.x
	return []paper.Point{{X: mast, Y: b.y - h}, {X: mast + d*h*0.05, Y: b.y - h*0.5}, {X: mast + d*h*0.42, Y: b.y - h*0.13}, {X: mast + d*h*0.01, Y: b.y - h*0.12}},
		[]paper.Point{{X: mast - d*h*0.02, Y: b.y - h*0.90}, {X: mast - d*h*0.02, Y: b.y - h*0.13}, {X: mast - d*h*0.30, Y: b.y - h*0.11}}
}

func (p *picture) spareBoat(b boat) {
	main, jib := b.sails()
	p.Mask(paper.Polygon(main...))
	p.Mask(paper.Polygon(jib...))
}

func (p *picture) boat(b boat) {
	h, d, r := b.height, b.heading, p.Random
	main, jib := b.sails()
	cloth := func(points []paper.Point, c oklab.Colour, load float32) {
		box, shape := paper.Polygon(points...)
		p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(c), Mottle: 0.5, Rim: 0.8, Grain: 0.2,
			Load: func(x, _ float32) float32 { return load * noise.Clamp01(0.25+(x-b.x)*d/h*2) }})
	}
	cloth(main, p.CloudShade, 0.5)
	cloth(jib, vivid(p.accent(0), 0.10), 0.8)
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: b.x, Y: b.y - h*1.03}, {X: b.x, Y: b.y - h*0.06}}, Width: paper.Narrowing(0.0009, 0.0014), Colour: p.Dark})
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: b.x - d*h*0.34, Y: b.y - h*0.085}, {X: b.x - d*h*0.1, Y: b.y - h*0.04}, {X: b.x + d*h*0.2, Y: b.y - h*0.04}, {X: b.x + d*h*0.37, Y: b.y - h*0.07}},
		Width: paper.Tapered(h*0.05, 0.5), Colour: oklab.Mix(p.Dark, p.accent(0), 0.3), Rim: 0.4, Grain: 0.3})
	for i := range 9 { // the broken mirror image
		t := float32(i) / 9
		half := h * 0.22 * (1 - t*0.8) * r.Between(0.5, 1.2)
		x, y := b.x+r.Bell()*h*0.05, b.y+h*(0.02+0.55*t)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - half, Y: y}, {X: x, Y: y + h*0.008}, {X: x + half, Y: y}},
			Width: paper.Tapered(h*0.016, 0.5), Colour: oklab.Mix(p.Dark, p.Sky[1], 0.3+0.5*t), Load: 0.75 - 0.5*t, Dry: 0.2})
	}
}
