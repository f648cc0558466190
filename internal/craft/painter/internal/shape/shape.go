// Package shape holds outlines and the things that are cut or printed from them: leaves,
// trees, birds, houses, clouds. A thing is a Path and has no colour; a Mask rasters paths.
//
// Places are in the unit square with y downwards. Functions that take a stream vary what
// they give; equal streams give equal paths. It imports noise, golang.org/x/image/vector and
// the standard library.
package shape

import "piece/internal/craft/noise"

// Point is a place.
type Point struct{ X, Y float32 }

// Plus is p moved by q.
func (p Point) Plus(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Minus is the way from q to p.
func (p Point) Minus(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Times is p stretched by k.
func (p Point) Times(k float32) Point { return Point{p.X * k, p.Y * k} }

// Length is the distance from the origin.
func (p Point) Length() float32 { return noise.Sqrt(p.X*p.X + p.Y*p.Y) }

// Towards is the place at a distance in a direction, in radians.
func (p Point) Towards(angle, distance float32) Point {
	sin, cos := noise.Sincos(angle)
	return Point{p.X + distance*cos, p.Y + distance*sin}
}

// normal is the unit vector to the left of the way p.
func (p Point) normal() Point {
	n := max(p.Length(), 1e-6)
	return Point{-p.Y / n, p.X / n}
}

// Path is a set of closed outlines; a place within any of them is within the path.
type Path [][]Point

// Polygon is an area with corners.
func Polygon(points ...Point) Path { return Path{points} }

// Join is all of some paths.
func Join(paths ...Path) Path {
	var all Path
	for _, p := range paths {
		all = append(all, p...)
	}
	return all
}

// each is the path with every point changed.
func (p Path) each(change func(Point) Point) Path {
	out := make(Path, len(p))
	for i, outline := range p {
		out[i] = make([]Point, len(outline))
		for j, q := range outline {
			out[i][j] = change(q)
		}
	}
	return out
}

// Placed is a path drawn around the origin, scaled by k and moved to (x, y). A negative k
// for the width mirrors it.
func (p Path) Placed(x, y, kx, ky float32) Path {
	return p.each(func(q Point) Point { return Point{x + q.X*kx, y + q.Y*ky} })
}

// Turned is the path turned clockwise around a place.
func (p Path) Turned(angle float32, about Point) Path {
	sin, cos := noise.Sincos(angle)
	return p.each(func(q Point) Point {
		d := q.Minus(about)
		return Point{about.X + d.X*cos - d.Y*sin, about.Y + d.X*sin + d.Y*cos}
	})
}

// Mirrored is the path as seen from behind.
func (p Path) Mirrored() Path {
	return p.each(func(q Point) Point { return Point{1 - q.X, q.Y} })
}

// Grown is the path with every outline stretched from its middle by about an amount.
func (p Path) Grown(by float32) Path {
	out := make(Path, len(p))
	for i, outline := range p {
		var middle Point
		for _, q := range outline {
			middle = middle.Plus(q.Times(1 / float32(len(outline))))
		}
		out[i] = make([]Point, len(outline))
		for j, q := range outline {
			d := q.Minus(middle)
			out[i][j] = q.Plus(d.Times(by / max(d.Length(), 1e-5)))
		}
	}
	return out
}
