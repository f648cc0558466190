package paper

// paintGrid holds the paint of a wash at the corners of blocks, because asking for a
// colour costs as much as laying thirty pixels.
type paintGrid struct {
	block         int // pixels
	left, top     int // of the first corner, in pixels
	columns, rows int
	corners       []mixture
	inverse       float32
}

const blockSide = 1.0 / 128

func (s *Sheet) newPaintGrid(l *laying) *paintGrid {
	block := max(int(blockSide*float32(s.side)), 1)
	g := &paintGrid{block: block, left: l.left, top: l.top, inverse: 1 / float32(block)}
	g.columns, g.rows = max(0, l.right-l.left)/block+2, max(0, l.bottom-l.top)/block+2
	g.corners = make([]mixture, g.columns*g.rows)
	for row := range g.rows {
		for column := range g.columns {
			x, y := float32(l.left+column*block)*l.pixel, float32(l.top+row*block)*l.pixel
			load := float32(1)
			if l.Load != nil {
				if load = l.Load(x, y); load <= 0 {
					continue
				}
			}
			m := pigment(l.Colour(x, y))
			for k := range m {
				m[k] *= load
			}
			g.corners[row*g.columns+column] = m
		}
	}
	return g
}

func (g *paintGrid) at(px, py int) mixture {
	column, row := (px-g.left)/g.block, (py-g.top)/g.block
	fx, fy := float32(px-g.left-column*g.block)*g.inverse, float32(py-g.top-row*g.block)*g.inverse
	upper := g.corners[row*g.columns+column:]
	lower := g.corners[(row+1)*g.columns+column:]
	var m mixture
	for k := range m {
		a, b := upper[0][k], lower[0][k]
		a += (upper[1][k] - a) * fx
		b += (lower[1][k] - b) * fx
		m[k] = a + (b-a)*fy
	}
	return m
}
