package bough

import (
	"reflect"
	"testing"

	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/paper"
)

func grown(seed uint64, side float32) *Bough {
	return Grow(noise.NewStream(seed), Habit{From: paper.Point{X: 0.5, Y: 0.8}, Side: side, Rise: -0.6, Length: 1, Width: 0.02, Knees: 0.3, Twigs: 0.8})
}

func TestABoughGrowsToItsSideAndUpwards(t *testing.T) {
	for seed := range uint64(20) {
		for _, side := range []float32{-1, 1} {
			main := grown(seed, side).Limbs
			points := main[len(main)-1].Points
			if end := points[len(points)-1]; (end.X-0.5)*side < 0.2 || end.Y > 0.6 {
				t.Errorf("seed %d, side %v: the bough ends at %v", seed, side, end)
			}
		}
	}
}

func TestTwigsAreThinnerThanTheLimbTheyGrowFrom(t *testing.T) {
	b := grown(3, 1)
	if len(b.Limbs) < 4 || len(b.Tips) < 10 {
		t.Fatalf("%d limbs with %d tips", len(b.Limbs), len(b.Tips))
	}
	main := b.Limbs[len(b.Limbs)-1]
	for _, l := range b.Limbs {
		if l.To > l.From || l.From > main.From {
			t.Errorf("a limb goes from %.4f to %.4f, the bough begins with %.4f", l.From, l.To, main.From)
		}
	}
}

func TestTheSameStreamGrowsTheSameBough(t *testing.T) {
	if !reflect.DeepEqual(grown(7, 1), grown(7, 1)) {
		t.Error("two boughs of one seed differ")
	}
}
