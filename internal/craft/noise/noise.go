package noise

// Hash is a uniform value in [0, 1) for a lattice point.
func Hash(x, y int32, seed uint32) float32 {
	h := uint32(x)*0x8da6b343 ^ uint32(y)*0xd8163841 ^ seed*0xcb1ab31f
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	h *= 0x297a2d39
	h ^= h >> 15
	return float32(h>>8) / (1 << 24)
}

// Floor is the greatest integer not above x.
func Floor(x float32) int32 {
	i := int32(x)
	if float32(i) > x {
		i--
	}
	return i
}

// Value is smooth value noise in 0..1 with features about one unit wide.
func Value(x, y float32, seed uint32) float32 {
	xi, yi := Floor(x), Floor(y)
	fx, fy := x-float32(xi), y-float32(yi)
	fx = fx * fx * (3 - 2*fx)
	fy = fy * fy * (3 - 2*fy)
	a, b := Hash(xi, yi, seed), Hash(xi+1, yi, seed)
	c, d := Hash(xi, yi+1, seed), Hash(xi+1, yi+1, seed)
	a += (b - a) * fx
	c += (d - c) * fx
	return a + (c-a)*fy
}

// Fractal sums octaves of Value, each twice as fine and half as strong, and
// stays in 0..1.
func Fractal(x, y float32, octaves int, seed uint32) float32 {
	var sum, total float32
	amplitude := float32(1)
	for i := range octaves {
		sum += Value(x, y, seed+uint32(i)*101) * amplitude
		total += amplitude
		amplitude *= 0.5
		// The odd offsets keep lattice lines of the octaves from meeting.
		x, y = x*1.97+13.7, y*2.03+7.1
	}
	return sum / total
}

// Jagged is fractal noise along a line, in 0..1, whose corners stay sharp:
// the outline of rock rather than of hills.
func Jagged(x float32, octaves int, seed uint32) float32 {
	var sum, total float32
	amplitude := float32(1)
	for i := range octaves {
		cell := Floor(x)
		n := Lerp(Hash(cell, int32(i), seed), Hash(cell+1, int32(i), seed), x-float32(cell))
		sum += n * amplitude
		total += amplitude
		amplitude *= 0.46
		x = x*2.13 + 5.3
	}
	return sum / total
}
