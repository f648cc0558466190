package piecesql

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/piece"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// reach is how much one search looks at.
type reach struct {
	index    suffix.Reach
	named    int // pieces that the index names at a time
	namedFew int // the same, if other words or a kind leave few of them
	examined int // pieces that are looked through at a time
}

// usualReach keeps a search within 50 ms; see docs/measurements/search.md.
var usualReach = reach{index: suffix.Reach{Counted: 5, Rare: 8000, Runs: 16}, named: 200, namedFew: 600, examined: 2000}

// hitRow is a piece that may be a hit.
type hitRow struct {
	listRow `bun:",extend"`

	Record string `bun:",scanonly"`
}

// Search implements piece.Store. Among public pieces the suffixes name those that have a word,
// if that is rare or goes on in few ways, as names do. Everything else is found by looking
// through the list in its order: that of one person is short, and among public pieces a
// frequent word soon comes by.
func (s *Store) Search(ctx context.Context, f piece.Filter, q hangul.Query, r page.Request) (page.Page[piece.Hit], error) {
	part := stretch{order: f.Order(), after: r.After}
	var err error
	if f.Order() == piece.ByMade && f.CakeID == "" {
		most := s.reach.named
		if len(q.Words()) > 1 || f.Kind != "" {
			most = s.reach.namedFew
		}
		part.ids, part.last, err = s.named(ctx, q, r.After, most)
	}
	if part.ids == nil && err == nil {
		part.last, err = s.end(ctx, f, r.After)
	}
	if err != nil {
		return page.Page[piece.Hit]{}, err
	}
	return s.look(ctx, f, q, part, r.Limit)
}

// stretch is a part of a list: what is behind after, as far as last.
type stretch struct {
	order       piece.Order
	after, last page.Cursor // last is empty if the part goes to the end of the list
	ids         []string    // if not nil, only these pieces
}

// look gives the hits in a part of a list, the first ones up to a limit.
func (s *Store) look(ctx context.Context, f piece.Filter, q hangul.Query, part stretch, limit int) (page.Page[piece.Hit], error) {
	var out page.Page[piece.Hit]
	if part.ids != nil && len(part.ids) == 0 {
		return out, nil
	}
	var rows []hitRow
	sel := s.db.Reader().NewSelect().Model(&rows).Apply(chosen(f)).Apply(columns(part.order)).Apply(sorted(part.order)).
		Apply(after(part.order, part.after)).Apply(until(part.order, part.last)).Apply(matching(f, q)).Limit(int64(limit) + 1)
	if part.ids != nil {
		sel = sel.Where("p.id IN (?)", bun.List(part.ids))
	}
	if err := sel.Scan(ctx); err != nil {
		return out, sqldb.Map(err)
	}
	out.Next = part.last
	if len(rows) > limit {
		out.Next = rows[limit].place(part.order)
	}
	for i := range rows {
		hit := piece.Hit{Piece: rows[i].piece(), Record: rows[i].Record}
		if !hit.Matches(q) { // keys may promise too much
			continue
		}
		if len(out.Items) == limit {
			out.Next = rows[i-1].place(part.order)
			break
		}
		out.Items = append(out.Items, hit)
	}
	return out, nil
}

// matching leaves out pieces whose keys tell that a word is nowhere in them. It reads the
// record only of the viewer's own.
func matching(f piece.Filter, q hangul.Query) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(sel *bun.SelectQuery) *bun.SelectQuery {
		if f.Scope == piece.ScopeMine {
			sel = sel.Join("LEFT JOIN piece_records AS rec ON rec.piece_id = p.id").ColumnExpr("COALESCE(rec.text, '') AS record")
		}
		for _, w := range q.Words() {
			places := []string{"INSTR(p.search_key, ?) > 0"}
			args := []any{w.Key()}
			if w.Initials() != "" {
				places, args = append(places, "INSTR(p.search_initials, ?) > 0"), append(args, w.Initials())
			}
			if f.Scope == piece.ScopeMine {
				places, args = append(places, "INSTR(rec.search_key, ?) > 0"), append(args, w.Key())
			}
			sel = sel.Where("("+strings.Join(places, " OR ")+")", args...)
		}
		return sel
	}
}

// end gives the place of the last piece of a list that is looked through at a time, empty
// if the list ends before. It reads the list's index alone.
func (s *Store) end(ctx context.Context, f piece.Filter, from page.Cursor) (page.Cursor, error) {
	var rows []listRow
	q := s.db.Reader().NewSelect().Model(&rows).Apply(chosen(f)).Apply(sorted(f.Order())).Apply(after(f.Order(), from)).
		Offset(int64(s.reach.examined) - 1).Limit(1)
	switch f.Order() {
	case piece.ByHeart:
		q = q.ColumnExpr("h.created_at AS hearted_at, h.piece_id AS id")
	case piece.ByMade:
		q = q.ColumnExpr("p.id")
	default:
		q = q.ColumnExpr("p.day, p.id")
	}
	if err := q.Scan(ctx); err != nil || len(rows) == 0 {
		return nil, sqldb.Map(err)
	}
	return rows[0].place(f.Order()), nil
}
