package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Lighthouse is a white tower with its lamp lit, standing at (x, y).
func (s *Stage) Lighthouse(x, y, height float32) {
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.014, Chroma: 0.2, Hue: 0.12, Lift: 0.75, Tone: 80, Firm: true}
	white := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sun, 0.35)
	shade := oklab.Mix(white, s.Scheme.CloudShade, 0.62)
	band := oklab.Mix(s.accent(0), s.Scheme.Dark, 0.18)
	foot, neck := height*0.095, height*0.058
	brush := max(1, height*oil.Units*0.022)
	const storeys = 5
	for i := range storeys {
		low, high := float32(i)/storeys, (float32(i)+1.08)/storeys
		widthLow, widthHigh := noise.Lerp(foot, neck, low), noise.Lerp(foot, neck, min(high, 1))
		yLow, yHigh := y-height*0.80*low, y-height*0.80*min(high, 1)
		paint := white
		if i%2 == 1 {
			paint = band
		}
		s.plane(quad{
			oil.Point{X: x - widthLow, Y: yLow}, oil.Point{X: x + widthLow, Y: yLow},
			oil.Point{X: x + widthHigh, Y: yHigh}, oil.Point{X: x - widthHigh, Y: yHigh},
		}, brush, func(t float32) oklab.Colour {
			dark := noise.Smooth(0.15, -0.35, (t-0.5)*s.sunSide(x))
			return oklab.Mix(paint, oklab.Mix(paint, shade, 0.75), dark)
		}, touch)
	}
	top := y - height*0.80
	s.Line(x-neck*1.4, top, x+neck*1.4, top, brush*0.9, s.Scheme.Dark, touch)
	s.Halo(x, top-height*0.07, height*0.30, s.Scheme.Lamp)
	s.Line(x, top-height*0.015, x, top-height*0.12, brush*1.7, s.Scheme.Lamp.Lighter(0.06), touch)
	s.Line(x-neck*0.9, top-height*0.125, x, top-height*0.19, brush*0.9, band, touch)
	s.Line(x+neck*0.9, top-height*0.125, x, top-height*0.19, brush*0.9, band, touch)
}
