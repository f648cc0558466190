package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// stone is a weathered rock that stands on the ground at y.
type stone struct {
	x, y, wide, tall float32
	salt             uint32
}

// crest is its upper edge, in steps and hollows.
func (k *stone) crest(p *picture, x float32) float32 {
	u := (x - k.x) / k.wide
	dome := max(0, 1-u*u)
	return k.y - k.tall*noise.Sqrt(dome)*(0.55+0.75*(noise.Jagged(x*15, 3, p.Seed+k.salt)-0.25))
}

func (k *stone) box() paper.Box {
	return paper.Box{Left: k.x - k.wide*1.1, Top: k.y - k.tall*1.5, Right: k.x + k.wide*1.1, Bottom: k.y + 0.10}
}

// stone lays one wet glaze: full in the hollows, gone towards the ground.
func (p *picture) stone(k *stone, c oklab.Colour, load float32) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: k.box(), Colour: paper.Even(c), Rough: 0.008, Ripples: 26, Soft: 0.014, Lost: 0.45, Rim: 0.4, Mottle: 0.9, Tides: 0.4, Grain: 0.3, Dry: 0.12,
		Shape: func(x, y float32) float32 {
			return min(y-k.crest(p, x), k.wide-noise.Abs(x-k.x)+0.10*(k.y-y), 0.12*(p.Flow(x, y, 5, salt)-0.24))
		},
		Load: func(x, y float32) float32 {
			down := (y - k.crest(p, x)) / k.tall
			return load * (1.35 - noise.Smooth(0, 1.1, down)) * noise.Smooth(k.y+0.07, k.y-0.10, y+0.08*(p.Flow(x, 0.3, 6, salt+2)-0.5)) * (0.4 + 1.2*p.Flow(x, y*0.8, 6, salt+1))
		}})
}

// stoneLines are the dry strokes of its edge and its clefts.
func (p *picture) stoneLines(k *stone, count int) {
	r := p.Random
	for from := float32(-0.92); from < 0.9; from += r.Between(0.16, 0.34) {
		var points []paper.Point
		for u := from; u < from+0.32; u += 0.05 {
			x := k.x + u*k.wide
			points = append(points, paper.Point{X: x, Y: k.crest(p, x)})
		}
		p.Stroke(&paper.Stroke{Points: points, Width: paper.Tapered(r.Between(0.003, 0.0065), 0.3), Colour: p.black, Load: r.Between(0.55, 0.95), Dry: 0.62, Rough: 0.002, Grain: 0.5})
	}
	for range count {
		x := k.x + r.Between(-0.85, 0.85)*k.wide
		y := k.crest(p, x) + r.Unit()*k.tall*0.6
		reach := k.tall * r.Between(0.10, 0.34)
		way := r.Bell() * 0.5
		if y+reach > k.y+0.02 {
			continue // the ground is mist
		}
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x, Y: y}, {X: x + way*reach*0.5 + r.Bell()*0.004, Y: y + reach*0.45}, {X: x + way*reach, Y: y + reach}}, Width: paper.Tapered(r.Between(0.001, 0.0038), 0.3), Colour: p.black, Load: r.Between(0.15, 0.5), Fade: 0.6, Dry: r.Between(0.45, 0.8), Grain: 0.5, Rough: 0.0012})
	}
}

// moss is dots along the edge.
func (p *picture) moss(k *stone, count int, c oklab.Colour) {
	r := p.Random
	for range count {
		x := k.x + r.Between(-0.9, 0.9)*k.wide
		if p.Flow(x, 0.5, 9, k.salt+5) < 0.45 {
			continue
		}
		half := r.Between(0.0025, 0.007)
		y := k.crest(p, x) + r.Bell()*0.014
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - half, Y: y}, {X: x + half, Y: y}}, Width: paper.Tapered(half*0.7, 0.5), Colour: c, Load: r.Between(0.4, 1), Soft: 0.001, Rough: 0.001})
	}
}
