package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
	"piece/internal/craft/painter/internal/scheme"
)

// colours are the lights of one night. The front gives neon and haze; the mood gives the rest.
type colours struct {
	zenith, middle, haze oklab.Colour
	dark                 oklab.Colour // what stands before the light
	lamp                 oklab.Colour
	neon                 [4]oklab.Colour // most telling first
	fog                  float32         // 0..1, how thick the air is
	lively               float32         // 0..1, how many windows are lit and people out
}

func coloursOf(front scheme.Front, s *scheme.Scheme) colours {
	c := colours{lamp: s.Lamp, fog: 0.35, lively: 1}
	for i := range c.neon {
		c.neon[i] = tube(s.Accents[i])
	}
	// A colourful front tints the air of the whole city.
	main := c.neon[0].Hue()
	own := noise.Smooth(0.02, 0.07, front.Vividness)
	turn := oklab.HueStep(s.Sky[2].Hue(), main) * own * 0.85
	hue := clean(s.Sky[2].Hue() + turn)
	above := s.Sky[0].Hue() // the mood's own, so that a night has two colours
	c.haze = oklab.LCH(0.50, 0.14+0.02*own, hue)
	c.middle = oklab.LCH(0.30, 0.115, hue+oklab.HueStep(hue, above)*0.28)
	c.zenith = oklab.LCH(0.17, 0.078, hue+oklab.HueStep(hue, above)*0.88)
	c.dark = oklab.LCH(0.12, 0.028, c.zenith.Hue())
	switch s.Mood {
	case scheme.Mist: // a city that sleeps badly
		c.fog, c.lively = 0.85, 0.28
		c.haze = c.haze.WithL(0.45).Scaled(0.72)
	case scheme.Ember, scheme.Jade:
		c.fog, c.lively = 0.65, 0.42
	case scheme.Silver, scheme.Blue:
		c.fog, c.lively = 0.5, 0.75
	case scheme.Golden, scheme.Rose, scheme.Fresh, scheme.Clear:
		c.haze = c.haze.WithL(0.56)
	}
	return c
}

// clean keeps the air out of the hues of poison.
func clean(hue float32) float32 {
	hue = oklab.NormalHue(hue)
	switch {
	case hue > 75 && hue < 110:
		return 75 - (hue-75)*0.2
	case hue >= 110 && hue < 185:
		return 165 + (hue-110)*0.27
	}
	return hue
}

// tube is a colour as gas in glass gives it.
func tube(c oklab.Colour) oklab.Colour {
	h := c.Hue()
	lightness := float32(0.68)
	switch {
	case h > 72 && h < 118: // yellow looks like mud when dark: amber
		return oklab.LCH(0.80, 0.165, 76)
	case h > 70 && h < 200:
		lightness = 0.80
	case h > 240 && h < 300:
		lightness = 0.62
	}
	return oklab.LCH(lightness, 0.20, h)
}

// sign is the i-th neon light, whatever their number; the first two come most often.
func (c *colours) sign(i int) oklab.Colour {
	return c.neon[[...]int{0, 1, 0, 2, 1, 0, 3}[i%7]]
}

// glass is the light of a lit room.
func (n *night) glass() exposure.Light {
	r := n.Random
	c := oklab.Mix(n.lamp, n.neon[0].WithL(0.80), 0.18*r.Unit())
	switch k := r.Unit(); {
	case k < 0.16: // a tube on the ceiling
		c = oklab.LCH(0.90, 0.035, 220)
	case k < 0.30:
		c = n.sign(r.Index(7)).WithL(0.74)
	}
	return exposure.Of(c, r.Between(0.35, 1.15))
}
