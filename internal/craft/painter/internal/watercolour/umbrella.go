package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// walker is somebody under an umbrella; foot and height include it.
type walker struct {
	x, foot, height float32
	colour          oklab.Colour
	tilt            float32
}

// crowd is one or two people near and a few far ones, the far ones first.
func (p *picture) crowd() []walker {
	r := p.Random
	var list []walker
	side := r.Side() // of the near one
	for i, off := range []float32{-0.065, -0.015, -0.165, 0.115} {
		t := []float32{0.09, 0.20, 0.45, 1}[i] * r.Between(0.9, 1.1)
		list = append(list, walker{x: p.lightX + side*off*r.Between(0.8, 1.2), foot: p.horizon + 0.02 + 0.25*t, height: 0.055 + 0.31*t, colour: vivid(p.petal((i+1)%4), 0.16), tilt: r.Between(-0.22, 0.22)})
	}
	list[3].colour = vivid(p.petal(0), 0.18)
	return list
}

// dome is the umbrella, its hem in scallops.
func (w walker) dome() (paper.Box, paper.Shape) {
	radius := w.height * 0.30
	y := w.foot - w.height + radius
	sin, cos := noise.Sincos(w.tilt)
	return paper.Box{Left: w.x - radius*1.3, Top: y - radius*1.3, Right: w.x + radius*1.3, Bottom: y + radius*0.7}, func(px, py float32) float32 {
		u, v := (px-w.x)*cos+(py-y)*sin, (py-y)*cos-(px-w.x)*sin
		hem := radius * 0.13 * noise.Abs(noise.Sin(u/radius*4.7))
		return min(radius-noise.Sqrt(u*u+v*v*1.75), -v-hem+radius*0.16)
	}
}

func (p *picture) spareUmbrellas(people []walker) {
	for _, w := range people {
		p.Mask(w.dome())
	}
}

// walker paints coat and legs, then the spared umbrella, then both in the wet street.
func (p *picture) walker(w walker) {
	r, h := p.Random, w.height
	top := w.foot - h
	coat := oklab.Mix(p.Dark, w.colour, 0.22).Lighter(0.05)
	at := func(u, v float32) paper.Point { return paper.Point{X: w.x + u*h, Y: top + v*h} }
	for _, step := range []float32{-1, 1} {
		p.Stroke(&paper.Stroke{Points: []paper.Point{at(0.026*step, 0.72), at(0.030*step+0.004, 0.88), at(0.022*step+0.014, 0.99), at(0.022*step+0.034, 1)}, Width: paper.Narrowing(h*0.019, h*0.010), Colour: coat.Lighter(-0.05), Load: 0.85, Grain: 0.3})
	}
	sway := r.Bell() * 0.012
	coatBox, coatShape := paper.Polygon(at(-0.020, 0.335), at(-0.062, 0.375), at(-0.056, 0.52), at(-0.095+sway, 0.775), at(0.02, 0.79), at(0.092+sway, 0.77), at(0.052, 0.52), at(0.062, 0.375), at(0.020, 0.335))
	p.Wash(&paper.Wash{Box: coatBox, Shape: coatShape, Colour: paper.Even(coat), Rough: h * 0.008, Ripples: 24, Rim: 0.6, Mottle: 0.9, Grain: 0.35, Load: func(x, _ float32) float32 { return 0.75 + 2.2*(x-w.x)/h*noise.Sign(w.x-p.lightX) }})
	box, shape := paper.Round(w.x, top+h*0.315, h*0.042)
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(oklab.Mix(coat, p.Lamp, 0.25)), Rough: h * 0.006})
	box, shape = w.dome()
	radius := h * 0.30
	p.Wash(&paper.Wash{Box: box, Shape: shape, Colour: paper.Even(w.colour), Rough: h * 0.004, Ripples: 40, Rim: 0.8, Mottle: 0.8, Grain: 0.25, Soft: h * 0.006, Lost: 0.2,
		Load: func(x, y float32) float32 {
			// Panels turn from the light one by one.
			panel := float32(noise.Floor((x-w.x)/radius*3+0.5)) / 3
			return 0.50 + 0.28*panel*noise.Sign(w.x-p.lightX+0.001) + 0.35*noise.Clamp01((y-top)/radius)
		}})
	sin, cos := noise.Sincos(w.tilt)
	for _, rib := range []float32{-0.62, -0.3, 0, 0.3, 0.62} {
		foot := paper.Point{X: w.x + radius*(rib*1.25*cos), Y: top + radius + radius*rib*1.25*sin - radius*0.02}
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: w.x + radius*0.75*sin, Y: top + radius*0.26}, {X: w.x + radius*rib*0.8, Y: top + radius*(0.42+0.25*noise.Abs(rib))}, foot}, Width: paper.Narrowing(h*0.0022, h*0.003), Colour: w.colour.Lighter(-0.25), Load: 0.6, Dry: 0.15})
	}
	for i := range 16 { // the broken mirror image
		t := (float32(i) + r.Unit()) / 16
		half := h * noise.Lerp(0.05, 0.20, t) * r.Between(0.4, 1)
		c, y := coat, w.foot+h*(0.01+0.52*t)
		if t > 0.55 {
			c = w.colour
		}
		x := w.x + r.Bell()*h*0.02
		if y < 1-margin {
			p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x - half, Y: y}, {X: x, Y: y + h*0.006}, {X: x + half, Y: y}}, Width: paper.Tapered(h*r.Between(0.008, 0.016), 0.5), Colour: c, Load: 0.6 * (1 - 0.6*t), Soft: 0.001, Dry: 0.25, Grain: 0.3})
		}
	}
}

// mirrored lets the houses run down into the wet street.
func (p *picture) mirrored(left, right []house, c oklab.Colour) {
	salt := uint32(p.Random.Uint64())
	p.Wash(&paper.Wash{Box: paper.Box{Top: p.horizon, Right: 1, Bottom: 0.98}, Soft: 0.05, Lost: 1, Mottle: 0.4, Grain: 0.4, Colour: paper.Even(c),
		Shape: p.within(salt, func(x, y float32) float32 {
			away := noise.Abs(x - p.lightX)
			return min(y-p.horizon-0.06-0.22*away, away-0.10-0.08*p.Flow(x*2.5, y*0.3, 5, salt+1))
		}),
		Load: func(x, y float32) float32 {
			return 0.55 * noise.Smooth(1, p.horizon+0.05, y) * (0.35 + 1.1*p.Flow(x*2.4, y*0.3, 5, salt+2))
		}})
	r := p.Random
	for _, row := range [][]house{left, right} {
		for _, h := range row {
			for range 4 {
				at := h.place(r.Unit(), 0)
				long := r.Between(0.05, 0.16)
				if at.X < margin || at.X > 1-margin || at.Y+long > 1-margin {
					continue
				}
				p.Stroke(&paper.Stroke{Points: []paper.Point{at, {X: at.X, Y: at.Y + long}}, Width: paper.Tapered(r.Between(0.003, 0.010), 0.4), Colour: c, Load: 0.28, Soft: 0.008, Dry: 0.2})
			}
		}
	}
}

// lampLight streaks the street below the shops with their light.
func (p *picture) lampLight(row []house) {
	r := p.Random
	for _, h := range row {
		for range 3 {
			at := h.place(r.Between(0.15, 0.85), 0)
			wide, long := r.Between(0.004, 0.011), r.Between(0.08, 0.20)
			box := paper.Box{Left: at.X - 0.03, Top: at.Y - 0.01, Right: at.X + 0.03, Bottom: min(at.Y+long, 0.96)}
			streak := func(x, y float32) float32 {
				down := (y - at.Y) / long
				return wide*(1-down*0.5) - noise.Abs(x-at.X+0.006*(p.Flow(x, y*6, 8, 33)-0.5))
			}
			p.Lift(box, streak, wide*1.6, 0.40)
			p.Wash(&paper.Wash{Box: box, Shape: streak, Colour: paper.Even(vivid(p.Lamp, 0.13)), Soft: wide * 1.4, Lost: 1, Mottle: 0.6, Load: func(_, y float32) float32 { return 0.85 * (1 - noise.Clamp01((y-at.Y)/long)) }})
		}
	}
}

// drizzle is fine slanting lines taken out with the edge of a knife.
func (p *picture) drizzle(count int) {
	r := p.Random
	slant := r.Between(-0.16, 0.16)
	for range count {
		x, y, long := r.Between(0.05, 0.95), r.Between(0.05, 0.80), r.Between(0.02, 0.07)
		p.Stroke(&paper.Stroke{Points: []paper.Point{{X: x, Y: y}, {X: x + slant*long, Y: y + long}}, Width: paper.Tapered(0.0008, 0.5), Colour: gouache, Opaque: true, Load: r.Between(0.15, 0.5)})
	}
}
