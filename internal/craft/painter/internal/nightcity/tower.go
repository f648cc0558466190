package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// tower is a building of a skyline, seen flat.
type tower struct {
	x, width, top, base float32
	crown               int // shape of the top
	number              int32
}

// Shapes of tops.
const (
	flat = iota
	stepped
	slanted
	spire
	round
)

// crownTurns is how often which of them comes.
var crownTurns = []int{flat, flat, flat, stepped, stepped, slanted, spire, spire, round}

// skyline plans towers side by side on base, higher towards peak.
func (n *night) skyline(peak, base, height, width float32) []tower {
	r := n.Random
	var row []tower
	for x := float32(-0.04); x < 1.04; {
		w := width * r.Between(0.65, 1.5)
		rise := height * (0.30 + 0.70*noise.Bump(x+w/2-peak, 0.30)) * r.Between(0.5, 1.12)
		row = append(row, tower{x: x + w/2, width: w, top: base - rise, base: base, crown: crownTurns[r.Index(len(crownTurns))], number: int32(len(row))})
		x += w * r.Between(0.80, 1.22)
	}
	return row
}

// outline is the shape of t; on 64 pixels as on 1024.
func (t tower) outline() []exposure.Point {
	half := t.width / 2
	left, right := t.x-half, t.x+half
	w := t.width
	switch t.crown {
	case stepped:
		return []exposure.Point{{X: left, Y: t.base}, {X: left, Y: t.top + w*0.5}, {X: left + w*0.16, Y: t.top + w*0.5}, {X: left + w*0.16, Y: t.top + w*0.2},
			{X: left + w*0.32, Y: t.top + w*0.2}, {X: left + w*0.32, Y: t.top}, {X: right - w*0.32, Y: t.top}, {X: right - w*0.32, Y: t.top + w*0.2},
			{X: right - w*0.16, Y: t.top + w*0.2}, {X: right - w*0.16, Y: t.top + w*0.5}, {X: right, Y: t.top + w*0.5}, {X: right, Y: t.base}}
	case slanted:
		lean := w * 0.45
		if t.number&1 == 0 {
			return []exposure.Point{{X: left, Y: t.base}, {X: left, Y: t.top}, {X: right, Y: t.top + lean}, {X: right, Y: t.base}}
		}
		return []exposure.Point{{X: left, Y: t.base}, {X: left, Y: t.top + lean}, {X: right, Y: t.top}, {X: right, Y: t.base}}
	case spire:
		return []exposure.Point{{X: left, Y: t.base}, {X: left, Y: t.top + w*0.25}, {X: t.x - w*0.2, Y: t.top}, {X: t.x + w*0.2, Y: t.top}, {X: right, Y: t.top + w*0.25}, {X: right, Y: t.base}}
	case round:
		out := []exposure.Point{{X: left, Y: t.base}}
		out = append(out, exposure.Path(9, func(k float32) exposure.Point {
			sin, cos := noise.Sincos((180 - 180*k) * noise.Degree)
			return exposure.Point{X: t.x + cos*half, Y: t.top + w*0.4 - sin*w*0.4}
		})...)
		return append(out, exposure.Point{X: right, Y: t.base})
	}
	return exposure.Box(left, t.top, right, t.base)
}

// roof is the y from which on t is as wide as it gets.
func (t tower) roof() float32 {
	return t.top + t.width*[...]float32{flat: 0, stepped: 0.5, slanted: 0.45, spire: 0.25, round: 0.4}[t.crown]
}

// fold is where along its width t turns its other side, which the light of the street reaches.
func (t tower) fold() float32 { return 0.60 + 0.25*noise.Hash(t.number, 5, 77) }

// body paints the wall; air 0..1 is how far off it is.
func (n *night) body(t tower, air float32) {
	wall := exposure.Of(oklab.Mix(n.dark, n.middle, 0.12+0.5*air), 0.9)
	foot := exposure.Of(oklab.Blend(n.dark, n.haze, 0.35+0.45*air+0.2*n.fog), 0.9)
	side := exposure.Of(oklab.Mix(n.haze, n.neon[int(t.number)&1], 0.4), 0.10+0.08*air)
	rise := t.base - t.top
	n.Body(t.outline(), func(x, y float32) exposure.Light {
		k := (y - t.top) / rise
		across := (x-t.x)/t.width + 0.5
		// The street lights the lower floors, and the neighbours one side.
		return wall.Towards(foot, k*k*k*0.9).Plus(side.Times(noise.Smooth(t.fold()-0.004, t.fold()+0.004, across) * (0.3 + 0.7*k)))
	})
	if t.crown == spire && t.width > 0.02 {
		n.Stick(t.x, t.top, t.x, t.top-t.width*1.1, t.width*0.05, wall)
	}
}

// windows lights rooms; size is the distance of floors, lit 0..1 how many are at home.
func (n *night) windows(t tower, size, lit float32) {
	r := n.Random
	count := max(2, int(t.width*0.86/(size*0.82)))
	pitch := t.width * 0.86 / float32(count)
	curtain := r.Chance(0.25) // whole floors of an office
	for y := t.roof() + size*0.8; y < t.base-size*0.5; y += size {
		floor := r.Unit()
		for i := range count {
			x := t.x + (float32(i)+0.5-float32(count)/2)*pitch
			home := noise.Value(float32(i)*0.55+float32(t.number)*7.3, y/size*0.45, n.Seed+31) + r.Between(-0.25, 0.25)
			if curtain {
				home = 0.75*floor + 0.25*home
			}
			if home < 1-lit {
				continue
			}
			l := n.glass().Times(0.55 + 0.6*home)
			n.Lamp(exposure.Box(x-pitch*0.34, y, x+pitch*0.34, y+size*0.56), l)
		}
	}
}

// trim draws neon along an edge or the crown of t, and a warning light on top.
func (n *night) trim(t tower, strength float32) {
	r := n.Random
	l := exposure.Of(n.sign(r.Index(7)), strength)
	outline := t.outline()
	switch r.Index(4) {
	case 0: // the crown
		if len(outline) > 4 {
			n.Trail(outline[1:len(outline)-1], func(float32) float32 { return 0.0016 }, l)
		} else {
			n.Beam(outline[1].X, outline[1].Y, outline[2].X, outline[2].Y, 0.0022, l)
		}
	case 1: // an edge
		x := t.x + t.width*0.5*r.Side()
		n.Beam(x, t.roof(), x, noise.Lerp(t.roof(), t.base, r.Between(0.4, 0.9)), 0.0017, l)
	case 2: // a screen that plays to the street
		y := noise.Lerp(t.roof(), t.base, r.Between(0.06, 0.2))
		other := exposure.Of(n.sign(r.Index(7)), strength*0.4)
		n.Body(exposure.Box(t.x-t.width*0.3, y, t.x+t.width*0.3, y+t.width*0.75), func(px, py float32) exposure.Light {
			return l.Times(0.4).Towards(other, noise.Smooth(0.4, 0.6, n.field(px/t.width*2, py/t.width*2, 2, uint32(t.number)+37)))
		})
	}
	if t.crown == spire {
		red := exposure.Light{3, 0.12, 0.1}
		n.Spark(t.x, t.top-t.width*1.1, 0.0028, red)
		n.Glow(t.x, t.top-t.width*1.1, 0.014, 0.014, red.Times(0.10))
	}
}
