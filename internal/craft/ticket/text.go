package ticket

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

// style is how a line is set.
type style struct {
	weight   weight
	size     float32
	tracking float32 // added after each character, in shares of the size
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

// line is one measured line of text.
type line struct {
	spans []span
	style style
	width float32
}

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
	weight   weight
	tracking float32
}

const (
	measureSize = 64 // the size at which widths are found; they grow with the size
	keptWidths  = 2048
)

// width is that of the line without its shaping, from memory if possible: the
// same words are tried in many sizes.
func (t *typesetter) width(text string, st style) float32 {
	key := measured{text, st.weight, st.tracking}
	w, ok := t.widths[key]
	if !ok {
		if len(t.widths) >= keptWidths {
			clear(t.widths)
		}
		w = t.shape(text, style{st.weight, measureSize, st.tracking}).width / measureSize
		t.widths[key] = w
	}
	return w * st.size
}

// shape measures one line. The text is clean; it is never broken here.
func (t *typesetter) shape(text string, st style) line {
	ln := line{style: st}
	var run []rune
	kind := spanText
	flush := func() {
		if len(run) > 0 {
			ln.add(t.shapeRun(run, kind, st))
			run = nil
		}
	}
	for _, c := range clusters(text) {
		rs := []rune(c)
		k, key := t.classify(rs, st.weight)
		if k != kind || k == spanEmoji || k == spanMissing {
			flush()
			kind = k
		}
		switch k {
		case spanEmoji:
			ln.add(span{kind: k, emoji: key, width: emojiAdvance * st.size})
		case spanMissing:
			ln.add(span{kind: k, width: boxAdvance * st.size})
		case spanFallback:
			run = append(run, t.fallbackRunes(rs)...)
		default:
			run = append(run, visible(rs)...)
		}
	}
	flush()
	if n := len(ln.spans); n > 0 && st.tracking != 0 {
		// Tracking belongs between characters, not after the last one.
		ln.width -= st.tracking * st.size
	}
	return ln
}

func (l *line) add(s span) {
	l.spans = append(l.spans, s)
	l.width += s.width
}

// classify finds who draws a character: the text face, else the fallback face,
// else an emoji, else nobody. An emoji that wants to be one goes first.
func (t *typesetter) classify(rs []rune, w weight) (spanKind, string) {
	key, isEmoji := t.emoji.find(rs)
	if isEmoji && prefersEmoji(rs) {
		return spanEmoji, key
	}
	switch {
	case covers(t.text[w], rs):
		return spanText, ""
	case t.fallbackRunes(rs) != nil:
		return spanFallback, ""
	case isEmoji:
		return spanEmoji, key
	}
	return spanMissing, ""
}

// fallbackRunes is how the fallback face spells a character: as it is, or taken
// apart (a syllable with a tone mark is known there as letters only).
func (t *typesetter) fallbackRunes(rs []rune) []rune {
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

func (t *typesetter) shapeRun(rs []rune, kind spanKind, st style) span {
	face := t.text[st.weight]
	if kind == spanFallback {
		face = t.fallback
	}
	out := t.shaper.Shape(shaping.Input{
		Text: rs, RunStart: 0, RunEnd: len(rs), Direction: di.DirectionLTR, Face: face,
		Size: fixed.Int26_6(st.size * 64), Script: scriptOf(rs), Language: language.NewLanguage("ko"),
	})
	s := span{kind: kind, glyph: out}
	for i := range out.Glyphs {
		g := &out.Glyphs[i]
		if st.tracking != 0 && lastOfCluster(out.Glyphs, i) {
			g.Advance += fixed.Int26_6(st.tracking * st.size * 64)
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

// placedEmoji is a small picture in a line.
type placedEmoji struct {
	key        string
	x, y, side float32 // left, top, width and height
}

// draw puts the line with its baseline at (x, y): outlines into p, emoji aside.
func (t *typesetter) draw(l line, x, y float32, p *path) []placedEmoji {
	var emoji []placedEmoji
	size := l.style.size
	for _, s := range l.spans {
		switch s.kind {
		case spanEmoji:
			side := emojiSide * size
			emoji = append(emoji, placedEmoji{s.emoji, x + (s.width-side)/2, y - emojiTop*size, side})
		case spanMissing:
			missingBox(p, x, y, size)
		case spanFallback:
			if l.style.weight == bold {
				// The face is regular; drawn around its place it gets the weight of its neighbours.
				d := 0.022 * size
				for _, o := range [][2]float32{{-d, -d}, {d, -d}, {-d, d}, {d, d}} {
					t.outline(s.glyph, x+o[0], y+o[1], p)
				}
				break
			}
			t.outline(s.glyph, x, y, p)
		default:
			t.outline(s.glyph, x, y, p)
		}
		x += s.width
	}
	return emoji
}

// missingBox stands for a character that no face has: plainly a box, never nothing.
func missingBox(p *path, x, y, size float32) {
	l, b, w, h := float64(x+0.10*size), float64(y+0.04*size), float64(0.72*size), float64(0.80*size)
	s := float64(size) * 0.055
	p.roundRect(l, b-h, w, h, 0.08*float64(size), false)
	p.roundRect(l+s, b-h+s, w-2*s, h-2*s, 0.05*float64(size), true)
}

func (t *typesetter) outline(out shaping.Output, x, y float32, p *path) {
	k := float32(out.Size) / 64 / float32(out.Face.Upem())
	for _, g := range out.Glyphs {
		gx, gy := x+float32(g.XOffset)/64, y-float32(g.YOffset)/64
		if o, ok := out.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
			appendGlyph(p, o.Segments, gx, gy, k)
		}
		x += float32(g.Advance) / 64
	}
}

func appendGlyph(p *path, segs []ot.Segment, x, y, k float32) {
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
				p.close()
			}
			open = true
			*p = append(*p, segment{'M', q})
			last = [2]float32{q[0], q[1]}
		case ot.SegmentOpLineTo:
			*p = append(*p, segment{'L', q})
			last = [2]float32{q[0], q[1]}
		case ot.SegmentOpQuadTo:
			*p = append(*p, segment{'C', [6]float32{
				last[0] + (q[0]-last[0])*2/3, last[1] + (q[1]-last[1])*2/3,
				q[2] + (q[0]-q[2])*2/3, q[3] + (q[1]-q[3])*2/3, q[2], q[3],
			}})
			last = [2]float32{q[2], q[3]}
		case ot.SegmentOpCubeTo:
			*p = append(*p, segment{'C', q})
			last = [2]float32{q[4], q[5]}
		}
	}
	if open {
		p.close()
	}
}
