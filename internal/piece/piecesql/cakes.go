package piecesql

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/sqldb"
)

// Ratings implements piece.Store.
func (s *Store) Ratings(ctx context.Context, cakeID string) ([piece.MaxHalfStars]int, error) {
	var byHalf [piece.MaxHalfStars]int
	var rows []struct{ HalfStars, Pieces int }
	err := s.db.Reader().NewSelect().Model((*listRow)(nil)).ColumnExpr("p.half_stars, COUNT(*) AS pieces").
		Apply(chosen(piece.Filter{Scope: piece.ScopePublic, CakeID: cakeID})).GroupExpr("p.half_stars").Scan(ctx, &rows)
	for _, r := range rows {
		byHalf[r.HalfStars-1] = r.Pieces
	}
	return byHalf, sqldb.Map(err)
}

// FirstMade implements piece.Store.
func (s *Store) FirstMade(ctx context.Context, since time.Time) (time.Time, error) {
	var made sqldb.Time
	err := s.db.Reader().NewSelect().Model((*listRow)(nil)).ColumnExpr("p.created_at").Apply(chosen(piece.Filter{Scope: piece.ScopePublic})).
		Where("p.created_at >= ?", sqldb.At(since)).OrderExpr("p.created_at").Limit(1).Scan(ctx, &made)
	return made.Time, sqldb.Map(err)
}

// Made implements piece.Store.
func (s *Store) Made(ctx context.Context, begin, end time.Time, after string, limit int) ([]piece.Activity, error) {
	var counts []piece.Activity
	err := s.db.Reader().NewSelect().Model((*listRow)(nil)).ColumnExpr("p.cake_id, COUNT(*) AS pieces").Apply(chosen(piece.Filter{Scope: piece.ScopePublic})).
		Where("p.created_at >= ?", sqldb.At(begin)).Where("p.created_at < ?", sqldb.At(end)).Where("p.cake_id > ?", after).
		GroupExpr("p.cake_id").OrderExpr("p.cake_id").Limit(int64(limit)).Scan(ctx, &counts)
	return counts, sqldb.Map(err)
}

// mergeRow is a merge that was noted. Those that led to a cake which was merged in its turn
// lead on, so that one look is enough.
type mergeRow struct {
	bun.BaseModel `bun:"table:piece_merges,alias:m"`

	FromID  string `bun:",pk"`
	ToID    string
	Seq     int64
	NotedAt sqldb.Time
}

// Leads implements piece.Store.
func (s *Store) Leads(ctx context.Context, cakeID string) (string, error) {
	leads, err := leadsTo(ctx, s.db.Reader(), cakeID)
	return leads, sqldb.Map(err)
}

func leadsTo(ctx context.Context, db bun.IDB, cakeID string) (string, error) {
	var rows []mergeRow
	if cakeID == "" {
		return "", nil
	}
	err := db.NewSelect().Model(&rows).Where("from_id = ?", cakeID).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return cakeID, err
	}
	return rows[0].ToID, nil
}

// LastMerge implements piece.Store.
func (s *Store) LastMerge(ctx context.Context) (int64, error) {
	var last int64
	err := s.db.Reader().NewSelect().Model((*mergeRow)(nil)).ColumnExpr("COALESCE(MAX(seq), 0)").Scan(ctx, &last)
	return last, sqldb.Map(err)
}

// NoteMerges implements piece.Store.
func (s *Store) NoteMerges(ctx context.Context, merges []piece.Merge, at time.Time) error {
	fresh, err := s.unknown(ctx, merges)
	if err != nil || len(fresh) == 0 {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for _, m := range fresh {
			to, err := leadsTo(ctx, tx, m.To) // a later merge may have come to light before
			if err != nil {
				return err
			}
			_, err = tx.NewUpdate().Model((*mergeRow)(nil)).Set("to_id = ?", to).Set("noted_at = ?", sqldb.At(at)).Where("to_id = ?", m.From).Exec(ctx)
			if err != nil {
				return err
			}
			row := mergeRow{FromID: m.From, ToID: to, Seq: m.Seq, NotedAt: sqldb.At(at)}
			if _, err := tx.NewInsert().Model(&row).Ignore().Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// unknown leaves out merges that were noted before, without asking for the writer.
func (s *Store) unknown(ctx context.Context, merges []piece.Merge) ([]piece.Merge, error) {
	if len(merges) == 0 {
		return nil, nil
	}
	var ids, known []string
	for _, m := range merges {
		ids = append(ids, m.From)
	}
	err := s.db.Reader().NewSelect().Model((*mergeRow)(nil)).Column("from_id").Where("from_id IN (?)", bun.List(ids)).Scan(ctx, &known)
	var fresh []piece.Merge
	for _, m := range merges {
		if !slices.Contains(known, m.From) {
			fresh = append(fresh, m)
		}
	}
	return fresh, sqldb.Map(err)
}

// mergesAtOnce is for pieces of how many merged cakes it is looked at a time.
const mergesAtOnce = 500

// MoveMerged implements piece.Store.
func (s *Store) MoveMerged(ctx context.Context, since time.Time, limit int) (int, error) {
	var merges []mergeRow
	if err := s.db.Reader().NewSelect().Model(&merges).Where("noted_at >= ?", since.UnixMicro()).Order("noted_at").Scan(ctx); err != nil {
		return 0, sqldb.Map(err)
	}
	for some := range slices.Chunk(merges, mergesAtOnce) {
		to := make(map[string]string, len(some))
		from := make([]string, len(some))
		for i, m := range some {
			from[i], to[m.FromID] = m.FromID, m.ToID
		}
		var pieces []pieceRow
		err := s.db.Reader().NewSelect().Model(&pieces).Column("id", "cake_id").Where("cake_id IN (?)", bun.List(from)).Limit(int64(limit)).Scan(ctx)
		if err != nil {
			return 0, sqldb.Map(err)
		}
		if len(pieces) > 0 {
			return len(pieces), s.move(ctx, pieces, to)
		}
	}
	return 0, nil
}

// move gives pieces the cakes that theirs lead to.
func (s *Store) move(ctx context.Context, pieces []pieceRow, to map[string]string) error {
	of := map[string][]string{} // pieces by their cake
	for _, p := range pieces {
		of[p.CakeID] = append(of[p.CakeID], p.ID)
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for _, from := range slices.Sorted(maps.Keys(of)) { // in one order, or two nodes wait for each other
			_, err := tx.NewUpdate().Model((*pieceRow)(nil)).Set("cake_id = ?", to[from]).
				Where("cake_id = ?", from).Where("id IN (?)", bun.List(of[from])).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
