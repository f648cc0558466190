package piecesql

import (
	"context"
	"database/sql"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/sqldb"
)

// Get implements piece.Store.
func (s *Store) Get(ctx context.Context, id string) (*piece.Piece, error) {
	var r pieceRow
	if err := s.db.Reader().NewSelect().Model(&r).Where("id = ?", id).Scan(ctx); err != nil {
		return nil, sqldb.Map(err)
	}
	p := r.piece()
	return &p, nil
}

// Some implements piece.Store.
func (s *Store) Some(ctx context.Context, ids []string) ([]piece.Piece, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []pieceRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	return piecesOf(rows), sqldb.Map(err)
}

// ByArtwork implements piece.Store.
func (s *Store) ByArtwork(ctx context.Context, artworkID string) ([]piece.Piece, error) {
	var rows []pieceRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("artwork_id = ?", artworkID).Scan(ctx)
	return piecesOf(rows), sqldb.Map(err)
}

// NextNumber implements piece.Store.
func (s *Store) NextNumber(ctx context.Context, owner string, year int) (int, error) {
	last, err := lastNumber(ctx, s.db.Reader(), owner, year)
	return last + 1, sqldb.Map(err)
}

func lastNumber(ctx context.Context, db bun.IDB, owner string, year int) (last int, err error) {
	err = db.NewSelect().Model((*pieceRow)(nil)).ColumnExpr("COALESCE(MAX(number), 0)").
		Where("owner_id = ?", owner).Where("edition = ?", year).Scan(ctx, &last)
	return last, err
}

// Between implements piece.Store.
func (s *Store) Between(ctx context.Context, owner string, first, last piece.Day, limit int) ([]piece.Piece, error) {
	var rows []pieceRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("owner_id = ?", owner).
		Where("day >= ?", first).Where("day <= ?", last).Order("day", "clock", "id").Limit(int64(limit)).Scan(ctx)
	return piecesOf(rows), sqldb.Map(err)
}

// OnDays implements piece.Store.
func (s *Store) OnDays(ctx context.Context, owner string, days []piece.Day, limit int) ([]piece.Piece, error) {
	if len(days) == 0 {
		return nil, nil
	}
	var rows []pieceRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("owner_id = ?", owner).Where("day IN (?)", bun.List(days)).
		Where("remind = ?", true).Order("edition DESC", "day", "clock", "id").Limit(int64(limit)).Scan(ctx)
	return piecesOf(rows), sqldb.Map(err)
}

// Span implements piece.Store.
func (s *Store) Span(ctx context.Context, owner string) (first, last piece.Day, err error) {
	end := func(of string) *bun.SelectQuery { // one end each, or SQLite would read the whole index
		return s.db.Reader().NewSelect().Model((*pieceRow)(nil)).ColumnExpr(of+"(day)").Where("owner_id = ?", owner)
	}
	var from, to sql.NullString
	err = s.db.Reader().NewSelect().ColumnExpr("(?)", end("MIN")).ColumnExpr("(?)", end("MAX")).Scan(ctx, &from, &to)
	return piece.Day(from.String), piece.Day(to.String), sqldb.Map(err)
}

// Tally implements piece.Store.
func (s *Store) Tally(ctx context.Context, owner string, today piece.Day) ([]piece.Tally, error) {
	var rows []piece.Tally
	month := today.Month()
	err := s.db.Reader().NewSelect().Model((*pieceRow)(nil)).
		Column("kind").
		ColumnExpr("COUNT(*) AS count").
		ColumnExpr("SUM(CASE WHEN edition = ? THEN 1 ELSE 0 END) AS this_year", today.Year()).
		ColumnExpr("SUM(CASE WHEN day >= ? AND day <= ? THEN 1 ELSE 0 END) AS this_month", month.First(), month.Last()).
		ColumnExpr("SUM(half_stars) AS half_stars").
		Where("owner_id = ?", owner).Group("kind").Scan(ctx, &rows)
	return rows, sqldb.Map(err)
}

// Typed implements piece.Store.
func (s *Store) Typed(ctx context.Context, owner string, limit int) ([]piece.Facts, error) {
	var rows []pieceRow
	err := s.db.Reader().NewSelect().Model(&rows).Column("performers", "director", "venue", "seat").
		Where("owner_id = ?", owner).Order("id DESC").Limit(int64(limit)).Scan(ctx)
	facts := make([]piece.Facts, len(rows))
	for i := range rows {
		facts[i] = rows[i].facts()
	}
	return facts, sqldb.Map(err)
}
