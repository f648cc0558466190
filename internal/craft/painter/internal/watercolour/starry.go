package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
)

// starryNight is a galaxy of wet colours spattered with white, over hills with firs.
func starryNight(p *picture) []medium.Step {
	r := p.Random
	p.horizon = r.Between(0.74, 0.80)
	p.lightX, p.lightY = r.Between(0.2, 0.8), p.horizon
	salt := uint32(r.Uint64())
	slope, middle := r.Side()*r.Between(0.5, 1.0), r.Between(0.36, 0.46)
	band := func(x, y float32) float32 { // distance from the milky way
		stray := 0.16 * (p.Flow(x, y, 2, salt+30) - 0.5)
		return noise.Abs(y-middle-slope*(x-0.5)+stray) / noise.Sqrt(1+slope*slope)
	}
	far, near := p.Hilly(p.horizon+0.02, 0.10, 1.7, 40), p.Hilly(p.horizon+0.17, 0.13, 1.2, 50)
	parts := []func(){
		func() { p.pencil(far, 0.1, 0.9) },
		func() { p.starlight(salt, band) },
	}
	for i := range 3 {
		c := kin(p.accent(i), p.Sky[3], 62)
		parts = append(parts, func() { p.nebula(salt+uint32(40+i*9), c.WithL(max(c.L, 0.62)), band, 0.62) })
	}
	for i := range 3 {
		parts = append(parts, func() { p.nightWash(salt+uint32(70+i*7), band, []float32{0.40, 0.30, 0.20}[i]) })
	}
	firs := vivid(oklab.Mix(p.Dark, p.Sky[0], 0.45), 0.06).Lighter(0.03)
	return medium.Even(append(parts,
		func() { p.core(salt+200, band) },
		func() { p.stars(700, 0.0019, band) },
		func() { p.stars(260, 0.0031, band) },
		func() { p.brightStars(8) },
		func() { p.fallingStar(slope) },
		func() {
			p.ridge(ridge{crest: far, colour: oklab.Mix(p.Sky[1], p.Dark, 0.35), second: p.Sky[2], load: 0.9, foot: 0.14, left: 0.25, bottom: 0.97})
		},
		func() { p.firs(far, 0.045, firs, 0.7) },
		func() {
			p.ridge(ridge{crest: near, colour: firs, second: oklab.Mix(firs, p.accent(0), 0.3), load: 1, foot: 0.2, left: 0.55, bottom: 0.98})
		},
		func() { p.firs(near, 0.12, firs, 1) },
		func() { p.grove(near, firs, -1) },
		func() { p.grove(near, firs, 1) },
		func() { p.stars(40, 0.0034, band) },
		func() { p.flicks(2, p.accent(0), p.Sky[1]) })...)
}

// starlight is the pale first layer, warm over the horizon.
func (p *picture) starlight(salt uint32, band paper.Shape) {
	p.Wash(&paper.Wash{Rough: 0.012, Soft: 0.02, Lost: 0.3, Mottle: 0.5, Grain: 0.2, Rim: 0.3, Shape: p.within(salt, func(_, y float32) float32 { return p.horizon + 0.12 - y }),
		Colour: func(_, y float32) oklab.Colour { return oklab.Mix(p.ramp(0.35+0.65*y/p.horizon), p.Sky[4], 0.3) },
		Load: func(x, y float32) float32 {
			return 0.34 + 0.3*noise.Smooth(0, 0.4, band(x, y)) - 0.2*noise.Smooth(0.3, 0, p.lightDistance(x, y))
		}})
}

// nebula lets one colour run along the milky way.
func (p *picture) nebula(salt uint32, c oklab.Colour, band paper.Shape, strength float32) {
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: p.horizon}, Soft: 0.09, Lost: 1, Mottle: 0.7, Grain: 0.3, Colour: paper.Even(c),
		Blooms: p.blooms(2, paper.Box{Left: 0.1, Right: 0.9, Top: 0.1, Bottom: 0.6}, 0.04, 0.10),
		Shape:  p.within(salt, func(x, y float32) float32 { return 0.36 * (p.Flow(x, y, 2.2, salt+1) - 0.50) }),
		Load: func(x, y float32) float32 {
			return strength * noise.Smooth(0.36, 0.05, band(x, y)) * noise.Smooth(p.horizon, p.horizon-0.25, y)
		}})
}

// nightWash darkens the sky from the top and both sides of the milky way.
func (p *picture) nightWash(salt uint32, band paper.Shape, strength float32) {
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: p.horizon + 0.05}, Rough: 0.012, Soft: 0.08, Lost: 0.85, Rim: 0.4, Mottle: 0.5, Tides: 0.2, Grain: 0.45,
		Blooms: p.blooms(3, paper.Box{Left: 0.08, Right: 0.92, Top: 0.08, Bottom: 0.6}, 0.03, 0.09),
		Shape:  p.within(salt, func(x, y float32) float32 { return p.horizon + 0.03 - y - 0.1*p.Flow(x, y, 3, salt+1) }),
		Colour: func(x, y float32) oklab.Colour {
			return p.ramp(0.22 + 0.70*y/p.horizon + 0.5*(p.Flow(x, y, 2.6, salt+2)-0.5))
		},
		Load: func(x, y float32) float32 {
			open := noise.Smooth(0.02, 0.30, band(x, y)+0.22*(p.Flow(x, y, 4, salt+3)-0.5))
			return strength * (0.18 + 0.82*open) * (0.25 + 0.75*noise.Smooth(p.horizon+0.02, p.horizon*0.35, y))
		}})
}

// core lifts the heart of the milky way to light and leaves dark lanes in it.
func (p *picture) core(salt uint32, band paper.Shape) {
	p.Lift(paper.Box{Right: 1, Bottom: p.horizon}, func(x, y float32) float32 {
		lane := p.Flow(x, y, 4, salt)
		return min(0.10*(0.4+p.Flow(x, y, 2.5, salt+1))-band(x, y), (lane-0.34)*0.25, (p.horizon-0.05-y)*0.5, p.onSheet(x, y, salt)-0.06)
	}, 0.07, 0.62)
}

// fallingStar is one long flick of the brush across the milky way.
func (p *picture) fallingStar(slope float32) {
	r := p.Random
	x, y, long := r.Between(0.25, 0.7), r.Between(0.12, 0.34), r.Between(0.10, 0.18)
	way := -noise.Sign(slope)
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - way*long, Y: y - long*0.55}, {X: x - way*long*0.5, Y: y - long*0.27}, {X: x, Y: y}},
		Width: func(t float32) float32 { return 0.0026 * t * t }, Colour: gouache, Opaque: true, Load: 0.9})
}

var gouache = oklab.Colour{L: 0.985, A: 0, B: 0.008}

// stars are flicks of white gouache, thicker along the milky way.
func (p *picture) stars(count int, radius float32, band paper.Shape) {
	r := p.Random
	for range count {
		x, y := r.Between(0.04, 0.96), r.Between(0.04, p.horizon)
		if r.Unit() > 0.22+0.78*noise.Smooth(0.3, 0, band(x, y)) {
			continue
		}
		size := r.Unit()
		box, shape := paper.Round(x, y, max(radius*(0.35+0.8*size*size), 0.5*p.Pixel()))
		p.Body(box, shape, 0, gouache, r.Between(0.5, 1))
	}
}

// brightStars have a halo and four rays.
func (p *picture) brightStars(count int) {
	r := p.Random
	for range count {
		x, y, size := r.Between(0.1, 0.9), r.Between(0.07, p.horizon*0.7), r.Between(0.010, 0.020)
		box, shape := paper.Round(x, y, size*0.9)
		p.Lift(box, shape, size*0.9, 0.5)
		for _, way := range []paper.Point{{X: 1}, {Y: 1.3}} {
			p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - way.X*size, Y: y - way.Y*size}, {X: x, Y: y}, {X: x + way.X*size, Y: y + way.Y*size}},
				Width: func(t float32) float32 { return 0.0016 * (1 - noise.Abs(2*t-1)) }, Colour: gouache, Opaque: true, Load: 0.95})
		}
		box, shape = paper.Round(x, y, 0.0034)
		p.Body(box, shape, 0.001, gouache, 1)
	}
}

// grove is a group of tall firs at one side of the picture.
func (p *picture) grove(ground *paper.Skyline, c oklab.Colour, side float32) {
	r := p.Random
	for range 4 + r.Index(3) {
		x := 0.5 + side*r.Between(0.27, 0.455)
		p.fir(x, ground.At(x)+0.03, r.Between(0.16, 0.36), c, 1)
	}
}
