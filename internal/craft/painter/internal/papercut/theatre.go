package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/diorama"
	"piece/internal/craft/painter/internal/shape"
)

// theatre is a toy stage: a set in depth, curtains, an arch and lamps along the ramp.
func theatre(s *stage) {
	r := s.random
	s.lightX, s.lightY = r.Between(0.42, 0.58), r.Between(0.36, 0.42)
	s.sky(0.75)
	s.disc(r.Between(0.085, 0.11), 2)
	s.set()
	floor := r.Between(0.755, 0.775)
	s.boards(floor)
	cloth := s.curtainCloth()
	s.drapes(cloth, 0.27, floor+0.06, 0.86)
	s.drapes(cloth, 0.19, floor+0.09, 1.0)
	s.ties(0.19)
	s.valance(cloth)
	s.arch()
	s.rampLamps(floor + 0.135)
	s.sheet(s.depth(1).WithL(s.depth(1).L*0.8), 0.012, s.audience())
}

// set plans what stands on the stage, one of several plays.
func (s *stage) set() {
	r := s.random
	switch r.Index(5) {
	case 0: // a castle on hills
		s.sheet(s.depth(0.30), 0.008, shape.Land(s.hills(0.60, 0.04, 3, 11)))
		x := s.lightX + r.Side()*r.Between(0.10, 0.14)
		castle := shape.Castle(x, 0.66, 0.36, r)
		s.sheet(s.darkAccent(0.50), 0.006, castle.Roof)
		s.lantern(s.depth(0.55), 0.006, castle)
		s.sheet(s.depth(0.50), 0.010, shape.Land(s.hills(0.67, 0.025, 3, 12)))
		s.firs(0.66, 0.70, 0.20, 6)
	case 1: // the sea of painted waves
		s.cloudbands(0.35, 3)
		y := float32(0.56)
		for i := range 4 {
			t := float32(i) / 4
			if i == 2 {
				s.sail(s.lightX+r.Between(-0.10, 0.10), y-0.01, 0.17*r.Side())
			}
			s.wave(shape.Surf(y, 0.03+0.02*t, 0.14+0.05*t, r.Unit(), 1), 0.25+0.5*t, r.Side(), 0.031+0.02*t)
			y += 0.052
		}
	case 2: // a wood with a deer
		s.firs(0.36, 0.64, 0.32, 9)
		s.sheet(s.depth(0.48), 0.008, shape.Land(s.hills(0.67, 0.03, 2.4, 13)))
		x, side := s.lightX+r.Bell()*0.05, r.Side()
		s.sheet(s.deerskin(), 0.009, shape.Deer(x-side*0.07, 0.705, 0.20*side, true))
		s.firs(0.70, 0.72, 0.20, 5)
	case 3: // the sky, with balloons over clouds
		s.balloon(s.lightX-r.Between(0.13, 0.17), r.Between(0.44, 0.50), 0.058, 1)
		s.clouds(0.64, 0.30, 0.035)
		s.balloon(s.lightX+r.Between(0.10, 0.15), r.Between(0.50, 0.55), 0.085, 2)
		s.clouds(0.71, 0.50, 0.042)
	default: // a street at night
		s.terrace(0.46, 0.60, 0.30)
		s.terrace(0.70, 0.68, 0.20)
	}
	s.hungStars(5, 0.30)
}

// terrace plans a row of house fronts with lit windows.
func (s *stage) terrace(depth, foot, height float32) {
	var row shape.Building
	for x := float32(0.14); x < 0.9; {
		width := s.random.Between(0.08, 0.12)
		tall := height * s.random.Between(0.55, 1) * (0.5 + 0.5*noise.Smooth(0.02, 0.2, noise.Abs(x-s.lightX)))
		h := shape.House(x, foot+0.06, width, tall+0.06, s.random)
		row.Walls, row.Panes, row.Roof = append(row.Walls, h.Walls...), append(row.Panes, h.Panes...), append(row.Roof, h.Roof...)
		x += width * 0.98
	}
	s.lantern(s.depth(depth), 0.008, row)
	s.sheet(oklab.Mix(s.depth(depth+0.2), s.darkAccent(0.5), 0.3), 0.004, row.Roof)
}

// hungStars plans stars on threads from above.
func (s *stage) hungStars(count int, reach float32) {
	var threads, stars shape.Path
	for i := range count {
		x := 0.5 + (float32(i)+0.5-float32(count)/2)*0.56/float32(count) + s.random.Bell()*0.02
		y := reach * s.random.Between(0.70, 1.0)
		threads = append(threads, shape.Rect(x-0.0008, 0, x+0.0008, y)...)
		size := s.random.Between(0.016, 0.028)
		if s.random.Chance(0.22) {
			stars = append(stars, shape.Crescent(x, y, size, s.random.Side())...)
		} else {
			stars = append(stars, shape.Star(x, y, size, size*0.44, 5, s.random.Bell()*0.15)...)
		}
	}
	s.sheet(s.depth(0.62), 0.004, threads)
	s.sheet(oklab.Mix(s.scheme.Lamp, s.scheme.Sun, 0.35).WithL(0.90), 0.012, stars)
}

// boards plans the floor of the stage, its planks running to the light.
func (s *stage) boards(floor float32) {
	var gaps shape.Path
	for i := range 15 {
		u := float32(i)/7 - 1
		top, bottom := shape.Point{X: 0.5 + u*0.42, Y: floor}, shape.Point{X: 0.5 + u*0.66, Y: floor + 0.12}
		gaps = append(gaps, shape.Line([]shape.Point{top, bottom}, 0.0012, 0.003)...)
	}
	wood := oklab.Mix(s.depth(0.72), oklab.LCH(0.58, 0.11, 62), 0.62)
	s.sheet(s.depth(0.9), 0.010, shape.Rect(-0.1, floor-0.004, 1.1, 1.1))
	s.sheet(wood, 0.002, shape.Rect(-0.1, floor, 1.1, floor+0.115), gaps)
}

// arch plans the frame of the stage.
func (s *stage) arch() {
	var studs shape.Path
	open := shape.Polygon(append(shape.Arc(0.5, 0.50, 0.462, -3.1416, 0), shape.Point{X: 0.962, Y: 1.2}, shape.Point{X: 0.038, Y: 1.2})...)
	inner := shape.Polygon(append(shape.Arc(0.5, 0.50, 0.448, -3.1416, 0), shape.Point{X: 0.948, Y: 1.2}, shape.Point{X: 0.052, Y: 1.2})...)
	for i := range 19 {
		angle := -3.1416 + 3.1416*(float32(i)+0.5)/19
		p := shape.Point{X: 0.5, Y: 0.50}.Towards(angle, 0.487)
		studs = append(studs, shape.Disc(p.X, p.Y, 0.0095)...)
	}
	s.sheet(s.gold(), 0.018, shape.Whole(), inner)
	s.sheet(s.depth(0.92), 0.006, shape.Whole(), open, studs)
	s.glow(studs, 0.012, s.scheme.Lamp, 0.5)
}

// rampLamps plans shells of light along the edge of the stage.
func (s *stage) rampLamps(y float32) {
	var shells, bulbs shape.Path
	const lamps = 9
	for i := range lamps {
		x := (float32(i) + 0.5) / lamps
		bulbs = append(bulbs, shape.Disc(x, y-0.018, 0.017)...)
		shells = append(shells, shape.Polygon(append(shape.Arc(x, y+0.004, 0.032, 0, 3.1416), shape.Point{X: x - 0.032, Y: y})...)...)
	}
	lamp := s.scheme.Lamp.WithL(0.95)
	s.glow(bulbs.Placed(0, -0.03, 1, 1), 0.07, s.scheme.Lamp, 0.8)
	s.lay(diorama.Sheet{Shape: bulbs, Colour: func(_, _ float32) oklab.Colour { return lamp }, Smooth: true})
	s.sheet(s.depth(0.97), 0.010, shape.Join(shape.Rect(-0.1, y+0.012, 1.1, 1.1), shells))
	s.sheet(s.gold(), 0.004, shape.Rect(-0.1, y+0.020, 1.1, y+0.027))
}

// audience is rows of heads along the lower edge.
func (s *stage) audience() shape.Path {
	p := shape.Rect(-0.1, 0.985, 1.1, 1.1)
	for x := float32(0.02); x < 1; x += s.random.Between(0.055, 0.08) {
		y := s.random.Between(0.945, 0.965)
		p = append(p, shape.Oval(x, y, 0.019, 0.024, 0)...)
		p = append(p, shape.Oval(x, y+0.055, 0.036, 0.035, 0)...)
	}
	return p
}
