package mediasql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/media"
)

// Purge implements media.Store. What is still granted may be sent until the grant ends, so its
// object is thrown away then.
func (s *Store) Purge(ctx context.Context, owner string, limit int) (int, error) {
	var removed int
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var rows []photo
		err := tx.NewSelect().Model(&rows).Where("owner_id = ?", owner).Order("id").Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx)
		if removed = len(rows); err != nil || removed == 0 {
			return err
		}
		var ids, keys []string
		for _, row := range rows {
			r := row.record()
			ids = append(ids, r.ID)
			if r.State != media.Granted {
				keys = append(keys, r.Keys()...)
			} else if err := s.throwRaw(ctx, tx, r); err != nil {
				return err
			}
		}
		if _, err := tx.NewDelete().Model((*photo)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
			return err
		}
		return s.bin.Discard(ctx, tx, keys...)
	})
	return removed, err
}
