package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// hanok is a low house with paper windows under a tiled roof.
func (t *street) hanok(h house) {
	n, r := t.n, t.n.Random
	air := t.air((h.near + h.far) / 2)
	h.height = 0.40 * (0.92 + 0.16*r.Unit())
	haze := oklab.Mix(n.haze, n.lamp, 0.25)
	wall := exposure.Of(oklab.Blend(oklab.Mix(n.dark, n.lamp.WithL(0.35), 0.30), haze, air), 0.75)
	stone := exposure.Of(oklab.Blend(oklab.Mix(n.dark, n.middle, 0.6), haze, air), 0.8)
	paper := exposure.Of(oklab.Mix(n.lamp, n.sign(h.number), 0.12), 0.95*(1-0.4*air))
	lit := 0.25 + 0.33*n.lively
	n.Body([]exposure.Point{t.at(h.near, h.side*t.wide, h.height), t.at(h.near, h.side*(t.wide+0.5), h.height), t.at(h.near, h.side*(t.wide+0.5), 0), t.at(h.near, h.side*t.wide, 0)}, exposure.Even(wall.Times(0.4)))
	n.Body(t.front(h, 0, 1, 0, h.height), func(x, y float32) exposure.Light {
		d := t.wide / max(noise.Abs(x-t.x), 0.02)
		up := t.eye - (y-t.y)*d
		return n.hanokWall(d, up, h, wall, stone, paper, lit)
	})
	t.tiles(h, air)
}

// hanokWall is what is on the wall at a distance and height.
func (n *night) hanokWall(d, up float32, h house, wall, stone, paper exposure.Light, lit float32) exposure.Light {
	const long = 0.19 // of one bay
	number := noise.Floor(d / long)
	along := d/long - float32(number)
	own := noise.Hash(number, int32(h.side*3), n.Seed+131)
	glow := 1 + 1.6*noise.Smooth(0.10, h.height, up) // of the lanterns above
	if up < 0.11 {                                   // stones with mortar between them
		row := noise.Floor(up / 0.028)
		joint := d/0.07 + float32(row&1)*0.5
		mortar := min(noise.Abs(joint-float32(noise.Floor(joint+0.5)))*2.5, noise.Abs(up/0.028-float32(noise.Floor(up/0.028+0.5)))*1.4)
		return stone.Times((0.55 + 0.5*noise.Hash(noise.Floor(joint), row, n.Seed)) * (1.35 - 0.5*noise.Smooth(0, 0.25, mortar)) * glow)
	}
	beam := wall.Times(0.45)
	if along < 0.07 || along > 0.93 || up < 0.125 || up > 0.335 {
		return beam.Times(glow)
	}
	if own > lit {
		return wall.Times(0.9 * glow)
	}
	u, v := along*7, (up-0.125)*34 // the lattice
	bars := min(noise.Abs(u-float32(noise.Floor(u+0.5))), noise.Abs(v-float32(noise.Floor(v+0.5))))
	l := paper.Times((0.65 + 0.5*noise.Bump(along-0.5, 0.35)) * (0.7 + 0.5*own/lit))
	return l.Towards(beam, 0.75*noise.Smooth(0.14, 0.05, bars))
}

// tiles roof h; the eaves swing up at the ends.
func (t *street) tiles(h house, air float32) {
	n := t.n
	roof := exposure.Of(oklab.Blend(n.dark, n.haze, air*0.8), 0.7)
	sheen := exposure.Of(oklab.Mix(n.haze, n.neon[0], 0.25), 0.16)
	eave := func(k float32) float32 { u := 2*k - 1; return h.height - 0.015 + 0.016*u*u*u*u }
	place := func(k, across, height float32) exposure.Point {
		return t.at(noise.Lerp(h.far, h.near, k), h.side*across, height)
	}
	const count = 14
	low := exposure.Path(count, func(k float32) exposure.Point { return place(k, t.wide-0.045, eave(k)) })
	outline := low
	for i := range count {
		k := 1 - float32(i)/(count-1)
		outline = append(outline, place(k, t.wide+0.11, eave(k)*0.4+h.height*0.6+0.10))
	}
	n.Body(outline, exposure.Even(roof))
	tiles := max(6, int((h.far-h.near)/0.045))
	for i := range tiles + 1 { // the rows of round tiles
		k := float32(i) / float32(tiles)
		a, b := place(k, t.wide-0.045, eave(k)), place(k, t.wide+0.11, eave(k)*0.4+h.height*0.6+0.10)
		n.Beam(a.X, a.Y, b.X, b.Y, 0.006/noise.Lerp(h.far, h.near, k), sheen.Times(1-0.5*air))
	}
	ridge := exposure.Path(count, func(k float32) exposure.Point { return place(k, t.wide+0.11, eave(k)*0.4+h.height*0.6+0.10) })
	n.Wire(ridge, 0.012/h.near, roof)
	n.Trail(low, func(k float32) float32 { return 0.004 / noise.Lerp(h.far, h.near, k) }, exposure.Of(oklab.Mix(n.lamp, n.neon[0], 0.3), 0.26*(1-0.4*air)))
}
