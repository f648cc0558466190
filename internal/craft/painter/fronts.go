package painter

import (
	"image"
	"image/color"
	"math"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// sampleFront is a made-up front that stands for a family of real ones.
type sampleFront struct {
	name, kind, genre string
	top, bottom       oklab.Colour // of the background
	spots             []oklab.Colour
	grain             float32
}

// sampleFronts span what people put on tickets.
func sampleFronts() []sampleFront {
	lch := oklab.LCH
	return []sampleFront{
		{"neon concert", "concert", "music", lch(0.16, 0.06, 290), lch(0.24, 0.12, 300),
			[]oklab.Colour{lch(0.68, 0.26, 350), lch(0.74, 0.14, 210), lch(0.60, 0.24, 305)}, 0.03},
		{"warm film", "movie", "drama", lch(0.55, 0.09, 55), lch(0.32, 0.06, 40),
			[]oklab.Colour{lch(0.80, 0.12, 75), lch(0.62, 0.13, 45), lch(0.40, 0.05, 200)}, 0.03},
		{"grey photo", "exhibition", "", lch(0.72, 0.006, 250), lch(0.48, 0.008, 260),
			[]oklab.Colour{lch(0.85, 0.004, 90), lch(0.30, 0.010, 260), lch(0.60, 0.008, 70)}, 0.04},
		{"black and white", "play", "crime", lch(0.12, 0, 0), lch(0.30, 0, 0),
			[]oklab.Colour{lch(0.92, 0, 0), lch(0.62, 0, 0), lch(0.05, 0, 0)}, 0.05},
		{"pastel poster", "musical", "romance", lch(0.90, 0.05, 10), lch(0.86, 0.05, 300),
			[]oklab.Colour{lch(0.82, 0.09, 355), lch(0.88, 0.08, 95), lch(0.80, 0.07, 235)}, 0.01},
		{"deep blue", "movie", "fantasy", lch(0.20, 0.08, 262), lch(0.36, 0.13, 255),
			[]oklab.Colour{lch(0.56, 0.15, 250), lch(0.80, 0.10, 200), lch(0.88, 0.08, 90)}, 0.02},
		{"green forest", "movie", "animation", lch(0.70, 0.10, 140), lch(0.34, 0.08, 150),
			[]oklab.Colour{lch(0.55, 0.13, 140), lch(0.85, 0.12, 110), lch(0.40, 0.05, 60)}, 0.03},
		{"red stage", "musical", "drama", lch(0.22, 0.08, 25), lch(0.42, 0.17, 27),
			[]oklab.Colour{lch(0.60, 0.22, 28), lch(0.85, 0.12, 80), lch(0.10, 0.02, 20)}, 0.02},
	}
}

// paint draws the front: a gradient with soft shapes and grain.
func (f sampleFront) paint(seed uint32) *image.RGBA {
	const width, height = 140, 200
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			u, v := float32(x)/width, float32(y)/height
			c := oklab.Mix(f.top, f.bottom, v)
			for i, spot := range f.spots {
				sin, cos := math.Sincos(float64(i)*2.4 + float64(seed))
				d := float32(math.Hypot(float64(u)-0.5-0.24*cos, float64(v)-0.45-0.26*sin))
				c = oklab.Mix(c, spot, noise.Smooth(0.24, 0.13, d))
			}
			c.L += (noise.Hash(int32(x), int32(y), seed) - 0.5) * f.grain
			r, g, b := c.RGB()
			img.SetRGBA(x, y, color.RGBA{r, g, b, 255})
		}
	}
	return img
}
