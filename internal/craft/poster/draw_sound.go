package poster

import (
	"math"

	"piece/internal/craft/noise"
)

// ridges are lines of sound, one behind the other.
func ridges(c *canvas, w *Work) {
	type colours struct{ ground, a, b, d, ink rgb }
	p := pick(c,
		colours{hex(0x0f1022), hex(0x2dd4bf), hex(0x6366f1), hex(0xec4899), hex(0xf7f7fb)},
		colours{hex(0x101010), hex(0xf6f2e8), hex(0xf6f2e8), hex(0xf6f2e8), hex(0xf6f2e8)},
		colours{hex(0x1b0b2e), hex(0xffd166), hex(0xff6b6b), hex(0xb5179e), hex(0xfff3e0)},
		colours{hex(0xf3ede0), hex(0xe4572e), hex(0xb5179e), hex(0x17408b), hex(0x1a1a2e)},
		colours{hex(0x03201f), hex(0xcaffbf), hex(0x38b6a0), hex(0x1f7a8c), hex(0xf0fff4)},
	)
	c.flood(flat(p.ground))
	title := c.write(words{text: w.Title, face: heavy, max: 132, least: 26, lines: 2, leading: 1.02}, box{margin - 2, 44, 616, 240}, flat(p.ink))
	second := c.write(label(w.tagline(), 17, start), box{margin, title.under(10), 612, 26}, flat(p.ink))
	top := second.under(0) + 128
	seed, lines := uint32(c.rng.Uint64()), 34+c.rng.Index(14)
	colour := scale(p.a, p.b, p.d)
	peak := c.between(0.35, 0.65)
	for i := range lines {
		t := float64(i) / float64(lines-1)
		base := top + (840-top)*t
		line := make([]point, 0, 130)
		for x := -20.0; x <= 720; x += 6 {
			d := (x/700 - peak) * 2.6
			swell := math.Exp(-d * d)
			n := float64(noise.Fractal(float32(x)*0.014, float32(i)*0.33, 4, seed))
			line = append(line, point{x, base - swell*n*n*(170+90*t) - 10*n})
		}
		body := append([]point{{-20, 1010}}, line...)
		if i > 0 {
			c.fill(polygon(append(body, point{720, 1010})...), flat(p.ground))
		}
		c.fill(ribbon(line, func(float64) float64 { return 3.2 }), flat(colour.at(float32(t))))
	}
	c.fill(rectangle(0, 862, sheetWidth, 140), flat(p.ground))
	c.facts(w, margin, 956, 612, 17, start, flat(p.ink), flat(p.ink))
	c.grain(0.02)
}

// vinyl is a record that the sheet can't hold.
func vinyl(c *canvas, w *Work) {
	type colours struct{ ground, label, mark, ink rgb }
	p := pick(c,
		colours{hex(0xe8b23a), hex(0xd8402a), hex(0xf7ecd6), hex(0x1d1712)},
		colours{hex(0x2f6f6b), hex(0xf0a03c), hex(0x153b39), hex(0xf8efdc)},
		colours{hex(0xd9cbb8), hex(0x2742a8), hex(0xf4efe6), hex(0x1a1a1a)},
		colours{hex(0xe2604a), hex(0xf6d26b), hex(0x8c1c2e), hex(0xfff2de)},
		colours{hex(0x25235a), hex(0xff8fa3), hex(0x25235a), hex(0xfdf0ff)},
	)
	c.flood(falling(0, 1000, p.ground.lighter(0.03), p.ground))
	x, y, r := c.between(380, 520), c.between(620, 680), c.between(360, 410)
	record := disc(x, y, r)
	c.shadow(record, -14, 22, 50, 0.55, mix(p.ground, black, 0.8))
	fx, fy := float32(x), float32(y)
	twist := float32(c.between(0, 3))
	c.fill(record, func(u, v float32) rgb {
		dx, dy := u-fx, v-fy
		d, angle := noise.Sqrt(dx*dx+dy*dy), noise.Atan2(dy, dx)
		groove := 0.035 * noise.Sin(d*2.1)
		gap := noise.Smooth(0.05, 0.6, noise.Hash(noise.Floor(d/13), 3, 7)) * 0.02
		shine := noise.Sin(angle*2 + twist)
		shine = shine * shine * shine * shine
		l := 0.075 + groove*(0.4+shine) + gap + 0.20*shine*shine
		return rgb{l, l * 0.98, l * 1.04}
	})
	c.fill(disc(x, y, r*0.36), flat(p.label))
	c.fill(ring(x, y, r*0.34, r*0.33), flat(p.mark))
	c.fill(sector(x, y, r*0.26, float64(twist), float64(twist)+math.Pi), flat(p.mark))
	c.fill(disc(x, y, r*0.03), flat(p.ground))
	arm := smooth(false, point{662, 240}, point{640, 420}, point{600, 520}, point{x + r*0.42, y - r*0.30})
	c.shadow(ribbon(arm, func(float64) float64 { return 9 }), -8, 14, 14, 0.5, black)
	c.fill(ribbon(arm, func(float64) float64 { return 9 }), flat(hex(0xe9e6df)))
	c.fill(disc(662, 240, 26), flat(hex(0xcfcac0)))
	c.fill(disc(662, 240, 12), flat(hex(0x3a3733)))
	title := c.write(words{text: w.Title, face: heavy, max: 104, least: 26, lines: 2, leading: 1.06}, box{margin, 48, 560, 220}, flat(p.ink))
	second := small(w.Second, 22, start)
	second.face = bold
	c.write(second, box{margin, title.under(10), 500, 30}, flat(p.ink))
	facts := c.set(fitted(joined(" | ", w.where(), w.crew()), 15), box{margin, 916, 612, 48})
	c.fill(rectangle(0, 896, sheetWidth, 104), flat(p.ink))
	c.letter(facts, wash{ink: flat(readable(p.ink, p.ground, white))})
	c.grain(0.022)
}

// fitted is plain text of up to two lines.
func fitted(text string, size float64) words {
	s := small(text, size, start)
	s.lines, s.leading, s.down = 2, 1.5, middle
	return s
}

// rings are waves of sound around a middle.
func rings(c *canvas, w *Work) {
	type colours struct{ ground, from, to, ink rgb }
	p := pick(c,
		colours{hex(0x11001c), hex(0xff9e00), hex(0xff0054), hex(0xfff0f3)},
		colours{hex(0xfaf3dd), hex(0x5e60ce), hex(0xef476f), hex(0x22223b)},
		colours{hex(0x001d3d), hex(0x48cae4), hex(0xcaf0f8), hex(0xf0fbff)},
		colours{hex(0x2d6a4f), hex(0xd8f3dc), hex(0xffd166), hex(0xf1faee)},
	)
	c.flood(flat(p.ground))
	seed, colour := uint32(c.rng.Uint64()), scale(p.from, p.to)
	cx, cy := 350.0, 566.0
	const n = 30
	for i := range n {
		t := float64(i) / (n - 1)
		points := make([]point, 220)
		for j := range points {
			s, co := math.Sincos(2 * math.Pi * float64(j) / float64(len(points)))
			bump := float64(noise.Fractal(float32(co*1.7+4), float32(s*1.7+t*1.4), 3, seed)) - 0.5
			r := 42 + 244*t + bump*142*t*(1.1-0.35*t)
			points[j] = point{cx + r*co, cy + r*s}
		}
		outline := append(points, points[0], points[1])
		c.fill(ribbon(outline, func(float64) float64 { return 2.2 + 3.4*(1-t) }), flat(colour.at(float32(t))))
	}
	title := c.write(words{text: w.Title, face: bold, max: 96, least: 26, lines: 2, tracking: -0.04, leading: 1.06, across: middle}, box{margin, 52, 612, 150}, flat(p.ink))
	c.write(label(w.tagline(), 16, middle), box{margin, title.under(10), 612, 26}, flat(p.ink))
	c.facts(w, margin, 960, 612, 16, middle, flat(p.ink), flat(p.ink))
	c.grain(0.02)
}
