package cakesql

import (
	"context"
	"math"
	"strconv"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// titled gives the cakes of a list whose title is the query.
func (s *Store) titled(ctx context.Context, f cake.Filter, q hangul.Query, r page.Request) (page.Page[cake.Listed], error) {
	var place page.Cursor
	if len(r.After) > 0 {
		place = r.After[2:]
	}
	var rows []hitRow
	sel := s.db.Reader().NewSelect().TableExpr("?", s.by("cakes", "k", "cakes_double")).ColumnExpr("k.number").
		Where("k.double_key = ?", titleOf(q)).Where("k.listed = ?", true).Apply(within(f)).Apply(chosen(f)).Apply(matching(q)).
		Apply(s.after(cake.Hot, place)).Apply(sorted(cake.Hot, "k")).Limit(int64(r.Limit) + 1)
	err := s.db.Reader().NewSelect().Model(&rows).Join("JOIN (?) AS k ON k.number = c.number", sel).Apply(sorted(cake.Hot, "c")).Scan(ctx)
	if err != nil {
		return page.Page[cake.Listed]{}, sqldb.Map(err)
	}
	return s.hits(ctx, q, rows, r.Limit, nil, func(row *hitRow) page.Cursor {
		return append(page.Cursor{cake.ByWalk, "2"}, row.place(cake.Hot)...)
	})
}

// byWalk gives the hits in the next part of a list, but for those that titled gives.
func (s *Store) byWalk(ctx context.Context, f cake.Filter, q hangul.Query, r page.Request) (page.Page[cake.Listed], error) {
	from := walked(f.List, r.After)
	last, err := s.end(ctx, f, from)
	if err != nil {
		return page.Page[cake.Listed]{}, err
	}
	part := s.db.Reader().NewSelect().Apply(s.keys(f)).Apply(s.after(f.List, from)).Apply(s.until(f.List, last)).Apply(sorted(f.List, "k")).
		Limit(int64(s.reach.examined))
	found := s.db.Reader().NewSelect().TableExpr("(?) AS p", part).Join("JOIN ? ON k.number = p.number", s.byNumber("k")).ColumnExpr("p.*").Where("k.double_key <> ?", titleOf(q)).Apply(matching(q)).
		Apply(sorted(f.List, "p")).Limit(int64(r.Limit) + 1)
	var rows []hitRow
	err = s.db.Reader().NewSelect().Model(&rows).ColumnExpr("?TableColumns").Apply(heartedAt(f.List, "k")).
		Join("JOIN (?) AS k ON k.number = c.number", found).Apply(sorted(f.List, "k")).Scan(ctx)
	if err != nil {
		return page.Page[cake.Listed]{}, sqldb.Map(err)
	}
	return s.hits(ctx, q, rows, r.Limit, walk(f.List, last), func(row *hitRow) page.Cursor { return walk(f.List, row.place(f.List)) })
}

// beginning is the place before the first cake that is looked through.
var beginning = page.Cursor{cake.ByWalk, "0", strconv.FormatInt(math.MaxInt64, 10), string(cake.LastDay), strconv.FormatInt(math.MaxInt64, 10)}

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
