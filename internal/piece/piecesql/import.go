package piecesql

import (
	"context"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// importRow says that a piece was imported, and under which key.
type importRow struct {
	bun.BaseModel `bun:"table:piece_imports"`

	OwnerID   string `bun:",pk"`
	SourceKey string `bun:",pk"`
	PieceID   string
}

// Import implements piece.Store.
func (s *Store) Import(ctx context.Context, owner string, batch []piece.Import) (known map[string]string, err error) {
	if len(batch) == 0 {
		return nil, nil
	}
	keys := make([]string, len(batch))
	for i := range batch {
		keys[i] = batch[i].Key
	}
	var taken error // which of the unique keys another piece was faster at
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		taken = nil
		var err error
		if known, err = imported(ctx, tx, owner, keys); err != nil {
			return err
		}
		last := map[int]int{} // the last number of each year
		for _, one := range batch {
			if _, there := known[one.Key]; there {
				continue
			}
			if err := nextNumber(ctx, tx, one.Piece, last); err != nil {
				return err
			}
			if one.Piece.CakeID, err = leadsTo(ctx, tx, one.Piece.CakeID); err != nil {
				return err
			}
			if taken, err = s.add(ctx, tx, one); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, errs.Conflict) && taken != nil {
		return nil, taken
	}
	return known, err
}

// nextNumber gives a piece the next number of its year; last remembers those that were given.
func nextNumber(ctx context.Context, tx bun.IDB, p *piece.Piece, last map[int]int) error {
	year := p.Day.Year()
	if _, asked := last[year]; !asked {
		n, err := lastNumber(ctx, tx, p.OwnerID, year)
		if err != nil {
			return err
		}
		last[year] = n
	}
	last[year]++
	p.Number = last[year]
	return nil
}

// add stores one imported piece, and tells which key was taken if one was.
func (s *Store) add(ctx context.Context, tx bun.IDB, one piece.Import) (taken, err error) {
	p := one.Piece
	if p.PhotoID != "" {
		if err := unrecorded(ctx, tx, p.PhotoID); err != nil {
			return piece.ErrPhotoUsed.At("body.photoId"), err
		}
	}
	if _, err := tx.NewInsert().Model(rowOf(p)).Exec(ctx); err != nil {
		return piece.ErrNumberTaken, err
	}
	row := importRow{OwnerID: p.OwnerID, SourceKey: one.Key, PieceID: p.ID}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return piece.ErrKeyTaken, err
	}
	return nil, s.index(ctx, tx, nil, p)
}

// Imported implements piece.Store.
func (s *Store) Imported(ctx context.Context, owner string, keys []string) (map[string]string, error) {
	found, err := imported(ctx, s.db.Reader(), owner, keys)
	return found, sqldb.Map(err)
}

// Titled implements piece.Store.
func (s *Store) Titled(ctx context.Context, owner string, first, last piece.Day, after string, limit int) ([]piece.Titled, error) {
	var found []piece.Titled
	err := s.db.Reader().NewSelect().Table("pieces").Column("id", "title", "day").Where("owner_id = ?", owner).Where("id > ?", after).
		Where("day >= ?", first).Where("day <= ?", last).Order("id").Limit(int64(limit)).Scan(ctx, &found)
	return found, sqldb.Map(err)
}

// keysAtOnce is how many keys one question names: SQLite and MySQL take more, but not any number.
const keysAtOnce = 500

func imported(ctx context.Context, db bun.IDB, owner string, keys []string) (map[string]string, error) {
	found := map[string]string{}
	for from := 0; from < len(keys); from += keysAtOnce {
		var rows []importRow
		some := keys[from:min(from+keysAtOnce, len(keys))]
		err := db.NewSelect().Model(&rows).Where("owner_id = ?", owner).Where("source_key IN (?)", bun.List(some)).Scan(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			found[r.SourceKey] = r.PieceID
		}
	}
	return found, nil
}

// Undrawn implements piece.Store.
func (s *Store) Undrawn(ctx context.Context, limit int) ([]piece.Piece, error) {
	var rows []pieceRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("undrawn = 1").Order("id DESC").Limit(int64(limit)).Scan(ctx)
	return piecesOf(rows), sqldb.Map(err)
}
