package diorama

import (
	"sync"

	"piece/internal/craft/noise"
)

const grainSide = 512 // of the tile, which repeats

// usualGrain is the light on the tooth and fibres of the paper, made once: sheets take it
// from different places.
var usualGrain = sync.OnceValue(func() []int8 { return newGrain(20262) })

func newGrain(seed uint64) []int8 {
	height := make([]float32, grainSide*grainSide)
	for i := range height {
		height[i] = noise.Hash(int32(i%grainSide), int32(i/grainSide), uint32(seed)) * 26
	}
	random := noise.NewStream(seed)
	for range 5200 {
		fibre(height, random)
	}
	at := func(x, y int) float32 { return height[(y+grainSide)%grainSide*grainSide+(x+grainSide)%grainSide] }
	light := make([]int8, len(height))
	for y := range grainSide {
		for x := range grainSide {
			// The tooth is softer than a pixel.
			up := at(x+1, y+1) + at(x+1, y) + at(x, y+1)
			down := at(x-1, y-1) + at(x-1, y) + at(x, y-1)
			cloud := (noise.Value(float32(x)*8/grainSide, float32(y)*8/grainSide, 7) - 0.5) * 10 * edgeFade(x) * edgeFade(y)
			light[y*grainSide+x] = int8(min(max((up-down)*0.42+cloud, -120), 120))
		}
	}
	return light
}

// edgeFade lets what does not repeat run out at the seam of the tile.
func edgeFade(i int) float32 {
	return noise.Smooth(0, 60, float32(min(i, grainSide-i)))
}

// fibre draws a bent hair that lies in the pulp.
func fibre(height []float32, random *noise.Stream) {
	x, y := random.Unit()*grainSide, random.Unit()*grainSide
	angle, bend := random.Between(0, 6.2832), random.Bell()*0.07
	lift := random.Between(4, 24) * random.Side()
	for range 8 + random.Index(26) {
		sin, cos := noise.Sincos(angle)
		x, y, angle = x+cos, y+sin, angle+bend
		i, j := (int(x)+grainSide*2)%grainSide, (int(y)+grainSide*2)%grainSide
		height[j*grainSide+i] += lift
	}
}
