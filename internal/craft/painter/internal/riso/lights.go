package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/press"
	"piece/internal/craft/painter/internal/shape"
)

// beam is a cone of light.
type beam struct {
	from  shape.Point
	dx    float32 // how far it leans for one down
	wide  float32 // how much it widens
	power float32
	role  int
}

// at is the light of a beam at a place.
func (b *beam) at(x, y float32) float32 {
	d := y - b.from.Y
	if d < 0 {
		return 0
	}
	off := noise.Abs(x-b.from.X-b.dx*d) / (0.012 + b.wide*d)
	if off > 1 {
		return 0
	}
	return b.power * (1 - 0.62*noise.Clamp01(d/0.85)) * (1 - 0.30*off*off)
}

// lights is a stage seen from the crowd: beams that cross, a disc or a ball of mirrors, heads.
func lights(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.42, 0.58), r.Between(0.36, 0.42)
	beams := s.rig()
	s.dark(beams)
	radius := r.Between(0.15, 0.19)
	switch r.Index(3) {
	case 0:
		s.mirrorBall(radius)
	case 1:
		s.rings(radius * 1.1)
	default:
		s.disc(radius)
		s.over(tones{key: flat(0.5)}, s.slats(radius))
	}
	s.truss(beams)
	s.stars(30, 0.7)
	s.floor(beams)
	s.crowd()
}

// rig plans beams from lamps along the top, each of an ink.
func (s *stage) rig() []beam {
	r := s.random
	count := 6 + r.Index(3)
	inks := []int{second, main, third}
	var all []beam
	for i := range count {
		u := (float32(i) + 0.5) / float32(count)
		lean := (0.5-u)*r.Between(0.35, 1.15) + r.Bell()*0.20
		all = append(all, beam{shape.Point{X: u, Y: 0.085}, lean, r.Between(0.075, 0.13), r.Between(0.85, 1), inks[(i+r.Index(2))%3]})
	}
	return all
}

// dark draws the hall: the deep ink everywhere but in the beams, which have their own.
func (s *stage) dark(beams []beam) {
	lit := func(x, y float32) float32 {
		left := float32(1)
		for i := range beams {
			left *= 1 - beams[i].at(x, y)
		}
		return 1 - left
	}
	t := tones{key: func(x, y float32) float32 { return 1 - 0.96*lit(x, y) }}
	for _, role := range []int{main, second, third} {
		base := float32(0)
		if role == main {
			base = 0.85
		}
		t[role] = glow(beams, role, base)
	}
	s.knock(t, shape.Whole())
}

// glow is the ink of the beams of one part; base is what there is outside of all beams.
func glow(beams []beam, role int, base float32) press.Tone {
	return func(x, y float32) float32 {
		own, others := float32(0), float32(0)
		for i := range beams {
			v := beams[i].at(x, y)
			if beams[i].role == role {
				own = max(own, v)
			} else {
				others = max(others, v)
			}
		}
		return max(own, base*(1-others*1.2))
	}
}

// truss draws the bar that the lamps hang from.
func (s *stage) truss(beams []beam) {
	p := shape.Join(shape.Rect(-0.1, 0.050, 1.1, 0.056), shape.Rect(-0.1, 0.080, 1.1, 0.086))
	for i := range 30 {
		x, way := float32(i)/29, float32(i%2)
		p = append(p, shape.Line([]shape.Point{{X: x, Y: 0.053 + 0.03*way}, {X: x + 1.0/29, Y: 0.083 - 0.03*way}}, 0.004, 0.004)...)
	}
	s.paper(p)
	for _, b := range beams {
		lamp := shape.Rect(-0.017, -0.012, 0.017, 0.030).Turned(-b.dx*0.8, shape.Point{}).Placed(b.from.X, b.from.Y, 1, 1)
		s.knock(tones{key: solid, main: solid}, lamp)
		s.paper(shape.Disc(b.from.X+b.dx*0.03, b.from.Y+0.032, 0.012))
	}
}

// mirrorBall draws a ball of small mirrors on a thread.
func (s *stage) mirrorBall(r float32) {
	x, y := s.lightX, s.lightY
	s.paper(shape.Rect(x-0.0015, 0.08, x+0.0015, y-r))
	s.knock(tones{third: flat(0.25)}, shape.Disc(x, y, r))
	const rows = 11
	for row := range rows {
		low, high := 3.1416*float32(row)/rows-1.5708, 3.1416*(float32(row)+1)/rows-1.5708
		for column := range rows {
			left, right := 3.1416*float32(column)/rows-1.5708, 3.1416*(float32(column)+1)/rows-1.5708
			at := func(across, up float32) shape.Point {
				sinU, cosU := noise.Sincos(up)
				return shape.Point{X: x + r*0.985*cosU*noise.Sin(across), Y: y + r*0.985*sinU}
			}
			const gap = 0.022
			mirror := shape.Polygon(at(left+gap, low+gap), at(right-gap, low+gap), at(right-gap, high-gap), at(left+gap, high-gap))
			shade := []tones{{main: solid}, {second: solid}, {key: flat(0.6), main: flat(0.6)}, {}, {third: solid}, {main: flat(0.45)}}[s.random.Index(6)]
			s.knock(shade, mirror)
		}
	}
	s.over(tones{key: ball(x, y, r, 0.95)}, shape.Disc(x, y, r))
}

// rings draws circles within each other, as sound.
func (s *stage) rings(r float32) {
	for i, t := range []tones{{second: solid}, {main: solid, key: flat(0.5)}, {third: solid}, {main: solid}, {second: solid, third: flat(0.6)}, {}} {
		s.knock(t, shape.Disc(s.lightX, s.lightY, r*(1-0.165*float32(i))))
	}
}

// slats are bars over the lower half of the disc.
func (s *stage) slats(r float32) shape.Path {
	var p shape.Path
	for i := range 6 {
		y := s.lightY + r*(0.05+0.16*float32(i))
		half := noise.Sqrt(max(r*r-(y-s.lightY)*(y-s.lightY), 0))
		p = append(p, shape.Rect(s.lightX-half, y, s.lightX+half, y+r*(0.025+0.016*float32(i)))...)
	}
	return p
}

// floor draws the stage and the pools of light on it.
func (s *stage) floor(beams []beam) {
	const level = 0.815
	s.knock(tones{key: solid, main: solid}, shape.Rect(-0.1, level-0.020, 1.1, 1.1))
	for i, b := range beams {
		t := tones{}
		t[b.role] = solid
		y := level + 0.018*float32(i%3)
		x := b.from.X + b.dx*(y-b.from.Y)
		wide := b.wide * (y - b.from.Y)
		s.knock(t, shape.Oval(x, y, wide, 0.010, 0))
		s.paper(shape.Oval(x, y, wide*0.55, 0.004, 0))
	}
}

// crowd draws heads and shoulders along the lower edge, in two rows.
func (s *stage) crowd() {
	r := s.random
	for row := range 2 {
		k := float32(row)
		p := shape.Rect(-0.1, 0.945+0.03*k, 1.1, 1.2)
		for x := float32(-0.02); x < 1.03; x += r.Between(0.052, 0.075) {
			y := 0.885 + 0.045*k + r.Bell()*0.012
			p = append(p, shape.Oval(x, y, 0.021, 0.027, 0)...)
			p = append(p, shape.Oval(x, y+0.072, 0.042, 0.046, 0)...)
		}
		t := tones{main: solid}
		if row == 1 {
			t = tones{main: solid, key: solid}
		}
		s.knock(t, p)
	}
}
