package shape

import (
	"math"
	"slices"
	"testing"

	"piece/internal/craft/noise"
)

const side = 128

// share is how much of the picture a mask covers.
func share(m *Mask) float64 {
	sum := 0
	for _, a := range m.Alpha.Pix {
		sum += int(a)
	}
	return float64(sum) / 255 / side / side
}

func TestOutlinesThatRunAgainstEachOtherAddUp(t *testing.T) {
	square := []Point{{0.25, 0.25}, {0.75, 0.25}, {0.75, 0.75}, {0.25, 0.75}}
	other := slices.Clone(square)
	slices.Reverse(other)
	m := NewMask(side)
	m.Add(Path{square, other})
	if got := share(m); math.Abs(got-0.25) > 0.002 {
		t.Errorf("two squares in one place cover %.3f, want 0.25", got)
	}
}

func TestWhatIsCutIsGoneAndClearForgets(t *testing.T) {
	m := NewMask(side)
	m.Add(Whole())
	m.Cut(Disc(0.5, 0.5, 0.25))
	if got, want := share(m), 1-math.Pi/16; math.Abs(got-want) > 0.005 {
		t.Errorf("a picture with a round hole covers %.3f, want %.3f", got, want)
	}
	m.Clear()
	if got := share(m); got != 0 || !m.Bounds.Empty() {
		t.Errorf("a cleared mask covers %.3f of %v", got, m.Bounds)
	}
}

func TestMaskTakesPathsBeyondThePicture(t *testing.T) {
	m := NewMask(side)
	m.Add(Rect(-9, -9, -8, -8))
	m.Add(Polygon(Point{-40, 0.5}, Point{0.5, -40}, Point{40, 0.5}, Point{0.5, 40}))
	m.Add(nil)
	if got := share(m); math.Abs(got-1) > 0.001 {
		t.Errorf("covers %.3f, want all", got)
	}
}

func TestThingsStandWhereTheyArePut(t *testing.T) {
	r := noise.NewStream(5)
	wood, leaves := Broad(0.5, 0.9, 0.4, r)
	hull, sails := Boat(0.5, 0.6, 0.3)
	house, castle := House(0.5, 0.8, 0.3, 0.3, r), Castle(0.5, 0.8, 0.4, r)
	for name, thing := range map[string]struct {
		path                     Path
		left, top, right, bottom float32
	}{
		"fir": {Fir(0.5, 0.9, 0.5, r), 0.3, 0.38, 0.7, 0.91}, "tree": {Join(wood, leaves), 0.1, 0.2, 0.9, 0.93},
		"deer": {Deer(0.3, 0.9, 0.4, true), 0.2, 0.3, 0.75, 0.91}, "deer that looks left": {Deer(0.7, 0.9, -0.4, true), 0.25, 0.3, 0.8, 0.91},
		"boat": {Join(hull, sails), 0.3, 0.25, 0.7, 0.65}, "house": {Join(house.Walls, house.Roof, house.Panes), 0.3, 0.45, 0.7, 0.81},
		"castle": {Join(castle.Walls, castle.Roof), 0.2, 0.2, 0.8, 0.85}, "whale": {Whale(0.5, 0.5, 0.4), 0.2, 0.35, 0.75, 0.65},
		"crescent": {Crescent(0.5, 0.5, 0.2, 1), 0.29, 0.29, 0.71, 0.71}, "cloud": {Cloud(0.5, 0.5, 0.2, r), 0.2, 0.2, 0.8, 0.55},
	} {
		m := NewMask(side)
		m.Add(thing.path)
		if share(m) < 0.002 {
			t.Errorf("%s: nothing is seen of it", name)
		}
		for _, outline := range thing.path {
			for _, p := range outline {
				if p.X < thing.left || p.X > thing.right || p.Y < thing.top || p.Y > thing.bottom {
					t.Fatalf("%s: reaches to %v", name, p)
				}
			}
		}
	}
}

func TestEqualStreamsGiveEqualThings(t *testing.T) {
	grow := func() Path {
		r := noise.NewStream(77)
		wood, leaves := Broad(0.5, 0.9, 0.5, r)
		return Join(wood, leaves, Fir(0.2, 0.9, 0.4, r), Tower(0.5, 0.9, 0.2, 0.6, r).Panes, Bank(0.5, 0.1, r))
	}
	if !slices.EqualFunc(grow(), grow(), slices.Equal[[]Point]) {
		t.Error("two streams of one seed gave two woods")
	}
}
