package motif

import (
	"piece/internal/craft/painter/internal/noise"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/oklab"
)

// House is a small gabled house standing at (X, Y), Width wide.
type House struct {
	X, Y, Width float32
	Wall, Roof  oklab.Colour
	Lit         bool    // light in the windows
	Snow        float32 // 0..1, on the roof
	Chimney     bool
}

// House paints h: gable to the viewer, the long roof running off to one side.
func (s *Stage) House(h House) {
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.018, Chroma: 0.2, Hue: 0.14, Lift: 0.85, Tone: 80}
	w := h.Width
	height := w * 0.72
	brush := max(1, w*oil.Units*0.085)
	side := -s.sunSide(h.X) // the long wall lies in the shade
	gable := w * 0.45
	left, right := h.X-side*w*0.5, h.X-side*w*0.5+side*gable
	far := h.X + side*w*0.5
	shadow := s.Shaded(h.Wall, 0.30)
	s.fillWall(right, far, h.Y, height, brush, shadow, touch)
	s.fillWall(left, right, h.Y, height, brush, h.Wall, touch)
	peakX, peakY := (left+right)/2, h.Y-height-w*0.34
	for i := range 5 { // the gable's triangle
		t := float32(i) / 4
		y := h.Y - height - t*w*0.28
		s.Line(noise.Lerp(left, peakX, t), y, noise.Lerp(right, peakX, t), y, brush*0.8, h.Wall, touch)
	}
	s.roof(h, right, far, peakX, peakY, side, brush, touch)
	s.Line(left-side*w*0.05, h.Y-height+w*0.03, peakX, peakY, brush*0.62, s.Shaded(h.Roof, 0.2), touch)
	if h.Chimney {
		x := h.X + side*w*0.28
		s.Line(x, peakY+w*0.10, x, peakY-w*0.14, brush*0.8, s.Shaded(h.Wall, 0.45), touch)
	}
	s.windows(h, left, right, far, height, brush)
}

func (s *Stage) fillWall(x0, x1, y, height, brush float32, c oklab.Colour, touch *oil.Touch) {
	rows := max(3, int(height*oil.Units/brush/1.1))
	for i := range rows {
		level := y - height*(float32(i)+0.5)/float32(rows)
		s.Line(x0, level, x1, level, brush*0.85, c, touch)
	}
}

func (s *Stage) roof(h House, right, far, peakX, peakY, side, brush float32, touch *oil.Touch) {
	w := h.Width
	eaves := h.Y - w*0.72 + w*0.04
	ridgeEnd := far - side*w*0.04
	cover := h.Roof
	if h.Snow > 0 {
		snow := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sky[2], 0.35)
		cover = oklab.Mix(h.Roof, snow, h.Snow)
	}
	rows := max(4, int(w*0.34*oil.Units/brush/0.9))
	for i := range rows {
		t := float32(i) / float32(rows-1)
		y := noise.Lerp(peakY, eaves, t)
		x0 := noise.Lerp(peakX, right+side*w*0.05, t)
		x1 := noise.Lerp(ridgeEnd, far+side*w*0.06, t)
		s.Line(x0, y, x1, y, brush*0.8, cover.Lighter(0.03*(0.5-t)), touch)
	}
}

func (s *Stage) windows(h House, left, right, far, height, brush float32) {
	touch := &oil.Touch{Alpha: 1, Lightness: 0.012, Chroma: 0.12, Hue: 0.1, Lift: 1.1, Tone: 40}
	pane := s.Shaded(h.Wall, 0.6)
	if h.Lit {
		pane = s.Scheme.Lamp
	}
	half := h.Width * 0.06
	for _, x := range []float32{noise.Lerp(left, right, 0.5), noise.Lerp(right, far, 0.33), noise.Lerp(right, far, 0.72)} {
		if !h.Lit || s.Random.Chance(0.85) {
			y := h.Y - height*0.52
			s.Line(x, y+half, x, y-half, max(1.1, brush*0.62), pane, touch)
		}
	}
}

// Village is a row of houses on a shore or in a valley, drawn far to near,
// with light in the windows at night. glints is the length of their
// reflections below y; 0 for none.
func (s *Stage) Village(x, y, spread float32, count int, snow, glints float32) {
	r := s.Random
	for i := range count {
		t := float32(i) / float32(count)
		across := (float32((i*5)%count)/float32(count-1) - 0.5) * spread
		house := House{
			X: x + across + r.Bell()*0.008, Y: y - (1-t)*0.030, Width: noise.Lerp(0.034, 0.056, t) * r.Between(0.85, 1.2),
			Wall: oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[3], r.Between(0.25, 0.6)), Lit: true, Snow: snow, Chimney: r.Chance(0.4),
		}
		house.Wall = house.Wall.WithL(max(house.Wall.L, s.Scheme.Mid.L+0.06))
		house.Roof = oklab.Mix(s.Scheme.Near, s.accent(r.Index(3)), 0.4).WithL(s.Scheme.Near.L + 0.05)
		s.House(house)
		if glints > 0 {
			s.Glint(house.X, y+0.008, glints*r.Between(0.6, 1), 0.006, s.Scheme.Lamp)
		}
	}
}

// Church is a small church with a spire.
func (s *Stage) Church(x, y, height, snow float32) {
	wall := oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[3], 0.4)
	roof := s.Shaded(s.Scheme.Near, 0.3)
	s.House(House{X: x + height*0.14, Y: y, Width: height * 0.52, Wall: wall, Roof: roof, Lit: true, Snow: snow})
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.015, Chroma: 0.2, Hue: 0.12, Lift: 0.85, Tone: 80}
	unit := height * oil.Units
	for i := range 3 {
		dx := (float32(i) - 1) * height * 0.045
		c := wall
		if dx*s.sunSide(x) < 0 {
			c = s.Shaded(wall, 0.3)
		}
		s.Line(x+dx, y, x+dx, y-height*0.58, max(1.2, unit*0.034), c, touch)
	}
	for _, u := range []float32{-1, -0.4, 0.3, 1} {
		s.Line(x+u*height*0.075, y-height*0.56, x, y-height, max(0.9, unit*0.020), roof, touch)
	}
	lamp := &oil.Touch{Alpha: 1, Lift: 1.1, Tone: 30}
	s.Line(x, y-height*0.44, x, y-height*0.38, max(1.2, unit*0.02), s.Scheme.Lamp, lamp)
}
