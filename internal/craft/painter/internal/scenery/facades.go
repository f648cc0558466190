package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Windows stand in three columns across a front and in floors up it.
const (
	columns    = 3
	shopHeight = 0.24
)

// floors is the number of floors of a house.
func (t *street) floors(number, side int32) float32 {
	return 3 + 2*noise.Hash(number, side, t.stage.Seed+221)
}

// light is how bright a window is, 0 for a dark one.
func (t *street) light(number, side, column, floor int32) float32 {
	lit := noise.Hash(column+number*5, floor+side*9, t.stage.Seed+222)
	if lit > 0.50 {
		return 0
	}
	return 0.5 + lit
}

// pane is the glass of a window: lamplight, or the dusk in a dark one.
func (t *street) pane(lit, x, low, high float32) oklab.Colour {
	s := t.stage
	if lit == 0 {
		y := noise.Lerp(t.foot(x), t.roof(x), (low+high)/2)
		return oklab.Mix(s.Shaded(t.houseColour(x, y), 0.45), s.Scheme.Sky[1], 0.25)
	}
	return oklab.Mix(s.Scheme.Lamp, s.Scheme.Accents[int(lit*8)%3], 0.14).WithL(noise.Lerp(0.90, 0.76, high) - 0.10*(1-lit))
}

// shopColour is the lit ground floor with its awning.
func (t *street) shopColour(wall oklab.Colour, number, side int32, across, up float32) oklab.Colour {
	s := t.stage
	if up > 0.185 {
		return oklab.Mix(s.Scheme.Accents[int(noise.Hash(number, side, s.Seed+223)*3.99)], s.Scheme.Dark, 0.22)
	}
	if across < 0.10 || across > 0.92 || up < 0.02 {
		return s.Shaded(wall, 0.35)
	}
	glow := s.Scheme.Lamp.WithL(0.88)
	if noise.Hash(number, side, s.Seed+224) < 0.3 {
		glow = oklab.Mix(glow, s.Scheme.Accents[1], 0.4).WithL(0.80)
	}
	// Goods and people behind the glass break the light up.
	goods := noise.Value(across*9+float32(number)*3, up*26, s.Seed+229)
	glow = oklab.Mix(glow, s.Scheme.Accents[int(goods*3.99)], 0.55*noise.Smooth(0.55, 0.75, goods))
	glow = s.Shaded(glow, 0.5*noise.Smooth(0.34, 0.18, goods)*noise.Smooth(0.16, 0.05, up))
	return oklab.Mix(glow, s.Scheme.Sun, 0.4*noise.Smooth(0.08, 0.17, up))
}

func (t *street) paintHouses() {
	s := t.stage
	s.Layer(&oil.Layer{
		Top: 0, Bottom: 0.95, Inside: t.inHouses, Colour: t.houseColour,
		Direction: func(x, y float32) float32 {
			if noise.Value(x*14, y*14, s.Seed+225) > 0.55 { // courses of stone run to the vanishing point
				return noise.Atan2(y-t.y, x-t.x)
			}
			return -1.5708
		},
		Coats: []oil.Coat{
			{Radius: 13, Cover: 2.0, Short: 2, Long: 4.5, Wander: 0.10,
				Touch: oil.Touch{Lightness: 0.02, Chroma: 0.25, Hue: 0.2, Alpha: 1, Tone: 80, Lift: 0.6}},
			{Radius: 7, Cover: 1.8, Short: 2, Long: 5, Wander: 0.12,
				Touch: oil.Touch{Lightness: 0.022, Chroma: 0.25, Hue: 0.2, Alpha: 0.95, Tone: 90, Lift: 0.75}},
		},
	})
	for side := int32(-1); side <= 1; side += 2 {
		for number := int32(lastHouse); number >= 1; number-- {
			t.paintWindows(number, side)
		}
	}
}

// lastHouse is the number of the farthest house with windows worth painting.
const lastHouse = 7

// along is the x of a place on the fronts of one side.
func (t *street) along(number, side int32, across float32) float32 {
	d := frontScale/(float32(number)+across) - frontShift
	if side < 0 {
		return t.x - d*t.x
	}
	return t.x + d*(1-t.x)
}

// paintWindows sets each window as a few upright strokes of thick light.
func (t *street) paintWindows(number, side int32) {
	s := t.stage
	touch := &oil.Touch{Alpha: 0.96, Lightness: 0.03, Chroma: 0.2, Hue: 0.14, Lift: 1, Tone: 60, Firm: true}
	floors := t.floors(number, side)
	for column := range int32(columns) {
		for floor := range int32(floors*0.8) + 1 {
			low := shopHeight + (float32(floor)+0.25)*(1-shopHeight)/1.25/floors
			high := low + 0.52*(1-shopHeight)/1.25/floors
			lit := t.light(number, side, column, floor)
			if high > 0.90 {
				continue
			}
			for k := range 3 {
				x := t.along(number, side, (float32(column)+0.34+0.16*float32(k))/columns)
				if x < -0.02 || x > 1.02 {
					continue
				}
				roof, foot := t.roof(x), t.foot(x)
				width := noise.Abs(t.along(number, side, 0.16/columns)-t.along(number, side, 0)) * oil.Units
				s.Line(x, noise.Lerp(foot, roof, low), x, noise.Lerp(foot, roof, high), max(0.9, width*0.62), t.pane(lit, x, low, high), touch)
			}
		}
	}
}

// paintKerb draws the foot of the houses: a dark line and a wet bright one.
func (t *street) paintKerb(side float32) {
	s := t.stage
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.03, Chroma: 0.2, Hue: 0.14, Lift: 0.9, Firm: true}
	for d := float32(0.06); d < 1.05; d += 0.05 {
		x0, x1 := t.x+side*d*t.room(side), t.x+side*(d+0.06)*t.room(side)
		s.Line(x0, t.foot(x0), x1, t.foot(x1), 1.2+5*d, s.Shaded(s.Scheme.Near, 0.5), touch)
		s.Line(x0, t.foot(x0)+0.004+0.006*d, x1, t.foot(x1)+0.004+0.006*d, 0.8+2.2*d, oklab.Mix(s.Scheme.Lamp, s.Scheme.Near, 0.35), touch)
	}
}

// room is the width of the picture on one side of the vanishing point.
func (t *street) room(side float32) float32 {
	if side < 0 {
		return t.x
	}
	return 1 - t.x
}
