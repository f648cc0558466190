package nightcity

import (
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// lastLamp is an empty street in the fog with one lamp that still burns, and somebody in it.
func lastLamp(n *night) []step {
	r := n.Random
	n.lively, n.fog = 0.12, max(n.fog, 0.8)
	t := &street{n: n, x: r.Between(0.40, 0.60), y: r.Between(0.54, 0.58), eye: 0.20, wide: 0.42, end: 6, shut: true}
	l := &loneLamp{t: t, side: r.Side(), distance: r.Between(1.75, 2.1)}
	s := n.newSky(t.y+0.04, t.x, 0.8)
	steps := s.steps(0.16, 3, t.y+0.06)
	haze := exposure.Of(n.haze.Scaled(0.85), 0.50)
	steps = append(steps, step{0.03, func() { n.Glow(t.x, t.y, 0.34, 0.42, exposure.Of(n.haze, 0.55)) }})
	all := t.houses(1.0, 0.80)
	steps = append(steps, t.build(0.30, 5, all[:len(all)/2], 0.26, 0.10)...)
	steps = append(steps, step{0.06, func() { n.veil(t.y+0.03, 0.34, 0.06, 0.75, haze) }})
	steps = append(steps, t.build(0.12, 3, all[len(all)/2:], 0.26, 0.06)...)
	steps = append(steps, step{0.03, t.cables}, step{0.05, l.post})
	steps = append(steps, t.wet(0.22, 4)...)
	return append(steps, step{0.03, l.pool}, step{0.03, l.stranger}, step{0.03, func() { n.veil(t.y+0.10, 0.12, 0.30, 0.34, haze) }})
}

type loneLamp struct {
	t              *street
	side, distance float32
}

func (l *loneLamp) head() exposure.Point { return l.t.at(l.distance, l.side*0.23, 0.60) }

// post is the lamp with its cone of light in the fog.
func (l *loneLamp) post() {
	t, n := l.t, l.t.n
	foot, head := t.at(l.distance, l.side*0.33, 0), l.head()
	top := t.at(l.distance, l.side*0.33, 0.64)
	dark := exposure.Of(n.dark, 0.5)
	n.Stick(foot.X, foot.Y, top.X, top.Y, 0.012/l.distance, dark)
	n.Wire([]exposure.Point{top, {X: (top.X + head.X) / 2, Y: top.Y - 0.010}, {X: head.X, Y: head.Y - 0.006}}, 0.009/l.distance, dark)
	light := exposure.Of(oklab.Mix(n.lamp, n.neon[0], 0.25), 1)
	wide, low := 0.36/l.distance, t.at(l.distance, 0, 0).Y
	n.Shaft([]exposure.Point{{X: head.X - 0.012, Y: head.Y}, {X: head.X + 0.012, Y: head.Y}, {X: head.X + wide, Y: low}, {X: head.X - wide, Y: low}}, func(x, y float32) exposure.Light {
		k := (y - head.Y) / (low - head.Y)
		across := (x - head.X) / (0.012 + (wide-0.012)*k)
		return light.Times(0.42 * (1 - across*across) * (1 - 0.75*k) * (0.6 + 0.8*n.field(x*6, y*6, 3, 137)))
	})
	n.Body(exposure.Box(head.X-0.014, head.Y-0.008, head.X+0.014, head.Y+0.002), exposure.Even(dark))
	n.Spark(head.X, head.Y+0.004, 0.013, light.Times(4))
	n.Glow(head.X, head.Y, 0.20, 0.20, light.Times(0.35))
}

// pool is the lit ground below it.
func (l *loneLamp) pool() {
	light := exposure.Of(oklab.Mix(l.t.n.lamp, l.t.n.neon[0], 0.25), 0.30)
	q := l.t.at(l.distance, l.side*0.23, 0)
	l.t.n.Glow(q.X, q.Y+0.012, 0.40/l.distance, 0.10/l.distance, light)
}

// stranger stands beyond the lamp; the shadow comes this way.
func (l *loneLamp) stranger() {
	t, n := l.t, l.t.n
	d := l.distance * 1.35
	across := l.side * 0.07
	foot := t.at(d, across, 0)
	height := 0.25 / d
	dark := exposure.Of(n.dark, 0.45)
	n.Glow(foot.X, foot.Y-height*0.6, height*1.2, height*1.1, exposure.Of(n.haze, 0.30))
	for i := range 3 {
		k := 1 + 0.5*float32(i)
		long := t.at(1.02+0.1*float32(i), across-l.side*0.10, 0)
		n.Pane([]exposure.Point{{X: foot.X - height*0.07, Y: foot.Y}, {X: foot.X + height*0.07, Y: foot.Y}, {X: long.X + height*0.16*k, Y: long.Y}, {X: long.X - height*0.16*k, Y: long.Y}}, dark, 0.26)
	}
	n.person(foot.X, foot.Y, height, 1)
}
