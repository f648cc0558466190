package cakesql

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// byIndex gives the hits among some cakes, those with the best titles first.
func (s *Store) byIndex(ctx context.Context, f cake.Filter, q hangul.Query, numbers []int64, r page.Request) (page.Page[cake.Listed], error) {
	fit, args := fits(q)
	sel := s.db.Reader().NewSelect().TableExpr("?", s.byNumber("k")).ColumnExpr("k.number, k.heat, k.since").ColumnExpr(fit+" AS fit", args...).
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
	found = found.ColumnExpr("k.number, k.fit, k.heat, k.since").OrderExpr("k.fit DESC").Apply(sorted(cake.Hot, "k")).Limit(int64(r.Limit) + 1)
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
