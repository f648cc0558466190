package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Walkers is one or two people under an umbrella, seen from behind, standing
// at (x, y) and height tall with it.
func (s *Stage) Walkers(x, y, height float32, two bool, umbrella oklab.Colour) {
	cloth := s.Shaded(oklab.Mix(s.Scheme.Near, s.accent(1), 0.25), 0.45)
	places := []float32{0}
	if two {
		places = []float32{-0.085, 0.085}
	}
	for i, dx := range places {
		c := cloth
		if i == 1 {
			c = oklab.Mix(cloth, s.accent(2), 0.4).WithL(cloth.L + 0.09)
		}
		s.walker(x+dx*height, y, height*(0.80-0.05*float32(i)), c)
	}
	s.umbrella(x, y-height*0.70, height*0.34, umbrella)
}

func (s *Stage) walker(x, y, height float32, c oklab.Colour) {
	touch := &oil.Touch{Alpha: 1, Lightness: 0.02, Chroma: 0.2, Hue: 0.15, Lift: 0.85, Firm: true}
	unit := height * oil.Units
	side := s.sunSide(x)
	stride := height * 0.035
	dark := s.Scheme.Dark
	s.Line(x-stride, y, x-stride*0.4, y-height*0.45, unit*0.030, dark, touch)
	s.Line(x+stride, y-height*0.02, x+stride*0.4, y-height*0.45, unit*0.030, dark, touch)
	for _, u := range []float32{-1, -0.5, 0, 0.5, 1} { // a coat, narrow at the waist
		shade := c
		if u*side > 0.4 {
			shade = s.Sunlit(c, 0.16)
		}
		s.Stroke([]oil.Point{
			{X: x + u*height*0.078, Y: y - height*0.27}, {X: x + u*height*0.048, Y: y - height*0.55},
			{X: x + u*height*0.056, Y: y - height*0.70}, {X: x + u*height*0.034, Y: y - height*(0.83-0.03*noise.Abs(u))},
		}, unit*0.024, shade, touch)
	}
	s.Lamp(x, y-height*0.90, height*0.058, s.Shaded(oklab.Mix(c, s.Scheme.Sun, 0.25), 0.45))
}

func (s *Stage) umbrella(x, y, radius float32, c oklab.Colour) {
	touch := &oil.Touch{Alpha: 1, Lightness: 0.02, Chroma: 0.15, Hue: 0.1, Lift: 1}
	side := s.sunSide(x)
	const ribs = 15
	for i := range ribs {
		u := float32(i)/(ribs-1)*2 - 1
		shade := oklab.Mix(c, s.Sunlit(c, 0.16), noise.Clamp01(0.4+u*side*0.7))
		if i%4 == 0 {
			shade = s.Shaded(shade, 0.22)
		}
		s.Stroke([]oil.Point{
			{X: x, Y: y - radius*0.60}, {X: x + u*radius*0.55, Y: y - radius*0.48}, {X: x + u*radius*0.98, Y: y - radius*0.04*(1-u*u)},
		}, radius*oil.Units*0.10, shade, touch)
	}
	s.Line(x, y-radius*0.60, x, y-radius*0.76, max(0.9, radius*oil.Units*0.02), s.Scheme.Dark, touch)
}
