package poster

import (
	"image"
	"math"

	"golang.org/x/image/vector"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

// The sheet in units.
const (
	sheetWidth  = 700.0
	sheetHeight = 1000.0
)

// canvas is a sheet that is being printed. Lengths are in units; k of its pixels make one.
type canvas struct {
	w, h    int
	k       float64
	pix     []rgb
	t       *typeset.Typesetter
	rng     *noise.Stream
	emoji   []typeset.Emoji // drawn last, over everything
	written []writing       // all text, with the box it had to stay in
}

func newCanvas(t *typeset.Typesetter, width int, rng *noise.Stream) *canvas {
	h := int(math.Round(float64(width) * sheetHeight / sheetWidth))
	return &canvas{w: width, h: h, k: float64(width) / sheetWidth, pix: make([]rgb, width*h), t: t, rng: rng}
}

// blend says how an ink meets what is there.
type blend uint8

const (
	cover    blend = iota
	multiply       // as ink that lets the one below through
	screen         // as light
)

// wash is an ink with the way it is put on. The zero alpha means 1.
type wash struct {
	ink     ink
	alpha   float64
	blend   blend
	clip    *stencil                       // where it may go; nil is everywhere
	texture func(x, y float32) (a float32) // how much of it sticks at a place; nil is all
}

// stencil is how much of each pixel of a rectangle is covered.
type stencil struct {
	image.Alpha
}

// stencil rasters a path.
func (c *canvas) stencil(p typeset.Path) *stencil { return c.stencilPast(p, 0) }

// stencilPast rasters a path with empty room around it, and as far beyond the sheet.
func (c *canvas) stencilPast(p typeset.Path, room int) *stencil {
	if len(p) == 0 {
		return &stencil{}
	}
	x0, y0, x1, y1 := p.Bounds()
	k := float32(c.k)
	sheet := image.Rect(-room, -room, c.w+room, c.h+room)
	r := image.Rect(floor(x0*k)-room, floor(y0*k)-room, floor(x1*k)+1+room, floor(y1*k)+1+room).Intersect(sheet)
	if r.Empty() {
		return &stencil{}
	}
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	p.Raster(z, k, float32(r.Min.X), float32(r.Min.Y))
	m := image.NewAlpha(r)
	z.Draw(m, r, image.Opaque, image.Point{})
	return &stencil{*m}
}

func floor(v float32) int { return int(math.Floor(float64(min(max(v, -1e6), 1e6)))) }

// at is the cover of a pixel in 0..1.
func (s *stencil) at(x, y int) float32 {
	if !(image.Point{X: x, Y: y}).In(s.Rect) {
		return 0
	}
	return float32(s.Pix[s.PixOffset(x, y)]) / 255
}

// flood inks the whole sheet.
func (c *canvas) flood(k ink) { c.paint(rectangle(0, 0, sheetWidth, sheetHeight), wash{ink: k}) }

// fill covers a path with an ink.
func (c *canvas) fill(p typeset.Path, k ink) { c.paint(p, wash{ink: k}) }

// paint washes a path.
func (c *canvas) paint(p typeset.Path, w wash) { c.print(c.stencil(p), w) }

// print washes through a stencil.
func (c *canvas) print(s *stencil, w wash) {
	alpha := float32(w.alpha)
	if alpha == 0 {
		alpha = 1
	}
	unit := float32(1 / c.k)
	r := s.Rect.Intersect(image.Rect(0, 0, c.w, c.h))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := s.Pix[s.PixOffset(r.Min.X, y):]
		v := (float32(y) + 0.5) * unit
		for x := r.Min.X; x < r.Max.X; x++ {
			cover := row[x-r.Min.X]
			if cover == 0 {
				continue
			}
			a := alpha * float32(cover) / 255
			if w.clip != nil {
				if a *= w.clip.at(x, y); a == 0 {
					continue
				}
			}
			u := (float32(x) + 0.5) * unit
			if w.texture != nil {
				a *= w.texture(u, v)
			}
			d := &c.pix[y*c.w+x]
			src := w.ink(u, v)
			switch w.blend {
			case multiply:
				src = rgb{src.r * d.r, src.g * d.g, src.b * d.b}
			case screen:
				src = rgb{1 - (1-src.r)*(1-d.r), 1 - (1-src.g)*(1-d.g), 1 - (1-src.b)*(1-d.b)}
			}
			d.r += (src.r - d.r) * a
			d.g += (src.g - d.g) * a
			d.b += (src.b - d.b) * a
		}
	}
}

// shadow lays a soft shadow of a path, moved by (dx, dy).
func (c *canvas) shadow(p typeset.Path, dx, dy, soft, alpha float64, colour rgb) {
	c.print(c.blurred(p.Turned(0, dx, dy), soft), wash{ink: flat(colour), alpha: alpha, blend: multiply})
}

// glow lays soft light around a path.
func (c *canvas) glow(p typeset.Path, soft, alpha float64, colour rgb) {
	c.print(c.blurred(p, soft), wash{ink: flat(colour), alpha: alpha, blend: screen})
}

// blurred is the stencil of a path with edges that fade over about soft units.
func (c *canvas) blurred(p typeset.Path, soft float64) *stencil {
	radius := int(math.Round(soft * c.k / 2))
	s := c.stencilPast(p, 3*radius+1)
	for range 3 { // three boxes make nearly a Gaussian
		s.box(radius)
	}
	return s
}

// box averages over squares of 2 radius + 1 pixels, rows first.
func (s *stencil) box(radius int) {
	w, h := s.Rect.Dx(), s.Rect.Dy()
	if radius < 1 || w == 0 {
		return
	}
	line := make([]uint8, max(w, h))
	for y := range h {
		slide(s.Pix[y*s.Stride:], 1, w, radius, line)
	}
	for x := range w {
		slide(s.Pix[x:], s.Stride, h, radius, line)
	}
}

// slide averages n values that lie step apart with their neighbours.
func slide(pix []uint8, step, n, radius int, line []uint8) {
	for i := range n {
		line[i] = pix[i*step]
	}
	sum, size := 0, 2*radius+1
	for i := range min(radius, n) {
		sum += int(line[i])
	}
	for i := range n {
		if i+radius < n {
			sum += int(line[i+radius])
		}
		if i-radius > 0 {
			sum -= int(line[i-radius-1])
		}
		pix[i*step] = uint8(sum / size)
	}
}

// finish gives the picture. A little chance in the rounding keeps slow gradients free of bands.
func (c *canvas) finish() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
	for i, p := range c.pix {
		dither := noise.Hash(int32(i%c.w), int32(i/c.w), 77)
		q := m.Pix[4*i : 4*i+4 : 4*i+4]
		q[0], q[1], q[2], q[3] = level(p.r, dither), level(p.g, dither), level(p.b, dither), 255
	}
	for _, e := range c.emoji {
		c.t.DrawEmoji(m, e, float32(c.k))
	}
	return m
}

func level(v, dither float32) uint8 { return uint8(min(max(v*255+dither, 0), 255)) }
