package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/press"
	"piece/internal/craft/painter/internal/shape"
)

// stage is a picture whose plates are being drawn.
type stage struct {
	random *noise.Stream
	seed   uint32
	night  bool // the light of the picture is a dark one
	press  *press.Press
	set    inkSet

	lightX, lightY float32
}

// tones is what each part of the inks does in a shape; nil is nothing.
type tones [roles]press.Tone

// knock draws a shape that leaves nothing of what was there.
func (s *stage) knock(t tones, p shape.Path, holes ...shape.Path) { s.mark(t, true, p, holes) }

// over draws a shape through which what was there is seen.
func (s *stage) over(t tones, p shape.Path, holes ...shape.Path) { s.mark(t, false, p, holes) }

func (s *stage) mark(t tones, alone bool, p shape.Path, holes []shape.Path) {
	m := press.Mark{Shape: p, Holes: shape.Join(holes...), Tones: make([]press.Tone, s.press.Inks())}
	for role, tone := range t {
		if tone == nil {
			continue
		}
		drum, k := s.set.drum[role], s.set.strength[role]
		before := m.Tones[drum]
		m.Tones[drum] = func(x, y float32) float32 {
			v := tone(x, y) * k
			if before != nil {
				v = max(v, before(x, y))
			}
			return v
		}
	}
	for i, tone := range m.Tones {
		if tone == nil && alone {
			m.Tones[i] = flat(0)
		}
	}
	s.press.Mark(m)
}

// paper leaves a shape white.
func (s *stage) paper(p shape.Path, holes ...shape.Path) { s.knock(tones{}, p, holes...) }

// flat is one tone everywhere.
func flat(k float32) press.Tone { return func(_, _ float32) float32 { return k } }

// solid is all the ink.
var solid = flat(1)

// down goes from one tone at a height to another at a lower one.
func down(top, from, bottom, to float32) press.Tone {
	return func(_, y float32) float32 {
		return noise.Lerp(from, to, noise.Clamp01((y-top)/(bottom-top)))
	}
}

// around goes from one tone at a distance of a place to another farther away.
func around(x, y, near, from, far, to float32) press.Tone {
	return func(u, v float32) float32 {
		d := noise.Sqrt((u-x)*(u-x) + (v-y)*(v-y))
		return noise.Lerp(from, to, noise.Clamp01((d-near)/(far-near)))
	}
}

// ball is the shade on a round thing lit from the upper left.
func ball(x, y, r, most float32) press.Tone {
	return around(x-r*0.40, y-r*0.45, r*0.35, 0, r*1.60, most)
}

// sky fills the picture down to the horizon and below it.
func (s *stage) sky(horizon float32) {
	var t tones
	switch {
	case s.night:
		t = tones{main: down(0, 0.75, horizon, 0.95), key: down(0, 1, horizon, 0.30)}
	case s.sun() == main:
		t = tones{second: down(0.05, 0.10, horizon, 0.62), third: down(0, 0.45, horizon, 0.20)}
	default:
		t = tones{main: down(0.03, 0.62, horizon, 0.12), third: down(0, 0.10, horizon, 0.45)}
	}
	s.knock(t, shape.Whole())
}

// sun is the part whose ink is the warmest: a blue sun is a moon.
func (s *stage) sun() int {
	const warm = 52
	best, least := main, float32(360)
	for _, role := range []int{main, second, third} {
		if s.set.strength[role] < 0.9 {
			continue
		}
		if step := noise.Abs(oklab.HueStep(s.hue(role), warm)); step < least-15 {
			best, least = role, step
		}
	}
	return best
}

// hue is that of the ink that plays a part.
func (s *stage) hue(role int) float32 { return s.set.inks[s.set.drum[role]].Colour.Hue() }

// disc draws sun or moon.
func (s *stage) disc(r float32) {
	p := shape.Disc(s.lightX, s.lightY, r)
	if s.night {
		s.knock(tones{third: ball(s.lightX, s.lightY, r, 0.85), second: ball(s.lightX, s.lightY, r, 0.25)}, p)
		return
	}
	var t tones
	t[s.sun()] = solid
	other := third
	if s.sun() == third {
		other = second
	}
	if s.set.strength[other] > 0.9 && noise.Abs(oklab.HueStep(s.hue(other), s.hue(s.sun()))) < 105 { // else it would dirty the sun
		t[other] = down(s.lightY-r, 0, s.lightY+r, 0.85)
	}
	s.knock(t, p)
}

// stars draws points and crosses of paper.
func (s *stage) stars(count int, low float32) {
	r := s.random
	var p shape.Path
	for range count {
		x, y, size := r.Between(0.05, 0.95), r.Between(0.05, low), r.Unit()
		if size > 0.82 {
			p = append(p, shape.Star(x, y, 0.018, 0.0035, 4, 0)...)
		} else {
			p = append(p, shape.Disc(x, y, 0.0018+0.0028*size*size)...)
		}
	}
	s.paper(p)
}

// birds draws a flock in the deep ink.
func (s *stage) birds(count int) {
	r := s.random
	side := noise.Sign(0.5 - s.lightX)
	var p shape.Path
	for range count {
		p = append(p, shape.Gull(s.lightX+side*r.Between(0.10, 0.36), s.lightY+r.Between(-0.14, 0.10), r.Between(0.018, 0.034), r.Bell()*0.4)...)
	}
	s.over(tones{key: solid}, p)
}

// bars draws clouds as flat bars with round ends.
func (s *stage) bars(t tones, x, y, size float32) {
	r := s.random
	for i := range 4 {
		w := size * r.Between(0.5, 1.1)
		left := x + r.Bell()*size*0.35 - w/2
		top := y + (float32(i)-1.5)*size*0.155
		s.knock(t, shape.Pill(left, top, left+w, top+size*0.115))
	}
}

func (s *stage) hills(base, height, waves float32, salt uint32) func(x float32) float32 {
	return func(x float32) float32 {
		return base - height*(noise.Fractal(x*waves+3, 0.5, 2, s.seed+salt)-0.5)*2
	}
}
