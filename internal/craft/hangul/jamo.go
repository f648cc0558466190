package hangul

import "unicode/utf8"

// The arithmetic of syllables, https://www.unicode.org/versions/latest/core-spec/chapter-3/
// (3.12): an initial consonant, a vowel and, from 1, a final consonant.
const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
	finalCount    = 28
	perInitial    = 21 * finalCount
)

func isSyllable(r rune) bool { return firstSyllable <= r && r <= lastSyllable }

func split(r rune) (initial, vowel, final int) {
	i := int(r - firstSyllable)
	return i / perInitial, i % perInitial / finalCount, i % finalCount
}

func syllable(initial, vowel, final int) rune {
	return rune(firstSyllable + initial*perInitial + vowel*finalCount + final)
}

// Letters by their index, as compatibility jamo, which is what keyboards type.
var (
	initials = [...]rune{'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'}
	finals   = [finalCount]rune{0, 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'}
)

const firstVowel = 'ㅏ'

// Compatibility jamo in use today; the older ones behind them are plain characters.
func isCompatJamo(r rune) bool { return 'ㄱ' <= r && r <= 'ㅣ' }

// initialOf gives the index of an initial consonant, of a consonant by itself or of a
// syllable.
func initialOf(r rune) (int, bool) {
	if isSyllable(r) {
		i, _, _ := split(r)
		return i, true
	}
	for i, c := range initials {
		if c == r {
			return i, true
		}
	}
	return 0, false
}

func isConsonant(r rune) bool {
	_, ok := initialOf(r)
	return ok && !isSyllable(r)
}

func finalIndex(r rune) int {
	for i, c := range finals {
		if i > 0 && c == r {
			return i
		}
	}
	return 0
}

// compat gives the compatibility jamo of a conjoining one, or 0.
func compat(r rune) rune {
	switch {
	case 0x1100 <= r && r <= 0x1112:
		return initials[r-0x1100]
	case 0x1161 <= r && r <= 0x1175:
		return firstVowel + r - 0x1161
	case 0x11A8 <= r && r <= 0x11C2:
		return finals[r-0x11A7]
	case isCompatJamo(r):
		return r
	}
	return 0
}

// clusters are the consonants and vowels that are typed with two strokes of different keys.
var clusters = map[rune][]rune{
	'ㄳ': {'ㄱ', 'ㅅ'}, 'ㄵ': {'ㄴ', 'ㅈ'}, 'ㄶ': {'ㄴ', 'ㅎ'}, 'ㄺ': {'ㄹ', 'ㄱ'}, 'ㄻ': {'ㄹ', 'ㅁ'}, 'ㄼ': {'ㄹ', 'ㅂ'},
	'ㄽ': {'ㄹ', 'ㅅ'}, 'ㄾ': {'ㄹ', 'ㅌ'}, 'ㄿ': {'ㄹ', 'ㅍ'}, 'ㅀ': {'ㄹ', 'ㅎ'}, 'ㅄ': {'ㅂ', 'ㅅ'},
	'ㅘ': {'ㅗ', 'ㅏ'}, 'ㅙ': {'ㅗ', 'ㅐ'}, 'ㅚ': {'ㅗ', 'ㅣ'}, 'ㅝ': {'ㅜ', 'ㅓ'}, 'ㅞ': {'ㅜ', 'ㅔ'}, 'ㅟ': {'ㅜ', 'ㅣ'}, 'ㅢ': {'ㅡ', 'ㅣ'},
}

// parts gives what a jamo is typed with.
func parts(r rune) []rune {
	if c, ok := clusters[r]; ok {
		return c
	}
	return []rune{r}
}

// The last of the vowels, and of the finals, that one can still become by typing on. They
// are in a row from it on, but for the doubled ones.
func lastVowelFrom(vowel int) int {
	switch vowel {
	case 8, 13: // ㅗ, ㅜ
		return vowel + 3
	case 18: // ㅡ
		return 19
	}
	return vowel
}

// finalsFrom gives the finals that a final can still become, itself first.
func finalsFrom(final int) []span {
	switch final {
	case 1: // ㄱ becomes ㄳ; ㄲ between them is a key of its own
		return []span{{1, 1}, {3, 3}}
	case 4: // ㄴ
		return []span{{4, 6}}
	case 8: // ㄹ
		return []span{{8, 15}}
	case 17: // ㅂ
		return []span{{17, 18}}
	}
	return []span{{rune(final), rune(final)}}
}

// strokes writes each consonant and vowel that is no cluster in one byte that folded text
// doesn't have: capital letters and, for the rarest, control characters.
var strokes = map[rune]byte{
	'ㄱ': 'G', 'ㄴ': 'N', 'ㄷ': 'D', 'ㄹ': 'R', 'ㅁ': 'M', 'ㅂ': 'B', 'ㅅ': 'S', 'ㅇ': 'X', 'ㅈ': 'J', 'ㅊ': 'C', 'ㅋ': 'K', 'ㅌ': 'T', 'ㅍ': 'P', 'ㅎ': 'H',
	'ㅏ': 'A', 'ㅐ': 'F', 'ㅑ': 'Y', 'ㅓ': 'E', 'ㅔ': 'Z', 'ㅕ': 'Q', 'ㅗ': 'O', 'ㅛ': 'V', 'ㅜ': 'U', 'ㅠ': 'W', 'ㅡ': 'L', 'ㅣ': 'I',
	'ㄲ': 1, 'ㄸ': 2, 'ㅃ': 3, 'ㅆ': 4, 'ㅉ': 5, 'ㅒ': 6, 'ㅖ': 7,
}

// decompose writes what a letter is typed with: its consonants and vowels, without clusters.
func decompose(out []byte, r rune) []byte {
	if !isSyllable(r) {
		return appendStrokes(out, r)
	}
	i, v, f := split(r)
	out = appendStrokes(out, initials[i])
	out = appendStrokes(out, firstVowel+rune(v))
	if f > 0 {
		out = appendStrokes(out, finals[f])
	}
	return out
}

func appendStrokes(out []byte, r rune) []byte {
	if !isCompatJamo(r) {
		return utf8.AppendRune(out, r)
	}
	for _, part := range parts(r) {
		out = append(out, strokes[part])
	}
	return out
}
