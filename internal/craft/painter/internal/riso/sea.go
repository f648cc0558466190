package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

// sea is a moon or sun over rows of scales, the old pattern for waves, and a boat on them.
func sea(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.32, 0.68), r.Between(0.27, 0.34)
	horizon := r.Between(0.50, 0.55)
	s.sky(horizon)
	radius := r.Between(0.16, 0.21)
	if s.night {
		s.stars(46, horizon-0.03)
		for i := range 3 {
			k := 2 - float32(i)
			s.over(tones{key: flat(0.62 - 0.20*float32(i))}, shape.Disc(s.lightX, s.lightY, radius*(1.32+0.34*k)))
		}
	} else {
		s.sunburst(radius)
	}
	s.disc(radius)
	cloud := tones{second: flat(0.55)}
	if !s.night {
		cloud = tones{}
	}
	s.bars(cloud, s.lightX-r.Between(0.18, 0.30), s.lightY+r.Between(0.02, 0.12), 0.22)
	s.bars(cloud, s.lightX+r.Between(0.20, 0.32), s.lightY-r.Between(0.00, 0.10), 0.19)
	if !s.night {
		s.birds(6)
	}
	s.knock(tones{main: solid, key: flat(0.55)}, shape.Rect(-0.1, horizon, 1.1, 1.1))
	s.scales(horizon)
}

// scales draws rows of rings that grow towards the viewer; the boat rides between two.
func (s *stage) scales(horizon float32) {
	r := s.random
	boatRow, side := 2+r.Index(2), r.Side()
	y, size := horizon+0.010, float32(0.034)
	for row := 0; y < 1.12; row++ {
		if row == boatRow {
			s.boat(s.lightX+side*r.Between(0.08, 0.20), y+size*0.1, r.Between(0.19, 0.24)*side)
		}
		shift := float32(row%2) * 0.5
		for i := -1; float32(i)*size*2 < 1.1+size; i++ {
			s.scale((float32(i)+shift)*size*2, y+size*0.9, size, row)
		}
		y += size * 0.52
		size *= 1.17
	}
}

// scale is one ring of rings; those below the light shine.
func (s *stage) scale(x, y, r float32, row int) {
	lit := noise.Bump(x-s.lightX, 0.06+0.12*(y-0.5)) > 0.40
	bands := []tones{{main: solid, key: flat(0.85)}, {}, {main: solid}, {}, {second: solid}, {}, {main: solid, key: flat(0.4)}}
	switch {
	case lit:
		bands = []tones{{second: solid}, {}, {third: solid}, {}, {second: flat(0.7), third: flat(0.6)}, {}, {second: solid}}
	case row%3 == 1:
		bands = []tones{{main: flat(0.75)}, {}, {main: solid, key: flat(0.75)}, {}, {third: solid, main: flat(0.3)}, {}, {main: solid}}
	case row%3 == 2:
		bands = []tones{{main: solid}, {}, {main: flat(0.5), third: flat(0.8)}, {}, {main: solid, key: solid}, {}, {second: solid}}
	}
	for i, k := range []float32{1, 0.86, 0.81, 0.61, 0.56, 0.34, 0.28} {
		s.knock(bands[i], shape.Disc(x, y, r*k))
	}
}

func (s *stage) boat(x, y, size float32) {
	hull, sails := shape.Boat(x, y, size)
	s.knock(tones{}, sails.Grown(0.006))
	s.knock(tones{third: flat(0.35), second: down(y-0.2, 0, y, 0.5)}, sails)
	s.knock(tones{key: solid, second: solid}, hull)
}
