package motif

import (
	"piece/internal/craft/painter/internal/noise"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/oklab"
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
	r := s.Random
	touch := &oil.Touch{Alpha: 0.96, Lightness: 0.014, Chroma: 0.2, Hue: 0.14, Lift: 0.7, Tone: 70}
	for _, t := range towers {
		body := wall.Lighter(r.Between(-0.03, 0.03)).Turned(r.Bell() * 0.15)
		brush := max(2.2, t.Width*oil.Units*0.15)
		columns := max(2, int(t.Width*oil.Units/brush/1.2))
		for i := range columns {
			x := t.X + t.Width*((float32(i)+0.5)/float32(columns)-0.5)
			c := body
			if (x-t.X)*s.sunSide(t.X) > t.Width*0.18 {
				c = body.Lighter(0.035)
			}
			// The foot of a far tower stands in the haze of the streets.
			mid := base - t.Height*0.45
			s.Line(x, base, x, mid, brush*0.8, s.Aired(c, 0.16), touch)
			s.Line(x, mid+0.01, x, base-t.Height+r.Unit()*0.004, brush*0.8, c, touch)
		}
		s.crown(t, base-t.Height, body, brush)
		s.towerWindows(t, base, lights)
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
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.04, Chroma: 0.25, Hue: 0.2, Lift: 1, Tone: 30}
	const pitch = 0.0115
	columns := int(t.Width / pitch)
	for column := range columns {
		x := t.X + (float32(column)-float32(columns-1)/2)*pitch
		for y := base - t.Height + 0.014; y < base-0.008; y += pitch * 1.25 {
			// Lit rooms come in runs, as people do.
			lit := noise.Value(x*38, y*30, s.Seed+210) + r.Between(-0.25, 0.25)
			if lit < 1-lights {
				continue
			}
			c := s.Scheme.Lamp
			switch {
			case r.Chance(0.14):
				c = s.accent(r.Index(3)).WithL(0.78)
			case r.Chance(0.35):
				c = oklab.Mix(c, s.Scheme.Sun, 0.6)
			}
			px, py := x+r.Bell()*0.0008, y+r.Bell()*0.0008
			s.Line(px, py-0.0020, px, py+0.0020, r.Between(1.3, 2.3), c, touch)
		}
	}
}

// Bridge spans the water at y from side to side in arches, with lamps.
type Bridge struct {
	Y, Rise float32 // of the deck at its ends, and how far it arches up
	Arches  int
}

func (b Bridge) deck(x float32) float32 { return b.Y - b.Rise*(1-(2*x-1)*(2*x-1)) }

// Bridge paints b over water whose surface is at waterline.
func (s *Stage) Bridge(b Bridge, waterline float32) {
	r := s.Random
	stone := s.Shaded(oklab.Mix(s.Scheme.Near, s.Scheme.Mid, 0.5), 0.25)
	lit := oklab.Blend(stone, s.Scheme.Lamp, 0.28).WithL(stone.L + 0.12)
	touch := &oil.Touch{Alpha: 0.97, Lightness: 0.02, Chroma: 0.2, Hue: 0.15, Lift: 0.8, Tone: 80}
	for x := float32(0.002); x < 1; x += 0.0045 {
		span := x * float32(b.Arches)
		across := 2*(span-float32(noise.Floor(span))) - 1
		deck := b.deck(x)
		thick := float32(0.011)
		height := waterline - deck - thick
		// Under the arch there is air, beside it the pier.
		under := deck + thick + height*(1-noise.Sqrt(max(0, 1-across*across*1.12)))
		if across*across > 0.86 {
			under = waterline + 0.006
		}
		c := oklab.Mix(stone, lit, noise.Clamp01(0.3+r.Bell()*0.2))
		s.Line(x, deck, x, under, 3.0, c, touch)
	}
	rail := &oil.Touch{Alpha: 1, Lightness: 0.02, Chroma: 0.2, Hue: 0.1, Lift: 1}
	for x := float32(0); x < 1; x += 0.03 {
		s.Line(x, b.deck(x)-0.002, x+0.032, b.deck(x+0.032)-0.002, 1.7, lit, rail)
	}
	lamps := b.Arches * 2
	for i := range lamps {
		x := (float32(i) + 0.5) / float32(lamps)
		s.StreetLamp(x, b.deck(x), 0.040, s.Scheme.Lamp)
		s.Glint(x, waterline+0.012, 0.22*r.Between(0.8, 1.1), 0.008, s.Scheme.Lamp)
	}
}

// StreetLamp is a lantern on a post of the given height standing at (x, y).
func (s *Stage) StreetLamp(x, y, height float32, c oklab.Colour) {
	post := &oil.Touch{Alpha: 1, Lightness: 0.02, Lift: 0.8, Firm: true}
	unit := height * oil.Units
	s.Line(x, y, x, y-height*0.92, max(0.9, unit*0.014), s.Scheme.Dark, post)
	s.Halo(x, y-height, height*0.42, c)
	s.Lamp(x, y-height, max(0.0028, height*0.055), oklab.Mix(c, oklab.Colour{L: 0.98, B: 0.03}, 0.6))
}

// Halo is a soft glow: ever smaller, ever lighter rings of thin paint.
func (s *Stage) Halo(x, y, radius float32, c oklab.Colour) {
	r := s.Random
	for ring := range 4 {
		k := 1 - float32(ring)*0.24
		touch := &oil.Touch{Alpha: 0.10 + 0.07*float32(ring), Lightness: 0.01, Chroma: 0.1, Hue: 0.06, Lift: 0.75, Tone: 60, Dry: true}
		for range 9 {
			at := r.Between(0, 6.2832)
			out := radius * k * r.Between(0.35, 0.75)
			s.Stroke(path(6, func(t float32) oil.Point {
				sin, cos := noise.Sincos(at + t*1.5)
				return oil.Point{X: x + cos*out, Y: y + sin*out}
			}), radius*oil.Units*0.20*k, c, touch)
		}
	}
}
