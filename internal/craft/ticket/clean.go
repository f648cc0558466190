package ticket

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

const (
	maxClusters    = 400 // no line box on a ticket holds half as many
	maxClusterRune = 24  // the longest emoji has 10; heaps of accents are cut
)

// cleanText makes typed text safe to set: NFC, one line, single blanks, no
// control or direction marks, bounded in length. What remains is only ever
// drawn as glyphs.
func cleanText(s string) string {
	if len(s) > 16*1024 {
		s = strings.ToValidUTF8(s[:16*1024], "")
	}
	s = strings.Map(keepRune, strings.ToValidUTF8(s, "\ufffd"))
	s = norm.NFC.String(strings.Join(strings.Fields(s), " "))
	var b strings.Builder
	state, cluster := -1, ""
	for n := 0; s != "" && n < maxClusters; n++ {
		cluster, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		b.WriteString(firstRunes(cluster, maxClusterRune))
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

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// clusters splits cleaned text into what a reader calls characters.
func clusters(s string) []string {
	var out []string
	state, c := -1, ""
	for s != "" {
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, c)
	}
	return out
}
