package diorama

import (
	"testing"

	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

const side = 256

var (
	red  = oklab.FromRGB(200, 60, 50)
	blue = oklab.FromRGB(40, 70, 170)
)

func one(c oklab.Colour) func(x, y float32) oklab.Colour {
	return func(_, _ float32) oklab.Colour { return c }
}

// brightness is the mean level around a place.
func brightness(d *Desk, x, y float32) int {
	const reach = 6
	sum, count := 0, 0
	for j := -reach; j <= reach; j++ {
		for i := -reach; i <= reach; i++ {
			c := d.picture.RGBAAt(int(x*side)+i, int(y*side)+j)
			sum, count = sum+int(c.R)+int(c.G)+int(c.B), count+1
		}
	}
	return sum / count
}

func table(lift float32) *Desk {
	d := NewDesk(side, oklab.LCH(0.2, 0.06, 280))
	d.Lay(&Sheet{Shape: shape.Whole(), Colour: one(blue)})
	d.Lay(&Sheet{Shape: shape.Rect(0.3, 0.3, 0.7, 0.7), Holes: shape.Rect(0.45, 0.45, 0.55, 0.55), Colour: one(red), Lift: lift})
	return d
}

func TestShadowFallsToTheLowerRight(t *testing.T) {
	d := table(0.02)
	far, above, below := brightness(d, 0.1, 0.9), brightness(d, 0.5, 0.26), brightness(d, 0.5, 0.73)
	if below >= far-20 || below >= above-10 {
		t.Errorf("brightness %d below a sheet, %d above it and %d far from it", below, above, far)
	}
}

func TestShadowFollowsTheHeight(t *testing.T) {
	low, high := brightness(table(0.004), 0.5, 0.735), brightness(table(0.03), 0.5, 0.735)
	if high >= low {
		t.Errorf("a high sheet leaves %d beside it, a low one %d", high, low)
	}
}

func TestHolesShowWhatIsBelow(t *testing.T) {
	d := table(0.004)
	if c := d.picture.RGBAAt(side*51/100, side*52/100); c.B < c.R {
		t.Errorf("through the hole is %v, want blue", c)
	}
	if c := d.picture.RGBAAt(side*4/10, side*4/10); c.R < c.B {
		t.Errorf("the sheet is %v, want red", c)
	}
}

func TestSameSheetsGiveTheSamePixels(t *testing.T) {
	a, b := table(0.01).Finish(), table(0.01).Finish()
	for i, v := range a.Pix {
		if b.Pix[i] != v {
			t.Fatalf("byte %d differs", i)
		}
	}
	if !a.Opaque() {
		t.Error("not opaque")
	}
}

func TestGlanceIsSmallAndChangesNothing(t *testing.T) {
	d := table(0.01)
	before := d.picture.RGBAAt(100, 100)
	if got := d.Glance(40).Rect.Dx(); got != 40 || d.picture.RGBAAt(100, 100) != before {
		t.Errorf("a glance of %d pixels, and %v was %v", got, d.picture.RGBAAt(100, 100), before)
	}
}
