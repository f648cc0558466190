package genaitest

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
)

// side is more than the least that anybody takes for a painting.
const side = 384

// canvas is a picture in which colour and light change everywhere.
func canvas() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			img.SetRGBA(x, y, color.RGBA{R: uint8(40 + x/2), G: uint8(60 + (x*y/side)%140), B: uint8(230 - y/2), A: 255})
		}
	}
	return img
}

// Picture is a painting as PNG.
func Picture() []byte { return encoded(canvas(), png.Encode) }

// Photo is a photo as JPEG.
func Photo() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, canvas(), nil) // memory takes it
	return b.Bytes()
}

// White is a painting without anything on it.
func White() []byte {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	return encoded(img, png.Encode)
}

// GIF is a picture of a type that isn't taken.
func GIF() []byte {
	var b bytes.Buffer
	_ = gif.Encode(&b, canvas(), nil) // memory takes it
	return b.Bytes()
}

func encoded(img image.Image, with func(io.Writer, image.Image) error) []byte {
	var b bytes.Buffer
	_ = with(&b, img) // memory takes it
	return b.Bytes()
}
