package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// sky is the air down to a row, laid wet in wet. Clouds are what is left white.
type sky struct {
	bottom float32
	cloudy float32 // how much is cloud, 0..1
	salt   uint32
	sweep  float32
}

func (p *picture) newSky(bottom, cloudy float32) *sky {
	return &sky{bottom: bottom, cloudy: cloudy, salt: uint32(p.Random.Uint64()), sweep: p.Random.Side() * p.Random.Between(0.1, 0.5)}
}

// cloud is the density of cloud at a place, positive inside.
func (p *picture) cloud(k *sky, x, y float32) float32 {
	if k.cloudy == 0 {
		return -1
	}
	t := y / k.bottom
	v := y*(1.5+1.3*t) + x*k.sweep
	n := 0.72*p.Flow(x, v, 2.1, k.salt) + 0.28*p.Flow(x, v*1.3, 7, k.salt+1)
	return n - noise.Lerp(0.78, 0.44, k.cloudy) - 0.10*noise.Smooth(0.25, 0, t)
}

// glow is the pale warm light around sun or moon, laid first.
func (p *picture) glow(k *sky) {
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: k.bottom + 0.1}, Rough: 0.012, Soft: 0.03, Lost: 0.7, Mottle: 0.35, Grain: 0.12,
		Shape: p.within(k.salt+2, func(_, y float32) float32 { return k.bottom + 0.05 - y }),
		Colour: func(x, y float32) oklab.Colour {
			return oklab.Blend(vivid(p.Sun, 0.09), p.ramp(0.45+0.55*y/k.bottom), noise.Smooth(0.02, 0.55, p.lightDistance(x, y)))
		},
		Load: func(x, y float32) float32 { return 0.30 + 0.45*noise.Smooth(0.5, 0, p.lightDistance(x, y)) }})
}

// air is the main wash: it runs round the clouds, here crisp and there lost.
func (p *picture) air(k *sky) {
	shape := func(x, y float32) float32 { return min(k.bottom-y, -0.16*p.cloud(k, x, y)) }
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: k.bottom + 0.1}, Shape: p.within(k.salt+3, shape), Rough: 0.014, Soft: 0.045, Lost: 0.62, Rim: 0.35,
		Mottle: 0.34, Tides: 0.16, Grain: 0.30, Blooms: p.blooms(2, paper.Box{Left: 0.1, Right: 0.9, Top: 0.05, Bottom: k.bottom * 0.8}, 0.05, 0.11),
		Colour: func(x, y float32) oklab.Colour { return p.ramp(y/k.bottom + 0.25*(p.Flow(x, y, 1.7, k.salt+4)-0.5)) },
		Load: func(x, y float32) float32 {
			fade := noise.Lerp(1, 0.75, noise.Smooth(0.6, 1, y/k.bottom))
			return fade * (1 - 0.75*noise.Exp(-p.lightDistance(x, y)*p.lightDistance(x, y)*30))
		}})
}

// depths drops darker, still wet paint into the upper sky.
func (p *picture) depths(k *sky, c oklab.Colour, strength float32) {
	salt := k.salt + 20
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: k.bottom}, Soft: 0.07, Lost: 1, Mottle: 0.5, Grain: 0.35,
		Shape: p.within(salt, func(x, y float32) float32 {
			return min(0.30*(0.75*p.Flow(x, y*1.5+x*k.sweep, 2.4, salt+1)+0.25*p.Flow(x, y, 6, salt+2)-0.60), -0.16*p.cloud(k, x, y)-0.03)
		}),
		Colour: paper.Even(c),
		Load:   func(x, y float32) float32 { return strength * noise.Smooth(k.bottom, 0, y) }})
}

// bellies shade the undersides of the clouds.
func (p *picture) bellies(k *sky) {
	shape := func(x, y float32) float32 {
		inside := p.cloud(k, x, y)
		return min(0.16*inside-0.004, 0.5*(inside-p.cloud(k, x, y+0.05)+0.02))
	}
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: k.bottom}, Shape: p.within(k.salt+5, shape), Soft: 0.03, Lost: 0.8, Mottle: 0.5, Grain: 0.3,
		Colour: func(x, y float32) oklab.Colour {
			return oklab.Mix(p.CloudShade, p.CloudLit, noise.Smooth(0.4, 0.05, p.lightDistance(x, y)))
		}, Load: func(_, _ float32) float32 { return 0.42 }})
}

// spareDisc masks sun or moon.
func (p *picture) spareDisc() {
	if p.disc > 0 {
		p.Mask(paper.Round(p.lightX, p.lightY, p.disc))
	}
}

// tintDisc takes the masking off and warms the white.
func (p *picture) tintDisc() {
	p.Unmask()
	if p.disc == 0 {
		return
	}
	box, shape := paper.Round(p.lightX, p.lightY, p.disc*1.02)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(vivid(p.Sun, 0.07).Lighter(-0.02)), Mottle: 0.8, Rim: 0.2, Grain: 0.2,
		Load: func(x, y float32) float32 { return 0.35 + 0.6*noise.Clamp01(0.5+(y-p.lightY)/p.disc*0.5) }})
}

// birds are a few flicks of the smallest brush.
func (p *picture) birds(count int, x, y float32) {
	r := p.Random
	for range count {
		bx, by, wing := x+r.Bell()*0.09, y+r.Bell()*0.035, r.Between(0.006, 0.013)
		tilt := r.Bell() * 0.3
		p.Stroke(&paper.Stroke{Width: paper.Tapered(0.0014, 0.5), Colour: p.Dark, Load: 0.85, Points: []paper.Point{
			{X: bx - wing, Y: by - wing*(0.30+tilt)}, {X: bx - wing*0.45, Y: by - wing*0.42}, {X: bx, Y: by}, {X: bx + wing*0.5, Y: by - wing*0.42}, {X: bx + wing, Y: by - wing*(0.25-tilt)}}})
	}
}
