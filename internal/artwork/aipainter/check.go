package aipainter

import (
	"errors"
	"fmt"
	"image"
	"math"

	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

// What comes from elsewhere is a stranger's file.
var limits = picture.Limits{Bytes: 24 << 20, Pixels: 17 << 20, Side: 8192, Memory: 160 << 20}

const (
	minSide   = 256 // pixels of an answer: less isn't worth a ticket
	maxAspect = 2.0 // longer by shorter side: of more than that too much would be cut off
	blankStep = 3.5 // standard deviation of grey levels up to which a picture shows nothing
	blankSide = 48  // pixels at which that is measured: large enough for shapes, too small for noise
	quality   = 88  // of our WebP
)

// ours checks what a model sent and makes it one of our pictures.
func ours(file []byte) ([]byte, error) {
	h, err := picture.Inspect(file)
	if err != nil {
		return nil, err
	}
	w, t := h.Upright()
	if short, long := min(w, t), max(w, t); short < minSide || float64(long) > maxAspect*float64(short) {
		return nil, fmt.Errorf("the picture has %d x %d pixels", w, t)
	}
	photo, err := picture.Decode(file, limits)
	if err != nil {
		return nil, err
	}
	if isBlank(photo.Cover(picture.Crop{}, blankSide, blankSide)) {
		return nil, errors.New("the picture is blank")
	}
	return picture.EncodeWebP(photo.Cover(picture.Crop{}, painter.Side, painter.Side), quality)
}

// isBlank tells whether all pixels are nearly of one colour.
func isBlank(m *image.RGBA) bool {
	for channel := range 3 {
		var sum, squares float64
		n := 0.0
		for i := channel; i < len(m.Pix); i += 4 {
			v := float64(m.Pix[i])
			sum, squares, n = sum+v, squares+v*v, n+1
		}
		if mean := sum / n; math.Sqrt(max(squares/n-mean*mean, 0)) > blankStep {
			return false
		}
	}
	return true
}
