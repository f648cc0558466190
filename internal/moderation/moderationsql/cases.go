package moderationsql

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/moderation"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// Get implements moderation.Store.
func (s *Store) Get(ctx context.Context, reportID string) (moderation.Report, error) {
	var row reportRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", reportID).Scan(ctx)
	return row.report(), sqldb.Map(err)
}

// Cases implements moderation.Store.
func (s *Store) Cases(ctx context.Context, f moderation.Filter, r page.Request) (page.Page[moderation.Case], error) {
	var none page.Page[moderation.Case]
	var groups []struct {
		TargetName, Latest string
		Count              int
		First              sqldb.Time
	}
	q := s.db.Reader().NewSelect().Model((*reportRow)(nil)).Column("target_name").ColumnExpr("MAX(id) AS latest").ColumnExpr("COUNT(*) AS count").
		ColumnExpr("MIN(created_at) AS first").Where("state = ?", string(f.State)).Group("target_name").OrderExpr("latest DESC").Limit(int64(r.Limit) + 1)
	if f.Kind != "" {
		q = q.Where("kind = ?", string(f.Kind))
	}
	if f.Reason != "" {
		q = q.Having("SUM(CASE WHEN reason = ? THEN 1 ELSE 0 END) > 0", string(f.Reason))
	}
	if len(r.After) == 1 {
		q = q.Having("MAX(id) < ?", r.After[0])
	}
	if err := q.Scan(ctx, &groups); err != nil || len(groups) == 0 {
		return none, sqldb.Map(err)
	}
	var ids, names []string
	for _, g := range groups {
		ids, names = append(ids, g.Latest), append(names, g.TargetName)
	}
	var rows []reportRow
	if err := s.db.Reader().NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return none, sqldb.Map(err)
	}
	latest := make(map[string]moderation.Report, len(rows))
	for i := range rows {
		latest[rows[i].ID] = rows[i].report()
	}
	var counts []struct {
		TargetName, Reason string
		Count              int
	}
	err := s.db.Reader().NewSelect().Model((*reportRow)(nil)).Column("target_name", "reason").ColumnExpr("COUNT(*) AS count").
		Where("state = ?", string(f.State)).Where("target_name IN (?)", bun.List(names)).Group("target_name", "reason").Scan(ctx, &counts)
	if err != nil {
		return none, sqldb.Map(err)
	}
	reasons := map[string]map[moderation.Reason]int{}
	for _, c := range counts {
		if reasons[c.TargetName] == nil {
			reasons[c.TargetName] = map[moderation.Reason]int{}
		}
		reasons[c.TargetName][moderation.Reason(c.Reason)] = c.Count
	}
	cases := make([]moderation.Case, 0, len(groups))
	for _, g := range groups {
		if one, there := latest[g.Latest]; there {
			cases = append(cases, moderation.Case{Latest: one, Count: g.Count, Reasons: reasons[g.TargetName], First: g.First.Time})
		}
	}
	return page.Cut(cases, r.Limit, func(c moderation.Case) page.Cursor { return page.Cursor{c.Latest.ID} }), nil
}

// Reports implements moderation.Store.
func (s *Store) Reports(ctx context.Context, target string, limit int) ([]moderation.Report, error) {
	var rows []reportRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("target_name = ?", target).Order("id DESC").Limit(int64(limit)).Scan(ctx)
	reports := make([]moderation.Report, len(rows))
	for i := range rows {
		reports[i] = rows[i].report()
	}
	return reports, sqldb.Map(err)
}

// Against implements moderation.Store.
func (s *Store) Against(ctx context.Context, person string) (moderation.Against, error) {
	var a moderation.Against
	err := s.db.Reader().NewSelect().Model((*reportRow)(nil)).ColumnExpr("COUNT(*) AS reports").ColumnExpr("COUNT(DISTINCT target_name) AS things").
		Where("seen_person_id = ?", person).Scan(ctx, &a)
	return a, sqldb.Map(err)
}

// Close implements moderation.Store.
func (s *Store) Close(ctx context.Context, target, by, note string, at time.Time) (int, error) {
	n := 0
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		res, err := tx.NewUpdate().Model((*reportRow)(nil)).Set("state = ?", string(moderation.Closed)).Set("open_key = NULL").
			Set("closed_at = ?", sqldb.At(at)).Set("closed_by = ?", by).Set("note = ?", note).
			Where("target_name = ?", target).Where("state = ?", string(moderation.Open)).Exec(ctx)
		if err != nil {
			return err
		}
		changed, err := res.RowsAffected()
		n = int(changed)
		return err
	})
	return n, err
}
