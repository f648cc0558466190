package poster

import (
	"math"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

var papers = [][]rgb{
	{hex(0xf7efe3), hex(0xf6d8c6), hex(0xf0a58f), hex(0xe06b5d), hex(0xa53a4b), hex(0x5f2140)},
	{hex(0xeef4f1), hex(0xc4ded6), hex(0x86bdb2), hex(0x4a948f), hex(0x22666d), hex(0x123c4a)},
	{hex(0xfdf3d8), hex(0xf9d98c), hex(0xf4a950), hex(0xdd6f3c), hex(0x8f3d35), hex(0x432036)},
	{hex(0xf2ecf8), hex(0xd6c6ee), hex(0xa893dd), hex(0x7560b8), hex(0x4a3b86), hex(0x261f52)},
	{hex(0x101b3b), hex(0x1d2f60), hex(0x31508f), hex(0x5682b8), hex(0x95bbd7), hex(0xe4f0f2)},
}

// papercut is coloured paper, cut and laid in layers.
func papercut(c *canvas, w *Work) {
	p := papers[c.rng.Index(len(papers))]
	c.flood(flat(p[0]))
	ink := readable(p[0], p[5], p[1])
	c.sunBehind(p)
	seed := uint32(c.rng.Uint64())
	for i := 1; i < len(p); i++ {
		base := 330 + 112*float64(i)
		phase := float32(i) * 3.7
		layer := land(func(x float64) float64 {
			soft := float64(noise.Fractal(float32(x)*0.0042+phase, phase, 2, seed)) - 0.5
			return base + soft*240 + 16*math.Sin(x/90+float64(phase))
		})
		c.shadow(layer, 0, -9, 20, 0.42, mix(p[5], black, 0.5))
		c.paint(layer, wash{ink: flat(p[i])})
		c.paint(layer, wash{ink: flat(p[i].lighter(0.03)), alpha: 0.5, texture: speckle(1, uint32(i))})
	}
	if c.chance(0.5) {
		x := c.between(160, 520)
		c.paint(robed(x, 690, 96), stain(p[5], 1))
	}
	title := c.write(words{text: w.Title, face: bold, max: 78, least: 24, lines: 2, tracking: -0.03, leading: 1.12}, box{margin, 60, 520, 180}, flat(ink))
	c.write(small(w.Second, 20, start), box{margin, title.under(12), 460, 28}, flat(ink))
	foot := readable(p[5], p[0], p[2])
	c.facts(w, margin, 960, 612, 15, start, flat(foot), flat(foot))
	c.grain(0.02)
}

func (c *canvas) sunBehind(p []rgb) {
	sun := disc(c.between(380, 560), c.between(330, 400), c.between(70, 105))
	warm := hex(0xf6b73c)
	if p[0].light() < 0.5 {
		warm = hex(0xfff0c2)
	}
	c.shadow(sun, 0, 8, 18, 0.3, black)
	c.fill(sun, flat(warm))
}

// tunnel is a hole through many sheets of paper, with something at its end.
func tunnel(c *canvas, w *Work) {
	p := papers[c.rng.Index(len(papers))]
	deep := p[0].light() > 0.5
	at := func(i int) rgb {
		if deep {
			return p[len(p)-1-i]
		}
		return p[i]
	}
	colours := scale(at(0), at(1), at(2), at(3), at(4), at(5))
	cx, cy, seed := 350+c.between(-30, 30), 520+c.between(-20, 40), uint32(c.rng.Uint64())
	const layers = 9
	c.flood(radial(cx, cy, 260, colours.at(1), colours.at(0.94)))
	c.moon(cx, cy-20, 66, readable(colours.at(1), hex(0xfff3cf), hex(0xf08a4b)), colours.at(0.8))
	c.fill(land(func(x float64) float64 { return cy + 92 + (x-cx)*(x-cx)*0.0012 }), flat(colours.at(0.8)))
	c.fill(robed(cx, cy+96, 74), flat(colours.at(0.12)))
	for i := range layers {
		t := float64(i) / (layers - 1)
		hole := make([]point, 90)
		for j := range hole {
			s, co := math.Sincos(2 * math.Pi * float64(j) / float64(len(hole)))
			n := float64(noise.Fractal(float32(co)*1.1+float32(i)*2.3, float32(s)*1.1, 3, seed)) - 0.5
			r := (118 + 300*math.Pow(t, 1.15)) * (1 + 0.42*n)
			hole[len(hole)-1-j] = point{cx + r*co, cy + r*s*1.16}
		}
		sheet := append(rectangle(-60, -60, 820, 1120), polygon(hole...)...)
		c.shadow(sheet, 0, 10, 26, 0.5, black)
		c.fill(sheet, flat(colours.at(float32(0.86*(1-t)))))
	}
	front := colours.at(0)
	ink := readable(front, hex(0xfdf6e8), p[5])
	title := c.write(words{text: w.Title, face: serif, max: 66, least: 22, lines: 2, leading: 1.14, across: middle}, box{80, 40, 540, 84}, flat(ink))
	c.write(label(w.tagline(), 13, middle), box{80, title.under(8), 540, 20}, flat(ink))
	c.facts(w, 60, 972, 580, 15, middle, flat(ink), flat(ink))
	c.grain(0.02)
}

// torn is a picture torn in two, with the title between.
func torn(c *canvas, w *Work) {
	type colours struct{ dark, light, strip, ink rgb }
	p := pick(c,
		colours{hex(0x17202a), hex(0xdcd3c2), hex(0xd92b2b), hex(0xfff6e8)},
		colours{hex(0x1e2a57), hex(0xf2dccb), hex(0xf4c430), hex(0x1b1b1b)},
		colours{hex(0x2b1a2f), hex(0xf3cfc6), hex(0x2a9d8f), hex(0xfdfaf2)},
		colours{hex(0x132a1f), hex(0xe7e3c8), hex(0xf28c28), hex(0x1b1208)},
	)
	c.flood(flat(p.strip))
	seed := uint32(c.rng.Uint64())
	tone := c.photograph(seed)
	lean := pick(c, -0.12, 0.1, -0.06)
	edge := func(base float64, salt float32) []point {
		var line []point
		for x := -20.0; x <= 720; x += 3 {
			n := float64(noise.Fractal(float32(x)*0.02+salt, salt, 5, seed)) - 0.5
			line = append(line, point{x, base + (x-350)*lean + n*44})
		}
		return line
	}
	for i, base := range []float64{352, 612} {
		far := -80.0
		if i == 1 {
			far = 1080
		}
		sheet := func(line []point) typeset.Path { return polygon(append(line, point{720, far}, point{-20, far})...) }
		border := edge(base, float32(i*9+1))
		inner := edge(base, float32(i*9+1))
		for j := range inner {
			n := float64(noise.Fractal(float32(j)*0.09, float32(i), 3, seed+5))
			inner[j].y += (4 + 18*n) * map[bool]float64{true: -1, false: 1}[i == 0]
		}
		c.shadow(sheet(border), 0, map[bool]float64{true: 10, false: -6}[i == 0], 18, 0.5, black)
		c.fill(sheet(border), flat(hex(0xfaf7f0)))
		c.fill(sheet(inner), flat(p.light))
		c.paint(sheet(inner), wash{ink: flat(p.dark), texture: halftone(6.4, 0.4, tone)})
	}
	c.write(words{text: w.Title, face: brush, max: 150, least: 30, lines: 2, leading: 0.86, across: middle, down: middle}, box{56, 398, 588, 168}, flat(p.ink))
	for _, set := range []setting{
		c.set(label(w.tagline(), 16, start), box{margin + 12, 60, 500, 26}),
		c.set(fitted(joined(" | ", w.where(), w.crew()), 15), box{margin + 12, 902, 588, 50}),
	} {
		if set.box.h > 0 {
			c.fill(rectangle(set.box.x-12, set.box.y-8, set.box.w+24, set.box.h+16), flat(p.strip))
			c.letter(set, wash{ink: flat(p.ink)})
		}
	}
	c.grain(0.03)
}

// photograph is how dark a made-up landscape is: sun, mountains, water.
func (c *canvas) photograph(seed uint32) func(x, y float32) float32 {
	sx, sy, sr := float32(c.between(180, 520)), float32(c.between(120, 210)), float32(c.between(60, 95))
	var ridges []func(x float32) float32
	for i := range 3 {
		ridges = append(ridges, along(func(x float64) float64 {
			n := float64(noise.Jagged(float32(x)*0.008+float32(i)*4, 4, seed+uint32(i)))
			return 190 + 70*float64(i) + (n-0.5)*210
		}))
	}
	return func(x, y float32) float32 {
		t := 0.14 + 0.30*noise.Smooth(0, 420, y)
		if d := noise.Sqrt((x-sx)*(x-sx) + (y-sy)*(y-sy)); d < sr {
			t = 0.02
		}
		for i, ridge := range ridges {
			if y > ridge(x) {
				t = 0.36 + 0.2*float32(i) + 0.1*noise.Fractal(x*0.03, y*0.03, 3, seed)
			}
		}
		if y > 600 {
			t = 0.35 + 0.4*noise.Smooth(600, 1000, y) + 0.45*(noise.Value(x*0.012, y*0.10, seed)-0.5)
		}
		return t
	}
}
