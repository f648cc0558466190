// Package bough grows the branches of an old flowering tree: limbs in knees, twigs off
// them, and the places where flowers sit. Pure but for the stream it is given; it imports
// noise and paper only.
package bough

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/paper"
)

// Limb is wood along a path.
type Limb struct {
	Points   []paper.Point
	From, To float32 // half its width at both ends
}

// Bough is a branch with all that grows off it; twigs come before the limb they grow from.
type Bough struct {
	Limbs []Limb
	Tips  []paper.Point // young wood, where flowers sit
}

// Habit is how a bough grows.
type Habit struct {
	From   paper.Point
	Side   float32 // 1 grows to the right, -1 to the left
	Rise   float32 // angle from level, negative upwards
	Length float32
	Width  float32 // half of it, at the start
	Knees  float32 // how far each piece turns off, about
	Twigs  float32 // chance of a twig at a knee
}

// Grow grows a bough.
func Grow(r *noise.Stream, h Habit) *Bough {
	b := &Bough{}
	b.grow(r, h, 0)
	return b
}

func (b *Bough) grow(r *noise.Stream, h Habit, order int) {
	const pieces = 7
	at := h.From
	points := []paper.Point{at}
	end := h.Width * 0.30
	for i := range pieces {
		sin, cos := noise.Sincos(h.Rise + r.Bell()*h.Knees)
		at = paper.Point{X: at.X + h.Side*cos*h.Length/pieces, Y: at.Y + sin*h.Length/pieces}
		points = append(points, at)
		if i > 0 && order < 2 && r.Chance(h.Twigs/(1+0.6*float32(order))) {
			twig := h
			twig.From = at
			twig.Rise += r.Side() * r.Between(0.45, 1.0)
			twig.Length *= r.Between(0.24, 0.42)
			twig.Width = noise.Lerp(h.Width, end, float32(i)/pieces) * 0.5
			b.grow(r, twig, order+1)
		}
		if order > 0 || i > 2 {
			b.Tips = append(b.Tips, at)
		}
	}
	b.Limbs = append(b.Limbs, Limb{points, h.Width, end})
}
