package gallery

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"

	"piece/internal/craft/picture"
)

// limits are what is accepted of a source. It is less than what people may send: a poster
// that is printed on a wall is no use on a page.
var limits = picture.Limits{Bytes: MaxBytes, Pixels: 16_000_000, Side: 10_000, Memory: 96 << 20}

// MaxBytes is the most bytes of a picture of a source.
const MaxBytes = 8 << 20

// leastSide is the shorter side in pixels of the smallest picture on which something can be
// seen; sources have dots and stripes in place of pictures that are missing.
const leastSide = 60

// usable makes something of a picture of a source. One that can't be encoded, or that a
// decoder trips over, is unusable like one that is damaged, and no reason to try again and
// again, or to end the process. The errors are *Failure.
func usable[T any](file []byte, make func(*picture.Photo) (T, error)) (out T, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = &Failure{Outcome: Unusable, Cause: fmt.Errorf("panic: %v", thrown)}
		}
	}()
	p, err := decode(file)
	if err != nil {
		return out, err
	}
	if out, err = make(p); err != nil {
		err = &Failure{Outcome: Unusable, Cause: err}
	}
	return out, err
}

// decode reads a picture of a source. The errors are *Failure.
func decode(b []byte) (*picture.Photo, error) {
	var p *picture.Photo
	var err error
	if bytes.HasPrefix(b, []byte("GIF8")) {
		p, err = decodeGIF(b)
	} else {
		p, err = picture.Decode(b, limits)
	}
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return nil, &Failure{Outcome: TooLarge, Cause: err}
	case err != nil:
		return nil, &Failure{Outcome: Unusable, Cause: err}
	}
	if w, h := p.Size(); min(w, h) < leastSide {
		return nil, &Failure{Outcome: Unusable, Cause: fmt.Errorf("%d x %d pixels", w, h)}
	}
	return p, nil
}

// decodeGIF reads the first picture of a GIF, over white. People may not send GIFs, but KOPIS
// has posters that are.
func decodeGIF(b []byte) (*picture.Photo, error) {
	c, err := gif.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	if c.Width*c.Height > limits.Pixels || max(c.Width, c.Height) > limits.Side { // 16-bit numbers
		return nil, fmt.Errorf("%w: %d x %d pixels", picture.ErrTooLarge, c.Width, c.Height)
	}
	img, err := gif.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	all := image.NewRGBA(image.Rect(0, 0, c.Width, c.Height))
	draw.Draw(all, all.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(all, img.Bounds(), img, img.Bounds().Min, draw.Over)
	return picture.FromImage(all), nil
}

// portrait is a square of a picture of a person. Of an upright one it is nearer the top,
// where the face is.
func portrait(p *picture.Photo) ([]byte, error) {
	w, h := p.Size()
	crop := picture.Crop{W: 1, H: 1}
	if h > w {
		crop.H = float64(w) / float64(h)
		crop.Y = (1 - crop.H) / 4
	} else {
		crop.W = float64(h) / float64(w)
		crop.X = (1 - crop.W) / 2
	}
	side := min(PortraitSide, w, h)
	return picture.NewFrame(p.CoverYCbCr(crop, side, side)).WebP(webpQuality, picture.Lasting, nil)
}
