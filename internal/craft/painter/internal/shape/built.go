package shape

import "piece/internal/craft/noise"

// Building is walls with what is open in them.
type Building struct {
	Walls Path
	Panes Path // windows and doors, to be cut out or lit
	Roof  Path
}

// House stands with the middle of its foot at (x, y).
func House(x, y, width, height float32, random *noise.Stream) Building {
	wall, eave := height*0.56, width*0.09
	b := Building{
		Walls: Polygon(Point{x - width/2, y}, Point{x - width/2, y - wall}, Point{x, y - height*0.97}, Point{x + width/2, y - wall}, Point{x + width/2, y}),
		Roof: Polygon(Point{x - width/2 - eave, y - wall + eave*0.7}, Point{x, y - height}, Point{x + width/2 + eave, y - wall + eave*0.7},
			Point{x + width/2 + eave*0.3, y - wall + eave*1.0}, Point{x, y - height + eave*1.5}, Point{x - width/2 - eave*0.3, y - wall + eave*1.0}),
	}
	chimney := x + random.Side()*width*0.26
	b.Walls = append(b.Walls, Rect(chimney-width*0.06, y-height*1.0, chimney+width*0.06, y-wall)...)
	w := width * 0.17
	b.pane(x-width*0.24, y-wall*0.56, w, wall*0.38)
	b.pane(x+width*0.24, y-wall*0.56, w, wall*0.38)
	b.Panes = append(b.Panes, Arch(x, y, w*1.0, wall*0.62)...)
	b.Panes = append(b.Panes, Disc(x, y-height*0.70, width*0.065)...)
	return b
}

// pane is a window with its bars, around (x, y).
func (b *Building) pane(x, y, width, height float32) {
	bar := width * 0.07
	for _, i := range []float32{-1, 1} {
		for _, j := range []float32{-1, 1} {
			middleX, middleY := x+i*(width/4+bar/2), y+j*(height/4+bar/2)
			b.Panes = append(b.Panes, Rect(middleX-width/4, middleY-height/4, middleX+width/4, middleY+height/4)...)
		}
	}
}

// Tower is a high house of a city with rows of windows, some of them lit.
func Tower(x, y, width, height float32, random *noise.Stream) Building {
	b := Building{Walls: Rect(x-width/2, y-height, x+width/2, y)}
	switch random.Index(5) {
	case 0:
		b.Walls = append(b.Walls, Rect(x-width*0.32, y-height-width*0.22, x+width*0.32, y-height)...)
		b.Walls = append(b.Walls, Rect(x-width*0.02, y-height-width*0.75, x+width*0.02, y-height)...)
	case 1:
		b.Walls = append(b.Walls, Polygon(Point{x - width/2, y - height}, Point{x + width/2, y - height - width*0.5}, Point{x + width/2, y - height})...)
	case 2:
		b.Walls = append(b.Walls, Disc(x, y-height, width*0.5)...)
	case 3:
		tank := x + random.Side()*width*0.2
		b.Walls = append(b.Walls, Rect(tank-width*0.15, y-height-width*0.36, tank+width*0.15, y-height-width*0.08)...)
		b.Walls = append(b.Walls, Polygon(Point{tank - width*0.18, y - height - width*0.34}, Point{tank, y - height - width*0.52}, Point{tank + width*0.18, y - height - width*0.34})...)
		b.Walls = append(b.Walls, Rect(tank-width*0.02, y-height-width*0.2, tank+width*0.02, y-height)...)
	}
	columns := max(2, int(width/0.026))
	cell := width / (float32(columns) + 0.6)
	tall := cell * random.Between(1.15, 1.6)
	lit := random.Between(0.35, 0.75)
	for row := float32(0.7); row*tall < height-tall*0.6; row++ {
		for column := range columns {
			if !random.Chance(lit) {
				continue
			}
			left := x - width/2 + cell*(float32(column)+0.3+0.22)
			top := y - height + row*tall
			b.Panes = append(b.Panes, Rect(left, top, left+cell*0.56, top+tall*0.56)...)
		}
	}
	return b
}

// Castle has towers with pointed roofs, the middle of its foot at (x, y).
func Castle(x, y, size float32, random *noise.Stream) Building {
	var b Building
	b.Walls = Rect(-0.42, -0.30, 0.42, 0.1)
	for i := range 9 {
		left := -0.42 + 0.84*float32(i)/9
		b.Walls = append(b.Walls, Rect(left+0.012, -0.345, left+0.062, -0.295)...)
	}
	for _, t := range []struct{ x, w, h float32 }{{-0.42, 0.15, 0.52}, {0.42, 0.15, 0.47}, {-0.17, 0.14, 0.68}, {0.20, 0.13, 0.60}, {0.02, 0.20, 0.86}} {
		tall := t.h * random.Between(0.93, 1.08)
		b.Walls = append(b.Walls, Rect(t.x-t.w/2, -tall, t.x+t.w/2, 0.1)...)
		b.Walls = append(b.Walls, Rect(t.x-t.w*0.60, -tall, t.x+t.w*0.60, -tall+0.045)...)
		b.Roof = append(b.Roof, Polygon(Point{t.x - t.w*0.66, -tall}, Point{t.x, -tall - t.w*1.65}, Point{t.x + t.w*0.66, -tall})...)
		b.Roof = append(b.Roof, Polygon(Point{t.x, -tall - t.w*1.95}, Point{t.x + t.w*0.5, -tall - t.w*1.83}, Point{t.x, -tall - t.w*1.70}, Point{t.x - 0.006, -tall - t.w*1.5})...)
		b.Panes = append(b.Panes, Arch(t.x, -tall+0.17, t.w*0.26, 0.09)...)
	}
	b.Panes = append(b.Panes, Arch(0.02, 0.0, 0.13, 0.19)...)
	for _, left := range []float32{-0.30, 0.31} {
		b.Panes = append(b.Panes, Arch(left, -0.12, 0.04, 0.08)...)
	}
	return Building{b.Walls.Placed(x, y, size, size), b.Panes.Placed(x, y, size, size), b.Roof.Placed(x, y, size, size)}
}

// Haunted is a narrow crooked house with one steep roof and a turret.
func Haunted(x, y, size float32) Building {
	walls := Join(
		Polygon(Point{-0.30, 0.1}, Point{-0.26, -0.52}, Point{0.16, -0.55}, Point{0.20, 0.1}),
		Polygon(Point{0.12, 0.1}, Point{0.15, -0.78}, Point{0.37, -0.80}, Point{0.36, 0.1}),
		Rect(-0.20, -0.92, -0.12, -0.6))
	roof := Join(
		Polygon(Point{-0.38, -0.47}, Point{-0.05, -0.98}, Point{0.22, -0.52}),
		Polygon(Point{0.06, -0.74}, Point{0.24, -1.22}, Point{0.45, -0.77}),
		Polygon(Point{0.235, -1.15}, Point{0.245, -1.36}, Point{0.255, -1.15}))
	panes := Join(Arch(-0.15, -0.22, 0.085, 0.17), Arch(0.05, -0.24, 0.085, 0.17), Arch(0.26, -0.50, 0.075, 0.15), Disc(-0.05, -0.66, 0.045), Arch(-0.05, 0.06, 0.11, 0.19))
	return Building{walls.Placed(x, y, size, size), panes.Placed(x, y, size, size), roof.Placed(x, y, size, size)}
}

// Boat is a hull with a mast and two sails, at the waterline (x, y).
func Boat(x, y, size float32) (hull, sails Path) {
	hull = Join(
		Polygon(Smooth(false, Point{-0.50, -0.14}, Point{-0.40, 0.03}, Point{-0.22, 0.12}, Point{0.22, 0.12}, Point{0.42, 0.02}, Point{0.56, -0.18})...),
		Rect(-0.045, -1.02, -0.018, 0))
	sails = Join(
		Polygon(append(Smooth(false, Point{-0.01, -0.99}, Point{0.22, -0.60}, Point{0.46, -0.24}), Point{-0.01, -0.20})...),
		Polygon(append(Smooth(false, Point{-0.06, -0.90}, Point{-0.20, -0.56}, Point{-0.42, -0.24}), Point{-0.06, -0.22})...))
	return hull.Placed(x, y, size, noise.Abs(size)), sails.Placed(x, y, size, noise.Abs(size))
}

// Balloon is an envelope, its gores and a basket, the envelope around (x, y).
func Balloon(x, y, r float32) (envelope, gores, basket Path) {
	outline := Smooth(true, Point{0, -1}, Point{0.60, -0.82}, Point{0.96, -0.25}, Point{0.80, 0.35}, Point{0.42, 0.86}, Point{0.17, 1.16},
		Point{-0.17, 1.16}, Point{-0.42, 0.86}, Point{-0.80, 0.35}, Point{-0.96, -0.25}, Point{-0.60, -0.82})
	envelope = Path{outline}
	for _, k := range []float32{-0.66, 0, 0.66} {
		gores = append(gores, Ribbon(Smooth(false, Point{k * 0.1, -0.99}, Point{k * 0.78, -0.6}, Point{k, -0.1}, Point{k * 0.72, 0.5}, Point{k * 0.22, 1.14}),
			func(t float32) float32 { return 0.30 * (0.12 + 3.5*t*(1-t)*(1-0.35*t)) })...)
	}
	basket = Join(Rect(-0.15, 1.42, 0.15, 1.66), Rect(-0.13, 1.12, -0.11, 1.45), Rect(0.11, 1.12, 0.13, 1.45))
	return envelope.Placed(x, y, r, r), gores.Placed(x, y, r, r), basket.Placed(x, y, r, r)
}
