// Package paper is the material of transparent painting: a sheet with a grain, washes
// that run, dry with dark rims and settle in the valleys of the paper, brushes that leave
// hairs of bare paper, and spatters. Watercolour and ink are painted with it.
//
// Paint lies on the sheet as density: every layer takes light away, so layers shine
// through each other and nothing gets lighter except by lifting or by body colour.
// Positions and lengths are in the unit square with y downwards. A Sheet is used by one
// goroutine; equal seeds and calls give equal pixels. It imports noise, oklab and the
// standard library.
package paper

import (
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Stock is a kind of paper.
type Stock struct {
	Colour oklab.Colour
	Tooth  float32 // how strongly the grain shows in the light, 0..1
	Fibres float32 // how strongly fibres show, 0..1
}

// Sheet is a picture in the making.
type Sheet struct {
	// Random is the stream all chances of the picture come from.
	Random *noise.Stream
	// Seed is for fields of noise.
	Seed uint32

	side    int
	stock   Stock
	density []float32 // of red, green and blue for every pixel
	spared  []uint8   // 255 where masking keeps paint off; nil while nothing is masked
	tex     *textures
	reach   scratch
	beat    func(part float32)
}

// Watch calls beat a few times while a big wash runs down the sheet, with the part of it
// that is laid.
func (s *Sheet) Watch(beat func(part float32)) { s.beat = beat }

// NewSheet takes a sheet for a picture of side by side pixels.
func NewSheet(side int, seed uint64, stock Stock) *Sheet {
	random := noise.NewStream(seed)
	fields := uint32(random.Uint64())
	return &Sheet{Random: random, Seed: fields, side: side, stock: stock, density: make([]float32, side*side*3), tex: usualTextures()}
}

// Pixel is the length of a pixel of the picture.
func (s *Sheet) Pixel() float32 { return 1 / float32(s.side) }

// Flow is the unevenness that washes have, in 0..1 with features of about 1/k; salt
// tells fields apart.
func (s *Sheet) Flow(x, y, k float32, salt uint32) float32 {
	h := (s.Seed + salt) * 0x9e3779b1
	k *= texSide / flowCells
	return s.tex.flow.at(x*k+float32(h>>23), y*k+float32(h>>14&511))
}

// units is the side in units of the grain, which keeps its size on pictures of any size.
const units = 1024

// grain is the height of the paper at a pixel.
func (s *Sheet) grain(x, y int) float32 {
	return s.tex.tooth.near(x*units/s.side, y*units/s.side)
}

// Finish gives the picture in daylight.
func (s *Sheet) Finish() *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, s.side, s.side))
	base := pigment(s.stock.Colour)
	for y := range s.side {
		for x := range s.side {
			at := y*s.side + x
			shade := s.relief(x, y)
			p, d := out.Pix[at*4:at*4+4:at*4+4], s.density[at*3:at*3+3:at*3+3]
			for k := range d {
				p[k] = seen(d[k] + base[k] + shade)
			}
			p[3] = 255
		}
	}
	return out
}

// relief is the density that light from the upper left adds to the slopes of the grain,
// and that fibres add.
func (s *Sheet) relief(x, y int) float32 {
	shade := float32(0)
	if s.stock.Tooth > 0 {
		shade += (s.grain(x+1, y+1) - s.grain(x-1, y-1)) * 0.16 * s.stock.Tooth
	}
	if s.stock.Fibres > 0 {
		u, v := x*units/s.side, y*units/s.side
		shade += (s.tex.fibre.near(u, v) - 0.7*s.tex.fibre.near(v+211, u+97)) * 0.13 * s.stock.Fibres
	}
	return shade
}

// Glance gives the picture as it stands, small.
func (s *Sheet) Glance(side int) *image.RGBA {
	const looks = 3 // each way per pixel
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	base := pigment(s.stock.Colour)
	for y := range side {
		for x := range side {
			var sum [3]int
			for look := range looks * looks {
				px, py := (x*looks+look%looks)*s.side/(side*looks), (y*looks+look/looks)*s.side/(side*looks)
				d := s.density[(py*s.side+px)*3:]
				for k := range sum {
					sum[k] += int(seen(d[k] + base[k]))
				}
			}
			p := out.Pix[y*out.Stride+x*4:]
			p[0], p[1], p[2], p[3] = uint8(sum[0]/looks/looks), uint8(sum[1]/looks/looks), uint8(sum[2]/looks/looks), 255
		}
	}
	return out
}
