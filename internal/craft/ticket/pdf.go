package ticket

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"sort"
	"strconv"
	"strings"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

// pdfFile writes PDF 1.6: numbered objects, a cross-reference table, no dates
// and no ids, so that the same content gives the same bytes.
type pdfFile struct {
	buf     bytes.Buffer
	offsets []int
}

func newPDF() *pdfFile {
	f := &pdfFile{}
	f.buf.WriteString("%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
	return f
}

// object writes one object and returns its number.
func (f *pdfFile) object(format string, args ...any) int {
	n := f.begin()
	fmt.Fprintf(&f.buf, format, args...)
	f.buf.WriteString("\nendobj\n")
	return n
}

// stream writes an object with data; dict is its dictionary without the brackets.
func (f *pdfFile) stream(dict string, data []byte) int {
	n := f.begin()
	fmt.Fprintf(&f.buf, "<<%s/Length %d>>\nstream\n", dict, len(data))
	f.buf.Write(data)
	f.buf.WriteString("\nendstream\nendobj\n")
	return n
}

func (f *pdfFile) begin() int {
	f.offsets = append(f.offsets, f.buf.Len())
	fmt.Fprintf(&f.buf, "%d 0 obj\n", len(f.offsets))
	return len(f.offsets)
}

// next is the number that the object after skip others will get.
func (f *pdfFile) next(skip int) int { return len(f.offsets) + 1 + skip }

func (f *pdfFile) finish(root int) []byte {
	at := f.buf.Len()
	fmt.Fprintf(&f.buf, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, o := range f.offsets {
		fmt.Fprintf(&f.buf, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&f.buf, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, root, at)
	return f.buf.Bytes()
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(b) // a bytes.Buffer takes everything
	z.Close()
	return out.Bytes()
}

const printQuality = 93

// jpeg embeds an opaque picture.
func (f *pdfFile) jpeg(m *image.RGBA) (int, error) {
	b, err := picture.EncodeJPEG(picture.ToYCbCr(m), printQuality)
	if err != nil {
		return 0, err
	}
	return f.stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode",
		m.Rect.Dx(), m.Rect.Dy()), b), nil
}

// cutout embeds a picture with transparency.
func (f *pdfFile) cutout(m *image.NRGBA) int {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	colours, alpha := make([]byte, 0, 3*w*h), make([]byte, 0, w*h)
	for y := range h {
		row := m.Pix[y*m.Stride:][:4*w]
		for x := 0; x < len(row); x += 4 {
			colours = append(colours, row[x], row[x+1], row[x+2])
			alpha = append(alpha, row[x+3])
		}
	}
	dict := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/FlateDecode", w, h)
	mask := f.stream(dict+"/ColorSpace/DeviceGray", deflate(alpha))
	return f.stream(fmt.Sprintf("%s/ColorSpace/DeviceRGB/SMask %d 0 R", dict, mask), deflate(colours))
}

// content collects drawing operators and the resources that they name. Its
// space has the canvas' lower left corner at the origin, in points.
type content struct {
	bytes.Buffer
	images map[string]int // name to object
	alphas map[int]bool   // percentages in use
}

func newContent() *content { return &content{images: map[string]int{}, alphas: map[int]bool{}} }

// num writes a number as short as it can be at a precision of 1/1000 pt.
func num(v float64) string {
	s := strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0")
	if s = strings.TrimRight(s, "."); s == "-0" || s == "" {
		return "0"
	}
	return s
}

func (c *content) op(name string, args ...float64) {
	for _, a := range args {
		c.WriteString(num(a))
		c.WriteByte(' ')
	}
	c.WriteString(name)
	c.WriteByte('\n')
}

func (c *content) colour(q color.RGBA) {
	c.op("rg", float64(q.R)/255, float64(q.G)/255, float64(q.B)/255)
}

// outline writes a canvas path in points.
func (c *content) outline(p typeset.Path) {
	for _, s := range p {
		var q [6]float64
		for i := 0; i < 6; i += 2 {
			q[i], q[i+1] = float64(s.P[i])*pointsPerPixel, trimHeight-float64(s.P[i+1])*pointsPerPixel
		}
		switch s.Op {
		case 'M':
			c.op("m", q[:2]...)
		case 'L':
			c.op("l", q[:2]...)
		case 'C':
			c.op("c", q[:]...)
		case 'Z':
			c.op("h")
		}
	}
}

// place draws an embedded picture into a box, given by its lower left corner.
func (c *content) place(name string, object int, x, y, w, h float64) {
	c.images[name] = object
	fmt.Fprintf(c, "q %s 0 0 %s %s %s cm /%s Do Q\n", num(w), num(h), num(x), num(y), name)
}

// resources is the resource dictionary for what was drawn.
func (c *content) resources(cutColour int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</ColorSpace<</Cut %d 0 R>>/XObject<<", cutColour)
	names := make([]string, 0, len(c.images))
	for n := range c.images {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(&b, "/%s %d 0 R", n, c.images[n])
	}
	b.WriteString(">>/ExtGState<</A100<</ca 1>>")
	for a := range 100 {
		if c.alphas[a] {
			fmt.Fprintf(&b, "/A%d<</ca %s>>", a, num(float64(a)/100))
		}
	}
	b.WriteString(">>>>")
	return b.String()
}
