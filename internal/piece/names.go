package piece

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SplitNames gives the people of a text such as Facts.Cast, which are typed with commas between
// them, each once and as it was typed first. The form of a piece splits in the same way.
func SplitNames(s string) []string {
	var names []string
	seen := map[string]bool{}
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、", r) }) {
		name = strings.TrimSpace(name)
		if key := NameKey(name); key != "" && !seen[key] {
			seen[key] = true
			names = append(names, name)
		}
	}
	return names
}

// NameKey is what a name of a person or a place is compared by: case and blanks don't tell two
// apart, nor does the form in which letters are composed.
func NameKey(name string) string {
	if strings.ContainsFunc(name, composable) {
		name = norm.NFC.String(name)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// composable tells of the letters of which one may be written in several forms, or be part of
// another. Almost no name has any, and to look for forms is slow.
func composable(r rune) bool {
	hangul, han := r >= 0xAC00 && r <= 0xD7A3, r >= 0x4E00 && r <= 0x9FFF
	return r >= 0x300 && !hangul && !han
}
