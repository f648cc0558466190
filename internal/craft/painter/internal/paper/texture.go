package paper

import (
	"sync"

	"piece/internal/craft/noise"
)

// texSide is the side of a texture in texels. A texture repeats without a seam.
const texSide = 512

// texture is a field of values around a half, mostly within 0..1.
type texture [texSide * texSide]float32

// at looks up between texels.
func (t *texture) at(x, y float32) float32 {
	xi, yi := noise.Floor(x), noise.Floor(y)
	fx, fy := x-float32(xi), y-float32(yi)
	const last = texSide - 1
	left, right := int(xi)&last, int(xi+1)&last
	top, bottom := (int(yi)&last)*texSide, (int(yi+1)&last)*texSide
	a, c := t[top+left], t[bottom+left]
	a += (t[top+right] - a) * fx
	c += (t[bottom+right] - c) * fx
	return a + (c-a)*fy
}

// near is the texel at a whole place.
func (t *texture) near(x, y int) float32 { return t[(y&(texSide-1))*texSide+x&(texSide-1)] }

// textures are the fields that all washes look into: making noise anew for every
// pixel of every wash would take seconds.
type textures struct {
	flow  *texture // unevenness of water and pigment, from broad to fine
	tooth *texture // height of cold-pressed paper
	fibre *texture // density of long fibres in hand-made paper
}

var usualTextures = sync.OnceValue(func() *textures {
	return &textures{
		flow:  cloudy([]float32{1, 0.5, 0.27, 0.14, 0.07, 0.035}, 4, 9001),
		tooth: cloudy([]float32{0.08, 0.32, 0.75, 0.75}, 36, 9002),
		fibre: fibrous(9003),
	}
})

// flowCells is the number of the broadest features of the flow along a texture.
const flowCells = 4

// cloudy sums octaves of repeating value noise, the broadest with cells features along
// a side, and stretches the sum to a deviation of a quarter.
func cloudy(weights []float32, cells int32, seed uint32) *texture {
	var t texture
	for i, weight := range weights {
		period := cells << i
		scale := float32(period) / texSide
		for y := range texSide {
			for x := range texSide {
				t[y*texSide+x] += weight * repeating(float32(x)*scale, float32(y)*scale, period, seed+uint32(i))
			}
		}
	}
	t.stretch()
	return &t
}

func (t *texture) stretch() {
	var sum, squares float64
	for _, v := range t {
		sum += float64(v)
		squares += float64(v) * float64(v)
	}
	mean := float32(sum / float64(len(t)))
	deviation := noise.Sqrt(float32(squares/float64(len(t))) - mean*mean)
	for i, v := range t {
		t[i] = noise.Clamp01(0.5 + (v-mean)/deviation*0.22)
	}
}

// repeating is value noise whose lattice comes round after period cells.
func repeating(x, y float32, period int32, seed uint32) float32 {
	xi, yi := noise.Floor(x), noise.Floor(y)
	fx, fy := x-float32(xi), y-float32(yi)
	fx, fy = fx*fx*(3-2*fx), fy*fy*(3-2*fy)
	corner := func(dx, dy int32) float32 { return noise.Hash((xi+dx)%period, (yi+dy)%period, seed) }
	return noise.Lerp(noise.Lerp(corner(0, 0), corner(1, 0), fx), noise.Lerp(corner(0, 1), corner(1, 1), fx), fy)
}

// fibrous scatters curled fibres, as mulberry bark leaves them in a sheet.
func fibrous(seed uint64) *texture {
	const fibres, steps = 420, 90
	var t texture
	r := noise.NewStream(seed)
	for range fibres {
		x, y, angle := r.Between(0, texSide), r.Between(0, texSide), r.Between(0, 6.2832)
		curl, weight, length := r.Bell()*0.05, r.Between(0.15, 0.9), int(r.Between(0.2, 1)*steps)
		for i := range length {
			sin, cos := noise.Sincos(angle)
			x, y = x+cos, y+sin
			angle += curl + r.Bell()*0.06
			fade := min(1, float32(min(i, length-i))/12)
			at := (int(noise.Floor(y))&(texSide-1))*texSide + int(noise.Floor(x))&(texSide-1)
			t[at] = max(t[at], weight*fade)
		}
	}
	return &t
}
