package exposure

import (
	"math"
	"testing"
)

var (
	white = Light{1, 1, 1}
	red   = Light{1, 0, 0}
)

// sum is all the light on a plate above that of unlit card, in plates.
func sum(p *Plate) float64 {
	var total float64
	for i := 0; i < len(p.pix); i += 3 {
		total += float64(p.pix[i] - unlit[0])
	}
	return total / float64(len(p.pix)/3)
}

func TestShapesCoverTheirArea(t *testing.T) {
	for name, c := range map[string]struct {
		shape []Point
		area  float64
	}{
		"box":                {Box(0.21, 0.33, 0.63, 0.47), 0.42 * 0.14},
		"less than a pixel":  {Box(0.501, 0.501, 0.507, 0.505), 0.006 * 0.004},
		"triangle":           {[]Point{{0.1, 0.9}, {0.5, 0.1}, {0.9, 0.9}}, 0.32},
		"round":              {Round(0.5, 0.5, 0.3, 0.2), math.Pi * 0.06},
		"half off the plate": {Box(-0.5, 0.2, 0.5, 0.4), 0.1},
		"off the plate":      {Box(1.5, 1.2, 2.5, 1.4), 0},
		"a line":             {[]Point{{0.1, 0.1}, {0.9, 0.9}}, 0},
	} {
		p := New(64, 1)
		p.Lamp(c.shape, white)
		if got := sum(p); math.Abs(got-c.area) > 0.03*c.area+2e-5 {
			t.Errorf("%s covers %.5f, want %.5f", name, got, c.area)
		}
	}
}

func TestWhatIsFinerThanAPixelIsWeakerInstead(t *testing.T) {
	fine, large := New(64, 1), New(512, 1)
	for _, p := range []*Plate{fine, large} {
		p.Beam(0.1, 0.3, 0.9, 0.6, 0.004, white)
		p.Beam(0.5, 0.5, 0.5, 0.5, 0.004, white) // of no length
		p.Beam(-3, -3, -2, -2, 0.01, white)
	}
	if a, b := sum(fine), sum(large); math.Abs(a-b) > 0.1*b || b == 0 {
		t.Errorf("a line gives %.5f on a small plate and %.5f on a large one", a, b)
	}
}

func TestBodiesHideAndLampsAdd(t *testing.T) {
	p := New(32, 1)
	p.Fill(0, 1, func(_, _ float32) (Light, float32) { return white, 1 })
	p.Body(Box(0.25, 0.25, 0.75, 0.75), Even(red))
	p.Pane(Box(0.25, 0.25, 0.75, 0.5), white, 0.5)
	p.Lamp(Box(0.25, 0.5, 0.75, 0.75), white)
	for _, c := range []struct {
		x, y float32
		want Light
	}{{0.1, 0.1, white}, {0.5, 0.4, Light{1, 0.5, 0.5}}, {0.5, 0.6, Light{2, 1, 1}}} {
		if got := p.At(c.x, c.y); got != c.want {
			t.Errorf("at %v, %v there is %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func TestTheMirrorShowsWhatStandsAboveIt(t *testing.T) {
	p := New(64, 1)
	p.Body(Box(0.4, 0.3, 0.6, 0.5), Even(red))
	m := &Mirror{
		Line: func(float32) float32 { return 0.5 }, Stretch: 1, Body: Even(Light{}),
		Gloss: func(_, _ float32) float32 { return 0.5 }, Ripple: func(_, _ float32) float32 { return 0 },
	}
	p.Mirror(m, 0.5, 1)
	if got := p.At(0.5, 0.6); got[0] < 0.4 || got[0] > 0.6 || got[2] > 0.1 {
		t.Errorf("below a red house the water is %v", got)
	}
	if got := p.At(0.1, 0.6); got[0] > 0.1 {
		t.Errorf("beside it the water is %v", got)
	}
	if got := p.At(0.5, 0.4); got != red {
		t.Errorf("the house became %v", got)
	}
}

func TestBrightLightsBloomAndNothingElseDoes(t *testing.T) {
	p := New(64, 1)
	dark := p.Develop().RGBAAt(35, 32)
	p.Spark(0.5, 0.5, 0.02, Light{60, 60, 60})
	lit := p.Develop()
	if c := lit.RGBAAt(35, 32); int(c.R) < int(dark.R)+6 {
		t.Errorf("near a lamp there is %v, without it %v", c, dark)
	}
	if c := lit.RGBAAt(32, 32); c.R < 230 || c.A != 255 {
		t.Errorf("the lamp itself is %v", c)
	}
	if c := lit.RGBAAt(2, 2); c.R > dark.R+8 {
		t.Errorf("far from it there is %v, without it %v", c, dark)
	}
}
