package diorama

import (
	"piece/internal/craft/painter/internal/shape"
)

// field is a mask seen out of focus, kept at a part of its size.
type field struct {
	shrink int // pixels of the mask for one of the field
	side   int
	pix    []float32
	spare  []float32
	other  []float32 // of the line before
	row    []float32 // of the next line
	reach  float32   // how far beyond the mask it may be above zero, in mask pixels
}

func newField(side, shrink int) *field {
	if side/shrink < 32 {
		shrink = 1 // small pictures are quick anyway
	}
	n := (side + shrink - 1) / shrink
	return &field{shrink: shrink, side: n, pix: make([]float32, n*n), spare: make([]float32, n*n), row: make([]float32, n), other: make([]float32, n)}
}

// blur takes a mask with edges that fade over about 2 radius pixels.
func (f *field) blur(m *shape.Mask, radius float32) {
	f.reduce(m)
	r := max(int(radius/float32(f.shrink)+0.5), 1)
	f.reach = float32((3*r + 1) * f.shrink)
	for range 3 { // three boxes make nearly a Gaussian
		boxRows(f.pix, f.spare, f.side, r)
		boxColumns(f.spare, f.pix, f.side, r)
	}
}

func (f *field) reduce(m *shape.Mask) {
	clear(f.pix)
	k := f.shrink
	part := 1 / float32(255*k*k)
	full := m.Alpha.Rect.Dx()
	for y := m.Bounds.Min.Y; y < m.Bounds.Max.Y; y++ {
		from := m.Alpha.Pix[y*full : (y+1)*full]
		to := f.pix[y/k*f.side:]
		for x := m.Bounds.Min.X; x < m.Bounds.Max.X; x++ {
			to[x/k] += float32(from[x]) * part
		}
	}
}

// boxRows averages every row with r neighbours to both sides; beyond the edge it goes on as
// at the edge.
func boxRows(from, to []float32, side, r int) {
	k := 1 / float32(2*r+1)
	for y := range side {
		in, out := from[y*side:(y+1)*side], to[y*side:(y+1)*side]
		sum := in[0] * float32(r)
		for i := range r {
			sum += in[min(i, side-1)]
		}
		for x := range out {
			sum += in[min(x+r, side-1)]
			out[x] = sum * k
			sum -= in[max(x-r, 0)]
		}
	}
}

// boxColumns is boxRows for columns, a row at a time because memory is read in rows.
func boxColumns(from, to []float32, side, r int) {
	k := 1 / float32(2*r+1)
	sum := make([]float32, side)
	add := func(y int, sign float32) {
		row := from[min(max(y, 0), side-1)*side:]
		for x := range sum {
			sum[x] += row[x] * sign
		}
	}
	for y := -r; y < r; y++ {
		add(y, 1)
	}
	for y := range side {
		add(y+r, 1)
		out := to[y*side : (y+1)*side]
		for x := range out {
			out[x] = max(sum[x]*k, 0)
		}
		add(y-r, -1)
	}
}

// fieldLine is a row of a field, between its rows.
type fieldLine struct {
	row  []float32
	part float32
}

// line is valid until the field's after next line is asked for.
func (f *field) line(y float32) fieldLine {
	part := 1 / float32(f.shrink)
	v := min(max((y+0.5)*part-0.5, 0), float32(f.side)-1.001)
	top := int(v)
	t := v - float32(top)
	upper, lower := f.pix[top*f.side:(top+1)*f.side], f.pix[(top+1)*f.side:(top+2)*f.side]
	row := f.row
	f.row, f.other = f.other, f.row
	for x, a := range upper {
		row[x] = a + (lower[x]-a)*t
	}
	return fieldLine{row, part}
}

func (l fieldLine) at(x float32) float32 {
	u := min(max((x+0.5)*l.part-0.5, 0), float32(len(l.row))-1.001)
	i := int(u)
	return l.row[i] + (l.row[i+1]-l.row[i])*(u-float32(i))
}
