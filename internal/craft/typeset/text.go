package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Style is how a line is set.
type Style struct {
	Face     Face
	Size     float32
	Tracking float32 // added after each character, in shares of the size
}

// spanKind says what draws a stretch of a line.
type spanKind uint8

const (
	spanText spanKind = iota
	spanFallback
	spanEmoji
	spanMissing
)

// span is a stretch of one line that one face draws.
type span struct {
	kind  spanKind
	glyph shaping.Output // text and fallback
	emoji string         // key of the picture
	width float32
}

// Line is one measured line of text. The zero value is no line.
type Line struct {
	Width float32
	spans []span
	style Style
}

// Empty tells whether nothing is drawn.
func (l Line) Empty() bool { return l.spans == nil }

// Style is how the line is set.
func (l Line) Style() Style { return l.style }

// Metrics shared by all faces, in shares of the size.
const (
	emojiAdvance = 1.20
	emojiSide    = 1.12
	emojiTop     = 0.925
	boxAdvance   = 0.92
)

// measured names a width that was found before.
type measured struct {
	text     string
	face     Face
	tracking float32
}

const (
	measureSize = 64 // the size at which widths are found; they grow with the size
	keptWidths  = 2048
)

// Width is that of the line without its shaping, from memory if possible: the
// same words are tried in many sizes.
func (t *Typesetter) Width(text string, st Style) float32 {
	key := measured{text, st.Face, st.Tracking}
	w, ok := t.widths[key]
	if !ok {
		if len(t.widths) >= keptWidths {
			clear(t.widths)
		}
		w = t.Shape(text, Style{st.Face, measureSize, st.Tracking}).Width / measureSize
		t.widths[key] = w
	}
	return w * st.Size
}

// Shape measures one line. The text is clean (see Clean); it is never broken here.
func (t *Typesetter) Shape(text string, st Style) Line {
	ln := Line{style: st}
	var run []rune
	kind, face := spanText, t.face(st.Face)
	flush := func() {
		if len(run) > 0 {
			ln.add(t.shapeRun(run, kind, face, st))
			run = nil
		}
	}
	for _, c := range Clusters(text) {
		rs := []rune(c)
		k, f, key := t.classify(rs, st.Face)
		if k != kind || f != face || k == spanEmoji || k == spanMissing {
			flush()
			kind, face = k, f
		}
		switch k {
		case spanEmoji:
			ln.add(span{kind: k, emoji: key, width: emojiAdvance * st.Size})
		case spanMissing:
			ln.add(span{kind: k, width: boxAdvance * st.Size})
		case spanFallback:
			run = append(run, t.fallbackRunes(rs)...)
		default:
			run = append(run, visible(rs)...)
		}
	}
	flush()
	if n := len(ln.spans); n > 0 && st.Tracking != 0 {
		// Tracking belongs between characters, not after the last one.
		ln.Width -= st.Tracking * st.Size
	}
	return ln
}

func (l *Line) add(s span) {
	l.spans = append(l.spans, s)
	l.Width += s.width
}

// classify finds who draws a character: the wanted face, else the text face of its
// weight, else the fallback face, else an emoji, else nobody. An emoji that wants to be
// one goes first.
func (t *Typesetter) classify(rs []rune, want Face) (spanKind, *font.Face, string) {
	key, isEmoji := t.emoji.find(rs)
	if isEmoji && prefersEmoji(rs) {
		return spanEmoji, nil, key
	}
	if face := t.face(want); covers(face, rs) {
		return spanText, face, ""
	}
	if face := t.text[want.weight()]; covers(face, rs) {
		return spanText, face, ""
	}
	switch {
	case t.fallbackRunes(rs) != nil:
		return spanFallback, t.fallback, ""
	case isEmoji:
		return spanEmoji, nil, key
	}
	return spanMissing, nil, ""
}

// fallbackRunes is how the fallback face spells a character: as it is, or taken
// apart (a syllable with a tone mark is known there as letters only).
func (t *Typesetter) fallbackRunes(rs []rune) []rune {
	if covers(t.fallback, rs) {
		return visible(rs)
	}
	if apart := []rune(norm.NFD.String(string(rs))); covers(t.fallback, apart) {
		return visible(apart)
	}
	return nil
}

func covers(f *font.Face, rs []rune) bool {
	seen := false
	for _, r := range rs {
		if invisible(r) {
			continue
		}
		if _, ok := f.NominalGlyph(r); !ok {
			return false
		}
		seen = true
	}
	return seen
}

// invisible characters steer emoji and have no glyph in text.
func invisible(r rune) bool {
	return r == 0x200d || r == 0xfe0e || r == 0xfe0f || r >= 0xe0020 && r <= 0xe007f
}

func visible(rs []rune) []rune {
	out := rs[:0:0]
	for _, r := range rs {
		if !invisible(r) {
			out = append(out, r)
		}
	}
	return out
}

func (t *Typesetter) shapeRun(rs []rune, kind spanKind, face *font.Face, st Style) span {
	size := fixed.Int26_6(st.Size * 64)
	out := t.shaper.Shape(shaping.Input{
		Text: rs, RunStart: 0, RunEnd: len(rs), Direction: di.DirectionLTR, Face: face,
		Size: size, Script: scriptOf(rs), Language: language.NewLanguage("ko"),
	})
	// The shaper places glyphs as for the next whole size.
	if whole := fixed.Int26_6(size.Ceil() * 64); whole != size {
		for i := range out.Glyphs {
			g := &out.Glyphs[i]
			g.Advance, g.XOffset, g.YOffset = g.Advance*size/whole, g.XOffset*size/whole, g.YOffset*size/whole
		}
	}
	s := span{kind: kind, glyph: out}
	for i := range out.Glyphs {
		g := &out.Glyphs[i]
		if st.Tracking != 0 && lastOfCluster(out.Glyphs, i) {
			g.Advance += fixed.Int26_6(st.Tracking * st.Size * 64)
		}
		s.width += float32(g.Advance) / 64
	}
	return s
}

func lastOfCluster(gs []shaping.Glyph, i int) bool {
	return i+1 == len(gs) || gs[i+1].TextIndex() != gs[i].TextIndex()
}

// scriptOf is the script of the first character that has one.
func scriptOf(rs []rune) language.Script {
	for _, r := range rs {
		if unicode.Is(unicode.Hangul, r) {
			return language.Hangul
		}
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited {
			return s
		}
	}
	return language.Latin
}

// Emoji is a small picture in a line.
type Emoji struct {
	X, Y, Side float32 // left, top, width and height
	Key        string
}

// Outline puts the line with its baseline at (x, y): outlines into p, emoji aside.
func (t *Typesetter) Outline(l Line, x, y float32, p *Path) []Emoji {
	var emoji []Emoji
	size := l.style.Size
	for _, s := range l.spans {
		switch s.kind {
		case spanEmoji:
			side := emojiSide * size
			emoji = append(emoji, Emoji{x + (s.width-side)/2, y - emojiTop*size, side, s.emoji})
		case spanMissing:
			missingBox(p, x, y, size)
		case spanFallback:
			if l.style.Face.weight() == Bold {
				// The face is regular; drawn around its place it gets the weight of its neighbours.
				d := 0.022 * size
				for _, o := range [][2]float32{{-d, -d}, {d, -d}, {-d, d}, {d, d}} {
					t.glyphs(s.glyph, x+o[0], y+o[1], p)
				}
				break
			}
			t.glyphs(s.glyph, x, y, p)
		default:
			t.glyphs(s.glyph, x, y, p)
		}
		x += s.width
	}
	return emoji
}

// missingBox stands for a character that no face has: plainly a box, never nothing.
func missingBox(p *Path, x, y, size float32) {
	l, b, w, h := float64(x+0.10*size), float64(y+0.04*size), float64(0.72*size), float64(0.80*size)
	s := float64(size) * 0.055
	p.RoundRect(l, b-h, w, h, 0.08*float64(size), false)
	p.RoundRect(l+s, b-h+s, w-2*s, h-2*s, 0.05*float64(size), true)
}

func (t *Typesetter) glyphs(out shaping.Output, x, y float32, p *Path) {
	k := float32(out.Size) / 64 / float32(out.Face.Upem())
	for _, g := range out.Glyphs {
		gx, gy := x+float32(g.XOffset)/64, y-float32(g.YOffset)/64
		if o, ok := out.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
			appendGlyph(p, o.Segments, gx, gy, k)
		}
		x += float32(g.Advance) / 64
	}
}

func appendGlyph(p *Path, segs []ot.Segment, x, y, k float32) {
	open := false
	var last [2]float32
	for _, s := range segs {
		var q [6]float32
		for i := range 3 {
			q[2*i], q[2*i+1] = x+s.Args[i].X*k, y-s.Args[i].Y*k
		}
		switch s.Op {
		case ot.SegmentOpMoveTo:
			if open {
				p.Close()
			}
			open = true
			*p = append(*p, Segment{'M', q})
			last = [2]float32{q[0], q[1]}
		case ot.SegmentOpLineTo:
			*p = append(*p, Segment{'L', q})
			last = [2]float32{q[0], q[1]}
		case ot.SegmentOpQuadTo:
			*p = append(*p, Segment{'C', [6]float32{
				last[0] + (q[0]-last[0])*2/3, last[1] + (q[1]-last[1])*2/3,
				q[2] + (q[0]-q[2])*2/3, q[3] + (q[1]-q[3])*2/3, q[2], q[3],
			}})
			last = [2]float32{q[2], q[3]}
		case ot.SegmentOpCubeTo:
			*p = append(*p, Segment{'C', q})
			last = [2]float32{q[4], q[5]}
		}
	}
	if open {
		p.Close()
	}
}
