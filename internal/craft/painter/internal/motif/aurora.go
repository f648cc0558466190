package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Aurora is a night sky with curtains of light.
type Aurora struct {
	stage    *Stage
	ramp     *ramp
	curtains []curtain
}

type curtain struct {
	base, sway, waves, phase float32 // the lower hem: height, how far and often it sways
	height, strength         float32
	hem, top                 oklab.Colour
	salt                     uint32
}

// NewAurora plans the sky. The curtains take their colours from the accents,
// brought into the greens, blues and violets that such light has.
func (s *Stage) NewAurora() *Aurora {
	r := s.Random
	a := &Aurora{stage: s, ramp: newRamp(s.Scheme.Sky[:])}
	hem := oklab.LCH(0.84, 0.17, s.auroraHue(158, 35))
	top := oklab.LCH(0.62, 0.19, s.auroraHue(310, 40))
	second := oklab.LCH(0.76, 0.14, s.auroraHue(195, 35))
	side := r.Side()
	for i := range 3 {
		k := float32(i)
		c := curtain{
			base: s.Horizon * (0.80 - 0.22*k), sway: r.Between(0.06, 0.12), waves: r.Between(3.2, 5.2), phase: r.Between(0, 6.28),
			height: s.Horizon * (0.66 - 0.10*k), strength: 1 - 0.18*k, hem: hem, top: top, salt: uint32(200 + i*7),
		}
		c.base += side * 0.02 * k
		if i == 1 {
			c.hem = second
		}
		a.curtains = append(a.curtains, c)
	}
	return a
}

// auroraHue is the accent hue nearest to hue if it is within reach.
func (s *Stage) auroraHue(hue, reach float32) float32 {
	for _, c := range s.Scheme.Accents {
		if step := oklab.HueStep(hue, c.Hue()); noise.Abs(step) < reach {
			return hue + step*0.7
		}
	}
	return hue
}

// Colour is the sky at a place.
func (a *Aurora) Colour(x, y float32) oklab.Colour {
	s := a.stage
	drift := s.field(x*2.2, y*3.2, 2, 40) - 0.5
	c := a.ramp.at(y/s.Horizon*0.92 + drift*0.2)
	for i := len(a.curtains) - 1; i >= 0; i-- {
		glow, rise := a.curtains[i].at(s, x, y)
		if glow > 0.01 {
			light := oklab.Mix(a.curtains[i].hem, a.curtains[i].top, noise.Smooth(0.05, 0.75, rise))
			c = oklab.Mix(c, light, glow)
		}
	}
	return c
}

// at is the strength of the light at a place and how far up the curtain it is.
func (c *curtain) at(s *Stage, x, y float32) (glow, rise float32) {
	hem := c.base - c.sway*noise.Sin(x*c.waves+c.phase) - 0.10*(s.value(x*2.6, 1, c.salt)-0.5)
	rise = (hem - y) / c.height
	if rise < -0.08 || rise > 1.3 {
		return 0, 0
	}
	fall := noise.Smooth(-0.08, 0.02, rise) * noise.Exp(-max(0, rise)*1.9)
	// Rays stand in the curtain; it folds, so it is not equally bright all along.
	rays := 0.55 + 0.45*noise.Smooth(0.25, 0.75, s.value(x*26+rise*1.5, 2, c.salt+1))
	fold := 0.25 + 0.75*noise.Smooth(0.22, 0.60, s.value(x*2.1+c.phase, 5, c.salt+2))
	return noise.Clamp01(fall * rays * fold * c.strength * 0.95), rise
}

// Paint lays the sky down to a little below the horizon.
func (a *Aurora) Paint() {
	s := a.stage
	bottom := s.Horizon + 0.03
	s.Layer(&oil.Layer{
		Top: 0, Bottom: bottom, Inside: func(_, y float32) bool { return y < bottom }, Colour: a.Colour, Direction: a.direction,
		Coats: []oil.Coat{
			{Radius: 30, Cover: 1.8, Short: 3, Long: 7, Wander: 0.10,
				Touch: oil.Touch{Lightness: 0.012, Chroma: 0.15, Hue: 0.10, Alpha: 1, Tone: 60, Lift: 0.5}},
			{Radius: 14, Cover: 1.7, Short: 4, Long: 9, Wander: 0.10,
				Touch: oil.Touch{Lightness: 0.018, Chroma: 0.18, Hue: 0.12, Alpha: 0.94, Tone: 80, Lift: 0.65}},
			{Radius: 7, Cover: 1.4, Short: 5, Long: 12, Wander: 0.08,
				Touch: oil.Touch{Lightness: 0.026, Chroma: 0.2, Hue: 0.14, Alpha: 0.9, Tone: 100, Lift: 0.8}},
		},
	})
	r := s.Random
	for range 60 {
		x, y := r.Unit(), r.Unit()*s.Horizon*0.8
		s.Lamp(x, y, r.Between(0.0012, 0.0030), s.Scheme.Sun)
	}
}

// direction stands upright in the light and lies level in the dark.
func (a *Aurora) direction(x, y float32) float32 {
	s := a.stage
	var most float32
	for i := range a.curtains {
		glow, _ := a.curtains[i].at(s, x, y)
		most = max(most, glow)
	}
	lean := (s.value(x*3, y*2, 61) - 0.5) * 0.5
	return noise.Lerp((s.field(x*2, y*3, 2, 60)-0.5)*1.2, -1.5708+lean, noise.Smooth(0.04, 0.22, most))
}
