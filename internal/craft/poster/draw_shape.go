package poster

import (
	"math"

	"piece/internal/craft/typeset"
)

// bauhaus is a board of tiles with plain geometry.
func bauhaus(c *canvas, w *Work) {
	sets := [][]rgb{
		{hex(0xd95d39), hex(0xf0a202), hex(0x0e3b43), hex(0xf3e9d2), hex(0x328f7f)},
		{hex(0x1d3557), hex(0xe63946), hex(0xf1faee), hex(0xa8dadc), hex(0xf4b942)},
		{hex(0x2b2d42), hex(0xef8354), hex(0xf6f0e6), hex(0x4f5d75), hex(0xf2c14e)},
		{hex(0x5f0f40), hex(0xfb8b24), hex(0xf5ebe0), hex(0x0f4c5c), hex(0xe36414)},
		{hex(0x26547c), hex(0xef476f), hex(0xfdf6e3), hex(0xffd166), hex(0x06a77d)},
	}
	p := sets[c.rng.Index(len(sets))]
	const cols, rows = 3, 4
	tw, th := sheetWidth/cols, 800.0/rows
	c.flood(flat(p[2]))
	wordTile := c.rng.Index(2) // in which of the first two rows the title is
	for j := range rows {
		for i := range cols {
			if j == wordTile && i < 2 {
				continue
			}
			ground := p[(i+2*j+c.rng.Index(2))%len(p)]
			c.tile(float64(i)*tw, float64(j)*th, tw, th, ground, p)
		}
	}
	ground := p[0]
	c.fill(rectangle(0, float64(wordTile)*th, 2*tw, th), flat(ground))
	c.write(words{text: w.Title, face: bold, max: 74, least: 20, lines: 3, tracking: -0.03, leading: 1.08, down: middle},
		box{34, float64(wordTile)*th + 16, 2*tw - 64, th - 32}, flat(readable(ground, p[2], p[3])))
	c.fill(rectangle(0, 800, sheetWidth, 200), flat(p[2]))
	c.write(label(w.label(), 15, start), box{34, 828, 300, 22}, flat(readable(p[2], p[0], p[1])))
	c.write(small(w.Second, 22, start), box{34, 852, 632, 30}, flat(readable(p[2], p[0], p[1])))
	c.facts(w, 34, 966, 632, 15, start, flat(readable(p[2], p[0], p[1])), flat(readable(p[2], p[0], p[1])))
	c.grain(0.022)
}

// tile fills one tile with one of a few figures.
func (c *canvas) tile(x, y, w, h float64, ground rgb, p []rgb) {
	other := func() rgb {
		for {
			if k := p[c.rng.Index(len(p))]; math.Abs(k.light()-ground.light()) > 0.12 {
				return k
			}
		}
	}
	clip := c.stencil(rectangle(x, y, w+0.6, h+0.6))
	draw := func(path typeset.Path, k rgb) { c.paint(path, wash{ink: flat(k), clip: clip}) }
	draw(rectangle(x, y, w+0.6, h+0.6), ground)
	cx, cy, r := x+w/2, y+h/2, min(w, h)/2
	a, b := other(), other()
	switch c.rng.Index(8) {
	case 0:
		draw(disc(cx, cy, r*0.86), a)
	case 1:
		corner := c.rng.Index(4)
		draw(disc(x+w*float64(corner%2), y+h*float64(corner/2), max(w, h)), a)
	case 2:
		for i := range 4 {
			k := a
			if i%2 == 1 {
				k = ground
			}
			draw(disc(cx, cy, r*(0.92-0.24*float64(i))), k)
		}
	case 3:
		turn := degrees(90 * float64(c.rng.Index(4)))
		draw(sector(cx, cy, r*0.86, turn, turn+math.Pi), a)
		draw(sector(cx, cy, r*0.86, turn+math.Pi, turn+2*math.Pi), b)
	case 4:
		n := 5
		for i := range n {
			draw(rectangle(x, y+h*float64(2*i+1)/float64(2*n+1), w, h/float64(2*n+1)), a)
		}
	case 5:
		draw(polygon(point{x, y + h}, point{x + w, y + h}, point{x + w, y}), a)
		draw(disc(x+w*0.3, y+h*0.32, r*0.3), b)
	case 6:
		draw(sector(x, cy, h/2, -math.Pi/2, math.Pi/2), a)
		draw(sector(cx, cy, h/2, -math.Pi/2, math.Pi/2), b)
	default:
		for i := range 3 {
			for j := range 3 {
				draw(disc(x+w*(float64(i)+0.5)/3, y+h*(float64(j)+0.5)/3, r*0.19), a)
			}
		}
	}
}

// riso is printed in two inks that overlap and never quite meet.
func riso(c *canvas, w *Work) {
	type inks struct{ one, two rgb }
	p := pick(c,
		inks{hex(0xff5fa2), hex(0x0a6fc2)},
		inks{hex(0xff7a3d), hex(0x0b6e75)},
		inks{hex(0xffd21f), hex(0x3b4cc0)},
		inks{hex(0xf2574b), hex(0x1c7a54)},
		inks{hex(0x5ec8c0), hex(0xd23f6f)},
	)
	c.flood(flat(hex(0xf6f1e4)))
	one := func(path typeset.Path, tone func(x, y float32) float32) {
		rough := speckle(0.4, 3)
		c.paint(path, wash{ink: flat(p.one), blend: multiply, alpha: 0.96, texture: both(rough, tone)})
	}
	two := func(path typeset.Path, tone func(x, y float32) float32) {
		rough := speckle(0.4, 8)
		c.paint(path.Turned(0, 3.2, -2.4), wash{ink: flat(p.two), blend: multiply, alpha: 0.94, texture: both(rough, tone)})
	}
	pick(c, risoVase, risoFaces, risoFruit)(c, one, two)
	title := c.set(words{text: w.Title, face: heavy, max: 92, least: 22, lines: 2, leading: 1.08}, box{margin, 48, 612, 200})
	c.letter(title, wash{ink: flat(p.two), blend: multiply, alpha: 0.95, texture: speckle(0.3, 8)})
	c.paint(title.path.Turned(0, -4, 3), wash{ink: flat(p.one), blend: multiply, alpha: 0.55})
	c.write(small(w.Second, 20, start), box{margin, title.under(12), 612, 28}, flat(mix(p.two, black, 0.35)))
	ink := mix(p.two, black, 0.3)
	c.facts(w, margin, 962, 612, 15, start, flat(ink), flat(ink))
	c.grain(0.03)
}

// both multiplies textures; nil is whole.
func both(a, b func(x, y float32) float32) func(x, y float32) float32 {
	if b == nil {
		return a
	}
	return func(x, y float32) float32 { return a(x, y) * b(x, y) }
}

type press = func(path typeset.Path, tone func(x, y float32) float32)

// toneDown gets lighter from one height to another, in dots.
func toneDown(y0, y1 float64) func(x, y float32) float32 {
	return halftone(9, 0.5, fade(y0, y1, 0.95, 0.12))
}

func risoVase(c *canvas, one, two press) {
	one(disc(440, 460, 190), toneDown(270, 700))
	one(rectangle(0, 790, sheetWidth, 210), halftone(9, 0.5, fade(790, 1000, 0.5, 0.2)))
	two(blob(point{270, 590}, point{330, 575}, point{390, 590}, point{395, 640}, point{455, 720}, point{420, 830}, point{330, 850}, point{240, 830}, point{205, 720}, point{265, 640}), nil)
	one(blob(point{236, 720}, point{330, 700}, point{424, 720}, point{420, 760}, point{330, 742}, point{240, 760}), nil)
	for i := range 5 {
		lean := float64(i-2)*0.34 + c.between(-0.1, 0.1)
		base, length := point{330 + float64(i-2)*16, 590}, c.between(230, 320)
		tip := base.towards(-math.Pi/2+lean, length)
		bend := base.plus(tip).times(0.5).plus(point{-lean * 40, 0})
		stem := smooth(false, base, bend, tip)
		two(ribbon(stem, func(float64) float64 { return 4.5 }), nil)
		for j := 2; j < 9; j++ {
			at := stem[len(stem)*j/9]
			side := float64(j%2*2-1) * 0.9
			l := leaf(at, at.towards(-math.Pi/2+lean+side, 62-float64(j)*4), 0.24)
			if i%2 == 0 {
				two(l, nil)
			} else {
				one(l, nil)
			}
		}
		if i%2 == 1 {
			one(disc(tip.x, tip.y, 26), nil)
			two(disc(tip.x, tip.y, 9), nil)
		}
	}
}

func risoFaces(c *canvas, one, two press) {
	left := placed(profilePath(), 560, 90, 290)
	one(left, toneDown(300, 1000))
	two(mirrored(left), halftone(8, 1.1, fade(320, 1000, 0.95, 0.3)))
}

func risoFruit(c *canvas, one, two press) {
	for _, f := range []struct{ x, y, r float64 }{{220, 560, 120}, {450, 500, 140}, {360, 730, 150}, {560, 720, 92}, {150, 770, 90}} {
		r := f.r * c.between(0.92, 1.06)
		one(oval(f.x, f.y, r, r*0.96, 0), nil)
		two(oval(f.x, f.y, r, r*0.96, 0), halftone(8, 0.8, func(x, y float32) float32 {
			d := math.Hypot(float64(x)-f.x+r*0.3, float64(y)-f.y+r*0.35) / r
			return float32((d - 0.55) * 0.75)
		}))
		top := point{f.x, f.y - r*0.9}
		two(tapered(9, smooth(false, top.plus(point{0, 16}), top, top.plus(point{10, -34}))), nil)
		two(leaf(top.plus(point{4, -12}), top.plus(point{r * 0.62, -44}), 0.26), nil)
	}
}
