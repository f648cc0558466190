package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
)

// mistyPines is ridge behind ridge of firs sinking into mist, a great moon or
// low sun behind them.
func mistyPines(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.66, 0.72)
	s.LightX, s.LightY = r.Between(0.28, 0.72), r.Between(0.19, 0.27)
	s.Disc, s.Glow = r.Between(0.060, 0.078), 0.30
	sky := s.NewSky(r.Between(0.35, 0.6), 0)
	const ridges = 5
	shore := s.Horizon + 0.12
	var steps []step
	steps = append(steps, step{0.32, sky.Paint})
	crests := make([]*motif.Outline, ridges)
	for i := range crests {
		t := float32(i) / (ridges - 1)
		crests[i] = s.Hilly(noise.Lerp(0.56, s.Horizon+0.085, t), noise.Lerp(0.27, 0.15, t), noise.Lerp(2.0, 3.0, t), 4, uint32(80+i*10))
	}
	haze := oklab.Mix(s.Scheme.Sky[4], s.Scheme.Sky[3], 0.5)
	for i, crest := range crests {
		t := float32(i) / (ridges - 1)
		steps = append(steps, step{0.08, func() {
			leaf := oklab.Mix(oklab.Mix(s.Scheme.Sky[2], haze, 0.35), s.Shaded(s.Scheme.Near, 0.72), 0.12+0.88*t)
			s.Range(motif.Range{Crest: crest, Bottom: min(shore, crest.Bottom()+0.15), Colour: leaf, Air: 0.36 * (1 - t), Brush: 0.6 + 0.3*t, Fog: 0.95 - 0.35*t*t})
			firs(s, crest, oklab.Mix(leaf, haze, 0.30*(1-t)), noise.Lerp(0.030, 0.125, t*t))
			if i < ridges-1 {
				mistBank(s, crest, haze, 0.30)
			}
		}})
	}
	mirror := func(x, y float32) oklab.Colour {
		if y > crests[ridges-1].At(x)-0.03 {
			return oklab.Mix(s.Shaded(s.Scheme.Near, 0.72), haze, 0.34)
		}
		return sky.Colour(x, y)
	}
	return append(steps, step{0.24, func() {
		s.Water(motif.Water{Top: shore, Mirror: mirror, Body: s.Scheme.Sky[1], Calm: 0.8})
		s.Birds(5)
	}})
}

// firs stand in groups along a crest.
func firs(s *motif.Stage, crest *motif.Outline, leaf oklab.Colour, height float32) {
	r := s.Random
	for x := float32(-0.02); x < 1.02; x += height * r.Between(0.10, 0.34) {
		dense := noise.Fractal(x*5, height*90, 2, s.Seed+180)
		if dense < 0.36 {
			continue
		}
		s.Conifer(x, crest.At(x)+height*0.12, height*(0.45+dense)*r.Between(0.7, 1.2), leaf, 0)
	}
}

// mistBank is level veils along the foot of a ridge.
func mistBank(s *motif.Stage, crest *motif.Outline, haze oklab.Colour, strength float32) {
	r := s.Random
	touch := &oil.Touch{Alpha: strength, Lightness: 0.012, Chroma: 0.2, Hue: 0.12, Lift: 0.6, Tone: 50, Dry: true}
	for range 46 {
		x := r.Between(-0.1, 1.1)
		y := crest.At(noise.Clamp01(x)) + r.Between(0.045, 0.12)
		half := r.Between(0.05, 0.16)
		s.Line(x-half, y, x+half, y+r.Bell()*0.004, r.Between(6, 15), haze, touch)
	}
}
