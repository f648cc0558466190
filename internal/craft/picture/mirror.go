package picture

import (
	"image"
	"math"
)

// mirrorEdges replaces what of the bleed lies outside of the w x h photo by its
// mirror image; inner is the part of the photo inside of the bleed.
func mirrorEdges(m *image.RGBA, inner rect, w, h, bleed int) {
	dw, dh := m.Rect.Dx(), m.Rect.Dy()
	kx, ky := float64(dw-2*bleed)/inner.w, float64(dh-2*bleed)/inner.h
	outside := func(inside, scale float64) int { // pixels of the bleed that the photo does not reach
		return min(max(int(math.Ceil(float64(bleed)-inside*scale-1e-6)), 0), bleed)
	}
	left, right := outside(inner.x, kx), outside(float64(w)-inner.x-inner.w, kx)
	top, bottom := outside(inner.y, ky), outside(float64(h)-inner.y-inner.h, ky)
	for y := range dh {
		row := m.Pix[y*m.Stride:][:4*dw]
		for x := range left {
			copy(row[4*x:4*x+4], row[4*min(2*left-1-x, dw-1):])
		}
		for x := range right {
			copy(row[4*(dw-1-x):4*(dw-x)], row[4*max(dw-2*right+x, 0):])
		}
	}
	line := func(y int) []uint8 { return m.Pix[min(max(y, 0), dh-1)*m.Stride:][:4*dw] }
	for y := range top {
		copy(line(y), line(2*top-1-y))
	}
	for y := range bottom {
		copy(line(dh-1-y), line(dh-2*bottom+y))
	}
}
