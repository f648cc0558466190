package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Starfield is a night sky whose air turns in great eddies round stars and moon.
type Starfield struct {
	stage  *Stage
	ramp   *ramp
	stars  []star
	eddies []eddy
}

type star struct{ x, y, radius float32 }

type eddy struct{ x, y, radius, spin float32 }

// NewStarfield plans the night; the moon is the light of the stage.
func (s *Stage) NewStarfield() *Starfield {
	r := s.Random
	n := &Starfield{stage: s, ramp: newRamp(s.Scheme.Sky[:])}
	for tries := 0; len(n.stars) < 11 && tries < 400; tries++ {
		candidate := star{r.Between(0.04, 0.96), r.Between(0.04, s.Horizon-0.16), r.Between(0.007, 0.016)}
		if s.lightDistance(candidate.x, candidate.y) > 0.05 && n.clearOf(candidate) {
			n.stars = append(n.stars, candidate)
		}
	}
	x := r.Between(0.34, 0.5)
	if s.LightX < 0.5 {
		x = 1 - x
	}
	spin := r.Side()
	n.eddies = []eddy{
		{x, s.Horizon * r.Between(0.44, 0.58), r.Between(0.14, 0.18), spin},
		{x + 0.22*noise.Sign(s.LightX-0.5), s.Horizon * r.Between(0.66, 0.74), r.Between(0.09, 0.12), -spin},
	}
	return n
}

func (n *Starfield) clearOf(c star) bool {
	for _, o := range n.stars {
		if (c.x-o.x)*(c.x-o.x)+(c.y-o.y)*(c.y-o.y) < 0.022 {
			return false
		}
	}
	return true
}

// Colour is the sky at a place.
func (n *Starfield) Colour(x, y float32) oklab.Colour {
	s := n.stage
	drift := s.field(x*3.2, y*4.2, 3, 40) - 0.5
	c := n.ramp.at(y/s.Horizon + drift*0.55)
	for _, e := range n.eddies {
		dx, dy := x-e.x, y-e.y
		d := noise.Sqrt(dx*dx + dy*dy)
		if d < e.radius*2.4 {
			arms := noise.Sin(noise.Atan2(dy, dx)*e.spin + d/e.radius*5.2)
			c = oklab.Mix(c, s.Scheme.CloudLit, noise.Exp(-d*d/(e.radius*e.radius*1.6))*(0.5+0.5*arms)*0.85)
		}
	}
	// A pale ribbon of air flows along above the hills.
	ribbon := y - s.Horizon*(0.66+0.48*(s.field(x*2.2, 4, 2, 44)-0.5))
	c = oklab.Mix(c, s.Scheme.CloudLit, noise.Bump(ribbon, 0.04)*0.42)
	c = n.halo(c, x, y, s.LightX, s.LightY, 0.075, 0.95)
	for _, st := range n.stars {
		c = n.halo(c, x, y, st.x, st.y, st.radius*1.7, 0.9)
	}
	return c
}

// halo is a ringed glow round a star.
func (n *Starfield) halo(c oklab.Colour, x, y, starX, starY, radius, strength float32) oklab.Colour {
	dx, dy := x-starX, y-starY
	square := dx*dx + dy*dy
	if square > radius*radius*16 {
		return c
	}
	rings := 0.82 + 0.18*noise.Sin(noise.Sqrt(square)/radius*4.4)
	glow := noise.Exp(-square/(radius*radius*2.2)) * rings
	return oklab.Mix(c, n.stage.Scheme.Sun, noise.Clamp01(glow*strength))
}

// direction is a current bent round eddies, stars and moon.
func (n *Starfield) direction(x, y float32) float32 {
	s := n.stage
	sin, cos := noise.Sincos((s.field(x*1.8+1, y*2.4, 2, 60) - 0.5) * 1.9)
	for _, e := range n.eddies {
		dx, dy := x-e.x, y-e.y
		d := noise.Sqrt(dx*dx+dy*dy) + 1e-4
		k := noise.Bump(d, e.radius) * 4 * e.spin
		cos += k * (-dy/d - 0.22*dx/d*e.spin) // slightly inwards
		sin += k * (dx/d - 0.22*dy/d*e.spin)
	}
	round := func(starX, starY, radius float32) {
		dx, dy := x-starX, y-starY
		square := dx*dx + dy*dy
		if square > radius*radius*9 {
			return
		}
		d := noise.Sqrt(square) + 1e-4
		k := noise.Exp(-square/(radius*radius)) * 5
		cos -= k * dy / d
		sin += k * dx / d
	}
	round(s.LightX, s.LightY, 0.12)
	for _, st := range n.stars {
		round(st.x, st.y, st.radius*3.4)
	}
	return noise.Atan2(sin, cos)
}

// Paint lays the night down to a little below the horizon.
func (n *Starfield) Paint() {
	s := n.stage
	bottom := s.Horizon + 0.03
	s.Layer(&oil.Layer{
		Top: 0, Bottom: bottom, Inside: func(_, y float32) bool { return y < bottom }, Colour: n.Colour, Direction: n.direction,
		Coats: []oil.Coat{
			{Radius: 30, Cover: 1.8, Short: 4, Long: 8, Wander: 0.08,
				Touch: oil.Touch{Lightness: 0.015, Chroma: 0.15, Hue: 0.10, Alpha: 1, Tone: 70, Lift: 0.5}},
			{Radius: 14, Cover: 1.8, Short: 4, Long: 9, Wander: 0.08,
				Touch: oil.Touch{Lightness: 0.025, Chroma: 0.2, Hue: 0.16, Alpha: 0.96, Tone: 90, Lift: 0.7}},
			{Radius: 7.5, Cover: 1.6, Short: 5, Long: 11, Wander: 0.07,
				Touch: oil.Touch{Lightness: 0.045, Chroma: 0.25, Hue: 0.22, Alpha: 0.96, Tone: 120, Lift: 0.95}},
		},
	})
	for _, st := range n.stars {
		s.Lamp(st.x, st.y, st.radius*0.55, s.Scheme.Sun.WithL(0.97))
	}
	s.Lamp(s.LightX, s.LightY, s.Disc, s.Scheme.Sun.WithL(0.96))
}
