package press

import (
	"math"
	"slices"

	"piece/internal/craft/noise"
)

// screen turns tones into dots.
type screen struct {
	stepX, stepY float32 // of the first axis of its grid for one pixel to the right and down
	sharp        float32 // of the edges of dots; 0 when dots are too fine to be seen
	grainy       bool    // chance instead of a grid
}

// angles of the screens, far enough from each other that they make no pattern of their own.
var angles = [...]float32{75, 15, 45, 0}

// pitch is the distance of two dots in shares of the side; finest the pixels below which a
// tone is printed as it is.
const (
	pitch  = 7.8 / 1024
	finest = 3.5
)

// newScreen is the screen of the i-th of some drums. Of three and more the first, the lightest,
// prints grain.
func newScreen(i, drums, side int) screen {
	cell := float32(pitch) * float32(side) * (1 + 0.12*float32(i%2))
	sin, cos := noise.Sincos(angles[i%len(angles)] * noise.Degree)
	s := screen{stepX: cos / cell, stepY: sin / cell, sharp: cell * 0.30, grainy: i == 0 && drums > 2}
	if cell < finest {
		s.sharp = 0
	}
	return s
}

// cover is how much of a pixel gets ink for a tone; g is the grain of the paper there.
func (s *screen) cover(tone float32, x, y int, g float32) float32 {
	switch {
	case tone >= 0.975:
		return 1
	case s.sharp == 0:
		return tone
	case s.grainy:
		return noise.Clamp01((tone-g)*1.7 + 0.5)
	}
	u, v := float32(x)*s.stepX+float32(y)*s.stepY, float32(y)*s.stepX-float32(x)*s.stepY
	spot := 0.5 + 0.25*(wave(u)+wave(v)) // 1 in the middle of a dot, 0 in the middle between four
	return noise.Clamp01((spot-level(tone))*s.sharp*2 + 0.5)
}

// level is the height of the spots above which they cover a share of the area.
func level(tone float32) float32 {
	return levels[int(tone*(levelSteps-1)+0.5)]
}

const levelSteps = 256

// levels counts the spots, because the middle heights of two waves are the most common.
var levels = func() (table [levelSteps]float32) {
	const cells = 128
	var spots []float32
	for i := range cells * cells {
		spots = append(spots, 0.5+0.25*(wave(float32(i%cells)/cells)+wave(float32(i/cells)/cells)))
	}
	slices.Sort(spots)
	for i := range table {
		table[i] = spots[(levelSteps-1-i)*(len(spots)-1)/(levelSteps-1)]
	}
	return table
}()

const waveSteps = 1024

var waves = func() (table [waveSteps]float32) {
	for i := range table {
		table[i] = float32(math.Cos(2 * math.Pi * float64(i) / waveSteps))
	}
	return table
}()

// wave is the cosine of t turns.
func wave(t float32) float32 {
	return waves[int((t+4096)*waveSteps)&(waveSteps-1)]
}
