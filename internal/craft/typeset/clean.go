package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// Bounds of what is measured at all. The rest of the program allows a hundred
// characters; these hold for whatever else arrives here.
const (
	maxBytes    = 16 << 10
	maxClusters = 170 // no line box on a ticket or poster holds more
	maxRunes    = 16  // of one character; the longest emoji has 10
	maxMarks    = 2   // accents on one letter: Vietnamese needs two, heaps of them are cut
	maxJamo     = 4   // letters of one old syllable, with its tone
)

// Clean makes typed text safe to set: NFC, one line, single blanks, no
// control or direction marks, bounded in length. What remains is only ever
// drawn as glyphs.
func Clean(s string) string {
	s = strings.ToValidUTF8(s[:min(len(s), maxBytes)], "\ufffd")
	s = norm.NFC.String(strings.Join(strings.Fields(strings.Map(keepRune, s)), " "))
	var b strings.Builder
	for i, c := range Clusters(s) {
		if i == maxClusters {
			break
		}
		b.WriteString(trimCluster(c))
	}
	return b.String()
}

func keepRune(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || unicode.Is(unicode.Zs, r) || r == '\u2028' || r == '\u2029':
		return ' '
	case r == '\u200d' || r == '\ufe0e' || r == '\ufe0f' || r >= 0xe0020 && r <= 0xe007f:
		return r // parts of emoji
	case unicode.Is(unicode.C, r) || r == '\u034f':
		return -1
	}
	return r
}

// trimCluster bounds one character: its accents, its letters and its parts. A
// mark without a letter is nothing.
func trimCluster(c string) string {
	first, _ := utf8.DecodeRuneInString(c)
	if unicode.Is(unicode.M, first) {
		return ""
	}
	runes, marks, jamo := 0, 0, 0
	return strings.Map(func(r rune) rune {
		runes++
		switch {
		case r == '\ufe0e' || r == '\ufe0f' || r == '\u20e3':
		case unicode.Is(unicode.M, r):
			marks++
		case unicode.Is(unicode.Hangul, r):
			jamo++
		}
		if runes > maxRunes || marks > maxMarks || jamo > maxJamo {
			return -1
		}
		return r
	}, c)
}

// Clusters splits cleaned text into what a reader calls characters.
func Clusters(s string) []string {
	var out []string
	state, c := -1, ""
	for s != "" {
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, c)
	}
	return out
}
