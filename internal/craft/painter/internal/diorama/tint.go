package diorama

import (
	"image"

	"piece/internal/craft/oklab"
)

// tintCells is the number of cells along the side of the grid on which colours are asked for.
const tintCells = 72

// tint is a slowly changing colour over a rectangle, in sRGB levels.
type tint struct {
	cell               int // pixels
	left, top, columns int
	grid               [][3]float32
	row                [][3]float32
}

func newTint(side int, r image.Rectangle, colour func(x, y float32) oklab.Colour) *tint {
	cell := max(side/tintCells, 1)
	t := &tint{cell: cell, left: r.Min.X, top: r.Min.Y, columns: r.Dx()/cell + 2}
	rows := r.Dy()/cell + 2
	t.row = make([][3]float32, t.columns)
	t.grid = make([][3]float32, 0, rows*t.columns)
	for j := range rows {
		for i := range t.columns {
			red, green, blue := colour(float32(t.left+i*cell)/float32(side), float32(t.top+j*cell)/float32(side)).RGB()
			t.grid = append(t.grid, [3]float32{float32(red), float32(green), float32(blue)})
		}
	}
	return t
}

type tintLine struct {
	cell, left int
	row        [][3]float32
}

func (t *tint) line(y int) tintLine {
	j, part := (y-t.top)/t.cell, float32((y-t.top)%t.cell)/float32(t.cell)
	upper, lower := t.grid[j*t.columns:], t.grid[(j+1)*t.columns:]
	for i := range t.row {
		for k := range 3 {
			t.row[i][k] = upper[i][k] + (lower[i][k]-upper[i][k])*part
		}
	}
	return tintLine{t.cell, t.left, t.row}
}

func (l tintLine) at(x int) [3]float32 {
	i, part := (x-l.left)/l.cell, float32((x-l.left)%l.cell)/float32(l.cell)
	a, b := l.row[i], l.row[i+1]
	return [3]float32{a[0] + (b[0]-a[0])*part, a[1] + (b[1]-a[1])*part, a[2] + (b[2]-a[2])*part}
}
