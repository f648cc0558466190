package artworksql

import (
	"context"

	"github.com/uptrace/bun"
)

// Purge implements artwork.Store.
func (s *Store) Purge(ctx context.Context, owner string, limit int) (int, error) {
	var removed int
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var rows []row
		err := tx.NewSelect().Model(&rows).Where("a.owner_id = ?", owner).Order("a.id").Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx)
		if removed = len(rows); err != nil {
			return err
		}
		if removed < limit {
			if _, err := tx.NewDelete().Model((*day)(nil)).Where("owner_id = ?", owner).Exec(ctx); err != nil {
				return err
			}
		}
		return s.remove(ctx, tx, rows)
	})
	return removed, err
}
