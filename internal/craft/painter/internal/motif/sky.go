package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Sky is the air above the horizon. Clouds are streaks lit from the light,
// or, with Cumulus, white heaps.
type Sky struct {
	stage   *Stage
	ramp    *ramp
	glow    *ramp // the same air half way to the light
	streaks float32
	heaps   []heap
	sweep   float32 // which way the brush sweeps, in radians
}

// NewSky plans a sky. streaks is the amount of drawn-out cloud, 0..1; heaps
// the number of cumulus clouds.
func (s *Stage) NewSky(streaks float32, heaps int) *Sky {
	air := newRamp(s.Scheme.Sky[:])
	sky := &Sky{stage: s, ramp: air, glow: air.towards(s.Scheme.Sun), streaks: streaks, sweep: s.Random.Side() * s.Random.Between(0.05, 0.35)}
	sky.heaps = s.planHeaps(heaps)
	return sky
}

// Colour is the sky at a place, clouds included; water mirrors it.
func (k *Sky) Colour(x, y float32) oklab.Colour {
	c := k.air(x, y)
	if k.streaks > 0 {
		c = k.streaked(c, x, y)
	}
	return c
}

// Mirrored is the sky as calm water shows it, heaps as well.
func (k *Sky) Mirrored(x, y float32) oklab.Colour {
	c := k.Colour(x, y)
	for i := range k.heaps {
		if cover, lit := k.heaps[i].at(x, y); cover > 0 {
			c = oklab.Mix(c, k.heapColour(lit, y), cover*0.8)
		}
	}
	return c
}

// air is the cloudless sky with the glow of the light.
func (k *Sky) air(x, y float32) oklab.Colour {
	s := k.stage
	// Broad patches of warmer and cooler air keep the gradient alive.
	drift := s.field(x*2.2, y*3.4, 2, 40) - 0.5
	t := y/s.Horizon + drift*0.16
	glow := 0.62 * noise.Exp(-s.lightDistance(x, y)/(s.Glow*s.Glow))
	if glow < 0.5 {
		return oklab.Mix(k.ramp.at(t), k.glow.at(t), glow*2)
	}
	return oklab.Mix(k.glow.at(t), s.Scheme.Sun, glow*2-1)
}

// density of drawn-out cloud; clouds flatten towards the horizon.
func (k *Sky) density(x, y float32) float32 {
	s := k.stage
	t := noise.Clamp01(y / s.Horizon)
	sy := y*(2.6+7*t*t) + x*k.sweep*1.2
	sx := x * (1.5 + 1.2*t)
	warp := s.value(sx*1.7+3, sy*1.3, 50)
	return s.field(sx*1.25+warp*0.6, sy*1.25+warp*0.4, 4, 51)
}

func (k *Sky) streaked(c oklab.Colour, x, y float32) oklab.Colour {
	s := k.stage
	d := k.density(x, y)
	edge := noise.Lerp(0.66, 0.42, k.streaks)
	cover := noise.Smooth(edge, edge+0.11, d)
	distance := s.lightDistance(x, y)
	cover *= 1 - 0.85*noise.Exp(-distance/0.012)
	if cover <= 0 {
		return c
	}
	// A cloud is bright where there is less of it towards the light.
	inverse := 1 / (noise.Sqrt(distance) + 0.05)
	towards := k.density(x-(x-s.LightX)*inverse*0.035, y-(y-s.LightY)*inverse*0.035-0.008)
	glow := noise.Exp(-distance / (s.Glow * s.Glow))
	lit := noise.Clamp01(0.48 + (d-towards)*9 + glow*0.45 - (d-edge)*1.1)
	cloud := oklab.Blend(s.Scheme.CloudShade, s.Scheme.CloudLit, lit)
	t := noise.Clamp01(y / s.Horizon)
	cloud = oklab.Mix(cloud, c, 0.10+0.40*noise.Smooth(0.55, 1, t))
	return oklab.Mix(c, cloud, cover*0.96)
}

// direction lets the brush sweep across the sky and arc round the light.
func (k *Sky) direction(x, y float32) float32 {
	s := k.stage
	angle := k.sweep*(1-y/s.Horizon) + (s.field(x*2.1, y*3.2, 2, 60)-0.5)*1.3
	dx, dy := x-s.LightX, y-s.LightY
	d := noise.Sqrt(dx*dx + dy*dy)
	round := noise.Bump(d, 0.10) * 0.97
	if round < 0.02 {
		return angle
	}
	tangentX, tangentY := -dy, dx
	if tangentX < 0 {
		tangentX, tangentY = -tangentX, -tangentY
	}
	sin, cos := noise.Sincos(angle)
	return noise.Atan2(noise.Lerp(sin, tangentY/(d+1e-4), round), noise.Lerp(cos, tangentX/(d+1e-4), round))
}

// Paint lays the sky down to a little below the horizon.
func (k *Sky) Paint() {
	s := k.stage
	busy := func(x, y float32) float32 { return noise.Smooth(0.40, 0.64, s.field(x*3.3, y*4.4, 2, 66)) }
	bottom := s.Horizon + 0.02
	s.Layer(&oil.Layer{
		Top: 0, Bottom: bottom, Inside: func(_, y float32) bool { return y < bottom }, Colour: k.Colour, Direction: k.direction,
		Coats: []oil.Coat{
			{Radius: 42, Cover: 2.2, Short: 3, Long: 7, Wander: 0.2,
				Touch: oil.Touch{Lightness: 0.012, Chroma: 0.12, Hue: 0.10, Alpha: 1, Tone: 50, Lift: 0.5}},
			{Radius: 24, Cover: 1.6, Short: 3, Long: 7, Wander: 0.25,
				Touch: oil.Touch{Lightness: 0.016, Chroma: 0.16, Hue: 0.14, Alpha: 0.92, Tone: 80, Lift: 0.62}},
			{Radius: 13, Cover: 1.0, Short: 3, Long: 7, Wander: 0.25,
				Keep:  func(x, y float32) float32 { return 0.25 + 0.75*busy(x, y) },
				Touch: oil.Touch{Lightness: 0.018, Chroma: 0.2, Hue: 0.17, Alpha: 0.88, Tone: 90, Lift: 0.72, Dry: true}},
			{Radius: 7, Cover: 0.8, Short: 3, Long: 8, Wander: 0.25,
				Keep: func(x, y float32) float32 {
					return 0.45*busy(x, y) + 0.5*noise.Exp(-s.lightDistance(x, y)/0.012)
				},
				Touch: oil.Touch{Lightness: 0.022, Chroma: 0.2, Hue: 0.16, Alpha: 0.85, Tone: 90, Lift: 0.82}},
		},
	})
	for i := range k.heaps {
		k.paintHeap(&k.heaps[i])
	}
	if s.Disc > 0 {
		s.Lamp(s.LightX, s.LightY, s.Disc, oklab.Mix(s.Scheme.Sun.WithL(0.975), oklab.Colour{L: 0.99, B: 0.02}, 0.3))
	}
}

// Lamp is a disc of thick round dabs: sun, moon, star or lantern.
func (s *Stage) Lamp(x, y, radius float32, c oklab.Colour) {
	touch := &oil.Touch{Alpha: 1, Lightness: 0.006, Chroma: 0.08, Hue: 0.05, Lift: 0.8, Tone: 30}
	units := radius * oil.Units
	brush := max(1, min(units*0.27, 9))
	for out := units - brush; out > brush*0.4; out -= brush * 1.05 {
		s.ring(x, y, out, brush, c, touch)
	}
	firm := &oil.Touch{Alpha: 1, Lightness: 0.006, Lift: 0.85, Tone: 30, Firm: true}
	half := min(radius*0.5, brush/oil.Units)
	for range 2 { // close the middle
		sin, cos := noise.Sincos(s.Random.Between(0, 6.2832))
		s.Line(x-cos*half, y-sin*half, x+cos*half, y+sin*half, max(brush, units*0.5), c, firm)
	}
}

// ring is strokes end to end round a centre, out units from it.
func (s *Stage) ring(x, y, out, brush float32, c oklab.Colour, touch *oil.Touch) {
	count := max(3, int(out*6.2832/(brush*5)))
	first := s.Random.Between(0, 6.2832)
	for i := range count {
		s.Stroke(path(9, func(t float32) oil.Point {
			sin, cos := noise.Sincos(first + 6.2832*(float32(i)+t*1.6)/float32(count))
			return oil.Point{X: x + cos*out/oil.Units, Y: y + sin*out/oil.Units}
		}), brush, c, touch)
	}
}
