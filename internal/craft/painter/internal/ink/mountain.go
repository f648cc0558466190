package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// mountain is a range in one wet wash that sinks into mist.
type mountain struct {
	crest  *paper.Skyline
	colour oklab.Colour
	load   float32
	foot   float32 // how far below the crest it is gone
	wet    float32 // share of the crest that ran, 0..1
}

func (p *picture) mountain(m mountain) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: m.crest.Top() - 0.03, Right: 1, Bottom: min(1, m.crest.Top()+m.foot*2+0.2)}, Colour: paper.Even(m.colour),
		Rough: 0.005, Ripples: 20, Soft: 0.022, Lost: m.wet, Rim: 0.25, Mottle: 0.8, Tides: 0.35, Grain: 0.18,
		Shape: func(x, y float32) float32 { return y - m.crest.At(x) },
		Load: func(x, y float32) float32 {
			below := (y-m.crest.At(x))/m.foot + 0.55*(p.Flow(x, y*2, 3, salt)-0.5)
			return m.load * noise.Smooth(1, 0.02, below)
		}})
}

// peaked is a crest of steep summits.
func (p *picture) peaked(base, height, waves float32, salt uint32) *paper.Skyline {
	return paper.NewSkyline(func(x float32) float32 {
		n := p.Flow(x, 0.3, waves, salt)
		sharp := n * n * (1.6 - 0.5*n)
		return base - height*(0.9*sharp+0.16*p.Flow(x, 0.8, waves*4, salt+1)+0.05*p.Flow(x, 0.2, waves*14, salt+2))
	})
}

// hemp is the long texture stroke, like fibres of hemp pulled apart: in sheaves from the
// crest down the slope, dry and pale.
func (p *picture) hemp(crest *paper.Skyline, count int, length, load float32, c oklab.Colour) {
	r := p.Random
	for range count {
		x := r.Between(-0.02, 1.02)
		fall := crest.Slope(x)
		way := noise.Sign(fall) * min(noise.Abs(fall)*0.8+0.10, 1.1)
		start := r.Unit() * r.Unit() * length * 0.7
		for range 5 {
			from := paper.Point{X: x + r.Bell()*length*0.07 + way*start*0.5, Y: start + crest.At(x+way*start*0.5) + r.Unit()*length*0.08}
			reach := length * r.Between(0.2, 0.7)
			wave := r.Bell() * 0.05 * reach
			p.Stroke(&paper.Stroke{Points: []paper.Point{from, {X: from.X + way*reach*0.40 + wave, Y: from.Y + reach*0.30}, {X: from.X + way*reach*0.70 - wave, Y: from.Y + reach*0.66}, {X: from.X + way*reach*0.85, Y: from.Y + reach}},
				Width: paper.Tapered(r.Between(0.0006, 0.0017), 0.2), Colour: c, Load: load * r.Between(0.2, 0.7), Fade: 0.6, Dry: r.Between(0.35, 0.75), Rough: 0.0008, Grain: 0.4})
		}
	}
}

// dots are moss and far trees: the tip of the brush put down flat, in groups along a crest.
func (p *picture) dots(crest *paper.Skyline, count int, size, load float32, c oklab.Colour) {
	r := p.Random
	salt := uint32(r.Uint64())
	for range count {
		x := r.Between(0, 1)
		dense := p.Flow(x, 0.5, 6, salt)
		if dense < 0.5 {
			continue
		}
		y := crest.At(x) + size*r.Between(-0.7, 2.8)*dense
		half := size * r.Between(0.4, 1)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - half, Y: y}, {X: x + half, Y: y + r.Bell()*size*0.15}}, Width: paper.Tapered(half*r.Between(0.45, 0.75), 0.5), Colour: c, Load: load * r.Between(0.35, 1), Soft: size * 0.18, Rough: size * 0.1, Grain: 0.3})
	}
}

// mistBand lifts what was painted, so that a valley fills with mist.
func (p *picture) mistBand(y, height, strength float32) {
	salt := uint32(p.Random.Uint64())
	p.Lift(paper.Box{Top: y - height*2, Right: 1, Bottom: y + height*2}, func(px, py float32) float32 {
		middle := y + 0.5*height*(p.Flow(px, 0.4, 2.2, salt)-0.5)*2
		return height*(0.3+0.9*p.Flow(px, py*2, 3, salt+1)) - noise.Abs(py-middle)
	}, height*0.9, strength)
}

// farPine is a pine seen from afar: a stem and a few level pads.
func (p *picture) farPine(x, foot, height float32, c oklab.Colour, load float32) {
	r := p.Random
	lean := r.Bell() * height * 0.10
	p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x, Y: foot}, {X: x + lean*0.2, Y: foot - height*0.5}, {X: x + lean, Y: foot - height}}, Width: paper.Narrowing(height*0.028, height*0.012), Colour: c, Load: load, Dry: 0.3})
	pads := 4 + r.Index(2)
	for i := range pads {
		t := float32(i) / float32(pads-1)
		y := foot - height*(0.42+0.60*t)
		half := height * (0.30 - 0.19*t) * r.Between(0.8, 1.2)
		off := x + lean*(0.3+0.7*t) + r.Bell()*height*0.07
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: off - half, Y: y + height*0.02}, {X: off, Y: y - height*0.035}, {X: off + half, Y: y + height*0.025}}, Width: paper.Tapered(height*r.Between(0.045, 0.065), 0.5), Colour: c, Load: load * r.Between(0.55, 1), Rough: height * 0.022, Dry: 0.15, Grain: 0.3})
	}
}

// birds fly in a loose line.
func (p *picture) birds(count int, x, y, size float32, way float32) {
	r := p.Random
	for i := range count {
		bx, by := x+way*float32(i)*size*2.4+r.Bell()*size*0.4, y-float32(i)*size*0.9+r.Bell()*size*0.3
		s := size * r.Between(0.8, 1.1)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: bx - s, Y: by - s*r.Between(0.15, 0.5)}, {X: bx - s*0.4, Y: by - s*0.32}, {X: bx, Y: by}, {X: bx + s*0.45, Y: by - s*0.38}, {X: bx + s, Y: by - s*r.Between(0.1, 0.45)}}, Width: paper.Tapered(s*0.13, 0.5), Colour: p.black, Load: deep})
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: bx - way*s*0.12, Y: by - s*0.04}, {X: bx + way*s*0.42, Y: by + s*0.05}}, Width: paper.Tapered(s*0.10, 0.4), Colour: p.black, Load: deep})
	}
}
