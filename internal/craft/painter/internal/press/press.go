// Package press is the material of riso prints: a sheet of uncoated paper that runs under one
// drum of ink after the other. A plate says how much ink a place gets; tones between none and
// all become dots of a screen, every ink at an angle of its own. Inks let through what is
// below them, never lie quite where they should, and never quite evenly.
//
// Places are in the unit square with y downwards. A Press is used by one goroutine; equal
// calls give equal pixels. It imports noise, shape and the standard library.
package press

import (
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/shape"
)

// Tone is how much ink a place gets, 0 to 1.
type Tone func(x, y float32) float32

// Mark is a part of the artwork: a shape and what each ink does within it. A nil tone leaves
// an ink as it was.
type Mark struct {
	Shape, Holes shape.Path
	Tones        []Tone // one for each ink
}

// Press holds a print in the making.
type Press struct {
	picture *image.RGBA
	side    int
	inks    []Ink
	marks   []Mark
	mask    *shape.Mask
	plate   []uint8 // of the drum that prints now
	drums   []drum
	specks  float32 // how bare the pinholes in solid ink are
}

// drum is an ink with how it runs.
type drum struct {
	ink          Ink
	dx, dy, turn float32 // how far it is off its place
	screen       screen
	density      float32
	wear         *wear
}

// New makes a press of some inks for a picture of side by side pixels.
func New(side int, inks []Ink, random *noise.Stream) *Press {
	p := &Press{
		picture: image.NewRGBA(image.Rect(0, 0, side, side)), side: side, inks: inks,
		mask: shape.NewMask(side), plate: make([]uint8, side*side),
		specks: 0.85 * min(float32(side)/1024, 1), // on a small print a pixel is far wider than a pinhole
	}
	p.layPaper()
	for i, ink := range inks {
		d := drum{ink: ink, screen: newScreen(i, len(inks), side), density: random.Between(0.93, 0.99), wear: newWear(side, random)}
		if i > 0 {
			d.dx, d.dy, d.turn = random.Between(0.0010, 0.0030)*random.Side(), random.Between(0.0008, 0.0028)*random.Side(), random.Bell()*0.0011
		}
		p.drums = append(p.drums, d)
	}
	return p
}

// Inks is the number of inks.
func (p *Press) Inks() int { return len(p.inks) }

// Mark adds to the artwork. All marks come before the first band.
func (p *Press) Mark(m Mark) { p.marks = append(p.marks, m) }

// Margin is the width of the unprinted border.
const Margin = 0.030

// Print lets a band of the paper run under a drum: part of parts, from above. The bands of a
// drum come in their order.
func (p *Press) Print(which, part, parts int) {
	d := &p.drums[which]
	if part == 0 {
		p.makePlate(which, d)
	}
	for y := part * p.side / parts; y < (part+1)*p.side/parts; y++ {
		p.printRow(d, y)
	}
}

// makePlate rasters the marks for one ink, moved to where its drum prints them.
func (p *Press) makePlate(which int, d *drum) {
	clear(p.plate)
	middle := shape.Point{X: 0.5, Y: 0.5}
	moved := func(path shape.Path) shape.Path {
		return path.Turned(d.turn, middle).Placed(d.dx, d.dy, 1, 1)
	}
	for _, m := range p.marks {
		if m.Tones[which] == nil {
			continue
		}
		p.mask.Clear()
		p.mask.Add(moved(m.Shape))
		p.mask.Cut(moved(m.Holes))
		p.burn(m.Tones[which])
	}
	p.mask.Clear()
	p.mask.Add(moved(shape.Rect(Margin, Margin, 1-Margin, 1-Margin)))
	for i, a := range p.mask.Alpha.Pix {
		p.plate[i] = uint8(int(p.plate[i]) * int(a) / 255)
	}
}

// burn puts a tone on the plate where the mask is.
func (p *Press) burn(tone Tone) {
	unit := 1 / float32(p.side)
	b := p.mask.Bounds
	for y := b.Min.Y; y < b.Max.Y; y++ {
		covered := p.mask.Alpha.Pix[y*p.side : (y+1)*p.side]
		plate := p.plate[y*p.side : (y+1)*p.side]
		v := (float32(y) + 0.5) * unit
		for x := b.Min.X; x < b.Max.X; x++ {
			a := int(covered[x])
			if a == 0 {
				continue
			}
			want := int(noise.Clamp01(tone((float32(x)+0.5)*unit, v))*255 + 0.5)
			plate[x] = uint8((int(plate[x])*(255-a) + want*a) / 255)
		}
	}
}

// printRow inks a row of the paper.
func (p *Press) printRow(d *drum, y int) {
	pix := p.picture.Pix[y*p.picture.Stride:]
	plate := p.plate[y*p.side : (y+1)*p.side]
	grain := usualGrain()[(y+d.wear.shiftY)%grainSide*grainSide:]
	uneven := d.wear.row(y)
	for x, tone := range plate {
		if tone == 0 {
			continue
		}
		g := float32(grain[(x+d.wear.shiftX)%grainSide]) * (1.0 / 255)
		covered := d.screen.cover(float32(tone)*(1.0/255), x, y, g)
		if covered <= 0 {
			continue
		}
		// Ink skips the low places of the paper; where it is thin it skips more of them.
		load := d.density * uneven[x]
		covered = min(covered*load*(1-p.specks*noise.Smooth(0.80+0.14*load, 1.0, g))*(0.90+0.10*(1-g)), 1)
		q := pix[x*4 : x*4+3 : x*4+3]
		for k := range q {
			q[k] = uint8(float32(q[k])*(1-covered*(1-d.ink.through[k])) + 0.5)
		}
	}
}

// layPaper fills the picture with uncoated paper: warm white, a little cloudy.
func (p *Press) layPaper() {
	grain := usualGrain()
	base := [3]float32{246, 241, 230}
	for y := range p.side {
		for x := range p.side {
			g := float32(grain[(y+91)%grainSide*grainSide+(x+37)%grainSide])*(1.0/255) - 0.5
			q := p.picture.Pix[y*p.picture.Stride+x*4:]
			for k, v := range base {
				q[k] = uint8(v - g*7)
			}
			q[3] = 255
		}
	}
}

// Glance gives the print as it stands, small.
func (p *Press) Glance(side int) *image.RGBA { return shape.Reduced(p.picture, side) }

// Finish gives the print.
func (p *Press) Finish() *image.RGBA { return p.picture }
