package oil

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Layer is one depth of a scene, covered with strokes. The functions take
// places in the unit square.
type Layer struct {
	Top, Bottom float32                         // rows that hold the layer
	Inside      func(x, y float32) bool         // or nil for all of them
	Colour      func(x, y float32) oklab.Colour // paint at a place
	Direction   func(x, y float32) float32      // of strokes, in radians
	Coats       []Coat                          // laid one over the other
	Bare        bool                            // no wash of its own under the coats
}

// Coat covers a layer with strokes of one kind.
type Coat struct {
	Touch
	Radius    float32 // of the brush, in units
	Cover     float32 // how many times over the strokes would cover the area
	Short     float32 // shortest and
	Long      float32 // longest stroke, in radii
	Wander    float32 // strays from the direction by about this angle
	Bend      float32 // curls along the way
	FarToNear bool    // from the top down, so that near strokes lie over far ones

	Size func(y float32) float32    // factor by perspective, or nil for 1
	Keep func(x, y float32) float32 // chance that a stroke is laid, or nil for 1
}

// Layer paints l.
func (e *Easel) Layer(l *Layer) {
	if !l.Bare {
		e.wash(l)
	}
	for i := range l.Coats {
		e.coat(l, &l.Coats[i])
	}
}

func (l *Layer) inside(x, y float32) bool { return l.Inside == nil || l.Inside(x, y) }

// wash lays thin paint in the layer's own colours so that no gap between
// strokes shows what is behind.
func (e *Easel) wash(l *Layer) {
	const blockUnits = 4
	block := max(int(blockUnits*e.canvas.scale), 1)
	side := e.canvas.side
	from := max(int(l.Top*float32(side)), 0) / block * block
	to := min(int(l.Bottom*float32(side)), side)
	for y := from; y < to; y += block {
		for x := 0; x < side; x += block {
			ux, uy := (float32(x)+float32(block)/2)/float32(side), (float32(y)+float32(block)/2)/float32(side)
			if l.inside(ux, uy) {
				r, g, b := l.Colour(ux, uy).RGB()
				e.canvas.fill(x, y, x+block, y+block, r, g, b)
			}
		}
	}
}

// finestStroke is the least radius of a stroke in canvas pixels.
const finestStroke = 0.6

type seed struct{ x, y, radius float32 } // place in the unit square, radius in units

func (e *Easel) coat(l *Layer, c *Coat) {
	seeds := e.scatter(l, c)
	if !c.FarToNear {
		for i := len(seeds) - 1; i > 0; i-- {
			j := e.Random.Index(i + 1)
			seeds[i], seeds[j] = seeds[j], seeds[i]
		}
	}
	for _, s := range seeds {
		if !l.inside(s.x, s.y) || c.Keep != nil && e.Random.Unit() > c.Keep(s.x, s.y) {
			continue
		}
		e.follow(l, c, s.x, s.y, s.radius*(0.75+0.5*e.Random.Unit()))
	}
}

// scatter spreads starting places on a jittered grid, row by row, so that
// strokes cover evenly but never line up.
func (e *Easel) scatter(l *Layer, c *Coat) []seed {
	r := e.Random
	// On a small picture fine strokes would be finer than its pixels.
	radius := max(c.Radius, finestStroke/e.canvas.scale)
	// A stroke covers about 2 radii by its length, of which four fifths hold paint.
	spacing := radius * noise.Sqrt((c.Short+c.Long)*0.8/c.Cover)
	var seeds []seed
	for y := l.Top*Units - radius; y < l.Bottom*Units+radius; {
		size := float32(1)
		if c.Size != nil {
			size = c.Size(noise.Clamp01(y / Units))
		}
		step := max(spacing*size, 1.2)
		for x := -step * r.Unit(); x < Units+step; x += step {
			seeds = append(seeds, seed{
				(x + (r.Unit()-0.5)*step) / Units, (y + (r.Unit()-0.5)*step) / Units, radius * size,
			})
		}
		y += step
	}
	return seeds
}

const reach = 31 // steps each way from the seed

// follow grows a stroke both ways from its seed along the direction field and
// stops at the border of the layer.
func (e *Easel) follow(l *Layer, c *Coat, x, y, radius float32) {
	r := e.Random
	half := r.Between(c.Short, c.Long) * radius / 2
	step := max(radius*0.7, 1.5)
	way := wayward{wander: r.Bell() * c.Wander, bend: r.Bell() * c.Bend * step / max(radius, 1) * 0.2}
	var buffer [2*reach + 1]Point
	first, last := reach, reach
	buffer[reach] = Point{x, y}
	for n := e.walk(l, way, x, y, half, step, false, buffer[reach+1:]); n > 0; n-- {
		last++
	}
	var back [reach]Point
	for n := range e.walk(l, way, x, y, half, step, true, back[:]) {
		first--
		buffer[first] = back[n]
	}
	if last > first {
		e.Stroke(buffer[first:last+1], radius, l.Colour(x, y), &c.Touch)
	}
}

type wayward struct{ wander, bend float32 }

// walk fills out with the places stepped on and tells how many.
func (e *Easel) walk(l *Layer, w wayward, x, y, half, step float32, backwards bool, out []Point) int {
	var lastX, lastY float32
	bend := w.wander
	count := 0
	for gone := float32(0); gone < half && count < len(out); gone += step {
		dy, dx := noise.Sincos(l.Direction(x, y) + bend)
		if backwards {
			dx, dy = -dx, -dy
		}
		if gone > 0 {
			// A direction has no sign of its own: go on, never turn back.
			if dx*lastX+dy*lastY < 0 {
				dx, dy = -dx, -dy
			}
			dx, dy = dx*0.6+lastX*0.4, dy*0.6+lastY*0.4
			k := 1 / noise.Sqrt(dx*dx+dy*dy+1e-9)
			dx, dy = dx*k, dy*k
		}
		bend += w.bend
		nextX, nextY := x+dx*step/Units, y+dy*step/Units
		if !l.inside(nextX, nextY) {
			break
		}
		x, y, lastX, lastY = nextX, nextY, dx, dy
		out[count] = Point{x, y}
		count++
	}
	return count
}
