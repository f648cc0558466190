package piecesql

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// named gives public pieces among which are all that the query matches, the latest first and
// up to most, and, if there are that many, the place of the last. ids is nil when the index
// would have to be asked for too much.
func (s *Store) named(ctx context.Context, q hangul.Query, from page.Cursor, most int) (ids []string, last page.Cursor, err error) {
	ranges, few, err := s.narrowest(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	var found [][]byte
	if few {
		found, err = s.ofRanges(ctx, ranges, from, most)
	} else {
		var runs [][]byte
		if runs, err = s.runs(ctx, ranges); err != nil || runs == nil {
			return nil, nil, sqldb.Map(err)
		}
		found, err = s.ofRuns(ctx, runs, from, most)
	}
	if err != nil {
		return nil, nil, sqldb.Map(err)
	}
	ids = make([]string, len(found))
	for i, b := range found {
		if ids[i], err = id.FromBytes(b); err != nil {
			return nil, nil, err
		}
	}
	if len(ids) == most {
		last = page.Cursor{ids[most-1]}
	}
	return ids, last, nil
}

// narrowest gives the ranges of the query with the fewest index rows, and whether they are
// few enough to be sorted.
func (s *Store) narrowest(ctx context.Context, q hangul.Query) (ranges []hangul.Range, few bool, err error) {
	var sets [][]hangul.Range
	for _, w := range q.Words() {
		sets = append(sets, w.Ranges()...)
	}
	// Those with the most letters come first; from there they are likely narrow.
	slices.SortStableFunc(sets, func(a, b []hangul.Range) int { return len(b[len(b)-1].From) - len(a[len(a)-1].From) })
	sets = sets[:min(len(sets), s.reach.counted)]
	counts := make([]int, len(sets))
	dest := make([]any, len(sets))
	sel := s.db.Reader().NewSelect()
	for i, set := range sets {
		some := s.db.Reader().NewSelect().Model((*suffixRow)(nil)).ColumnExpr("1").Apply(within(set)).Limit(int64(s.reach.rare) + 1)
		sel = sel.ColumnExpr("(SELECT COUNT(*) FROM (?) AS some)", some)
		dest[i] = &counts[i]
	}
	if err := sel.Scan(ctx, dest...); err != nil {
		return nil, false, sqldb.Map(err)
	}
	least := slices.Index(counts, slices.Min(counts))
	return sets[least], counts[least] <= s.reach.rare, nil
}

// within leaves index rows of the ranges.
func within(ranges []hangul.Range) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			for _, r := range ranges {
				q = q.WhereOr("(x.suffix >= ? AND x.suffix < ?)", r.From, r.To)
			}
			return q
		})
	}
}

// ofRanges gives the pieces of all rows of the ranges.
func (s *Store) ofRanges(ctx context.Context, ranges []hangul.Range, from page.Cursor, most int) (found [][]byte, err error) {
	q := s.db.Reader().NewSelect().Model((*suffixRow)(nil)).Distinct().Column("piece_id").Apply(within(ranges)).
		OrderExpr("x.piece_id DESC").Limit(int64(most))
	if len(from) > 0 {
		q = q.Where("x.piece_id < ?", id.Bytes(from[0]))
	}
	err = q.Scan(ctx, &found)
	return found, err
}

// ofRuns gives the pieces of several suffixes. Those of one are in order already, so few of
// them are read, however many there are.
func (s *Store) ofRuns(ctx context.Context, runs [][]byte, from page.Cursor, most int) (found [][]byte, err error) {
	var members []string
	var args []any
	for _, suffix := range runs {
		before := ""
		args = append(args, suffix)
		if len(from) > 0 {
			before = " AND piece_id < ?"
			args = append(args, id.Bytes(from[0]))
		}
		members = append(members, "SELECT piece_id FROM (SELECT piece_id FROM piece_suffixes WHERE suffix = ?"+before+" ORDER BY piece_id DESC LIMIT ?) AS run")
		args = append(args, most)
	}
	err = s.db.Reader().NewRaw("SELECT DISTINCT piece_id FROM ("+strings.Join(members, " UNION ALL ")+") AS runs ORDER BY piece_id DESC LIMIT ?", append(args, most)...).Scan(ctx, &found)
	return found, err
}

// runs gives the different suffixes of the ranges, nil if there are too many. It goes from one
// to the next, because neither home skips over equal ones by itself.
func (s *Store) runs(ctx context.Context, ranges []hangul.Range) ([][]byte, error) {
	runs := [][]byte{}
	for _, r := range ranges {
		for at, beyond := r.From, "suffix >= ?"; ; beyond = "suffix > ?" {
			var next [][]byte
			err := s.db.Reader().NewSelect().Table("piece_suffixes").Column("suffix").Where(beyond, at).Where("suffix < ?", r.To).
				Order("suffix").Limit(1).Scan(ctx, &next)
			if err != nil {
				return nil, err
			}
			if len(next) == 0 {
				break
			}
			if len(runs) == s.reach.runs {
				return nil, nil
			}
			at = next[0]
			runs = append(runs, at)
		}
	}
	return runs, nil
}
