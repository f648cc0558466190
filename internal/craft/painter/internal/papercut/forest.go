package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/diorama"
	"piece/internal/craft/painter/internal/scheme"
	"piece/internal/craft/painter/internal/shape"
)

// forest is a deer in a glade: trunks and leaves in frames, one before the other.
func forest(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.40, 0.60), r.Between(0.32, 0.40)
	s.sky(0.6)
	s.disc(r.Between(0.085, 0.11), 2)
	s.sheet(s.depth(0.26), 0.008, shape.Land(s.hills(0.60, 0.04, 3, 1)))
	s.firs(0.30, 0.60, 0.24, 11)
	s.sheet(s.depth(0.38), 0.010, shape.Land(s.hills(0.655, 0.03, 2.4, 2)))
	s.firs(0.45, 0.665, 0.36, 7)
	s.grove(0.52, 0.045, 0.050, 2)
	stand := s.hills(0.745, 0.035, 1.8, 3)
	s.glade(stand)
	s.grove(0.74, 0.060, 0.070, 1)
	s.canopy(0.78, 0.15, 0.075, 60)
	s.undergrowth(0.84, 0.90, 0.20)
	s.grove(0.92, 0.075, 0.10, 1)
	s.canopy(0.97, 0.09, 0.10, 34)
	s.undergrowth(1.0, 1.0, 0.26)
	if s.scheme.Night || s.scheme.Mood == scheme.Mist {
		s.fireflies(26)
	}
}

// firs plans a row of firs that leaves the light free.
func (s *stage) firs(depth, foot, height float32, count int) {
	var p shape.Path
	for i := range count {
		x := (float32(i)+0.5)/float32(count) + s.random.Bell()*0.03
		near := noise.Abs(x - s.lightX)
		tall := height * s.random.Between(0.55, 1) * (0.45 + 0.55*noise.Smooth(0.02, 0.34, near))
		p = append(p, shape.Fir(x, foot+0.10, tall+0.10, s.random)...)
	}
	s.sheet(s.depth(depth), 0.008, p)
}

// grove plans trunks to both sides of the light, as one sheet.
func (s *stage) grove(depth, width, lift float32, each int) {
	var p shape.Path
	for _, side := range []float32{-1, 1} {
		for i := range each {
			x := 0.5 + side*(0.30+0.16*float32(i)+0.12*depth*depth+s.random.Between(-0.05, 0.05))
			p = append(p, shape.Trunk(x, 1.05, width*s.random.Between(0.7, 1.2), s.random)...)
		}
	}
	s.sheet(s.depth(depth), lift*0.30, p)
}

// canopy plans leaves that hang from above and thin out towards the middle.
func (s *stage) canopy(depth, reach, size float32, count int) {
	var leaves, veins shape.Path
	for range count {
		x := s.random.Between(-0.05, 1.05)
		side := noise.Abs(x-0.5) * 2
		y := s.random.Unit()*reach*(0.35+1.9*side*side) - 0.03
		angle := 1.57 + (0.5-x)*0.9 + s.random.Bell()*0.5
		base := shape.Point{X: x, Y: y}
		tip := base.Towards(angle, size*s.random.Between(0.7, 1.25))
		leaves = append(leaves, shape.Leaf(base, tip, 0.26)...)
		veins = append(veins, shape.Veins(base, tip, 0.26)...)
	}
	edge := shape.Hang(func(x float32) float32 {
		side := noise.Abs(x-0.5) * 2
		return reach * (0.15 + 1.7*side*side) * (0.7 + 0.6*noise.Value(x*9, 1, s.seed+uint32(depth*100)))
	})
	if size < 0.05 {
		veins = nil
	}
	s.sheet(s.depth(depth), 0.022, shape.Join(edge, leaves), veins)
}

// glade plans the hill with the deer and grass on it.
func (s *stage) glade(stand func(x float32) float32) {
	r := s.random
	var p shape.Path
	for range 34 {
		x := r.Between(-0.02, 1.02)
		p = append(p, shape.Tuft(x, stand(x)+0.008, r.Between(0.025, 0.055), 5, r)...)
	}
	ground := s.depth(0.60)
	s.sheet(ground, 0.014, shape.Join(shape.Land(stand), p))
	side := r.Side()
	x := s.lightX - side*r.Between(0.06, 0.12)
	herd := shape.Deer(x, stand(x)+0.010, side*0.215, true)
	if s.scheme.Mood != scheme.Ember {
		x += side * r.Between(0.22, 0.27)
		herd = append(herd, shape.Deer(x, stand(x)+0.012, -side*0.135, false)...)
	}
	s.sheet(s.deerskin(), 0.010, herd)
	s.birds(4, s.depth(0.66))
	s.meadowFlowers(stand)
}

// meadowFlowers plans small flowers in the grass of the glade.
func (s *stage) meadowFlowers(stand func(x float32) float32) {
	r := s.random
	var stems, petals, hearts shape.Path
	for range 15 {
		x := r.Between(0.14, 0.86)
		y := stand(x) + r.Between(0.03, 0.115)
		size := 0.008 + 0.06*(y-stand(x))
		stems = append(stems, shape.Tuft(x, y+size*3.2, size*3.4, 3, r)...)
		petals = append(petals, shape.Petals(x, y, size*1.25, 5, r.Unit(), 0.62)...)
		hearts = append(hearts, shape.Disc(x, y, size*0.36)...)
	}
	s.sheet(s.depth(0.76), 0.004, stems)
	s.sheet(s.bloom(2), 0.005, petals)
	s.sheet(s.gold(), 0.002, hearts)
}

// deerskin is the paper of deer: dark before a pale wood, pale in a dark one.
func (s *stage) deerskin() oklab.Colour {
	if s.dark() {
		return oklab.Mix(s.accent(1).WithL(0.76), s.depth(0), 0.25)
	}
	return oklab.Mix(s.depth(0.90), s.darkAccent(0.38), 0.30)
}

// undergrowth plans ferns, leaves and grass along the lower edge, higher at the sides.
func (s *stage) undergrowth(depth, foot, height float32) {
	r := s.random
	ground := s.hills(foot, 0.025, 4, uint32(depth*50))
	p := shape.Land(ground)
	var veins shape.Path
	for i := range 17 {
		x := (float32(i)+0.5)/17 + r.Bell()*0.02
		side := noise.Abs(x-0.5) * 2
		tall := height * (0.40 + 0.75*side*side) * r.Between(0.75, 1.15)
		at := shape.Point{X: x, Y: ground(x) + 0.03}
		lean := -1.5708 + (0.5-x)*0.5 + r.Bell()*0.30
		switch i % 3 {
		case 0:
			p = append(p, shape.Fern(at, lean, tall*1.1, r.Bell()*0.7)...)
		case 1:
			p = append(p, shape.Sprig(at, lean, tall, r.Bell()*0.4, 4, 0.24)...)
		default:
			for k := range 3 {
				tip := at.Towards(lean+float32(k-1)*0.55, tall*r.Between(0.6, 0.85))
				p = append(p, shape.Leaf(at, tip, 0.20)...)
				veins = append(veins, shape.Veins(at, tip, 0.20)...)
			}
		}
	}
	s.sheet(s.depth(depth), 0.020, p, veins)
}

// fireflies plans small lights among the trunks.
func (s *stage) fireflies(count int) {
	var p shape.Path
	for range count {
		x, y := s.random.Between(0.12, 0.88), s.random.Between(0.42, 0.86)
		p = append(p, shape.Disc(x, y, s.random.Between(0.0016, 0.0034))...)
	}
	lamp := s.scheme.Lamp.WithL(0.95)
	s.glow(p, 0.020, s.scheme.Lamp, 9)
	s.lay(diorama.Sheet{Shape: p, Colour: func(_, _ float32) oklab.Colour { return lamp }, Smooth: true})
}
