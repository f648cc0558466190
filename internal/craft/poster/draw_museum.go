package poster

import (
	"math"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

// cube is a white room with one painting and somebody who looks.
func cube(c *canvas, w *Work) {
	fields := [][]rgb{
		{hex(0xd64b2a), hex(0xf08a3c), hex(0x7b1f2b)},
		{hex(0x1d3f8f), hex(0x2f73c9), hex(0x0e1f4a)},
		{hex(0xf1c232), hex(0xe58e26), hex(0xf6e7b0)},
		{hex(0x1f5a4c), hex(0x7ea172), hex(0x12332d)},
		{hex(0xd88fa6), hex(0x8a3358), hex(0xf2d7d9)},
	}
	p := fields[c.rng.Index(len(fields))]
	wall, ink := hex(0xf4f2ee), hex(0x1b1b1d)
	const floor = 770.0
	c.flood(radial(350, 430, 720, hex(0xfbfaf7), wall, hex(0xd9d6d0)))
	c.fill(rectangle(0, floor, sheetWidth, 240), falling(floor, 1000, hex(0xc9c5bd), hex(0xe4e1da)))
	c.fill(rectangle(0, floor-9, sheetWidth, 9), flat(hex(0xdcd9d2)))
	title := c.write(words{text: w.Title, face: bold, max: 70, least: 22, lines: 2, tracking: -0.035, leading: 1.08}, box{margin, 50, 612, 140}, flat(ink))
	second := c.write(small(w.Second, 20, start), box{margin, title.under(10), 612, 28}, flat(ink))
	x, ww, y := 118.0, 464.0, max(236, second.under(34))
	if c.chance(0.4) {
		x, ww = 196, 308
	}
	hh := 660 - y
	canvasRect := rectangle(x, y, ww, hh)
	c.shadow(canvasRect, 6, 16, 34, 0.38, hex(0x3a3630))
	c.field(x, y, ww, hh, p)
	c.print(c.blurred(rectangle(x+10, floor+20, ww-20, 130), 60), wash{ink: flat(p[0]), alpha: 0.28}) // what the floor gives back
	px := x + ww*c.between(0.55, 0.8)
	h := c.between(205, 240)
	foot := floor + 66
	for i := range 1 + c.rng.Index(2) {
		at := px - float64(i)*c.between(70, 110)
		who := pick(c, person, robed, person)(at, foot+float64(i)*8, h*(1-0.06*float64(i)))
		c.print(c.blurred(oval(at, foot+4+float64(i)*8, 44, 7, 0), 12), stain(black, 0.4))
		c.paint(placedAround(who, point{at, foot + float64(i)*8}, 1, -0.6, 0), wash{ink: flat(ink), alpha: 0.16, texture: fade(foot, foot+140, 1, 0)})
		c.fill(who, flat(pick(c, ink, mix(p[2], black, 0.45), hex(0x35363d))))
	}
	c.facts(w, margin, 966, 612, 15, start, flat(ink), flat(hex(0x4a4844)))
	c.grain(0.018)
}

// field is a painting of a few clouds of colour.
func (c *canvas) field(x, y, w, h float64, p []rgb) {
	frame := rectangle(x, y, w, h)
	c.fill(frame, flat(p[0]))
	clip := c.stencil(frame)
	seed := uint32(c.rng.Uint64())
	brushed := func(u, v float32) float32 {
		return 0.74 + 0.26*noise.Fractal(u*0.02, v*0.09, 4, seed)
	}
	split := c.between(0.35, 0.62)
	for i, f := range []struct{ y0, y1 float64 }{{0.06, split - 0.025}, {split + 0.025, 0.94}} {
		cloud := rounded(x+w*0.07, y+h*f.y0, w*0.86, h*(f.y1-f.y0), 14)
		c.print(c.blurred(cloud, 14), wash{ink: flat(p[1+i]), clip: clip, texture: brushed})
	}
	c.paint(frame, wash{ink: flat(white), alpha: 0.05, clip: clip, texture: func(u, v float32) float32 { return noise.Hash(int32(u*1.2), int32(v*1.2), seed) }})
}

// frames are strips of film with a story in their frames.
func frames(c *canvas, w *Work) {
	type colours struct {
		ground, film, ink rgb
		scene             []rgb
	}
	p := pick(c,
		colours{hex(0xf3ead9), hex(0x1d1a18), hex(0x1d1a18), []rgb{hex(0xf2a541), hex(0xd8572a), hex(0x7b2d26), hex(0xf7dfa5)}},
		colours{hex(0x16324f), hex(0x0a1522), hex(0xf4efe2), []rgb{hex(0x9ad1d4), hex(0x3f88c5), hex(0x1b3a5c), hex(0xf6efd2)}},
		colours{hex(0xd8453a), hex(0x25100f), hex(0xfff1e0), []rgb{hex(0xf9c784), hex(0xe7715c), hex(0x582233), hex(0xfff0cf)}},
		colours{hex(0xdfe5dc), hex(0x1b2420), hex(0x1b2420), []rgb{hex(0xb7d3a8), hex(0x5c946e), hex(0x234a43), hex(0xf7f1d3)}},
	)
	c.flood(flat(p.ground))
	angle := degrees(pick(c, -14.0, 12, -9))
	for i, cy := range []float64{470, 716} {
		c.strip(350, cy, angle, p.film, p.ground, p.scene, float64(i)*70+c.between(0, 60))
	}
	title := c.write(words{text: w.Title, face: heavy, max: 98, least: 26, lines: 2, leading: 1.06}, box{margin, 50, 612, 210}, flat(p.ink))
	c.write(label(w.tagline(), 16, start), box{margin, title.under(10), 560, 26}, flat(p.ink))
	c.facts(w, margin, 964, 612, 15, start, flat(p.ink), flat(p.ink))
	c.grain(0.025)
}

// strip is one strip of film, turned around the middle of its height.
func (c *canvas) strip(cx, cy, angle float64, film, ground rgb, scene []rgb, slide float64) {
	const half, pitch, fw, fh = 112.0, 236.0, 212.0, 150.0
	turn := func(p typeset.Path) typeset.Path { return p.Turned(angle, cx, cy) }
	band := turn(rectangle(-640, -half, 1280, 2*half))
	c.shadow(band, 0, 12, 26, 0.35, black)
	c.fill(band, flat(film))
	for x := -640.0; x < 640; x += 28 {
		for _, y := range []float64{-half + 9, half - 25} {
			c.fill(turn(rounded(x, y, 15, 16, 3.5)), flat(ground))
		}
	}
	number := 0.0
	for x := -640 + slide; x < 640; x += pitch {
		frame := turn(rounded(x, -fh/2, fw, fh, 6))
		clip := c.stencil(frame)
		c.scene(func(p typeset.Path, k ink) { c.paint(turn(p.Turned(0, x, -fh/2)), wash{ink: k, clip: clip}) }, fw, fh, scene, number)
		number++
	}
}

// scene is one frame: the same view at another hour.
func (c *canvas) scene(draw func(typeset.Path, ink), w, h float64, p []rgb, number float64) {
	t := math.Mod(number*0.23+0.1, 1)
	draw(rectangle(0, 0, w, h), flat(mix(p[3], p[0], t)))
	draw(disc(w*(0.15+0.7*t), h*(0.75-0.5*math.Sin(t*math.Pi)), h*0.17), flat(mix(p[3], p[1], 0.5+0.5*t)))
	draw(polygon(point{-10, h}, point{w * 0.10, h * 0.58}, point{w * 0.32, h * 0.40}, point{w * 0.52, h * 0.70}, point{w * 0.74, h * 0.48}, point{w + 10, h * 0.75}, point{w + 10, h}), flat(p[1]))
	draw(polygon(smooth(false, point{-10, h * 0.80}, point{w * 0.3, h * 0.70}, point{w * 0.6, h * 0.84}, point{w + 10, h * 0.72}, point{w + 10, h + 10}, point{-10, h + 10})...), flat(p[2]))
	x := w * (0.18 + 0.16*number)
	draw(person(math.Mod(x, w), h*0.86, h*0.34), flat(mix(p[2], black, 0.6)))
}

// umbrellas are people in the rain, from above; one of them is different.
func umbrellas(c *canvas, w *Work) {
	type colours struct{ ground, one, two, red, ink rgb }
	p := pick(c,
		colours{hex(0xc9d3d6), hex(0x24303a), hex(0x3d4d59), hex(0xd7263d), hex(0x1b242b)},
		colours{hex(0x2b3a55), hex(0xe8ddc7), hex(0xcdbb9c), hex(0xf2a33a), hex(0xf7f0e1)},
		colours{hex(0xf0d9c9), hex(0x6d4c5b), hex(0x8f6876), hex(0x1f8a83), hex(0x45283a)},
		colours{hex(0xdfe0d4), hex(0x2f4b3f), hex(0x57745f), hex(0xefb810), hex(0x20352c)},
	)
	c.flood(flat(p.ground))
	const r = 62.0
	special := 6 + c.rng.Index(9)
	i := 0
	for row := range 5 {
		for col := range 5 {
			x := 66 + 146*float64(col) + 73*float64(row%2) - 30 + c.between(-12, 12)
			y := 352 + 113*float64(row) + c.between(-12, 12)
			colour, other := p.one, p.two
			if i == special {
				colour, other = p.red, mix(p.red, white, 0.2)
			}
			i++
			c.umbrella(x, y, r*c.between(0.94, 1.08), colour, other)
		}
	}
	for range 130 {
		x, y, l := c.between(-20, 720), c.between(300, 930), c.between(14, 34)
		c.paint(stroke(1.3, point{x, y}, point{x - l*0.28, y + l}), stain(white, 0.5))
	}
	c.fill(rectangle(0, 0, sheetWidth, 276), flat(p.ground))
	title := c.write(words{text: w.Title, face: bold, max: 88, least: 24, lines: 2, tracking: -0.04, leading: 1.06}, box{margin, 52, 612, 180}, flat(p.ink))
	c.write(small(w.Second, 20, start), box{margin, title.under(10), 612, 28}, flat(p.ink))
	c.fill(rectangle(0, 908, sheetWidth, 100), flat(p.ground))
	c.facts(w, margin, 968, 612, 15, start, flat(p.ink), flat(p.ink))
	c.grain(0.022)
}

func (c *canvas) umbrella(x, y, r float64, colour, other rgb) {
	turn, n := c.between(0, 1), 8
	outline := make([]point, 0, n*8)
	for i := range n {
		a0, a1 := turn+2*math.Pi*float64(i)/float64(n), turn+2*math.Pi*float64(i+1)/float64(n)
		for j := range 8 {
			t := float64(j) / 8
			sag := 1 - 0.07*math.Sin(math.Pi*t)
			outline = append(outline, point{x, y}.towards(a0+(a1-a0)*t, r*sag))
		}
	}
	c.shadow(polygon(outline...), 16, 26, 16, 0.35, mix(colour, black, 0.7))
	for i := range n {
		wedge := append([]point{{x, y}}, outline[i*8:i*8+8]...)
		wedge = append(wedge, outline[(i*8+8)%len(outline)])
		k := colour
		if i%2 == 1 {
			k = other
		}
		c.fill(polygon(wedge...), radial(x-r*0.2, y-r*0.25, r*1.3, k.lighter(0.05), k.lighter(-0.03)))
	}
	c.fill(disc(x, y, 3.4), flat(mix(colour, white, 0.5)))
}
