// Package motif paints the things scenes are made of: skies, hills, water,
// trees, flowers, houses, boats. A motif takes its colours from the scheme of
// the stage, never from itself, so that all of a picture stands in one light.
// It imports noise, oklab, oil and scheme only.
package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/scheme"
)

// Stage is a picture in the making and what all its motifs agree on.
// Positions are in the unit square, y downwards.
type Stage struct {
	*oil.Easel
	Scheme *scheme.Scheme

	Horizon        float32
	LightX, LightY float32 // sun or moon
	Disc           float32 // its radius; 0 if it is not in the picture
	Glow           float32 // reach of its light in the sky
}

// field is smooth fractal noise of this picture; salt tells fields apart.
func (s *Stage) field(x, y float32, octaves int, salt uint32) float32 {
	return noise.Fractal(x, y, octaves, s.Seed+salt)
}

func (s *Stage) value(x, y float32, salt uint32) float32 { return noise.Value(x, y, s.Seed+salt) }

// sunSide is 1 where the light comes from the right of x, else -1.
func (s *Stage) sunSide(x float32) float32 { return noise.Sign(s.LightX - x) }

// lightDistance is the squared distance from the light.
func (s *Stage) lightDistance(x, y float32) float32 {
	dx, dy := x-s.LightX, (y-s.LightY)*1.1
	return dx*dx + dy*dy
}

// Sunlit is a colour as it looks in the direct light, by lighter.
func (s *Stage) Sunlit(c oklab.Colour, lighter float32) oklab.Colour {
	lit := oklab.Blend(c, s.Scheme.Sun, 0.30)
	return lit.WithL(min(c.L+lighter, 0.95)).WithChroma(max(lit.Chroma(), c.Chroma()*0.92))
}

// Shaded is a colour in shadow.
func (s *Stage) Shaded(c oklab.Colour, k float32) oklab.Colour {
	return oklab.Mix(c, s.Scheme.Dark, k)
}

// Aired is a colour seen through air; k is 0 near and 1 at the horizon.
func (s *Stage) Aired(c oklab.Colour, k float32) oklab.Colour {
	return oklab.Mix(c, oklab.Mix(s.Scheme.Sky[3], s.Scheme.Sky[4], 0.5), k)
}

// accent is the i-th accent, whatever their number.
func (s *Stage) accent(i int) oklab.Colour { return s.Scheme.Accents[i%len(s.Scheme.Accents)] }

// Path makes points along a curve given by t from 0 to 1.
func path(count int, at func(t float32) oil.Point) []oil.Point {
	points := make([]oil.Point, count)
	for i := range points {
		points[i] = at(float32(i) / float32(count-1))
	}
	return points
}
