package motif

import (
	"piece/internal/craft/painter/internal/noise"
	"piece/internal/craft/painter/internal/oklab"
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

func (r *ramp) at(t float32) oklab.Colour { return r[int(noise.Clamp01(t)*255)] }
