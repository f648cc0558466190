package oil

import "image"

// linen is what a primed canvas looks like where nothing was painted yet.
var linen = []uint8{238, 230, 214, 255}

// thinnest is the height of paint below which a glance shows the canvas: where strokes end on
// bare canvas their borders are mixed with the nothing that is there.
const thinnest = 22

// Glance gives the picture as it stands, small and without the light on the relief.
func (e *Easel) Glance(side int) *image.RGBA {
	c := e.canvas
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		// Four looks at each pixel are enough for a glance.
		upper, lower := (4*y+1)*c.side/(4*side)*c.side, (4*y+3)*c.side/(4*side)*c.side
		for x := range side {
			left, right := (4*x+1)*c.side/(4*side), (4*x+3)*c.side/(4*side)
			p := out.Pix[y*out.Stride+x*4 : y*out.Stride+x*4+4 : y*out.Stride+x*4+4]
			p[0], p[1], p[2], p[3] = c.mean(upper+left, upper+right, lower+left, lower+right)
		}
	}
	return out
}

// mean is that of four pixels.
func (c *canvas) mean(places ...int) (red, green, blue, opaque uint8) {
	var sum [3]int
	for _, at := range places {
		p := c.pix[at*4 : at*4+4 : at*4+4]
		if p[3] < thinnest {
			p = linen
		}
		sum[0], sum[1], sum[2] = sum[0]+int(p[0]), sum[1]+int(p[1]), sum[2]+int(p[2])
	}
	n := len(places)
	return uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255
}
