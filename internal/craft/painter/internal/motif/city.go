package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Tower is a building of a skyline, seen flat.
type Tower struct {
	X, Width, Height float32
	crown            int // shape of the top
}

// Skyline plans towers side by side, higher towards peak.
func (s *Stage) Skyline(peak, height, width float32) []Tower {
	r := s.Random
	var towers []Tower
	for x := float32(-0.03); x < 1.03; {
		w := width * r.Between(0.6, 1.5)
		rise := height * (0.28 + 0.72*noise.Bump(x-peak, 0.30)) * r.Between(0.55, 1.15)
		towers = append(towers, Tower{X: x + w/2, Width: w, Height: rise, crown: r.Index(5)})
		x += w * r.Between(0.85, 1.25)
	}
	return towers
}

// TowerAt is how high the skyline stands over x.
func TowerAt(towers []Tower, x float32) float32 {
	var top float32
	for _, t := range towers {
		if noise.Abs(x-t.X) < t.Width/2 {
			top = max(top, t.Height)
		}
	}
	return top
}

// Towers paints a skyline standing on base. lights 0..1 is how many windows
// are lit.
func (s *Stage) Towers(towers []Tower, base float32, wall oklab.Colour, lights float32) {
	for _, t := range towers {
		body := wall.Lighter(s.Random.Between(-0.04, 0.04)).Turned(s.Random.Bell() * 0.25)
		s.towerBody(t, base, body)
		s.towerWindows(t, base, lights)
	}
}

// towerBody is loose upright strokes of uneven height, with the evening
// glancing off the side to the light and haze about the foot.
func (s *Stage) towerBody(t Tower, base float32, body oklab.Colour) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.022, Chroma: 0.25, Hue: 0.22, Lift: 0.75, Tone: 90, Firm: true}
	loose := &oil.Touch{Alpha: 0.5, Lightness: 0.02, Chroma: 0.25, Hue: 0.2, Lift: 0.8, Tone: 90, Dry: true}
	brush := max(2.2, t.Width*oil.Units*0.10)
	left, right, top := t.X-t.Width/2, t.X+t.Width/2, base-t.Height
	columns := max(3, int(t.Width*oil.Units/(brush*1.1)))
	for i := range columns {
		k := (float32(i) + 0.5) / float32(columns)
		x := noise.Lerp(left, right, k)
		c := body
		if (k-0.5)*s.sunSide(t.X) > 0.14 {
			c = oklab.Mix(body, s.Scheme.Sky[3], 0.16)
		}
		s.Line(x+r.Bell()*0.0012, base, x+r.Bell()*0.0012, top+r.Bell()*0.0032, brush*r.Between(0.75, 1), c, touch)
	}
	s.crown(t, top, body, brush*1.4)
	for range 5 { // glances of sky on glass
		x, y := noise.Lerp(left, right, r.Between(0.15, 0.85)), top+t.Height*r.Between(0.05, 0.7)
		s.Line(x, y, x, y+t.Height*r.Between(0.08, 0.22), brush*0.8, oklab.Mix(body, s.Scheme.Sky[2], 0.55), loose)
	}
	haze := &oil.Touch{Alpha: 0.26, Lightness: 0.012, Chroma: 0.2, Hue: 0.12, Lift: 0.7, Tone: 60}
	glow := oklab.Mix(s.Scheme.Sky[4], s.Scheme.Lamp, 0.4)
	for range 10 {
		x := r.Between(left, right)
		s.Line(x, base, x+r.Bell()*0.005, base-t.Height*r.Between(0.10, 0.45), brush*1.5, glow, haze)
	}
}

func (s *Stage) crown(t Tower, top float32, body oklab.Colour, brush float32) {
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.014, Chroma: 0.2, Hue: 0.14, Lift: 0.7, Tone: 70}
	switch t.crown {
	case 0:
		s.Line(t.X, top+0.01, t.X, top-t.Width*0.5, brush*0.75, body, touch)
		s.Line(t.X, top, t.X, top-t.Width*1.1, 1.1, body, touch)
	case 1:
		for i := range 4 {
			half := t.Width * 0.40 * (1 - float32(i)*0.27)
			y := top - float32(i)*t.Width*0.10
			s.Line(t.X-half, y, t.X+half, y, brush*0.5, body, touch)
		}
	case 2:
		s.Line(t.X-t.Width*0.2, top+0.004, t.X-t.Width*0.2, top-t.Width*0.30, brush*0.6, body, touch)
	}
}

func (s *Stage) towerWindows(t Tower, base, lights float32) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.05, Chroma: 0.25, Hue: 0.2, Lift: 1, Tone: 30, Firm: true}
	pitch := max(0.0125, t.Width/float32(max(1, int(t.Width/0.0145))))
	columns := int(t.Width/pitch + 0.01)
	for column := range columns {
		x := t.X + (float32(column)-float32(columns-1)/2)*pitch
		for y := base - t.Height + 0.016; y < base-0.010; y += 0.0165 {
			// Lit rooms come in runs, as people do.
			lit := noise.Value(x*30, y*24, s.Seed+210) + r.Between(-0.22, 0.22)
			if lit < 1-lights {
				continue
			}
			c := oklab.Mix(s.Scheme.Lamp, s.Scheme.Sun, r.Unit()*0.6).Lighter(-0.14 * r.Unit())
			if r.Chance(0.12) {
				c = s.accent(r.Index(3)).WithL(0.76)
			}
			px, py := x+r.Bell()*0.0016, y+r.Bell()*0.0026
			half, radius := r.Between(0.0016, 0.0042), r.Between(1.5, 3.4)
			if r.Chance(0.07) { // a lit hall
				half, radius = half*1.5, radius*1.5
			}
			s.Line(px, py-half, px, py+half, radius, c, touch)
		}
	}
}

// Beacon is a far mast with a lit cabin, as cities set on a hill.
func (s *Stage) Beacon(x, y, height float32) {
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.015, Chroma: 0.2, Hue: 0.12, Lift: 0.8, Firm: true}
	c := oklab.Mix(s.Scheme.Near, s.Scheme.Sky[1], 0.35)
	unit := height * oil.Units
	s.Line(x, y, x, y-height*0.62, max(1.4, unit*0.026), c, touch)
	for i := range 3 {
		level := y - height*(0.56+0.05*float32(i))
		half := height * (0.055 - 0.012*float32(i))
		s.Line(x-half, level, x+half, level, max(1.2, unit*0.026), c, touch)
	}
	s.Line(x, y-height*0.60, x, y-height, max(0.9, unit*0.010), c, touch)
	lit := &oil.Touch{Alpha: 1, Lift: 1, Tone: 30}
	s.Line(x-height*0.04, y-height*0.60, x+height*0.04, y-height*0.60, max(1, unit*0.010), s.Scheme.Lamp, lit)
	s.Halo(x, y-height*0.60, height*0.16, s.accent(0))
}
