package mediasql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/media"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Claim implements media.Store.
func (s *Store) Claim(ctx context.Context, owner, id string, now time.Time) error {
	res, err := s.db.Writer().NewUpdate().Model((*photo)(nil)).
		Set("claimed_at = ?", sqldb.At(now)).
		Where("id = ?", id).Where("owner_id = ?", owner).Where("state = ?", media.Verified).Exec(ctx)
	return sqldb.Affected(res, err)
}

// Drop implements media.Store.
func (s *Store) Drop(ctx context.Context, owner, id string, claimedAt time.Time) error {
	q := s.db.Writer().NewUpdate().Model((*photo)(nil)).Set("state = ?", media.Dropped).
		Where("id = ?", id).Where("owner_id = ?", owner).Where("state = ?", media.Verified)
	res, err := whereClaim(q, claimedAt).Exec(ctx)
	err = sqldb.Affected(res, err)
	if !errors.Is(err, errs.NotFound) {
		return err
	}
	if _, err := s.Find(ctx, owner, id); err != nil {
		return err
	}
	return media.ErrInUse
}

func whereClaim(q *bun.UpdateQuery, claimedAt time.Time) *bun.UpdateQuery {
	if claimedAt.IsZero() {
		return q.Where("claimed_at IS NULL")
	}
	return q.Where("claimed_at = ?", sqldb.At(claimedAt))
}

// Remove implements media.Store.
func (s *Store) Remove(ctx context.Context, p media.Photo) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		res, err := tx.NewDelete().Model((*photo)(nil)).Where("id = ?", p.ID).Where("owner_id = ?", p.OwnerID).
			Where("state = ?", media.Dropped).Exec(ctx)
		err = sqldb.Affected(res, err)
		if errors.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return s.bin.Discard(ctx, tx, p.Keys()...)
	})
}

// Abandoned implements media.Store.
func (s *Store) Abandoned(ctx context.Context, before time.Time, limit int) ([]media.Record, error) {
	return s.list(ctx, limit, "created_at", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("state = ?", media.Granted).Where("created_at < ?", sqldb.At(before))
	})
}

// Unused implements media.Store.
func (s *Store) Unused(ctx context.Context, before time.Time, limit int) ([]media.Record, error) {
	return s.list(ctx, limit, "created_at", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("state = ?", media.Verified).Where("claimed_at IS NULL").Where("created_at < ?", sqldb.At(before))
	})
}

// DroppedOnes implements media.Store.
func (s *Store) DroppedOnes(ctx context.Context, limit int) ([]media.Record, error) {
	return s.list(ctx, limit, "created_at", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("state = ?", media.Dropped)
	})
}

// Claimed implements media.Store.
func (s *Store) Claimed(ctx context.Context, before time.Time, limit int) ([]media.Record, error) {
	return s.list(ctx, limit, "claimed_at", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("state = ?", media.Verified).Where("claimed_at < ?", sqldb.At(before))
	})
}

// Renew implements media.Store.
func (s *Store) Renew(ctx context.Context, r media.Record, now time.Time, holds bool) error {
	claimed := sqldb.Time{}
	if holds {
		claimed = sqldb.At(now)
	}
	q := s.db.Writer().NewUpdate().Model((*photo)(nil)).Set("claimed_at = ?", claimed).
		Where("id = ?", r.ID).Where("owner_id = ?", r.OwnerID).Where("state = ?", media.Verified)
	_, err := whereClaim(q, r.ClaimedAt).Exec(ctx)
	return sqldb.Map(err)
}

func (s *Store) list(ctx context.Context, limit int, order string, which func(*bun.SelectQuery) *bun.SelectQuery) ([]media.Record, error) {
	var rows []photo
	err := s.db.Reader().NewSelect().Model(&rows).Apply(which).Order(order, "id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	records := make([]media.Record, len(rows))
	for i, row := range rows {
		records[i] = row.record()
	}
	return records, nil
}
