// Package noise is the arithmetic under pictures: float32 helpers, a
// reproducible random stream and smooth value noise. Everything is a pure
// function of its arguments, so equal seeds give equal pictures. It imports
// only the standard library.
package noise

import "math"

// Degree is one degree in radians.
const Degree = math.Pi / 180

// Clamp01 limits x to 0..1.
func Clamp01(x float32) float32 {
	if x < 0 {
		return 0
	}
	if x > 1 {
		return 1
	}
	return x
}

// Lerp goes from a to b as t goes from 0 to 1.
func Lerp(a, b, t float32) float32 { return a + (b-a)*t }

// Smooth is the smoothstep from 0 at a to 1 at b; a may be greater than b.
func Smooth(a, b, x float32) float32 {
	t := Clamp01((x - a) / (b - a))
	return t * t * (3 - 2*t)
}

// Bump is the Gaussian exp(-(d/width)²).
func Bump(d, width float32) float32 {
	q := d / width
	return Exp(-q * q)
}

// Exp is e to the x.
func Exp(x float32) float32 { return float32(math.Exp(float64(x))) }

// Sqrt is the square root.
func Sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// Atan2 is the angle of (x, y) in radians.
func Atan2(y, x float32) float32 { return float32(math.Atan2(float64(y), float64(x))) }

// Sin is the sine of x radians.
func Sin(x float32) float32 { return float32(math.Sin(float64(x))) }

// Sincos is the sine and cosine of x radians.
func Sincos(x float32) (sin, cos float32) {
	s, c := math.Sincos(float64(x))
	return float32(s), float32(c)
}

// Abs is the magnitude of x.
func Abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// Sign is -1 for negative x, else 1.
func Sign(x float32) float32 {
	if x < 0 {
		return -1
	}
	return 1
}
