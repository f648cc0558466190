package paper

import (
	"bytes"
	"testing"

	"piece/internal/craft/oklab"
)

var (
	white  = Stock{Colour: oklab.Colour{L: 1}}
	blue   = oklab.FromRGB(60, 110, 200)
	yellow = oklab.FromRGB(240, 210, 40)
)

// pixel finishes the sheet and reads a colour of it.
func pixel(s *Sheet, x, y int) oklab.Colour {
	c := s.Finish().RGBAAt(x, y)
	return oklab.FromRGB(c.R, c.G, c.B)
}

func plain(c oklab.Colour) *Wash { return &Wash{Colour: Even(c)} }

func TestOneWashLooksLikeItsColour(t *testing.T) {
	s := NewSheet(32, 1, white)
	s.Wash(plain(blue))
	if d := oklab.Distance(pixel(s, 16, 16), blue); d > 0.01 {
		t.Errorf("a wash is %.3f from the colour of its paint", d)
	}
}

func TestLayersShineThroughEachOther(t *testing.T) {
	s := NewSheet(32, 1, white)
	s.Wash(plain(yellow))
	s.Wash(plain(blue))
	c := pixel(s, 16, 16)
	if h := c.Hue(); h < 110 || h > 200 {
		t.Errorf("blue over yellow has hue %.0f, want green", h)
	}
	if c.L >= blue.L {
		t.Errorf("two layers have lightness %.2f, no less than one of %.2f", c.L, blue.L)
	}
}

func TestMaskedPaperStaysWhite(t *testing.T) {
	s := NewSheet(64, 1, white)
	s.Mask(Round(0.5, 0.5, 0.2))
	s.Wash(plain(blue))
	if c := pixel(s, 32, 32); c.L < 0.99 {
		t.Errorf("masked paper took paint: %+v", c)
	}
	if c := pixel(s, 4, 4); c.L > 0.9 {
		t.Errorf("paper beside the masking stayed white: %+v", c)
	}
	s.Unmask()
	s.Wash(plain(yellow))
	if c := pixel(s, 32, 32); oklab.Distance(c, yellow) > 0.01 {
		t.Errorf("after the masking came off, yellow looks like %+v", c)
	}
}

func TestEdgesDryDarker(t *testing.T) {
	s := NewSheet(1024, 1, white)
	s.Wash(&Wash{Colour: Even(blue), Rim: 0.8, Box: Box{0.2, 0.2, 0.8, 0.8},
		Shape: func(x, y float32) float32 { return min(x-0.3, 0.7-x, y-0.3, 0.7-y) }})
	inside, edge := pixel(s, 512, 512), pixel(s, 512, 309)
	if edge.L > inside.L-0.02 {
		t.Errorf("the rim has lightness %.3f, the wash %.3f", edge.L, inside.L)
	}
}

func TestBodyColourCoversAndLiftingLightens(t *testing.T) {
	s := NewSheet(64, 1, white)
	s.Wash(plain(oklab.FromRGB(20, 30, 60)))
	box, shape := Round(0.25, 0.5, 0.1)
	s.Body(box, shape, 0, oklab.Colour{L: 1}, 1.2)
	box, shape = Round(0.75, 0.5, 0.1)
	s.Lift(box, shape, 0, 0.5)
	dark, body, lifted := pixel(s, 32, 4), pixel(s, 16, 32), pixel(s, 48, 32)
	if body.L < 0.95 || lifted.L < dark.L+0.1 || lifted.L > body.L {
		t.Errorf("dark %.2f, under white %.2f, lifted %.2f", dark.L, body.L, lifted.L)
	}
}

func TestPaintOffTheSheetIsHarmless(t *testing.T) {
	s := NewSheet(32, 1, white)
	before := s.Finish()
	s.Stroke(&Stroke{Points: []Point{{-3, -3}, {-2, -2}}, Width: Narrowing(0.1, 0.1), Colour: blue})
	s.Stroke(&Stroke{Points: []Point{{0.5, 0.5}}, Width: Narrowing(0.1, 0.1), Colour: blue})
	s.Stroke(&Stroke{Width: Narrowing(0.1, 0.1), Colour: blue})
	s.Drop(1.6, 2, 0.1, blue, 1)
	s.Drop(-1.6, -2, 0.1, blue, 1)
	if !bytes.Equal(before.Pix, s.Finish().Pix) {
		t.Error("paint beside the sheet changed it")
	}
	s.Stroke(&Stroke{Points: []Point{{-1, 0.5}, {2, 0.5}}, Width: Narrowing(0.1, 0.1), Colour: blue})
	if bytes.Equal(before.Pix, s.Finish().Pix) {
		t.Error("a stroke across the whole sheet left nothing")
	}
}

func TestGlanceIsThePictureMadeSmall(t *testing.T) {
	s := NewSheet(96, 1, white)
	s.Wash(plain(blue))
	g := s.Glance(24)
	if g.Bounds().Dx() != 24 || !g.Opaque() {
		t.Fatalf("a glance is %v", g.Bounds())
	}
	c := g.RGBAAt(12, 12)
	if d := oklab.Distance(oklab.FromRGB(c.R, c.G, c.B), pixel(s, 48, 48)); d > 0.02 {
		t.Errorf("a glance is %.3f from the picture", d)
	}
}
