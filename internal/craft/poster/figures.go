package poster

import (
	"math"

	"piece/internal/craft/typeset"
)

// profilePath is a head that looks to the right, in a square of one unit.
func profilePath() typeset.Path {
	return polygon(smooth(true,
		point{0.10, 1.25}, point{0.14, 1.02}, point{0.27, 0.90}, point{0.275, 0.78}, // shoulder, nape
		point{0.17, 0.66}, point{0.12, 0.47}, point{0.16, 0.27}, point{0.30, 0.12}, point{0.48, 0.07}, // back and top
		point{0.63, 0.12}, point{0.71, 0.23}, point{0.735, 0.34}, // forehead
		point{0.725, 0.395}, point{0.755, 0.455}, point{0.80, 0.525}, point{0.792, 0.55}, point{0.748, 0.563}, // nose
		point{0.752, 0.592}, point{0.776, 0.612}, point{0.762, 0.634}, point{0.748, 0.642}, // upper lip
		point{0.764, 0.664}, point{0.748, 0.688}, point{0.732, 0.705}, // lower lip
		point{0.742, 0.745}, point{0.722, 0.79}, point{0.665, 0.812}, // chin
		point{0.585, 0.80}, point{0.535, 0.83}, point{0.53, 0.90}, // jaw, throat
		point{0.62, 0.98}, point{0.82, 1.05}, point{0.92, 1.25}, // chest
	)...)
}

// person is somebody standing, feet at (x, y), as high as h.
func person(x, y, h float64) typeset.Path {
	half := []point{
		{0.026, 0.87}, {0.036, 0.845}, {0.10, 0.82}, {0.128, 0.77}, {0.134, 0.62}, {0.128, 0.46}, {0.106, 0.45}, {0.096, 0.60},
		{0.090, 0.52}, {0.088, 0.40}, {0.078, 0.20}, {0.066, 0.03}, {0.088, 0.004}, {0.03, 0.0}, {0.022, 0.10}, {0.018, 0.30}, {0, 0.43},
	}
	outline := make([]point, 0, 2*len(half))
	for _, q := range half {
		outline = append(outline, point{x + q.x*h, y - q.y*h})
	}
	for i := len(half) - 2; i >= 0; i-- {
		outline = append(outline, point{x - half[i].x*h, y - half[i].y*h})
	}
	return append(oval(x, y-h*0.925, h*0.058, h*0.072, 0), polygon(outline...)...)
}

// robed is somebody in a long coat, seen from behind, feet at (x, y).
func robed(x, y, h float64) typeset.Path {
	p := disc(x, y-h*0.90, h*0.085)
	return append(p, blob(point{x, y - h*0.83}, point{x + h*0.12, y - h*0.77}, point{x + h*0.15, y - h*0.50}, point{x + h*0.20, y - h*0.04}, point{x + h*0.17, y},
		point{x - h*0.17, y}, point{x - h*0.20, y - h*0.04}, point{x - h*0.15, y - h*0.50}, point{x - h*0.12, y - h*0.77})...)
}

// bird is two wings.
func bird(x, y, size float64) typeset.Path {
	return append(tapered(size*0.14, smooth(false, point{x - size, y - size*0.32}, point{x - size*0.45, y - size*0.30}, point{x, y})),
		tapered(size*0.14, smooth(false, point{x, y}, point{x + size*0.45, y - size*0.30}, point{x + size, y - size*0.32}))...)
}

// boughs is a bare tree: its trunk begins at a place and splits again and again.
func (c *canvas) boughs(at point, angle, length, width float64, depth int) typeset.Path {
	tip := at.towards(angle, length)
	bend := at.plus(tip).times(0.5).plus(point{c.between(-1, 1) * length * 0.10, c.between(-1, 1) * length * 0.06})
	thin := width * 0.62
	p := ribbon(smooth(false, at, bend, tip), func(t float64) float64 { return width + (thin-width)*t })
	if depth == 0 {
		return p
	}
	for range 2 + c.rng.Index(2) {
		p = append(p, c.boughs(tip, angle+c.between(-0.75, 0.75), length*c.between(0.62, 0.82), thin, depth-1)...)
	}
	return p
}

// cloud is a row of puffs on a flat base.
func cloud(x, y, size float64) typeset.Path {
	p := rounded(x-size, y-size*0.30, 2*size, size*0.30, size*0.15)
	for _, d := range []struct{ x, y, r float64 }{{-0.55, -0.26, 0.28}, {-0.12, -0.42, 0.42}, {0.40, -0.30, 0.33}} {
		p = append(p, disc(x+d.x*size, y+d.y*size, d.r*size)...)
	}
	return p
}

// stars are scattered over a box, most of them small.
func (c *canvas) stars(b box, n int, colour rgb) {
	for range n {
		r := 0.5 + 1.9*math.Pow(float64(c.rng.Unit()), 5)
		c.paint(disc(b.x+b.w*float64(c.rng.Unit()), b.y+b.h*float64(c.rng.Unit()), r), wash{ink: flat(colour), alpha: c.between(0.35, 1)})
	}
}

// moon is a disc of light with seas.
func (c *canvas) moon(x, y, r float64, light, sea rgb) {
	c.glow(disc(x, y, r), r*0.5, 0.45, light)
	face := disc(x, y, r)
	c.fill(face, radial(x-r*0.25, y-r*0.3, r*1.5, light.lighter(0.04), light, mix(light, sea, 0.7)))
	clip := c.stencil(face)
	for _, s := range []struct{ x, y, r float64 }{{-0.35, -0.25, 0.26}, {0.10, -0.42, 0.16}, {0.30, 0.10, 0.30}, {-0.28, 0.34, 0.20}, {0.12, 0.55, 0.13}, {0.52, -0.30, 0.12}} {
		c.print(c.blurred(oval(x+s.x*r, y+s.y*r, s.r*r, s.r*r*0.9, 0.4), r*0.06), wash{ink: flat(sea), alpha: 0.30, clip: clip})
	}
}
