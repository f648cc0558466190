package poster

import (
	"math"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

// curtain is a stage before the play begins.
func curtain(c *canvas, w *Work) {
	type colours struct{ dark, cloth, lit, gold, stage rgb }
	p := pick(c,
		colours{hex(0x14060a), hex(0x7c0f1d), hex(0xd8333a), hex(0xf3d9a4), hex(0x2b1512)},
		colours{hex(0x06101a), hex(0x0f3d5c), hex(0x2f86b5), hex(0xf1e3c0), hex(0x131c22)},
		colours{hex(0x0a140d), hex(0x14532d), hex(0x3c9a5f), hex(0xf5e2a8), hex(0x1c1a12)},
		colours{hex(0x120a1c), hex(0x432371), hex(0x8a5bd0), hex(0xf6dfb3), hex(0x1d1524)},
	)
	c.flood(flat(p.dark))
	floor := 800.0
	c.fill(rectangle(0, floor, sheetWidth, 200), falling(floor, 1000, mix(p.stage, p.gold, 0.16), p.stage))
	for i := 1; i < 9; i++ { // boards
		x := (float64(i)/9 - 0.5) * 2
		c.paint(stroke(1.4, point{350 + x*350, floor}, point{350 + x*900, 1000}), stain(p.dark, 0.5))
	}
	spot := point{350, floor + 78}
	c.paint(polygon(point{338, -20}, point{362, -20}, spot.plus(point{176, 0}), spot.plus(point{-176, 0})),
		wash{ink: flat(p.gold), alpha: 0.34, blend: screen, texture: fade(0, floor, 0.35, 1)})
	c.print(c.blurred(oval(spot.x, spot.y, 168, 40, 0), 18), wash{ink: flat(p.gold), alpha: 0.85})
	c.prop(spot, p.dark)
	folds := scale(p.dark, p.cloth, p.lit)
	cloth := func(x, y float32) rgb {
		fold := (0.5 + 0.5*noise.Sin(x*0.105+noise.Sin(x*0.031)*2.6)) * (0.75 + 0.25*noise.Sin(x*0.27+1))
		return folds.at(noise.Lerp(0.12, 1, fold) * (0.55 + 0.45*noise.Smooth(1000, 150, y)))
	}
	side := polygon(append(smooth(false, point{170, -20}, point{176, 250}, point{150, 520}, point{92, 700}, point{112, 860}, point{124, 905}), point{-20, 905}, point{-20, -20})...)
	for _, s := range []typeset.Path{side, mirrored(side)} {
		c.shadow(s, 0, 12, 40, 0.7, black)
		c.fill(s, cloth)
	}
	for i := range 4 { // swags across the top
		x := 700 * (float64(i) + 0.5) / 4
		drape := polygon(append(smooth(false, point{x - 108, -10}, point{x - 70, 60}, point{x, 92}, point{x + 70, 60}, point{x + 108, -10}), point{x, -40})...)
		c.shadow(drape, 0, 8, 22, 0.6, black)
		cx := float32(x)
		c.fill(drape, func(u, v float32) rgb {
			d := noise.Sqrt((u-cx)*(u-cx)+(v+60)*(v+60)) / 15
			return folds.at(0.35 + 0.45*(0.5+0.5*noise.Sin(d)))
		})
		c.fill(ribbon(smooth(false, point{x - 100, 8}, point{x - 66, 62}, point{x, 92}, point{x + 66, 62}, point{x + 100, 8}), func(float64) float64 { return 5 }), flat(mix(p.gold, p.cloth, 0.25)))
	}
	title := c.write(words{text: w.Title, face: serif, max: 70, least: 22, lines: 4, leading: 1.2, across: middle, down: middle}, box{188, 160, 324, 330}, flat(p.gold))
	c.write(label(w.tagline(), 14, middle), box{188, title.under(18), 324, 22}, flat(p.gold))
	c.facts(w, 60, 966, 580, 15, middle, flat(p.gold), flat(mix(p.gold, white, 0.4)))
	c.grain(0.025)
}

// prop is what waits in the light.
func (c *canvas) prop(at point, colour rgb) {
	x, y := at.x, at.y
	var p typeset.Path
	switch c.rng.Index(3) {
	case 0: // a chair
		p = append(p, rectangle(x-34, y-78, 68, 9)...)
		for _, d := range []float64{-34, 27} {
			p = append(p, rectangle(x+d, y-76, 7, 78)...)
		}
		p = append(p, rectangle(x-34, y-166, 7, 92)...)
		p = append(p, rectangle(x+27, y-166, 7, 92)...)
		for i := range 3 {
			p = append(p, rectangle(x-30, y-164+26*float64(i), 60, 8)...)
		}
	case 1: // a microphone
		p = append(p, rectangle(x-2.5, y-190, 5, 190)...)
		p = append(p, oval(x, y, 38, 8, 0)...)
		p = append(p, rounded(x-13, y-232, 26, 46, 13)...)
	default:
		p = robed(x, y+4, 200)
	}
	c.paint(placedAround(p, at, 0.9, 0.16, 30), stain(black, 0.35))
	c.fill(p, flat(colour))
}

// placedAround is the flat shadow that something standing throws forwards.
func placedAround(p typeset.Path, foot point, wide, tall, lean float64) typeset.Path {
	out := make(typeset.Path, len(p))
	for i, s := range p {
		out[i] = s
		for j := 0; j < 6; j += 2 {
			dx, dy := float64(s.P[j])-foot.x, float64(s.P[j+1])-foot.y
			out[i].P[j] = float32(foot.x + dx*wide - dy*lean/200)
			out[i].P[j+1] = float32(foot.y - dy*tall)
		}
	}
	return out
}

// door is an open door with somebody in its light.
func door(c *canvas, w *Work) {
	type colours struct{ wall, floor, light, warm, ink rgb }
	p := pick(c,
		colours{hex(0x1d2a3f), hex(0x101826), hex(0xfff1c9), hex(0xf4a950), hex(0xf6ead0)},
		colours{hex(0x7d1f2b), hex(0x3c0d16), hex(0xfff0d0), hex(0xf5a25d), hex(0xffeed6)},
		colours{hex(0x20473f), hex(0x0f2622), hex(0xf3f6cf), hex(0xcfd96b), hex(0xeff3dc)},
		colours{hex(0xe6dfd2), hex(0xcabfae), hex(0x2a6fdb), hex(0x12316b), hex(0x14203a)},
	)
	floor := 760.0
	c.flood(radial(350, 480, 760, mix(p.wall, p.light, 0.10), p.wall, mix(p.wall, p.floor, 0.6)))
	c.fill(rectangle(0, floor, sheetWidth, 300), falling(floor, 1000, p.floor, mix(p.floor, black, 0.3)))
	c.fill(rectangle(0, floor-16, sheetWidth, 16), flat(mix(p.wall, p.floor, 0.55)))
	x, y, dw, dh := 262.0, 356.0, 176.0, floor-356
	opening := rectangle(x, y, dw, dh)
	c.glow(opening, 120, 0.5, p.warm)
	c.fill(opening, falling(y, floor, p.light, mix(p.light, p.warm, 0.4), p.warm))
	beam := polygon(point{x, floor}, point{x + dw, floor}, point{x + dw + 150, 1010}, point{x - 150, 1010})
	c.paint(beam, wash{ink: flat(p.warm), alpha: 0.85, texture: fade(floor, 1000, 1, 0.35)})
	leafOut := polygon(point{x, y}, point{x - 82, y - 34}, point{x - 82, floor + 46}, point{x, floor})
	c.fill(leafOut, linear(x-82, 0, x, 0, mix(p.wall, black, 0.55), mix(p.wall, black, 0.25)))
	c.fill(disc(x-68, (y+floor)/2+30, 5), flat(p.warm))
	dark := mix(p.floor, black, 0.5)
	px, h := x+dw/2+c.between(-16, 16), c.between(190, 240)
	figure := pick(c, robed, person)(px, floor+4, h)
	c.fill(figure, flat(dark))
	c.paint(placedAround(figure, point{px, floor + 4}, 1.25, 0.98, 0), wash{ink: flat(dark), alpha: 0.75, texture: fade(floor, 1000, 1, 0.2)})
	w.serifTitle(c, box{56, 92, 588, 200}, p.ink)
	c.facts(w, 44, 968, 612, 15, middle, flat(p.ink), flat(p.ink))
	c.grain(0.025)
}

// chairs are two chairs that face each other, and their long shadows.
func chairs(c *canvas, w *Work) {
	type colours struct{ ground, one, two, ink rgb }
	p := pick(c,
		colours{hex(0xf2c14e), hex(0x1c2541), hex(0xc8361d), hex(0x1c2541)},
		colours{hex(0xe9e4d8), hex(0x20201d), hex(0xd5402b), hex(0x20201d)},
		colours{hex(0x9cc5c1), hex(0x12343b), hex(0xf4efe1), hex(0x12343b)},
		colours{hex(0xe8837e), hex(0x431524), hex(0xfbe9d7), hex(0x431524)},
		colours{hex(0x274690), hex(0xf7f3e3), hex(0xf5853f), hex(0xf7f3e3)},
	)
	c.flood(falling(0, 1000, p.ground.lighter(0.025), p.ground))
	y := 700.0
	for i, side := range []float64{-1, 1} {
		x := 350 + side*c.between(120, 150)
		colour := p.one
		if i == 1 {
			colour = p.two
		}
		chair := sideChair(x, y, side)
		c.paint(placedAround(chair, point{x, y}, 1, 0.72, 150*pick(c, 1.0, 1.2)), stain(mix(p.ground, black, 0.55), 0.38))
		c.fill(chair, flat(colour))
	}
	if c.chance(0.6) { // a lamp between them
		c.fill(stroke(2.5, point{350, -10}, point{350, 330}), flat(p.one))
		c.print(c.blurred(polygon(point{330, 366}, point{370, 366}, point{520, 690}, point{180, 690}), 30), wash{ink: flat(white), alpha: 0.22, blend: screen})
		c.fill(polygon(point{338, 330}, point{362, 330}, point{398, 372}, point{302, 372}), flat(p.two))
	}
	title := c.write(words{text: w.Title, face: bold, max: 88, least: 24, lines: 3, tracking: -0.04, leading: 1.08}, box{margin, 56, 400, 250}, flat(p.ink))
	c.write(small(w.Second, 20, start), box{margin, title.under(14), 280, 28}, flat(p.ink))
	c.write(label(w.label(), 14, end), box{470, 64, sheetWidth - margin - 470, 24}, flat(p.ink))
	c.facts(w, margin, 962, 612, 15, start, flat(p.ink), flat(p.ink))
	c.grain(0.02)
}

// sideChair is a chair seen from its side; side is -1 when it looks right.
func sideChair(x, y, side float64) typeset.Path {
	f := func(dx, dy float64) point { return point{x + side*dx, y + dy} }
	var p typeset.Path
	p = append(p, ribbon([]point{f(44, -226), f(36, -108)}, func(float64) float64 { return 11 })...)
	p = append(p, ribbon([]point{f(46, 0), f(36, -112)}, func(float64) float64 { return 9 })...)
	p = append(p, ribbon([]point{f(40, -110), f(-50, -110)}, func(float64) float64 { return 14 })...)
	p = append(p, ribbon([]point{f(-46, -108), f(-54, 0)}, func(float64) float64 { return 9 })...)
	p = append(p, ribbon([]point{f(42, -46), f(-50, -46)}, func(float64) float64 { return 5 })...)
	return p
}

// thread is one line that two things hang on.
func thread(c *canvas, w *Work) {
	type colours struct{ ground, dark, line rgb }
	p := pick(c,
		colours{hex(0xe7dfd4), hex(0x25221f), hex(0xcf2436)},
		colours{hex(0x1f2433), hex(0xf0ebe0), hex(0xf0b429)},
		colours{hex(0xd7e3dc), hex(0x163a34), hex(0xe4572e)},
		colours{hex(0xf4d6cc), hex(0x5a1a2b), hex(0x2f6f8f)},
	)
	c.flood(falling(0, 1000, p.ground.lighter(0.02), p.ground))
	a, b := point{c.between(440, 560), c.between(440, 500)}, point{c.between(170, 270), c.between(720, 790)}
	way := []point{{-30, b.y + 60}, {80, b.y + 90}, {b.x - 50, b.y + 70}, b.plus(point{40, -40}), {430, 640}, {590, 420}, {400, 370}, a.plus(point{-110, 110}), a.plus(point{-10, 100}), a.plus(point{70, 0}), {730, a.y - 60}}
	for i := range 3 {
		moved := make([]point, len(way))
		for j, q := range way {
			moved[j] = q.plus(point{c.between(-1, 1) * 16 * float64(i), c.between(-1, 1) * 22 * float64(i)})
		}
		width := 8.0 / float64(1+2*i)
		c.fill(ribbon(smooth(false, moved...), func(t float64) float64 { return width * (0.7 + 0.6*math.Sin(t*9)*math.Sin(t*9)) }), flat(p.line))
	}
	c.fill(disc(a.x, a.y, c.between(64, 88)), flat(p.dark))
	c.fill(disc(b.x, b.y, c.between(54, 74)), flat(p.dark))
	if s, ok := c.upright(words{text: w.Title, face: serif, max: 96, least: 44}, box{margin + 4, 60, 100, 540}, flat(p.dark)); ok {
		c.write(label(w.tagline(), 14, start), box{s.box.x + s.box.w + 22, 68, 460, 22}, flat(p.dark))
	} else {
		title := c.write(words{text: w.Title, face: serif, max: 80, least: 24, lines: 3, leading: 1.16}, box{margin, 56, 560, 250}, flat(p.dark))
		c.write(label(w.tagline(), 14, start), box{margin, title.under(14), 400, 22}, flat(p.dark))
	}
	c.facts(w, margin, 962, 612, 15, end, flat(p.dark), flat(p.dark))
	c.grain(0.02)
}
