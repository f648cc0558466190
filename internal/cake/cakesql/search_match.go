package cakesql

import (
	"strings"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
)

// within leaves cakes, as k, of a list.
func within(f cake.Filter) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch f.List {
		case cake.Showing:
			return q.Where("k.shows_until >= ?", f.Today).Where("k.since <= ?", f.Today)
		case cake.Hearted:
			return q.Where("EXISTS (SELECT 1 FROM cake_hearts AS h WHERE h.cake_id = k.id AND h.person_id = ?)", f.Viewer)
		case cake.Made:
			if f.Viewer == "" {
				return q.Where("1 = 0")
			}
			return q.Where("k.maker_id = ?", f.Viewer)
		}
		return q
	}
}

// matching leaves out cakes, as k, whose keys tell that a word is nowhere in them.
func matching(q hangul.Query) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(sel *bun.SelectQuery) *bun.SelectQuery {
		for _, w := range q.Words() {
			if w.Initials() == "" {
				sel = sel.Where("INSTR(k.search_key, ?) > 0", w.Key())
			} else {
				sel = sel.Where("(INSTR(k.search_key, ?) > 0 OR INSTR(k.search_initials, ?) > 0)", w.Key(), w.Initials())
			}
		}
		return sel
	}
}

// fits tells how the title of a cake, as k, fits a query: keys have the title in their first
// line. Half of a syllable is the begin of it in strokes, and initials may be all of a title.
func fits(q hangul.Query) (expr string, args []any) {
	var key, initials strings.Builder
	byInitials := true
	for _, w := range q.Words() {
		key.WriteString(w.Key())
		initials.WriteString(w.Initials())
		byInitials = byInitials && w.Initials() != ""
	}
	is, begins := "k.search_key = ? OR INSTR(k.search_key, ?) = 1", "INSTR(k.search_key, ?) = 1"
	whole, part := []any{key.String(), key.String() + "\n"}, []any{key.String()}
	if byInitials {
		is, begins = is+" OR k.search_initials = ? OR INSTR(k.search_initials, ?) = 1", begins+" OR INSTR(k.search_initials, ?) = 1"
		whole, part = append(whole, initials.String(), initials.String()+"\n"), append(part, initials.String())
	}
	return "CASE WHEN " + is + " THEN 2 WHEN " + begins + " THEN 1 ELSE 0 END", append(whole, part...)
}

// titleOf gives the query in the form that titles are compared in.
func titleOf(q hangul.Query) string { return cake.DoubleKey(q.String()) }
