package shape

import "image"

// Reduced is a square opaque picture made smaller: each pixel the mean of those that it
// stands for.
func Reduced(picture *image.RGBA, side int) *image.RGBA {
	full := picture.Rect.Dx()
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		top := y * full / side
		bottom := max((y+1)*full/side, top+1)
		for x := range side {
			left := x * full / side
			right := max((x+1)*full/side, left+1)
			var sum [3]int
			for j := top; j < bottom; j++ {
				for i := left; i < right; i++ {
					p := picture.Pix[j*picture.Stride+i*4:]
					sum[0], sum[1], sum[2] = sum[0]+int(p[0]), sum[1]+int(p[1]), sum[2]+int(p[2])
				}
			}
			count := (bottom - top) * (right - left)
			p := out.Pix[y*out.Stride+x*4:]
			p[0], p[1], p[2], p[3] = uint8(sum[0]/count), uint8(sum[1]/count), uint8(sum[2]/count), 255
		}
	}
	return out
}
