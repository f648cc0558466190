// Package exposure is the material of pictures made of light: a plate that gathers linear
// light like a long exposure, bodies that stand before it, wet ground that mirrors it, and a
// development that lets what is bright bloom and burn out.
//
// Positions and lengths are in the unit square with y downwards, whatever the size in pixels;
// light 1 is about the white of paper. A Plate is used by one goroutine; equal seeds and calls
// give equal pixels. It imports noise, oklab and the standard library.
package exposure

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Light is an amount of red, green and blue light.
type Light [3]float32

// Of is the light of a colour, strengthened.
func Of(c oklab.Colour, strength float32) Light {
	r, g, b := c.Linear()
	return Light{r * strength, g * strength, b * strength}
}

// Times is l, k times as strong.
func (l Light) Times(k float32) Light { return Light{l[0] * k, l[1] * k, l[2] * k} }

// Plus is both lights together.
func (l Light) Plus(m Light) Light { return Light{l[0] + m[0], l[1] + m[1], l[2] + m[2]} }

// Towards goes from l to m as t goes from 0 to 1.
func (l Light) Towards(m Light, t float32) Light {
	return Light{l[0] + (m[0]-l[0])*t, l[1] + (m[1]-l[1])*t, l[2] + (m[2]-l[2])*t}
}

// Plate is a picture in the making.
type Plate struct {
	// Random is the stream all chances of the picture come from.
	Random *noise.Stream
	// Seed is for fields of noise.
	Seed uint32

	side int
	pix  []float32 // red, green and blue of every pixel
	row  []float32 // how much of each pixel of a row a shape covers
}

// New puts in a plate of side by side pixels, with the dark of unlit paper on it.
func New(side int, seed uint64) *Plate {
	random := noise.NewStream(seed)
	p := &Plate{Random: random, Seed: uint32(random.Uint64()), side: side, pix: make([]float32, side*side*3), row: make([]float32, side+1)}
	for i := 0; i < len(p.pix); i += 3 {
		p.pix[i], p.pix[i+1], p.pix[i+2] = unlit[0], unlit[1], unlit[2]
	}
	return p
}

// unlit is blue-black card.
var unlit = Light{0.012, 0.013, 0.020}

// Pixel is the size of a pixel: nothing finer shows.
func (p *Plate) Pixel() float32 { return 1 / float32(p.side) }

// Fill lays light over rows from top to bottom; shade gives it and how much it covers.
func (p *Plate) Fill(top, bottom float32, shade func(x, y float32) (l Light, cover float32)) {
	from, to := p.rows(top, bottom)
	k := p.Pixel()
	for y := from; y < to; y++ {
		for x := range p.side {
			l, cover := shade((float32(x)+0.5)*k, (float32(y)+0.5)*k)
			if cover > 0 {
				p.over(y*p.side+x, l, cover)
			}
		}
	}
}

// Shine adds light to rows from top to bottom.
func (p *Plate) Shine(top, bottom float32, shade func(x, y float32) Light) {
	from, to := p.rows(top, bottom)
	k := p.Pixel()
	for y := from; y < to; y++ {
		for x := range p.side {
			p.add(y*p.side+x, shade((float32(x)+0.5)*k, (float32(y)+0.5)*k), 1)
		}
	}
}

// At is the light at a place; places outside show the border.
func (p *Plate) At(x, y float32) Light {
	i, j := int(x*float32(p.side)), int(y*float32(p.side))
	q := p.pix[(min(max(j, 0), p.side-1)*p.side+min(max(i, 0), p.side-1))*3:]
	return Light{q[0], q[1], q[2]}
}

// rows are the pixel rows between two heights; neighbouring bands neither overlap nor gape.
func (p *Plate) rows(top, bottom float32) (from, to int) {
	side := float32(p.side)
	return min(max(int(top*side+0.5), 0), p.side), min(max(int(bottom*side+0.5), 0), p.side)
}

func (p *Plate) over(at int, l Light, cover float32) {
	q := p.pix[at*3 : at*3+3 : at*3+3]
	q[0] += (l[0] - q[0]) * cover
	q[1] += (l[1] - q[1]) * cover
	q[2] += (l[2] - q[2]) * cover
}

func (p *Plate) add(at int, l Light, k float32) {
	q := p.pix[at*3 : at*3+3 : at*3+3]
	q[0] += l[0] * k
	q[1] += l[1] * k
	q[2] += l[2] * k
}
