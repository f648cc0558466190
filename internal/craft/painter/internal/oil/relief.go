package oil

import (
	"image"

	"piece/internal/craft/noise"
)

const (
	reliefStrength = 0.25
	weaveStrength  = 3   // of the canvas showing through thin paint, in 1/256
	thinPaint      = 440 // height, in quarter levels, below which the weave shows
)

// finish reduces the canvas to side pixels and lights the paint relief from
// the upper left. The canvas must be one and a half times as wide.
func (c *canvas) finish(side int) *image.RGBA {
	colours, heights := c.reduce(side)
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	// A smaller picture has the same hills of paint on fewer pixels.
	strength := float32(reliefStrength) * float32(side) / Units
	for y := range side {
		for x := range side {
			at := y*side + x
			light := slope(heights, side, x, y) * strength
			light /= 1 + noise.Abs(light)*0.014
			red, green, blue := int32(colours[at*3]), int32(colours[at*3+1]), int32(colours[at*3+2])
			if light > 0 { // light paint would burn out
				luminance := float32(red*2+green*5+blue) * (1.0 / 2040)
				light *= 1 - 0.62*luminance
			}
			light += weave(x, y, int32(heights[at]))
			factor := 256 + int32(light)
			p := out.Pix[at*4 : at*4+4 : at*4+4]
			p[0], p[1], p[2], p[3] = clamp8(red*factor>>8), clamp8(green*factor>>8), clamp8(blue*factor>>8), 255
		}
	}
	return out
}

// reduce makes two pixels each way of three, each the mean of the area it
// covers; heights come in quarter levels.
func (c *canvas) reduce(side int) (colours []uint8, heights []int16) {
	colours, heights = make([]uint8, side*side*3), make([]int16, side*side)
	for y := range side {
		// The middle one of three rows is shared by two.
		whole, half := y/2*3, y/2*3+1
		if y&1 == 1 {
			whole += 2
		}
		for x := range side {
			left, shared := x/2*3, x/2*3+1
			if x&1 == 1 {
				left += 2
			}
			a, b := c.pix[(whole*c.side+left)*4:], c.pix[(whole*c.side+shared)*4:]
			d, e := c.pix[(half*c.side+left)*4:], c.pix[(half*c.side+shared)*4:]
			mean := func(k int) int {
				return 4*int(a[k]) + 2*int(b[k]) + 2*int(d[k]) + int(e[k])
			}
			at := y*side + x
			colours[at*3], colours[at*3+1], colours[at*3+2] = uint8(mean(0)/9), uint8(mean(1)/9), uint8(mean(2)/9)
			heights[at] = int16(mean(3) * 4 / 9)
		}
	}
	return colours, heights
}

// slope is the steepness towards the light, positive where it faces it.
func slope(heights []int16, side, x, y int) float32 {
	if x == 0 || y == 0 || x == side-1 || y == side-1 {
		return 0
	}
	at := y*side + x
	above, level, below := heights[at-side-1:at-side+2], heights[at-1:at+2], heights[at+side-1:at+side+2]
	dx := int32(above[2]) + 2*int32(level[2]) + int32(below[2]) - int32(above[0]) - 2*int32(level[0]) - int32(below[0])
	dy := int32(below[0]) + 2*int32(below[1]) + int32(below[2]) - int32(above[0]) - 2*int32(above[1]) - int32(above[2])
	return float32(dx*5+dy*7) / 16
}

func weave(x, y int, height int32) float32 {
	if height >= thinPaint {
		return 0
	}
	depth := float32(weaveStrength) * float32(thinPaint-height) / thinPaint
	if (x>>1+y>>1)&1 == 0 {
		return depth
	}
	return -depth
}
