package press

import (
	"math"
	"testing"

	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

const side = 512

func flat(k float32) Tone { return func(_, _ float32) float32 { return k } }

// inked is the mean cover of a flat tone on one screen.
func inked(which int, tone float32) float64 {
	s := newScreen(which, len(angles), side)
	grain := usualGrain()
	var sum float64
	for y := range side {
		for x := range side {
			sum += float64(s.cover(tone, x, y, float32(grain[y*grainSide+x])/255))
		}
	}
	return sum / side / side
}

func TestScreensGiveTheTonesTheyAreAskedFor(t *testing.T) {
	for which := range angles {
		last := -1.0
		for _, tone := range []float32{0, 0.1, 0.3, 0.5, 0.7, 0.9, 1} {
			got := inked(which, tone)
			if math.Abs(got-float64(tone)) > 0.09 || got <= last {
				t.Errorf("screen %d: a tone of %.1f covers %.3f, the one before %.3f", which, tone, got, last)
			}
			last = got
		}
	}
}

func print(seed uint64, marks ...Mark) *Press {
	p := New(side, []Ink{Bright[3], Bright[20]}, noise.NewStream(seed))
	for _, m := range marks {
		p.Mark(m)
	}
	for drum := range p.inks {
		for part := range 4 {
			p.Print(drum, part, 4)
		}
	}
	return p
}

// mean is the mean colour of the middle of a print.
func mean(p *Press) (r, g, b int) {
	for y := side * 2 / 5; y < side*3/5; y++ {
		for x := side * 2 / 5; x < side*3/5; x++ {
			c := p.picture.RGBAAt(x, y)
			r, g, b = r+int(c.R), g+int(c.G), b+int(c.B)
		}
	}
	n := side / 5 * side / 5
	return r / n, g / n, b / n
}

func TestInksLetThroughWhatIsBelow(t *testing.T) {
	both, _, _ := mean(print(1, Mark{Shape: shape.Whole(), Tones: []Tone{flat(1), flat(1)}}))
	red, _, _ := mean(print(1, Mark{Shape: shape.Whole(), Tones: []Tone{flat(1), nil}}))
	_, _, blueBoth := mean(print(1, Mark{Shape: shape.Whole(), Tones: []Tone{flat(1), flat(1)}}))
	_, _, blue := mean(print(1, Mark{Shape: shape.Whole(), Tones: []Tone{nil, flat(1)}}))
	if both >= red || blueBoth >= blue {
		t.Errorf("red %d under blue is %d, blue %d over red is %d: no darker", red, both, blue, blueBoth)
	}
}

func TestAMarkTakesAwayOrLeaves(t *testing.T) {
	ground := Mark{Shape: shape.Whole(), Tones: []Tone{flat(1), flat(1)}}
	disc := shape.Disc(0.5, 0.5, 0.4)
	gone, _, _ := mean(print(1, ground, Mark{Shape: disc, Tones: []Tone{flat(0), flat(0)}}))
	left, _, _ := mean(print(1, ground, Mark{Shape: disc, Tones: []Tone{nil, nil}}))
	if gone < 225 || left > 60 {
		t.Errorf("a white mark leaves %d of red light, one that asks for nothing %d", gone, left)
	}
}

func TestTheBorderStaysPaper(t *testing.T) {
	p := print(9, Mark{Shape: shape.Whole(), Tones: []Tone{flat(1), flat(1)}})
	if c := p.picture.RGBAAt(side/2, 3); c.R < 230 || c.B < 215 {
		t.Errorf("the border is %v", c)
	}
}

func TestSameMarksGiveTheSamePrint(t *testing.T) {
	m := Mark{Shape: shape.Disc(0.5, 0.5, 0.3), Tones: []Tone{flat(0.5), flat(0.8)}}
	a, b := print(4, m).Finish(), print(4, m).Finish()
	other := print(5, m).Finish()
	differ := false
	for i, v := range a.Pix {
		if b.Pix[i] != v {
			t.Fatalf("byte %d differs", i)
		}
		differ = differ || other.Pix[i] != v
	}
	if !differ || !a.Opaque() {
		t.Error("another seed gives the same print, or it is not opaque")
	}
}
