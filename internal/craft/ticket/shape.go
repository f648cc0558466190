package ticket

import (
	"math"

	"piece/internal/craft/typeset"
)

// Shape is the outline of a ticket.
type Shape string

// The shapes.
const (
	Perforated Shape = "perforated" // scalloped top and bottom edge, concave corners
	Stub       Shape = "stub"       // cut corners, a dashed tear line between V notches
	Punched    Shape = "punched"    // round corners, punches at top and bottom, side notches
	Film       Shape = "film"       // a frame of film between two rows of sprocket holes
	Arch       Shape = "arch"       // a window with a round top
	Cake       Shape = "cake"       // scalloped all around, like a doily under a slice
)

// Shapes lists all shapes in the order in which they are offered.
func Shapes() []Shape { return []Shape{Perforated, Stub, Punched, Film, Arch, Cake} }

// Valid tells whether the shape exists.
func (s Shape) Valid() bool { _, ok := geometries[s]; return ok }

// geometry is what drawing needs to know of a shape.
type geometry struct {
	outline     func() typeset.Path
	seam        float64 // height of the tear line: artwork above, paper below
	left, right float64 // the safe column for text
	foot        float64 // baseline of the last line of text
	notch       float64 // depth of the side notches at the seam
}

// tear is where the tear line ends on the right: at the notch, else with the text.
func (g geometry) tear() float64 {
	if g.notch > 0 {
		return Width - g.notch - 20
	}
	return g.right
}

// geometries is filled once and never changes.
var geometries = map[Shape]geometry{
	Perforated: {perforatedOutline, 806, 76, Width - 76, Height - 70, 0},
	Stub:       {stubOutline, stubSeam, 76, Width - 76, Height - 68, stubNotch},
	Punched:    {punchedOutline, punchedSeam, 76, Width - 76, Height - 70, punchedNotch},
	Film:       {filmOutline, 806, filmBand + 44, Width - filmBand - 44, Height - 60, filmBand},
	Arch:       {archOutline, 806, 80, Width - 80, Height - 66, archNotch},
	Cake:       {cakeOutline, 800, 92, Width - 92, Height - 84, 0},
}

func perforatedOutline() typeset.Path {
	const (
		corner = 40.0
		bite   = 13.0
		count  = 21
		first  = corner + 2*bite
		pitch  = (Width - 2*first) / (count - 1)
	)
	var p typeset.Path
	p.Move(0, corner)
	p.Arc(0, 0, corner, math.Pi/2, 0)
	for i := range count {
		x := first + float64(i)*pitch
		p.Line(x-bite, 0)
		p.Arc(x, 0, bite, math.Pi, 0)
	}
	p.Line(Width-corner, 0)
	p.Arc(Width, 0, corner, math.Pi, math.Pi/2)
	p.Line(Width, Height-corner)
	p.Arc(Width, Height, corner, -math.Pi/2, -math.Pi)
	for i := count - 1; i >= 0; i-- {
		x := first + float64(i)*pitch
		p.Line(x+bite, Height)
		p.Arc(x, Height, bite, 0, -math.Pi)
	}
	p.Line(corner, Height)
	p.Arc(0, Height, corner, 0, -math.Pi/2)
	p.Close()
	return p
}

const (
	stubSeam  = 0.63 * Height
	stubNotch = 30.0
)

func stubOutline() typeset.Path {
	const cut, half = 54.0, 27.0
	var p typeset.Path
	p.Move(0, cut)
	for _, q := range [][2]float64{
		{cut, 0}, {Width - cut, 0}, {Width, cut},
		{Width, stubSeam - half}, {Width - stubNotch, stubSeam}, {Width, stubSeam + half},
		{Width, Height - cut}, {Width - cut, Height}, {cut, Height}, {0, Height - cut},
		{0, stubSeam + half}, {stubNotch, stubSeam}, {0, stubSeam - half},
	} {
		p.Line(q[0], q[1])
	}
	p.Close()
	return p
}

const (
	punchedSeam  = 0.64 * Height
	punchedNotch = 26.0
)

func punchedOutline() typeset.Path {
	return notched(48, 54, punchedSeam, punchedNotch)
}

// notched is a rectangle with round corners, half-circle punches in the middle
// of the top and bottom edge and half-circle notches at the sides.
func notched(corner, punch, seam, notch float64) typeset.Path {
	const q = math.Pi / 2
	var p typeset.Path
	p.Move(0, corner)
	p.Arc(corner, corner, corner, 2*q, 3*q)
	p.Line(Width/2-punch, 0)
	p.Arc(Width/2, 0, punch, 2*q, 0)
	p.Line(Width-corner, 0)
	p.Arc(Width-corner, corner, corner, 3*q, 4*q)
	p.Line(Width, seam-notch)
	p.Arc(Width, seam, notch, -q, -3*q)
	p.Line(Width, Height-corner)
	p.Arc(Width-corner, Height-corner, corner, 0, q)
	p.Line(Width/2+punch, Height)
	p.Arc(Width/2, Height, punch, 0, -2*q)
	p.Line(corner, Height)
	p.Arc(corner, Height-corner, corner, q, 2*q)
	p.Line(0, seam+notch)
	p.Arc(0, seam, notch, q, -q)
	p.Close()
	return p
}

const (
	filmBand  = 74.0 // width of the dark edge that holds the sprocket holes
	filmHoles = 13
	filmPitch = Height / float64(filmHoles)
)

func filmOutline() typeset.Path {
	const w, h, r = 36.0, 50.0, 9.0
	var p typeset.Path
	p.RoundRect(0, 0, Width, Height, 22, false)
	for i := range filmHoles {
		y := (float64(i)+0.5)*filmPitch - h/2
		p.RoundRect((filmBand-w)/2, y, w, h, r, true)
		p.RoundRect(Width-(filmBand+w)/2, y, w, h, r, true)
	}
	return p
}

const archNotch = 20.0

func archOutline() typeset.Path {
	const corner, q = 44.0, math.Pi / 2
	const seam = 806.0
	var p typeset.Path
	p.Move(0, Width/2)
	p.Arc(Width/2, Width/2, Width/2, 2*q, 4*q)
	p.Line(Width, seam-archNotch)
	p.Arc(Width, seam, archNotch, -q, -3*q)
	p.Line(Width, Height-corner)
	p.Arc(Width-corner, Height-corner, corner, 0, q)
	p.Line(corner, Height)
	p.Arc(corner, Height-corner, corner, q, 2*q)
	p.Line(0, seam+archNotch)
	p.Arc(0, seam, archNotch, q, -q)
	p.Close()
	return p
}

// cakeOutline is a row of overlapping circles around the edge, one of them on each corner.
func cakeOutline() typeset.Path {
	const (
		r            = 40.0
		nh, nv       = 12, 18
		ph, pv       = (Width - 2*r) / nh, (Height - 2*r) / nv
		far, low     = Width - r, Height - r
		quarter, all = math.Pi / 2, 2 * math.Pi
	)
	ah, av := math.Asin(ph/2/r), math.Asin(pv/2/r)
	var p typeset.Path
	s, c := math.Sincos(math.Pi - av)
	p.Move(r+r*c, r+r*s)
	p.Arc(r, r, r, math.Pi-av, 3*quarter+ah)
	for i := 1; i < nh; i++ {
		p.Arc(r+float64(i)*ph, r, r, 3*quarter-ah, 3*quarter+ah)
	}
	p.Arc(far, r, r, 3*quarter-ah, all+av)
	for i := 1; i < nv; i++ {
		p.Arc(far, r+float64(i)*pv, r, -av, av)
	}
	p.Arc(far, low, r, -av, quarter+ah)
	for i := nh - 1; i > 0; i-- {
		p.Arc(r+float64(i)*ph, low, r, quarter-ah, quarter+ah)
	}
	p.Arc(r, low, r, quarter-ah, math.Pi+av)
	for i := nv - 1; i > 0; i-- {
		p.Arc(r, r+float64(i)*pv, r, math.Pi-av, math.Pi+av)
	}
	p.Close()
	return p
}
