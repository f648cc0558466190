// Package hangul knows how search matches: Hangul that is still being typed, initial
// consonants, and everything else as plain characters. Pieces and cakes find with it, mark
// what was found with it, and build their indexes with it, so that the three agree.
//
// A text is folded into letters: NFC, width and compatibility forms alike, lower case,
// without accents (U+0300 to U+036F), spaces and characters that nobody sees. A query is
// words, split at spaces; each must match somewhere. A word matches letters in a row:
//
//   - a complete syllable matches itself;
//   - the last syllable may be half-typed: 커 matches 컬, 고 matches 과, 갑 matches 값, and
//     also 가방, because its final consonant may belong to the next syllable;
//   - a consonant at the end, after another letter or word, is the start of the next syllable:
//     오ㅃ matches 오빠, and 파도의 ㄴ matches 파도의 노래;
//   - in names (titles, people, places) a consonant anywhere matches the syllables that
//     begin with it: ㅅㅇㄷ matches 신의 딸. In sentences that would match almost all of them,
//     so there it only matches itself, as in ㅋㅋ;
//   - any other character matches itself, be it punctuation or emoji.
//
// The package is pure: no state, no store. It imports the standard library, x/text and
// uniseg.
package hangul

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is a text as search sees it.
type Text struct {
	source  string
	letters []letter
	name    bool
}

// letter is one folded character with the bytes of the source that it came from.
type letter struct {
	char     rune
	from, to int
}

// Name folds a title, or names of people or places. Initial consonants match in it.
func Name(s string) Text { return Text{source: s, letters: fold(s), name: true} }

// Sentence folds running text.
func Sentence(s string) Text { return Text{source: s, letters: fold(s)} }

// fold gives the letters of s in their order. One character may become several letters
// (㏇, ㄳ) and several may become one (decomposed Hangul).
func fold(s string) []letter {
	letters := make([]letter, 0, len(s)/2)
	if norm.NFC.IsNormalString(s) { // as stored texts are
		for i, r := range s {
			_, size := utf8.DecodeRuneInString(s[i:])
			letters = appendFolded(letters, r, i, i+size)
		}
		return letters
	}
	var it norm.Iter
	it.InitString(norm.NFC, s)
	for !it.Done() {
		from := it.Pos()
		segment := string(it.Next())
		to := it.Pos()
		composed := segment != s[from:to]
		for i, r := range segment {
			if composed {
				letters = appendFolded(letters, r, from, to)
			} else {
				_, size := utf8.DecodeRuneInString(segment[i:])
				letters = appendFolded(letters, r, from+i, from+i+size)
			}
		}
	}
	return letters
}

func appendFolded(letters []letter, r rune, from, to int) []letter {
	if isSyllable(r) || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' { // most of them
		return append(letters, letter{r, from, to})
	}
	if unseen(r) {
		return letters
	}
	if isCompatJamo(r) { // NFKC would make conjoining ones of them
		return appendJamo(letters, r, from, to)
	}
	for _, k := range norm.NFKC.String(string(r)) {
		switch {
		case isSyllable(k):
			letters = append(letters, letter{k, from, to})
		case compat(k) != 0:
			letters = appendJamo(letters, compat(k), from, to)
		default:
			for _, d := range norm.NFD.String(string(k)) {
				if !unseen(d) {
					letters = append(letters, letter{unicode.ToLower(d), from, to})
				}
			}
		}
	}
	return letters
}

// appendJamo takes clusters apart, as they come when ㄱㅅ is typed without a vowel.
func appendJamo(letters []letter, r rune, from, to int) []letter {
	for _, part := range parts(r) {
		letters = append(letters, letter{part, from, to})
	}
	return letters
}

// unseen tells whether a character counts for nothing: a space, an accent, or one that
// nobody sees.
func unseen(r rune) bool {
	switch {
	case 0x0300 <= r && r <= 0x036F, r == 0x2800: // accents, the blank of Braille
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) ||
		unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}
