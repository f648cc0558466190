package hangul

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// Spans gives the parts of the source text that words of the query match, in their order
// and apart from each other. They begin and end between visible characters, so that no
// emoji is cut in two.
func (q Query) Spans(t Text) []Span {
	var spans []Span
	for _, w := range q.words {
		for i := 0; i < len(t.letters); {
			n := w.at(t, i)
			if n == 0 {
				i++
				continue
			}
			spans = append(spans, Span{t.letters[i].from, t.letters[i+n-1].to})
			i += n
		}
	}
	return whole(t.source, joined(spans))
}

// joined sorts spans and joins those that touch.
func joined(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// whole widens spans to visible characters.
func whole(source string, spans []Span) []Span {
	if !slices.ContainsFunc(spans, func(s Span) bool { return !apart(source, s.From) || !apart(source, s.To) }) {
		return spans
	}
	i := 0
	for g := uniseg.NewGraphemes(source); i < len(spans) && g.Next(); {
		from, to := g.Positions()
		for i < len(spans) && spans[i].To <= from {
			i++
		}
		for k := i; k < len(spans) && spans[k].From < to; k++ { // those that overlap
			if spans[k].From > from {
				spans[k].From = from
			}
			spans[k].To = max(spans[k].To, to)
		}
	}
	return joined(spans)
}

// apart tells, without looking at all of the text, that a visible character begins at i.
// When it can't tell so easily, it says no.
func apart(source string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(source[:i])
	behind, _ := utf8.DecodeRuneInString(source[i:])
	plain := func(r rune) bool { return isSyllable(r) || ' ' <= r && r <= '~' }
	return i == 0 || i == len(source) || plain(before) && plain(behind)
}

// Parts cuts s at the spans: the first part, the third and so on are plain, those between
// are the spans.
func Parts(s string, spans []Span) []string {
	parts := make([]string, 0, 2*len(spans)+1)
	at := 0
	for _, x := range spans {
		parts = append(parts, s[at:x.From], s[x.From:x.To])
		at = x.To
	}
	return append(parts, s[at:])
}
