package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
)

// crag is a block of rock out of the mist, broken in ledges on both sides.
type crag struct {
	x, top, foot, width float32
	tilt                float32     // of its flat head
	ledges              [2]*profile // how far it reaches left and right
	salt                uint32
}

// profile is how broad one side of a crag is from its head, 0, to its foot.
type profile [25]float32

// newProfile drops straight, steps out to a ledge, and drops again.
func newProfile(r *noise.Stream) *profile {
	var p profile
	reach := r.Between(0.16, 0.42)
	for i := range p {
		if i > 1 && r.Chance(0.22) {
			reach += r.Between(0.07, 0.22)
		} else {
			reach += r.Between(-0.015, 0.035)
		}
		p[i] = min(reach, 1.1)
	}
	return &p
}

func (p *profile) at(t float32) float32 {
	t = noise.Clamp01(t) * float32(len(p)-1)
	i := min(int(t), len(p)-2)
	return noise.Lerp(p[i], p[i+1], t-float32(i))
}

// at is where a crag begins and ends at a height.
func (c crag) at(p *picture, y float32) (left, right float32) {
	t := (y - c.top) / (c.foot - c.top)
	rough := 0.14 * c.width * (noise.Jagged(y*26, 2, p.Seed+c.salt) - 0.5)
	return c.x - c.width*c.ledges[0].at(t) + rough, c.x + c.width*c.ledges[1].at(t) + rough
}

// across is a place on the face of a crag, u from -1 at the left edge to 1.
func (c crag) across(p *picture, u, y float32) float32 {
	left, right := c.at(p, y)
	return noise.Lerp(left, right, u*0.5+0.5)
}

// head is the y of its top at a column.
func (c crag) head(p *picture, x float32) float32 {
	return c.top + (x-c.x)*c.tilt + 0.03*noise.Jagged(x*34, 2, p.Seed+c.salt+1)
}

func (p *picture) crag(c crag, ink oklab.Colour, load float32) {
	box := paper.Box{Left: c.x - c.width*1.3, Top: c.top - 0.05, Right: c.x + c.width*1.3, Bottom: c.foot + 0.02}
	inside := func(x, y float32) float32 {
		left, right := c.at(p, y)
		return min(x-left, right-x, y-c.head(p, x))
	}
	// What stands behind must not shine through rock.
	fade := func(y float32) float32 { return noise.Smooth(c.foot, c.foot-0.26, y) }
	p.Lift(box, func(x, y float32) float32 {
		return min(inside(x, y), (fade(y)-0.35)*0.05)
	}, 0.004, 0.85)
	p.Wash(&paper.Wash{Box: box, Shape: inside, Colour: paper.Even(ink), Rough: 0.004, Ripples: 34, Soft: 0.008, Lost: 0.3, Rim: 0.5, Mottle: 0.8, Tides: 0.3, Grain: 0.35,
		Load: func(x, y float32) float32 {
			turned := noise.Clamp01(0.5 + 0.55*(x-c.x)/c.width*noise.Sign(c.x-p.lightX) + 0.8*(p.Flow(x, y*0.35, 8, c.salt+3)-0.5))
			return load * (0.20 + 1.0*turned) * fade(y)
		}})
}

// mineral is a light colour over the upper part of a crag, as of malachite or ochre.
func (p *picture) mineral(c crag, colour oklab.Colour, load float32) {
	colour = colour.WithL(max(colour.L, 0.70))
	length := c.foot - c.top
	p.Wash(&paper.Wash{Box: paper.Box{Left: c.x - c.width*1.3, Top: c.top - 0.05, Right: c.x + c.width*1.3, Bottom: c.foot}, Colour: paper.Even(colour), Soft: 0.012, Lost: 0.7, Mottle: 0.8, Grain: 0.2,
		Shape: func(x, y float32) float32 {
			left, right := c.at(p, y)
			return min(x-left, right-x, y-c.head(p, x))
		},
		Load: func(x, y float32) float32 {
			return load * noise.Smooth(0.75, 0.05, (y-c.top)/length+0.5*(p.Flow(x, y, 5, c.salt+4)-0.5))
		}})
}

// cragLines draw the edges and the straight clefts that fall from the head.
func (p *picture) cragLines(c crag, ink oklab.Colour, load float32) {
	r := p.Random
	length := c.foot - c.top
	for _, side := range []float32{-1, 1} {
		for from := float32(0.01); from < 0.7; from += r.Between(0.09, 0.2) {
			var points []paper.Point
			for t := from; t < from+r.Between(0.10, 0.24); t += 0.02 {
				y := c.top + t*length
				x := c.across(p, side, y)
				points = append(points, paper.Point{X: x, Y: max(y, c.head(p, x))})
			}
			p.Stroke(&paper.Stroke{Points: points, Width: paper.Tapered(r.Between(0.0016, 0.0034), 0.25), Colour: ink, Load: load * r.Between(0.6, 1) * (1 - from), Dry: 0.4, Rough: 0.0012, Grain: 0.4})
		}
	}
	var brow []paper.Point
	for u := float32(-1); u <= 1.01; u += 0.125 {
		x := c.across(p, u, c.top+0.02)
		brow = append(brow, paper.Point{X: x, Y: c.head(p, x)})
	}
	p.Stroke(&paper.Stroke{Points: brow, Width: paper.Tapered(0.0034, 0.4), Colour: ink, Load: load, Dry: 0.4, Rough: 0.0014, Grain: 0.4})
	shade := noise.Sign(c.x - p.lightX)
	for range int(20 + c.width*330) {
		u := r.Between(-0.85, 0.85)
		if r.Chance(0.45) {
			u = noise.Abs(u) * shade
		}
		from := r.Unit() * 0.6
		var points []paper.Point
		for t := from; t < from+r.Between(0.06, 0.26); t += 0.04 {
			y := c.top + (0.05+t)*length
			points = append(points, paper.Point{X: c.x + u*c.width*c.ledges[0].at(from) + r.Bell()*0.0014, Y: y})
		}
		p.Stroke(&paper.Stroke{Points: points, Width: paper.Tapered(r.Between(0.0008, 0.0026), 0.2), Colour: ink, Load: load * r.Between(0.25, 0.85) * (1 - from*0.9), Fade: 0.5, Dry: r.Between(0.3, 0.7), Grain: 0.4})
	}
}
