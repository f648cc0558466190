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
		var cases strings.Builder
		var args []any
		for _, id := range part {
			cases.WriteString(" WHEN id = ? THEN ?")
			args = append(args, id, heat[id])
		}
		err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewUpdate().Model((*cakeRow)(nil)).Set("heat = CASE"+cases.String()+" ELSE heat END", args...).
				Where("id IN (?)", bun.List(part)).Where("listed = ?", true).Exec(ctx)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
