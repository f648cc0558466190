package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// heap is a cumulus cloud: puffs over a flat base.
type heap struct {
	x, base, width float32
	lightX, lightY float32 // towards the light
	puffs          []puff
}

type puff struct{ x, y, radius float32 }

// planHeaps sets clouds of different size, the big ones high and near, the
// small ones low and far, without two of them in one place.
func (s *Stage) planHeaps(count int) []heap {
	r := s.Random
	var heaps []heap
	first := r.Unit()
	for i := range count {
		// The golden ratio spreads any number of them evenly.
		x := first + float32(i)*0.618
		x -= float32(noise.Floor(x))
		depth := float32(i) / float32(max(count-1, 1))
		base := s.Horizon * noise.Lerp(0.52, 0.90, depth) * r.Between(0.9, 1.05)
		width := noise.Lerp(0.40, 0.13, noise.Sqrt(depth)) * r.Between(0.8, 1.2)
		heaps = append(heaps, s.newHeap(x*1.1-0.05, base, width))
	}
	// Far ones first, so that near ones hide them.
	for i, j := 0, len(heaps)-1; i < j; i, j = i+1, j-1 {
		heaps[i], heaps[j] = heaps[j], heaps[i]
	}
	return heaps
}

func (s *Stage) newHeap(x, base, width float32) heap {
	r := s.Random
	h := heap{x: x, base: base, width: width}
	dx, dy := s.LightX-x, min(s.LightY-base, -0.12)
	length := noise.Sqrt(dx*dx+dy*dy) + 1e-4
	h.lightX, h.lightY = dx/length, dy/length
	peak := r.Between(-0.25, 0.25)
	for range 20 {
		along := r.Between(-0.5, 0.5)
		room := max(0, 1-noise.Abs(along-peak)*1.75)
		size := width * (0.055 + 0.125*room) * r.Between(0.75, 1.2)
		h.puffs = append(h.puffs, puff{
			x: x + along*width, y: base - size*0.6 - r.Unit()*room*room*width*0.30, radius: size,
		})
	}
	// Top puffs are behind the ones below.
	for i := 1; i < len(h.puffs); i++ {
		for j := i; j > 0 && h.puffs[j].y < h.puffs[j-1].y; j-- {
			h.puffs[j], h.puffs[j-1] = h.puffs[j-1], h.puffs[j]
		}
	}
	return h
}

// at is how much of the heap is at a place and how lit it is there.
func (h *heap) at(x, y float32) (cover, lit float32) {
	for i := len(h.puffs) - 1; i >= 0; i-- {
		p := h.puffs[i]
		dx, dy := (x-p.x)/p.radius, (y-p.y)/p.radius
		if d := dx*dx + dy*dy; d < 1 && y < h.base {
			return 1, noise.Clamp01(0.55 + 0.5*(dx*h.lightX+dy*h.lightY))
		}
	}
	return 0, 0
}

func (k *Sky) heapColour(lit, y float32) oklab.Colour {
	s := k.stage
	shade := oklab.Mix(s.Scheme.CloudShade, s.Scheme.Sky[2], 0.25)
	c := oklab.Mix(shade, s.Scheme.CloudLit, noise.Smooth(0.1, 0.85, lit))
	return oklab.Mix(c, oklab.Mix(s.Scheme.Sky[3], s.Scheme.Sky[4], 0.5), 0.45*noise.Smooth(0.55, 1, y/s.Horizon))
}

func (k *Sky) paintHeap(h *heap) {
	s, r := k.stage, k.stage.Random
	soft := &oil.Touch{Alpha: 0.75, Lightness: 0.014, Chroma: 0.2, Hue: 0.15, Lift: 0.7, Tone: 60, Dry: true}
	thick := &oil.Touch{Alpha: 0.95, Lightness: 0.014, Chroma: 0.2, Hue: 0.15, Lift: 0.95, Tone: 60}
	for range 14 { // the shadowy underside trails off into the air
		x := h.x + r.Between(-0.5, 0.5)*h.width
		half := h.width * r.Between(0.06, 0.16)
		y := h.base + r.Between(-0.02, 0.012)*h.width*2
		s.Line(x-half, y, x+half, y+r.Bell()*0.003, h.width*oil.Units*r.Between(0.016, 0.034), k.heapColour(r.Between(0, 0.22), y), soft)
	}
	for _, p := range h.puffs {
		touch := thick
		for i := range 15 {
			around, out := r.Between(0, 6.2832), noise.Sqrt(r.Unit())
			sin, cos := noise.Sincos(around)
			x, y := p.x+cos*out*p.radius*0.82, p.y+sin*out*p.radius*0.82
			if y > h.base {
				continue
			}
			height := noise.Clamp01((h.base - y) / (h.width * 0.34))
			lit := 0.30 + 0.42*out*(cos*h.lightX+sin*h.lightY) + 0.42*height + r.Bell()*0.07
			if i%5 == 0 {
				touch = soft
			} else {
				touch = thick
			}
			k.dab(x, y, around, p.radius, k.heapColour(lit, y), touch)
		}
	}
}

// dab curves round the puff it is part of.
func (k *Sky) dab(x, y, around, radius float32, c oklab.Colour, touch *oil.Touch) {
	r := k.stage.Random
	sin, cos := noise.Sincos(around + 1.5708)
	half := radius * r.Between(0.28, 0.55)
	sag := radius * 0.10
	inX, inY := -sin*sag, cos*sag
	k.stage.Stroke([]oil.Point{
		{X: x - cos*half - inX, Y: y - sin*half - inY}, {X: x, Y: y}, {X: x + cos*half - inX, Y: y + sin*half - inY},
	}, radius*oil.Units*r.Between(0.16, 0.30), c, touch)
}
