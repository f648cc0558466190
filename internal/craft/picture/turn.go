package picture

import "image"

// turned adds quarter turns clockwise to an EXIF orientation.
func turned(orientation, quarters int) int {
	next := [9]int{1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
	for range quarters & 3 {
		orientation = next[orientation]
	}
	return orientation
}

// unturn maps a point of the upright picture to the stored one of size w x h.
func unturn(o int, x, y, w, h float64) (float64, float64) {
	switch o {
	case 2:
		return w - x, y
	case 3:
		return w - x, h - y
	case 4:
		return x, h - y
	case 5:
		return y, x
	case 6:
		return y, h - x
	case 7:
		return w - y, h - x
	case 8:
		return w - y, x
	}
	return x, y
}

// steps describes how to read a stored w x h plane in upright order: the first
// index, and what to add per column and per row.
func steps(o, w, h, stride int) (start, perX, perY int) {
	right, bottom := w-1, (h-1)*stride
	switch o {
	case 2:
		return right, -1, stride
	case 3:
		return right + bottom, -1, -stride
	case 4:
		return bottom, 1, -stride
	case 5:
		return 0, stride, 1
	case 6:
		return bottom, -stride, 1
	case 7:
		return right + bottom, -stride, -1
	case 8:
		return right, stride, -1
	}
	return 0, 1, stride
}

func turnPlane(dst, src []uint8, o, w, h, srcStride, dstStride int) {
	start, perX, perY := steps(o, w, h, srcStride)
	dw, dh := w, h
	if o >= 5 {
		dw, dh = h, w
	}
	for y := range dh {
		at := start + y*perY
		for x := range dw {
			dst[y*dstStride+x] = src[at]
			at += perX
		}
	}
}

func turnRGBA(m *image.RGBA, o int) *image.RGBA {
	if o == 1 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	start, perX, perY := steps(o, w, h, w)
	if o >= 5 {
		w, h = h, w
	}
	d := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		at := start + y*perY
		row := d.Pix[y*d.Stride : y*d.Stride+4*w]
		for x := 0; x < len(row); x += 4 {
			*(*[4]uint8)(row[x:]) = *(*[4]uint8)(m.Pix[4*at:])
			at += perX
		}
	}
	return d
}

func turnYCbCr(m *image.YCbCr, o int) *image.YCbCr {
	if o == 1 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	dw, dh := w, h
	if o >= 5 {
		dw, dh = h, w
	}
	d := image.NewYCbCr(image.Rect(0, 0, dw, dh), m.SubsampleRatio)
	cw, ch := (w+1)/2, (h+1)/2
	turnPlane(d.Y, m.Y, o, w, h, m.YStride, d.YStride)
	turnPlane(d.Cb, m.Cb, o, cw, ch, m.CStride, d.CStride)
	turnPlane(d.Cr, m.Cr, o, cw, ch, m.CStride, d.CStride)
	return d
}
