package shape

import (
	"image"

	"golang.org/x/image/vector"
)

// Mask says how much of each pixel of a square picture is covered. It is used by one
// goroutine.
type Mask struct {
	Alpha  *image.Alpha
	Bounds image.Rectangle // outside of it nothing is covered

	cut    *image.Alpha // room to raster what is taken away
	raster *vector.Rasterizer
}

// NewMask makes an empty mask.
func NewMask(side int) *Mask {
	whole := image.Rect(0, 0, side, side)
	return &Mask{Alpha: image.NewAlpha(whole), cut: image.NewAlpha(whole), raster: vector.NewRasterizer(1, 1)}
}

// Clear uncovers everything.
func (m *Mask) Clear() {
	for y := m.Bounds.Min.Y; y < m.Bounds.Max.Y; y++ {
		clear(row(m.Alpha, y, m.Bounds))
	}
	m.Bounds = image.Rectangle{}
}

// Add covers a path as well.
func (m *Mask) Add(p Path) {
	if r := m.trace(p); !r.Empty() {
		m.raster.Draw(m.Alpha, r, image.Opaque, image.Point{})
		m.Bounds = m.Bounds.Union(r)
	}
}

// Cut takes a path away.
func (m *Mask) Cut(p Path) {
	r := m.trace(p)
	if r.Empty() {
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		clear(row(m.cut, y, r))
	}
	m.raster.Draw(m.cut, r, image.Opaque, image.Point{})
	for y := r.Min.Y; y < r.Max.Y; y++ {
		covered, gone := row(m.Alpha, y, r), row(m.cut, y, r)
		for x, g := range gone {
			if g > 0 {
				covered[x] = uint8(int(covered[x]) * (255 - int(g)) / 255)
			}
		}
	}
}

func row(m *image.Alpha, y int, r image.Rectangle) []uint8 {
	at := m.PixOffset(r.Min.X, y)
	return m.Pix[at : at+r.Dx()]
}

// trace hands a path to the rasterizer and tells which pixels it may touch.
func (m *Mask) trace(p Path) image.Rectangle {
	k := float32(m.Alpha.Rect.Dx())
	r := p.pixels(k).Intersect(m.Alpha.Rect)
	if r.Empty() {
		return r
	}
	m.raster.Reset(r.Dx(), r.Dy())
	left, top := float32(r.Min.X), float32(r.Min.Y)
	for _, outline := range p {
		if len(outline) < 3 {
			continue
		}
		// Outlines that run against each other would take each other away.
		first, last, step := 0, len(outline), 1
		if area(outline) < 0 {
			first, last, step = len(outline)-1, -1, -1
		}
		m.raster.MoveTo(outline[first].X*k-left, outline[first].Y*k-top)
		for i := first + step; i != last; i += step {
			m.raster.LineTo(outline[i].X*k-left, outline[i].Y*k-top)
		}
		m.raster.ClosePath()
	}
	return r
}

// pixels is the rectangle that holds a path on a picture of k pixels.
func (p Path) pixels(k float32) image.Rectangle {
	var r image.Rectangle
	for _, outline := range p {
		if len(outline) < 3 {
			continue
		}
		low, high := outline[0], outline[0]
		for _, q := range outline {
			low = Point{min(low.X, q.X), min(low.Y, q.Y)}
			high = Point{max(high.X, q.X), max(high.Y, q.Y)}
		}
		r = r.Union(image.Rect(pixel(low.X*k), pixel(low.Y*k), pixel(high.X*k)+2, pixel(high.Y*k)+2))
	}
	return r
}

func pixel(v float32) int { return int(min(max(v, -4096), 8192)+4096) - 4096 }

// area is twice the area of an outline, negative when it runs the other way round.
func area(outline []Point) float32 {
	var sum float32
	last := outline[len(outline)-1]
	for _, p := range outline {
		sum += last.X*p.Y - p.X*last.Y
		last = p
	}
	return sum
}
