package oil

import (
	"math"
	"testing"

	"piece/internal/craft/oklab"
)

var (
	red  = oklab.FromRGB(200, 30, 30)
	blue = oklab.FromRGB(30, 40, 200)
	flat = Touch{Alpha: 1, Tone: 1, Lift: 0.5, Firm: true}
)

func covered(side int, paint func(e *Easel)) (e *Easel, share float64) {
	e = NewEasel(side, 1)
	paint(e)
	n := 0
	for i := 3; i < len(e.canvas.pix); i += 4 {
		if e.canvas.pix[i] > 0 {
			n++
		}
	}
	return e, float64(n) / float64(len(e.canvas.pix)/4)
}

func TestStrokeCoversWhereItGoes(t *testing.T) {
	const radius = 64
	e, share := covered(128, func(e *Easel) { e.Line(0.2, 0.5, 0.8, 0.5, radius, red, &flat) })
	if want := 0.6 * 2 * radius / Units; math.Abs(share-want) > 0.2*want {
		t.Errorf("a stroke covers %.4f of the canvas, want about %.4f", share, want)
	}
	picture := e.Finish()
	if c := picture.RGBAAt(64, 64); c.R < 120 || c.B > 90 || c.A != 255 {
		t.Errorf("the middle of a red stroke is %v", c)
	}
	if c := picture.RGBAAt(64, 10); c.R != 0 {
		t.Errorf("beside the stroke there is paint: %v", c)
	}
}

func TestStrokesOffTheCanvasAreHarmless(t *testing.T) {
	_, share := covered(64, func(e *Easel) {
		e.Line(-3, -3, -2, -2, 40, red, &flat)
		e.Line(1.5, 0.5, 2.5, 0.5, 40, red, &flat)
		e.Stroke([]Point{{0.5, 0.5}}, 10, red, &flat)
		e.Stroke([]Point{{0.5, 0.5}, {0.5, 0.5}}, 10, red, &flat)
		e.Stroke(nil, 10, red, &flat)
	})
	if share != 0 {
		t.Errorf("%.4f of the canvas was painted", share)
	}
	_, crossing := covered(64, func(e *Easel) { e.Line(-1, 0.5, 2, 0.5, 30, red, &flat) })
	if crossing == 0 {
		t.Error("a stroke across the whole canvas left nothing")
	}
}

func TestLayerStaysInside(t *testing.T) {
	const side = 128
	e := NewEasel(side, 7)
	paint := func(inside func(x, y float32) bool, c oklab.Colour) {
		e.Layer(&Layer{
			Bottom: 1, Inside: inside, Colour: func(_, _ float32) oklab.Colour { return c }, Direction: func(_, _ float32) float32 { return 0.3 },
			Coats: []Coat{{Radius: 20, Cover: 2, Short: 2, Long: 5, Touch: Touch{Alpha: 1, Tone: 1}}},
		})
	}
	paint(nil, blue)
	paint(func(_, y float32) bool { return y > 0.5 }, red)
	picture := e.Finish()
	for x := 4; x < side-4; x += 8 {
		if c := picture.RGBAAt(x, side/4); c.B < c.R {
			t.Errorf("red paint got to %d, %d: %v", x, side/4, c)
		}
		if c := picture.RGBAAt(x, side*3/4); c.R < c.B {
			t.Errorf("blue shows through at %d, %d: %v", x, side*3/4, c)
		}
	}
}
