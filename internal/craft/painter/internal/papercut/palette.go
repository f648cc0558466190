package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/diorama"
	"piece/internal/craft/painter/internal/scheme"
	"piece/internal/craft/painter/internal/shape"
)

// shadeOf is the colour of deep shadow: never black, so that shadows stay a colour.
func shadeOf(c *scheme.Scheme) oklab.Colour {
	dark := oklab.Mix(c.Dark, c.Sky[0], 0.25)
	return dark.WithL(min(dark.L, 0.26)).WithChroma(max(dark.Chroma(), 0.06))
}

// mixPapers picks the papers of the picture, from the light at its back to its nearest frame:
// the light of the mood, turning on the way into the front's own colour.
func (s *stage) mixPapers(vividness float32) {
	c := s.scheme
	own := c.Accents[0]
	s.grey = vividness < 0.03
	if s.grey { // no colour of its own: the sky's
		own = c.Sky[1]
	}
	s.own, s.deep = own.Hue(), own.Hue()
	if s.own > 35 && s.own < 120 { // the depths of gold are wine, not mud
		s.deep += oklab.HueStep(s.deep, 350) * 0.65
		s.own += oklab.HueStep(s.own, 350) * 0.30
	}
	day := noise.Clamp01((c.Sky[0].L - 0.22) / 0.4)
	deep := oklab.LCH(noise.Lerp(0.20, 0.34, day), min(max(own.Chroma()*0.62, 0.085), 0.115), s.deep)
	middle := oklab.LCH(noise.Lerp(0.42, 0.58, day), min(max(own.Chroma()*0.85, 0.10), 0.15), s.own)
	s.papers = []oklab.Colour{
		oklab.Mix(c.Sky[4], c.Sun, 0.35), c.Sky[4], oklab.Blend(c.Sky[3], c.Sky[4], 0.25), oklab.Blend(c.Sky[2], middle, 0.25),
		oklab.Blend(c.Sky[2], middle, 0.70), oklab.Mix(middle, deep, 0.45), deep,
	}
	if s.dark() { // less light comes through
		s.papers[0], s.papers[1], s.papers[2] = c.Sky[4], oklab.Blend(c.Sky[4], c.Sky[3], 0.55), oklab.Blend(c.Sky[3], c.Sky[2], 0.35)
	}
}

// dark tells whether the light is one in which lamps are lit.
func (s *stage) dark() bool { return s.scheme.Sky[2].L < 0.62 }

// sky plans the paper at the very back, light at the horizon. By day it begins lower in the
// colours of the sky, because paper in front of it has to stand out.
func (s *stage) sky(horizon float32) {
	c := s.scheme.Sky
	from, reach := float32(1.7), float32(2.25)
	if s.dark() {
		from, reach = 0.35, 3.2
	}
	s.lay(diorama.Sheet{Shape: shape.Whole(), Colour: func(x, y float32) oklab.Colour {
		at := noise.Clamp01(y/horizon)*reach + from
		i := min(int(at), 3)
		base := oklab.Blend(c[i], c[i+1], at-float32(i)).Scaled(1.18)
		dx, dy := x-s.lightX, y-s.lightY
		return oklab.Blend(base, s.scheme.Sun, 0.42*noise.Exp(-(dx*dx+dy*dy)/0.05))
	}})
}

// depth is the paper at a depth: 0 the light at the back, 1 the nearest frame.
func (s *stage) depth(t float32) oklab.Colour {
	at := noise.Clamp01(t) * float32(len(s.papers)-1)
	i := min(int(at), len(s.papers)-2)
	return oklab.Blend(s.papers[i], s.papers[i+1], at-float32(i))
}

// leaf is the paper of green things at a depth: greens that lean to the front's own colour
// without ever mixing with it to mud.
func (s *stage) leaf(depth float32) oklab.Colour {
	grass := s.scheme.Grass
	lean := min(max(oklab.HueStep(grass.Hue(), s.own)*0.4, -10), 45)
	l := noise.Lerp(grass.L*1.22, grass.L*0.60, noise.Clamp01(depth))
	return oklab.LCH(l, noise.Lerp(0.105, 0.080, depth), grass.Hue()+lean)
}

func (s *stage) accent(i int) oklab.Colour { return s.scheme.Accents[i%len(s.scheme.Accents)] }

// lit is a colour that is lighter towards the light of the picture and deeper at its edges.
func (s *stage) lit(c oklab.Colour) func(x, y float32) oklab.Colour {
	warm := oklab.Blend(c, s.scheme.Sun, 0.38)
	warm = warm.WithL(min(c.L+0.10, 0.95)).WithChroma(max(warm.Chroma(), c.Chroma()*0.95))
	deep := c.WithL(c.L * 0.86)
	return func(x, y float32) oklab.Colour {
		dx, dy := x-s.lightX, (y-s.lightY)*0.9
		distance := dx*dx + dy*dy
		return oklab.Mix(oklab.Mix(c, deep, noise.Smooth(0.1, 0.75, distance)), warm, 0.75*noise.Exp(-distance/0.07))
	}
}

// darkAccent is an accent that stays a colour when it is dark: gold would be brown.
func (s *stage) darkAccent(l float32) oklab.Colour {
	for _, c := range s.scheme.Accents[1:] {
		if h := c.Hue(); h < 35 || h > 118 {
			return c.WithL(l)
		}
	}
	return s.accent(1).WithL(l)
}
