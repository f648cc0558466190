package ticket

import (
	_ "embed"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"piece/internal/craft/typeset"
)

// emblemLines holds a drawing on each line: a name, and moves, lines and curves on a canvas of
// emblemSide, to be drawn with a round pen. web/tools/emblems.mjs writes it.
//
//go:embed emblems.txt
var emblemLines string

const (
	emblemSide = 24.0
	emblemPen  = 2.0
)

// emblems is filled once and never changes.
var emblems = readEmblems(emblemLines)

// Emblems lists the drawings that a title may have.
func Emblems() []string { return slices.Sorted(maps.Keys(emblems)) }

func readEmblems(lines string) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(lines) {
		if name, drawing, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name != "#" {
			all[name] = drawing
		}
	}
	return all
}

// emblem is the outline of a drawing, side pixels wide with its middle at (cx, cy).
func emblem(name string, cx, cy, side float64) typeset.Path {
	k := side / emblemSide
	p := pen{radius: emblemPen / 2 * k}
	at := func(words []string) (x, y float64) {
		x, _ = strconv.ParseFloat(words[0], 64)
		y, _ = strconv.ParseFloat(words[1], 64)
		return cx + (x-emblemSide/2)*k, cy + (y-emblemSide/2)*k
	}
	for words := strings.Fields(emblems[name]); len(words) > 0; {
		switch op := words[0]; op {
		case "M", "L":
			x, y := at(words[1:])
			if op == "M" {
				p.move(x, y)
			} else {
				p.line(x, y)
			}
			words = words[3:]
		case "C":
			ax, ay := at(words[1:])
			bx, by := at(words[3:])
			x, y := at(words[5:])
			p.curve(ax, ay, bx, by, x, y)
			words = words[7:]
		default: // "Z"
			p.line(p.startX, p.startY)
			words = words[1:]
		}
	}
	return p.path
}

// pen draws lines with round ends. The outline of each step is a shape of its own, all turned in the
// same way, so that together they fill as one.
type pen struct {
	radius         float64
	path           typeset.Path
	x, y           float64
	startX, startY float64
}

func (p *pen) move(x, y float64) { p.x, p.y, p.startX, p.startY = x, y, x, y }

func (p *pen) line(x, y float64) {
	a := math.Atan2(y-p.y, x-p.x)
	const q = math.Pi / 2
	sin, cos := math.Sincos(a + q)
	p.path.Move(p.x+p.radius*cos, p.y+p.radius*sin)
	p.path.Arc(p.x, p.y, p.radius, a+q, a+3*q)
	sin, cos = math.Sincos(a - q)
	p.path.Line(x+p.radius*cos, y+p.radius*sin)
	p.path.Arc(x, y, p.radius, a-q, a+q)
	p.path.Close()
	p.x, p.y = x, y
}

// curveSteps is how many lines a curve becomes: at the size of a card none is seen.
const curveSteps = 14

func (p *pen) curve(ax, ay, bx, by, x, y float64) {
	x0, y0 := p.x, p.y
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		p.line(u*u*u*x0+3*u*u*t*ax+3*u*t*t*bx+t*t*t*x, u*u*u*y0+3*u*u*t*ay+3*u*t*t*by+t*t*t*y)
	}
}
