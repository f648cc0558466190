package hangul

import (
	"bytes"
	"slices"
	"unicode/utf16"
)

// Version grows with every change of keys and rows. Whoever stores them stores it beside them
// and writes older ones anew. All of them find a superset of what matches: Query.Matches
// decides.
const Version = 1

// Key writes texts in the strokes that they are typed with, a byte for each of Hangul, and
// each text on a line of its own. Where a word matches, its Word.Key is a part of the key of
// the texts.
func Key(texts ...Text) string {
	return lines(texts, func(out []byte, l letter) []byte { return decompose(out, l.char) })
}

// Initials writes names with the initial consonants of their syllables, each on a line of
// its own; sentences are left out. Where a word matches by them, its Word.Initials is a
// part of this.
func Initials(texts ...Text) string {
	names := slices.DeleteFunc(slices.Clone(texts), func(t Text) bool { return !t.name })
	return lines(names, func(out []byte, l letter) []byte { return appendInitial(out, l.char) })
}

func lines(texts []Text, write func([]byte, letter) []byte) string {
	var out []byte
	for _, t := range texts {
		if len(t.letters) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, '\n') // is a space, so no letter
		}
		for _, l := range t.letters {
			out = write(out, l)
		}
	}
	return string(out)
}

func appendInitial(out []byte, r rune) []byte {
	if i, ok := initialOf(r); ok {
		r = initials[i]
	}
	return decompose(out, r)
}

// Key gives what is in the Key of every text that the word matches without initials.
func (w Word) Key() string {
	var out []byte
	for _, r := range w.letters {
		out = decompose(out, r)
	}
	return string(out)
}

// Initials gives what is in the Initials of every name that the word matches by initial
// consonants; "" for a word that matches in no such way.
func (w Word) Initials() string {
	if w.initial == nil {
		return ""
	}
	var out []byte
	for _, r := range w.letters {
		out = appendInitial(out, r)
	}
	return string(out)
}

// Rows of an index: for every position of a text the letters from there on, and in names
// also their initials, behind a mark.
const (
	MaxRow         = 24 // bytes of a row
	rowLetters     = 6
	initialLetters = 8

	// initialsMark begins no UTF-16 letter, so the two sorts of rows don't meet.
	initialsMark = 0xDC
)

// Rows gives the index rows of the texts, sorted, each once. A word that matches one of the
// texts has a row in its Ranges.
func Rows(texts ...Text) [][]byte {
	var rows [][]byte
	for _, t := range texts {
		chars := make([]rune, len(t.letters))
		for i, l := range t.letters {
			chars[i] = l.char
		}
		for i := range chars {
			rows = append(rows, letterRow(chars[i:]))
			if _, begins := initialOf(chars[i]); begins && t.name {
				rows = append(rows, initialRow(chars[i:]))
			}
		}
	}
	slices.SortFunc(rows, bytes.Compare)
	return slices.CompactFunc(rows, bytes.Equal)
}

// letterRow writes up to six letters in UTF-16, which takes two bytes for a syllable and
// keeps those of one initial, or of one half-typed syllable, in a row.
func letterRow(chars []rune) []byte {
	return appendUTF16(nil, chars[:min(len(chars), rowLetters)]...)
}

func appendUTF16(row []byte, chars ...rune) []byte {
	for _, r := range chars {
		for _, u := range utf16.AppendRune(nil, r) {
			row = append(row, byte(u>>8), byte(u))
		}
	}
	return row
}

// initialRow writes up to eight initials in a byte each; other letters take more. Rows of
// different letters may be alike, which costs a look at a piece in vain.
func initialRow(chars []rune) []byte {
	row := []byte{initialsMark}
	for _, r := range chars[:min(len(chars), initialLetters)] {
		next := appendUTF16(nil, r)
		if i, ok := initialOf(r); ok {
			next = []byte{byte(i + 1)}
		}
		if len(row)+len(next) > MaxRow {
			break
		}
		row = append(row, next...)
	}
	return row
}

// Range is the index rows from From on and before To.
type Range struct{ From, To []byte }

// Ranges gives where in an index the word is looked for: sets of ranges, those of a set
// apart from each other. Any set will do, for it holds a row of every text that the word
// matches; a long word has several, of which a store takes the narrowest.
func (w Word) Ranges() [][]Range {
	if w.initial != nil {
		row := initialRow(w.letters[slices.IndexFunc(w.letters, isConsonant):])
		set := []Range{{row, behind(row)}}
		for _, f := range w.plain {
			set = append(set, f[:min(len(f), rowLetters)].ranges()...)
		}
		return [][]Range{tidy(set)}
	}
	var sets [][]Range
	for i := 0; i+rowLetters < len(w.letters); i += rowLetters { // without the last letter, these are alike in all forms
		sets = append(sets, w.plain[0][i:i+rowLetters].ranges())
	}
	var last []Range
	for _, f := range w.plain {
		last = append(last, f[max(0, len(f)-rowLetters):].ranges()...)
	}
	return append(sets, tidy(last))
}

// tidy sorts ranges and drops those that are there already.
func tidy(ranges []Range) []Range {
	slices.SortFunc(ranges, func(a, b Range) int { return bytes.Compare(a.From, b.From) })
	return slices.CompactFunc(ranges, func(a, b Range) bool { return bytes.Equal(a.From, b.From) && bytes.Equal(a.To, b.To) })
}

// ranges of a part of a plain form, up to six letters: all are exact, but for the last.
func (f form) ranges() []Range {
	var head []byte
	for _, c := range f[:len(f)-1] {
		head = appendUTF16(head, c[0].lo)
	}
	var ranges []Range
	for _, s := range f[len(f)-1] {
		ranges = append(ranges, Range{
			From: appendUTF16(slices.Clone(head), s.lo),
			To:   behind(appendUTF16(slices.Clone(head), s.hi)),
		})
	}
	return ranges
}

// behind gives the first row that doesn't begin with this one.
func behind(row []byte) []byte {
	out := slices.Clone(row)
	for i := len(out) - 1; i >= 0; i-- {
		if out[i]++; out[i] != 0 {
			return out[:i+1]
		}
	}
	return []byte{0xFF, 0xFF} // letters begin with less
}
