package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Conifer is a fir standing at (x, y). snow 0..1 lies on its branches.
func (s *Stage) Conifer(x, y, height float32, leaf oklab.Colour, snow float32) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.96, Lightness: 0.025, Chroma: 0.25, Hue: 0.2, Lift: 0.9}
	unit := height * oil.Units
	brush := max(1.1, unit*0.017)
	s.Line(x, y+0.004, x, y-height*0.9, max(0.8, unit*0.012), s.Shaded(leaf, 0.6), touch)
	side := s.sunSide(x)
	if unit < farConifer {
		s.farFir(x, y, height, leaf)
		return
	}
	white := oklab.Mix(s.Scheme.CloudLit, s.Scheme.Sky[3], 0.25)
	tiers := max(6, min(30, int(unit/7)))
	for tier := range tiers {
		t := float32(tier) / float32(tiers) // bottom to top
		level := y - height*(0.07+0.90*t)
		reach := height * 0.23 * (1 - 0.94*t) * r.Between(0.75, 1.15)
		for range 8 {
			u := r.Between(-1, 1)
			lit := noise.Clamp01(0.35 + 0.5*u*side + r.Bell()*0.2)
			c := oklab.Mix(s.Shaded(leaf, 0.45), s.Sunlit(leaf, 0.11), lit)
			droop := reach * (0.20 + 0.16*noise.Abs(u))
			s.Stroke([]oil.Point{
				{X: x + u*reach*0.08, Y: level - droop*0.4},
				{X: x + u*reach*0.5, Y: level + droop*0.2},
				{X: x + u*reach, Y: level + droop},
			}, brush*r.Between(0.6, 1.1)*(1-0.6*t), c, touch)
		}
		if snow > 0 {
			s.snowOnTier(x, level, reach, brush, snow, side, white)
		}
	}
	s.Line(x, y-height*0.9, x, y-height*1.03, max(0.8, brush*0.5), leaf, touch)
}

func (s *Stage) snowOnTier(x, level, reach, brush, snow, side float32, white oklab.Colour) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.96, Lightness: 0.02, Chroma: 0.3, Hue: 0.2, Lift: 1.05, Tone: 60}
	for range 3 {
		if !r.Chance(snow) {
			continue
		}
		u := r.Between(-0.9, 0.9)
		c := white
		if u*side < 0 || s.Scheme.Night {
			c = oklab.Mix(white, s.Scheme.Sky[1], 0.45)
		}
		s.Stroke([]oil.Point{
			{X: x + u*reach*0.35, Y: level - reach*0.02}, {X: x + u*reach*0.65, Y: level + reach*0.12}, {X: x + u*reach*0.95, Y: level + reach*0.32},
		}, brush*r.Between(0.4, 0.75), c, touch)
	}
}

// farConifer is the height in units below which a fir is a dark wedge.
const farConifer = 52

func (s *Stage) farFir(x, y, height float32, leaf oklab.Colour) {
	touch := &oil.Touch{Alpha: 0.9, Lightness: 0.02, Chroma: 0.2, Hue: 0.15, Lift: 0.8}
	const tiers = 5
	brush := max(1.1, height*oil.Units/tiers*0.62)
	for tier := range tiers {
		t := float32(tier) / tiers
		reach := height * 0.20 * (1 - t) * s.Random.Between(0.7, 1.2)
		level := y - height*t
		s.Line(x-reach, level+reach*0.2, x+reach, level+reach*0.2*s.Random.Bell(), brush*(1-0.5*t), leaf, touch)
	}
	s.Line(x, y-height*0.55, x, y-height, max(0.9, brush*0.3), leaf, touch)
}

// Treeline is a far wood along a crest.
func (s *Stage) Treeline(crest *Outline, leaf oklab.Colour, height float32) {
	touch := &oil.Touch{Alpha: 0.95, Lightness: 0.03, Chroma: 0.3, Hue: 0.25, Lift: 0.85}
	for x := float32(-0.01); x < 1.01; x += 0.003 + 0.005*s.Random.Unit() {
		dense := s.field(x*6, 2, 2, 120)
		if dense < 0.4 {
			continue
		}
		tall := height * (0.25 + 1.6*(dense-0.4)) * s.Random.Between(0.5, 1.5)
		y := crest.At(x) + 0.008
		warm := s.Random.Unit()
		c := oklab.Mix(leaf, s.Sunlit(leaf, 0.14), warm*warm)
		for tier := range 3 {
			k := float32(tier)
			px := x + s.Random.Bell()*0.002
			s.Line(px, y-tall*k*0.3, px, y-tall*(k*0.3+0.45), 3.4*(1-k*0.28), c, touch)
		}
	}
}

// Cypress is a tall flame of a tree standing at (x, y).
func (s *Stage) Cypress(x, y, height float32) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.97, Lightness: 0.03, Chroma: 0.3, Hue: 0.22, Lift: 0.95}
	dark := s.Shaded(s.Scheme.Grass, 0.62)
	lit := s.Sunlit(s.Scheme.Grass, 0.10)
	width := height * 0.13
	side := s.sunSide(x)
	count := int(height*560) + 20
	for i := range count {
		t := float32(i) / float32(count) // bottom to top
		girth := width * noise.Sqrt(min(1, t*5+0.15)) * (1 - t*t*0.93)
		u := r.Between(-1, 1)
		px, py := x+u*girth, y-t*height
		c := oklab.Mix(dark, lit, noise.Clamp01(u*side*0.55+0.22+r.Bell()*0.24))
		length := height * r.Between(0.10, 0.22)
		sway := -u * girth * min(0.85, length/(height*(1-t)+0.02)*0.9)
		curl := noise.Sin(t*9+float32(i%7)*0.5+x*40) * width * 0.22
		s.Stroke([]oil.Point{
			{X: px - curl*0.4, Y: py}, {X: px + sway*0.25 + curl*0.3, Y: py - length*0.3},
			{X: px + sway*0.6 + curl*0.5, Y: py - length*0.65}, {X: px + sway, Y: py - length},
		}, r.Between(1.6, 4.2)*(0.5+height*2.4), c, touch)
	}
}
