package poster

import (
	"math"

	"piece/internal/craft/typeset"
)

// swiss is a grid, one loud shape and type flush left.
func swiss(c *canvas, w *Work) {
	type colours struct{ paper, ink, loud, second rgb }
	p := pick(c,
		colours{hex(0xf3efe6), hex(0x141414), hex(0xe5322d), hex(0x141414)},
		colours{hex(0xffd43b), hex(0x17140f), hex(0x17140f), hex(0xe8452c)},
		colours{hex(0xe9ecef), hex(0x10162f), hex(0x1f3fff), hex(0xff5b35)},
		colours{hex(0x17181c), hex(0xf4f1ea), hex(0xff5a1f), hex(0xf4f1ea)},
		colours{hex(0xf6d9d5), hex(0x2b0f14), hex(0xc8102e), hex(0x1b3a8f)},
		colours{hex(0xdfe8df), hex(0x0d2b1f), hex(0x0f7a4d), hex(0xf2b705)},
	)
	c.flood(flat(p.paper))
	pick(c, swissArcs, swissBars, swissDots, swissSteps)(c, p.loud, p.second)
	for i, text := range []string{w.label(), w.When, w.Venue} {
		s := small(text, 15, start)
		s.face, s.lines = bold, 2
		c.write(s, box{margin + float64(i)*212, 52, 190, 40}, flat(p.ink))
	}
	c.fill(rectangle(margin, 40, sheetWidth-2*margin, 2.5), flat(p.ink))
	title := c.write(words{text: w.Title, face: bold, max: 118, least: 26, lines: 3, tracking: -0.045, leading: 1.04},
		box{margin - 4, 112, 610, 300}, flat(p.ink))
	second := small(w.Second, 24, start)
	second.lines = 2
	c.write(second, box{margin, title.under(20), 500, 60}, flat(p.ink))
	crew := small(w.crew(), 15, start)
	crew.lines, crew.down, crew.leading = 4, end, 1.45
	set := c.set(crew, box{margin, 850, 230, 106})
	if set.box.h > 0 {
		c.fill(rectangle(set.box.x-14, set.box.y-12, set.box.w+28, set.box.h+24), flat(p.paper))
		c.letter(set, wash{ink: flat(p.ink)})
	}
	c.grain(0.018)
}

func swissArcs(c *canvas, loud, second rgb) {
	x, y := sheetWidth+10, sheetHeight+10
	if c.chance(0.4) {
		x = 420
	}
	rings := 4 + c.rng.Index(3)
	for i := range rings {
		r := 560 * float64(rings-i) / float64(rings)
		c.fill(ring(x, y, r, r-560/float64(rings)*0.52), flat(loud))
	}
	c.fill(disc(x-400, y-430, 62), flat(second))
}

func swissBars(c *canvas, loud, second rgb) {
	angle := degrees(pick(c, -32.0, -24, 28))
	clip := c.stencil(rectangle(0, 470, sheetWidth, 540))
	at := -760.0
	for i := 0; at < 760; i++ {
		width := 14 + 92*math.Pow(float64(i%9)/8, 1.5)
		colour := loud
		if i == 5 {
			colour = second
		}
		c.paint(rectangle(at, -900, width, 1800).Turned(angle, 380, 740), wash{ink: flat(colour), clip: clip})
		at += width + 26
	}
}

func swissDots(c *canvas, loud, second rgb) {
	const n = 9
	pitch := (sheetWidth - 2*margin) / n
	odd := c.rng.Index(n * 6)
	for i := range n {
		for j := range 6 {
			r := pitch * (0.09 + 0.41*math.Pow(float64(j+i)/float64(n+4), 1.2))
			colour := loud
			if i*6+j == odd {
				colour, r = second, pitch*0.5
			}
			c.fill(disc(margin+pitch*(float64(i)+0.5), 560+pitch*(float64(j)+0.5), r), flat(colour))
		}
	}
}

func swissSteps(c *canvas, loud, second rgb) {
	const n = 6
	for i := range n {
		h := 86.0
		x := margin + 92*float64(i)
		c.fill(rectangle(x, sheetHeight-h*float64(i+1)*0.94, sheetWidth-x, h*0.94+0.5), flat(loud))
		if i%2 == 1 {
			c.fill(sector(x, sheetHeight-h*float64(i)*0.94, 60, -math.Pi/2, 0), flat(second))
		}
	}
	c.fill(disc(margin+92*2+30, sheetHeight-86*5, 58), flat(second))
}

// glyph is one giant character, cropped by the sheet.
func glyph(c *canvas, w *Work) {
	type colours struct{ paper, big, over, ink rgb }
	p := pick(c,
		colours{hex(0xf1ece1), hex(0xe4472b), hex(0x1e57d6), hex(0x14130f)},
		colours{hex(0x20356f), hex(0xf2e9d8), hex(0xf5a524), hex(0xffffff)},
		colours{hex(0xf7c9c3), hex(0xd7263d), hex(0x2c6e63), hex(0x33101a)},
		colours{hex(0xefe35b), hex(0x191919), hex(0xe94f8a), hex(0x191919)},
		colours{hex(0x0f2d24), hex(0x8fd694), hex(0xf4d35e), hex(0xf5f1e6)},
		colours{hex(0xe8e3da), hex(0x161616), hex(0xd8352a), hex(0x161616)},
	)
	c.flood(flat(p.paper))
	x := pick(c, -190.0, 60, -60)
	shape := c.emblem(w.initial(), heavy, box{x, -70, 930, 900})
	dark := p.paper.light() < 0.5
	if dark {
		c.fill(shape, flat(p.big))
		c.paint(disc(c.between(150, 560), c.between(240, 520), 150), wash{ink: flat(p.over), blend: cover, clip: c.stencil(shape)})
	} else {
		c.paint(shape, wash{ink: flat(p.big), texture: speckle(0.25, 5)})
		c.paint(disc(c.between(150, 560), c.between(240, 520), 170), wash{ink: flat(p.over), blend: multiply, alpha: 0.94, texture: speckle(0.3, 9)})
	}
	c.fill(rectangle(0, 770, sheetWidth, 230), flat(p.paper))
	title := c.write(words{text: w.Title, face: bold, max: 60, least: 22, lines: 2, tracking: -0.03, leading: 1.12},
		box{margin, 800, 430, 130}, flat(p.ink))
	c.write(small(w.Second, 18, start), box{margin, title.under(12), 400, 26}, flat(p.ink))
	y := 806.0
	for _, text := range []string{w.label(), w.When, w.Venue, w.crew()} {
		line := small(text, 15, end)
		line.lines, line.leading = 2, 1.35
		y = c.write(line, box{480, y, sheetWidth - margin - 480, 46}, flat(p.ink)).under(7)
	}
	c.grain(0.02)
}

// wall repeats the title until it is a pattern; one line of it is lit.
func wall(c *canvas, w *Work) {
	type colours struct{ paper, dim, lit, ink rgb }
	p := pick(c,
		colours{hex(0x101014), hex(0x2d2d36), hex(0xd7ff3e), hex(0xf4f4f0)},
		colours{hex(0xf4efe6), hex(0xdcd3c4), hex(0xe63a1e), hex(0x1b1713)},
		colours{hex(0x1738c8), hex(0x2f55ec), hex(0xfff3d6), hex(0xfff3d6)},
		colours{hex(0xff6f91), hex(0xff8fab), hex(0x2b1038), hex(0x2b1038)},
		colours{hex(0x0d3b33), hex(0x14544a), hex(0xffb84d), hex(0xf3f0e4)},
	)
	c.flood(flat(p.paper))
	line := c.t.Shape(w.Title, typeset.Style{Face: c.facing(heavy, w.Title), Size: 100})
	size := min(max(100*612/max(float64(line.Width), 1), 58), 190)
	rows := int(math.Ceil(820/(size*1.02))) + 1
	lit := rows/2 - 1 + c.rng.Index(2)
	full := size*float64(line.Width)/100 <= 614 // else its head is all that shows
	for i := range rows {
		y := 40 + size*1.02*float64(i)
		if y+size > 850 {
			break
		}
		colour := p.dim
		if i == lit {
			colour = p.lit
		}
		b := box{margin, y, sheetWidth - 2*margin, size}
		if full {
			set := c.set(words{text: w.Title, face: heavy, max: size, least: 10}, b)
			step := 0.0
			if i != lit {
				step = float64(i-lit) * 11
			}
			c.paint(set.path.Turned(0, step, 0), wash{ink: flat(colour)})
			continue
		}
		c.write(words{text: w.Title, face: heavy, max: size, least: size * 0.6, lines: 1}, b, flat(colour))
	}
	c.fill(rectangle(margin, 872, sheetWidth-2*margin, 2), flat(p.ink))
	c.write(label(joined(" · ", w.label(), w.Second), 15, start), box{margin, 884, 612, 24}, flat(p.lit))
	facts := small(joined(" | ", w.where(), w.crew()), 15, start)
	facts.lines, facts.leading = 2, 1.4
	c.write(facts, box{margin, 912, sheetWidth - 2*margin, 48}, flat(p.ink))
	c.grain(0.016)
}

// facing is the face if it has all of the text, else bold.
func (c *canvas) facing(f typeset.Face, text string) typeset.Face {
	if c.t.Covers(f, text) {
		return f
	}
	return bold
}
