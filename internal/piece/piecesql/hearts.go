package piecesql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

type heartRow struct {
	bun.BaseModel `bun:"table:piece_hearts,alias:h"`

	PieceID   string `bun:",pk"`
	PersonID  string `bun:",pk"`
	CreatedAt sqldb.Time
}

// Heart implements piece.Store. The key of the table makes a second heart of one person
// impossible, so hearts need not wait for each other.
func (s *Store) Heart(ctx context.Context, pieceID, person string, at time.Time) (bool, error) {
	row := heartRow{PieceID: pieceID, PersonID: person, CreatedAt: sqldb.At(at)}
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err
	})
	if errors.Is(err, errs.Conflict) {
		return false, nil
	}
	return err == nil, err
}

// Unheart implements piece.Store.
func (s *Store) Unheart(ctx context.Context, pieceID, person string) (bool, error) {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := heartRow{PieceID: pieceID, PersonID: person}
		return sqldb.Affected(tx.NewDelete().Model(&row).WherePK().Exec(ctx))
	})
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Hearts implements piece.Store.
func (s *Store) Hearts(ctx context.Context, viewer string, ids []string) (map[string]piece.Hearts, error) {
	found := map[string]piece.Hearts{}
	if len(ids) == 0 {
		return found, nil
	}
	var rows []struct {
		PieceID     string
		Count, Mine int
	}
	err := s.db.Reader().NewSelect().Model((*heartRow)(nil)).Column("piece_id").
		ColumnExpr("COUNT(*) AS count").ColumnExpr("SUM(CASE WHEN person_id = ? THEN 1 ELSE 0 END) AS mine", viewer).
		Where("piece_id IN (?)", bun.List(ids)).Group("piece_id").Scan(ctx, &rows)
	for _, r := range rows {
		found[r.PieceID] = piece.Hearts{Count: r.Count, Mine: r.Mine > 0}
	}
	return found, sqldb.Map(err)
}

// Viewings implements piece.Store.
func (s *Store) Viewings(ctx context.Context, viewer string, ids []string) (map[string]int, error) {
	found := map[string]int{}
	if len(ids) == 0 {
		return found, nil
	}
	upTo := s.db.Reader().NewSelect().Model((*pieceRow)(nil)).ColumnExpr("COUNT(*)").
		Where("p.owner_id = it.owner_id").Where("p.cake_id = it.cake_id").
		Where("(p.day < it.day OR (p.day = it.day AND (p.clock < it.clock OR (p.clock = it.clock AND p.id <= it.id))))").
		Apply(visible(viewer))
	var rows []struct {
		ID      string
		Viewing int
	}
	err := s.db.Reader().NewSelect().TableExpr("pieces AS it").ColumnExpr("it.id").ColumnExpr("(?) AS viewing", upTo).
		Where("it.id IN (?)", bun.List(ids)).Where("it.cake_id <> ''").Scan(ctx, &rows)
	for _, r := range rows {
		found[r.ID] = r.Viewing
	}
	return found, sqldb.Map(err)
}
