package poster

import (
	"math"

	"piece/internal/craft/noise"
)

// botanical is a frame of plants around the title.
func botanical(c *canvas, w *Work) {
	type colours struct {
		ground, ink rgb
		leaves      []rgb
		flowers     []rgb
	}
	p := pick(c,
		colours{hex(0x12261f), hex(0xf6ecd6), []rgb{hex(0x2f6b4f), hex(0x4e8f67), hex(0x1f4d3c), hex(0x7fae7d)}, []rgb{hex(0xf2a48f), hex(0xf6d9a8), hex(0xe36a5c)}},
		colours{hex(0xf6efe2), hex(0x2c3b2e), []rgb{hex(0x5b7f5f), hex(0x8aa67b), hex(0x35543f), hex(0xb7c69a)}, []rgb{hex(0xd9745f), hex(0xe9b44c), hex(0x8e4b6e)}},
		colours{hex(0x1d1b3a), hex(0xf5e9f2), []rgb{hex(0x3f5f8a), hex(0x5b86a8), hex(0x2f3f73), hex(0x86a9b8)}, []rgb{hex(0xe7b5d6), hex(0xf6e3a1), hex(0xb784d6)}},
		colours{hex(0xf3c9bd), hex(0x4a1f2d), []rgb{hex(0x7b3b4b), hex(0xa8575f), hex(0x56293c), hex(0xc98274)}, []rgb{hex(0xfff1dc), hex(0xe14b4b), hex(0xf7b267)}},
	)
	c.flood(flat(p.ground))
	for i := range 46 {
		t := float64(i) / 46
		side := float64(i%2)*2 - 1
		var base point
		switch {
		case i < 15:
			base = point{350 + side*c.between(30, 380), 1020}
		case i < 33:
			base = point{350 + side*370, c.between(100, 950)}
		default:
			base = point{350 + side*c.between(60, 360), -20}
		}
		target := point{350 + side*90, 500}
		angle := math.Atan2(target.y-base.y, target.x-base.x) + c.between(-0.5, 0.5)
		c.sprig(base, angle, c.between(150, 270)*(1-0.2*t), pick(c, p.leaves...), c.rng.Index(3))
	}
	for i := range 15 {
		side := float64(i%2)*2 - 1
		y := c.between(60, 960)
		x := 350 + side*(c.between(200, 330)-60*math.Exp(-math.Pow((math.Abs(y-500)-420)/120, 2)))
		c.flower(x, y, c.between(20, 46), pick(c, p.flowers...), pick(c, p.flowers...))
	}
	frame := oval(350, 500, 212, 292, 0)
	c.shadow(frame, 0, 6, 40, 0.45, mix(p.ground, black, 0.6))
	c.fill(frame, flat(p.ground))
	c.fill(append(oval(350, 500, 200, 280, 0), reversed(oval(350, 500, 198, 278, 0))...), flat(p.ink))
	title := c.write(words{text: w.Title, face: serif, max: 66, least: 18, lines: 4, leading: 1.2, across: middle, down: middle}, box{188, 370, 324, 220}, flat(p.ink))
	c.write(label(w.tagline(), 13, middle), box{200, max(title.under(16), 604), 300, 20}, flat(p.ink))
	facts := small(w.where(), 13, middle)
	facts.lines, facts.leading = 3, 1.45
	c.write(facts, box{226, 640, 248, 62}, flat(p.ink))
	crew := small(w.crew(), 13, middle)
	crew.lines, crew.down, crew.leading = 3, end, 1.45
	c.write(crew, box{232, 290, 236, 62}, flat(p.ink))
	c.grain(0.02)
}

// sprig is a stem with leaves of one of three forms.
func (c *canvas) sprig(base point, angle, length float64, colour rgb, form int) {
	tip := base.towards(angle, length)
	bend := base.plus(tip).times(0.5).plus(tip.minus(base).normal().times(c.between(-34, 34)))
	stem := smooth(false, base, bend, tip)
	path := ribbon(stem, func(t float64) float64 { return 4.5 - 3*t })
	n := 6 + c.rng.Index(4)
	for i := 1; i <= n; i++ {
		at := len(stem) * i / (n + 1)
		p, dir := stem[at], stem[min(at+1, len(stem)-1)].minus(stem[max(at-1, 0)])
		a := math.Atan2(dir.y, dir.x)
		size := length * 0.30 * (1 - 0.55*float64(i)/float64(n))
		for _, side := range []float64{-1, 1} {
			switch form {
			case 0:
				path = append(path, leaf(p, p.towards(a+side*0.85, size), 0.30)...)
			case 1:
				path = append(path, leaf(p, p.towards(a+side*0.6, size*1.3), 0.13)...)
			default:
				end := p.towards(a+side*1.0, size*0.6)
				path = append(path, stroke(1.8, p, end)...)
				path = append(path, disc(end.x, end.y, size*0.2)...)
			}
		}
	}
	path = append(path, leaf(tip, tip.towards(angle, length*0.18), 0.3)...)
	c.fill(path, flat(colour))
}

// flower is a ring of petals around an eye.
func (c *canvas) flower(x, y, r float64, petal, eye rgb) {
	n := 5 + c.rng.Index(3)
	turn := c.between(0, 1)
	for i := range n {
		a := 2*math.Pi*float64(i)/float64(n) + turn
		p := point{x, y}.towards(a, r*0.56)
		c.fill(oval(p.x, p.y, r*0.50, r*0.34, a), radial(x, y, r*1.1, mix(petal, eye, 0.35), petal, petal.lighter(0.03)))
	}
	if eye == petal {
		eye = eye.lighter(-0.22)
	}
	c.fill(disc(x, y, r*0.24), flat(eye))
	for i := range 9 {
		p := point{x, y}.towards(float64(i)*0.7+turn, r*0.33)
		c.fill(disc(p.x, p.y, r*0.045), flat(eye))
	}
}

// inkwash is mountains in ink on rough paper, a red sun and a brush.
func inkwash(c *canvas, w *Work) {
	type colours struct{ paper, ink, sun rgb }
	p := pick(c,
		colours{hex(0xf3ecdd), hex(0x23262b), hex(0xc9302c)},
		colours{hex(0xe9ece6), hex(0x1c3040), hex(0xd2552d)},
		colours{hex(0xf2e6d3), hex(0x33281f), hex(0xb3271e)},
		colours{hex(0xe6e9ef), hex(0x2b2447), hex(0xd6455d)},
	)
	seed := uint32(c.rng.Uint64())
	paper := scale(p.paper.lighter(-0.035), p.paper, p.paper.lighter(0.02))
	c.flood(func(x, y float32) rgb {
		return paper.at(0.6*noise.Fractal(x*0.012, y*0.05, 4, seed) + 0.4*noise.Value(x*0.5, y*0.05, seed+1))
	})
	sx, sy := c.between(180, 300), c.between(352, 408)
	c.paint(disc(sx, sy, 92), wash{ink: flat(p.sun), alpha: 0.94, texture: speckle(0.35, seed)})
	for i := range 5 {
		f := float32(i)
		base := 430 + 84*float64(i)
		ridge := func(x float64) float64 {
			n := float64(noise.Jagged(float32(x)*(0.0075-0.0008*f)+f*5.1, 5, seed+uint32(i)))
			return base - (n-0.28)*(300-26*float64(i))
		}
		strength := 0.16 + 0.16*float64(i)
		tops := along(ridge)
		c.paint(land(ridge), wash{ink: flat(p.ink), alpha: strength, texture: func(x, y float32) float32 {
			top := tops(x)
			body := noise.Smooth(top+190, top, y) * (0.6 + 0.7*noise.Fractal(x*0.018, y*0.03, 4, seed+9))
			return noise.Clamp01(body + 0.25*noise.Smooth(top+14, top, y))
		}})
	}
	for range 5 {
		c.fill(bird(c.between(330, 500), c.between(200, 330), c.between(7, 13)), flat(p.ink))
	}
	if s, ok := c.upright(words{text: w.Title, face: brush, max: 150, least: 50, across: end}, box{sheetWidth - margin - 150, 52, 150, 410}, flat(p.ink)); ok {
		c.seal(w, s.box.x-4, s.box.y+s.box.h+18, p.sun, p.paper)
		c.write(label(w.tagline(), 14, start), box{margin, 56, max(s.box.x-margin-24, 120), 22}, flat(p.ink))
	} else {
		title := c.write(words{text: w.Title, face: brush, max: 128, least: 30, lines: 3, leading: 0.95, across: end}, box{margin, 44, 612, 184}, flat(p.ink))
		c.write(label(w.tagline(), 14, end), box{margin, title.under(12), 612, 22}, flat(p.ink))
		c.seal(w, sheetWidth-margin-40, title.under(48), p.sun, p.paper)
	}
	c.print(c.blurred(rectangle(-50, 900, 800, 160), 60), stain(p.paper, 0.9))
	c.facts(w, margin, 966, 612, 16, start, flat(p.ink), flat(p.ink))
	c.grain(0.02)
}

// seal is the red stamp of whoever made it.
func (c *canvas) seal(w *Work, x, y float64, red, paper rgb) {
	c.paint(rounded(x, y, 40, 40, 5), wash{ink: flat(red), texture: speckle(0.5, 4)})
	c.fill(c.emblem(w.initial(), serif, box{x + 7, y + 7, 26, 26}), flat(paper))
}

// road goes to where the sun is.
func road(c *canvas, w *Work) {
	type colours struct{ sky, low, sun, far, near, road, ink rgb }
	p := pick(c,
		colours{hex(0xf7d9a0), hex(0xf28f5c), hex(0xfff0c0), hex(0xb4533f), hex(0x5f2a35), hex(0x2c1a26), hex(0x54202c)},
		colours{hex(0xbfe0e2), hex(0xf9e0b0), hex(0xfff7dc), hex(0x5c9c96), hex(0x23625f), hex(0x17403f), hex(0x123f40)},
		colours{hex(0x2d2a5a), hex(0xd9708f), hex(0xffd9a0), hex(0x5d3a75), hex(0x2b1d4a), hex(0x160f2b), hex(0xffeccb)},
		colours{hex(0xf4cf3f), hex(0xf6a63b), hex(0xfff3c4), hex(0xd1552f), hex(0x20645d), hex(0x123a39), hex(0x1d2b2a)},
	)
	const horizon = 600.0
	c.flood(falling(60, horizon, p.sky, p.low))
	sx := c.between(300, 400)
	for i := 5; i >= 0; i-- { // the sun in rings of light
		c.paint(disc(sx, 560, 96+52*float64(i)), stain(p.sun, map[bool]float64{true: 1, false: 0.16}[i == 0]))
	}
	seed := uint32(c.rng.Uint64())
	for i := range 3 {
		f := float64(i)
		c.fill(land(func(x float64) float64 {
			return horizon - 60 + 26*f - (float64(noise.Jagged(float32(x*0.007+f*6), 3, seed+uint32(i)))-0.4)*(150-30*f)
		}), flat(mix(p.far, p.low, 0.5-0.25*f)))
	}
	c.fill(rectangle(0, horizon+24, sheetWidth, 400), falling(horizon+24, 1000, mix(p.near, p.far, 0.5), p.near))
	bend := c.between(-120, 120)
	var left, right []point
	for i := range 41 {
		t := float64(i) / 40
		y := horizon + 24 + 390*t
		mid := sx + bend*math.Sin(t*math.Pi)*1.1*(1-t*0.4) + (350-sx)*t
		half := 3 + 250*math.Pow(t, 1.35)
		left, right = append(left, point{mid - half, y}), append([]point{{mid + half, y}}, right...)
	}
	c.fill(polygon(append(left, right...)...), flat(p.road))
	for i := range 7 {
		a, b := math.Pow(float64(i)/8, 1.8), math.Pow((float64(i)+0.5)/8, 1.8)
		at := func(t float64) (point, float64) {
			return point{sx + bend*math.Sin(t*math.Pi)*1.1*(1-t*0.4) + (350-sx)*t, horizon + 24 + 390*t}, 1 + 9*t
		}
		p0, w0 := at(a)
		p1, w1 := at(b)
		c.fill(polygon(point{p0.x - w0, p0.y}, point{p0.x + w0, p0.y}, point{p1.x + w1, p1.y}, point{p1.x - w1, p1.y}), flat(p.sun))
	}
	for i := range 14 { // trees along the way
		side := float64(i%2)*2 - 1
		t := math.Pow(float64(i/2+1)/8, 1.7)
		x, y := 350+side*(40+330*t)+c.between(-12, 12), horizon+34+300*t
		h := 40 + 190*t
		c.fill(append(leaf(point{x, y}, point{x, y - h}, 0.24), rectangle(x-h*0.02, y-4, h*0.04, h*0.14)...), flat(mix(p.near, p.road, 0.2+0.6*t)))
	}
	title := c.write(words{text: w.Title, face: heavy, max: 112, least: 26, lines: 3, leading: 1.04, across: middle}, box{margin, 52, 612, 300}, flat(p.ink))
	c.write(label(w.tagline(), 16, middle), box{margin, title.under(10), 612, 26}, flat(p.ink))
	c.facts(w, margin, 968, 612, 15, middle, flat(p.sun), flat(p.sun))
	c.grain(0.025)
}
