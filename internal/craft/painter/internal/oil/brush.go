package oil

import (
	"sync"

	"piece/internal/craft/noise"
)

// A bristle texture: along is the way of the stroke (it repeats), across goes
// from one edge of the brush to the other.
const (
	texAlong  = 128
	texAcross = 32
)

// brush is one set of bristles: how much paint each leaves and where it starts
// and ends, in radii.
type brush struct {
	load   [texAlong * texAcross]uint8
	height [texAlong * texAcross]uint8
	tone   [texAlong * texAcross]int8
	start  [texAcross]float32
	end    [texAcross]float32
}

// newBrush makes bristles; hairs is how many fit across, dry 0..1 how much of
// the canvas the brush leaves bare.
func newBrush(seed uint32, dry, hairs float32) *brush {
	b := &brush{}
	perRow := hairs / texAcross
	for v := range texAcross {
		across := float32(v) * perRow
		clump := noise.Fractal(across*0.42, 3.3, 2, seed)
		hair := noise.Value(across*0.9, 9, seed)
		b.start[v] = 0.05 + 0.55*noise.Value(across*0.5, 1, seed+7) + 0.15*hair
		b.end[v] = 0.10 + 1.1*noise.Value(across*0.5, 5, seed+9) + 0.35*hair
		for u := range texAlong {
			b.bristle(u, v, across, clump, hair, dry, seed)
		}
	}
	return b
}

func (b *brush) bristle(u, v int, across, clump, hair, dry float32, seed uint32) {
	along := float32(u)
	// Two looks at the noise, faded into each other, make the texture repeat
	// without a seam.
	k := along / texAlong
	streak := noise.Lerp(
		noise.Value(along*0.11, across*0.55, seed+20),
		noise.Value((along-texAlong)*0.11, across*0.55, seed+20),
		k*k*(3-2*k))
	height := 0.5*clump + 0.25*hair + 0.35*streak
	bare := noise.Smooth(0.35, 0.75, 0.55*(1-clump)+0.3*(1-streak)+0.25*(1-hair))
	edge := noise.Abs(float32(v)/(texAcross-1)*2 - 1)
	// Paint is pushed aside and stands up just inside the edges.
	ridge := noise.Smooth(0.6, 0.92, edge) * (1 - noise.Smooth(0.92, 1, edge))
	at := u*texAcross + v
	b.load[at] = uint8(noise.Clamp01(1-dry*bare) * 255)
	b.height[at] = uint8(noise.Clamp01(0.18+0.62*height+0.28*ridge) * 255)
	b.tone[at] = int8((0.6*(clump-0.5) + 0.5*(hair-0.5) + 0.6*(streak-0.5)) * 90)
}

// brushes is the jar: wet and dry ones in three sizes, several of each so that
// no two neighbouring strokes show the same bristles.
type brushes struct{ wet, dry [3][]*brush }

// usualBrushes are made once: which of them a stroke takes and where on its
// bristles it starts is chance enough.
var usualBrushes = sync.OnceValue(newBrushes)

func newBrushes() *brushes {
	const perSize, seed = 5, 20261
	jar := &brushes{}
	for size, hairs := range []float32{7, 14, 30} {
		for i := range uint32(perSize) {
			jar.wet[size] = append(jar.wet[size], newBrush(seed+i*31+uint32(size)*7, 0.25, hairs))
			jar.dry[size] = append(jar.dry[size], newBrush(seed+i*37+5+uint32(size)*7, 0.9, hairs))
		}
	}
	return jar
}

func (j *brushes) pick(dry bool, radius float32, random *noise.Stream) *brush {
	size := 0
	switch {
	case radius > 14:
		size = 2
	case radius > 6:
		size = 1
	}
	set := j.wet[size]
	if dry {
		set = j.dry[size]
	}
	return set[random.Index(len(set))]
}
