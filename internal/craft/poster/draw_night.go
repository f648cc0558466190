package poster

import "math"

// moonsea is a moon over the sea, with its way on the water.
func moonsea(c *canvas, w *Work) {
	type colours struct{ top, low, sea, deep, moon, ink rgb }
	p := pick(c,
		colours{hex(0x0f1640), hex(0x4b4a9c), hex(0x27347f), hex(0x0a0f2e), hex(0xffe9b8), hex(0xfff4dc)},
		colours{hex(0x0b2f3a), hex(0x3f8f8b), hex(0x1a5a62), hex(0x061c24), hex(0xffd7b0), hex(0xfff0e2)},
		colours{hex(0x3a1037), hex(0xe2725b), hex(0x7a2a4d), hex(0x250a25), hex(0xffe3a8), hex(0xfff0d8)},
		colours{hex(0x9fc4d8), hex(0xf6dcd0), hex(0x86a9c4), hex(0x385b7e), hex(0xfff8ee), hex(0x1d3a57)},
	)
	horizon, mx, my, r := 610.0, c.between(230, 470), c.between(400, 450), c.between(120, 165)
	c.flood(falling(0, horizon, p.top, mix(p.top, p.low, 0.45), p.low))
	if p.top.light() < 0.5 {
		c.stars(box{0, 0, sheetWidth, horizon - 40}, 150, p.ink)
	}
	c.moon(mx, my, r, p.moon, mix(p.moon, p.low, 0.5))
	c.fill(rectangle(0, horizon, sheetWidth, 400), falling(horizon, sheetHeight, p.sea, p.deep))
	for y := horizon + 4; y < 890; {
		depth := (y - horizon) / 390
		half := r*0.35 + depth*r*1.2
		n := 2 + c.rng.Index(3)
		for range n {
			x := mx + c.between(-half, half)
			l := c.between(10, 46) * (0.5 + depth*1.6)
			path := tapered(1.6+5*depth, []point{{x - l, y}, {x, y + c.between(-1, 1)}, {x + l, y}})
			c.paint(path, wash{ink: flat(p.moon), alpha: 0.85 * (1 - depth)})
		}
		y += 5 + 16*depth
	}
	for range 46 {
		y := horizon + 20 + 370*math.Pow(float64(c.rng.Unit()), 0.8)
		depth := (y - horizon) / 390
		x, l := c.between(0, sheetWidth), c.between(20, 60)*(0.4+depth)
		c.paint(tapered(1+2.4*depth, []point{{x - l, y}, {x, y - 2}, {x + l, y}}), wash{ink: flat(p.low), alpha: 0.25})
	}
	c.sail(mx+pick(c, -1.0, 1)*c.between(60, 130), horizon+c.between(70, 120), c.between(70, 100), p.deep)
	w.serifTitle(c, box{60, 70, 580, 190}, p.ink)
	ink := readable(p.deep, white, p.deep)
	c.facts(w, 60, 958, 580, 15, middle, flat(ink), flat(ink))
	c.grain(0.02)
}

// serifTitle is a title in serif with its second line, in the middle of a box.
func (w *Work) serifTitle(c *canvas, b box, colour rgb) setting {
	title := c.write(words{text: w.Title, face: serif, max: 84, least: 24, lines: 2, leading: 1.16, across: middle}, b, flat(colour))
	c.write(label(w.tagline(), 18, middle), box{b.x, title.under(16), b.w, 26}, flat(colour))
	return title
}

func (c *canvas) sail(x, y, h float64, colour rgb) {
	c.fill(blob(point{x - h*0.42, y - h*0.10}, point{x + h*0.46, y - h*0.12}, point{x + h*0.30, y + h*0.04}, point{x - h*0.26, y + h*0.04}), flat(colour))
	c.fill(polygon(point{x, y - h}, point{x + h*0.40, y - h*0.18}, point{x, y - h*0.16}), flat(colour))
	c.fill(polygon(point{x - h*0.05, y - h*0.86}, point{x - h*0.05, y - h*0.16}, point{x - h*0.33, y - h*0.18}), flat(mix(colour, white, 0.12)))
	c.paint(oval(x, y+h*0.10, h*0.44, h*0.04, 0), stain(colour, 0.5))
}

// stain is a colour that lets the ground through.
func stain(colour rgb, alpha float64) wash { return wash{ink: flat(colour), alpha: alpha} }

// house is a lone house on a hill under a moon that is too large.
func house(c *canvas, w *Work) {
	type colours struct{ top, low, moon, land, lamp rgb }
	p := pick(c,
		colours{hex(0x10131f), hex(0x36405a), hex(0xd9d3bd), hex(0x07080d), hex(0xffb43d)},
		colours{hex(0x2a0a0d), hex(0x8c1f1b), hex(0xf0b27a), hex(0x0c0304), hex(0xffd27a)},
		colours{hex(0x0e1f1c), hex(0x3f6a5c), hex(0xe6e8c8), hex(0x050c0a), hex(0xffcf5a)},
		colours{hex(0xcfc6b4), hex(0xe9e2d3), hex(0xf8f4ea), hex(0x1d1a18), hex(0xd2452f)},
	)
	c.flood(falling(0, 760, p.top, p.low))
	mx, my, r := c.between(290, 420), 500.0, 205.0
	c.moon(mx, my, r, p.moon, mix(p.moon, p.low, 0.45))
	hill := func(x float64) float64 { return 742 + 0.0011*(x-350)*(x-350) + 7*math.Sin(x/37) }
	hx := mx + c.between(-60, 40)
	hy := hill(hx) + 6
	c.fill(c.boughs(point{hx + 150, hill(hx+150) + 10}, -math.Pi/2+c.between(-0.2, 0.05), 96, 20, 6), flat(p.land))
	c.fill(append(rectangle(hx-52, hy-104, 104, 112), append(polygon(point{hx - 66, hy - 100}, point{hx, hy - 176}, point{hx + 66, hy - 100}), rectangle(hx+24, hy-172, 17, 50)...)...), flat(p.land))
	c.fill(append(rectangle(hx-100, hy-58, 52, 66), polygon(point{hx - 108, hy - 56}, point{hx - 52, hy - 92}, point{hx - 48, hy - 56})...), flat(p.land))
	window := rectangle(hx-13, hy-84, 26, 34)
	c.glow(window, 60, 0.9, p.lamp)
	c.fill(window, flat(p.lamp))
	c.fill(append(rectangle(hx-1.2, hy-84, 2.4, 34), rectangle(hx-13, hy-69, 26, 2.4)...), flat(p.land))
	c.fill(land(hill), flat(p.land))
	for i := range 3 {
		y := 700 + 62*float64(i)
		mist := smooth(false, point{-40, y}, point{160, y - 18}, point{360, y + 10}, point{560, y - 14}, point{760, y + 6})
		c.print(c.blurred(ribbon(mist, func(float64) float64 { return 34 }), 46), stain(mix(p.low, p.moon, 0.3), 0.42))
	}
	for range 7 {
		c.fill(bird(c.between(120, 600), c.between(280, 430), c.between(7, 15)), flat(p.land))
	}
	ink := readable(p.top, p.moon, p.land)
	if s, ok := c.upright(words{text: w.Title, face: serif, max: 74, least: 40, across: end}, box{sheetWidth - margin - 90, 60, 90, 350}, flat(ink)); ok {
		c.write(label(w.tagline(), 15, start), box{margin, 66, s.box.x - margin - 30, 24}, flat(ink))
	} else {
		w.serifTitle(c, box{60, 64, 580, 190}, ink)
	}
	c.facts(w, 60, 962, 580, 15, middle, flat(mix(p.moon, white, 0.3)), flat(p.moon))
	c.grain(0.035)
	c.vignette(0.3)
}

// ladder leans on the moon, and somebody climbs it.
func ladder(c *canvas, w *Work) {
	type colours struct{ top, low, moon, land, ink rgb }
	p := pick(c,
		colours{hex(0x14213d), hex(0x3d5a80), hex(0xfcdf8c), hex(0x0b1222), hex(0xfff4d6)},
		colours{hex(0xf2b5a7), hex(0xfbe3cf), hex(0xfff9ea), hex(0x6a2c4a), hex(0x5a2340)},
		colours{hex(0x0f3d3e), hex(0x3c7a6b), hex(0xf6efb8), hex(0x06211f), hex(0xf8f4d8)},
		colours{hex(0x4a2545), hex(0xb5536b), hex(0xffe0a3), hex(0x231127), hex(0xfff0dd)},
	)
	c.flood(falling(0, 900, p.top, p.low))
	c.stars(box{0, 0, sheetWidth, 760}, 160, p.moon)
	side := pick(c, -1.0, 1)
	mx, my, r := 350+side*c.between(90, 130), c.between(400, 450), c.between(112, 136)
	c.glow(disc(mx, my, r*0.9), r*0.8, 0.5, p.moon)
	crescent := c.stencil(disc(mx, my, r))
	bite := c.stencil(disc(mx+side*r*0.36, my-r*0.30, r*0.84))
	for y := crescent.Rect.Min.Y; y < crescent.Rect.Max.Y; y++ {
		for x := crescent.Rect.Min.X; x < crescent.Rect.Max.X; x++ {
			q := &crescent.Pix[crescent.PixOffset(x, y)]
			*q = uint8(float32(*q) * (1 - bite.at(x, y)))
		}
	}
	c.print(crescent, wash{ink: radial(mx, my, r*1.2, p.moon, p.moon.lighter(0.03))})
	hill := func(x float64) float64 { return 830 - 46*math.Cos((x-350+side*120)/230) }
	foot := point{350 - side*c.between(110, 150), 0}
	foot.y = hill(foot.x) + 8
	head := point{mx - side*r*0.80, my + r*0.15}
	across := head.minus(foot).normal().times(15)
	wood := mix(p.land, p.moon, 0.06)
	c.fill(append(stroke(4.5, foot.plus(across), head.plus(across)), stroke(4.5, foot.minus(across), head.minus(across))...), flat(wood))
	steps := int(head.minus(foot).length() / 23)
	for i := 1; i < steps; i++ {
		at := foot.plus(head.minus(foot).times(float64(i) / float64(steps)))
		c.fill(stroke(3.4, at.plus(across), at.minus(across)), flat(wood))
	}
	at := foot.plus(head.minus(foot).times(c.between(0.42, 0.72)))
	lean := math.Atan2(head.x-foot.x, foot.y-head.y)
	c.fill(person(0, 0, 92).Turned(lean, at.x-side*2, at.y), flat(p.land))
	c.fill(land(hill), flat(p.land))
	for range 3 {
		c.paint(cloud(c.between(40, 660), c.between(560, 760), c.between(60, 110)), stain(p.moon, 0.13))
	}
	w.serifTitle(c, box{56, 66, 588, 190}, p.ink)
	foreground := readable(p.land, p.moon, white)
	c.facts(w, 56, 964, 588, 15, middle, flat(foreground), flat(foreground))
	c.grain(0.022)
}
