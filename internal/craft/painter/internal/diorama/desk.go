// Package diorama is the material of cut paper: a desk on which sheets are laid one over the
// other. A sheet has a cut, a colour and a height over what is below it; it throws a soft
// shadow there, has grain and fibres, and shows its lighter core where it was cut.
//
// Light falls from the upper left. Lengths are in shares of the picture's side. A Desk is
// used by one goroutine; equal calls give equal pixels. It imports noise, oklab, shape and
// the standard library.
package diorama

import (
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/shape"
)

// Desk holds a picture in the making.
type Desk struct {
	picture *image.RGBA
	side    int
	mask    *shape.Mask
	near    *field // the mask, blurred: shadow close to a cut and the bend of the paper
	far     *field // the same, blurred widely: shadow of sheets that stand high
	shade   [3]float32
	sheets  int
}

// NewDesk makes a desk of side by side pixels. shade is the colour of deep shadow.
func NewDesk(side int, shade oklab.Colour) *Desk {
	r, g, b := shade.RGB()
	d := &Desk{
		picture: image.NewRGBA(image.Rect(0, 0, side, side)), side: side, mask: shape.NewMask(side),
		near: newField(side, 2), far: newField(side, 8),
		shade: [3]float32{float32(r) / 255, float32(g) / 255, float32(b) / 255},
	}
	bare := [4]uint8{236, 230, 218, 255} // the mount
	for i := range d.picture.Pix {
		d.picture.Pix[i] = bare[i%4]
	}
	return d
}

// Sheet is a piece of paper.
type Sheet struct {
	Shape    shape.Path
	Holes    shape.Path                      // taken away from Shape
	Reaching shape.Path                      // parts of it that reach into the holes
	Colour   func(x, y float32) oklab.Colour // asked for on a coarse grid: no sharp changes
	Lift     float32                         // how high it stands over what is below it; 0.01 is a thick card
	Smooth   bool                            // without grain, for what glows
}

// Lay puts a sheet on top.
func (d *Desk) Lay(s *Sheet) {
	d.mask.Clear()
	d.mask.Add(s.Shape)
	d.mask.Cut(s.Holes)
	d.mask.Add(s.Reaching)
	bounds := d.mask.Bounds
	if bounds.Empty() {
		return
	}
	d.sheets++
	soft := max(s.Lift, 0.002) * float32(d.side)
	d.near.blur(d.mask, max(1, 0.22*soft))
	d.castShadow(d.near, bounds, s.Lift*0.35, 0.42)
	if s.Lift >= 0.006 {
		d.far.blur(d.mask, max(1, 0.85*soft))
		d.castShadow(d.far, bounds, s.Lift*1.15, 0.50)
	}
	d.near.blur(d.mask, max(1, 0.0016*float32(d.side)))
	d.cover(s, bounds)
}

// castShadow darkens what is beside a sheet.
func (d *Desk) castShadow(f *field, bounds image.Rectangle, offset, strength float32) {
	dx, dy := offset*0.62*float32(d.side), offset*float32(d.side)
	reach := int(f.reach + dx + dy + 2)
	area := bounds.Inset(-reach).Intersect(d.picture.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		line := f.line(float32(y) - dy)
		covered := d.mask.Alpha.Pix[y*d.side:]
		pix := d.picture.Pix[y*d.picture.Stride:]
		for x := area.Min.X; x < area.Max.X; x++ {
			if covered[x] == 255 {
				continue
			}
			dark := line.at(float32(x) - dx)
			if dark < 0.004 {
				continue
			}
			dark *= strength
			p := pix[x*4 : x*4+3 : x*4+3]
			for k := range p {
				p[k] = uint8(float32(p[k])*(1-dark*(1-d.shade[k])) + 0.5)
			}
		}
	}
}

const (
	edgeLight  = 0.17  // of the core of the paper where the cut looks to the light
	edgeDark   = 0.10  // on the other side
	bendLight  = 0.075 // of paper that rises a little towards its cut
	grainDepth = 1.0 / 900
)

// cover lays the paper itself.
func (d *Desk) cover(s *Sheet, bounds image.Rectangle) {
	tint := newTint(d.side, bounds, s.Colour)
	grain := usualGrain()
	shiftX, shiftY := d.sheets*193, d.sheets*331
	thick := max(1, d.side/700)
	bend := 0.0030 * float32(d.side)
	m := d.mask.Alpha
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		colours := tint.line(y)
		above, below := d.near.line(float32(y)-bend), d.near.line(float32(y)+bend)
		row := m.Pix[y*d.side : (y+1)*d.side]
		rowAbove := m.Pix[max(y-thick, 0)*d.side:]
		rowBelow := m.Pix[min(y+thick, d.side-1)*d.side:]
		pix := d.picture.Pix[y*d.picture.Stride:]
		hairs := grain[(y+shiftY)%grainSide*grainSide:]
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			covered := row[x]
			if covered == 0 {
				continue
			}
			c := colours.at(x)
			light := float32(1)
			if !s.Smooth {
				light += float32(hairs[(x+shiftX)%grainSide]) * grainDepth
			}
			lit := int(covered) - int(rowAbove[max(x-thick, 0)])
			if lit > 0 && y >= thick && x >= thick {
				light += edgeLight * float32(lit) / 255
			}
			if dim := int(covered) - int(rowBelow[min(x+thick, d.side-1)]); dim > 0 {
				light -= edgeDark * float32(dim) / 255
			}
			if up := above.at(float32(x) - bend); up < 0.995 {
				light += bendLight * (1 - up)
			}
			if down := below.at(float32(x) + bend); down < 0.995 {
				light -= bendLight * (1 - down)
			}
			a := float32(covered) / 255
			p := pix[x*4 : x*4+3 : x*4+3]
			for k := range p {
				v := min(c[k]*light, 255)
				p[k] = uint8(float32(p[k])*(1-a) + v*a + 0.5)
			}
		}
	}
}

// Glow lays soft light around a path, over everything.
func (d *Desk) Glow(p shape.Path, reach float32, colour oklab.Colour, strength float32) {
	d.mask.Clear()
	d.mask.Add(p)
	if d.mask.Bounds.Empty() {
		return
	}
	d.far.blur(d.mask, max(1, reach*float32(d.side)/2))
	r, g, b := colour.RGB()
	light := [3]float32{float32(r), float32(g), float32(b)}
	area := d.mask.Bounds.Inset(-int(d.far.reach) - 2).Intersect(d.picture.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		line := d.far.line(float32(y))
		pix := d.picture.Pix[y*d.picture.Stride:]
		for x := area.Min.X; x < area.Max.X; x++ {
			a := noise.Clamp01(line.at(float32(x)) * strength)
			if a < 0.004 {
				continue
			}
			p := pix[x*4 : x*4+3 : x*4+3]
			for k := range p {
				p[k] = uint8(255 - (255-float32(p[k]))*(1-a*light[k]/255) + 0.5)
			}
		}
	}
}
