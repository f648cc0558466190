package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
)

// rainStreet is a street after dark in the rain: lit windows, lamps, a couple
// under an umbrella, and all of it again on the wet ground.
func rainStreet(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.50, 0.54)
	t := &street{stage: s, x: r.Between(0.42, 0.58), y: s.Horizon}
	s.LightX, s.LightY, s.Disc, s.Glow = t.x, s.Horizon-0.06, 0, 0.26
	t.sky = s.NewSky(0.4, 0)
	return []step{
		{0.30, t.sky.Paint},
		{0.30, t.paintHouses},
		{0.25, t.paintGround},
		{0.15, t.paintPeople},
	}
}

// street is two rows of houses running to the vanishing point (x, y).
type street struct {
	stage *motif.Stage
	sky   *motif.Sky
	x, y  float32
}

const (
	eaves = 0.98 // how steeply the roofs fall towards the vanishing point
	kerb  = 0.42 // how steeply the foot of the houses rises

	frontScale = 1.9 // number of fronts times distance
	frontShift = 0.16
)

// away is how near a place on a house front is: 0 at the vanishing point, 1 at
// the border of the picture.
func (t *street) away(x float32) float32 {
	if x < t.x {
		return (t.x - x) / t.x
	}
	return (x - t.x) / (1 - t.x)
}

// roof is the y where houses end; each house has its own height.
func (t *street) roof(x float32) float32 {
	d := t.away(x)
	number, _ := t.house(x)
	tall := 0.60 + 0.55*noise.Hash(number, int32(2*noise.Sign(x-t.x)), t.stage.Seed+220)
	return t.y - 0.055*tall - eaves*tall*0.62*d*min(1, 0.35+d)
}

func (t *street) foot(x float32) float32 { return t.y + 0.016 + kerb*t.away(x)*0.62 }

// house numbers the fronts; across is 0..1 over one of them. Fronts look
// narrower far away, so they are even in the inverse of the distance.
func (t *street) house(x float32) (number int32, across float32) {
	d := max(t.away(x), 0.02)
	u := frontScale / (d + frontShift)
	n := noise.Floor(u)
	return n, u - float32(n)
}

func (t *street) inHouses(x, y float32) bool {
	return t.away(x) > 0.05 && y > t.roof(x) && y < t.foot(x)
}

func (t *street) houseColour(x, y float32) oklab.Colour {
	s := t.stage
	number, across := t.house(x)
	side := int32(noise.Sign(x - t.x))
	d := t.away(x)
	roof, foot := t.roof(x), t.foot(x)
	up := (foot - y) / (foot - roof)
	own := noise.Hash(number, side, s.Seed+221)
	wall := oklab.Mix(oklab.Mix(s.Scheme.Near, s.Scheme.Sky[1], 0.5), s.Scheme.Accents[int(own*3.99)], 0.26)
	wall = wall.Lighter(0.10*own - 0.02)
	wall = oklab.Mix(wall, s.Scheme.Dark, 0.30*noise.Smooth(0.2, 0.0, across)+0.25*noise.Smooth(0.85, 1, up))
	wall = s.Aired(wall, 0.62*noise.Exp(-d*5.5))
	if up < 0.24 {
		return t.shopColour(wall, number, side, across, up)
	}
	return wall
}

// seen is the street above the ground at a place, for its mirror image.
func (t *street) seen(x, y float32) oklab.Colour {
	s := t.stage
	if t.inHouses(x, y) {
		c := t.houseColour(x, y)
		up := (t.foot(x) - y) / (t.foot(x) - t.roof(x))
		if up > shopHeight && noise.Value(x*24, y*9, s.Seed+230) > 0.62 {
			c = oklab.Mix(c, s.Scheme.Lamp, 0.6)
		}
		return c
	}
	return t.sky.Colour(x, max(0, min(y, s.Horizon-0.002)))
}

func (t *street) paintGround() {
	s := t.stage
	colour := func(x, y float32) oklab.Colour {
		foot := t.foot(x)
		depth := y - foot
		shake := (noise.Fractal(x*16, y*10, 2, s.Seed+226) - 0.5) * (0.02 + 0.10*max(depth, 0))
		c := t.seen(noise.Clamp01(x+shake), foot-max(depth, 0)*0.85-0.012)
		stones := oklab.Mix(s.Scheme.Sky[0], s.Scheme.Near, 0.4)
		wet := 0.34 + 0.5*noise.Smooth(0.40, 0.66, noise.Fractal(x*4, y*13, 3, s.Seed+227))
		c = oklab.Mix(stones, c, min(wet, 0.9))
		// The light at the end of the street lies along its middle.
		middle := noise.Bump(x-t.x, 0.05+0.16*(y-t.y))
		return oklab.Mix(c, oklab.Mix(s.Scheme.Sky[4], s.Scheme.Lamp, 0.5), middle*0.42*noise.Exp(-(y-t.y)*2.4))
	}
	size := func(y float32) float32 { return 0.4 + 1.2*noise.Clamp01((y-t.y)/(1-t.y)) }
	s.Layer(&oil.Layer{
		Top: t.y, Bottom: 1, Colour: colour,
		Inside: func(x, y float32) bool { return y < 1.02 && (y >= t.foot(x) || t.away(x) <= 0.05 && y > t.y) },
		Direction: func(x, y float32) float32 {
			if noise.Value(x*9, y*26, s.Seed+228) > 0.60 {
				return 0 // puddle edges and kerbstones
			}
			return -1.5708
		},
		Coats: []oil.Coat{
			{Radius: 15, Cover: 2.0, Short: 2.5, Long: 5, Wander: 0.08, Size: size,
				Touch: oil.Touch{Lightness: 0.015, Chroma: 0.18, Hue: 0.14, Alpha: 1, Tone: 70, Lift: 0.5}},
			{Radius: 8, Cover: 1.7, Short: 2.5, Long: 6, Wander: 0.08, Size: size,
				Touch: oil.Touch{Lightness: 0.022, Chroma: 0.22, Hue: 0.18, Alpha: 0.92, Tone: 90, Lift: 0.7}},
			{Radius: 4, Cover: 1.2, Short: 3, Long: 7, Wander: 0.08, Size: size,
				Touch: oil.Touch{Lightness: 0.03, Chroma: 0.22, Hue: 0.2, Alpha: 0.9, Lift: 0.85, Dry: true}},
		},
	})
}

// umbrellaColour is the accent that stands out best from the evening; shade
// would turn a yellow one green, so those give way to red.
func umbrellaColour(s *motif.Stage) oklab.Colour {
	best, most := oklab.LCH(0.63, 0.19, 28), float32(-1)
	for _, c := range s.Scheme.Accents {
		if h := c.Hue(); h > 75 && h < 200 {
			continue
		}
		if d := oklab.Distance(c, s.Scheme.Sky[1].WithL(c.L)); d > most {
			best, most = c, d
		}
	}
	return best.WithL(max(best.L, 0.62)).WithChroma(max(best.Chroma(), 0.17))
}

func (t *street) paintPeople() {
	s, r := t.stage, t.stage.Random
	t.paintKerb(-1)
	t.paintKerb(1)
	for i := range 4 { // lamps along both kerbs, far to near
		d := 0.10 + 0.17*float32(i)
		for _, side := range []float32{-1, 1} {
			x := t.x + side*d*0.40
			y := t.y + 0.02 + d*kerb*0.66
			height := 0.06 + 0.44*d
			s.StreetLamp(x, y, height, s.Scheme.Lamp)
			s.Glint(x, y+0.01, height*0.85, 0.004+0.012*d, s.Scheme.Lamp)
		}
	}
	s.Walkers(t.x-r.Between(0.02, 0.05), t.y+0.055, 0.075, false, s.Scheme.Accents[1])
	x, y := t.x+r.Side()*r.Between(0.03, 0.09), t.y+0.20
	cloth := umbrellaColour(s)
	s.Glint(x, y+0.01, 0.20, 0.026, oklab.Mix(cloth, s.Scheme.Dark, 0.25))
	s.Walkers(x, y, 0.215, true, cloth)
	rain := &oil.Touch{Alpha: 0.22, Lightness: 0.02, Lift: 0.8, Tone: 30}
	for range 240 {
		x, y := r.Unit(), r.Unit()
		length := r.Between(0.012, 0.035)
		s.Line(x, y, x-length*0.22, y+length, 0.9, s.Scheme.Sky[4], rain)
	}
}
