package cakesql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/platform/sqldb"
)

// Index implements cake.Store.
func (s *Store) Index(ctx context.Context, limit int) (int, error) {
	n := 0
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var ids []string
		// Locked, so that a change at the same moment comes before or after.
		err := tx.NewSelect().Model((*cakeRow)(nil)).Column("id").Where("search_version < ?", hangul.Version).
			Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx, &ids)
		if err != nil {
			return err
		}
		n = len(ids)
		stored, err := s.read(ctx, tx, ids, true)
		if err != nil {
			return err
		}
		var changes []change
		for _, id := range ids {
			was, is := stored[id], stored[id].copied()
			is.indexed = hangul.Version
			changes = append(changes, change{was, is})
		}
		return s.store(ctx, tx, changes)
	})
	return n, sqldb.Map(err)
}
