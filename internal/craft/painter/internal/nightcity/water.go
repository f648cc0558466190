package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// river is dark water from y down to the border, with the lights of the far bank on it.
func (n *night) river(share float32, count int, y float32) []step {
	body := exposure.Of(oklab.Mix(n.zenith, n.middle, 0.35), 0.55)
	sheen := exposure.Of(n.haze, 0.10)
	far := func(py float32) float32 { return (py - y) / (1 - y) }
	m := &exposure.Mirror{
		Line:    func(float32) float32 { return y },
		Stretch: 1.25, Smear: 0.75,
		Body: func(px, py float32) exposure.Light {
			d := far(py)
			wave := noise.Value(px*(26-16*d), py*(210-120*d), n.Seed+41)
			return body.Towards(sheen, 0.5*(1-d)).Times(0.7 + 0.6*wave)
		},
		Gloss: func(px, py float32) float32 {
			d := far(py)
			wave := n.field(px*(18-10*d), py*(170-100*d), 2, 43)
			return (0.95 - 0.50*d) * (0.30 + 1.35*noise.Smooth(0.25, 0.75, wave))
		},
		Ripple: func(px, py float32) float32 {
			d := far(py)
			return (noise.Value(px*9, py*(150-70*d), n.Seed+47) - 0.5) * (0.006 + 0.030*d)
		},
	}
	return bands(share, count, y, 1, func(top, bottom float32) { n.Mirror(m, top, bottom) })
}

// bank is the far shore: a dark line of trees and walls with lamps on it.
func (n *night) bank(y float32, lamps int) {
	dark := exposure.Of(n.dark, 0.6)
	n.Fill(y-0.03, y+0.004, func(px, py float32) (exposure.Light, float32) {
		crest := y - 0.006 - 0.016*n.field(px*24, 1.5, 3, 53)
		return dark, noise.Smooth(crest-0.002, crest+0.002, py)
	})
	r := n.Random
	for i := range lamps {
		x := (float32(i) + r.Between(0.2, 0.8)) / float32(lamps)
		c := n.lamp
		if r.Chance(0.45) {
			c = n.sign(r.Index(7))
		}
		l := exposure.Of(c, r.Between(1.5, 4))
		n.Spark(x, y-0.007, 0.0026, l)
		n.Glow(x, y-0.007, 0.016, 0.016, l.Times(0.07))
	}
}
