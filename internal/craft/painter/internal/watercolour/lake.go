package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
	"piece/internal/craft/painter/internal/scheme"
)

// lake is snowy peaks, their lit sides left white, over still water.
func lake(p *picture) []medium.Step {
	r := p.Random
	p.horizon = r.Between(0.58, 0.64)
	p.lightX, p.lightY, p.disc = r.Between(0.16, 0.84), r.Between(0.14, 0.20), r.Between(0.03, 0.045)
	cloudy := r.Between(0.3, 0.55)
	if p.Mood == scheme.Clear || p.Mood == scheme.Fresh {
		p.disc, cloudy = 0, r.Between(0.55, 0.75)
	}
	sky := p.newSky(p.horizon, cloudy)
	peaks, wood := p.peaks(), p.Hilly(p.horizon-0.004, 0.075, 3, 60)
	wooded := oklab.Mix(p.Near, p.Mid, 0.4)
	rock := vivid(oklab.Mix(oklab.Mix(p.Sky[0], p.Far, 0.3), p.accent(0), 0.22), 0.075)
	side := noise.Sign(0.5 - p.lightX)
	return medium.Even(
		func() { p.pencil(peaks, 0.05, 0.95); p.pencil(wood, 0.05, 0.95) },
		func() { p.spareDisc(); p.glow(sky) },
		func() { p.airBehind(sky, peaks) },
		func() { p.tintDisc() },
		func() { p.rock(peaks, rock, 0.16, -0.5, 300) },
		func() { p.rock(peaks, rock, 0.55, 0.48, 300) }, // glazes of one salt meet the same faces
		func() { p.rock(peaks, oklab.Mix(rock, p.accent(2), 0.35), 0.45, 0.56, 300) },
		func() { p.rock(peaks, oklab.Mix(rock, p.haze(), 0.4), 0.34, 0.53, 310) },
		func() { p.rock(peaks, oklab.Mix(rock, p.Dark, 0.5), 0.45, 0.63, 300) },
		func() {
			p.ridge(ridge{crest: wood, colour: wooded, second: oklab.Mix(p.Grass, vivid(p.accent(0), 0.13), 0.6), load: 0.75, foot: 0.10, left: 0.6, bottom: p.horizon + 0.003})
		},
		func() { p.firs(wood, 0.05, oklab.Mix(wooded, p.Dark, 0.4), 0.8) },
		func() { p.water(0.975, 0.62) },
		func() { p.blush(kin(p.accent(0), p.Sky[2], 75), 0.30) },
		func() { p.reflect(peaks, rock, 0.32, 0.03) },
		func() { p.reflect(wood, wooded, 0.55, 0.012) },
		func() { p.waves(0.95, oklab.Mix(p.Sky[0], p.Mid, 0.4), 70, 0.4) },
		func() { p.firs(wood, 0.075, oklab.Mix(wooded, p.Dark, 0.6), 0.9) },
		func() { p.bank(side, wooded) },
		func() { p.bankFirs(side, oklab.Mix(wooded, p.Dark, 0.5)) },
		func() { p.birds(4, p.lightX, p.lightY+0.12) },
		func() { p.flicks(4, p.accent(0), rock, wooded) },
	)
}

// peaks is a main summit with companions.
func (p *picture) peaks() *paper.Skyline {
	r := p.Random
	type peak struct{ x, height, width float32 }
	list := []peak{{r.Between(0.32, 0.68), r.Between(0.36, 0.42), r.Between(0.30, 0.38)}}
	for range 4 {
		list = append(list, peak{r.Between(0, 1), r.Between(0.16, 0.29), r.Between(0.20, 0.32)})
	}
	seed := p.Seed + 80
	return paper.NewSkyline(func(x float32) float32 {
		rise := float32(0.05)
		for _, q := range list {
			d := noise.Abs(x-q.x) / q.width
			rise = max(rise, q.height*(1-d*1.25+0.28*min(d, 2)*min(d, 2)))
		}
		rough := noise.Jagged(x*8+3, 5, seed) - 0.5
		return p.horizon - rise*(0.86+0.7*rough) - 0.07*rough
	})
}

// airBehind is the sky laid round the peaks, so that their snow stays white.
func (p *picture) airBehind(k *sky, peaks *paper.Skyline) {
	p.Mask(paper.Box{Top: peaks.Top() - 0.01, Right: 1, Bottom: p.horizon + 0.05}, func(x, y float32) float32 {
		steep := peaks.Slope(x)
		return (y - peaks.At(x)) / noise.Sqrt(1+steep*steep)
	})
	p.air(k)
	p.depths(k, p.Sky[0], 0.5)
	p.depths(k, kin(p.accent(0), p.Sky[2], 75), 0.5)
	p.bellies(k)
}

// rock glazes the faces turned from the light; edge says how much of them.
func (p *picture) rock(peaks *paper.Skyline, c oklab.Colour, load, edge float32, salt uint32) {
	p.Wash(&paper.Wash{Box: paper.Box{Top: peaks.Top() - 0.01, Right: 1, Bottom: p.horizon + 0.02}, Rough: 0.003, Ripples: 30, Soft: 0.012, Lost: 0.30, Rim: 0.4, Mottle: 0.5, Tides: 0.15, Grain: 0.45, Dry: 0.16,
		Colour: func(x, y float32) oklab.Colour {
			return oklab.Mix(c, p.haze(), 0.5*noise.Smooth(p.horizon-0.2, p.horizon, y))
		},
		Shape: p.within(salt, func(x, y float32) float32 {
			below := y - peaks.At(x)
			if below < -0.03 {
				return below
			}
			toLight := noise.Sign(p.lightX - x + 0.12*(p.Flow(x, y, 2, salt+1)-0.5))
			rib := 0.7*p.Flow(x+below*0.45*toLight, below*0.55, 5, salt+2) + 0.3*p.Flow(x+below*0.3*toLight, below, 16, salt+3)
			facing := rib + 0.12*toLight*-peaks.Slope(x)*noise.Exp(-below*9) + 0.25*noise.Smooth(0.12, 0.36, below)
			return min(below, p.horizon-y+0.005, (facing-edge)*0.07)
		}),
		Load: func(x, y float32) float32 {
			return load * noise.Lerp(1, 0.45, noise.Smooth(p.horizon-0.16, p.horizon, y))
		}})
}

// reflect mirrors a crest in the water with a wet, rippled edge.
func (p *picture) reflect(crest *paper.Skyline, c oklab.Colour, load, soft float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon, Right: 1, Bottom: 0.97}, Rough: 0.004, Soft: soft, Lost: 0.8, Rim: 0.2, Mottle: 0.4, Grain: 0.35, Colour: paper.Even(c),
		Shape: p.within(salt, func(x, y float32) float32 {
			ripple := 0.035 * (p.Flow(x*0.35, y*5, 9, salt+1) - 0.5)
			return min(y-p.horizon-0.002, 2*p.horizon-y-crest.At(x+ripple)+ripple*0.6)
		}),
		Load: func(x, y float32) float32 {
			return load * (1 - 0.5*noise.Smooth(p.horizon, 0.95, y)) * (0.55 + 0.9*p.Flow(x*0.2, y*3, 9, salt+2))
		}})
}

// bank is a corner of the near shore.
func (p *picture) bank(side float32, c oklab.Colour) {
	crest := p.bankLine(side)
	p.ridge(ridge{crest: crest, colour: oklab.Mix(p.Grass, c, 0.5), second: vivid(p.accent(0), 0.1), load: 0.85, foot: 0.2, left: 0.5, bottom: 0.98})
	for range 60 {
		x := 0.5 + side*p.Random.Between(0.05, 0.46)
		p.blade(x, crest.At(x)+0.02, p.Random.Bell()*0.015, -p.Random.Between(0.02, 0.06), p.Random.Bell()*0.02, 0.002, oklab.Mix(p.Grass, c, p.Random.Unit()), 0.7)
	}
}

func (p *picture) bankLine(side float32) *paper.Skyline {
	return paper.NewSkyline(func(x float32) float32 {
		return 1.04 - 0.26*noise.Smooth(-0.10, 0.42, (x-0.5)*side) - 0.03*p.Flow(x, 0.1, 6, 95)
	})
}

func (p *picture) bankFirs(side float32, c oklab.Colour) {
	crest := p.bankLine(side)
	for range 5 {
		x := 0.5 + side*p.Random.Between(0.22, 0.41)
		p.fir(x, crest.At(x)+0.03, p.Random.Between(0.22, 0.48), c, 0.95)
	}
}
