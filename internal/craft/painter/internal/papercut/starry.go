package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// starry is a sea of clouds at night under a moon and stars on threads: balloons drift over
// it, or a whale swims there.
func starry(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.34, 0.66), r.Between(0.30, 0.38)
	s.sky(0.8)
	s.dust(80)
	s.cloudRing(0.49, 0.34)
	s.dust(60)
	s.cloudRing(0.40, 0.22)
	if r.Chance(0.5) {
		s.disc(r.Between(0.10, 0.125), 1)
	} else {
		s.horns(r.Between(0.115, 0.14))
	}
	s.hungStars(8, 0.30)
	s.clouds(0.60, 0.30, 0.040)
	whale := r.Chance(0.5)
	if whale {
		s.flyingWhale()
	} else {
		s.balloons()
	}
	s.clouds(0.68, 0.42, 0.050)
	if !whale {
		s.balloon(s.lightX+noise.Sign(0.5-s.lightX)*r.Between(0.20, 0.27), 0.52, 0.085, 0)
	}
	s.clouds(0.765, 0.56, 0.062)
	s.clouds(0.85, 0.72, 0.072)
	s.cloudRing(0.565, 0.86)
	s.clouds(0.935, 0.95, 0.08)
}

// dust plans pinholes of light in the sky.
func (s *stage) dust(count int) {
	var p shape.Path
	for range count {
		size := s.random.Unit()
		x, y := s.random.Unit(), s.random.Unit()*0.75
		if size > 0.86 {
			p = append(p, shape.Star(x, y, 0.011, 0.0022, 4, 0)...)
		} else {
			p = append(p, shape.Disc(x, y, 0.0011+0.0016*size*size)...)
		}
	}
	light := oklab.Mix(s.scheme.Sun, s.scheme.CloudLit, 0.3).WithL(0.95)
	s.sheet(light, 0.0015, p)
	s.glow(p, 0.006, light, 0.6)
}

// cloudRing plans a sheet with a hole whose edge is puffs of cloud, r wide around the middle
// of the picture.
func (s *stage) cloudRing(r, depth float32) {
	var hole shape.Path
	var puffs shape.Path
	middle := shape.Point{X: noise.Lerp(0.5, s.lightX, 0.4), Y: 0.47}
	hole = shape.Oval(middle.X, middle.Y, r*1.13, r*1.16, 0)
	for angle := float32(0); angle < 6.28; {
		size := r * s.random.Between(0.13, 0.27)
		at := middle.Towards(angle, r*1.16)
		puffs = append(puffs, shape.Disc(at.X, at.Y, size)...)
		angle += size / r * s.random.Between(0.75, 1.15)
	}
	// Two cuts of one sheet, because the puffs stand over the hole.
	c := s.depth(depth)
	if s.dark() && depth < 0.4 {
		c = oklab.Blend(s.scheme.Sky[2], s.scheme.Sky[1], depth*2)
	}
	s.reach(c, 0.020, hole, puffs)
}

// clouds plans a bank of clouds across the picture.
func (s *stage) clouds(y, depth, size float32) {
	c := s.depth(depth)
	if depth < 0.65 {
		c = oklab.Mix(c, s.scheme.CloudLit, 0.34*(1-depth))
	}
	s.sheet(oklab.Mix(c, s.scheme.CloudLit, 0.30), 0.010, shape.Bank(y-size*0.25, size, s.random))
	s.sheet(c, 0.012, shape.Bank(y, size, s.random))
}

// horns plans a crescent that glows.
func (s *stage) horns(r float32) {
	moon := shape.Crescent(s.lightX, s.lightY, r, s.random.Side()).Turned(s.random.Between(-0.35, 0.35), shape.Point{X: s.lightX, Y: s.lightY})
	s.glow(moon, 0.09, s.scheme.Sun, 0.8)
	s.sheet(s.scheme.Sun.WithL(0.95), 0.012, moon)
}

// flyingWhale plans a whale with its calf over the clouds.
func (s *stage) flyingWhale() {
	r := s.random
	side := r.Side()
	x, y := 0.5+(0.5-s.lightX)*0.5, r.Between(0.50, 0.54)
	body := shape.Whale(x, y, 0.44*side)
	calf := shape.Whale(x+side*r.Between(0.20, 0.27), y-r.Between(0.16, 0.20), 0.15*side)
	skin := oklab.Mix(s.depth(0.74), s.darkAccent(0.46), 0.40)
	var slits shape.Path
	for i := range 5 {
		k := float32(i)
		slits = append(slits, shape.Tapered(shape.Smooth(false, shape.Point{X: x + side*(0.05+0.012*k), Y: y + 0.052 - 0.004*k},
			shape.Point{X: x + side*(0.13+0.01*k), Y: y + 0.05 - 0.009*k}, shape.Point{X: x + side*0.20, Y: y + 0.034 - 0.009*k}), 0.004)...)
	}
	eye := shape.Disc(x+side*0.155, y-0.012, 0.0055)
	s.sheet(skin, 0.016, body, slits, eye)
	s.sheet(skin.Lighter(0.05), 0.012, calf)
}

// balloons plans some far ones.
func (s *stage) balloons() {
	side := noise.Sign(0.5 - s.lightX)
	s.balloon(s.lightX-side*s.random.Between(0.16, 0.22), 0.47, 0.042, 1)
	s.balloon(s.lightX+side*s.random.Between(0.34, 0.40), 0.33, 0.032, 2)
}

func (s *stage) balloon(x, y, r float32, colour int) {
	envelope, gores, basket := shape.Balloon(x, y, r)
	c := s.accent(colour)
	s.sheet(oklab.LCH(0.45, 0.07, 60), 0.006, basket)
	s.sheet(c, 0.014, envelope)
	s.sheet(oklab.Mix(c, s.scheme.CloudLit, 0.65), 0.004, gores)
}
