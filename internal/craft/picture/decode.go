package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// Photo is a decoded picture that knows its orientation and colour profile.
// Its pixels are kept as they were stored (a camera's 12-megapixel JPEG takes
// 18 MB) and turned and converted only in the sizes that are asked for.
// A Photo does not change and may be shared by goroutines.
type Photo struct {
	src     source
	orient  int
	profile *profile
}

// Decode reads a JPEG, PNG or WebP. The errors are those of this package.
func Decode(b []byte, limits Limits) (*Photo, error) {
	limits = limits.withDefaults()
	if len(b) > limits.Bytes {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(b))
	}
	h, err := Inspect(b)
	if err != nil {
		return nil, err
	}
	if err := limits.check(h); err != nil {
		return nil, err
	}
	img, err := decodePixels(b, h.Format)
	if err != nil {
		return nil, damaged("%v", err)
	}
	if s := img.Bounds().Size(); s.X != h.Width || s.Y != h.Height {
		return nil, damaged("header says %d x %d, pixels are %d x %d", h.Width, h.Height, s.X, s.Y)
	}
	return &Photo{src: newSource(img), orient: h.Orientation, profile: parseProfile(h.icc)}, nil
}

// FromImage wraps pixels that are upright sRGB already. The image must not change afterwards.
func FromImage(img image.Image) *Photo {
	return &Photo{src: newSource(img), orient: 1}
}

// Size is the width and height of the upright picture in pixels.
func (p *Photo) Size() (w, h int) {
	if p.orient >= 5 {
		return p.src.h, p.src.w
	}
	return p.src.w, p.src.h
}

func decodePixels(b []byte, f Format) (image.Image, error) {
	r := bytes.NewReader(b)
	switch f {
	case JPEG:
		return jpeg.Decode(r)
	case PNG:
		return png.Decode(r)
	}
	img, err := webp.Decode(r)
	switch m := img.(type) {
	case *image.YCbCr:
		expandRange(m)
	case *image.NYCbCrA:
		expandRange(&m.YCbCr)
	}
	return img, err
}

// expandRange stretches the video levels of WebP (16..235) that the decoder
// hands out unchanged to the full levels (0..255) that image.YCbCr means.
func expandRange(m *image.YCbCr) {
	var luma, chroma [256]uint8
	for v := range 256 {
		luma[v] = clamp8(divRound(int32(v-16)*255, 219))
		chroma[v] = clamp8(128 + divRound(int32(v-128)*255, 224))
	}
	for i, v := range m.Y {
		m.Y[i] = luma[v]
	}
	for _, plane := range [][]uint8{m.Cb, m.Cr} {
		for i, v := range plane {
			plane[i] = chroma[v]
		}
	}
}

func clamp8(v int32) uint8 {
	if uint32(v) > 255 {
		if v < 0 {
			return 0
		}
		return 255
	}
	return uint8(v)
}

// divRound divides to the nearest, halves away from zero.
func divRound(a, b int32) int32 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}
