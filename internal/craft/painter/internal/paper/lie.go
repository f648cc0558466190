package paper

// lie is how a wash lies on the rows at hand: depth in the shape and load, asked for at
// every second pixel of a big picture and taken between, because they cost most.
type lie struct {
	*laying
	step         int
	count        int
	row          int       // of upper, in pixels
	upper, lower []float32 // depth and load by turns
	line         []float32 // of the pixels of the row reached
}

// wholePixels is the side up to which every pixel is asked for.
const wholePixels = 500

func newLie(l *laying) *lie {
	e := &lie{laying: l, step: 1, row: -1 << 30}
	if l.sheet.side > wholePixels {
		e.step = 2
	}
	e.count = max(0, l.right-l.left)/e.step + 2
	e.upper, e.lower, e.line = make([]float32, e.count*2), make([]float32, e.count*2), make([]float32, e.count*2)
	return e
}

// reach moves on to a row of pixels; rows come from the top down.
func (e *lie) reach(py int) {
	row := e.top + (py-e.top)/e.step*e.step
	if row != e.row {
		if row == e.row+e.step && e.step > 1 {
			e.upper, e.lower = e.lower, e.upper
		} else {
			e.ask(e.upper, row)
		}
		e.row = row
		if e.step > 1 {
			e.ask(e.lower, row+e.step)
		}
	}
	t := float32(py-row) / float32(e.step)
	for i := range e.line {
		e.line[i] = e.upper[i] + (e.lower[i]-e.upper[i])*t
	}
}

// ask fills a row of the lie.
func (e *lie) ask(out []float32, py int) {
	y := (float32(py) + 0.5) * e.pixel
	for i := range e.count {
		x := (float32(e.left+i*e.step) + 0.5) * e.pixel
		depth := float32(1)
		if e.Shape != nil {
			depth = e.Shape(x, y)
		}
		out[i*2], out[i*2+1] = depth, 1
		if depth > -e.margin*1.5 {
			out[i*2+1] = e.unevenness(x, y)
		}
	}
}

// at is depth and load at a pixel of the row.
func (e *lie) at(px int) (depth, load float32) {
	i := px - e.left
	if e.step == 1 {
		return e.line[i*2], e.line[i*2+1]
	}
	half := i / 2 * 2
	if i&1 == 0 {
		return e.line[half], e.line[half+1]
	}
	return (e.line[half] + e.line[half+2]) / 2, (e.line[half+1] + e.line[half+3]) / 2
}
