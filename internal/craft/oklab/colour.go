// Package oklab holds colours in the OKLab space, where equal steps look
// equal, and reads palettes from pictures. Pure functions; lightness is 0..1,
// chroma 0 to about 0.32, hues are degrees unless said otherwise. It imports
// noise and the standard library only.
package oklab

import (
	"piece/internal/craft/noise"
)

// Colour is a colour in OKLab: lightness and the two opponent axes.
type Colour struct{ L, A, B float32 }

// LCH makes a colour from lightness, chroma and hue in degrees.
func LCH(l, chroma, hue float32) Colour {
	s, c := noise.Sincos(hue * noise.Degree)
	return Colour{l, chroma * c, chroma * s}
}

// Chroma is the distance from grey.
func (c Colour) Chroma() float32 { return noise.Sqrt(c.A*c.A + c.B*c.B) }

// Hue is the hue in degrees, 0..360.
func (c Colour) Hue() float32 { return NormalHue(noise.Atan2(c.B, c.A) / noise.Degree) }

// WithL is c at another lightness.
func (c Colour) WithL(l float32) Colour { return Colour{l, c.A, c.B} }

// Lighter is c with by added to its lightness, kept in 0..0.985.
func (c Colour) Lighter(by float32) Colour {
	return Colour{min(max(c.L+by, 0), 0.985), c.A, c.B}
}

// WithChroma is c at another chroma; a grey has no hue and stays as it is.
func (c Colour) WithChroma(chroma float32) Colour {
	now := c.Chroma()
	if now < 1e-5 {
		return c
	}
	k := chroma / now
	return Colour{c.L, c.A * k, c.B * k}
}

// Scaled multiplies the chroma by k.
func (c Colour) Scaled(k float32) Colour { return Colour{c.L, c.A * k, c.B * k} }

// Turned rotates the hue by a small angle in radians, without trigonometry.
func (c Colour) Turned(angle float32) Colour {
	cos := 1 - angle*angle/2
	return Colour{c.L, c.A*cos - c.B*angle, c.B*cos + c.A*angle}
}

// Mix goes straight from a to b as t goes from 0 to 1.
func Mix(a, b Colour, t float32) Colour {
	return Colour{a.L + (b.L-a.L)*t, a.A + (b.A-a.A)*t, a.B + (b.B-a.B)*t}
}

// Blend is Mix that bends round the hue circle, so that the way between two
// vivid colours does not pass through grey. It goes straight where the bend
// would cross green, which no sky does.
func Blend(a, b Colour, t float32) Colour {
	chromaA, chromaB := a.Chroma(), b.Chroma()
	straight := Mix(a, b, t)
	if chromaA < 0.02 || chromaB < 0.02 {
		return straight
	}
	from := a.Hue()
	turn := HueStep(from, b.Hue())
	if noise.Abs(turn) < 50 {
		return straight
	}
	for k := float32(0.2); k < 0.9; k += 0.2 {
		if h := NormalHue(from + turn*k); h > 118 && h < 205 {
			return straight
		}
	}
	bent := LCH(straight.L, noise.Lerp(chromaA, chromaB, t), from+turn*t)
	return Mix(straight, bent, 0.72)
}

// Distance is the perceptual distance of two colours (OKLab ΔE, about 0.02 is
// just visible side by side).
func Distance(a, b Colour) float32 {
	l, x, y := a.L-b.L, a.A-b.A, a.B-b.B
	return noise.Sqrt(l*l + x*x + y*y)
}

// NormalHue brings an angle in degrees to 0..360.
func NormalHue(h float32) float32 {
	return h - 360*float32(noise.Floor(h/360))
}

// HueStep is the shorter way round from one hue to another, -180..180.
func HueStep(from, to float32) float32 {
	d := NormalHue(to - from)
	if d > 180 {
		d -= 360
	}
	return d
}
