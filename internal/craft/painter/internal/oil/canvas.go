// Package oil is the material: a canvas that keeps colour and paint height,
// bristle brushes, strokes that follow a direction field, and the light that
// falls on the relief at the end.
//
// Positions are in the unit square with y downwards; lengths such as brush
// radii are in units, 1024 of which make the side of the picture, whatever its
// size in pixels. An Easel is used by one goroutine; equal seeds and calls give
// equal pixels. It imports noise, oklab and the standard library.
package oil

// Units is the number of length units along the side of a picture.
const Units = 1024

// canvas keeps red, green, blue and paint height for every pixel.
type canvas struct {
	side  int
	scale float32 // pixels per unit
	pix   []uint8
}

func newCanvas(side int) *canvas {
	return &canvas{side: side, scale: float32(side) / Units, pix: make([]uint8, side*side*4)}
}

// groundHeight is the height of the thin wash under the strokes.
const groundHeight = 70

func (c *canvas) fill(x0, y0, x1, y1 int, r, g, b uint8) {
	x1, y1 = min(x1, c.side), min(y1, c.side)
	for y := max(y0, 0); y < y1; y++ {
		for x := max(x0, 0); x < x1; x++ {
			p := c.pix[(y*c.side+x)*4:]
			p[0], p[1], p[2], p[3] = r, g, b, groundHeight
		}
	}
}

func clamp8(v int32) uint8 {
	if v < 0 {
		return 0
	}
	if v > 255 {
		return 255
	}
	return uint8(v)
}
