package ticket

import "image/color"

// Paper is the colour of the paper on the back of a ticket.
type Paper string

// The papers.
const (
	Ivory  Paper = "ivory"
	Coral  Paper = "coral"
	Butter Paper = "butter"
	Mint   Paper = "mint"
	Sky    Paper = "sky"
	Lilac  Paper = "lilac"
	Rose   Paper = "rose"
	Night  Paper = "night"
	Kraft  Paper = "kraft"
)

// Papers lists all papers in the order in which they are offered.
func Papers() []Paper {
	return []Paper{Ivory, Coral, Butter, Mint, Sky, Lilac, Rose, Night, Kraft}
}

// Valid tells whether the paper exists.
func (p Paper) Valid() bool { _, ok := swatches[p]; return ok }

// Swatch holds the colours of a paper. Each of Ink, Soft and Accent has a
// contrast of at least 4.5:1 on Base.
type Swatch struct {
	Base   color.RGBA // the paper itself
	Ink    color.RGBA // title and review
	Soft   color.RGBA // venue, seat, edition
	Accent color.RGBA // stars, date, wordmark
}

// Swatch gives the colours of the paper; those of ivory for a paper that does not exist.
func (p Paper) Swatch() Swatch {
	if s, ok := swatches[p]; ok {
		return s
	}
	return swatches[Ivory]
}

// swatches is filled once and never changes.
var swatches = map[Paper]Swatch{
	Ivory:  {rgb(0xfbf4e9), rgb(0x2a1b19), rgb(0x6f5a54), rgb(0xb83a39)},
	Coral:  {rgb(0xff9d95), rgb(0x3d0f0d), rgb(0x661f1c), rgb(0x7d1715)},
	Butter: {rgb(0xffdc97), rgb(0x3a2506), rgb(0x6e4d17), rgb(0xa1380f)},
	Mint:   {rgb(0xc2e8d4), rgb(0x0f2e22), rgb(0x35594a), rgb(0x0c6a4b)},
	Sky:    {rgb(0xbfdcf6), rgb(0x0e2540), rgb(0x38546f), rgb(0x14539a)},
	Lilac:  {rgb(0xdbcff8), rgb(0x241547), rgb(0x564780), rgb(0x5a31b4)},
	Rose:   {rgb(0xffc9d6), rgb(0x3d0f20), rgb(0x78394f), rgb(0xa61e4d)},
	Night:  {rgb(0x1d1939), rgb(0xfff6ee), rgb(0xc2b6da), rgb(0xffb27d)},
	Kraft:  {rgb(0xcfad84), rgb(0x2b1a0b), rgb(0x553a1c), rgb(0x7a2113)},
}

func rgb(v uint32) color.RGBA {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// mix goes from a (t = 0) to b (t = 1).
func mix(a, b color.RGBA, t float64) color.RGBA {
	f := func(x, y uint8) uint8 { return uint8(float64(x)*(1-t) + float64(y)*t + 0.5) }
	return color.RGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 255}
}
