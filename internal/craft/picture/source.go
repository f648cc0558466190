package picture

import (
	"image"
	"image/color"
)

// source hands out the channels of a stored image row by row, so that scaling
// needs no converted copy of a large picture. Transparent pixels lie on white.
type source struct {
	img  image.Image
	w, h int
	kind sourceKind
	cw   int // chroma size, for ycc
	ch   int
}

type sourceKind uint8

const (
	sourceRGB  sourceKind = iota // channels R, G, B
	sourceYCC                    // channels Y, Cb, Cr at full range, chroma maybe smaller
	sourceGray                   // one channel
)

func newSource(img image.Image) source {
	b := img.Bounds()
	s := source{img: img, w: b.Dx(), h: b.Dy()}
	switch m := img.(type) {
	case *image.Gray:
		s.kind = sourceGray
	case *image.YCbCr:
		s.kind = sourceYCC
		s.cw, s.ch = chromaSize(m.SubsampleRatio, s.w, s.h)
	}
	return s
}

func chromaSize(r image.YCbCrSubsampleRatio, w, h int) (cw, ch int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return (w + 1) / 2, h
	case image.YCbCrSubsampleRatio420:
		return (w + 1) / 2, (h + 1) / 2
	case image.YCbCrSubsampleRatio440:
		return w, (h + 1) / 2
	case image.YCbCrSubsampleRatio411:
		return (w + 3) / 4, h
	case image.YCbCrSubsampleRatio410:
		return (w + 3) / 4, (h + 1) / 2
	}
	return w, h
}

// rows gives a function that returns row y of a channel; the slice is valid until the next call.
func (s *source) rows(channel int) (row func(y int) []uint8, w, h int) {
	switch m := s.img.(type) {
	case *image.Gray:
		return func(y int) []uint8 { return m.Pix[y*m.Stride : y*m.Stride+s.w] }, s.w, s.h
	case *image.YCbCr:
		switch channel {
		case 0:
			return func(y int) []uint8 { return m.Y[y*m.YStride : y*m.YStride+s.w] }, s.w, s.h
		case 1:
			return func(y int) []uint8 { return m.Cb[y*m.CStride : y*m.CStride+s.cw] }, s.cw, s.ch
		}
		return func(y int) []uint8 { return m.Cr[y*m.CStride : y*m.CStride+s.cw] }, s.cw, s.ch
	}
	buf := make([]uint8, s.w)
	fill := s.filler(channel)
	return func(y int) []uint8 { fill(y, buf); return buf }, s.w, s.h
}

// filler copies one channel of a row; the common layouts without the cost of color.Color.
func (s *source) filler(c int) func(y int, dst []uint8) {
	switch m := s.img.(type) {
	case *image.RGBA:
		return func(y int, dst []uint8) {
			row := m.Pix[y*m.Stride : y*m.Stride+4*len(dst)]
			for i := range dst {
				dst[i] = row[4*i+c] + (255 - row[4*i+3])
			}
		}
	case *image.NRGBA:
		return func(y int, dst []uint8) {
			row := m.Pix[y*m.Stride : y*m.Stride+4*len(dst)]
			for i := range dst {
				dst[i] = onWhite(row[4*i+c], row[4*i+3])
			}
		}
	case *image.CMYK:
		return func(y int, dst []uint8) {
			row := m.Pix[y*m.Stride : y*m.Stride+4*len(dst)]
			for i := range dst {
				dst[i] = uint8((255 - uint32(row[4*i+c])) * (255 - uint32(row[4*i+3])) / 255)
			}
		}
	case *image.NYCbCrA:
		return func(y int, dst []uint8) {
			for i := range dst {
				x, yy := m.Rect.Min.X+i, m.Rect.Min.Y+y
				yi, ci := m.YOffset(x, yy), m.COffset(x, yy)
				r, g, b := color.YCbCrToRGB(m.Y[yi], m.Cb[ci], m.Cr[ci])
				dst[i] = onWhite([3]uint8{r, g, b}[c], m.A[m.AOffset(x, yy)])
			}
		}
	}
	at := image.RGBA64Image(nil)
	if m, ok := s.img.(image.RGBA64Image); ok {
		at = m
	}
	min := s.img.Bounds().Min
	return func(y int, dst []uint8) {
		for i := range dst {
			var q color.RGBA64
			if at != nil {
				q = at.RGBA64At(min.X+i, min.Y+y)
			} else {
				q = color.RGBA64Model.Convert(s.img.At(min.X+i, min.Y+y)).(color.RGBA64)
			}
			dst[i] = uint8(([3]uint16{q.R, q.G, q.B}[c] + (0xffff - q.A)) >> 8)
		}
	}
}

// onWhite lays a straight-alpha value on white.
func onWhite(v, a uint8) uint8 {
	return uint8((uint32(v)*uint32(a) + 255*(255-uint32(a)) + 127) / 255)
}
