package shape

import "piece/internal/craft/noise"

// Cloud is a row of puffs on a flat base that runs out in streaks; (x, y) is the middle of
// the base.
func Cloud(x, y, size float32, random *noise.Stream) Path {
	var p Path
	puffs := 4 + random.Index(3)
	for i := range puffs {
		u := (float32(i)+0.5)/float32(puffs)*2 - 1
		r := size * (0.20 + 0.26*(1-u*u)) * random.Between(0.85, 1.2)
		p = append(p, Disc(x+u*size*0.72, y-r*0.86, r)...)
	}
	base := size * 0.11
	p = append(p, Pill(x-size*1.08, y-base*2, x+size*1.02, y)...)
	return append(p, Pill(x-size*0.72, y-base, x+size*1.34, y+base*0.9)...)
}

// Pill is a bar with round ends.
func Pill(left, top, right, bottom float32) Path {
	r := (bottom - top) / 2
	return Polygon(append(Arc(left+r, top+r, r, turn/4, turn*3/4), Arc(right-r, top+r, r, -turn/4, turn/4)...)...)
}

// Bank is a sea of clouds: everything below a row of puffs of many sizes.
func Bank(y, size float32, random *noise.Stream) Path {
	p := Rect(-0.1, y, 1.1, 1.1)
	for x := float32(-0.05); x < 1.05; {
		r := size * random.Between(0.5, 1.25)
		p = append(p, Disc(x, y+size*random.Between(-0.3, 0.35), r)...)
		x += r * random.Between(0.7, 1.25)
	}
	return p
}

// Star has points of two lengths by turns.
func Star(x, y, r, inner float32, points int, from float32) Path {
	outline := make([]Point, 2*points)
	for i := range outline {
		reach := r
		if i%2 == 1 {
			reach = inner
		}
		outline[i] = Point{x, y}.Towards(from+turn*float32(i)/float32(2*points)-turn/4, reach)
	}
	return Polygon(outline...)
}

// Crescent is a moon whose horns look away from the side; side is 1 or -1.
func Crescent(x, y, r, side float32) Path {
	const open = 0.95
	outer := Arc(x, y, r, open, turn-open)
	sin, cos := noise.Sincos(open)
	inner := r * sin * 1.12
	middle := x + r*cos + noise.Sqrt(max(inner*inner-r*r*sin*sin, 0))
	angle := noise.Atan2(r*sin, r*cos-(middle-x))
	p := Polygon(append(outer, Arc(middle, y, inner, -angle, -(turn-angle))...)...)
	if side < 0 {
		return p.each(func(q Point) Point { return Point{2*x - q.X, q.Y} })
	}
	return p
}

// Rays are beams around a circle, from r to reach.
func Rays(x, y, r, reach float32, count int, width float32) Path {
	var p Path
	middle := Point{x, y}
	for i := range count {
		angle := turn * float32(i) / float32(count)
		p = append(p, Polygon(middle.Towards(angle-width*0.5, r), middle.Towards(angle-width, reach), middle.Towards(angle+width, reach), middle.Towards(angle+width*0.5, r))...)
	}
	return p
}

// Surf is water below a row of breaking crests that lean to one side: amp is their height,
// length from one to the next.
func Surf(y, amp, length, phase float32, curl float32) Path {
	outline := []Point{{-0.3, 1.2}}
	for x := -0.3 + phase*length; x < 1.4; x += length {
		crest := []Point{{0, 0}, {0.22, -0.10}, {0.42, -0.48}, {0.62, -0.92}, {0.84, -1.02}, {1.00, -0.82}, {1.02, -0.58}, {0.93, -0.46}, {0.86, -0.58}, {0.90, -0.70}, {0.80, -0.76}, {0.70, -0.58}, {0.74, -0.26}, {0.88, -0.06}}
		if curl < 0.5 { // a swell that does not break
			crest = []Point{{0, 0}, {0.2, -0.10}, {0.42, -0.5}, {0.6, -0.62}, {0.78, -0.42}, {0.9, -0.12}}
		}
		for _, q := range crest {
			outline = append(outline, Point{x + q.X*length, y + q.Y*amp})
		}
	}
	outline = append(outline, Point{1.4, 1.2})
	return Polygon(Smooth(false, outline...)...)
}

// Bar is a pill that stands.
func Bar(left, top, right, bottom float32) Path {
	r := (right - left) / 2
	return Polygon(append(Arc(left+r, top+r, r, turn/2, turn), Arc(left+r, bottom-r, r, 0, turn/2)...)...)
}
