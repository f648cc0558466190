package oklab

import (
	"image"
	"image/color"
)

// SampleSide is the number of samples along each side of a picture.
const SampleSide = 72

// Samples reads a grid of colours from a picture, each the mean of four
// points to calm grain. Points more transparent than opaque are left out;
// others are laid over white. A nil, empty or fully transparent picture gives none.
func Samples(img image.Image) []Colour {
	if img == nil || img.Bounds().Empty() {
		return nil
	}
	bounds := img.Bounds()
	at := reader(img)
	stepX := float64(bounds.Dx()) / SampleSide
	stepY := float64(bounds.Dy()) / SampleSide
	samples := make([]Colour, 0, SampleSide*SampleSide)
	for row := range SampleSide {
		for column := range SampleSide {
			var red, green, blue, alpha uint32
			for quarter := range 4 {
				x := bounds.Min.X + int((float64(column)+0.25+0.5*float64(quarter&1))*stepX)
				y := bounds.Min.Y + int((float64(row)+0.25+0.5*float64(quarter>>1))*stepY)
				r, g, b, a := at(x, y)
				red, green, blue, alpha = red+uint32(r), green+uint32(g), blue+uint32(b), alpha+uint32(a)
			}
			if alpha < 2*255 {
				continue
			}
			paper := 4*255 - alpha
			samples = append(samples, FromRGB(quarterOf(red+paper), quarterOf(green+paper), quarterOf(blue+paper)))
		}
	}
	return samples
}

func quarterOf(sum uint32) uint8 { return uint8(min(sum/4, 255)) }

// reader gives premultiplied 8-bit colours at a point, without an allocation
// per point for the two types photos come in.
func reader(img image.Image) func(x, y int) (r, g, b, a uint8) {
	switch img := img.(type) {
	case *image.RGBA:
		return func(x, y int) (uint8, uint8, uint8, uint8) {
			p := img.Pix[img.PixOffset(x, y):]
			return p[0], p[1], p[2], p[3]
		}
	case *image.YCbCr:
		return func(x, y int) (uint8, uint8, uint8, uint8) {
			c := img.COffset(x, y)
			r, g, b := color.YCbCrToRGB(img.Y[img.YOffset(x, y)], img.Cb[c], img.Cr[c])
			return r, g, b, 255
		}
	default:
		return func(x, y int) (uint8, uint8, uint8, uint8) {
			r, g, b, a := img.At(x, y).RGBA()
			return uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)
		}
	}
}
