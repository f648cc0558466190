package ticket

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

// drawMarks draws marks on a canvas of any width.
func (t *typesetter) drawMarks(dst *image.RGBA, marks []mark) {
	t.drawScaled(dst, marks, float32(dst.Rect.Dx())/Width)
}

func (t *typesetter) drawScaled(dst *image.RGBA, marks []mark, k float32) {
	for _, m := range marks {
		if m.path == nil {
			t.DrawEmoji(dst, m.emoji, k)
			continue
		}
		t.Fill(dst, m.path, k, m.fill, m.alpha)
	}
}

// mask renders a path for a canvas that is w pixels wide.
func mask(p typeset.Path, w int) *image.Alpha {
	h := heightFor(w)
	z := vector.NewRasterizer(w, h)
	p.Raster(z, float32(w)/Width, 0, 0)
	m := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(m, m.Bounds(), image.Opaque, image.Point{})
	return m
}

// heightFor is the height of a ticket of that width.
func heightFor(w int) int { return (w*Height + Width/2) / Width }

// The painting fades into the paper over fadeHeight pixels and is gone fadeEnd before the seam.
const (
	fadeHeight = 270.0
	fadeEnd    = 40.0
)

// fadeAt is how much of the paper shows at a height of the canvas, 0..1.
func fadeAt(y, seam float64) float64 {
	v := min(max((y-(seam-fadeEnd-fadeHeight))/fadeHeight, 0), 1)
	return v * v * (3 - 2*v)
}

// artCrop is the part of the painting that is seen above the seam: its full width from the top.
func artCrop(art *picture.Photo, w, h float64) picture.Crop {
	aw, ah := art.Size()
	share := h / w * float64(aw) / float64(ah)
	if share >= 1 {
		return picture.Crop{}
	}
	return picture.Crop{X: 0, Y: 0, W: 1, H: share}
}

// backGround draws painting, fade and paper.
func backGround(in *Input, w int) *image.RGBA {
	g, c := geometries[in.Shape], in.Paper.Swatch()
	h := heightFor(w)
	k := float64(w) / Width
	end := int(math.Ceil((g.seam - fadeEnd) * k))
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	if in.Art == nil {
		emptyArt(dst, end, g, c)
	} else {
		art := in.Art.Cover(artCrop(in.Art, float64(w), float64(end)), w, end)
		copy(dst.Pix, art.Pix)
	}
	for y := range h {
		row := dst.Pix[y*dst.Stride:][:4*w]
		if y >= end {
			fillRow(row, c.Base)
			continue
		}
		if v := fadeAt(float64(y)/k, g.seam); v > 0 {
			fadeRow(row, c.Base, v, y)
		}
	}
	return dst
}

func fillRow(row []uint8, c color.RGBA) {
	for x := 0; x < len(row); x += 4 {
		row[x], row[x+1], row[x+2], row[x+3] = c.R, c.G, c.B, 255
	}
}

// fadeRow mixes paper in. The rounding is spread in a fixed pattern, so that the slow gradient shows no bands.
func fadeRow(row []uint8, c color.RGBA, v float64, y int) {
	a := int32(v*65536 + 0.5)
	for x := 0; x < len(row); x += 4 {
		d := int32((x/4*13+y*7)&15)<<12 + 1<<11
		q := row[x : x+3 : x+3]
		q[0] = uint8((int32(q[0])*(65536-a) + int32(c.R)*a + d) >> 16)
		q[1] = uint8((int32(q[1])*(65536-a) + int32(c.G)*a + d) >> 16)
		q[2] = uint8((int32(q[2])*(65536-a) + int32(c.B)*a + d) >> 16)
	}
}

// emptyArt stands for a painting that is still being made: a soft light on the paper.
func emptyArt(dst *image.RGBA, end int, g geometry, c Swatch) {
	w := dst.Rect.Dx()
	glow, shade := mix(c.Base, color.RGBA{255, 255, 255, 255}, 0.55), mix(c.Base, c.Accent, 0.22)
	k := float64(w) / Width
	for y := range end {
		row := dst.Pix[y*dst.Stride:][:4*w]
		for x := range w {
			dx, dy := (float64(x)/k-Width/2)/620, (float64(y)/k-g.seam*0.42)/560
			v := min(math.Sqrt(dx*dx+dy*dy), 1)
			m := mix(glow, shade, v*v*(3-2*v))
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = m.R, m.G, m.B, 255
		}
	}
}
