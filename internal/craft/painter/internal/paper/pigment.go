package paper

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// mixture is the density of a paint for red, green and blue light.
type mixture [3]float32

const (
	densest   = 6.5 // of any paint
	seenSteps = 4096
)

var (
	densityOf = densityTable()
	seenAs    = seenTable()
)

// densityTable tells for every sRGB level how much density makes white look like it.
func densityTable() *[256]float32 {
	var t [256]float32
	seen := seenTable()
	step := 0
	for level := 255; level >= 0; level-- {
		for step < seenSteps-1 && int(seen[step]) > level {
			step++
		}
		t[level] = float32(step) / seenSteps * densest
	}
	return &t
}

// seenTable is the way back: the sRGB level of light that came through a density.
func seenTable() *[seenSteps]uint8 {
	var t [seenSteps]uint8
	for i := range t {
		// A grey of linear light v has the lightness ∛v, and OKLab knows its level.
		v := noise.Exp(-float32(i) / seenSteps * densest / 3)
		t[i], _, _ = oklab.Colour{L: v}.RGB()
	}
	return &t
}

func seen(density float32) uint8 {
	i := int(density * (seenSteps / densest))
	return seenAs[min(max(i, 0), seenSteps-1)]
}

// pigment is the paint that makes white paper look like c.
func pigment(c oklab.Colour) mixture {
	r, g, b := c.RGB()
	return mixture{densityOf[r], densityOf[g], densityOf[b]}
}
