package oil

import "image"

// linen is what a primed canvas looks like where nothing was painted yet.
var linen = [3]uint8{238, 230, 214}

// Glance gives the picture as it stands, small and without the light on the relief.
func (e *Easel) Glance(side int) *image.RGBA {
	c := e.canvas
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		top, bottom := y*c.side/side, (y+1)*c.side/side
		for x := range side {
			left, right := x*c.side/side, (x+1)*c.side/side
			mean := c.mean(left, top, right, bottom)
			p := out.Pix[y*out.Stride+x*4:]
			p[0], p[1], p[2], p[3] = mean[0], mean[1], mean[2], 255
		}
	}
	return out
}

// mean looks at every second pixel of an area.
func (c *canvas) mean(left, top, right, bottom int) [3]uint8 {
	var sum [3]int
	count := 0
	for y := top; y < bottom; y += 2 {
		for x := left; x < right; x += 2 {
			p := c.pix[(y*c.side+x)*4:]
			colour := linen
			if p[3] > 0 {
				colour = [3]uint8{p[0], p[1], p[2]}
			}
			for k := range sum {
				sum[k] += int(colour[k])
			}
			count++
		}
	}
	if count == 0 {
		return linen
	}
	return [3]uint8{uint8(sum[0] / count), uint8(sum[1] / count), uint8(sum[2] / count)}
}
