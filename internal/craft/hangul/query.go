package hangul

import (
	"slices"
	"strings"
	"unicode"
)

// Query is what a person looks for. Every word of it must match somewhere.
type Query struct{ words []Word }

// Word is one word of a query.
type Word struct {
	letters []rune
	plain   []form // match in every text
	initial []form // match in names besides; empty without initial consonants
}

// form is one way to read a word: for each letter, the characters that it matches.
type form []class

// class is a set of characters.
type class []span

// span is the characters from lo to hi.
type span struct{ lo, hi rune }

func (c class) has(r rune) bool {
	for _, s := range c {
		if s.lo <= r && r <= s.hi {
			return true
		}
	}
	return false
}

func exactly(r rune) class { return class{{r, r}} }

// beginning matches a consonant by itself and the syllables that begin with it.
func beginning(consonant rune) class {
	i, _ := initialOf(consonant)
	return class{{consonant, consonant}, {syllable(i, 0, 0), syllable(i, 20, finalCount-1)}}
}

// Parse reads a query. Characters that count for nothing make no word.
func Parse(s string) Query {
	var q Query
	for _, field := range strings.FieldsFunc(s, unicode.IsSpace) {
		var letters []rune
		for _, l := range fold(field) {
			letters = append(letters, l.char)
		}
		known := func(w Word) bool { return slices.Equal(w.letters, letters) }
		if len(letters) > 0 && !slices.ContainsFunc(q.words, known) {
			q.words = append(q.words, newWord(letters))
		}
	}
	for i, w := range q.words {
		// Beside other words a single consonant is a word just begun, in sentences too; else the
		// list would be empty for that one stroke.
		if len(q.words) > 1 && len(w.letters) == 1 && isConsonant(w.letters[0]) {
			q.words[i].plain, q.words[i].initial = []form{{beginning(w.letters[0])}}, nil
		}
	}
	return q
}

// Empty tells whether there is nothing to look for.
func (q Query) Empty() bool { return len(q.words) == 0 }

// Words gives the words, each once, in their order.
func (q Query) Words() []Word { return q.words }

// String gives the words as they are looked for, with a space between two.
func (q Query) String() string {
	words := make([]string, len(q.words))
	for i, w := range q.words {
		words[i] = string(w.letters)
	}
	return strings.Join(words, " ")
}

func newWord(letters []rune) Word {
	w := Word{letters: letters}
	n := len(letters) - 1
	var head, begins form
	consonants := false
	for _, r := range letters[:n] {
		head = append(head, exactly(r))
		if isConsonant(r) {
			consonants = true
			begins = append(begins, beginning(r))
		} else {
			begins = append(begins, exactly(r))
		}
	}
	last := letters[n]
	switch {
	case !isConsonant(last):
		w.plain = halfTyped(head, last)
	case n > 0 && !isCompatJamo(letters[n-1]): // the next syllable, begun
		w.plain = []form{with(head, beginning(last))}
	default: // one of several by themselves, as in ㅋㅋ
		w.plain = []form{with(head, exactly(last))}
		w.initial = []form{with(begins, beginning(last))}
	}
	if consonants && w.initial == nil {
		if isConsonant(last) {
			w.initial = []form{with(begins, beginning(last))}
		} else {
			w.initial = halfTyped(begins, last)
		}
	}
	return w
}

func with(head form, last class) form { return append(slices.Clone(head), last) }

// halfTyped gives the forms of a word whose last letter may become more.
func halfTyped(head form, last rune) []form {
	if !isSyllable(last) {
		return []form{with(head, exactly(last))}
	}
	i, v, f := split(last)
	if f == 0 {
		return []form{with(head, class{{last, syllable(i, lastVowelFrom(v), finalCount-1)}})}
	}
	var closed class
	for _, s := range finalsFrom(f) {
		closed = append(closed, span{syllable(i, v, int(s.lo)), syllable(i, v, int(s.hi))})
	}
	// The last consonant may open the next syllable: 갑 becomes 가바, 값 becomes 갑사.
	kept, moved := 0, finals[f]
	if two := parts(moved); len(two) == 2 {
		kept, moved = finalIndex(two[0]), two[1]
	}
	next := with(head, exactly(syllable(i, v, kept)))
	return []form{with(head, closed), append(next, beginning(moved))}
}

// at gives how many letters of the text match from i on, 0 for none.
func (w Word) at(t Text, i int) int {
	most := 0
	for _, f := range w.plain {
		most = max(most, f.at(t.letters, i))
	}
	if t.name {
		for _, f := range w.initial {
			most = max(most, f.at(t.letters, i))
		}
	}
	return most
}

func (f form) at(letters []letter, i int) int {
	if len(letters)-i < len(f) {
		return 0
	}
	for k, c := range f {
		if !c.has(letters[i+k].char) {
			return 0
		}
	}
	return len(f)
}

// In tells whether the word matches in the text.
func (w Word) In(t Text) bool {
	for i := range t.letters {
		if w.at(t, i) > 0 {
			return true
		}
	}
	return false
}

// Matches tells whether every word matches in some of the texts.
func (q Query) Matches(texts ...Text) bool {
	for _, w := range q.words {
		if !slices.ContainsFunc(texts, w.In) {
			return false
		}
	}
	return true
}
