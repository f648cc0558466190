package gallery

import (
	"encoding/base64"
	"fmt"
	"image"
	"math"

	"piece/internal/craft/oklab"
	"piece/internal/craft/picture"
)

// Forms are a poster as it is served.
type Forms struct {
	Small, Large  []byte // WebP
	Preview       []byte // JPEG
	Width, Height int    // of the large form
	Color         string // the dominant colour, "#rrggbb"
	Blur          string // a few pixels as a data: address
}

func (f *Forms) file(name string) []byte {
	switch name {
	case SmallFile:
		return f.Small
	case LargeFile:
		return f.Large
	}
	return f.Preview
}

// Qualities. They are those of tickets: sharp type on flat colours shows artefacts first.
const (
	webpQuality    = 80
	previewQuality = 82
	blurQuality    = 40
)

// blurWidth is the width of the placeholder in pixels. It is shown enlarged and soft.
const blurWidth = 12

// MaxBlur is the most characters of a placeholder.
const MaxBlur = 600

// newForms encodes a picture in all forms.
func newForms(p *picture.Photo) (*Forms, error) {
	w, h := fit(p, LargeWidth)
	large := p.CoverYCbCr(picture.Crop{}, w, h)
	f := &Forms{Width: w, Height: h}
	var err error
	if f.Large, err = picture.NewFrame(large).WebP(webpQuality, picture.Lasting, nil); err != nil {
		return nil, err
	}
	if f.Preview, err = picture.EncodeJPEG(large, previewQuality); err != nil {
		return nil, err
	}
	w, h = fit(p, SmallWidth)
	if f.Small, err = encodeSmall(p.CoverYCbCr(picture.Crop{}, w, h)); err != nil {
		return nil, err
	}
	f.Color = dominant(p)
	f.Blur, err = blur(p)
	return f, err
}

func encodeSmall(m *image.YCbCr) ([]byte, error) {
	return picture.NewFrame(m).WebP(webpQuality, picture.Lasting, nil)
}

// fit gives the size at most that wide, and no larger than the picture is.
func fit(p *picture.Photo, width int) (w, h int) {
	pw, ph := p.Size()
	w = min(pw, width)
	h = int(math.Round(float64(ph) * float64(w) / float64(pw)))
	return w, min(max(h, 1), w*maxShape)
}

// dominant is the colour that covers most of the picture, vivid ones before grey ones.
func dominant(p *picture.Photo) string {
	w, h := fit(p, oklab.SampleSide)
	palette := oklab.Palette(oklab.Samples(p.Cover(picture.Crop{}, w, h)), 5)
	if len(palette) == 0 {
		return ""
	}
	r, g, b := palette[0].RGB()
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}

func blur(p *picture.Photo) (string, error) {
	w, h := fit(p, blurWidth)
	b, err := picture.NewFrame(p.CoverYCbCr(picture.Crop{}, w, h)).WebP(blurQuality, picture.Lasting, nil)
	if err != nil {
		return "", err
	}
	s := "data:image/webp;base64," + base64.StdEncoding.EncodeToString(b)
	if len(s) > MaxBlur {
		return "", nil // better none than half of one
	}
	return s, nil
}
