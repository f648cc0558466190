package typeset

import (
	"bytes"
	_ "embed" // the faces are part of the program
	"fmt"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/vector"
	"image"
)

//go:embed assets/Pretendard-Medium.otf
var pretendardMedium []byte

//go:embed assets/Pretendard-ExtraBold.otf
var pretendardExtraBold []byte

//go:embed assets/NotoSansKR-Regular-subset.otf
var notoSansKR []byte

//go:embed assets/emoji.bin
var notoEmoji []byte

// Face chooses the face for Latin and Hangul. Other scripts have one face, which is made
// bold by drawing it several times.
type Face uint8

// The faces that are part of this package. Display(0), Display(1), ... are those that were
// given to Load.
const (
	Medium Face = iota
	Bold
	firstDisplay
)

// Display is the i-th face that was given to Load. A character that it lacks comes from Bold.
func Display(i int) Face { return firstDisplay + Face(i) }

// weight is the text face that stands in for a face.
func (f Face) weight() Face { return min(f, Bold) }

// Fonts are the parsed faces, shared by all typesetters.
type Fonts struct {
	text     [2]*font.Font // Medium and Bold
	display  []*font.Font
	fallback *font.Font // Han, kana, old jamo, symbols
	emoji    *emojiSheet
}

// Load parses the embedded faces, and further ones (TrueType or OpenType) for display.
func Load(display ...[]byte) (*Fonts, error) {
	f := &Fonts{display: make([]*font.Font, len(display))}
	type source struct {
		data []byte
		into **font.Font
	}
	sources := []source{{pretendardMedium, &f.text[Medium]}, {pretendardExtraBold, &f.text[Bold]}, {notoSansKR, &f.fallback}}
	for i, data := range display {
		sources = append(sources, source{data, &f.display[i]})
	}
	for _, s := range sources {
		face, err := font.ParseTTF(bytes.NewReader(s.data))
		if err != nil {
			return nil, fmt.Errorf("typeset: face: %w", err)
		}
		*s.into = face.Font
	}
	var err error
	f.emoji, err = parseEmoji(notoEmoji)
	return f, err
}

// Typesetter measures and draws text. It keeps caches and buffers, so it
// serves one goroutine at a time.
type Typesetter struct {
	text     [2]*font.Face
	display  []*font.Face
	fallback *font.Face
	emoji    *emojiSheet
	shaper   shaping.HarfbuzzShaper
	z        vector.Rasterizer
	pictures map[string]*image.NRGBA
	widths   map[measured]float32
}

// Typesetter makes a typesetter of the faces.
func (f *Fonts) Typesetter() *Typesetter {
	t := &Typesetter{
		text:     [2]*font.Face{font.NewFace(f.text[Medium]), font.NewFace(f.text[Bold])},
		fallback: font.NewFace(f.fallback),
		emoji:    f.emoji,
		pictures: map[string]*image.NRGBA{},
		widths:   map[measured]float32{},
	}
	for _, d := range f.display {
		t.display = append(t.display, font.NewFace(d))
	}
	return t
}

func (t *Typesetter) face(f Face) *font.Face {
	if i := int(f) - int(firstDisplay); i >= 0 && i < len(t.display) {
		return t.display[i]
	}
	return t.text[f.weight()]
}

// Covers tells whether a face has every character of a clean text by itself. Blanks and
// emoji don't count.
func (t *Typesetter) Covers(f Face, text string) bool {
	for _, c := range Clusters(text) {
		rs := []rune(c)
		if _, emoji := t.emoji.find(rs); !emoji && c != " " && !covers(t.face(f), rs) {
			return false
		}
	}
	return true
}

// keptPictures bounds the decoded emoji of one Typesetter (16 kB each).
const keptPictures = 128

// Picture decodes an emoji once; nil if that fails, which the tests rule out for all of them.
func (t *Typesetter) Picture(key string) *image.NRGBA {
	if m, ok := t.pictures[key]; ok {
		return m
	}
	if len(t.pictures) >= keptPictures {
		clear(t.pictures)
	}
	m, err := t.emoji.picture(key)
	if err != nil {
		return nil
	}
	n, ok := m.(*image.NRGBA)
	if !ok {
		return nil
	}
	t.pictures[key] = n
	return n
}
