package picture

import "image"

// rgbOf converts a full-range (JPEG) colour; fixed point, the same as image/color.
func rgbOf(y, cb, cr uint8) (r, g, b uint8) {
	yy := int32(y) * 0x10101
	b1, r1 := int32(cb)-128, int32(cr)-128
	return clamp8((yy + 91881*r1) >> 16), clamp8((yy - 22554*b1 - 46802*r1) >> 16), clamp8((yy + 116130*b1) >> 16)
}

// ToYCbCr converts opaque RGBA (alpha is ignored) to 4:2:0 at full range;
// chroma is the mean of four pixels.
func ToYCbCr(m *image.RGBA) *image.YCbCr {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for y := 0; y < h; y += 2 {
		top := m.Pix[y*m.Stride : y*m.Stride+4*w]
		bottom := top
		yTop := out.Y[y*out.YStride:][:w]
		yBottom := yTop
		if y+1 < h {
			bottom = m.Pix[(y+1)*m.Stride : (y+1)*m.Stride+4*w]
			yBottom = out.Y[(y+1)*out.YStride:][:w]
		}
		yccRows(top, bottom, yTop, yBottom, out.Cb[y/2*out.CStride:], out.Cr[y/2*out.CStride:])
	}
	return out
}

func yccRows(top, bottom, yTop, yBottom, cb, cr []uint8) {
	w := len(yTop)
	for x := 0; x < w; x += 2 {
		x2 := min(x+1, w-1)
		var r, g, b int32
		for _, q := range [4][]uint8{top[4*x:], top[4*x2:], bottom[4*x:], bottom[4*x2:]} {
			r, g, b = r+int32(q[0]), g+int32(q[1]), b+int32(q[2])
		}
		yTop[x], yTop[x2] = lumaOf(top[4*x:]), lumaOf(top[4*x2:])
		yBottom[x], yBottom[x2] = lumaOf(bottom[4*x:]), lumaOf(bottom[4*x2:])
		const half = 1<<17 + 128<<18
		cb[x/2] = clamp8((-11056*r - 21712*g + 32768*b + half) >> 18)
		cr[x/2] = clamp8((32768*r - 27440*g - 5328*b + half) >> 18)
	}
}

func lumaOf(q []uint8) uint8 {
	return uint8((19595*int32(q[0]) + 38470*int32(q[1]) + 7471*int32(q[2]) + 1<<15) >> 16)
}
