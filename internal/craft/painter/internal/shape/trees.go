package shape

import "piece/internal/craft/noise"

// Fir is a tree of drooping tiers, standing at (x, y).
func Fir(x, y, height float32, random *noise.Stream) Path {
	p := Rect(x-height*0.022, y-height*0.2, x+height*0.022, y)
	tiers := 4 + random.Index(3)
	lean := random.Between(-0.02, 0.02) * height
	for i := range tiers {
		t := float32(i) / float32(tiers)
		bottom := y - height*(0.10+0.80*t)
		top := max(bottom-height*1.55/float32(tiers), y-height)
		reach := height * 0.235 * (1 - 0.80*t) * random.Between(0.92, 1.08)
		p = append(p, firTier(x+lean*t, top, bottom, reach, random)...)
	}
	return p
}

// firTier has a toothed lower hem that droops at its ends.
func firTier(x, top, bottom, reach float32, random *noise.Stream) Path {
	outline := []Point{{x, top}, {x + reach*0.34, noise.Lerp(top, bottom, 0.52)}, {x + reach, bottom}}
	const teeth = 5
	for i := range teeth {
		u := 1 - 2*(float32(i)+0.5)/teeth
		rise := (bottom - top) * (0.10 + 0.10*(1-u*u))
		outline = append(outline, Point{x + reach*u, bottom - rise*random.Between(0.8, 1.2)})
		if i < teeth-1 {
			v := 1 - 2*(float32(i)+1)/teeth
			outline = append(outline, Point{x + reach*v, bottom - (bottom-top)*0.05*(1-v*v)})
		}
	}
	return Polygon(append(outline, Point{x - reach, bottom}, Point{x - reach*0.34, noise.Lerp(top, bottom, 0.52)})...)
}

// Bare is a tree without leaves: its trunk splits again and again. Tips, if not nil, are told
// where twigs end and in which direction.
func Bare(foot Point, angle, length, width float32, depth int, random *noise.Stream, tips func(at Point, angle float32)) Path {
	bend := random.Between(-0.3, 0.3)
	wood := bent(foot, angle-bend/2, length, bend, 6)
	p := Line(wood, width, width*0.66)
	end := wood[len(wood)-1]
	if depth == 0 {
		if tips != nil {
			tips(end, angle)
		}
		return append(p, Line([]Point{end, end.Towards(angle, length*0.35)}, width*0.66, 0)...)
	}
	spread := random.Between(0.30, 0.55)
	for i, side := range []float32{-1, 1} {
		next := angle + side*spread*random.Between(0.7, 1.3)
		k := random.Between(0.66, 0.84)
		if i == depth%2 {
			k *= 0.86
		}
		p = append(p, Bare(end, next, length*k, width*0.64, depth-1, random, tips)...)
	}
	if random.Chance(0.45) {
		from := pointOn(wood, random.Between(0.4, 0.75))
		p = append(p, Bare(from, angle+random.Side()*random.Between(0.5, 0.9), length*0.55, width*0.45, max(depth-2, 0), random, tips)...)
	}
	return p
}

// Broad is a tree in leaf: a trunk and boughs, and leaves in bunches at the ends of twigs.
func Broad(x, y, height float32, random *noise.Stream) (wood, leaves Path) {
	size := height * 0.085
	wood = Bare(Point{x, y}, -turn/4+random.Between(-0.08, 0.08), height*0.32, height*0.062, 4, random, func(at Point, angle float32) {
		leaves = append(leaves, Bunch(at, size, angle, random)...)
	})
	return wood, leaves
}

// Bunch is a handful of leaves around the end of a twig.
func Bunch(at Point, size, angle float32, random *noise.Stream) Path {
	var p Path
	for range 7 {
		way := angle + random.Between(-1.7, 1.7)
		base := at.Towards(way, size*random.Between(-0.1, 0.35))
		p = append(p, Leaf(base, base.Towards(way+random.Between(-0.3, 0.3), size*random.Between(0.7, 1.15)), 0.27)...)
	}
	return p
}

// Trunk is a tall tree whose crown is above the picture: it widens at its roots and has some
// broken boughs.
func Trunk(x, y, width float32, random *noise.Stream) Path {
	sway := random.Between(-0.03, 0.03)
	spine := Smooth(false, Point{x, y + 0.02}, Point{x + sway*0.3, y - 0.22}, Point{x + sway, y - 0.55}, Point{x + sway*0.6, y - 1.1})
	p := Ribbon(spine, func(t float32) float32 {
		root := noise.Clamp01(1 - t*9)
		return width * (1 - 0.35*t + 1.1*root*root)
	})
	for range 4 {
		side := random.Side()
		from := pointOn(spine, random.Between(0.48, 0.8))
		p = append(p, Bare(from, -turn/4+side*random.Between(0.45, 0.85), width*random.Between(1.3, 2.2), width*0.24, 2, random, nil)...)
	}
	return p
}
