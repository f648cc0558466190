package shape

import "piece/internal/craft/noise"

// Leaf is a pointed leaf from its base to its tip; belly is half its width in lengths.
func Leaf(base, tip Point, belly float32) Path {
	const steps = 9
	way := tip.Minus(base)
	side := way.normal().Times(way.Length() * belly)
	outline := make([]Point, 0, 2*steps+2)
	for i := range steps + 1 {
		t := float32(i) / steps
		outline = append(outline, base.Plus(way.Times(t)).Plus(side.Times(leafGirth(t))))
	}
	for i := steps - 1; i > 0; i-- {
		t := float32(i) / steps
		outline = append(outline, base.Plus(way.Times(t)).Minus(side.Times(leafGirth(t))))
	}
	return Path{outline}
}

// leafGirth is the half width of a leaf along its way: round near the base, pointed at the tip.
func leafGirth(t float32) float32 {
	u := 1 - t
	return 2.9*t*u*u + 1.25*t*t*u
}

// Veins are slits in a Leaf: the middle rib and ribs to both sides.
func Veins(base, tip Point, belly float32) Path {
	way := tip.Minus(base)
	p := Tapered([]Point{base.Plus(way.Times(0.10)), base.Plus(way.Times(0.5)), base.Plus(way.Times(0.90))}, way.Length()*0.022)
	side := way.normal().Times(way.Length() * belly)
	for i := range 5 {
		t := 0.24 + 0.13*float32(i)
		for _, k := range []float32{-1, 1} {
			foot := base.Plus(way.Times(t)).Plus(side.Times(k * 0.06))
			end := base.Plus(way.Times(t + 0.12)).Plus(side.Times(k * 0.66 * leafGirth(t+0.1)))
			p = append(p, Tapered([]Point{foot, foot.Plus(end).Times(0.5), end}, way.Length()*0.014)...)
		}
	}
	return p
}

// Sprig is a bent stem with leaves in pairs and one at its end.
func Sprig(foot Point, angle, length, bend float32, pairs int, belly float32) Path {
	stem := bent(foot, angle, length, bend, 12)
	p := Line(stem, length*0.022, length*0.008)
	for i := range pairs {
		t := (float32(i) + 0.8) / (float32(pairs) + 0.4)
		at, along := pointOn(stem, t), angle+bend*t
		size := length * 0.40 * (1 - 0.45*t)
		for _, side := range []float32{-1, 1} {
			p = append(p, Leaf(at, at.Towards(along+side*0.85, size), belly)...)
		}
	}
	end := pointOn(stem, 0.97)
	return append(p, Leaf(end, end.Towards(angle+bend, length*0.28), belly)...)
}

// Fern is a frond: a bent stem with many fine leaves that get shorter to its tip.
func Fern(foot Point, angle, length, bend float32) Path {
	stem := bent(foot, angle, length, bend, 16)
	p := Line(stem, length*0.018, length*0.004)
	const pairs = 17
	for i := range pairs {
		t := 0.10 + 0.88*float32(i)/pairs
		at, along := pointOn(stem, t), angle+bend*t
		size := length * 0.30 * (1 - t*0.92) * min(1, 0.45+t*3)
		for _, side := range []float32{-1, 1} {
			p = append(p, Leaf(at, at.Towards(along+side*1.05, size), 0.17)...)
		}
	}
	return p
}

// Twig is a fir's: needles along a bent stem.
func Twig(foot Point, angle, length, bend float32) Path {
	stem := bent(foot, angle, length, bend, 12)
	p := Line(stem, length*0.020, length*0.006)
	const needles = 30
	for i := range needles {
		t := 0.08 + 0.92*float32(i)/needles
		at, along := pointOn(stem, t), angle+bend*t
		size := length * 0.17 * (1 - 0.55*t)
		for _, side := range []float32{-1, 1} {
			tip := at.Towards(along+side*0.72, size)
			p = append(p, Line([]Point{at, tip}, length*0.014, length*0.004)...)
		}
	}
	return p
}

// Tuft is grass from one place.
func Tuft(x, y, height float32, blades int, random *noise.Stream) Path {
	var p Path
	for i := range blades {
		lean := (float32(i)/float32(max(blades-1, 1)) - 0.5) * 1.5
		tall := height * random.Between(0.6, 1.1)
		foot := Point{x + lean*height*0.18, y}
		p = append(p, Line(bent(foot, -turn/4+lean*0.35, tall, lean*random.Between(0.4, 1.1), 7), height*0.055, height*0.004)...)
	}
	return p
}

// Petals is a flower seen from the front: round petals that meet in the middle.
func Petals(x, y, r float32, count int, from, width float32) Path {
	var p Path
	for i := range count {
		angle := from + turn*float32(i)/float32(count)
		heart := Point{x, y}
		tip := heart.Towards(angle, r)
		a, b := heart.Towards(angle-width*0.55, r*0.55), heart.Towards(angle+width*0.55, r*0.55)
		c, d := heart.Towards(angle-width*0.42, r*0.92), heart.Towards(angle+width*0.42, r*0.92)
		p = append(p, Blob(heart, a, c, tip.Towards(angle+turn/2, r*0.06), d, b)...)
	}
	return p
}

// Tulip is a cup of three petals, its foot at (x, y).
func Tulip(x, y, size float32) Path {
	cup := func(points ...Point) Path { return Polygon(Smooth(true, points...)...).Placed(x, y, size, size) }
	return Join(
		cup(Point{0, 0}, Point{-0.36, -0.22}, Point{-0.40, -0.62}, Point{-0.30, -0.98}, Point{-0.10, -0.66}, Point{0.02, -0.2}),
		cup(Point{0, 0}, Point{0.36, -0.22}, Point{0.40, -0.62}, Point{0.30, -0.98}, Point{0.10, -0.66}, Point{-0.02, -0.2}),
		cup(Point{0, 0}, Point{-0.22, -0.3}, Point{-0.18, -0.7}, Point{0, -1.02}, Point{0.18, -0.7}, Point{0.22, -0.3}),
	)
}

// Stalk is a bent stem with two long leaves at its foot.
func Stalk(from, to Point, width float32, random *noise.Stream) Path {
	bend := random.Between(-0.12, 0.12)
	middle := from.Plus(to).Times(0.5)
	middle.X += bend * (from.Y - to.Y)
	p := Line(Smooth(false, from, middle, to), width, width*0.7)
	tall := from.Y - to.Y
	for _, side := range []float32{-1, 1} {
		p = append(p, Leaf(from, from.Towards(-turn/4+side*random.Between(0.25, 0.6), tall*random.Between(0.4, 0.75)), 0.14)...)
	}
	return p
}

// bent gives points from a foot that start in one direction and end turned by bend.
func bent(foot Point, angle, length, bend float32, steps int) []Point {
	points := []Point{foot}
	for i := range steps {
		t := float32(i) / float32(steps)
		foot = foot.Towards(angle+bend*t, length/float32(steps))
		points = append(points, foot)
	}
	return points
}

// pointOn is the place at t, 0..1, of a line.
func pointOn(line []Point, t float32) Point {
	at := noise.Clamp01(t) * float32(len(line)-1)
	i := min(int(at), len(line)-2)
	return line[i].Plus(line[i+1].Minus(line[i]).Times(at - float32(i)))
}
