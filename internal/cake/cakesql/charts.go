package cakesql

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// PutChart implements cake.Store. A chart without any places changes nothing: there is always
// a first one, so the source is broken (defect D31).
func (s *Store) PutChart(ctx context.Context, c cake.Chart) error {
	codes := make([]string, len(c.Entries))
	for i, e := range c.Entries {
		codes[i] = e.Code
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		// A merge at the same moment moves places of the one chart or of the other.
		if err := s.takeTurn(ctx, tx); err != nil {
			return err
		}
		var origins []originRow
		if len(codes) > 0 {
			if err := tx.NewSelect().Model(&origins).Where("source = ?", c.Source).Where("code IN (?)", bun.List(codes)).Scan(ctx); err != nil {
				return err
			}
		}
		rows := placesOf(c, origins)
		if len(rows) == 0 {
			return nil
		}
		var before []chartRow
		of := func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("t.kind = ?", c.Kind).Where("t.source = ?", c.Source).Order("t.position")
		}
		if err := tx.NewSelect().Model(&before).Apply(of).Scan(ctx); err != nil || slices.Equal(before, rows) {
			return err
		}
		if _, err := tx.NewDelete().Model((*chartRow)(nil)).Where("kind = ?", c.Kind).Where("source = ?", c.Source).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewInsert().Model(&rows).Exec(ctx)
		return err
	})
}

// placesOf gives the rows of a chart, the first place of each cake and the first cake of each
// place.
func placesOf(c cake.Chart, origins []originRow) []chartRow {
	cakes := make(map[string]string, len(origins))
	for _, o := range origins {
		cakes[o.Code] = o.CakeID
	}
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b cake.ChartEntry) int { return a.Rank - b.Rank })
	var rows []chartRow
	placed := map[string]bool{}
	for _, e := range entries {
		id, known := cakes[e.Code]
		if !known || placed[id] || len(rows) > 0 && rows[len(rows)-1].Position == e.Rank {
			continue
		}
		placed[id] = true
		rows = append(rows, chartRow{
			Kind: string(c.Kind), Source: string(c.Source), Position: e.Rank, Previous: e.Before, CakeID: id, Day: string(c.Day), Audience: e.Audience, Total: e.Total,
		})
	}
	return rows
}

// chart gives the charts of a kind, which are short enough for one page.
func (s *Store) chart(ctx context.Context, f cake.Filter) (page.Page[cake.Listed], error) {
	var rows []struct {
		cakeRow `bun:",extend"`

		Position int    `bun:",scanonly"`
		Previous int    `bun:",scanonly"`
		Day      string `bun:",scanonly"`
		Audience int64  `bun:",scanonly"`
		Total    int64  `bun:",scanonly"`
	}
	kind := f.Kind
	if kind == "" {
		kind = "movie"
	}
	err := s.db.Reader().NewSelect().Model(&rows).ColumnExpr("?TableColumns").ColumnExpr("t.position, t.previous, t.day, t.audience, t.total").
		Join("JOIN cake_charts AS t ON t.cake_id = c.id").Where("t.kind = ?", kind).Where("c.listed = ?", true).
		OrderExpr("t.position, t.source").Limit(page.MaxLimit).Scan(ctx)
	if err != nil {
		return page.Page[cake.Listed]{}, sqldb.Map(err)
	}
	var out page.Page[cake.Listed]
	for i := range rows {
		k, err := rows[i].kept()
		if err != nil {
			return page.Page[cake.Listed]{}, err
		}
		x := &rows[i]
		rank := &cake.Rank{Day: cake.Day(x.Day), Rank: x.Position, Before: x.Previous, Audience: x.Audience, Total: x.Total}
		out.Items = append(out.Items, cake.Listed{Cake: k.Cake, Rank: rank})
	}
	return out, nil
}

// Ranks implements cake.Store.
func (s *Store) Ranks(ctx context.Context, since cake.Day) (map[string]int, error) {
	var rows []struct {
		CakeID string
		Best   int
	}
	err := s.db.Reader().NewSelect().Model((*chartRow)(nil)).Column("cake_id").ColumnExpr("MIN(position) AS best").
		Where("t.day >= ?", since).Group("cake_id").Scan(ctx, &rows)
	ranks := make(map[string]int, len(rows))
	for _, r := range rows {
		ranks[r.CakeID] = r.Best
	}
	return ranks, sqldb.Map(err)
}
