package typeset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"strings"
	"unicode"

	"golang.org/x/image/webp"
)

// emojiSheet finds the picture of an emoji by its text. The format is told in assets/build.py.
type emojiSheet struct {
	spans map[string][2]uint32
	blob  []byte
}

var errSheet = errors.New("typeset: emoji sheet is damaged")

func parseEmoji(b []byte) (*emojiSheet, error) {
	if len(b) < 6 || string(b[:4]) != "EMO1" {
		return nil, errSheet
	}
	n := int(binary.LittleEndian.Uint16(b[4:]))
	s := &emojiSheet{spans: make(map[string][2]uint32, n)}
	rest, start := b[6:], uint32(0)
	for range n {
		if len(rest) < 1 || len(rest) < 5+int(rest[0]) {
			return nil, errSheet
		}
		k := int(rest[0])
		end := binary.LittleEndian.Uint32(rest[1+k:])
		s.spans[string(rest[1:1+k])] = [2]uint32{start, end}
		rest, start = rest[5+k:], end
	}
	if int(start) != len(rest) {
		return nil, errSheet
	}
	s.blob = rest
	return s, nil
}

// find gives the key of the emoji that draws a grapheme cluster. Skin tones
// that have no picture of their own are left out.
func (s *emojiSheet) find(rs []rune) (string, bool) {
	if len(rs) == 1 && (rs[0] < 0xa9 || unicode.Is(unicode.Hangul, rs[0])) {
		return "", false // nearly all of a text: no need to look
	}
	key := keyWithout(rs, false)
	if _, ok := s.spans[key]; ok {
		return key, true
	}
	key = keyWithout(rs, true)
	_, ok := s.spans[key]
	return key, ok
}

// keyWithout leaves out the variation selectors and, if wanted, the skin tones.
func keyWithout(rs []rune, tones bool) string {
	var b strings.Builder
	for _, r := range rs {
		if r == 0xfe0e || r == 0xfe0f || tones && r >= 0x1f3fb && r <= 0x1f3ff {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (s *emojiSheet) picture(key string) (image.Image, error) {
	span, ok := s.spans[key]
	if !ok {
		return nil, errSheet
	}
	return webp.Decode(bytes.NewReader(s.blob[span[0]:span[1]]))
}

// prefersEmoji tells whether a cluster is drawn as an emoji although a text
// face may have it too: it says so (VS16, keycap, tone, joiner), or its first character does.
func prefersEmoji(rs []rune) bool {
	for _, r := range rs[1:] {
		switch {
		case r == 0xfe0e:
			return false
		case r == 0xfe0f, r == 0x20e3, r >= 0x1f3fb && r <= 0x1f3ff:
			return true
		}
	}
	if rs[0] >= 0x1f000 {
		return true
	}
	for _, p := range emojiByDefault {
		if rs[0] >= p[0] && rs[0] <= p[1] {
			return true
		}
	}
	return false
}

// emojiByDefault lists the characters below U+1F000 with Emoji_Presentation.
var emojiByDefault = [][2]rune{
	{0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615},
	{0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be},
	{0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
	{0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c},
	{0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
	{0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55},
}
