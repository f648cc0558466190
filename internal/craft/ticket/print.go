package ticket

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"iter"
	"math"
	"slices"
	"strings"

	"piece/internal/craft/typeset"
)

// Layout is how pieces lie on the pages of a print file.
type Layout string

const (
	// Single is one piece in true size (70 x 100 mm) with 3 mm bleed and crop
	// marks: a page for the front, a page for the back.
	Single Layout = "single"
	// Nine is nine pieces on A4, at 58 x 82.9 mm so that each keeps its bleed
	// and its marks, and the backs mirrored for printing on both sides (flip on the long edge).
	Nine Layout = "nine"
)

// Lengths of the print file in points.
const (
	mm             = 72 / 25.4
	trimWidth      = 70 * mm
	trimHeight     = 100 * mm
	bleed          = 3 * mm
	pointsPerPixel = trimWidth / Width

	markLength = 4.5 * mm
	slug       = bleed + 1*mm + markLength // around the trim: bleed, a gap, marks
	a4Width    = 210 * mm
	a4Height   = 297 * mm
	nineScale  = 58.0 / 70
	nineGap    = 7 * mm
	printDots  = 16 // pixels per mm: 406 dpi
)

// PDF makes a print file: text as outlines, pictures as JPEG, the outline of
// the shape as a line in the spot colour CutContour (a light grey on a printer
// that does not know it). With Nine a single input is repeated nine times, and
// more than nine inputs go on over more pages. Inputs are asked for one after the other and
// not kept, so that many take no more memory than one; an error of theirs ends the file.
// Same input, same bytes.
func (r *Renderer) PDF(ctx context.Context, ins iter.Seq2[Input, error], layout Layout) ([]byte, error) {
	if layout != Single && layout != Nine {
		return nil, fmt.Errorf("%w: print layout %q", ErrInput, layout)
	}
	t := r.setter.Get().(*typesetter)
	defer r.setter.Put(t)
	p := &printer{t: t, file: newPDF(), emoji: map[string]int{}}
	tint := p.file.object("<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 0.4]/N 1>>")
	p.cutColour = p.file.object("[/Separation/CutContour/DeviceCMYK %d 0 R]", tint)
	var pieces []printed
	for in, err := range ins {
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		one, err := p.piece(&in)
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, one)
	}
	if len(pieces) == 0 {
		return nil, fmt.Errorf("%w: nothing to print", ErrInput)
	}
	if layout == Nine {
		return p.nine(pieces), nil
	}
	return p.single(pieces), nil
}

// Inputs gives inputs that are there already, for PDF.
func Inputs(ins ...Input) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, in := range ins {
			if !yield(in, nil) {
				return
			}
		}
	}
}

// printed holds the form objects of one piece.
type printed struct{ front, back int }

type printer struct {
	t         *typesetter
	file      *pdfFile
	emoji     map[string]int
	cutColour int
	pages     []string // dictionaries without their parent
}

func (p *printer) piece(in *Input) (out printed, err error) {
	for _, side := range []Side{Front, Back} {
		if err := in.check(side); err != nil {
			return out, err
		}
	}
	if out.front, err = p.front(in); err != nil {
		return out, err
	}
	out.back, err = p.back(in)
	return out, err
}

func (p *printer) front(in *Input) (int, error) {
	const w, h, m = 70 * printDots, 100 * printDots, 3 * printDots
	photo, err := p.file.jpeg(in.Photo.CoverBleed(in.Crop, w+2*m, h+2*m, m))
	if err != nil {
		return 0, err
	}
	c := newContent()
	c.place("Photo", photo, -bleed, -bleed, trimWidth+2*bleed, trimHeight+2*bleed)
	p.marks(c, bled(p.t.frontMarks(in.Shape)))
	return p.form(c, in.Shape), nil
}

func (p *printer) back(in *Input) (int, error) {
	art := printArt(in)
	object, err := p.file.jpeg(art)
	if err != nil {
		return 0, err
	}
	c := newContent()
	c.colour(in.Paper.Swatch().Base)
	c.op("re", -bleed, -bleed, trimWidth+2*bleed, trimHeight+2*bleed)
	c.op("f")
	h := float64(art.Rect.Dy()) / printDots * mm
	c.place("Art", object, -bleed, trimHeight+bleed-h, trimWidth+2*bleed, h)
	p.marks(c, bled(p.t.backMarks(in.Shape, in.Paper, &in.Text)))
	return p.form(c, in.Shape), nil
}

// printArt is the painting with its fade into the paper, and its bleed on three sides.
func printArt(in *Input) *image.RGBA {
	const w, m = 70 * printDots, 3 * printDots
	const k = float64(w) / Width
	g, s := geometries[in.Shape], in.Paper.Swatch()
	end := int(math.Ceil((g.seam - fadeEnd) * k))
	var art *image.RGBA
	if in.Art == nil {
		art = image.NewRGBA(image.Rect(0, 0, w+2*m, end+2*m))
		emptyArt(art, end+2*m, g, s)
	} else {
		art = in.Art.CoverBleed(artCrop(in.Art, w, float64(end)), w+2*m, end+2*m, m)
	}
	art = art.SubImage(image.Rect(0, 0, w+2*m, end+m)).(*image.RGBA)
	for y := range art.Rect.Dy() {
		if v := fadeAt(float64(y-m)/k, g.seam); v > 0 {
			fadeRow(art.Pix[y*art.Stride:][:4*art.Rect.Dx()], s.Base, v, y)
		}
	}
	return art
}

// bled lets marks that reach the edge of the canvas (the edges of the film) go on through the bleed.
func bled(ms []mark) []mark {
	const out = bleed / pointsPerPixel
	ms = slices.Clone(ms)
	for i, m := range ms {
		if m.path == nil {
			continue
		}
		ms[i].path = slices.Clone(m.path)
		for j := range ms[i].path {
			q := &ms[i].path[j].P
			for k := 0; k < 6; k += 2 {
				q[k] = past(q[k], Width, out)
				q[k+1] = past(q[k+1], Height, out)
			}
		}
	}
	return ms
}

func past(v, end, out float32) float32 {
	switch {
	case v < 0.5:
		return v - out
	case v > end-0.5:
		return v + out
	}
	return v
}

func (p *printer) marks(c *content, ms []mark) {
	for _, m := range ms {
		if m.path == nil {
			p.placeEmoji(c, m.emoji)
			continue
		}
		if m.alpha < 1 {
			a := int(m.alpha*100 + 0.5)
			c.alphas[a] = true
			fmt.Fprintf(c, "/A%d gs\n", a)
		}
		c.colour(m.fill)
		c.outline(m.path)
		c.op("f")
		if m.alpha < 1 {
			c.WriteString("/A100 gs\n")
		}
	}
}

func (p *printer) placeEmoji(c *content, e typeset.Emoji) {
	object, ok := p.emoji[e.Key]
	if !ok {
		m := p.t.Picture(e.Key)
		if m == nil {
			return
		}
		object = p.file.cutout(m)
		p.emoji[e.Key] = object
	}
	side := float64(e.Side) * pointsPerPixel
	c.place(fmt.Sprintf("E%d", object), object, float64(e.X)*pointsPerPixel, trimHeight-float64(e.Y)*pointsPerPixel-side, side, side)
}

// form closes one side with its cutting line and makes it an object that pages can place.
func (p *printer) form(c *content, shape Shape) int {
	c.WriteString("/Cut CS 1 SCN 0.3 w\n")
	c.outline(geometries[shape].outline())
	c.op("S")
	return p.file.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[%s %s %s %s]/Resources%s/Filter/FlateDecode",
		num(-bleed), num(-bleed), num(trimWidth+bleed), num(trimHeight+bleed), c.resources(p.cutColour)), deflate(c.Bytes()))
}

func (p *printer) single(pieces []printed) []byte {
	for _, one := range pieces {
		for _, form := range []int{one.front, one.back} {
			c := newContent()
			c.images["F"] = form
			fmt.Fprintf(c, "q 1 0 0 1 %s %s cm /F Do Q\n", num(slug), num(slug))
			cropMarks(c, slug, slug, trimWidth, trimHeight)
			w, h := trimWidth+2*slug, trimHeight+2*slug
			boxes := fmt.Sprintf("/MediaBox[0 0 %s %s]/BleedBox[%s %s %s %s]/TrimBox[%s %s %s %s]", num(w), num(h),
				num(slug-bleed), num(slug-bleed), num(w-slug+bleed), num(h-slug+bleed), num(slug), num(slug), num(w-slug), num(h-slug))
			p.page(boxes, c)
		}
	}
	return p.document()
}

func (p *printer) nine(pieces []printed) []byte {
	if len(pieces) == 1 {
		pieces = slices.Repeat(pieces, 9)
	}
	for sheet := range slices.Chunk(pieces, 9) {
		p.ninePage(sheet, false)
		p.ninePage(sheet, true)
	}
	return p.document()
}

func (p *printer) ninePage(sheet []printed, back bool) {
	const w, h = trimWidth * nineScale, trimHeight * nineScale
	left, top := (a4Width-3*w-2*nineGap)/2, (a4Height+3*h+2*nineGap)/2
	c := newContent()
	for i, one := range sheet {
		column, form := i%3, one.front
		if back {
			column, form = 2-column, one.back
		}
		x, y := left+float64(column)*(w+nineGap), top-float64(i/3)*(h+nineGap)-h
		name := fmt.Sprintf("F%d", form)
		c.images[name] = form
		fmt.Fprintf(c, "q %s 0 0 %s %s %s cm /%s Do Q\n", num(nineScale), num(nineScale), num(x), num(y), name)
	}
	edgeMarks(c, left, top, w, h)
	page := fmt.Sprintf("[0 0 %s %s]", num(a4Width), num(a4Height))
	p.page("/MediaBox"+page+"/BleedBox"+page+"/TrimBox"+page, c)
}

// cropMarks are pairs of short lines that point at the corners from outside of the bleed.
func cropMarks(c *content, x, y, w, h float64) {
	const from, to = bleed + 1*mm, bleed + 1*mm + markLength
	c.WriteString("0 0 0 1 K 0.25 w\n")
	for _, dx := range []float64{0, w} {
		stroke(c, x+dx, y-from, x+dx, y-to)
		stroke(c, x+dx, y+h+from, x+dx, y+h+to)
	}
	for _, dy := range []float64{0, h} {
		stroke(c, x-from, y+dy, x-to, y+dy)
		stroke(c, x+w+from, y+dy, x+w+to, y+dy)
	}
}

// edgeMarks are the marks of a whole sheet, along its four sides.
func edgeMarks(c *content, left, top, w, h float64) {
	const from, to = bleed + 1*mm, bleed + 1*mm + markLength
	c.WriteString("0 0 0 1 K 0.25 w\n")
	right, bottom := left+3*w+2*nineGap, top-3*h-2*nineGap
	for i := range 3 {
		x, y := left+float64(i)*(w+nineGap), top-float64(i)*(h+nineGap)
		for _, d := range []float64{0, w} {
			stroke(c, x+d, top+from, x+d, top+to)
			stroke(c, x+d, bottom-from, x+d, bottom-to)
		}
		for _, d := range []float64{0, h} {
			stroke(c, left-from, y-d, left-to, y-d)
			stroke(c, right+from, y-d, right+to, y-d)
		}
	}
}

func stroke(c *content, x0, y0, x1, y1 float64) {
	c.op("m", x0, y0)
	c.op("l", x1, y1)
	c.op("S")
}

func (p *printer) page(boxes string, c *content) {
	body := p.file.stream("/Filter/FlateDecode", deflate(c.Bytes()))
	p.pages = append(p.pages, fmt.Sprintf("<</Type/Page%s/Resources%s/Contents %d 0 R", boxes, c.resources(p.cutColour), body))
}

func (p *printer) document() []byte {
	parent := p.file.next(len(p.pages))
	var kids strings.Builder
	for _, page := range p.pages {
		fmt.Fprintf(&kids, "%d 0 R ", p.file.object("%s/Parent %d 0 R>>", page, parent))
	}
	p.file.object("<</Type/Pages/Count %d/Kids[%s]>>", len(p.pages), kids.String())
	return p.file.finish(p.file.object("<</Type/Catalog/Pages %d 0 R>>", parent))
}
