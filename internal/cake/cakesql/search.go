package cakesql

import (
	"context"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// reach is how much one search looks at.
type reach struct {
	index    suffix.Reach
	examined int // cakes that are looked through at a time
}

// usualReach keeps a search within 50 ms; see docs/measurements/cakes.md.
var usualReach = reach{index: suffix.Reach{Counted: 5, Rare: 3000}, examined: 3000}

// hitRow is a cake that may be a hit.
type hitRow struct {
	listRow `bun:",extend"`

	Fit int `bun:",scanonly"` // 2 when its title is the query, 1 when it begins with it, else 0
}

// Search implements cake.Store. The index names the cakes that have a word, if that is rare:
// they are put in order. A frequent one soon comes by when the list is looked through in its
// own order.
func (s *Store) Search(ctx context.Context, f cake.Filter, q hangul.Query, r page.Request) (page.Page[cake.Listed], error) {
	way := ""
	if len(r.After) > 0 {
		way = r.After[0]
	}
	if way != cake.ByWalk {
		var sets [][]hangul.Range
		for _, w := range q.Words() {
			sets = append(sets, w.Ranges()...)
		}
		ranges, few, err := s.suffixes.Narrowest(ctx, s.reach.index, suffix.Ranges(sets))
		if err != nil {
			return page.Page[cake.Listed]{}, err
		}
		if few || way == cake.ByIndex { // also when there have come some more
			numbers, err := s.suffixes.Of(ctx, ranges, nil, 2*s.reach.index.Rare)
			if err != nil || len(numbers) == 0 {
				return page.Page[cake.Listed]{}, err
			}
			return s.byIndex(ctx, f, q, numbers, r)
		}
	}
	return s.byWalk(ctx, f, q, r)
}

// byIndex gives the hits among some cakes, those with the best titles first.
func (s *Store) byIndex(ctx context.Context, f cake.Filter, q hangul.Query, numbers []int64, r page.Request) (page.Page[cake.Listed], error) {
	fit, args := fits(q)
	sel := s.db.Reader().NewSelect().TableExpr("cakes AS k").ColumnExpr("k.number, k.heat, k.opens").ColumnExpr(fit+" AS fit", args...).
		Where("k.number IN (?)", bun.List(numbers)).Where("k.listed = ?", true).Apply(within(f)).Apply(chosen(f)).Apply(matching(q))
	found := s.db.Reader().NewSelect().TableExpr("(?) AS k", sel)
	if len(r.After) > 0 {
		best, err := strconv.Atoi(r.After[1])
		if err != nil {
			return page.Page[cake.Listed]{}, err
		}
		found = found.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("k.fit < ?", best).WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
				return q.Where("k.fit = ?", best).Apply(s.after(cake.Hot, r.After[2:]))
			})
		})
	}
	found = found.ColumnExpr("k.number, k.fit, k.heat, k.opens").OrderExpr("k.fit DESC").Apply(sorted(cake.Hot, "k")).Limit(int64(r.Limit) + 1)
	var rows []hitRow
	err := s.db.Reader().NewSelect().Model(&rows).ColumnExpr("?TableColumns").ColumnExpr("k.fit").
		Join("JOIN (?) AS k ON k.number = c.number", found).OrderExpr("k.fit DESC").Apply(sorted(cake.Hot, "k")).Scan(ctx)
	if err != nil {
		return page.Page[cake.Listed]{}, sqldb.Map(err)
	}
	return s.hits(ctx, q, rows, r.Limit, nil, func(row *hitRow) page.Cursor {
		return append(page.Cursor{cake.ByIndex, strconv.Itoa(row.Fit)}, row.place(cake.Hot)...)
	})
}

// within leaves cakes, as k, of a list.
func within(f cake.Filter) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch f.List {
		case cake.Showing:
			return q.Where("k.shows_until >= ?", f.Today).Where("k.opens <= ?", f.Today)
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

// byWalk gives the hits in the next part of a list.
func (s *Store) byWalk(ctx context.Context, f cake.Filter, q hangul.Query, r page.Request) (page.Page[cake.Listed], error) {
	from := walked(f.List, r.After)
	last, err := s.end(ctx, f, from)
	if err != nil {
		return page.Page[cake.Listed]{}, err
	}
	part := s.db.Reader().NewSelect().Apply(s.keys(f)).Apply(s.after(f.List, from)).Apply(s.until(f.List, last)).Apply(sorted(f.List, "k")).
		Limit(int64(s.reach.examined))
	found := s.db.Reader().NewSelect().TableExpr("(?) AS p", part).Join("JOIN cakes AS k ON k.number = p.number").ColumnExpr("p.*").Apply(matching(q)).
		Apply(sorted(f.List, "p")).Limit(int64(r.Limit) + 1)
	var rows []hitRow
	err = s.db.Reader().NewSelect().Model(&rows).ColumnExpr("?TableColumns").Apply(heartedAt(f.List, "k")).
		Join("JOIN (?) AS k ON k.number = c.number", found).Apply(sorted(f.List, "k")).Scan(ctx)
	if err != nil {
		return page.Page[cake.Listed]{}, sqldb.Map(err)
	}
	return s.hits(ctx, q, rows, r.Limit, walk(f.List, last), func(row *hitRow) page.Cursor { return walk(f.List, row.place(f.List)) })
}

// walk gives a place of a list the form of a place of a search: the way, how the title fits,
// and the keys of Hot, of which other lists fill those that they have.
func walk(l cake.List, c page.Cursor) page.Cursor {
	switch {
	case len(c) == 0:
		return nil
	case l == cake.Hearted:
		return page.Cursor{cake.ByWalk, "0", c[0], "", c[1]}
	case l == cake.Made:
		return page.Cursor{cake.ByWalk, "0", "0", "", c[0]}
	}
	return append(page.Cursor{cake.ByWalk, "0"}, c...)
}

// walked gives the place of the list back.
func walked(l cake.List, c page.Cursor) page.Cursor {
	switch {
	case len(c) == 0:
		return nil
	case l == cake.Hearted:
		return page.Cursor{c[2], c[4]}
	case l == cake.Made:
		return page.Cursor{c[4]}
	}
	return c[2:]
}

// end gives the place of the last cake of a list that is looked through at a time, empty if
// the list ends before. It reads the list's index alone.
func (s *Store) end(ctx context.Context, f cake.Filter, from page.Cursor) (page.Cursor, error) {
	var rows []listRow
	err := s.db.Reader().NewSelect().Apply(s.keys(f)).Apply(s.after(f.List, from)).Apply(sorted(f.List, "k")).
		Offset(int64(s.reach.examined)-1).Limit(1).Scan(ctx, &rows)
	if err != nil || len(rows) == 0 {
		return nil, sqldb.Map(err)
	}
	return rows[0].place(f.List), nil
}

// hits makes a page of rows that may be hits, with the people in whose names they may be.
func (s *Store) hits(ctx context.Context, q hangul.Query, rows []hitRow, limit int, last page.Cursor, place func(*hitRow) page.Cursor) (page.Page[cake.Listed], error) {
	out := page.Page[cake.Listed]{Next: last}
	if len(rows) > limit {
		out.Next = place(&rows[limit-1])
		rows = rows[:limit]
	}
	found, ids := make([]*kept, len(rows)), make([]string, len(rows))
	byID := make(map[string]*kept, len(rows))
	for i := range rows {
		k, err := rows[i].kept()
		if err != nil {
			return out, err
		}
		found[i], ids[i], byID[k.ID] = k, k.ID, k
	}
	err := readCredits(ctx, s.db.Reader(), ids, func(id string, credit cake.Credit) { byID[id].Credits = append(byID[id].Credits, credit) })
	if err != nil {
		return out, sqldb.Map(err)
	}
	for _, k := range found {
		if k.Matches(q) { // keys may promise too much
			out.Items = append(out.Items, cake.Listed{Cake: k.Cake})
		}
	}
	return out, nil
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
