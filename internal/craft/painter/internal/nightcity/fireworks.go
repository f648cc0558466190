package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// fireworks open over the river, and people watch them.
func fireworks(n *night) []step {
	r := n.Random
	water := r.Between(0.66, 0.70)
	peak := r.Between(0.3, 0.7)
	s := n.newSky(water+0.05, peak, 0.5)
	steps := s.steps(0.18, 4, water+0.01)
	smoke := exposure.Of(n.haze, 0.35)
	row := n.skyline(1-peak, water, 0.17, 0.042)
	type shell struct{ x, y, radius float32 }
	main := 0.5 + (0.5-peak)*0.3
	shells := []shell{{main, r.Between(0.24, 0.29), r.Between(0.23, 0.27)}}
	for _, flank := range []float32{-1, 1} {
		shells = append(shells, shell{main + flank*r.Between(0.26, 0.34), r.Between(0.18, 0.42), r.Between(0.11, 0.17)})
	}
	shells = append(shells, shell{main + r.Side()*r.Between(0.12, 0.2), r.Between(0.44, 0.50), r.Between(0.07, 0.10)})
	steps = append(steps, step{0.02, func() { n.stars(50, 0.5) }})
	steps = append(steps, step{0.04, func() {
		for _, each := range shells {
			for range 5 {
				n.Glow(each.x+r.Bell()*each.radius*0.4, each.y+each.radius*(0.3+r.Unit()*0.6), each.radius*r.Between(0.5, 1), each.radius*r.Between(0.3, 0.7), smoke.Times(0.5))
			}
		}
	}})
	for i := len(shells) - 1; i >= 0; i-- {
		each := shells[i]
		steps = append(steps, parts(0.08, 2, 2, func(k int) { n.shell(each.x, each.y, each.radius, i, k) })...)
	}
	steps = append(steps, step{0.03, func() {
		for _, t := range row {
			n.body(t, 0.4)
		}
	}})
	steps = append(steps, parts(0.08, 2, len(row), func(i int) {
		n.windows(row[i], 0.0085, 0.42)
		if i%4 == 0 {
			n.trim(row[i], 2)
		}
	})...)
	steps = append(steps, step{0.02, func() { n.bank(water, 36) }})
	steps = append(steps, n.river(0.2, 4, water)...)
	return append(steps, parts(0.06, 2, 2, func(k int) {
		if k == 0 {
			n.meadowEdge(0.90)
			return
		}
		n.crowd(0.93, 0.15, 8)
	})...)
}

// shell is one firework as a long exposure shows it: first its stars' ways, then their ends.
func (n *night) shell(x, y, radius float32, colour, part int) {
	r := n.Random
	core, tip := exposure.Of(n.sign(colour), 1.5), exposure.Of(n.sign(colour+1), 3.0)
	if part == 1 {
		n.Glow(x, y, radius*0.5, radius*0.5, core.Times(0.5))
		n.Glow(x, y, radius*1.6, radius*1.6, core.Times(0.07))
		n.Spark(x, y, radius*0.03, exposure.Light{3, 2.6, 2})
		return
	}
	count := 46 + int(radius*300)
	for i := range count {
		// A ball of stars seen from outside is denser at its rim.
		angle := (float32(i) + r.Unit()*0.9) / float32(count) * 360 * noise.Degree
		reach := radius * noise.Sqrt(1-noise.Abs(r.Between(-1, 1))*r.Between(0.2, 0.95)) * r.Between(0.9, 1.05)
		sin, cos := noise.Sincos(angle)
		fall := radius * r.Between(0.10, 0.20)
		way := func(t float32) exposure.Point {
			k := 1 - (1-t)*(1-t)
			return exposure.Point{X: x + cos*reach*k, Y: y + sin*reach*k*0.96 + fall*t*t*t}
		}
		start := r.Between(0.10, 0.42)
		points := exposure.Path(12, func(t float32) exposure.Point { return way(noise.Lerp(start, 1, t)) })
		l := core.Towards(tip, 0.25+0.5*r.Unit())
		n.Trail(points, func(t float32) float32 { return 0.0004 + 0.0030*t*radius/0.25 }, l)
		end := points[len(points)-1]
		n.Spark(end.X, end.Y, 0.0016+0.009*radius, tip.Times(1.4))
	}
}

// crowd stands along y and looks up.
func (n *night) crowd(y, height float32, count int) {
	r := n.Random
	for i := range count {
		x := (float32(i) + r.Between(0.15, 0.85)) / float32(count)
		n.person(x, y+r.Between(0, 0.04), height*r.Between(0.86, 1.1), i)
		if r.Chance(0.45) {
			n.person(x+height*0.26, y+r.Between(0.01, 0.04), height*r.Between(0.84, 1.0), i+1)
		}
	}
}

// meadowEdge is the near bank.
func (n *night) meadowEdge(y float32) {
	dark := exposure.Of(oklab.Mix(n.dark, n.middle, 0.15), 0.45)
	n.Fill(y-0.02, 1, func(px, py float32) (exposure.Light, float32) {
		crest := y + 0.012*(n.field(px*5, 3.5, 3, 61)-0.5) - 0.010*noise.Value(px*240, 1.5, n.Seed+63)
		return dark, noise.Smooth(crest-0.002, crest+0.002, py)
	})
}
