package noise

import "testing"

func TestNoiseStaysInRangeAndIsSmooth(t *testing.T) {
	for i := range 4000 {
		x, y := float32(i)*0.173-200, float32(i)*0.091-90
		a := Value(x, y, 5)
		if a < 0 || a > 1 {
			t.Fatalf("Value(%v, %v) = %v", x, y, a)
		}
		if d := Abs(Value(x+0.01, y, 5) - a); d > 0.03 {
			t.Fatalf("Value jumps by %v at %v, %v", d, x, y)
		}
		if f := Fractal(x, y, 4, 9); f < 0 || f > 1 {
			t.Fatalf("Fractal(%v, %v) = %v", x, y, f)
		}
		if j := Jagged(x, 4, 9); j < 0 || j > 1 {
			t.Fatalf("Jagged(%v) = %v", x, j)
		}
	}
}

func TestStreamsRepeatAndDiffer(t *testing.T) {
	a, b, c := NewStream(1), NewStream(1), NewStream(2)
	same := 0
	for range 100 {
		va, vb, vc := a.Unit(), b.Unit(), c.Unit()
		if va != vb {
			t.Fatal("equal seeds differ")
		}
		if va < 0 || va >= 1 {
			t.Fatalf("Unit gave %v", va)
		}
		if va == vc {
			same++
		}
	}
	if same > 2 {
		t.Errorf("seeds 1 and 2 share %d of 100 values", same)
	}
}

func TestSmoothGoesBothWays(t *testing.T) {
	for _, c := range []struct{ a, b, x, want float32 }{{0, 1, -1, 0}, {0, 1, 0.5, 0.5}, {0, 1, 2, 1}, {1, 0, 0, 1}, {1, 0, 1, 0}} {
		if got := Smooth(c.a, c.b, c.x); got != c.want {
			t.Errorf("Smooth(%v, %v, %v) = %v, want %v", c.a, c.b, c.x, got, c.want)
		}
	}
}
