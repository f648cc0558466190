package cakesql

import (
	"context"

	"github.com/uptrace/bun"
)

// Purge implements cake.Store. Whoever writes cakes anew has the turn, so that no maker comes back
// with what was read before.
func (s *Store) Purge(ctx context.Context, person string, limit int) (int, error) {
	var purged int
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx); err != nil {
			return err
		}
		var hearted, made []string
		err := tx.NewSelect().Model((*heartRow)(nil)).Column("cake_id").Where("person_id = ?", person).Limit(int64(limit)).Scan(ctx, &hearted)
		if err == nil {
			err = tx.NewSelect().Model((*cakeRow)(nil)).Column("id").Where("maker_id = ?", person).Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx, &made)
		}
		if purged = len(hearted) + len(made); err != nil {
			return err
		}
		if len(hearted) > 0 {
			if _, err := tx.NewDelete().Model((*heartRow)(nil)).Where("cake_id IN (?)", bun.List(hearted)).Where("person_id = ?", person).Exec(ctx); err != nil {
				return err
			}
		}
		if len(made) > 0 {
			if _, err := tx.NewUpdate().Table("cakes").Set("maker_id = ''").Where("id IN (?)", bun.List(made)).Exec(ctx); err != nil {
				return err
			}
		}
		if purged > 0 {
			return nil
		}
		if _, err := tx.NewDelete().Model((*creationRow)(nil)).Where("maker_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		_, err = tx.NewUpdate().Model((*mergeRow)(nil)).Set("admin_id = ''").Where("admin_id = ?", person).Exec(ctx)
		return err
	})
	return purged, err
}
