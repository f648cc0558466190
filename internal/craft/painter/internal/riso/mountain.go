package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

// mountain is a great sun over folded peaks, hills and firs.
func mountain(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.34, 0.66), r.Between(0.29, 0.36)
	s.sky(0.66)
	radius := r.Between(0.19, 0.25)
	s.sunburst(radius)
	s.disc(radius)
	s.bars(tones{}, s.lightX+r.Side()*r.Between(0.14, 0.26), s.lightY+r.Between(-0.06, 0.08), 0.20)
	s.birds(5)
	s.peaks(0.66, 0.30)
	s.hill(0.68, 0.035, tones{second: flat(0.85), third: solid}, 1)
	s.woods(0.70, 0.075, tones{main: solid, key: flat(0.5)}, 22)
	s.hill(0.735, 0.045, tones{main: solid, third: flat(0.4)}, 2)
	s.lake(0.80)
	s.woods(0.93, 0.23, tones{main: solid, key: solid}, 9)
	s.hill(0.925, 0.03, tones{main: solid, key: solid}, 4)
}

// sunburst draws rays or rings around the sun.
func (s *stage) sunburst(radius float32) {
	t := tones{}
	switch {
	case s.night:
		t = tones{main: solid, key: flat(0.30)}
	case s.sun() == main:
		t = tones{third: flat(0.85), second: flat(0.30)}
	default:
		t[s.sun()] = flat(0.42)
	}
	if s.random.Chance(0.5) {
		s.knock(t, shape.Rays(s.lightX, s.lightY, radius*1.12, 1.3, 22, 0.060))
		return
	}
	for i := range 4 {
		s.knock(t, shape.Ring(s.lightX, s.lightY, radius*(1.24+0.27*float32(i)), radius*0.12*(1-0.2*float32(i))))
	}
}

// peaks draws a mountain with lower ones before and beside it; their left sides are lit.
func (s *stage) peaks(foot, height float32) {
	r := s.random
	away := noise.Sign(0.5 - s.lightX)
	summit := s.lightX + away*r.Between(0.20, 0.28)
	for _, m := range []struct{ x, tall float32 }{
		{summit - away*0.52, 0.62}, {summit + away*0.24, 0.72}, {summit, 1.25}, {summit - away*0.24, 0.58}, {summit + away*0.42, 0.46}, {summit - away*0.70, 0.42}, {summit + away*0.11, 0.44},
	} {
		x, tall := m.x+r.Bell()*0.02, height*m.tall*r.Between(0.92, 1.08)
		half := tall * r.Between(0.78, 0.98)
		top := shape.Point{X: x, Y: foot - tall}
		// The fold runs down from the summit in zigzag.
		fold := []shape.Point{top}
		for k := range 6 {
			t := float32(k+1) / 6
			fold = append(fold, shape.Point{X: x + half*(0.16*t+0.13*float32(k%2*2-1)*t), Y: top.Y + tall*1.1*t})
		}
		whole := shape.Polygon(shape.Point{X: x - half*1.1, Y: foot + tall*0.1}, top, shape.Point{X: x + half*1.1, Y: foot + tall*0.1})
		s.knock(tones{main: down(top.Y, 0.35, foot, 0.95), third: flat(0.2)}, whole)
		shade := append(append([]shape.Point{}, fold...), shape.Point{X: x + half*1.1, Y: foot + tall*0.1})
		s.over(tones{main: solid, key: down(top.Y, 0.75, foot, 0.25)}, shape.Polygon(shade...))
		s.paper(s.snowcap(top, tall, half))
	}
}

// snowcap is the white of a summit, with a hem of teeth.
func (s *stage) snowcap(top shape.Point, tall, half float32) shape.Path {
	low := s.random.Between(0.20, 0.28)
	outline := []shape.Point{top}
	const teeth = 7
	for k := range teeth {
		u := 1 - 2*float32(k)/(teeth-1)
		at := low
		if k%2 == 1 {
			at = low * s.random.Between(1.25, 1.6)
		}
		outline = append(outline, shape.Point{X: top.X + u*half*low*0.98, Y: top.Y + tall*at})
	}
	return shape.Polygon(outline...)
}

func (s *stage) hill(base, height float32, t tones, salt uint32) {
	s.knock(t, shape.Land(s.hills(base, height, 2.6, salt)))
}

// woods draws a row of firs.
func (s *stage) woods(foot, height float32, t tones, count int) {
	r := s.random
	var p shape.Path
	for i := range count {
		x := (float32(i)+0.5)/float32(count) + r.Bell()*0.02
		tall := height * r.Between(0.6, 1.1)
		if height > 0.15 {
			side := noise.Abs(x-0.5) * 2
			tall *= 0.25 + 0.95*side*side
		}
		p = append(p, shape.Fir(x, foot+0.04, tall+0.04, r)...)
	}
	s.knock(t, p)
}

// lake draws water with bars of light below the sun.
func (s *stage) lake(top float32) {
	r := s.random
	s.knock(tones{second: down(top, 0.65, 1, 0.25), third: flat(0.5)}, shape.Rect(-0.1, top, 1.1, 1.1))
	y := top + 0.012
	for i := range 9 {
		k := float32(i)
		w := r.Between(0.06, 0.20) * (0.6 + 0.08*k)
		x := s.lightX + r.Bell()*0.05
		s.knock(tones{main: solid}, shape.Pill(x-w, y, x+w, y+0.007+0.0006*k))
		if i%2 == 0 {
			x = r.Between(0.05, 0.95)
			s.paper(shape.Pill(x-w*0.6, y+0.006, x+w*0.6, y+0.011))
		}
		y += 0.015 + 0.0012*k
	}
}
