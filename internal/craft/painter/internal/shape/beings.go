package shape

import "piece/internal/craft/noise"

// Gull is a bird far off: two wings.
func Gull(x, y, size, tilt float32) Path {
	wing := func(side float32) []Point {
		return Smooth(false, Point{x, y}, Point{x + side*size*0.42, y - size*0.34}, Point{x + side*size, y - size*0.20 + side*tilt*size*0.3})
	}
	taper := func(t float32) float32 { return size * 0.17 * (1 - t*0.93) }
	return Join(Ribbon(wing(-1), taper), Ribbon(wing(1), taper))
}

// Swallow is a bird in flight seen from the side, beak to the right for a positive size.
func Swallow(x, y, size float32) Path {
	p := Join(
		Blob(Point{0.52, -0.03}, Point{0.40, -0.10}, Point{0.10, -0.10}, Point{-0.25, -0.02}, Point{-0.42, 0.03}, Point{-0.1, 0.08}, Point{0.30, 0.07}, Point{0.43, 0.02}),
		Polygon(Point{0.46, -0.07}, Point{0.63, -0.02}, Point{0.46, 0.02}),
		Polygon(Smooth(false, Point{0.26, -0.06}, Point{0.16, -0.34}, Point{-0.12, -0.62}, Point{-0.40, -0.70}, Point{-0.22, -0.48}, Point{-0.10, -0.22}, Point{-0.06, 0})...),
		Polygon(Smooth(false, Point{0.20, 0.0}, Point{0.30, 0.26}, Point{0.22, 0.52}, Point{0.06, 0.70}, Point{0.06, 0.44}, Point{0.0, 0.2}, Point{-0.04, 0.02})...),
		Polygon(Point{-0.30, -0.01}, Point{-0.86, -0.10}, Point{-0.52, 0.04}, Point{-0.84, 0.20}, Point{-0.28, 0.06}),
	)
	return p.Placed(x, y, size, noise.Abs(size))
}

// Crow sits, looking to the right for a positive size, its feet at (x, y).
func Crow(x, y, size float32) Path {
	return Join(
		Blob(Point{-0.62, -0.10}, Point{-0.30, -0.42}, Point{-0.02, -0.66}, Point{0.08, -0.86}, Point{0.26, -0.92}, Point{0.38, -0.80}, Point{0.34, -0.62}, Point{0.30, -0.40}, Point{0.10, -0.18}, Point{-0.16, -0.12}),
		Polygon(Point{0.34, -0.86}, Point{0.62, -0.72}, Point{0.34, -0.70}),
		Polygon(Point{-0.40, -0.30}, Point{-0.95, 0.14}, Point{-0.78, 0.16}, Point{-0.28, -0.08}),
		Rect(0.0, -0.2, 0.05, 0.02), Rect(0.12, -0.2, 0.17, 0.02),
	).Placed(x, y, size, noise.Abs(size))
}

// Bat spreads its wings around (x, y).
func Bat(x, y, size float32) Path {
	half := []Point{{0, -0.20}, {0.06, -0.34}, {0.11, -0.20}, {0.30, -0.24}, {0.62, -0.44}, {1, -0.20}, {0.84, -0.10}, {0.74, 0.08}, {0.56, 0.0}, {0.42, 0.14}, {0.28, 0.06}, {0.12, 0.16}, {0, 0.34}}
	outline := append([]Point{}, half...)
	for i := len(half) - 2; i > 0; i-- {
		outline = append(outline, Point{-half[i].X, half[i].Y})
	}
	return Polygon(outline...).Placed(x, y, size, size)
}

// Butterfly has four wings and is seen from above.
func Butterfly(x, y, size, angle float32) Path {
	wing := func(side float32) Path {
		return Join(
			Blob(Point{0, -0.05}, Point{side * 0.30, -0.62}, Point{side * 0.80, -0.72}, Point{side * 0.78, -0.28}, Point{side * 0.34, 0.02}),
			Blob(Point{0, 0.02}, Point{side * 0.44, 0.06}, Point{side * 0.60, 0.40}, Point{side * 0.34, 0.66}, Point{side * 0.12, 0.40}),
		)
	}
	p := Join(wing(-1), wing(1), Oval(0, 0.02, 0.055, 0.36, 0))
	return p.Turned(angle, Point{}).Placed(x, y, size, size)
}

// Deer stands with its hoofs at y, looking to the right for a positive size, which is the
// height of its head.
func Deer(x, y, size float32, antlers bool) Path {
	body := Blob(
		Point{0.03, -0.50}, Point{0.055, -0.575}, Point{0.13, -0.605}, Point{0.24, -0.585}, Point{0.36, -0.575}, Point{0.47, -0.60}, // rump, back
		Point{0.545, -0.70}, Point{0.595, -0.83}, Point{0.645, -0.915}, // nape
		Point{0.70, -0.915}, Point{0.755, -0.865}, Point{0.825, -0.80}, Point{0.815, -0.765}, Point{0.735, -0.765}, // face
		Point{0.685, -0.735}, Point{0.655, -0.64}, Point{0.615, -0.52}, Point{0.565, -0.43}, // throat, chest
		Point{0.50, -0.385}, Point{0.36, -0.365}, Point{0.24, -0.375}, Point{0.15, -0.36}, Point{0.075, -0.40}) // belly
	leg := func(points ...Point) Path {
		return Ribbon(Smooth(false, points...), func(t float32) float32 { return 0.034 + 0.10*noise.Clamp01(1-t*2.1)*noise.Clamp01(1-t*2.1) })
	}
	p := Join(body,
		leg(Point{0.10, -0.44}, Point{0.105, -0.31}, Point{0.062, -0.235}, Point{0.082, -0.11}, Point{0.088, 0}),
		leg(Point{0.17, -0.42}, Point{0.185, -0.30}, Point{0.158, -0.225}, Point{0.185, -0.11}, Point{0.195, 0}),
		leg(Point{0.50, -0.45}, Point{0.495, -0.30}, Point{0.488, -0.21}, Point{0.482, -0.10}, Point{0.480, 0}),
		leg(Point{0.55, -0.46}, Point{0.580, -0.31}, Point{0.575, -0.21}, Point{0.585, -0.10}, Point{0.590, 0}),
		Leaf(Point{0.655, -0.895}, Point{0.555, -0.985}, 0.24), Leaf(Point{0.05, -0.56}, Point{-0.035, -0.475}, 0.3))
	if antlers {
		p = append(p, antler(0.665, 1)...)
		p = append(p, antler(0.69, -0.8)...)
	}
	return p.Placed(x, y, size, noise.Abs(size))
}

// antler grows backwards for way 1, forwards for -1.
func antler(x, way float32) Path {
	beam := Smooth(false, Point{x, -0.90}, Point{x - 0.05*way, -0.985}, Point{x - 0.145*way, -1.06}, Point{x - 0.205*way, -1.17}, Point{x - 0.20*way, -1.30})
	p := Line(beam, 0.032, 0.008)
	for _, tine := range []struct{ t, dx, dy float32 }{{0.22, 0.045, -0.10}, {0.46, 0.03, -0.15}, {0.64, 0.03, -0.15}, {0.80, -0.055, -0.085}} {
		from := pointOn(beam, tine.t)
		end := Point{from.X + tine.dx*way, from.Y + tine.dy}
		p = append(p, Line(Smooth(false, from, Point{(from.X+end.X)/2 + 0.012*way, (from.Y+end.Y)/2 + 0.008}, end), 0.026, 0.006)...)
	}
	return p
}

// Whale swims to the right for a positive size, which is its length.
func Whale(x, y, size float32) Path {
	return Join(
		Blob(Point{0.50, 0.02}, Point{0.47, -0.12}, Point{0.32, -0.215}, Point{0.10, -0.22}, Point{-0.14, -0.13}, Point{-0.34, -0.02}, Point{-0.46, -0.04},
			Point{-0.40, 0.05}, Point{-0.20, 0.12}, Point{0.06, 0.17}, Point{0.30, 0.15}, Point{0.45, 0.10}),
		Polygon(Smooth(true, Point{-0.43, 0.0}, Point{-0.56, -0.05}, Point{-0.63, -0.17}, Point{-0.52, -0.15}, Point{-0.45, -0.09}, Point{-0.36, -0.17}, Point{-0.26, -0.20}, Point{-0.32, -0.08})...),
		Leaf(Point{0.16, 0.10}, Point{-0.02, 0.30}, 0.26),
	).Placed(x, y, size, noise.Abs(size))
}
