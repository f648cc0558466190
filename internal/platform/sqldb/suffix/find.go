package suffix

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
)

// Range is the rows from From on and before To.
type Range struct{ From, To []byte }

// Reach is how much one search asks of the index.
type Reach struct {
	Counted int // sets of ranges that are counted, to go by the narrowest
	Rare    int // rows that are sorted
	Runs    int // different suffixes that are merged
}

// Ranges brings ranges of another package into the form of this one.
func Ranges[R ~struct{ From, To []byte }](sets [][]R) [][]Range {
	out := make([][]Range, len(sets))
	for i, set := range sets {
		for _, r := range set {
			out[i] = append(out[i], Range(r))
		}
	}
	return out
}

// Last gives the last most keys, before one if there is any, of things among which are all
// that have a row in every set; the last key first. They are nil when the index would have
// to be asked for too much.
func (t Table[K]) Last(ctx context.Context, reach Reach, sets [][]Range, before *K, most int) ([]K, error) {
	ranges, few, err := t.Narrowest(ctx, reach, sets)
	if err != nil {
		return nil, err
	}
	if few {
		return t.Of(ctx, ranges, before, most)
	}
	runs, err := t.runs(ctx, ranges, reach.Runs)
	if err != nil || runs == nil {
		return nil, sqldb.Map(err)
	}
	return t.ofRuns(ctx, runs, before, most)
}

// Narrowest gives the set of ranges with the fewest rows, and whether they are few enough to
// be sorted.
func (t Table[K]) Narrowest(ctx context.Context, reach Reach, sets [][]Range) (ranges []Range, few bool, err error) {
	sets = slices.Clone(sets)
	// Those with the most letters come first; from there they are likely narrow.
	slices.SortStableFunc(sets, func(a, b []Range) int { return len(b[len(b)-1].From) - len(a[len(a)-1].From) })
	sets = sets[:min(len(sets), reach.Counted)]
	counts, err := t.Count(ctx, sets, reach.Rare)
	if err != nil {
		return nil, false, err
	}
	least := slices.Index(counts, slices.Min(counts))
	return sets[least], counts[least] <= reach.Rare, nil
}

// Count tells how many rows each set of ranges has; more than most are most + 1.
func (t Table[K]) Count(ctx context.Context, sets [][]Range, most int) ([]int, error) {
	counts := make([]int, len(sets))
	dest := make([]any, len(sets))
	sel := t.db.Reader().NewSelect()
	for i, set := range sets {
		some := t.rows().ColumnExpr("1").Apply(within(set)).Limit(int64(most) + 1)
		sel = sel.ColumnExpr("(SELECT COUNT(*) FROM (?) AS some)", some)
		dest[i] = &counts[i]
	}
	return counts, sqldb.Map(sel.Scan(ctx, dest...))
}

func (t Table[K]) rows() *bun.SelectQuery {
	return t.db.Reader().NewSelect().TableExpr("? AS x", t.name)
}

// within leaves rows of the ranges.
func within(ranges []Range) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			for _, r := range ranges {
				q = q.WhereOr("(x.suffix >= ? AND x.suffix < ?)", r.From, r.To)
			}
			return q
		})
	}
}

// Of gives the keys of all rows of the ranges, each once, as Last does.
func (t Table[K]) Of(ctx context.Context, ranges []Range, before *K, most int) ([]K, error) {
	var found []K
	q := t.rows().Distinct().ColumnExpr("x.?", t.key).Apply(within(ranges)).OrderExpr("x.? DESC", t.key).Limit(int64(most))
	if before != nil {
		q = q.Where("x.? < ?", t.key, *before)
	}
	if err := q.Scan(ctx, &found); err != nil {
		return nil, sqldb.Map(err)
	}
	return slices.Grow(found, 1), nil // not nil, also when there are none
}

// Both gives up to most keys that have a row in both sets of ranges, each once.
func (t Table[K]) Both(ctx context.Context, one, other []Range, most int) ([]K, error) {
	var found []K
	too := t.rows().ColumnExpr("x.?", t.key).Apply(within(other))
	err := t.rows().Distinct().ColumnExpr("x.?", t.key).Apply(within(one)).Where("x.? IN (?)", t.key, too).Limit(int64(most)).Scan(ctx, &found)
	return found, sqldb.Map(err)
}

// ofRuns gives the keys of several suffixes. Those of one are in order already, so few of
// them are read, however many there are.
func (t Table[K]) ofRuns(ctx context.Context, runs [][]byte, before *K, most int) ([]K, error) {
	var found []K
	var members []string
	var args []any
	args = append(args, t.key)
	for _, suffix := range runs {
		earlier := ""
		args = append(args, t.key, t.key, t.name, suffix)
		if before != nil {
			earlier = " AND ? < ?"
			args = append(args, t.key, *before)
		}
		members = append(members, "SELECT ? FROM (SELECT ? FROM ? WHERE suffix = ?"+earlier+" ORDER BY ? DESC LIMIT ?) AS run")
		args = append(args, t.key, most)
	}
	args = append(args, t.key, most)
	err := t.db.Reader().NewRaw("SELECT DISTINCT ? FROM ("+strings.Join(members, " UNION ALL ")+") AS runs ORDER BY ? DESC LIMIT ?", args...).Scan(ctx, &found)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	return slices.Grow(found, 1), nil
}

// runs gives the different suffixes of the ranges, nil if there are more than most. It goes
// from one to the next, because neither home skips over equal ones by itself.
func (t Table[K]) runs(ctx context.Context, ranges []Range, most int) ([][]byte, error) {
	runs := [][]byte{}
	for _, r := range ranges {
		for at, beyond := r.From, "suffix >= ?"; ; beyond = "suffix > ?" {
			var next [][]byte
			err := t.db.Reader().NewSelect().TableExpr("?", t.name).Column("suffix").Where(beyond, at).Where("suffix < ?", r.To).
				Order("suffix").Limit(1).Scan(ctx, &next)
			if err != nil {
				return nil, err
			}
			if len(next) == 0 {
				break
			}
			if len(runs) == most {
				return nil, nil
			}
			runs = append(runs, next[0])
			at = next[0]
		}
	}
	return runs, nil
}
