package scheme

import (
	"cmp"
	"slices"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Scheme is the colours of one painting, by what they are for.
type Scheme struct {
	Mood       Mood
	Sky        [5]oklab.Colour // zenith to horizon
	Sun        oklab.Colour    // sun or moon, also the colour of its light
	CloudLit   oklab.Colour
	CloudShade oklab.Colour
	Far        oklab.Colour // farthest hills
	Mid        oklab.Colour
	Near       oklab.Colour
	Grass      oklab.Colour
	Dark       oklab.Colour   // deepest shadow
	Lamp       oklab.Colour   // windows and lanterns
	Accents    []oklab.Colour // four, most telling first: flowers, leaves, cloth
	Glitter    float32        // strength of the path of light on water, 0..1
	Night      bool
}

// New makes the scheme of a mood for a front. random varies it a little from
// one try to the next.
func New(f Front, m Mood, random *noise.Stream) *Scheme {
	l := lights[m]
	s := &Scheme{Mood: m, Glitter: l.glitter, Night: l.night, Lamp: l.lamp.colour()}
	// A vivid poster may have a vivid sky; a grey one gets the mood as it is,
	// never less.
	vivid := min(max(0.94+f.Vividness*1.4, 1), 1.16)
	sway := random.Bell() * 5
	tone := func(v lch, k float32) oklab.Colour {
		return oklab.LCH(v.l, v.c*vivid, f.pull(v.h+sway, k))
	}
	for i, stop := range l.sky {
		s.Sky[i] = tone(stop, 0.75)
	}
	s.Sun = tone(l.sun, 0.25)
	s.CloudLit, s.CloudShade = tone(l.cloudLit, 0.5), tone(l.cloudShade, 0.6)
	s.Grass = oklab.LCH(l.grass.l, l.grass.c, f.pull(l.grass.h, 0.35))
	s.Dark = tone(l.dark, 0.5)
	s.land()
	s.Accents = f.accents(&l, random)
	return s
}

// land sets the hills: grass in shadow, with ever more air before it.
func (s *Scheme) land() {
	haze := oklab.Mix(s.Sky[3], s.Sky[2], 0.4)
	s.Near = oklab.Mix(s.Grass, s.Dark, 0.38)
	s.Mid = oklab.Mix(s.Near, haze, 0.36)
	s.Far = oklab.Mix(oklab.Mix(s.Near, s.Dark, 0.3), haze, 0.62)
}

// pull moves a hue towards the front's own hues near it, by at most k of the
// way. Hues far off pull nothing: a sky never turns green for a green poster.
func (f Front) pull(hue, k float32) float32 {
	const reach = 58
	var turn, weight float32
	for _, s := range f.Palette {
		step := oklab.HueStep(hue, s.Hue())
		if noise.Abs(step) > reach {
			continue
		}
		w := s.Share * max(0, s.Chroma()-tooGrey) * (1 - noise.Abs(step)/reach)
		turn += step * w
		weight += w
	}
	if weight < 1e-5 {
		return hue
	}
	strength := min(1, weight*120)
	return hue + turn/weight*k*strength
}

const accentCount = 4

// accents are the front's most telling hues, brought to the lightness of paint
// straight from the tube; what the front lacks the mood fills in.
func (f Front) accents(l *light, random *noise.Stream) []oklab.Colour {
	var out []oklab.Colour
	for _, s := range f.telling() {
		if len(out) == accentCount-1 {
			break
		}
		if apartFrom(out, s.Hue(), 28) {
			out = append(out, asAccent(s.Colour, l.night))
		}
	}
	own := slices.Clone(l.accents[:])
	if len(out) == 0 {
		// No colour at all: the mood's own, turned a little towards the tint
		// and begun with another one each time.
		for i := range own {
			own[i].h += min(max(oklab.HueStep(own[i].h, f.Tint)*0.08, -12), 12)
		}
		k := random.Index(3)
		own = append(own[k:], own[:k]...)
	}
	for _, a := range own {
		if len(out) < accentCount && apartFrom(out, a.h, 28) {
			out = append(out, a.colour())
		}
	}
	for i := 0; len(out) < accentCount; i++ {
		out = append(out, own[i].colour())
	}
	return out
}

// telling sorts the swatches that have a colour by how much they stand out.
func (f Front) telling() []oklab.Swatch {
	var list []oklab.Swatch
	for _, s := range f.Palette {
		if s.Chroma() > 0.045 {
			list = append(list, s)
		}
	}
	standsOut := func(s oklab.Swatch) float32 { return s.Chroma() * noise.Sqrt(s.Share+0.02) }
	slices.SortStableFunc(list, func(a, b oklab.Swatch) int { return cmp.Compare(standsOut(b), standsOut(a)) })
	return list
}

func apartFrom(list []oklab.Colour, hue, by float32) bool {
	for _, c := range list {
		if noise.Abs(oklab.HueStep(c.Hue(), hue)) < by {
			return false
		}
	}
	return true
}

func asAccent(c oklab.Colour, night bool) oklab.Colour {
	lightness := min(max(c.L, 0.60), 0.80)
	chroma := min(max(c.Chroma(), 0.125), 0.19)
	switch h := c.Hue(); { // dark yellow is mud and dark orange brown
	case h > 70 && h < 115:
		lightness = max(lightness, 0.83)
	case h > 38 && h <= 70:
		lightness, chroma = max(lightness, 0.71), max(chroma, 0.15)
	}
	if night {
		lightness = min(lightness, 0.76)
	}
	return oklab.LCH(lightness, chroma, c.Hue())
}
