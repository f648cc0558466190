package press

import (
	"sync"

	"piece/internal/craft/noise"
)

const grainSide = 512 // of the tile, which repeats

// usualGrain is the tooth of the paper, made once: 0 to 255, every level about as common.
var usualGrain = sync.OnceValue(func() []uint8 {
	const seed = 20263
	at := func(x, y int32) float32 {
		return noise.Hash((x+grainSide)%grainSide, (y+grainSide)%grainSide, seed)
	}
	out := make([]uint8, grainSide*grainSide)
	for y := range int32(grainSide) {
		for x := range int32(grainSide) {
			near := at(x-1, y) + at(x+1, y) + at(x, y-1) + at(x, y+1)
			v := 0.5*at(x, y) + 0.125*near
			// A mean of five crowds around the middle: spread it again.
			v = noise.Clamp01(0.5 + (v-0.5)*1.75)
			out[y*grainSide+x] = uint8(v * 255)
		}
	}
	return out
})

// wear is how unevenly a drum inks: clouds, a load that runs down, and the tracks of rollers.
type wear struct {
	side           int
	seed           uint32
	shiftX, shiftY int
	tracks         []float32 // for every column
	fade           float32
	line           []float32
}

func newWear(side int, random *noise.Stream) *wear {
	w := &wear{
		side: side, seed: uint32(random.Uint64()), shiftX: random.Index(grainSide), shiftY: random.Index(grainSide),
		tracks: make([]float32, side), fade: random.Between(-0.07, 0.07), line: make([]float32, side),
	}
	first := random.Between(0.12, 0.30)
	for x := range w.tracks {
		u := float32(x) / float32(side)
		streak := (noise.Value(u*150, 1, w.seed) - 0.5) * 0.035
		for _, at := range []float32{first, first + 0.27, first + 0.52} {
			streak -= 0.050 * noise.Bump(u-at, 0.012)
		}
		w.tracks[x] = 1 + streak
	}
	return w
}

// row is the load of ink along a row; valid until the next call.
func (w *wear) row(y int) []float32 {
	const cells = 64
	v := float32(y) / float32(w.side)
	base := 1 + w.fade*(v-0.5) + (noise.Value(3, v*90, w.seed+9)-0.5)*0.02
	cell := max(w.side/cells, 1)
	for left := 0; left < w.side; left += cell {
		u, next := float32(left)/float32(w.side), float32(left+cell)/float32(w.side)
		a, b := w.cloud(u, v), w.cloud(next, v)
		for i := left; i < min(left+cell, w.side); i++ {
			w.line[i] = min((base+noise.Lerp(a, b, float32(i-left)/float32(cell)))*w.tracks[i], 1.03)
		}
	}
	return w.line
}

func (w *wear) cloud(u, v float32) float32 {
	return (noise.Fractal(u*5, v*5, 2, w.seed+3) - 0.5) * 0.17
}
