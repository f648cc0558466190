package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

// city is towers in flat inks before a great disc; the inks of some lie over each other.
func city(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.34, 0.66), r.Between(0.30, 0.36)
	s.sky(0.85)
	if s.night {
		s.stars(36, 0.5)
	}
	radius := r.Between(0.20, 0.25)
	s.disc(radius)
	s.bars(tones{}, s.lightX+r.Side()*r.Between(0.12, 0.24), s.lightY+r.Between(-0.05, 0.08), 0.19)
	s.block(0.44, 0.055, []tones{{main: flat(0.45)}, {main: flat(0.62)}, {main: flat(0.35), third: flat(0.5)}}, false)
	s.block(0.55, 0.085, []tones{{main: solid}, {main: flat(0.8), third: solid}, {second: solid, main: flat(0.25)}, {main: solid, key: flat(0.35)}}, true)
	s.block(0.68, 0.125, []tones{{main: solid, key: flat(0.7)}, {key: solid}, {main: solid, second: flat(0.55)}, {third: solid, key: flat(0.45)}}, true)
	s.river(0.86)
}

// block draws a row of towers whose tops are around a height, lower before the disc.
func (s *stage) block(top, width float32, walls []tones, windows bool) {
	r := s.random
	last := -1
	for x := float32(-0.01); x < 1.02; {
		w := width * r.Between(0.7, 1.25)
		open := noise.Smooth(0.03, 0.30, noise.Abs(x+w/2-s.lightX))
		y := top + 0.10*(1-open) - (1-top)*0.42*open*r.Between(0.1, 1)
		b := shape.Tower(x+w/2, 0.95, w*1.02, 0.95-y, r)
		kind := r.Index(len(walls))
		if kind == last {
			kind = (kind + 1) % len(walls)
		}
		last = kind
		s.knock(walls[kind], b.Walls)
		if windows {
			s.windows(b, x, y, w)
		}
		x += w
	}
}

// windows draws lit panes, or a front of stripes.
func (s *stage) windows(b shape.Building, x, y, w float32) {
	r := s.random
	light := tones{third: flat(0.9)}
	if r.Chance(0.4) {
		light = tones{}
	}
	if r.Chance(0.72) {
		s.knock(light, b.Panes)
		return
	}
	var lines shape.Path
	gap := w * r.Between(0.12, 0.2)
	if r.Chance(0.5) {
		for at := y + gap*1.4; at < 0.93; at += gap {
			lines = append(lines, shape.Rect(x+w*0.10, at, x+w*0.90, at+gap*0.42)...)
		}
	} else {
		for at := x + gap*0.8; at < x+w-gap*0.8; at += gap {
			lines = append(lines, shape.Rect(at, y+w*0.16, at+gap*0.42, 0.93)...)
		}
	}
	s.knock(light, lines)
}

// river draws water with lights in it.
func (s *stage) river(top float32) {
	r := s.random
	s.knock(tones{main: solid, key: down(top, 0.9, 1, 0.6)}, shape.Rect(-0.1, top, 1.1, 1.1))
	for range 46 {
		x, y := r.Unit(), top+0.012+0.11*r.Unit()
		w := r.Between(0.012, 0.05) * (1 + (y-top)*6)
		t := tones{}
		if noise.Abs(x-s.lightX) < 0.14 {
			t = tones{second: solid}
		} else if r.Chance(0.6) {
			t = tones{third: solid, main: flat(0.2)}
		}
		s.knock(t, shape.Pill(x-w, y, x+w, y+0.0055))
	}
}
