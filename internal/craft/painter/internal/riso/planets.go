package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

// planets is a great ringed planet, moons on their orbits, a comet and many stars.
func planets(s *stage) {
	r := s.random
	side := r.Side()
	s.lightX, s.lightY = 0.5+side*r.Between(0, 0.07), r.Between(0.40, 0.46)
	s.knock(tones{key: around(s.lightX, s.lightY, 0.15, 0.62, 0.75, 1), main: around(s.lightX, s.lightY, 0.1, 1, 0.8, 0.6)}, shape.Whole())
	s.stars(110, 0.96)
	s.orbits()
	radius := r.Between(0.21, 0.25)
	tilt := side * r.Between(0.22, 0.45)
	s.halo(radius, tilt, -1)
	s.planet(radius, tilt)
	s.halo(radius, tilt, 1)
	s.comet(side)
	s.moonscape()
}

// orbits draws thin ovals with a moon on each.
func (s *stage) orbits() {
	r := s.random
	for i := range 3 {
		k := float32(i)
		reach := 0.37 + 0.115*k
		var line []shape.Point
		for j := range 97 {
			sin, cos := noise.Sincos(6.2832 * float32(j) / 96)
			line = append(line, shape.Point{X: s.lightX + cos*reach, Y: s.lightY + sin*reach*0.86})
		}
		s.knock(tones{main: solid, second: flat(0.5)}, shape.Line(line, 0.0026, 0.0026))
		at := line[r.Index(96)]
		size := r.Between(0.020, 0.042)
		skin := []tones{{second: solid}, {third: solid}, {second: flat(0.5), third: flat(0.6)}}[i]
		skin[key] = ball(at.X, at.Y, size, 0.95)
		s.knock(skin, shape.Disc(at.X, at.Y, size))
	}
}

// planet draws the ball with its bands of weather.
func (s *stage) planet(radius, tilt float32) {
	r := s.random
	middle := shape.Point{X: s.lightX, Y: s.lightY}
	s.knock(tones{second: solid}, shape.Disc(s.lightX, s.lightY, radius))
	kinds := []tones{{third: solid}, {second: solid, main: flat(0.5)}, {second: flat(0.45)}, {third: solid, second: flat(0.5)}}
	for y := float32(-0.86); y < 0.8; {
		thick := r.Between(0.10, 0.24)
		top, bottom := y, min(y+thick, 0.93)
		var upper, lower []shape.Point
		for i := range 25 {
			u := float32(i)/12 - 1
			wiggle := 0.018 * noise.Sin(u*7+y*19)
			reach := func(v float32) float32 { return noise.Sqrt(max(1-v*v, 0)) * 0.995 }
			upper = append(upper, shape.Point{X: u * reach(top), Y: top + wiggle + 0.10*(1-u*u)*0.6})
			lower = append(lower, shape.Point{X: -u * reach(bottom), Y: bottom + 0.10*(1-u*u)*0.6})
		}
		band := shape.Polygon(append(upper, lower...)...).Placed(s.lightX, s.lightY-radius*0.03, radius, radius).Turned(tilt, middle)
		s.knock(kinds[r.Index(len(kinds))], band)
		y += thick + r.Between(0.04, 0.12)
	}
	// What leaves the ball is sky again.
	s.over(tones{key: around(s.lightX-radius*0.35, s.lightY-radius*0.4, radius*0.55, 0, radius*1.5, 1)}, shape.Disc(s.lightX, s.lightY, radius))
}

// halo draws the half of the rings that is behind the planet, -1, or before it, 1.
func (s *stage) halo(radius, tilt, half float32) {
	middle := shape.Point{X: s.lightX, Y: s.lightY}
	for i, t := range []tones{{third: solid}, {second: solid}, {third: flat(0.55), second: flat(0.2)}, {}} {
		reach := radius * (1.90 - 0.17*float32(i))
		var line []shape.Point
		for j := range 49 {
			sin, cos := noise.Sincos(3.1416 * float32(j) / 48)
			line = append(line, shape.Point{X: s.lightX + cos*reach, Y: s.lightY + half*sin*reach*0.24})
		}
		thick := radius * 0.105
		s.knock(t, shape.Ribbon(line, func(at float32) float32 {
			return thick * (0.42 + 0.58*noise.Abs(at-0.5)*2)
		}).Turned(tilt, middle))
	}
}

func (s *stage) comet(side float32) {
	r := s.random
	head := shape.Point{X: 0.5 - side*r.Between(0.24, 0.34), Y: r.Between(0.11, 0.17)}
	for i, t := range []tones{{second: flat(0.6)}, {third: solid}, {}} {
		k := 1 - 0.3*float32(i)
		tail := head.Towards(-1.5708-side*0.95, 0.26*k)
		s.knock(t, shape.Polygon(head.Towards(0.6, 0.014*k), tail, head.Towards(0.6+3.1416, 0.014*k)))
		s.knock(t, shape.Disc(head.X, head.Y, 0.016*k))
	}
}

// moonscape draws the ground we stand on, with craters and crystals of rock.
func (s *stage) moonscape() {
	r := s.random
	for i := range 3 {
		k := float32(i)
		line := s.hills(0.81+0.065*k, 0.045-0.008*k, 3+k, uint32(70+i))
		p := shape.Land(line)
		for range 4 {
			x, tall := r.Unit(), r.Between(0.03, 0.10)
			if noise.Abs(x-s.lightX) < 0.12 {
				tall *= 0.4
			}
			p = append(p, shape.Polygon(shape.Point{X: x - tall*0.42, Y: line(x) + 0.03}, shape.Point{X: x - tall*0.12, Y: line(x) - tall}, shape.Point{X: x + tall*0.10, Y: line(x) - tall*0.8}, shape.Point{X: x + tall*0.5, Y: line(x) + 0.03})...)
		}
		s.knock([]tones{{main: solid, second: flat(0.55)}, {main: solid, key: flat(0.5)}, {main: solid, key: solid}}[i], p)
		for range 5 {
			x := r.Unit()
			y := line(x) + r.Between(0.018, 0.04)
			size := r.Between(0.018, 0.035)
			s.over(tones{key: solid}, shape.Oval(x, y, size, size*0.24, 0))
		}
	}
}
