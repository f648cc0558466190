package poster

import (
	"math"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

// chart is a map of stars that nobody has named.
func chart(c *canvas, w *Work) {
	type colours struct{ ground, low, line, star rgb }
	p := pick(c,
		colours{hex(0x0b1633), hex(0x1c2e5e), hex(0x8fa8dc), hex(0xffe7ad)},
		colours{hex(0x241036), hex(0x4a2063), hex(0xc7a5e8), hex(0xffd6e8)},
		colours{hex(0xf3ecdc), hex(0xe7dcc2), hex(0x2a3d66), hex(0xb5342b)},
		colours{hex(0x06231f), hex(0x0f4238), hex(0x8fd0b8), hex(0xf6e6a6)},
	)
	c.flood(radial(350, 520, 640, p.low, p.ground))
	cx, cy, r := 350.0, 540.0, 286.0
	for _, k := range []float64{1, 0.985, 0.9, 0.62, 0.34} {
		c.paint(ring(cx, cy, r*k, r*k-1.2), stain(p.line, 0.7))
	}
	for i := range 120 {
		a, l := 2*math.Pi*float64(i)/120, 5.0
		if i%10 == 0 {
			l = 13
		}
		o := point{cx, cy}
		c.paint(stroke(1.1, o.towards(a, r*0.985), o.towards(a, r*0.985-l)), stain(p.line, 0.8))
		if i%10 == 0 {
			c.paint(stroke(0.8, o.towards(a, r*0.34), o.towards(a, r*0.9)), stain(p.line, 0.22))
		}
	}
	for range 260 {
		q := point{cx, cy}.towards(c.between(0, 2*math.Pi), r*0.96*math.Sqrt(float64(c.rng.Unit())))
		c.paint(disc(q.x, q.y, 0.6+1.6*math.Pow(float64(c.rng.Unit()), 4)), stain(p.star, c.between(0.3, 0.9)))
	}
	at := point{cx, cy}.towards(c.between(0, 6.28), r*0.55)
	for range 3 + c.rng.Index(2) { // figures of stars
		n := 5 + c.rng.Index(3)
		direction := math.Atan2(cy-at.y, cx-at.x) + c.between(-0.6, 0.6)
		for i := range n {
			size := c.between(3, 6.5)
			c.sparkle(at.x, at.y, size, p.star)
			next := at.towards(direction+c.between(-1, 1), c.between(46, 84))
			if next.minus(point{cx, cy}).length() > r*0.88 {
				direction += 2.2
				next = at.towards(direction, 60)
			}
			if i < n-1 && next.minus(point{cx, cy}).length() < r*0.95 {
				c.paint(stroke(1.3, at, next), stain(p.star, 0.75))
			}
			if next.minus(point{cx, cy}).length() < r*0.95 {
				at = next
			}
		}
		at = point{cx, cy}.towards(c.between(0, 6.28), r*c.between(0.2, 0.7))
	}
	ink := readable(p.ground, p.star, p.line)
	w.serifTitle(c, box{56, 62, 588, 150}, ink)
	c.facts(w, 56, 964, 588, 15, middle, flat(ink), flat(p.line))
	c.grain(0.022)
}

// sparkle is a star with four rays.
func (c *canvas) sparkle(x, y, r float64, colour rgb) {
	c.glow(disc(x, y, r), r*4, 0.5, colour)
	var points []point
	for i := range 8 {
		l := r * 1.9
		if i%2 == 1 {
			l = r * 0.5
		}
		points = append(points, point{x, y}.towards(float64(i)*math.Pi/4, l))
	}
	c.fill(polygon(points...), flat(colour))
}

// portrait is a head that holds a landscape.
func portrait(c *canvas, w *Work) {
	type colours struct{ ground, ink, sky, low, far, near, sun rgb }
	p := pick(c,
		colours{hex(0xf2ebdf), hex(0x1f2a36), hex(0x264a6e), hex(0xf3b38a), hex(0x6f7fa3), hex(0x1d2c44), hex(0xfff0cc)},
		colours{hex(0xe9d8c8), hex(0x3a1521), hex(0x7d2540), hex(0xf7b267), hex(0xa84a5a), hex(0x3b1228), hex(0xffe9b8)},
		colours{hex(0x17201f), hex(0xf0eadb), hex(0x1f6f68), hex(0xe9e2b4), hex(0x4f9488), hex(0x123a38), hex(0xfff6d6)},
		colours{hex(0xdfe4ea), hex(0x23263f), hex(0x3a3f8f), hex(0xe7a3b8), hex(0x7d78b8), hex(0x262552), hex(0xfff3e2)},
	)
	c.flood(flat(p.ground))
	head := placed(profilePath(), 720, -20, 190)
	if c.chance(0.5) {
		head = mirrored(head)
	}
	clip := c.stencil(head)
	draw := func(path typeset.Path, k ink, alpha float64) { c.paint(path, wash{ink: k, clip: clip, alpha: alpha}) }
	draw(head, falling(230, 760, p.sky, mix(p.sky, p.low, 0.5), p.low), 1)
	for range 90 {
		draw(disc(c.between(60, 640), c.between(220, 480), 0.7+1.5*math.Pow(float64(c.rng.Unit()), 3)), flat(p.sun), c.between(0.4, 1))
	}
	sx := c.between(270, 420)
	c.print(c.blurred(disc(sx, 600, 60), 50), wash{ink: flat(p.sun), alpha: 0.5, clip: clip})
	draw(disc(sx, 600, 58), flat(p.sun), 1)
	seed := uint32(c.rng.Uint64())
	for i := range 4 {
		f := float64(i)
		draw(land(func(x float64) float64 {
			return 640 + 66*f - (float64(noise.Jagged(float32(x*0.009+f*3), 4, seed+uint32(i)))-0.3)*(150-24*f)
		}), flat(mix(p.far, p.near, f/3)), 1)
	}
	for i := range 26 { // a wood along the last ridge
		x, h := -10+28*float64(i)+c.between(-8, 8), c.between(46, 110)
		draw(leaf(point{x, 930}, point{x, 900 - h}, 0.16), flat(mix(p.near, black, 0.25)), 1)
	}
	draw(rectangle(0, 890, sheetWidth, 120), flat(mix(p.near, black, 0.25)), 1)
	for range 9 {
		c.fill(bird(c.between(140, 600), c.between(300, 500), c.between(6, 13)), flat(p.sun))
	}
	title := c.write(words{text: w.Title, face: serif, max: 76, least: 22, lines: 2, leading: 1.12, across: middle}, box{56, 46, 588, 150}, flat(p.ink))
	c.write(label(w.tagline(), 14, middle), box{56, title.under(8), 588, 22}, flat(p.ink))
	c.band(w, mix(p.near, black, 0.25), p.sun, mix(p.sun, p.low, 0.2))
	c.grain(0.025)
}

// whale swims through the night over a sleeping town.
func whale(c *canvas, w *Work) {
	type colours struct{ top, low, body, belly, light, ink rgb }
	p := pick(c,
		colours{hex(0x0f1f4b), hex(0x5a78b8), hex(0x20386f), hex(0xb9cbe8), hex(0xffe3a0), hex(0xfff7e6)},
		colours{hex(0x1d1042), hex(0xa05fb4), hex(0x38206b), hex(0xe5c1ea), hex(0xffd98e), hex(0xfff2fb)},
		colours{hex(0x06323b), hex(0x4fa79b), hex(0x0c4a52), hex(0xc4e6d6), hex(0xffe8a3), hex(0xf4fff6)},
	)
	c.flood(falling(0, 900, p.top, mix(p.top, p.low, 0.55), p.low))
	c.stars(box{0, 0, sheetWidth, 720}, 220, p.ink)
	flip := c.chance(0.5)
	turn := func(path typeset.Path) typeset.Path {
		path = path.Turned(-0.16, 350, 470)
		if flip {
			return mirrored(path)
		}
		return path
	}
	body := turn(blob(point{-250, 10}, point{-232, -54}, point{-150, -98}, point{-20, -104}, point{110, -66}, point{208, -14}, point{262, -22}, point{300, -78}, point{352, -92}, point{322, -30}, point{340, 34}, point{286, 12}, point{246, 28}, point{120, 62}, point{-40, 92}, point{-170, 78}))
	c.shadow(body, 0, 26, 60, 0.35, p.top)
	c.glow(body, 60, 0.25, p.low)
	c.fill(body, linear(0, 350, 0, 620, p.body.lighter(0.10), p.body))
	clip := c.stencil(body)
	c.paint(turn(blob(point{-262, 26}, point{-150, 34}, point{0, 40}, point{140, 30}, point{90, 130}, point{-180, 130}, point{-270, 90})), wash{ink: flat(p.belly), clip: clip})
	for i := range 7 {
		y := 44 + 7*float64(i)
		c.paint(turn(ribbon(smooth(false, point{-250, y - 6}, point{-120, y + 6}, point{30, y - 4}), func(float64) float64 { return 1.6 })), wash{ink: flat(mix(p.body, p.belly, 0.45)), clip: clip})
	}
	c.fill(turn(blob(point{-70, 52}, point{-20, 60}, point{10, 110}, point{22, 168}, point{-28, 140}, point{-66, 96})), flat(p.body.lighter(-0.04)))
	c.fill(turn(disc(-176, 14, 6)), flat(p.top))
	c.fill(turn(disc(-178, 12, 2)), flat(white))
	for range 90 {
		q := turn(disc(c.between(-230, 240), c.between(-100, 40), 0.8+1.8*math.Pow(float64(c.rng.Unit()), 3)))
		c.paint(q, wash{ink: flat(p.light), clip: clip, alpha: c.between(0.4, 1)})
	}
	for i := range 4 {
		c.paint(cloud(c.between(40, 660), 640+46*float64(i), c.between(70, 130)), stain(p.belly, 0.16+0.08*float64(i)))
	}
	c.town(830, mix(p.top, black, 0.25), p.light)
	w.serifTitle(c, box{56, 66, 588, 190}, p.ink)
	c.facts(w, 56, 966, 588, 15, middle, flat(p.light), flat(p.ink))
	c.grain(0.022)
}

// town is a row of roofs with a few windows that are still lit.
func (c *canvas) town(base float64, dark, light rgb) {
	for x := -20.0; x < 720; {
		w, h := c.between(44, 84), c.between(40, 104)
		c.fill(rectangle(x, base-h, w+1, 300), flat(dark))
		switch c.rng.Index(3) {
		case 0:
			c.fill(polygon(point{x - 5, base - h + 1}, point{x + w/2, base - h - c.between(22, 46)}, point{x + w + 5, base - h + 1}), flat(dark))
		case 1:
			c.fill(rectangle(x+w*0.62, base-h-18, 10, 20), flat(dark))
		}
		for wy := base - h + 14; wy < base+10; wy += 24 {
			for wx := x + 10; wx < x+w-14; wx += 19 {
				if c.chance(0.26) {
					c.fill(rectangle(wx, wy, 8, 11), flat(light))
				}
			}
		}
		x += w
	}
	c.fill(rectangle(0, base+16, sheetWidth, 200), flat(dark))
}

// balloons rise over soft hills.
func balloons(c *canvas, w *Work) {
	type colours struct {
		top, low, ink rgb
		b             []rgb
	}
	p := pick(c,
		colours{hex(0x8ecae6), hex(0xfef3dc), hex(0x1d3557), []rgb{hex(0xef476f), hex(0xffd166), hex(0xfdf6e9), hex(0x118ab2), hex(0x06a77d)}},
		colours{hex(0xf7b7a3), hex(0xfff1d6), hex(0x5b2333), []rgb{hex(0xe4572e), hex(0x669bbc), hex(0xfff6e9), hex(0xf3a712), hex(0xa8465a)}},
		colours{hex(0xb8b5e6), hex(0xfde2e4), hex(0x32305e), []rgb{hex(0x7161ef), hex(0xf7a6c1), hex(0xfffaf0), hex(0x56cbb7), hex(0xf6c453)}},
	)
	c.flood(falling(0, 820, p.top, p.low))
	for range 7 {
		c.paint(cloud(c.between(0, 700), c.between(250, 720), c.between(50, 110)), stain(white, 0.75))
	}
	for _, q := range []point{{c.between(440, 520), c.between(396, 440)}, {c.between(150, 220), c.between(500, 560)}, {c.between(560, 620), c.between(600, 640)}, {c.between(330, 380), c.between(640, 670)}} {
		r := 122 - (q.y-360)*0.27
		a, b := pick(c, p.b...), pick(c, p.b...)
		if a == b {
			b = p.b[2]
		}
		c.balloon(q.x, q.y, r, a, b, p.ink)
	}
	for i := range 4 {
		f := float64(i)
		phase := c.between(0, 6)
		c.fill(land(func(x float64) float64 { return 760 + 52*f + (34-4*f)*math.Sin(x/(120+20*f)+phase) }), flat(mix(mix(p.b[4], p.low, 0.55), mix(p.b[4], p.ink, 0.55), f/3)))
	}
	title := c.write(words{text: w.Title, face: heavy, max: 104, least: 26, lines: 2, leading: 1.06, across: middle}, box{margin, 52, 612, 168}, flat(p.ink))
	c.write(label(w.tagline(), 16, middle), box{margin, title.under(8), 612, 26}, flat(p.ink))
	c.facts(w, margin, 968, 612, 15, middle, flat(p.b[2]), flat(p.b[2]))
	c.grain(0.02)
}

func (c *canvas) balloon(x, y, r float64, a, b, dark rgb) {
	hull := blob(point{x, y - r}, point{x + r*0.72, y - r*0.70}, point{x + r, y}, point{x + r*0.66, y + r*0.66}, point{x + r*0.2, y + r*1.18}, point{x - r*0.2, y + r*1.18}, point{x - r*0.66, y + r*0.66}, point{x - r, y}, point{x - r*0.72, y - r*0.70})
	clip := c.stencil(hull)
	c.fill(hull, flat(a))
	for i := range 3 { // gores, narrower towards the edge
		k := []float64{0.2, 0.62, 0.93}[i]
		half := []float64{0.2, 0.15, 0.09}[i]
		for _, side := range []float64{-1, 1} {
			mid := side * (k - half*0.4)
			if i == 0 {
				mid = 0
			}
			gore := blob(point{x + mid*r*0.25, y - r*1.02}, point{x + (mid+half)*r, y - r*0.1}, point{x + (mid*0.4+half*0.5)*r, y + r*1.2}, point{x + (mid*0.4-half*0.5)*r, y + r*1.2}, point{x + (mid-half)*r, y - r*0.1})
			c.paint(gore, wash{ink: flat(b), clip: clip})
		}
	}
	c.paint(hull, wash{ink: linear(x-r, y, x+r, y, white, white, dark), alpha: 0.16, clip: clip})
	for _, side := range []float64{-1, 1} {
		c.fill(stroke(1.6, point{x + side*r*0.18, y + r*1.16}, point{x + side*r*0.12, y + r*1.42}), flat(dark))
	}
	c.fill(rounded(x-r*0.15, y+r*1.40, r*0.30, r*0.22, r*0.05), flat(mix(dark, hex(0xa5673f), 0.6)))
}
