package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// rooftop looks over the whole town from the top of a house.
func rooftop(n *night) []step {
	r := n.Random
	peak := r.Between(0.3, 0.7)
	horizon := r.Between(0.38, 0.43)
	s := n.newSky(horizon+0.06, peak, r.Between(0.4, 1))
	steps := s.steps(0.22, 4, 0.62)
	steps = append(steps, step{0.02, func() {
		n.stars(70, horizon*0.8)
		if r.Chance(0.6) {
			n.moon(noise.Clamp01(1-peak+r.Bell()*0.06), r.Between(0.10, 0.2), r.Between(0.022, 0.034))
		}
	}})
	far := n.skyline(peak, horizon+0.06, 0.30, 0.034)
	steps = append(steps, step{0.04, func() {
		for _, t := range far {
			n.body(t, 0.95)
			n.windows(t, 0.0062, 0.42*(0.35+0.65*n.lively))
		}
	}})
	v := &overview{n: n, horizon: horizon, x: peak, bend: r.Side() * r.Between(0.5, 1.1)}
	steps = append(steps, v.steps()...)
	return append(steps, step{0.05, func() { n.parapet() }})
}

// parapet is the roof one stands on, with somebody who looks.
func (n *night) parapet() {
	r := n.Random
	dark := exposure.Of(n.dark, 0.5)
	top := float32(0.895)
	n.Body(exposure.Box(-0.1, top, 1.1, 1.1), func(_, y float32) exposure.Light {
		return dark.Towards(exposure.Of(n.haze, 0.25), noise.Smooth(top+0.012, top, y)*0.7)
	})
	rim := exposure.Of(oklab.Mix(n.haze, n.neon[0], 0.5), 0.5)
	n.Beam(-0.1, top, 1.1, top, 0.0022, rim)
	for x := float32(0.01); x < 1; x += 0.055 { // the railing
		n.Stick(x, top, x, top-0.045, 0.003, dark)
	}
	n.Stick(-0.1, top-0.045, 1.1, top-0.045, 0.0045, dark)
	n.Beam(-0.1, top-0.0475, 1.1, top-0.0475, 0.0014, rim.Times(0.8))
	x := r.Between(0.24, 0.76)
	if n.lively > 0.3 {
		n.person(x, top+0.03, 0.21, 0)
		if n.lively > 0.6 && r.Chance(0.7) {
			n.person(x+0.058, top+0.03, 0.198, 1)
		}
	}
}
