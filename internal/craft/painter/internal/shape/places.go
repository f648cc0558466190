package shape

import "slices"

// Hanok is a Korean house under a roof of tiles whose eaves turn up, the middle of its foot at
// (x, y).
func Hanok(x, y, size float32) Building {
	roof := Join(
		Polygon(append(Smooth(false, Point{-0.30, -0.475}, Point{-0.36, -0.39}, Point{-0.46, -0.315}, Point{-0.585, -0.285}, Point{-0.565, -0.255}, Point{-0.40, -0.238}, Point{-0.2, -0.232}, Point{0, -0.23}),
			Smooth(false, Point{0.2, -0.232}, Point{0.40, -0.238}, Point{0.565, -0.255}, Point{0.585, -0.285}, Point{0.46, -0.315}, Point{0.36, -0.39}, Point{0.30, -0.475})...)...),
		Polygon(append(Smooth(false, Point{-0.335, -0.505}, Point{-0.2, -0.485}, Point{0, -0.48}, Point{0.2, -0.485}, Point{0.335, -0.505}), Point{0.33, -0.458}, Point{-0.33, -0.458})...))
	walls := Join(Rect(-0.43, -0.25, 0.43, -0.02), Rect(-0.50, -0.045, 0.50, 0.02), Rect(-0.46, 0, 0.46, 0.14))
	var panes Path
	for _, bay := range []float32{-0.315, -0.105, 0.105, 0.315} {
		for i := range 3 {
			for j := range 4 {
				left, top := bay-0.078+0.054*float32(i), -0.205+0.038*float32(j)
				panes = append(panes, Rect(left, top, left+0.046, top+0.031)...)
			}
		}
	}
	return Building{walls.Placed(x, y, size, size), panes.Placed(x, y, size, size), roof.Placed(x, y, size, size)}
}

// Lighthouse is a tower on its rock, its foot at (x, y).
func Lighthouse(x, y, height float32) Building {
	walls := Join(
		Polygon(Point{-0.095, 0.05}, Point{-0.062, -0.74}, Point{0.062, -0.74}, Point{0.095, 0.05}),
		Rect(-0.088, -0.765, 0.088, -0.735), Rect(-0.052, -0.88, 0.052, -0.75))
	panes := Join(Rect(-0.038, -0.865, 0.038, -0.78), Arch(0, -0.46, 0.034, 0.07), Arch(0, -0.20, 0.034, 0.07))
	roof := Join(Polygon(Point{-0.072, -0.875}, Point{0, -0.98}, Point{0.072, -0.875}), Rect(-0.006, -1.03, 0.006, -0.95),
		Polygon(Point{-0.0875, -0.13}, Point{-0.0802, -0.30}, Point{0.0802, -0.30}, Point{0.0875, -0.13}), Polygon(Point{-0.0765, -0.39}, Point{-0.0695, -0.56}, Point{0.0695, -0.56}, Point{0.0765, -0.39}))
	return Building{walls.Placed(x, y, height, height), panes.Placed(x, y, height, height), roof.Placed(x, y, height, height)}
}

// Fluke is the tail of a whale that dives at (x, y).
func Fluke(x, y, size float32) Path {
	half := []Point{{0, -0.66}, {0.10, -0.80}, {0.34, -0.96}, {0.66, -0.98}, {0.52, -0.76}, {0.30, -0.60}, {0.13, -0.48}, {0.10, -0.25}, {0.16, 0.1}}
	outline := slices.Clone(half)
	for i := len(half) - 1; i > 0; i-- {
		outline = append(outline, Point{-half[i].X, half[i].Y})
	}
	return Blob(outline...).Placed(x, y, size, size)
}
