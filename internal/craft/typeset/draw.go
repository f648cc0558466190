package typeset

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"
)

// Fill fills the path, scaled by k, on dst. Only the box that it covers is rastered.
func (t *Typesetter) Fill(dst *image.RGBA, p Path, k float32, c color.RGBA, alpha float64) {
	x0, y0, x1, y1 := p.Bounds()
	r := image.Rect(floor(x0*k), floor(y0*k), floor(x1*k)+1, floor(y1*k)+1)
	r = r.Intersect(dst.Rect)
	if r.Empty() {
		return
	}
	t.z.Reset(r.Dx(), r.Dy())
	p.Raster(&t.z, k, float32(r.Min.X), float32(r.Min.Y))
	a := uint8(alpha*255 + 0.5)
	src := image.NewUniform(color.NRGBA{c.R, c.G, c.B, a})
	t.z.Draw(dst, r, src, image.Point{})
}

func floor(v float32) int { return int(math.Floor(float64(v))) }

// DrawEmoji draws an emoji, scaled by k, on dst.
func (t *Typesetter) DrawEmoji(dst draw.Image, e Emoji, k float32) {
	m := t.Picture(e.Key)
	if m == nil {
		return
	}
	x, y := int(e.X*k+0.5), int(e.Y*k+0.5)
	side := max(1, int(e.Side*k+0.5))
	xdraw.CatmullRom.Scale(dst, image.Rect(x, y, x+side, y+side), m, m.Bounds(), draw.Over, nil)
}
