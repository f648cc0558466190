package ticket

import (
	"bytes"
	_ "embed" // the faces are part of the program
	"fmt"
	"image"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/vector"
)

//go:embed assets/Pretendard-Medium.otf
var pretendardMedium []byte

//go:embed assets/Pretendard-ExtraBold.otf
var pretendardExtraBold []byte

//go:embed assets/NotoSansKR-Regular-subset.otf
var notoSansKR []byte

//go:embed assets/emoji.bin
var notoEmoji []byte

// weight chooses the face for Latin and Hangul; other scripts have one face,
// which is made bold by drawing it several times.
type weight uint8

const (
	medium weight = iota
	bold
)

// fonts are the parsed faces, shared by all typesetters.
type fonts struct {
	text     [2]*font.Font // by weight
	fallback *font.Font    // Han, kana, old jamo, symbols
	emoji    *emojiSheet
}

func loadFonts() (*fonts, error) {
	f := &fonts{}
	for _, a := range []struct {
		data []byte
		into **font.Font
	}{
		{pretendardMedium, &f.text[medium]},
		{pretendardExtraBold, &f.text[bold]},
		{notoSansKR, &f.fallback},
	} {
		face, err := font.ParseTTF(bytes.NewReader(a.data))
		if err != nil {
			return nil, fmt.Errorf("ticket: face: %w", err)
		}
		*a.into = face.Font
	}
	var err error
	f.emoji, err = parseEmoji(notoEmoji)
	return f, err
}

// typesetter measures and draws text. It keeps caches and buffers, so it
// serves one goroutine at a time.
type typesetter struct {
	text     [2]*font.Face
	fallback *font.Face
	emoji    *emojiSheet
	shaper   shaping.HarfbuzzShaper
	z        vector.Rasterizer
	pictures map[string]*image.NRGBA
	widths   map[measured]float32
}

func (f *fonts) typesetter() *typesetter {
	return &typesetter{
		text:     [2]*font.Face{font.NewFace(f.text[medium]), font.NewFace(f.text[bold])},
		fallback: font.NewFace(f.fallback),
		emoji:    f.emoji,
		pictures: map[string]*image.NRGBA{},
		widths:   map[measured]float32{},
	}
}

// pool hands typesetters out again, so that glyphs and emoji stay decoded between tickets.
func (f *fonts) pool() *sync.Pool {
	return &sync.Pool{New: func() any { return f.typesetter() }}
}

// keptPictures bounds the decoded emoji of one typesetter (16 kB each).
const keptPictures = 128

// picture decodes an emoji once; nil if that fails, which the tests rule out for all of them.
func (t *typesetter) picture(key string) *image.NRGBA {
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
