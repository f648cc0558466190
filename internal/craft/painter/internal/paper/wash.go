package paper

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Box bounds an area. The zero Box is the whole sheet.
type Box struct{ Left, Top, Right, Bottom float32 }

// Shape tells how deep inside a place is: a length, negative outside.
type Shape func(x, y float32) float32

// Shade gives the paint at a place; it must change slowly over a hundredth of the side.
type Shade func(x, y float32) oklab.Colour

// Even is paint that is the same all over.
func Even(c oklab.Colour) Shade { return func(_, _ float32) oklab.Colour { return c } }

// Wash is one layer of paint laid with plenty of water.
type Wash struct {
	Box
	Shape  Shape                      // or nil for the whole box
	Colour Shade                      // what one layer looks like on white paper
	Load   func(x, y float32) float32 // how much paint, slowly changing, or nil for 1

	Rough   float32 // how far the edge strays
	Ripples float32 // features of the straying edge along the side; 0 means 14
	Soft    float32 // how far the edge runs where the paper was wet
	Lost    float32 // share of the edge that runs so, 0..1
	Rim     float32 // how much darker edges dry
	Mottle  float32 // unevenness of the paint
	Tides   float32 // strength of lines where drying stopped
	Grain   float32 // how much paint settles in the valleys of the paper
	Dry     float32 // share of the paper that a fast brush skips, 0..1
	Blooms  []Bloom
}

// Widths of dried edges.
const (
	rimLine = 0.0022
	rimFade = 0.012
)

// Wash lays w.
func (s *Sheet) Wash(w *Wash) {
	const looks = 4 // at a wash that is worth it
	l := s.newLaying(w)
	height := l.bottom - l.top
	watched := s.beat != nil && height > s.side/3 && l.right-l.left > s.side/2
	for y := l.top; y < l.bottom; y++ {
		if done := y - l.top; watched && done > 0 && done%(height/looks) == 0 {
			s.beat(float32(done) / float32(height))
		}
		l.row(y)
	}
}

// laying is a wash being laid: what doesn't change from pixel to pixel.
type laying struct {
	*Wash
	sheet                    *Sheet
	left, top, right, bottom int // pixels
	salt                     uint32
	margin                   float32 // beyond which an edge is out of sight
	paint                    *paintGrid
	lie                      *lie
	crisp                    float32
	pixel, ripples           float32
}

func (s *Sheet) newLaying(w *Wash) *laying {
	b := w.Box
	if b == (Box{}) {
		b = Box{0, 0, 1, 1}
	}
	k := float32(s.side)
	l := &laying{Wash: w, sheet: s, salt: uint32(s.Random.Uint64()), pixel: 1 / k, crisp: max(0.0008, 0.7/k), ripples: w.Ripples}
	if l.ripples == 0 {
		l.ripples = 14
	}
	l.left, l.top = max(int(b.Left*k), 0), max(int(b.Top*k), 0)
	l.right, l.bottom = min(int(b.Right*k)+1, s.side), min(int(b.Bottom*k)+1, s.side)
	l.margin = w.Rough*1.3 + w.Soft*2 + l.crisp
	l.paint = s.newPaintGrid(l)
	l.lie = newLie(l)
	return l
}

func (l *laying) row(py int) {
	s := l.sheet
	l.lie.reach(py)
	y := (float32(py) + 0.5) * l.pixel
	for px := l.left; px < l.right; px++ {
		depth, load := l.lie.at(px)
		cover, lost := float32(1), float32(0)
		if l.Shape != nil {
			if depth < -l.margin {
				continue
			}
			if depth < l.margin+rimFade*2 {
				cover, depth, lost = l.edge((float32(px)+0.5)*l.pixel, y, depth)
			}
		}
		if cover < 0.004 {
			continue
		}
		if l.Rim > 0 && depth < rimFade {
			d := max(depth, 0)
			load += l.Rim * (1 - lost) * (0.65*max(0, 1-d/rimLine) + 0.35*(1-d/rimFade))
		}
		grain := s.grain(px, py)
		load += l.Grain * (0.5 - grain) * 1.6
		if l.Dry > 0 {
			load *= noise.Smooth(l.Dry-0.10, l.Dry+0.10, grain*0.6+0.4*s.Flow(float32(px)*l.pixel, y*1.6, 16, l.salt+7))
		}
		if load > 0 {
			s.lay(px, py, l.paint.at(px, py), cover*load)
		}
	}
}

// edge lets the border stray and, where it is lost, run into the wet paper.
func (l *laying) edge(x, y, depth float32) (cover, strayed, lost float32) {
	s := l.sheet
	if l.Rough > 0 {
		depth += l.Rough * (1.7*(s.Flow(x, y, l.ripples, l.salt)-0.5) + 0.5*(s.Flow(x, y, l.ripples*5, l.salt+1)-0.5))
	}
	width := l.crisp
	if l.Soft > 0 {
		lost = 1
		if l.Lost < 1 {
			lost = noise.Smooth(1-l.Lost-0.12, 1-l.Lost+0.12, s.Flow(x, y, 5, l.salt+2)*0.9+0.05)
		}
		width += l.Soft * lost
		// Wet edges grow feathers.
		depth += l.Soft * lost * 1.2 * (s.Flow(x, y, 11, l.salt+3) - 0.5)
	}
	return noise.Smooth(-width, width, depth), depth, lost
}

// unevenness is how water and drying change the load at a place.
func (l *laying) unevenness(x, y float32) float32 {
	s := l.sheet
	k := float32(1)
	if l.Mottle > 0 {
		k += l.Mottle * (1.3*(s.Flow(x, y, 2.7, l.salt+4)-0.5) + 0.7*(s.Flow(x, y, 9, l.salt+5)-0.5))
	}
	if l.Tides > 0 {
		k += l.Tides * s.tide(x, y, l.salt+6)
	}
	for i := range l.Blooms {
		k *= s.bloom(&l.Blooms[i], x, y, l.salt+8)
	}
	return k
}

// lay adds paint to a pixel that isn't masked.
func (s *Sheet) lay(px, py int, paint mixture, load float32) {
	at := py*s.side + px
	if s.spared != nil {
		load *= 1 - float32(s.spared[at])*(1.0/255)
	}
	d := s.density[at*3 : at*3+3 : at*3+3]
	d[0] += paint[0] * load
	d[1] += paint[1] * load
	d[2] += paint[2] * load
}
