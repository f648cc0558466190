package cakesql

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
)

// SetHeat implements cake.Store. It only writes what is different.
func (s *Store) SetHeat(ctx context.Context, heat map[string]int64) error {
	var warm []cakeRow
	err := s.db.Reader().NewSelect().Model(&warm).Column("id", "heat").Where("c.listed = ?", true).Where("c.heat > 0").Scan(ctx)
	if err != nil {
		return sqldb.Map(err)
	}
	now := make(map[string]int64, len(warm))
	var change []string
	for _, r := range warm {
		now[r.ID] = r.Heat
		if heat[r.ID] != r.Heat {
			change = append(change, r.ID)
		}
	}
	for id, h := range heat {
		if _, is := now[id]; !is && h != 0 {
			change = append(change, id)
		}
	}
	slices.Sort(change)
	for part := range slices.Chunk(change, perStatement) {
		if err := s.setHeat(ctx, part, heat); err != nil {
			return err
		}
	}
	return nil
}

// setHeat is a step of SetHeat, for a few cakes.
func (s *Store) setHeat(ctx context.Context, ids []string, heat map[string]int64) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var rows []cakeRow
		err := tx.NewSelect().Model(&rows).ModelTableExpr("?", s.by("cakes", "c", "cakes_id")).Column("number", "id").
			Where("c.id IN (?)", bun.List(ids)).Where("c.listed = ?", true).Scan(ctx)
		if err != nil || len(rows) == 0 {
			return err
		}
		var cases strings.Builder
		var args []any
		numbers := make([]int64, len(rows))
		for i, r := range rows {
			cases.WriteString(" WHEN ? THEN ?")
			args = append(args, r.Number, heat[r.ID])
			numbers[i] = r.Number
		}
		_, err = tx.NewUpdate().Model((*cakeRow)(nil)).Set("heat = CASE number"+cases.String()+" ELSE heat END", args...).
			Where("number IN (?)", bun.List(numbers)).Exec(ctx)
		return err
	})
}
