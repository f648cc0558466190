package paper

import "piece/internal/craft/noise"

// Polygon is a shape with corners and the box it fills with some room around.
func Polygon(corners ...Point) (Box, Shape) {
	const room = 0.008
	b := Box{corners[0].X, corners[0].Y, corners[0].X, corners[0].Y}
	for _, c := range corners {
		b = Box{min(b.Left, c.X), min(b.Top, c.Y), max(b.Right, c.X), max(b.Bottom, c.Y)}
	}
	b = Box{b.Left - room, b.Top - room, b.Right + room, b.Bottom + room}
	return b, func(x, y float32) float32 {
		apart, inside := float32(1e9), false
		last := corners[len(corners)-1]
		for _, c := range corners {
			dx, dy := c.X-last.X, c.Y-last.Y
			px, py := x-last.X, y-last.Y
			t := noise.Clamp01((px*dx + py*dy) / (dx*dx + dy*dy + 1e-12))
			ox, oy := px-dx*t, py-dy*t
			apart = min(apart, ox*ox+oy*oy)
			if (c.Y > y) != (last.Y > y) && x < c.X+(last.X-c.X)*(y-c.Y)/(last.Y-c.Y) {
				inside = !inside
			}
			last = c
		}
		if inside {
			return noise.Sqrt(apart)
		}
		return -noise.Sqrt(apart)
	}
}
