package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
	"piece/internal/craft/painter/internal/scheme"
)

// picture is a painting in the making and what all its parts agree on.
type picture struct {
	*paper.Sheet
	*scheme.Scheme

	black          oklab.Colour // ink as thick as it gets
	lightX, lightY float32      // sun or moon
	disc           float32      // its radius
}

// Loads of ink, from water that only remembers it to black.
const (
	clear = 0.07
	pale  = 0.16
	mid   = 0.36
	deep  = 0.70
	burnt = 1.0
)

func (p *picture) accent(i int) oklab.Colour { return p.Accents[i%len(p.Accents)] }

// tinted is ink with some colour ground into it.
func (p *picture) tinted(c oklab.Colour, k float32) oklab.Colour {
	return oklab.Mix(p.black, c, k)
}

// vivid is a colour as it comes from the dish: never greyer than by.
func vivid(c oklab.Colour, by float32) oklab.Colour { return c.WithChroma(max(c.Chroma(), by)) }

func even(load float32) func(x, y float32) float32 {
	return func(_, _ float32) float32 { return load }
}

func (p *picture) lightDistance(x, y float32) float32 {
	dx, dy := x-p.lightX, y-p.lightY
	return noise.Sqrt(dx*dx + dy*dy)
}

// clean keeps a yellow green pale: with ink in it it would be olive.
func clean(c oklab.Colour) oklab.Colour {
	if h := c.Hue(); h > 92 && h < 135 {
		return c.WithL(max(c.L, 0.80)).WithChroma(min(c.Chroma(), 0.065))
	}
	return c
}

// spareDisc keeps sun or moon bare: the first thing done.
func (p *picture) spareDisc() {
	if p.disc > 0 {
		p.Mask(paper.Round(p.lightX, p.lightY, p.disc))
	}
}

// sometimesHidden leaves sun or moon behind the mist of some pictures.
func (p *picture) sometimesHidden(chance float32) {
	if p.Random.Chance(chance) {
		p.disc = 0
	}
}

// cloud is a soft patch of colour in wet paper, about radius wide. It is light of its own.
func (p *picture) cloud(x, y, radius float32, c oklab.Colour, load float32) {
	c = clean(c.WithL(max(c.L, 0.74)))
	salt := uint32(p.Random.Uint64())
	reach := radius * 1.7
	p.Wash(&paper.Wash{Box: paper.Box{Left: x - reach, Top: y - reach, Right: x + reach, Bottom: y + reach}, Colour: paper.Even(c), Mottle: 0.5, Grain: 0.10,
		Load: func(px, py float32) float32 {
			d := noise.Sqrt((px-x)*(px-x)+(py-y)*(py-y)*1.6)/radius + 0.9*(p.Flow(px, py*1.4, 2.6, salt)-0.5)
			return load * noise.Smooth(1.15, 0.1, d)
		}})
}

// halo is the wet dark round the disc that makes it shine.
func (p *picture) halo(halo oklab.Colour, load float32) {
	if p.disc == 0 {
		return
	}
	salt := uint32(p.Random.Uint64())
	reach := p.disc * 6
	p.Wash(&paper.Wash{Box: paper.Box{Left: p.lightX - reach, Top: p.lightY - reach, Right: p.lightX + reach, Bottom: p.lightY + reach}, Colour: paper.Even(halo), Mottle: 0.45, Grain: 0.10, Tides: 0.15,
		Load: func(x, y float32) float32 {
			d := p.lightDistance(x, y) / p.disc
			stray := 2.6 * (p.Flow(x, y*1.5, 3, salt) - 0.5)
			return load * noise.Smooth(5.2, 0.9, d+stray)
		}})
}

// risen takes the masking off and fills a sun with colour, if the accent is that of a sun;
// else it is a moon.
func (p *picture) risen() {
	c := vivid(p.accent(0), 0.15)
	if h := c.Hue(); h > 88 && h < 345 {
		p.moonlit()
		return
	}
	p.fillDisc(c, 0.85)
}

// moonlit takes the masking off and warms the paper of a moon a little.
func (p *picture) moonlit() { p.fillDisc(oklab.LCH(0.93, 0.055, 92), 0.6) }

func (p *picture) fillDisc(c oklab.Colour, load float32) {
	p.Unmask()
	if p.disc == 0 {
		return
	}
	box, shape := paper.Round(p.lightX, p.lightY, p.disc)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(c), Mottle: 0.7, Rim: 0.3, Grain: 0.2, Rough: 0.002,
		Load: func(_, y float32) float32 { return load * (1 - 0.6*noise.Clamp01(0.5+(y-p.lightY)/p.disc*0.5)) }})
}

// dusk is the dark of a night sky: a broad wet wash from above that leaves the moon.
func (p *picture) dusk(bottom, load float32, c oklab.Colour) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Right: 1, Bottom: bottom}, Colour: paper.Even(c), Mottle: 0.55, Tides: 0.25, Grain: 0.12,
		Load: func(x, y float32) float32 {
			drift := 0.5 * (p.Flow(x, y*1.6, 2, salt) - 0.5)
			near := noise.Smooth(p.disc*1.2, p.disc*5, p.lightDistance(x, y))
			return load * noise.Smooth(bottom, bottom*0.15, y+drift*bottom) * (0.35 + 0.65*near)
		}})
}

// seal is the red mark of the painter, without letters: a ring and bars left bare.
func (p *picture) seal(x, y float32) {
	const half = 0.017
	r := p.Random
	box := paper.Box{Left: x - half*1.5, Top: y - half*1.5, Right: x + half*1.5, Bottom: y + half*1.5}
	tilt := r.Bell() * 0.03
	p.Wash(&paper.Wash{Box: box, Colour: paper.Even(cinnabar), Rough: 0.0022, Ripples: 60, Mottle: 0.5, Grain: 0.8, Load: even(1.05),
		Shape: func(px, py float32) float32 {
			u, v := px-x+(py-y)*tilt, py-y-(px-x)*tilt
			outer := half - max(noise.Abs(u), noise.Abs(v))
			ring := noise.Abs(noise.Sqrt(u*u+(v+half*0.25)*(v+half*0.25))-half*0.36) - half*0.11
			bar := max(noise.Abs(u)-half*0.62, noise.Abs(v-half*0.58)-half*0.11)
			return min(outer, ring, bar)
		}})
}

var cinnabar = oklab.LCH(0.55, 0.19, 30)
