package oil

import (
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Easel holds a picture in the making.
type Easel struct {
	// Random is the stream all chances of the picture come from.
	Random *noise.Stream
	// Seed is for fields of noise.
	Seed uint32

	pulse   pulse
	canvas  *canvas
	brushes *brushes
	side    int
}

// NewEasel puts up a canvas for a picture of side by side pixels; side must be
// even. The canvas is half as wide again: at the size of the picture single
// hairs crawl, at twice the size it takes nearly twice the time and looks the same.
func NewEasel(side int, seed uint64) *Easel {
	random := noise.NewStream(seed)
	fields := uint32(random.Uint64())
	return &Easel{Random: random, Seed: fields, canvas: newCanvas(side * 3 / 2), brushes: usualBrushes(), side: side}
}

// Finish lights the relief and returns the opaque picture.
func (e *Easel) Finish() *image.RGBA { return e.canvas.finish(e.side) }

// Touch is how a stroke is laid: how far its colour strays, how thick it is.
type Touch struct {
	Lightness float32 // strays by about this much lightness
	Chroma    float32 // strays by this part of the chroma
	Hue       float32 // strays by this angle in radians
	Alpha     float32 // 0..1, how well it covers
	Lift      float32 // paint height; 0 means 0.7
	Tone      int32   // 0..256 light and dark of single bristles; 0 means 110
	Dry       bool    // leaves bare gaps
	Firm      bool    // square ends, for beams and walls
	Slim      bool    // with Firm: runs out thin, for boughs
}

const (
	usualLift = 0.7
	usualTone = 110
)

// Stroke pulls a brush of the given radius in units along the points.
func (e *Easel) Stroke(points []Point, radius float32, colour oklab.Colour, t *Touch) {
	var buffer [maxPoints]Point
	count := min(len(points), maxPoints)
	k := float32(e.canvas.side)
	for i, p := range points[:count] {
		buffer[i] = Point{p.X * k, p.Y * k}
	}
	left := e.stray(colour, t, 1)
	right := e.stray(left, t, 0.8)
	lift, tone := t.Lift, t.Tone
	if lift == 0 {
		lift = usualLift
	}
	if tone == 0 {
		tone = usualTone
	}
	s := stroke{
		points: buffer[:count], radius: radius * e.canvas.scale, left: rgb(left), right: rgb(right),
		alpha: t.Alpha, tone: tone, taperHead: 0.75, taperTail: 0.55,
		lift:  lift * (0.8 + 0.4*e.Random.Unit()),
		brush: e.brushes.pick(t.Dry, radius, e.Random), phase: e.Random.Unit() * 14,
	}
	if t.Firm {
		s.square, s.taperHead, s.taperTail = true, 1, 0.85
		if t.Slim {
			s.taperTail = 0.45
		}
	}
	e.canvas.draw(&s)
	e.pulse.add(s.total * (s.radius + fine*e.canvas.scale) / (e.canvas.scale * e.canvas.scale))
}

// Line is a straight Stroke.
func (e *Easel) Line(x0, y0, x1, y1, radius float32, colour oklab.Colour, t *Touch) {
	third := func(k float32) Point { return Point{noise.Lerp(x0, x1, k/3), noise.Lerp(y0, y1, k/3)} }
	e.Stroke([]Point{third(0), third(1), third(2), third(3)}, radius, colour, t)
}

// stray is a colour near c.
func (e *Easel) stray(c oklab.Colour, t *Touch, k float32) oklab.Colour {
	r := e.Random
	lightness := c.L + r.Bell()*t.Lightness*k
	chroma := max(0, 1+r.Bell()*t.Chroma*k)
	return c.Turned(r.Bell() * t.Hue * k).Scaled(chroma).WithL(lightness)
}

func rgb(c oklab.Colour) [3]int32 {
	r, g, b := c.RGB()
	return [3]int32{int32(r), int32(g), int32(b)}
}
