package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Bridge spans the water from side to side in arches, with lamps. Y is its
// deck at the ends, Rise how far it swings up, Foot where the piers stand.
type Bridge struct {
	Y, Rise, Foot float32
	Arches        int
}

func (b Bridge) deck(x float32) float32 { return b.Y - b.Rise*(1-(2*x-1)*(2*x-1)) }

// under is the y down to which there is stone over x: the arch, or the pier.
func (b Bridge) under(x float32) float32 {
	span := x * float32(b.Arches)
	across := 2*(span-float32(noise.Floor(span))) - 1
	if across*across > 0.84 {
		return b.Foot
	}
	thick := b.deck(x) + 0.014
	return thick + (b.Foot-thick)*(1-noise.Sqrt(max(0, 1-across*across*1.15)))
}

// Bridge paints b.
func (s *Stage) Bridge(b Bridge) {
	stone := oklab.Mix(oklab.Mix(s.Scheme.Mid, s.Scheme.Lamp, 0.20), s.Scheme.Dark, 0.25)
	lit := oklab.Blend(stone, s.Scheme.Lamp, 0.40).WithL(stone.L + 0.16)
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.022, Chroma: 0.2, Hue: 0.15, Lift: 0.75, Tone: 90, Firm: true}
	for x := float32(0); x < 1; x += 0.0058 {
		deck, under := b.deck(x), b.under(x)
		// Lamps on the deck light its upper part.
		low := noise.Lerp(deck, under, 0.45)
		s.Line(x, low, x, under, 4, stone, touch)
		s.Line(x, deck, x, low+0.002, 4, oklab.Mix(stone, lit, s.Random.Between(0.3, 0.8)), touch)
	}
	s.vaults(b, lit)
	rail := &oil.Touch{Alpha: 1, Lightness: 0.02, Chroma: 0.2, Hue: 0.1, Lift: 1, Firm: true}
	for x := float32(-0.01); x < 1; x += 0.03 {
		s.Line(x, b.deck(x)-0.003, x+0.033, b.deck(x+0.033)-0.003, 2.4, lit.Lighter(0.05), rail)
	}
	lamps := b.Arches * 2
	for i := range lamps {
		x := (float32(i) + 0.5) / float32(lamps)
		s.StreetLamp(x, b.deck(x), 0.052, s.Scheme.Lamp)
		s.Glint(x, b.Foot+0.006, s.Random.Between(0.16, 0.26), 0.009, s.Scheme.Lamp)
	}
}

// vaults draws the lit rims of the arches.
func (s *Stage) vaults(b Bridge, c oklab.Colour) {
	touch := &oil.Touch{Alpha: 1, Lightness: 0.02, Chroma: 0.2, Hue: 0.1, Lift: 0.95, Firm: true}
	width := 1 / float32(b.Arches)
	for i := range b.Arches {
		const pieces = 3
		for k := range pieces {
			s.Stroke(path(12, func(t float32) oil.Point {
				x := (float32(i) + noise.Lerp(0.045, 0.955, (float32(k)+t)/pieces)) * width
				return oil.Point{X: x, Y: b.under(x) - 0.002}
			}), 2.2, c, touch)
		}
	}
}

// StreetLamp is a lantern on a post of the given height standing at (x, y).
func (s *Stage) StreetLamp(x, y, height float32, c oklab.Colour) {
	post := &oil.Touch{Alpha: 1, Lightness: 0.02, Lift: 0.8, Firm: true}
	unit := height * oil.Units
	s.Line(x, y, x, y-height*0.92, max(0.9, unit*0.014), s.Scheme.Dark, post)
	s.Halo(x, y-height, height*0.42, c)
	s.Lamp(x, y-height, max(0.0028, height*0.055), oklab.Mix(c, oklab.Colour{L: 0.98, B: 0.03}, 0.6))
}

// Halo is a soft glow round a lamp: wide strokes of thin paint, laid crosswise
// so that no ring shows.
func (s *Stage) Halo(x, y, radius float32, c oklab.Colour) {
	r := s.Random
	for ring := range 4 {
		k := 1 - float32(ring)*0.23
		touch := &oil.Touch{Alpha: 0.05 + 0.035*float32(ring), Lightness: 0.01, Chroma: 0.1, Hue: 0.06, Lift: 0.7, Tone: 50}
		for range 10 {
			sin, cos := noise.Sincos(r.Between(0, 6.2832))
			out := radius * k * r.Between(0.1, 0.5)
			half := radius * k * 0.30
			px, py := x+cos*out, y+sin*out
			s.Line(px-sin*half, py+cos*half, px+sin*half, py-cos*half, radius*oil.Units*0.34*k, c, touch)
		}
	}
}
