package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// ridge is a row of hills, one wash that pales towards its foot.
type ridge struct {
	crest  *paper.Skyline
	colour oklab.Colour
	second oklab.Colour // drops into the wet wash here and there
	load   float32
	foot   float32 // how far below the crest it has faded into mist
	left   float32 // what is left of it there
	bottom float32 // where it ends
}

func (p *picture) ridge(r ridge) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: r.crest.Top() - 0.02, Right: 1, Bottom: r.bottom + 0.03}, Rough: 0.0035, Ripples: 26, Soft: 0.012, Lost: 0.22,
		Rim: 0.45, Mottle: 0.42, Tides: 0.22, Grain: 0.40,
		Blooms: p.blooms(1, paper.Box{Left: 0.1, Right: 0.9, Top: r.crest.Top() + 0.05, Bottom: r.bottom}, 0.03, 0.07),
		Shape:  p.within(salt, func(x, y float32) float32 { return min(y-r.crest.At(x), (r.bottom-y)*0.7) }),
		Colour: func(x, y float32) oklab.Colour {
			return oklab.Mix(r.colour, r.second, 0.75*noise.Smooth(0.48, 0.72, p.Flow(x, y*1.4, 3.4, salt+1)))
		},
		Load: func(x, y float32) float32 {
			below := (y - r.crest.At(x)) / r.foot
			return r.load * noise.Lerp(1, r.left, noise.Smooth(0, 1, below))
		}})
}

// fir is a conifer: short strokes off a stem, ever longer towards the foot.
func (p *picture) fir(x, foot, height float32, c oklab.Colour, load float32) {
	r := p.Random
	lean := r.Bell() * 0.03 * height
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x + lean, Y: foot - height}, {X: x, Y: foot}},
		Width: paper.Narrowing(height*0.003, height*0.016), Colour: c, Load: load * 0.8, Grain: 0.3})
	tiers := int(min(6+height*80, 34))
	for i := range tiers {
		t := (float32(i) + 0.5*r.Unit()) / float32(tiers)
		y := foot - height*(0.97-t*0.93)
		middle := x + lean*(1-t)
		for _, side := range []float32{-1, 1} {
			if r.Chance(0.12) {
				continue
			}
			reach := height * (0.012 + 0.20*t) * r.Between(0.5, 1.2)
			drop := reach * r.Between(0.25, 0.55)
			p.Stroke(&paper.Stroke{
				Points: []paper.Point{{X: middle - side*reach*0.1, Y: y - drop*0.2}, {X: middle + side*reach*0.5, Y: y + drop*0.5}, {X: middle + side*reach, Y: y + drop*0.9}},
				Width:  paper.Tapered(height*(0.007+0.016*t)*r.Between(0.7, 1.2)*noise.Lerp(1, 0.62, noise.Smooth(0.15, 0.4, height)), 0.25), Colour: c, Load: load * r.Between(0.4, 0.9), Dry: 0.25, Rough: height * 0.005, Grain: 0.35})
		}
	}
}
