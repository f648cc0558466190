package poster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"piece/internal/craft/typeset"
)

// The faces. The last three are for display and lack rare characters; words that need
// those are set in bold altogether.
const (
	medium = typeset.Medium
	bold   = typeset.Bold
)

var (
	serif = typeset.Display(0)
	heavy = typeset.Display(1)
	brush = typeset.Display(2)
)

// box is where text has to stay.
type box struct{ x, y, w, h float64 }

// anchor says to which side of its box text goes.
type anchor uint8

const (
	start anchor = iota // left, or top
	middle
	end // right, or bottom
)

// words are a text and how it may be set: as large as the box allows, between two sizes.
type words struct {
	text       string
	face       typeset.Face
	max, least float64
	lines      int     // at most; 0 means 1
	tracking   float64 // in shares of the size
	leading    float64 // between baselines, in shares of the size; 0 means 1.2
	across     anchor
	down       anchor
}

// Of a face: how far letters reach above the baseline and below it, in shares of the size.
const (
	rise = 0.80
	drop = 0.17
)

// setting is text that has its place.
type setting struct {
	path  typeset.Path
	emoji []typeset.Emoji
	box   box // what it covers, at most as large as the one it was made for
	size  float64
}

// writing is a setting on the sheet, kept for the tests.
type writing struct {
	path   typeset.Path
	covers box // by its lines
	within box // where it had to stay
}

// set measures words into a box. It never gives more than fits: what is too long gets
// smaller, then broken inside of words, then ends in an ellipsis.
func (c *canvas) set(w words, b box) setting {
	w.text = typeset.Clean(w.text)
	w.lines = max(w.lines, 1)
	if w.leading == 0 {
		w.leading = 1.2
	}
	if !c.t.Covers(w.face, w.text) && w.face != medium {
		w.face = bold
	}
	if w.text == "" || b.w < 1 {
		return setting{box: box{b.x, b.y, 0, 0}}
	}
	lines, size := c.fit(w, b)
	lines, size = c.byPhrase(w, b, lines, size)
	return c.place(w, b, lines, size)
}

const shrink = 0.96

// fit finds the largest size at which the words fit whole, else broken, else cut.
func (c *canvas) fit(w words, b box) ([]typeset.Line, float64) {
	for _, whole := range []bool{true, false} {
		for size := w.max; size >= w.least; size *= shrink {
			st := typeset.Style{Face: w.face, Size: float32(size), Tracking: float32(w.tracking)}
			room := min(w.lines, w.linesIn(b.h, size))
			if room < 1 || whole && !c.whole(w.text, st, b.w) {
				continue
			}
			if lines, cut := c.t.Wrap(w.text, st, float32(b.w), room); !cut {
				return lines, size
			}
		}
	}
	size := w.least
	st := typeset.Style{Face: w.face, Size: float32(size), Tracking: float32(w.tracking)}
	lines, _ := c.t.Wrap(w.text, st, float32(b.w), max(min(w.lines, w.linesIn(b.h, size)), 1))
	return lines, size
}

// concede is how much of its size a text gives up to be broken where it pauses.
const concede = 0.72

// byPhrase breaks a text of several lines where it pauses, if that takes no more lines and
// little of the size: "니콜라스 파티: / 더스트", not "니콜라스 / 파티: 더스트".
func (c *canvas) byPhrase(w words, b box, lines []typeset.Line, size float64) ([]typeset.Line, float64) {
	at := pauses(w.text)
	if len(lines) < 2 || len(at) == 0 {
		return lines, size
	}
	for s := size; s >= max(w.least, size*concede); s *= shrink {
		st := typeset.Style{Face: w.face, Size: float32(s), Tracking: float32(w.tracking)}
		var best []typeset.Line
		for _, i := range at {
			head, cut := c.t.Wrap(w.text[:i], st, float32(b.w), len(lines))
			tail, short := c.t.Wrap(w.text[i:], st, float32(b.w), len(lines))
			if cut || short || len(head)+len(tail) > len(lines) {
				continue
			}
			if both := append(head, tail...); best == nil || widest(both) < widest(best) {
				best = both
			}
		}
		if best != nil && c.whole(w.text, st, b.w) {
			return best, s
		}
	}
	return lines, size
}

// pauses are the places in a text at which something else begins: after a colon, a comma or a
// dash, and before a quotation or a bracket.
func pauses(text string) []int {
	var at []int
	before := ' '
	for i, r := range text {
		if r == ' ' {
			next, _ := utf8.DecodeRuneInString(text[i+1:])
			if strings.ContainsRune(":,–—-", before) || strings.ContainsRune("'\"‘“(<[《", next) {
				at = append(at, i)
			}
		}
		before = r
	}
	return at
}

func widest(lines []typeset.Line) float32 {
	w := float32(0)
	for _, l := range lines {
		w = max(w, l.Width)
	}
	return w
}

// linesIn is how many lines of a size a height holds.
func (w words) linesIn(h, size float64) int {
	if h < size*(rise+drop) {
		return 0
	}
	return 1 + int((h-size*(rise+drop))/(size*w.leading)+1e-9)
}

// whole tells whether every word fits on a line.
func (c *canvas) whole(text string, st typeset.Style, width float64) bool {
	for _, word := range strings.Fields(text) {
		if c.t.Width(word, st) > float32(width)-1 {
			return false
		}
	}
	return true
}

func (c *canvas) place(w words, b box, lines []typeset.Line, size float64) setting {
	height := size * (rise + drop + w.leading*float64(len(lines)-1))
	s := setting{box: box{b.x, b.y, 0, height}, size: size}
	switch w.down {
	case middle:
		s.box.y += (b.h - height) / 2
	case end:
		s.box.y += b.h - height
	}
	for _, l := range lines {
		s.box.w = max(s.box.w, float64(l.Width))
	}
	s.box.x = shift(w.across, b.x, b.w, s.box.w)
	for i, l := range lines {
		x := shift(w.across, b.x, b.w, float64(l.Width))
		y := s.box.y + size*(rise+w.leading*float64(i))
		s.emoji = append(s.emoji, c.t.Outline(l, float32(x), float32(y), &s.path)...)
	}
	s.lower(w.across, b)
	c.written = append(c.written, writing{s.path, s.box, b})
	return s
}

// lower brings what reaches far above its line, such as heaps of accents, into the box.
func (s *setting) lower(across anchor, b box) {
	if len(s.path) == 0 {
		return
	}
	x0, y0, x1, y1 := s.path.Bounds()
	if float64(y0) >= b.y-0.1*s.size {
		return
	}
	k := min(1, b.h/float64(y1-y0))
	dx := (1 - k) * shift(across, float64(x0), float64(x1-x0), 0)
	dy := b.y - k*float64(y0)
	s.path = placed(s.path, k, dx, dy)
	for i, e := range s.emoji {
		s.emoji[i].X, s.emoji[i].Y, s.emoji[i].Side = e.X*float32(k)+float32(dx), e.Y*float32(k)+float32(dy), e.Side*float32(k)
	}
	s.box = box{b.x, b.y, min(s.box.w, b.w), min(k*float64(y1-y0), b.h)}
}

func shift(a anchor, x, room, width float64) float64 {
	switch a {
	case middle:
		return x + (room-width)/2
	case end:
		return x + room - width
	}
	return x
}

// under is where text below it may begin; what is empty takes no room.
func (s setting) under(gap float64) float64 {
	if s.box.h == 0 {
		return s.box.y
	}
	return s.box.y + s.box.h + gap
}

// write sets words and fills them.
func (c *canvas) write(w words, b box, k ink) setting { return c.letter(c.set(w, b), wash{ink: k}) }

// letter fills what was set.
func (c *canvas) letter(s setting, w wash) setting {
	c.paint(s.path, w)
	c.emoji = append(c.emoji, s.emoji...)
	return s
}

// upright sets words from top to bottom, one character under the other, and tells whether
// it could: only few characters that stand by themselves may.
func (c *canvas) upright(w words, b box, k ink) (setting, bool) {
	text := typeset.Clean(w.text)
	face := w.face
	if !c.t.Covers(face, text) {
		face = bold
	}
	cells := typeset.Clusters(text)
	if len(cells) == 0 || len(cells) > 12 {
		return setting{}, false
	}
	tall := 0.0
	for _, cell := range cells {
		switch {
		case cell == " ":
			tall += 0.45
		case standsAlone(cell):
			tall += 1.06
		default:
			return setting{}, false
		}
	}
	size := min(w.max, b.h/tall, b.w/1.02)
	if size < w.least {
		return setting{}, false
	}
	s := setting{box: box{shift(w.across, b.x, b.w, size), shift(w.down, b.y, b.h, size*tall), size, size * tall}, size: size}
	y := s.box.y
	for _, cell := range cells {
		if cell == " " {
			y += 0.45 * size
			continue
		}
		l := c.t.Shape(cell, typeset.Style{Face: face, Size: float32(size)})
		c.t.Outline(l, float32(s.box.x+(size-float64(l.Width))/2), float32(y+0.88*size), &s.path)
		y += 1.06 * size
	}
	c.written = append(c.written, writing{s.path, s.box, b})
	c.paint(s.path, wash{ink: k})
	return s, true
}

// standsAlone is for syllables and ideographs, which are as wide as they are high.
func standsAlone(cluster string) bool {
	for _, r := range cluster {
		if !unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			return false
		}
	}
	return true
}

// emblem is a text as a picture: its outline brought to a box, not bound to stay on the sheet.
func (c *canvas) emblem(text string, face typeset.Face, b box) typeset.Path {
	if !c.t.Covers(face, text) {
		face = bold
	}
	var p typeset.Path
	c.t.Outline(c.t.Shape(text, typeset.Style{Face: face, Size: 100}), 0, 0, &p)
	if len(p) == 0 {
		return nil
	}
	x0, y0, x1, y1 := p.Bounds()
	k := min(b.w/max(float64(x1-x0), 1), b.h/max(float64(y1-y0), 1))
	return placed(p, k, b.x+(b.w-k*float64(x1-x0))/2-k*float64(x0), b.y+(b.h-k*float64(y1-y0))/2-k*float64(y0))
}
