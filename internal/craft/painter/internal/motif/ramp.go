package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// ramp is a gradient looked up instead of computed: skies ask for it at every
// stroke and every ripple.
type ramp [256]oklab.Colour

func newRamp(stops []oklab.Colour) *ramp {
	var r ramp
	for i := range r {
		t := float32(i) / 255 * float32(len(stops)-1)
		k := min(int(t), len(stops)-2)
		f := t - float32(k)
		r[i] = oklab.Blend(stops[k], stops[k+1], (f*f*(3-2*f)+f)/2)
	}
	return &r
}

// towards is the ramp half way to a light; the way bends through warm hues,
// since violet and yellow mixed straight are grey.
func (r *ramp) towards(light oklab.Colour) *ramp {
	var half ramp
	for i, c := range r {
		half[i] = oklab.Blend(c, light, 0.5)
	}
	return &half
}

func (r *ramp) at(t float32) oklab.Colour { return r[int(noise.Clamp01(t)*255)] }
