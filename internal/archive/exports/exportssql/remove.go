package exportssql

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/archive/exports"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Remove implements exports.Store.
func (s *Store) Remove(ctx context.Context, owner, id string, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var r row
		err := tx.NewSelect().Model(&r).Where("e.id = ?", id).Where("e.owner_id = ?", owner).Where("e.state <> ?", exports.Removed).
			Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil {
			return err
		}
		return s.remove(ctx, tx, []row{r}, now)
	})
}

// remove takes exports away. Objects that are being written aren't theirs yet and go by themselves.
func (s *Store) remove(ctx context.Context, tx bun.Tx, rows []row, now time.Time) error {
	if len(rows) == 0 {
		return nil
	}
	var ids, keys []string
	for i := range rows {
		ids = append(ids, rows[i].ID)
		keys = append(keys, rows[i].keys()...)
	}
	_, err := tx.NewUpdate().Model((*row)(nil)).Set("state = ?", exports.Removed).Set("active_owner = NULL").Set("lease_until = NULL").
		Set("gathered_key = ?", "").Set("file_key = ?", "").Set("notes = ?", "").Set("updated_at = ?", sqldb.At(now)).
		Where("id IN (?)", bun.List(ids)).Exec(ctx)
	if err != nil {
		return err
	}
	return s.bin.Discard(ctx, tx, keys...)
}

// RemoveEnded implements exports.Store.
func (s *Store) RemoveEnded(ctx context.Context, now time.Time, limit int) (n int, err error) {
	var ended []row
	q := s.db.Reader().NewSelect().Model(&ended).Where("e.state = ?", exports.Ready).Where("e.ends_at <= ?", sqldb.At(now)).
		Order("e.ends_at", "e.id").Limit(int64(limit))
	if err := q.Scan(ctx); err != nil || len(ended) == 0 {
		return 0, sqldb.Map(err)
	}
	var ids []string
	for i := range ended {
		ids = append(ids, ended[i].ID)
	}
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var still []row // another node may be at it too
		err := tx.NewSelect().Model(&still).Where("e.id IN (?)", bun.List(ids)).Where("e.state = ?", exports.Ready).Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil {
			return err
		}
		return s.remove(ctx, tx, still, now)
	})
	return len(ended), err
}

// Forget implements exports.Store.
func (s *Store) Forget(ctx context.Context, removed, failed time.Time) error {
	for state, before := range map[exports.State]time.Time{exports.Removed: removed, exports.Failed: failed} {
		_, err := s.db.Writer().NewDelete().Model((*row)(nil)).Where("state = ?", state).Where("created_at < ?", sqldb.At(before)).Exec(ctx)
		if err != nil {
			return sqldb.Map(err)
		}
	}
	return nil
}

// Purge implements exports.Store.
func (s *Store) Purge(ctx context.Context, owner string) error {
	if owner == "" {
		return errs.NotFound
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var all []row
		if err := tx.NewSelect().Model(&all).Where("e.owner_id = ?", owner).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		var keys []string
		for i := range all {
			keys = append(keys, all[i].keys()...)
		}
		if _, err := tx.NewDelete().Model((*row)(nil)).Where("owner_id = ?", owner).Exec(ctx); err != nil {
			return err
		}
		return s.bin.Discard(ctx, tx, keys...)
	})
}
