// Package nightcity paints the city after dark with light itself: windows, neon, lamps,
// their haze and their image on wet ground. One function per view plans the places of things
// and gives the steps that light them, far to near. The main interest stands in the upper and
// middle part, because tickets cover the lowest tenth and fade what is above it. It imports
// exposure, medium, noise, oklab and scheme only.
package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/exposure"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/scheme"
)

// step is a part of the work. Between steps a painter may be stopped.
type step struct {
	share float32 // of the whole work; all steps of a picture make about 1
	paint func()
}

// view is a kind of picture.
type view struct {
	name          string
	moods         []scheme.Mood // lights it looks good in
	kinds, genres []string      // of pieces that it suits
	compose       func(*night) []step
}

// Medium is the city at night.
func Medium() medium.Medium {
	m := medium.Medium{Name: "nightcity", Begin: begin}
	for _, v := range views {
		m.Scenes = append(m.Scenes, medium.Scene{Name: v.name, Moods: v.moods, Kinds: v.kinds, Genres: v.genres})
	}
	return m
}

// begin expects a view of ours.
func begin(o medium.Order) medium.Work {
	n := &night{Plate: exposure.New(o.Side, o.Seed)}
	n.colours = coloursOf(o.Seen, scheme.New(o.Seen, o.Mood, noise.NewStream(o.Seed+1)))
	w := medium.Work{Finish: n.Develop, Glance: n.Glance}
	for _, v := range views {
		if v.name == o.Scene {
			for _, each := range v.compose(n) {
				w.Steps = append(w.Steps, medium.Step{Share: each.share, Paint: each.paint})
			}
		}
	}
	return w
}

// night is a picture in the making and what all its parts agree on.
type night struct {
	*exposure.Plate
	colours
}

// bands cuts the painting of rows from top to bottom into steps.
func bands(share float32, count int, top, bottom float32, paint func(top, bottom float32)) []step {
	steps := make([]step, count)
	for i := range steps {
		from := noise.Lerp(top, bottom, float32(i)/float32(count))
		to := noise.Lerp(top, bottom, float32(i+1)/float32(count))
		steps[i] = step{share / float32(count), func() { paint(from, to) }}
	}
	return steps
}

// parts cuts the painting of n things into steps.
func parts(share float32, count, n int, paint func(i int)) []step {
	steps := make([]step, count)
	for i := range steps {
		steps[i] = step{share / float32(count), func() {
			for k := n * i / count; k < n*(i+1)/count; k++ {
				paint(k)
			}
		}}
	}
	return steps
}

func (n *night) field(x, y float32, octaves int, salt uint32) float32 {
	return noise.Fractal(x, y, octaves, n.Seed+salt)
}
