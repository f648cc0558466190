package chatsql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Block implements chat.Store.
func (s *Store) Block(ctx context.Context, blocker, blocked string, at time.Time) (bool, error) {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx, blocker); err != nil {
			return err
		}
		row := blockRow{BlockerID: blocker, BlockedID: blocked, CreatedAt: sqldb.At(at)}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		n, err := tx.NewSelect().Model((*blockRow)(nil)).Where("blocker_id = ?", blocker).Count(ctx)
		if err == nil && n > chat.MaxBlocks {
			return chat.ErrTooManyBlocks
		}
		return err
	})
	if errors.Is(err, errs.Conflict) && !errors.Is(err, chat.ErrTooManyBlocks) {
		return false, nil // is there already
	}
	return err == nil, err
}

// Unblock implements chat.Store.
func (s *Store) Unblock(ctx context.Context, blocker, blocked string) (bool, error) {
	row := blockRow{BlockerID: blocker, BlockedID: blocked}
	err := sqldb.Affected(s.db.Writer().NewDelete().Model(&row).WherePK().Exec(ctx))
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Blocks implements chat.Store.
func (s *Store) Blocks(ctx context.Context, blocker string) ([]chat.Blocked, error) {
	var rows []blockRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("blocker_id = ?", blocker).Order("created_at DESC", "blocked_id DESC").Scan(ctx)
	all := make([]chat.Blocked, len(rows))
	for i, r := range rows {
		all[i] = chat.Blocked{PersonID: r.BlockedID, At: r.CreatedAt.Time}
	}
	return all, sqldb.Map(err)
}

// HasBlocked implements chat.Store.
func (s *Store) HasBlocked(ctx context.Context, blocker, person string) (bool, error) {
	has, err := s.db.Reader().NewSelect().Model((*blockRow)(nil)).Where("blocker_id = ?", blocker).Where("blocked_id = ?", person).Exists(ctx)
	return has, sqldb.Map(err)
}

// Blockers implements chat.Store.
func (s *Store) Blockers(ctx context.Context, person string, of []string) (map[string]bool, error) {
	have := map[string]bool{}
	if len(of) == 0 {
		return have, nil
	}
	var ids []string
	err := s.db.Reader().NewSelect().Model((*blockRow)(nil)).Column("blocker_id").Where("blocker_id IN (?)", bun.List(of)).
		Where("blocked_id = ?", person).Scan(ctx, &ids)
	for _, id := range ids {
		have[id] = true
	}
	return have, sqldb.Map(err)
}
