package motif

import (
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Boat is a small sailing boat with its waterline at (x, y), height high with
// the mast. heading is 1 when it sails to the right, else -1.
func (s *Stage) Boat(x, y, height, heading float32) {
	r := s.Random
	sail := oklab.Mix(s.Scheme.Sun, oklab.Colour{L: 0.97, B: 0.01}, 0.4).WithL(0.93)
	shade := oklab.Mix(sail, s.Scheme.CloudShade, 0.45)
	hull := s.Scheme.Dark.WithL(0.24)
	touch := &oil.Touch{Alpha: 1, Lightness: 0.012, Chroma: 0.15, Hue: 0.1, Lift: 0.95, Tone: 60}
	unit := height * oil.Units
	for i := range 16 { // the broken mirror image lies under everything
		t := float32(i) / 16
		half := height * 0.18 * (1 - t) * r.Between(0.6, 1.3)
		c := oklab.Mix(shade, s.Scheme.Sky[2], 0.3+0.4*t)
		if i < 3 {
			c = hull
		}
		mid := x + r.Bell()*height*0.03
		at := y + 0.006 + t*height*0.85
		s.Line(mid-half, at, mid+half, at, 1.8+1.2*t, c, touch)
	}
	masthead := y - height
	for i := range 16 { // cloth fans out from the masthead
		t := float32(i) / 15
		s.Line(x+heading*height*0.012, masthead+0.002, x+heading*height*(0.02+0.40*t), y-height*0.12,
			unit*0.060, oklab.Mix(sail, shade, t*0.75), touch)
	}
	for i := range 9 {
		t := float32(i) / 8
		s.Line(x-heading*height*0.012, masthead+height*0.10, x-heading*height*(0.03+0.24*t), y-height*0.11,
			unit*0.045, oklab.Mix(shade, sail, t*0.35), touch)
	}
	s.Line(x, masthead-0.004, x, y-0.002, 1.1, hull, touch)
	for i := range 3 {
		f := float32(i) * height * 0.026
		s.Line(x-height*0.30+f*1.6, y-height*0.07+f, x+height*0.36-f*1.6, y-height*0.07+f, unit*0.032, hull, touch)
	}
	s.Line(x-height*0.2, y-height*0.085, x+height*0.24, y-height*0.085, unit*0.016, oklab.Blend(s.accent(0), hull, 0.2), touch)
}

// Birds is a small flock in the sky.
func (s *Stage) Birds(count int) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.9, Lightness: 0.02, Lift: 0.8, Tone: 40}
	centreX, centreY := r.Between(0.3, 0.7), s.Horizon*r.Between(0.3, 0.55)
	ink := s.Scheme.Dark.Lighter(0.10)
	for range count {
		x, y := centreX+r.Bell()*0.1, centreY+r.Bell()*0.04
		wing := r.Between(0.006, 0.012)
		for _, side := range []float32{-1, 1} {
			s.Stroke([]oil.Point{{X: x, Y: y}, {X: x + side*wing*0.5, Y: y - wing*0.45}, {X: x + side*wing, Y: y - wing*0.25}}, 1.3, ink, touch)
		}
	}
}
