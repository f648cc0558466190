package piecesql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/platform/sqldb"
)

// Purge implements piece.Store. Records, links and others' hearts hang on the row of a piece and go
// with it.
func (s *Store) Purge(ctx context.Context, person string, limit int) (int, error) {
	for _, purge := range []func(context.Context, string, int) (int, error){s.purgePieces, s.purgeHearts, s.purgeCreations} {
		if n, err := purge(ctx, person, limit); n > 0 || err != nil {
			return n, err
		}
	}
	return 0, nil
}

func (s *Store) purgePieces(ctx context.Context, owner string, limit int) (int, error) {
	var removed int
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var rows []pieceRow
		err := tx.NewSelect().Model(&rows).Where("owner_id = ?", owner).Order("id").Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx)
		if removed = len(rows); err != nil || removed == 0 {
			return err
		}
		var ids, keys []string
		for i := range rows {
			p := rows[i].piece()
			if err := s.index(ctx, tx, &p, nil); err != nil {
				return err
			}
			ids, keys = append(ids, p.ID), append(keys, p.ObjectKeys()...)
		}
		if _, err := tx.NewDelete().Model((*pieceRow)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
			return err
		}
		return s.bin.Discard(ctx, tx, keys...)
	})
	if err != nil {
		return 0, err
	}
	if removed > 0 {
		s.bin.Wake()
	}
	return removed, nil
}

func (s *Store) purgeHearts(ctx context.Context, person string, limit int) (int, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*heartRow)(nil)).Column("piece_id").Where("person_id = ?", person).Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, sqldb.Map(err)
	}
	_, err = s.db.Writer().NewDelete().Model((*heartRow)(nil)).Where("piece_id IN (?)", bun.List(ids)).Where("person_id = ?", person).Exec(ctx)
	return len(ids), sqldb.Map(err)
}

// purgeCreations removes all of them: there are few, because old ones are forgotten.
func (s *Store) purgeCreations(ctx context.Context, owner string, _ int) (int, error) {
	res, err := s.db.Writer().NewDelete().Model((*creationRow)(nil)).Where("owner_id = ?", owner).Exec(ctx)
	if err != nil {
		return 0, sqldb.Map(err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}
