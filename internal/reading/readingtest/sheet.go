package readingtest

import (
	"image"
	"image/color"
	"image/draw"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

// ink is a colour of a layout, as 0xrrggbb.
type ink uint32

func (i ink) rgba() color.RGBA {
	return color.RGBA{uint8(i >> 16), uint8(i >> 8), uint8(i), 255}
}

// sheet is a ticket or a page that is being printed, in pixels.
type sheet struct {
	*image.RGBA
	t        *typeset.Typesetter
	smallest float32 // size of the smallest text
}

func newSheet(t *typeset.Typesetter, w, h int, paper ink) *sheet {
	s := &sheet{RGBA: image.NewRGBA(image.Rect(0, 0, w, h)), t: t, smallest: 1000}
	s.box(0, 0, w, h, paper)
	return s
}

func (s *sheet) box(x, y, w, h int, c ink) {
	draw.Draw(s, image.Rect(x, y, x+w, y+h), image.NewUniform(c.rgba()), image.Point{}, draw.Src)
}

func (s *sheet) round(x, y, w, h, r float64, c ink) {
	var p typeset.Path
	p.RoundRect(x, y, w, h, r, false)
	s.t.Fill(s.RGBA, p, 1, c.rgba(), 1)
}

// font is how text is set: its size, bold or not, its ink.
type font struct {
	size float32
	bold bool
	ink  ink
}

func (f font) style() typeset.Style {
	if f.bold {
		return typeset.Style{Face: typeset.Bold, Size: f.size}
	}
	return typeset.Style{Face: typeset.Medium, Size: f.size}
}

// text sets a line on a base line from x on, and gives where it ends.
func (s *sheet) text(x, y float32, f font, words string) float32 {
	s.smallest = min(s.smallest, f.size)
	line := s.t.Shape(typeset.Clean(words), f.style())
	var p typeset.Path
	s.t.Outline(line, x, y, &p)
	s.t.Fill(s.RGBA, p, 1, f.ink.rgba(), 1)
	return x + line.Width
}

func (s *sheet) width(f font, words string) float32 {
	return s.t.Width(typeset.Clean(words), f.style())
}

// right ends a line at x, mid puts it around x.
func (s *sheet) right(x, y float32, f font, words string) { s.text(x-s.width(f, words), y, f, words) }
func (s *sheet) mid(x, y float32, f font, words string)   { s.text(x-s.width(f, words)/2, y, f, words) }

// block sets words within a width, and gives the base line of the last line.
func (s *sheet) block(x, y float32, f font, width float32, words string) float32 {
	lines, _ := s.t.Wrap(typeset.Clean(words), f.style(), width, 3)
	s.smallest = min(s.smallest, f.size)
	for i, line := range lines {
		if i > 0 {
			y += f.size * 1.3
		}
		var p typeset.Path
		s.t.Outline(line, x, y, &p)
		s.t.Fill(s.RGBA, p, 1, f.ink.rgba(), 1)
	}
	return y
}

// dashes draws a perforation, across or down.
func (s *sheet) dashes(x, y, length int, down bool, c ink) {
	for at := 0; at < length; at += 18 {
		if down {
			s.box(x, y+at, 3, 10, c)
		} else {
			s.box(x+at, y, 10, 3, c)
		}
	}
}

// bars draws something like a barcode.
func (s *sheet) bars(x, y, w, h int, seed uint64, c ink) {
	rng := noise.NewStream(seed)
	for at := 0; at < w; {
		bar := 2 + rng.Index(5)
		s.box(x+at, y, min(bar, w-at), h, c)
		at += bar + 2 + rng.Index(5)
	}
}

// code draws something like a QR code.
func (s *sheet) code(x, y, side int, seed uint64, c ink) {
	const cells = 25
	rng, cell := noise.NewStream(seed), side/cells
	for row := range cells {
		for col := range cells {
			corner := (row < 7 && (col < 7 || col >= cells-7)) || row >= cells-7 && col < 7
			ring := min(min(row%(cells-7), 6-row%(cells-7)), min(col%(cells-7), 6-col%(cells-7)))
			if corner && ring == 1 || !corner && rng.Chance(0.5) {
				continue
			}
			s.box(x+col*cell, y+row*cell, cell, cell, c)
		}
	}
}

// statusBar draws the top of a phone's screen.
func (s *sheet) statusBar(clock string, c ink) {
	w := float32(s.Bounds().Dx())
	s.text(64, 62, font{34, true, c}, clock)
	s.right(w-150, 62, font{30, true, c}, "LTE")
	s.round(float64(w)-130, 36, 66, 32, 9, c)
	s.round(float64(w)-60, 45, 6, 14, 3, c)
}
