package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// overview is a town seen from above: row behind row of houses, and a road of light through
// them to the horizon.
type overview struct {
	n       *night
	horizon float32
	x, bend float32 // where the road ends, and how it swings
}

const above = 0.50 // height of the eye

func (v *overview) steps() []step {
	var distances []float32
	for d := float32(8.5); d > 1.12; d *= 0.905 {
		distances = append(distances, d)
	}
	return parts(0.60, 11, len(distances), func(i int) { v.row(distances[i], int32(i)) })
}

// road is the middle of the road at a distance.
func (v *overview) road(d float32) float32 {
	return v.x + v.bend*0.16*noise.Sin(d*0.9)/d
}

func (v *overview) row(d float32, number int32) {
	n, r := v.n, v.n.Random
	base := v.horizon + above/d
	air := noise.Smooth(1.0, 8, d)
	ground := exposure.Of(oklab.Blend(oklab.Mix(n.dark, n.middle, 0.35), n.haze, air*0.85), 0.62)
	next := v.horizon + above/(d*0.905)
	n.Fill(base, next+0.01, func(_, _ float32) (exposure.Light, float32) { return ground, 1 })
	middle, clear := v.road(d), 0.075/d
	for x := r.Between(-0.1, 0); x < 1.05; {
		w := r.Between(0.045, 0.10) / d
		height := r.Between(0.05, 0.17)
		if r.Chance(0.10) { // a tower among the low houses, none before the road
			height = r.Between(0.22, 0.46) * (0.55 + 0.45*noise.Smooth(1, 3.5, d))
		}
		t := tower{x: x + w/2, width: w, base: base + 0.01, top: base - height/d, number: number*40 + int32(x*50), crown: flat}
		if height > 0.22 {
			t.crown = crownTurns[r.Index(len(crownTurns)-1)]
		}
		if noise.Abs(t.x-middle) > clear+w/2 {
			n.body(t, air)
			n.windows(t, max(0.021/d, 0.0052), (0.46+0.1*noise.Hash(t.number, 3, n.Seed))*(0.35+0.65*n.lively))
			if height > 0.22 && r.Chance(0.6) {
				n.trim(t, 2.2-air)
			}
		}
		x += w * r.Between(1.02, 1.35)
	}
	v.lamps(d, base, air)
	v.cars(d)
}

// lamps stand in the street before a row.
func (v *overview) lamps(d, y, air float32) {
	n, r := v.n, v.n.Random
	for range int(5 + 4*d) {
		c := oklab.Mix(n.lamp, n.neon[0], 0.25*r.Unit())
		if r.Chance(0.15) {
			c = n.sign(r.Index(7))
		}
		x, py := r.Unit(), y+r.Between(-0.004, 0.010)/d*3
		l := exposure.Of(c, r.Between(0.8, 2.4)*(1-0.4*air))
		n.Spark(x, py, 0.0048/(d+1), l)
		n.Glow(x, py, 0.045/(d+0.6), 0.03/(d+0.6), l.Times(0.06))
	}
}

// cars draw the road from here to the next row.
func (v *overview) cars(d float32) {
	n := v.n
	near := d * 0.90
	for lane := range 6 {
		across := (float32(lane) - 2.5) * 0.020
		c := exposure.Light{2.3, 2.0, 1.4}
		if across < 0 {
			c = exposure.Of(oklab.Mix(n.neon[0], oklab.LCH(0.62, 0.22, 27), 0.65), 2.0)
		}
		way := func(t float32) exposure.Point {
			at := noise.Lerp(d, near, t)
			return exposure.Point{X: v.road(at) + across/at, Y: v.horizon + above/at}
		}
		n.Trail(exposure.Path(6, way), func(float32) float32 { return 0.0042 / d }, c.Times(0.55))
	}
	q := exposure.Point{X: v.road(d), Y: v.horizon + above/d}
	n.Glow(q.X, q.Y, 0.16/d, 0.07/d, exposure.Of(n.lamp, 0.10))
}
