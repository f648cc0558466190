package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// sky is the air over the city: dark above, and bright where the lights are.
type sky struct {
	n       *night
	horizon float32
	x       float32 // where the city is brightest
	cloud   float32 // 0..1
	ramp    [256]exposure.Light
	under   exposure.Light // light on clouds
}

func (n *night) newSky(horizon, x, cloud float32) *sky {
	s := &sky{n: n, horizon: horizon, x: x, cloud: cloud, under: exposure.Of(n.haze.Lighter(0.04), 0.8)}
	for i := range s.ramp {
		t := float32(i) / 255
		c := oklab.Blend(n.zenith, n.middle, noise.Smooth(0.04, 0.66, t))
		c = oklab.Blend(c, n.haze, noise.Smooth(0.38, 0.98, t))
		s.ramp[i] = exposure.Of(c, 0.92)
	}
	return s
}

func (s *sky) at(x, y float32) exposure.Light {
	n := s.n
	dx := (x - s.x) * 0.9
	t := y/s.horizon + 0.16*noise.Bump(dx, 0.34) - 0.16
	l := s.ramp[int(noise.Clamp01(t)*255)]
	if s.cloud > 0 && y < s.horizon {
		depth := 0.35 + s.horizon - y // clouds lie closer together far away
		v := n.field(x*1.3/depth+3, y*3.4/depth, 4, 11)
		lit := noise.Smooth(0.46, 0.74, v) * s.cloud
		l = l.Towards(s.under, lit*(0.20+0.5*noise.Clamp01(t)))
	}
	return l
}

func (s *sky) steps(share float32, count int, bottom float32) []step {
	return bands(share, count, 0, bottom, func(top, bottom float32) {
		s.n.Fill(top, bottom, func(x, y float32) (exposure.Light, float32) { return s.at(x, y), 1 })
	})
}

// stars are few over a city.
func (n *night) stars(count int, bottom float32) {
	r := n.Random
	for range count {
		x, y := r.Unit(), r.Unit()*r.Unit()*bottom
		n.Spark(x, y, r.Between(0.0007, 0.0013), exposure.Light{0.5, 0.55, 0.7}.Times(r.Between(0.3, 1.2)))
	}
}

// moon is a disc with its light in the air.
func (n *night) moon(x, y, radius float32) {
	l := exposure.Of(oklab.LCH(0.95, 0.03, 85), 1)
	n.Glow(x, y, radius*7, radius*7, exposure.Of(n.haze, 0.30))
	n.Body(exposure.Round(x, y, radius, radius), func(px, py float32) exposure.Light {
		spot := n.field(px/radius*1.4, py/radius*1.4, 3, 19)
		return l.Times(1.25 - 0.6*noise.Smooth(0.45, 0.7, spot))
	})
}

// veil lays haze over what is there, thickest at the height given.
func (n *night) veil(y, above, below, strength float32, l exposure.Light) {
	n.Fill(y-above, y+below, func(px, py float32) (exposure.Light, float32) {
		t := (y - py) / above
		if py > y {
			t = (py - y) / below
		}
		k := (1 - t) * (1 - t) * (0.65 + 0.7*n.field(px*2.2, py*5, 3, 23))
		return l, noise.Clamp01(k * strength)
	})
}
