package textrule_test

import (
	"strings"
	"testing"

	"piece/internal/platform/errs"
	"piece/internal/platform/textrule"
)

func TestD07_Clean(t *testing.T) {
	needed := textrule.Rule{Min: 2, Max: 5}
	optional := textrule.Rule{Max: 5}
	lines := textrule.Rule{Max: 20, Multiline: true}
	const family = "👨‍👩‍👧‍👦"
	for _, c := range []struct {
		name  string
		rule  textrule.Rule
		in    string
		out   string
		wrong string
	}{
		{"empty, needed", needed, "", "", "required"},
		{"empty, optional", optional, "", "", ""},
		{"blanks, needed", needed, " \t  ", "", "required"},
		{"blanks, optional", optional, "  ", "", ""},
		{"one less", needed, "a", "", "too_short"},
		{"shortest", needed, "ab", "ab", ""},
		{"longest", needed, "abcde", "abcde", ""},
		{"one more", needed, "abcdef", "", "too_long"},
		{"trimmed and single blanks", needed, "  a   b ", "a b", ""},
		{"ideographic blank", needed, "가\u3000나", "가 나", ""},
		{"longest of emoji", needed, strings.Repeat("🎭", 5), strings.Repeat("🎭", 5), ""},
		{"one more emoji", needed, strings.Repeat("🎭", 6), "", "too_long"},
		{"families are one each", needed, strings.Repeat(family, 5), strings.Repeat(family, 5), ""},
		{"flags", needed, "🇰🇷🇺🇸", "🇰🇷🇺🇸", ""},
		{"composed", needed, "e\u0301e\u0301", "éé", ""},
		{"longest of jamo", needed, strings.Repeat("\u1112\u1161\u11ab", 5), "한한한한한", ""},
		{"old jamo stay one", needed, strings.Repeat("\u1112\u119e\u11ab", 5), strings.Repeat("\u1112\u119e\u11ab", 5), ""},
		{"piled marks", needed, "ab" + strings.Repeat("\u0301", 60), "", "too_long"},
		{"marks of direction are dropped", needed, "a\u202eb\u200f\u2066c\u2069", "abc", ""},
		{"only marks of direction", needed, "\u202e\u200f", "", "required"},
		{"invisible letters only", needed, "\u3164\u3164\u115f\u1160", "", "required"},
		{"joiners only", needed, "\u200d\u200d", "", "required"},
		{"variation selectors only", needed, "\ufe0f\ufe0f", "", "required"},
		{"braille blank", needed, "\u2800\u2800", "", "required"},
		{"byte order mark", needed, "\ufeffab", "ab", ""},
		{"right to left", needed, "שלום", "שלום", ""},
		{"tag flags stay", optional, "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", ""},
		{"NUL", needed, "a\x00b", "", "characters"},
		{"escape", needed, "a\x1bb", "", "characters"},
		{"C1 control", needed, "a\u0085b", "", "characters"},
		{"invalid UTF-8", needed, "ab\xff", "", "characters"},
		{"half a surrogate pair", needed, "ab\xed\xa0\x80", "", "characters"},
		{"replacement character", needed, "ab\ufffd", "", "characters"},
		{"noncharacter", needed, "ab\uffff", "", "characters"},
		{"line break", needed, "a\nb", "", "characters"},
		{"lines are kept", lines, " a\n\n b  c\n", "a\n\n b  c", ""},
		{"breaks of other systems", lines, "a\r\nb\rc", "a\nb\nc", ""},
		{"breaks of word processors", lines, "a\vb\fc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", ""},
		{"indents are kept", lines, "a\n  b\n\tc  \n\n\nd", "a\n  b\n\tc  \n\n\nd", ""},
		{"NUL among lines", lines, "a\n\x00b", "", "characters"},
		{"invalid UTF-8 among lines", lines, "a\n\xff", "", "characters"},
		{"only line breaks", lines, "\n\n", "", ""},
		{"markup is text", lines, "<img src=x>", "<img src=x>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f errs.Fields
			got := c.rule.Clean(&f, "body.text", c.in)
			if c.wrong != "" {
				if len(f) != 1 || f[0].Code != c.wrong || f[0].Path != "body.text" || f[0].Text.Ko == "" || f[0].Text.En == "" {
					t.Errorf("have %+v, want %s", f, c.wrong)
				}
				return
			}
			if len(f) != 0 || got != c.out {
				t.Errorf("have %q, %v; want %q", got, f, c.out)
			}
			if again := c.rule.Clean(&f, "", got); again != got || len(f) != 0 {
				t.Errorf("cleaned once more it becomes %q, %v", again, f)
			}
		})
	}
}

func TestMaxRunesHoldsTheLongestText(t *testing.T) {
	r := textrule.Rule{Max: 12}
	if got := r.MaxRunes(); got != 12*textrule.RunesPerGrapheme {
		t.Errorf("have %d", got)
	}
}

// What fits is a text that could have been typed, whatever it was before.
func TestFitGivesWhatCleanTakes(t *testing.T) {
	line, lines := textrule.Rule{Min: 1, Max: 5}, textrule.Rule{Max: 10, Multiline: true}
	family := "👨‍👩‍👧‍👦"
	for _, c := range []struct {
		rule     textrule.Rule
		in, want string
	}{
		{line, "", ""},
		{line, " \t\n ", ""},
		{line, "\u3164", ""},
		{line, "다섯글자임", "다섯글자임"},
		{line, "여섯글자예요", "여섯글자예"},
		{line, "네글자 더", "네글자 더"},
		{line, "네글자다 더", "네글자다"},
		{line, strings.Repeat(family, 6), strings.Repeat(family, 5)},
		{line, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "ééééé"},
		{line, "e" + strings.Repeat("\u0323\u0301", 100), ""}, // more accents than any text has room for
		{line, "a\x00b\x07c", "abc"},
		{line, "a\xff\xfeb", "ab"},
		{line, "a\ufffdb\ufffe", "ab"},
		{line, "a\u202eb\ufeff", "ab"},
		{line, "a\r\n\vb", "a b"},
		{lines, "a\r\nb\u2028c", "a\nb\nc"},
		{lines, "\n\n가나다라마\n바사아자차\n", "가나다라마\n바사아자"},
		{lines, "a\x00\n\x1bb", "a\nb"},
	} {
		got := c.rule.Fit(c.in)
		if got != c.want {
			t.Errorf("%q fits as %q, want %q", c.in, got, c.want)
		}
		var f errs.Fields
		optional := c.rule
		optional.Min = 0
		if again := optional.Clean(&f, "", got); again != got || f.Err() != nil {
			t.Errorf("%q, which fits, is cleaned to %q: %v", got, again, f.Err())
		}
	}
}

func FuzzFit(f *testing.F) {
	f.Add("a\r\nb 가\u0301\x00", true)
	f.Fuzz(func(t *testing.T, s string, multiline bool) {
		r := textrule.Rule{Max: 7, Multiline: multiline}
		fit := r.Fit(s)
		var broken errs.Fields
		if again := r.Clean(&broken, "", fit); again != fit || broken.Err() != nil {
			t.Errorf("%q fits as %q, which is cleaned to %q: %v", s, fit, again, broken.Err())
		}
	})
}
