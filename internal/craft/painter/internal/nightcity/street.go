package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// street is two rows of houses that run to the vanishing point (x, y). Places in it have a
// distance from the eye, 1 at the border of the picture and beyond, a place across, from -wide
// to wide between the houses, and a height over the ground.
type street struct {
	n     *night
	x, y  float32
	eye   float32 // height over the ground
	wide  float32 // half the way between the houses
	end   float32 // distance of the last house
	dry   float32 // 0..1, how little the ground mirrors
	signs int     // in a row on a house
	shut  bool    // all shops are
}

func (t *street) at(distance, across, height float32) exposure.Point {
	return exposure.Point{X: t.x + across/distance, Y: t.y + (t.eye-height)/distance}
}

// foot is the y where houses meet the ground; between the last of them it is the end of the street.
func (t *street) foot(x float32) float32 {
	return t.y + max(t.eye*noise.Abs(x-t.x)/t.wide, t.eye/t.end)
}

// air is how much haze lies before what is at a distance.
func (t *street) air(distance float32) float32 {
	return noise.Clamp01(0.12+0.5*t.n.fog) * noise.Smooth(1, t.end, distance) * 1.5
}

// house is one front on one side.
type house struct {
	side, near, far, height float32
	number                  int
}

// houses plans both sides, the farthest first.
func (t *street) houses(long, height float32) []house {
	r := t.n.Random
	var all []house
	for _, side := range []float32{-1, 1} {
		far := t.end
		for number := 0; far > 0.62; number++ {
			near := far / (1 + long*r.Between(0.7, 1.3)/far*1.6)
			if near < 0.75 {
				near = 0.55
			}
			all = append(all, house{side, near, far, height * r.Between(0.62, 1.35), number})
			far = near
		}
	}
	for i := 1; i < len(all); i++ { // by distance, so that steps go from far to near
		for k := i; k > 0 && all[k].far > all[k-1].far; k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	return all
}

// front is a part of the wall of h: from and to go from its far end to its near one, low and
// high are heights.
func (t *street) front(h house, from, to, low, high float32) []exposure.Point {
	// Equal parts of a wall look shorter far away.
	a, b := noise.Lerp(h.far, h.near, from), noise.Lerp(h.far, h.near, to)
	x := h.side * t.wide
	return []exposure.Point{t.at(a, x, high), t.at(b, x, high), t.at(b, x, low), t.at(a, x, low)}
}

func (t *street) wall(h house) {
	n := t.n
	own := n.neon[h.number%3]
	hazy := oklab.Mix(n.haze, own, 0.2)
	air := t.air((h.near + h.far) / 2)
	wall := exposure.Of(oklab.Blend(oklab.Mix(n.dark, own.WithL(0.3), 0.16), hazy, air), 0.8)
	low := exposure.Of(oklab.Mix(hazy.WithL(0.4), own.WithL(0.45), 0.5), 0.42)
	// The front that looks down the street, where it stands out from its neighbour.
	out := t.wide + h.near
	n.Body([]exposure.Point{t.at(h.near, h.side*t.wide, h.height), t.at(h.near, h.side*out, h.height), t.at(h.near, h.side*out, 0), t.at(h.near, h.side*t.wide, 0)}, exposure.Even(wall.Times(0.55)))
	n.Body(t.front(h, 0, 1, 0, h.height), func(x, y float32) exposure.Light {
		d := t.wide / max(noise.Abs(x-t.x), 0.02)
		height := t.eye - (y-t.y)*d
		k := noise.Clamp01(1 - height/h.height)
		return wall.Plus(low.Times(k * k * k))
	})
	edge := exposure.Of(hazy, 0.10+0.2*air)
	top := t.front(h, 0, 1, h.height-0.02, h.height)
	n.Lamp(top, edge)
}

// rooms lights windows of h above the shops.
func (t *street) rooms(h house, floor, lit float32) {
	n, r := t.n, t.n.Random
	k := 1 - 0.55*t.air((h.near+h.far)/2)
	count := max(2, int((h.far-h.near)/(floor*0.75)))
	style := r.Index(3)
	for low := shop + floor*0.35; low < h.height-floor*0.6; low += floor {
		for i := range count {
			home := noise.Hash(int32(i)+int32(h.number)*31, int32(low*100)+int32(h.side*7), n.Seed+71)
			from, to := (float32(i)+0.22)/float32(count), (float32(i)+0.78)/float32(count)
			pane := t.front(h, from, to, low, low+floor*[...]float32{0.55, 0.72, 0.42}[style])
			if home > lit {
				n.Pane(pane, exposure.Of(n.haze, 0.16), 0.5)
				continue
			}
			l := n.glass().Times(k)
			n.Body(pane, func(_, y float32) exposure.Light { // a lamp hangs from the ceiling
				return l.Times(noise.Lerp(1.15, 0.5, noise.Clamp01((y-pane[0].Y)/(pane[3].Y-pane[0].Y))))
			})
			if style == 1 { // two wings
				mid := t.front(h, (from+to)/2-0.012, (from+to)/2+0.012, low, low+floor*0.72)
				n.Pane(mid, exposure.Of(n.dark, 0.5), 0.9)
			}
		}
	}
}

// shop is the height of the ground floor.
const shop = 0.17

// shops lights the ground floor of h: windows with goods between pillars, under boards of
// light that say nothing.
func (t *street) shops(h house, open float32) {
	n := t.n
	const long = 0.21 // of one shop along the street
	pillar := exposure.Of(oklab.Mix(n.dark, n.haze, 0.15), 0.5)
	closed := exposure.Of(oklab.Mix(n.dark, n.middle, 0.5), 0.5)
	var shelf, board [9]exposure.Light
	for i := range shelf {
		shelf[i] = exposure.Of(oklab.Mix(n.lamp, n.sign(i), 0.35+0.3*float32(i%3)), 0.95)
		board[i] = exposure.Of(n.sign(i+1), 1.5)
	}
	n.Body(t.front(h, 0, 1, 0, shop), func(x, y float32) exposure.Light {
		d := t.wide / max(noise.Abs(x-t.x), 0.02)
		up := (t.eye - (y-t.y)*d) / shop
		number := noise.Floor(d / long)
		along := d/long - float32(number)
		own := noise.Hash(number, int32(h.side), n.Seed+73)
		if along < 0.06 || along > 0.96 {
			return pillar
		}
		if own > open {
			slat := noise.Value(1, up*18, n.Seed) // a shutter
			return closed.Times(0.6 + 0.5*slat)
		}
		kind := int(own / open * 8.99)
		switch {
		case up > 0.95:
			return pillar
		case up > 0.76:
			edge := noise.Smooth(0.03, 0.06, min(up-0.76, 0.95-up))
			return board[kind].Times(0.30 + 0.55*edge)
		case up < 0.10:
			return pillar
		case kind%3 == 0 && along > 0.55 && along < 0.90: // a door
			return shelf[kind].Times(0.55 + 0.6*noise.Smooth(0.1, 0.7, up)*noise.Smooth(0, 0.08, noise.Abs(along-0.72)))
		}
		lamp := 0.45 + 0.75*noise.Smooth(0.10, 0.74, up)*(0.75+0.5*noise.Bump(along-0.5, 0.3))
		if kind%4 == 1 { // somebody stands inside
			u, v := (along-0.3-0.4*own/open)/0.11, (up-0.44)/0.12
			figure := max(noise.Smooth(1.1, 0.9, u*u+v*v*0.35), noise.Smooth(1.1, 0.9, u*u*4+(v-2.1)*(v-2.1)*4))
			if up < 0.62 && u > -1 && u < 1 {
				return shelf[kind].Times(lamp * (1 - 0.85*figure))
			}
		}
		level := noise.Floor(up * 4.4) // boards with goods in a row
		item := along*(5+3*noise.Hash(level, number, n.Seed+83)) + float32(number)*0.37
		goods := noise.Hash(noise.Floor(item), level+number*11, n.Seed+79)
		gap := noise.Abs(item - float32(noise.Floor(item)) - 0.5)
		tall := up*4.4 - float32(level)
		solid := noise.Smooth(0.40, 0.30, gap) * noise.Smooth(0.30+0.55*goods, 0.22+0.55*goods, tall)
		return shelf[kind].Times(lamp).Towards(board[(kind+int(goods*40))%9].Times(0.5), solid*0.55)
	})
	if !t.shut {
		n.Lamp(t.front(h, 0, 1, shop*0.955, shop*0.985), board[h.number%9].Times(0.7))
	}
}
