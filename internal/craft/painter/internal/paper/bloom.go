package paper

import "piece/internal/craft/noise"

// Bloom is where a drop of water pushed the drying paint away.
type Bloom struct{ X, Y, Radius float32 }

// tide is a thin dark line, soft on the side it came from, here and there in a wash.
func (s *Sheet) tide(x, y float32, salt uint32) float32 {
	v := (s.Flow(x, y, 2.3, salt) - 0.52) * 8
	if v < -0.06 || v > 1 {
		return 0
	}
	here := noise.Smooth(0.45, 0.65, s.Flow(x, y, 3.1, salt+1))
	if v < 0 {
		return here * (1 + v/0.06)
	}
	v = 1 - v
	return here * v * v * v
}

// bloom is the factor by which a drop changed the load at a place.
func (s *Sheet) bloom(b *Bloom, x, y float32, salt uint32) float32 {
	dx, dy := (x-b.X)/b.Radius, (y-b.Y)/b.Radius
	square := dx*dx + dy*dy
	if square > 3.4 {
		return 1
	}
	// The crest is crinkled like a leaf of cabbage.
	k := 0.5 / b.Radius
	crinkle := 1.1*(s.Flow(x, y, k, salt)-0.5) + 0.5*(s.Flow(x, y, 26, salt+1)-0.5)
	t := noise.Sqrt(square) + crinkle
	switch {
	case t < 1:
		in := noise.Smooth(0.15, 1, t)
		return 0.76 + 0.20*in*in + 0.24*noise.Smooth(0.93, 1, t)
	case t < 1.3:
		out := 1 - (t-1)/0.3
		return 1 + 0.20*out*out
	}
	return 1
}
