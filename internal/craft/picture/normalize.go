package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
)

// Clean is a picture that is safe to keep and serve.
type Clean struct {
	JPEG          []byte // upright, sRGB, 4:2:0, no metadata of any kind
	Small         []byte // the same in small, if asked for
	Width, Height int
	Average       color.RGBA // mean colour, for a place holder while the picture loads
}

// Qualities of JPEG. The normal one keeps photos free of visible artefacts even after a
// second encoding; the small one is for looking only.
const (
	normalQuality = 90
	smallQuality  = 82
)

// Normalize decodes a stranger's picture and encodes it anew, with its longer
// side at most maxSide pixels (0: as it is). Nothing of the old file's bytes is
// kept. Memory is bounded by limits; a 12-megapixel JPEG takes about 30 MB.
func Normalize(ctx context.Context, b []byte, maxSide int, limits Limits) (*Clean, error) {
	return NormalizeWithSmall(ctx, b, maxSide, 0, limits)
}

// NormalizeWithSmall is Normalize that also encodes the picture with its longer
// side at most smallSide pixels, which costs little while the pixels are there.
func NormalizeWithSmall(ctx context.Context, b []byte, maxSide, smallSide int, limits Limits) (*Clean, error) {
	p, err := Decode(b, limits)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m := p.fit(maxSide)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out, err := EncodeJPEG(m, normalQuality)
	if err != nil {
		return nil, err
	}
	c := &Clean{JPEG: out, Width: m.Rect.Dx(), Height: m.Rect.Dy(), Average: average(m)}
	if smallSide > 0 {
		c.Small, err = EncodeJPEG(FromImage(m).fit(smallSide), smallQuality)
	}
	return c, err
}

// Small decodes a picture and encodes it with its longer side at most maxSide
// pixels, as NormalizeWithSmall does.
func Small(b []byte, maxSide int, limits Limits) ([]byte, error) {
	p, err := Decode(b, limits)
	if err != nil {
		return nil, err
	}
	return EncodeJPEG(p.fit(maxSide), smallQuality)
}

// fit gives the upright picture with its longer side at most maxSide pixels (0: as it is).
func (p *Photo) fit(maxSide int) *image.YCbCr {
	w, h := p.Size()
	if long := max(w, h); maxSide > 0 && long > maxSide {
		w = max(1, int(math.Round(float64(w)*float64(maxSide)/float64(long))))
		h = max(1, int(math.Round(float64(h)*float64(maxSide)/float64(long))))
	}
	return p.CoverYCbCr(Crop{}, w, h)
}

// EncodeJPEG writes a JPEG without metadata; quality is 1..100.
func EncodeJPEG(m image.Image, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("picture: encode JPEG: %w", err)
	}
	return b.Bytes(), nil
}

func average(m *image.YCbCr) color.RGBA {
	r, g, b := rgbOf(mean(m.Y), mean(m.Cb), mean(m.Cr))
	return color.RGBA{r, g, b, 255}
}

func mean(plane []uint8) uint8 {
	sum := 0
	for _, v := range plane {
		sum += int(v)
	}
	return uint8(sum / max(1, len(plane)))
}
