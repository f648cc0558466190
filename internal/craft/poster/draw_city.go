package poster

import (
	"math"
)

// skyline is a city before a sun that sets, over a grid of light.
func skyline(c *canvas, w *Work) {
	type colours struct{ top, low, sunTop, sunLow, city, window, grid, ink rgb }
	p := pick(c,
		colours{hex(0x2b1464), hex(0xff6fa3), hex(0xffe66d), hex(0xff4f8b), hex(0x2a1150), hex(0xffd166), hex(0xff5db1), hex(0xfff1fb)},
		colours{hex(0x0b3954), hex(0xffa987), hex(0xfff1d0), hex(0xff6b4a), hex(0x072a3f), hex(0xffe08a), hex(0x38b6c4), hex(0xfff4e4)},
		colours{hex(0x120d31), hex(0x5b2a86), hex(0x9bf6ff), hex(0x4361ee), hex(0x0b0820), hex(0x9bf6ff), hex(0x7b5cff), hex(0xf2efff)},
	)
	const horizon = 690.0
	c.flood(falling(0, horizon, p.top, mix(p.top, p.low, 0.5), p.low))
	c.stars(box{0, 0, sheetWidth, 330}, 70, p.ink)
	sx, sy, r := 350.0, 520.0, 205.0
	sun := disc(sx, sy, r)
	c.glow(sun, 90, 0.5, p.low)
	slit := c.stencil(sun)
	for i := range 9 { // the sun is cut into bands that grow downwards
		y := sy - r*0.1 + 34*float64(i)
		h := 3 + 2.6*float64(i)
		for py := max(int((y)*c.k), 0); py < min(int((y+h)*c.k), c.h); py++ {
			if py < slit.Rect.Min.Y || py >= slit.Rect.Max.Y {
				continue
			}
			row := slit.Pix[slit.PixOffset(slit.Rect.Min.X, py):][:slit.Rect.Dx()]
			clear(row)
		}
	}
	c.print(slit, wash{ink: falling(sy-r, sy+r, p.sunTop, p.sunLow)})
	for row := range 2 {
		colour := mix(p.city, p.low, 0.28*float64(1-row))
		for x := -20.0; x < 720; {
			bw := c.between(44, 92)
			far := math.Abs(x+bw/2-350) / 350
			bh := c.between(60, 150) + far*c.between(60, 180) - 30*float64(row)
			c.fill(rectangle(x, horizon-bh, bw+0.6, bh+1), flat(colour))
			if c.chance(0.3) {
				c.fill(rectangle(x+bw*0.45, horizon-bh-34, 4, 36), flat(colour))
			}
			for wy := horizon - bh + 12; wy < horizon-12 && row == 1; wy += 17 {
				for wx := x + 8; wx < x+bw-10; wx += 14 {
					if c.chance(0.42) {
						c.paint(rectangle(wx, wy, 6, 8), stain(p.window, c.between(0.5, 1)))
					}
				}
			}
			x += bw
		}
	}
	c.fill(rectangle(0, horizon, sheetWidth, 320), falling(horizon, sheetHeight, mix(p.top, p.city, 0.4), p.city))
	for i := -16; i <= 16; i++ {
		c.paint(stroke(1.5, point{350 + float64(i)*26, horizon}, point{350 + float64(i)*190, 1010}), stain(p.grid, 0.75))
	}
	for i := range 11 {
		y := horizon + 310*math.Pow(float64(i)/10, 2.1)
		c.paint(rectangle(0, y, sheetWidth, 1.2+1.2*float64(i)/10), stain(p.grid, 0.75))
	}
	title := c.write(words{text: w.Title, face: heavy, max: 110, least: 26, lines: 2, leading: 1.06, across: middle}, box{margin, 56, 612, 200}, flat(p.ink))
	c.write(label(w.tagline(), 17, middle), box{margin, title.under(10), 612, 26}, flat(p.window))
	c.band(w, p.city, p.window, p.ink)
	c.grain(0.02)
}

// band is a strip at the foot for the facts, where the picture is too lively to write on.
func (c *canvas) band(w *Work, ground, strong, soft rgb) {
	c.print(c.blurred(rectangle(-40, 916, 780, 160), 40), stain(ground, 0.88))
	c.facts(w, margin, 968, 612, 15, middle, flat(strong), flat(soft))
}

// windows is a house at night, with a life behind every window.
func windows(c *canvas, w *Work) {
	type colours struct{ wall, dark, lit, cool, accent rgb }
	p := pick(c,
		colours{hex(0x1f2a4d), hex(0x141b35), hex(0xffd27d), hex(0x7fb7d9), hex(0xf26b5e)},
		colours{hex(0x8d3f34), hex(0x43201f), hex(0xffdf9e), hex(0xf4a79d), hex(0x2d6e7e)},
		colours{hex(0x28524a), hex(0x14302c), hex(0xffe39a), hex(0x9ed8c6), hex(0xe8743b)},
		colours{hex(0x3a2d52), hex(0x1f1733), hex(0xffcf87), hex(0xb9a2ea), hex(0xe2587d)},
	)
	c.flood(flat(p.wall))
	for y := 0.0; y < sheetHeight; y += 16 { // courses of bricks
		c.paint(rectangle(0, y, sheetWidth, 1.2), stain(p.dark, 0.28))
		for x := math.Mod(y/16, 2) * 20; x < sheetWidth; x += 40 {
			c.paint(rectangle(x, y, 1.2, 16), stain(p.dark, 0.28))
		}
	}
	const cols, rows = 4, 4
	ww, wh, gx := 112.0, 132.0, (sheetWidth-4*112.0)/5
	star := c.rng.Index(cols * rows)
	for j := range rows {
		for i := range cols {
			x, y := gx+(ww+gx)*float64(i), 290+(wh+18)*float64(j)
			c.window(x, y, ww, wh, p.dark, pick(c, p.lit, p.lit, p.cool, p.dark, mix(p.lit, p.accent, 0.35)), p.accent, j*cols+i == star)
		}
	}
	c.fill(rectangle(0, 0, sheetWidth, 252), flat(p.dark))
	c.fill(rectangle(0, 252, sheetWidth, 8), flat(mix(p.wall, p.lit, 0.3)))
	c.write(words{text: w.Title, face: bold, max: 84, least: 24, lines: 2, tracking: -0.035, leading: 1.08, down: middle}, box{margin, 44, 612, 150}, flat(p.lit))
	c.write(label(w.tagline(), 15, start), box{margin, 208, 612, 24}, flat(p.cool))
	c.fill(rectangle(0, 898, sheetWidth, 110), flat(p.dark))
	c.facts(w, margin, 966, 612, 15, start, flat(p.lit), flat(p.cool))
	c.grain(0.025)
}

// window is one window; star is the one that matters.
func (c *canvas) window(x, y, w, h float64, dark, light, accent rgb, star bool) {
	if star {
		light = accent
	}
	pane := rectangle(x, y, w, h)
	lit := light != dark
	if lit {
		c.glow(pane, 30, 0.30, light)
	}
	c.fill(rectangle(x-7, y-7, w+14, h+14), flat(dark))
	c.fill(pane, falling(y, y+h, light.lighter(0.05), mix(light, dark, 0.18)))
	clip := c.stencil(pane)
	shade := mix(light, dark, 0.82)
	figure := wash{ink: flat(shade), clip: clip}
	switch what := c.rng.Index(7); {
	case star:
		c.paint(person(x+w*0.34, y+h*1.36, h*1.12), figure)
		c.paint(person(x+w*0.66, y+h*1.40, h*1.05), figure)
	case !lit:
		c.paint(polygon(point{x, y + h}, point{x + w*0.5, y}, point{x + w*0.75, y}, point{x + w*0.25, y + h}), wash{ink: flat(white), alpha: 0.05})
	case what == 0:
		c.paint(person(x+w*c.between(0.3, 0.7), y+h*1.38, h*1.1), figure)
	case what == 1: // a plant
		for i := range 7 {
			base := point{x + w*0.3, y + h*0.72}
			c.paint(leaf(base, base.towards(-math.Pi/2+float64(i-3)*0.36, h*0.42), 0.2), figure)
		}
		c.paint(rectangle(x+w*0.18, y+h*0.72, w*0.24, h*0.28), figure)
	case what == 2: // a lamp
		c.paint(rectangle(x+w*0.66, y, 2, h*0.3), figure)
		c.paint(polygon(point{x + w*0.58, y + h*0.30}, point{x + w*0.76, y + h*0.30}, point{x + w*0.84, y + h*0.46}, point{x + w*0.50, y + h*0.46}), figure)
	case what == 3: // a cat
		cx, cy := x+w*0.55, y+h
		c.paint(blob(point{cx - 26, cy}, point{cx - 20, cy - 32}, point{cx, cy - 42}, point{cx + 20, cy - 28}, point{cx + 26, cy}), figure)
		c.paint(disc(cx-4, cy-50, 15), figure)
		c.paint(polygon(point{cx - 18, cy - 54}, point{cx - 16, cy - 74}, point{cx - 3, cy - 62}), figure)
		c.paint(polygon(point{cx + 10, cy - 54}, point{cx + 8, cy - 74}, point{cx - 5, cy - 62}), figure)
	case what == 4: // blinds
		for i := range 8 {
			c.paint(rectangle(x, y+h*float64(i)/9, w, h*0.045), wash{ink: flat(shade), alpha: 0.6})
		}
	case what == 5: // curtains
		c.paint(polygon(smooth(false, point{x, y}, point{x + w*0.34, y}, point{x + w*0.28, y + h*0.5}, point{x + w*0.12, y + h}, point{x, y + h})...), wash{ink: flat(shade), alpha: 0.55, clip: clip})
		c.paint(polygon(smooth(false, point{x + w, y}, point{x + w*0.66, y}, point{x + w*0.72, y + h*0.5}, point{x + w*0.88, y + h}, point{x + w, y + h})...), wash{ink: flat(shade), alpha: 0.55, clip: clip})
	}
	c.fill(rectangle(x+w/2-1.6, y, 3.2, h), flat(dark))
	c.fill(rectangle(x, y+h*0.42, w, 3.2), flat(dark))
	c.fill(rectangle(x-10, y+h+6, w+20, 7), flat(mix(dark, light, 0.25)))
}

// rain is a city through a wet pane.
func rain(c *canvas, w *Work) {
	type colours struct{ top, low, a, b, d rgb }
	p := pick(c,
		colours{hex(0x0c1a2b), hex(0x23405c), hex(0xffb05c), hex(0xff5f6d), hex(0x6fd3e6)},
		colours{hex(0x1a1026), hex(0x4a2c5e), hex(0xff8fb1), hex(0xffc86b), hex(0x8ea8ff)},
		colours{hex(0x0c2220), hex(0x235049), hex(0xffd98a), hex(0x7be0c3), hex(0xff8a5c)},
	)
	c.flood(falling(0, 1000, p.top, p.low, mix(p.top, p.low, 0.35)))
	for i := range 74 { // lights out of focus
		y := 470 + 200*float64(c.rng.Bell())*0.7
		r := c.between(14, 54) * (0.6 + 0.5*float64(i)/74)
		x := c.between(-20, 720)
		spot := disc(x, y, r)
		colour := pick(c, p.a, p.b, p.d, p.a)
		s := c.blurred(spot, 3+c.between(0, 10))
		c.print(s, wash{ink: flat(colour), alpha: c.between(0.12, 0.5), blend: screen})
		c.print(c.stencil(ring(x, y, r, r-2.2)), wash{ink: flat(colour), alpha: 0.22, blend: screen})
		if y > 500 {
			c.print(c.blurred(oval(x, y+r*2.6, r*0.5, r*2.2, 0), 16), wash{ink: flat(colour), alpha: 0.14, blend: screen})
		}
	}
	for range 240 { // drops on the pane
		x, y, r := c.between(0, 700), c.between(0, 1000), 1.2+5.5*math.Pow(float64(c.rng.Unit()), 3)
		c.drop(x, y, r, p.low)
	}
	for range 15 { // and those that run
		x, y, l := c.between(20, 680), c.between(-60, 640), c.between(90, 300)
		way := []point{{x, y}, {x + c.between(-8, 8), y + l*0.35}, {x + c.between(-10, 10), y + l*0.7}, {x + c.between(-6, 6), y + l}}
		c.print(c.stencil(ribbon(smooth(false, way...), func(t float64) float64 { return 1 + 4.5*t })), wash{ink: flat(white), alpha: 0.13, blend: screen})
		c.drop(way[3].x, way[3].y, c.between(5, 8), p.low)
	}
	c.print(c.blurred(rectangle(-50, 740, 800, 320), 140), stain(p.top, 0.75))
	c.print(c.blurred(rectangle(-50, -60, 800, 330), 150), stain(p.top, 0.6))
	w.serifTitle(c, box{60, 92, 580, 200}, hex(0xfff6ea))
	c.facts(w, 60, 962, 580, 16, middle, flat(hex(0xfff6ea)), flat(mix(p.a, white, 0.55)))
	c.grain(0.03)
}

// drop is a drop of water: dark above, light below, with a spark.
func (c *canvas) drop(x, y, r float64, ground rgb) {
	c.paint(oval(x, y, r, r*1.15, 0), wash{ink: falling(y-r, y+r*1.15, mix(ground, black, 0.35), mix(ground, white, 0.65)), alpha: 0.55})
	if r > 2.6 {
		c.paint(disc(x-r*0.3, y-r*0.35, r*0.22), stain(white, 0.8))
	}
}
