// Package textrule is the one place that knows what a typed text may be: how long, and
// of which characters. Length is counted as people see it, in grapheme clusters
// (Unicode UAX #29), so that a family emoji is one. The API description and, through
// it, the forms of the web app take their limits from these rules.
package textrule

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"piece/internal/platform/errs"
)

// RunesPerGrapheme bounds how many code points one visible character may take on
// average. The longest emoji sequences in use take ten; piled-up accents take more.
const RunesPerGrapheme = 10

// Rule says what a text may be. The zero Min makes the text optional.
type Rule struct {
	Min, Max  int  // visible characters
	Multiline bool // line breaks are kept
}

// MaxRunes is the most code points a text of this rule can have; columns are sized by it.
func (r Rule) MaxRunes() int { return r.Max * RunesPerGrapheme }

// Clean gives the text as it is stored: NFC, trimmed, without invisible format
// characters, with single blanks unless multiline. A broken rule is added to f at path,
// and then the result must not be used.
func (r Rule) Clean(f *errs.Fields, path, s string) string {
	if r.Multiline {
		s = lineBreaks.Replace(s)
	}
	if !utf8.ValidString(s) || hasControl(s, r.Multiline) {
		f.Add(path, "characters", errs.Text{Ko: "쓸 수 없는 글자가 들어 있어요.", En: "This contains characters that can't be used."})
		return ""
	}
	s = norm.NFC.String(strings.Map(dropInvisible, s))
	if r.Multiline {
		s = strings.TrimSpace(s)
	} else {
		s = strings.Join(strings.Fields(s), " ")
	}
	if !visible(s) {
		s = ""
	}
	n := Length(s)
	switch {
	case n == 0 && r.Min > 0:
		f.Add(path, "required", errs.Text{Ko: "꼭 필요해요.", En: "This is required."})
	case n < r.Min:
		f.Add(path, "too_short", errs.Text{Ko: strconv.Itoa(r.Min) + "자 이상이어야 해요.", En: "Use at least " + strconv.Itoa(r.Min) + " characters."})
	case n > r.Max || utf8.RuneCountInString(s) > r.MaxRunes():
		f.Add(path, "too_long", errs.Text{Ko: strconv.Itoa(r.Max) + "자까지 쓸 수 있어요.", En: "Use at most " + strconv.Itoa(r.Max) + " characters."})
	}
	return s
}

// lineBreaks makes those of all systems alike, also those that word processors paste.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// Length counts visible characters.
func Length(s string) int { return uniseg.GraphemeClusterCount(s) }

func hasControl(s string, multiline bool) bool {
	for _, r := range s {
		if unicode.IsControl(r) && !(r == '\t' || multiline && r == '\n') {
			return true
		}
		if r == unicode.ReplacementChar || unicode.Is(unicode.Noncharacter_Code_Point, r) {
			return true
		}
	}
	return false
}

// dropInvisible removes format characters: they show nothing, but can reverse the text
// around them or make two names look alike. Joiners and tags stay, emoji need them.
func dropInvisible(r rune) rune {
	switch {
	case r == 0x200C, r == 0x200D, r >= 0xE0020 && r <= 0xE007F:
		return r
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// visible tells whether there is anything to see; Hangul fillers and joiners alone are blank.
func visible(s string) bool {
	for _, r := range s {
		switch r {
		case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800:
			continue
		}
		if unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.M, r) {
			return true
		}
	}
	return false
}

// Fit gives what a text from elsewhere becomes by the rule, where there is nobody to mend it:
// what can't be used is left out, and what is too long is cut between visible characters. The
// result passes Clean unchanged, but for a Min.
func (r Rule) Fit(s string) string {
	s = strings.ToValidUTF8(s, "")
	if r.Multiline {
		s = lineBreaks.Replace(s)
	}
	s = norm.NFC.String(strings.Map(r.dropUnusable, s))
	if !r.Multiline {
		s = strings.Join(strings.Fields(s), " ")
	}
	s = strings.TrimSpace(s)
	s = strings.TrimSpace(s[:r.room(s)])
	if !visible(s) {
		return ""
	}
	return s
}

// dropUnusable removes what hasControl finds and what dropInvisible drops.
func (r Rule) dropUnusable(c rune) rune {
	switch {
	case unicode.IsSpace(c) && !r.Multiline:
		return ' '
	case unicode.IsControl(c) && c != '\t' && c != '\n', c == unicode.ReplacementChar, unicode.Is(unicode.Noncharacter_Code_Point, c):
		return -1
	}
	return dropInvisible(c)
}

// room gives how many bytes of s the rule has room for.
func (r Rule) room(s string) int {
	n, runes, to := 0, 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); n++ {
		runes += len(g.Runes())
		if n == r.Max || runes > r.MaxRunes() {
			return to
		}
		_, to = g.Positions()
	}
	return to
}
