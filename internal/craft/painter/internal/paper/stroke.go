package paper

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Point is a place on the sheet.
type Point struct{ X, Y float32 }

// Stroke is one pull of a round brush along a smooth path through the points.
type Stroke struct {
	Points []Point
	Width  func(t float32) float32 // half the width from the start, 0, to the end, 1
	Colour oklab.Colour
	Load   float32 // how much paint; 0 means 1
	Fade   float32 // how much of the load is gone at the end, 0..1
	Dry    float32 // bare paper left by single hairs, 0..1, more towards the end
	Side   float32 // -1..1: how much more paint one side of the brush holds
	Soft   float32 // how far the edge runs
	Rough  float32 // how far the edge strays
	Rim    float32
	Grain  float32
	Opaque bool // body colour
}

// Tapered is a width that swells to a belly at a share of the way and runs out to points.
func Tapered(width, belly float32) func(t float32) float32 {
	return func(t float32) float32 {
		if t < belly {
			return width * noise.Sqrt(noise.Clamp01(t/belly))
		}
		u := (t - belly) / (1 - belly)
		return width * max(0, 1-u*u) * (1 - 0.15*u)
	}
}

// Narrowing is a width that goes evenly from one to another.
func Narrowing(from, to float32) func(t float32) float32 {
	return func(t float32) float32 { return noise.Lerp(from, to, t) }
}

// node is a step along a flattened path, in pixels.
type node struct{ x, y, half, along float32 }

// scratch is room for one stroke, kept from stroke to stroke.
type scratch struct {
	depth, along, across []float32
	path                 []node
}

// Stroke pulls the brush.
func (s *Sheet) Stroke(k *Stroke) {
	path := s.flatten(k)
	if len(path) < 2 {
		return
	}
	room := (k.Soft+k.Rough)*float32(s.side)*1.5 + 2
	left, top, right, bottom := s.around(path, room)
	if left >= right || top >= bottom {
		return
	}
	width, height := right-left, bottom-top
	a := &s.reach
	a.take(width * height)
	for i := 1; i < len(path); i++ {
		a.segment(path[i-1], path[i], left, top, width, height, room)
	}
	s.pull(k, left, top, width, height, room)
}

func (a *scratch) take(n int) {
	if cap(a.depth) < n {
		a.depth, a.along, a.across = make([]float32, n), make([]float32, n), make([]float32, n)
	}
	a.depth, a.along, a.across = a.depth[:n], a.along[:n], a.across[:n]
	for i := range a.depth {
		a.depth[i] = -1e9
	}
}

func (s *Sheet) around(path []node, room float32) (left, top, right, bottom int) {
	x0, y0, x1, y1 := float32(1e9), float32(1e9), float32(-1e9), float32(-1e9)
	for _, n := range path {
		reach := n.half + room
		x0, y0, x1, y1 = min(x0, n.x-reach), min(y0, n.y-reach), max(x1, n.x+reach), max(y1, n.y+reach)
	}
	return max(int(x0), 0), max(int(y0), 0), min(int(x1)+1, s.side), min(int(y1)+1, s.side)
}

// segment notes for every pixel near a piece of the path how deep in the stroke it is,
// and where along and across the brush.
func (a *scratch) segment(from, to node, left, top, width, height int, room float32) {
	dx, dy := to.x-from.x, to.y-from.y
	square := dx*dx + dy*dy
	if square < 1e-6 {
		return
	}
	length := noise.Sqrt(square)
	reach := max(from.half, to.half) + room
	x0, x1 := max(int(min(from.x, to.x)-reach)-left, 0), min(int(max(from.x, to.x)+reach)+1-left, width)
	y0, y1 := max(int(min(from.y, to.y)-reach)-top, 0), min(int(max(from.y, to.y)+reach)+1-top, height)
	for y := y0; y < y1; y++ {
		py := float32(y+top) + 0.5 - from.y
		for x := x0; x < x1; x++ {
			px := float32(x+left) + 0.5 - from.x
			t := noise.Clamp01((px*dx + py*dy) / square)
			half := from.half + (to.half-from.half)*t
			ox, oy := px-dx*t, py-dy*t
			apart := ox*ox + oy*oy
			if apart > (half+room)*(half+room) {
				continue
			}
			depth := half - noise.Sqrt(apart)
			if at := y*width + x; depth > a.depth[at] {
				a.depth[at] = depth
				a.along[at] = from.along + (to.along-from.along)*t
				a.across[at] = (dx*py - dy*px) / length / max(half, 0.5)
			}
		}
	}
}

// flatten follows a smooth curve through the points in short pieces.
func (s *Sheet) flatten(k *Stroke) []node {
	points := k.Points
	if len(points) < 2 {
		return nil
	}
	side := float32(s.side)
	at := func(i int) Point { return points[min(max(i, 0), len(points)-1)] }
	path := s.reach.path[:0]
	pieces := len(points) - 1
	for i := range pieces {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		length := (noise.Abs(c.X-b.X) + noise.Abs(c.Y-b.Y)) * side
		steps := min(max(int(length/3), 1), 40)
		for j := range steps + 1 {
			if j == steps && i < pieces-1 {
				break
			}
			t := float32(j) / float32(steps)
			whole := (float32(i) + t) / float32(pieces)
			path = append(path, node{spline(a.X, b.X, c.X, d.X, t) * side, spline(a.Y, b.Y, c.Y, d.Y, t) * side, max(k.Width(whole)*side, 0.02), whole})
		}
	}
	s.reach.path = path
	return path
}

// spline goes from b to c as t goes from 0 to 1, smoothly coming from a and going to d.
func spline(a, b, c, d, t float32) float32 {
	return b + 0.5*t*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
}
