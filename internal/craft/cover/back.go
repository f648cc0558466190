package cover

import (
	"context"
	"fmt"
	"image"
	"image/color"

	"piece/internal/craft/oklab"
	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

// Back is the name of a painting that many tickets share. It is stable: it may be stored.
type Back string

// light is a pair of colours that a painting is made from.
type light struct {
	name        string
	top, bottom oklab.Colour
	scenes      [2]painter.Scene // that live in it; kinds take turns
}

// lights are the palettes of backs, one of each for every kind.
var lights = []light{
	{"rose", oklab.LCH(0.78, 0.09, 5), oklab.LCH(0.55, 0.13, 12), [2]painter.Scene{"blossom", "sea"}},
	{"amber", oklab.LCH(0.80, 0.11, 60), oklab.LCH(0.52, 0.13, 40), [2]painter.Scene{"autumn", "river"}},
	{"gold", oklab.LCH(0.88, 0.11, 92), oklab.LCH(0.62, 0.11, 75), [2]painter.Scene{"field", "autumn"}},
	{"leaf", oklab.LCH(0.82, 0.08, 140), oklab.LCH(0.48, 0.09, 150), [2]painter.Scene{"meadow", "lake"}},
	{"lagoon", oklab.LCH(0.80, 0.07, 195), oklab.LCH(0.45, 0.08, 205), [2]painter.Scene{"lake", "aurora"}},
	{"sky", oklab.LCH(0.80, 0.07, 245), oklab.LCH(0.45, 0.11, 260), [2]painter.Scene{"sea", "rain"}},
	{"violet", oklab.LCH(0.70, 0.10, 305), oklab.LCH(0.38, 0.13, 295), [2]painter.Scene{"lavender", "starry"}},
	{"night", oklab.LCH(0.35, 0.07, 275), oklab.LCH(0.16, 0.04, 270), [2]painter.Scene{"starry", "rain"}},
	{"linen", oklab.LCH(0.93, 0.02, 85), oklab.LCH(0.78, 0.03, 70), [2]painter.Scene{"snow", "field"}},
}

// kinds that the painter has a taste for; others share the backs of the last one.
var kinds = []string{"movie", "play", "musical", "concert", "exhibition", "etc"}

// Backs lists all of them.
func Backs() []Back {
	var all []Back
	for _, k := range kinds {
		for _, l := range lights {
			all = append(all, backOf(k, l))
		}
	}
	return all
}

func backOf(kind string, l light) Back { return Back(kind + "-" + l.name) }

// BackFor chooses the back that goes with a front of a colour, "#rrggbb".
func BackFor(kind, hex string) Back {
	known := kinds[len(kinds)-1]
	for _, k := range kinds {
		if k == kind {
			known = k
		}
	}
	return backOf(known, lightOf(hex))
}

// What of a colour is told from its hue: below the chroma it is a grey, below the lightness night.
const (
	greyBelow = 0.03
	darkBelow = 0.30
)

func lightOf(hex string) light {
	var r, g, b uint8
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &r, &g, &b); err != nil {
		return lights[len(lights)-1]
	}
	c := oklab.FromRGB(r, g, b)
	dark, pale := lights[len(lights)-2], lights[len(lights)-1]
	switch {
	case c.L < darkBelow || c.Chroma() < greyBelow && c.L < 0.55:
		return dark
	case c.Chroma() < greyBelow:
		return pale
	}
	best, nearest := lights[0], float32(360)
	for _, l := range lights[:len(lights)-2] {
		if away := abs(oklab.HueStep(c.Hue(), l.top.Hue())); away < nearest {
			best, nearest = l, away
		}
	}
	return best
}

func abs(v float32) float32 { return max(v, -v) }

const backQuality = 88 // of the WebP, as of paintings for one piece

// Back paints a back as a WebP; an unknown name is an error. It takes about a second.
func (a *Artist) Back(ctx context.Context, b Back) ([]byte, error) {
	for i, k := range kinds {
		for _, l := range lights {
			if backOf(k, l) != b {
				continue
			}
			m, _, err := painter.Paint(ctx, l.front(), painter.Options{Seed: fingerprint(string(b)), Kind: k, Scene: l.scenes[i%len(l.scenes)]}, nil)
			if err != nil {
				return nil, err
			}
			return picture.EncodeWebP(m, backQuality)
		}
	}
	return nil, fmt.Errorf("cover: there is no back %q", b)
}

// front is a made-up picture in the colours of a light, for the painter to look at.
func (l light) front() image.Image {
	const w, h = 70, 100
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := oklab.Mix(l.top, l.bottom, float32(y)/h)
			if dx, dy := float32(x)/w-0.62, float32(y)/h-0.3; dx*dx+dy*dy < 0.02 { // something bright in it
				c = oklab.Mix(c, l.top.Lighter(0.12), 0.8)
			}
			red, green, blue := c.RGB()
			m.SetRGBA(x, y, color.RGBA{R: red, G: green, B: blue, A: 255})
		}
	}
	return m
}
