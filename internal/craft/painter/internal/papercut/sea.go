package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/diorama"
	"piece/internal/craft/painter/internal/shape"
)

// sea is a boat on rows of breaking waves, each with foam behind its crest.
func sea(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.34, 0.66), r.Between(0.27, 0.35)
	s.sky(0.55)
	s.disc(r.Between(0.10, 0.13), 3)
	s.cloudbands(0.30, 3)
	s.birds(6, s.depth(0.75))
	lean := r.Side()
	horizon := r.Between(0.47, 0.52)
	things := s.seaThings(lean)
	for i := range seaRows {
		t := float32(i) / (seaRows - 1)
		y := horizon + 0.50*t*(0.45+0.55*t)
		amp, length := 0.020+0.105*t*t+0.02*t, 0.10+0.34*t
		if put := things[i]; put != nil {
			put(y)
		}
		curl := float32(0)
		if i > 1 {
			curl = 1
		}
		phase := r.Unit()
		s.wave(shape.Surf(y, amp, length, phase, curl), t, lean, amp)
	}
}

// seaRows is the number of rows of waves.
const seaRows = 7

// seaThings picks what stands between the rows of waves: always a boat, and an island with a
// lighthouse, a whale or a second boat.
func (s *stage) seaThings(lean float32) (at [seaRows]func(y float32)) {
	r := s.random
	x := s.lightX - lean*r.Between(0.10, 0.22)
	at[2] = func(y float32) { s.sail(x, y+0.005, r.Between(0.15, 0.19)*lean) }
	away := x + noise.Sign(0.5-x)*r.Between(0.34, 0.46)
	switch r.Index(3) {
	case 0:
		at[1] = func(y float32) { s.island(away, y) }
	case 1:
		at[3] = func(y float32) {
			s.sheet(oklab.Mix(s.depth(0.92), s.darkAccent(0.40), 0.35), 0.010, shape.Fluke(away, y+0.03, r.Between(0.10, 0.14)).Turned(r.Bell()*0.15, shape.Point{X: away, Y: y}))
		}
	default:
		at[1] = func(y float32) { s.sail(away, y+0.004, -r.Between(0.07, 0.10)*lean) }
	}
	return at
}

// island plans a rock with a lighthouse.
func (s *stage) island(x, y float32) {
	r := s.random
	tower := shape.Lighthouse(x, y-0.055, r.Between(0.22, 0.26))
	s.lantern(s.snow(), 0.008, tower)
	s.sheet(s.accent(0).WithL(0.55), 0.003, tower.Roof, tower.Panes)
	var rock []shape.Point
	for i := range 13 {
		u := float32(i)/6 - 1
		rock = append(rock, shape.Point{X: x + u*0.15, Y: y + 0.035 - 0.115*(1-u*u)*r.Between(0.72, 1.12)})
	}
	s.sheet(s.depth(0.72), 0.008, shape.Polygon(rock...))
}

// wave plans a crest: foam, a lighter band and the body of the water.
func (s *stage) wave(p shape.Path, t, lean, amp float32) {
	if lean < 0 {
		p = p.Mirrored()
	}
	body := s.depth(0.40 + 0.60*t)
	foam := oklab.Mix(s.scheme.CloudLit, body, 0.12+0.28*(1-t)).Lighter(0.02)
	if s.scheme.Night {
		foam = oklab.Mix(foam, s.depth(0.15), 0.35)
	}
	band := oklab.Mix(body, s.depth(0.12), 0.34)
	up := func(k float32) shape.Path { return p.Placed(lean*amp*0.10*k, -amp*0.17*k, 1, 1) }
	if amp > 0.03 {
		s.sheet(foam, 0.006+0.010*t, up(1))
		s.sheet(band, 0.004, up(0.45))
	} else {
		s.sheet(band, 0.005, up(0.8))
	}
	deep := body.WithL(body.L * 0.80)
	top := float32(1)
	for _, q := range p[0] {
		top = min(top, q.Y)
	}
	light := s.lit(body)
	s.lay(diorama.Sheet{Shape: p, Lift: 0.005 + 0.006*t, Colour: func(x, y float32) oklab.Colour {
		return oklab.Mix(light(x, y), deep, 0.6*noise.Smooth(top, top+0.28, y))
	}})
}

// sail plans a boat.
func (s *stage) sail(x, y, size float32) {
	hull, sails := shape.Boat(x, y, size)
	tall := noise.Abs(size)
	s.sheet(oklab.Mix(s.scheme.CloudLit, s.scheme.Sun, 0.3).WithL(0.93), 0.007, sails)
	s.sheet(s.darkAccent(0.52), 0.006, hull)
	flag := shape.Polygon(shape.Point{X: x - 0.03*size, Y: y - 1.02*tall}, shape.Point{X: x + 0.20*size, Y: y - 1.07*tall}, shape.Point{X: x - 0.03*size, Y: y - 1.13*tall})
	s.sheet(s.accent(0), 0.003, flag)
}

// cloudbands plans clouds in two depths above and beside the light.
func (s *stage) cloudbands(depth float32, count int) {
	r := s.random
	for layer := range 2 {
		var p shape.Path
		for i := range count {
			x := (float32(i)+r.Between(0.1, 0.9))/float32(count)*1.3 - 0.15
			y := s.lightY + r.Between(-0.22, 0.10) + 0.05*float32(layer)
			if off := x - s.lightX; noise.Abs(off) < 0.17 { // not over the light
				x += noise.Sign(off) * 0.15
			}
			p = append(p, shape.Cloud(x, y, r.Between(0.09, 0.16), r)...)
		}
		c := oklab.Mix(s.scheme.CloudLit, s.depth(depth), 0.55-0.30*float32(layer))
		s.sheet(c, 0.010, p)
	}
}
