package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// House is a small gabled house standing at (X, Y), Width wide.
type House struct {
	X, Y, Width float32
	Wall, Roof  oklab.Colour
	Lit         bool    // light in the windows
	Snow        float32 // 0..1, on the roof
	Chimney     bool
}

// facade is where the parts of a house are; x runs from the gable's outer edge
// over the corner to the far end of the long wall.
type facade struct {
	side               float32 // 1 if the long wall is on the right of the gable
	outer, corner, far float32
	ground, eaves      float32
	peak               oil.Point
	brush              float32
}

func (s *Stage) survey(h House) facade {
	f := facade{side: -s.sunSide(h.X), ground: h.Y, eaves: h.Y - h.Width*0.40} // the long wall lies in the shade
	f.outer = h.X - f.side*h.Width*0.5
	f.corner = f.outer + f.side*h.Width*0.42
	f.far = h.X + f.side*h.Width*0.5
	f.peak = oil.Point{X: (f.outer + f.corner) / 2, Y: f.eaves - h.Width*0.30}
	f.brush = max(1, h.Width*oil.Units*0.030)
	return f
}

// House paints h: gable to the viewer, the long roof running off to one side.
func (s *Stage) House(h House) {
	f := s.survey(h)
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.016, Chroma: 0.2, Hue: 0.14, Lift: 0.75, Tone: 80, Firm: true}
	shadow := oklab.Mix(s.Shaded(h.Wall, 0.30), s.Scheme.CloudShade, 0.15)
	at := func(x, y float32) oil.Point { return oil.Point{X: x, Y: y} }
	s.plane(quad{at(f.corner, f.ground), at(f.far, f.ground), at(f.far, f.eaves), at(f.corner, f.eaves)}, f.brush, even(shadow), touch)
	// The gable: its strokes end on the slopes of the roof.
	s.plane(quad{at(f.outer, f.ground), at(f.peak.X, f.ground), f.peak, at(f.outer, f.eaves)}, f.brush, even(h.Wall), touch)
	s.plane(quad{at(f.peak.X, f.ground), at(f.corner, f.ground), at(f.corner, f.eaves), f.peak}, f.brush, even(h.Wall), touch)
	s.roof(h, f, touch)
	s.openings(h, f)
	if h.Snow > 0 {
		s.drift(h, f)
	}
}

// drift is snow blown against the walls, and the blue shadow of the house.
func (s *Stage) drift(h House, f facade) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.015, Chroma: 0.2, Hue: 0.12, Lift: 0.95, Tone: 60}
	light := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sky[4], 0.4)
	shade := oklab.Mix(s.Scheme.Sky[1], s.Scheme.Sky[2], 0.6).Lighter(0.10)
	reach := h.Width * 0.16
	s.Line(f.corner, f.ground+h.Width*0.05, f.far+f.side*reach, f.ground+h.Width*0.07, f.brush*2.2, shade, touch)
	for i := range 9 {
		x := noise.Lerp(f.outer-f.side*reach*0.4, f.far+f.side*reach*0.5, (float32(i)+r.Unit())/9)
		c := light
		if (x-f.corner)*f.side > 0 {
			c = oklab.Mix(light, shade, 0.7)
		}
		half := h.Width * r.Between(0.05, 0.10)
		y := f.ground + h.Width*r.Between(-0.012, 0.018)
		s.Line(x-half, y+half*0.15, x+half, y, f.brush*r.Between(0.9, 1.5), c, touch)
	}
}

func (s *Stage) roof(h House, f facade, touch *oil.Touch) {
	w := h.Width
	if h.Chimney {
		x := f.corner + f.side*w*0.20
		s.Line(x, f.peak.Y+w*0.06, x, f.peak.Y-w*0.12, f.brush*1.3, s.Shaded(h.Wall, 0.4), touch)
	}
	cover := h.Roof
	if h.Snow > 0 {
		cover = oklab.Mix(h.Roof, oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sky[3], 0.25).Lighter(0.02), h.Snow)
	}
	overhang := w * 0.05
	ridge := quad{
		f.peak, oil.Point{X: f.far - f.side*w*0.07, Y: f.peak.Y},
		oil.Point{X: f.far + f.side*overhang, Y: f.eaves + overhang*0.7}, oil.Point{X: f.corner + f.side*overhang*0.4, Y: f.eaves + overhang*0.7},
	}
	s.plane(ridge, f.brush*1.1, func(t float32) oklab.Colour { return cover.Lighter(0.03 * (0.5 - t)) }, touch)
	edge := s.Shaded(h.Roof, 0.25)
	if h.Snow > 0 {
		edge = cover.Lighter(0.02)
	}
	for _, foot := range []float32{f.outer - f.side*overhang, f.corner + f.side*overhang*0.6} {
		s.Line(foot, f.eaves+overhang*0.7, f.peak.X, f.peak.Y-f.brush*0.4/oil.Units, f.brush*1.0, edge, touch)
	}
	if h.Snow > 0 { // the eaves throw a blue shadow on the wall
		s.Line(f.corner, f.eaves+overhang, f.far, f.eaves+overhang, f.brush*0.6, s.Scheme.CloudShade, touch)
	}
}

// openings are windows and a door.
func (s *Stage) openings(h House, f facade) {
	touch := &oil.Touch{Alpha: 1, Lightness: 0.02, Chroma: 0.12, Hue: 0.1, Lift: 1, Tone: 40, Firm: true}
	dark := s.Shaded(h.Wall, 0.62)
	half, tall := h.Width*0.042, h.Width*0.062
	middle := (f.ground + f.eaves) / 2
	door := noise.Lerp(f.corner, f.far, 0.5)
	s.Line(door, f.ground, door, middle-tall*0.8, h.Width*oil.Units*0.036, dark, touch)
	type pane struct{ x, y float32 }
	for _, p := range []pane{
		{f.peak.X, middle}, {f.peak.X, f.eaves - h.Width*0.07}, {noise.Lerp(f.corner, f.far, 0.22), middle}, {noise.Lerp(f.corner, f.far, 0.78), middle},
	} {
		c := dark
		if h.Lit && s.Random.Chance(0.9) {
			c = oklab.Mix(s.Scheme.Lamp, oklab.Colour{L: 0.96, B: 0.06}, s.Random.Between(0.1, 0.5))
		}
		for _, u := range []float32{-0.5, 0.5} {
			s.Line(p.x+u*half, p.y+tall, p.x+u*half, p.y-tall, max(1, half*oil.Units*0.55), c, touch)
		}
	}
}

// Village is a row of houses on a shore or in a valley, drawn far to near,
// with light in the windows. glints is the length of their reflections below
// y; 0 for none.
func (s *Stage) Village(x, y, spread float32, count int, snow, glints float32) {
	r := s.Random
	for i := range count {
		t := float32(i) / float32(count)
		across := (float32((i*5)%count)/float32(count-1) - 0.5) * spread
		house := House{
			X: x + across + r.Bell()*0.008, Y: y - (1-t)*0.026, Width: noise.Lerp(0.050, 0.082, t) * r.Between(0.85, 1.2),
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

// Church is a small church with a spire, standing at (x, y).
func (s *Stage) Church(x, y, height, snow float32) {
	wall := oklab.Mix(s.Scheme.Mid, s.Scheme.Sky[3], 0.45)
	roof := s.Shaded(s.Scheme.Near, 0.3)
	s.House(House{X: x + height*0.20, Y: y, Width: height * 0.58, Wall: wall, Roof: roof, Lit: true, Snow: snow})
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.015, Chroma: 0.2, Hue: 0.12, Lift: 0.75, Tone: 80, Firm: true}
	half := height * 0.072
	brush := max(1, height*oil.Units*0.018)
	top := y - height*0.60
	at := func(x, y float32) oil.Point { return oil.Point{X: x, Y: y} }
	s.plane(quad{at(x-half, y), at(x+half, y), at(x+half, top), at(x-half, top)}, brush, func(t float32) oklab.Colour {
		if (t-0.5)*s.sunSide(x) < 0 {
			return s.Shaded(wall, 0.28)
		}
		return wall
	}, touch)
	tip := at(x, y-height)
	spire := func(t float32) oklab.Colour {
		if (t-0.5)*s.sunSide(x) < 0 {
			return roof
		}
		return oklab.Mix(s.Sunlit(roof, 0.10), s.Scheme.CloudLit, snow*0.55)
	}
	s.plane(quad{at(x-half*1.25, top), at(x+half*1.25, top), tip, tip}, brush*0.9, spire, touch)
	lamp := &oil.Touch{Alpha: 1, Lift: 1, Tone: 30, Firm: true}
	s.Line(x, y-height*0.50, x, y-height*0.42, max(1.2, brush*1.1), s.Scheme.Lamp, lamp)
}
