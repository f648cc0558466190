package cakesql

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Get implements cake.Store.
func (s *Store) Get(ctx context.Context, id string) (*cake.Cake, error) {
	// A merge between two of these queries leads one step further.
	for range 3 {
		found, err := s.read(ctx, s.db.Reader(), []string{id}, false)
		if err != nil {
			return nil, sqldb.Map(err)
		}
		k := found[id]
		if k == nil {
			return nil, errs.NotFound
		}
		if k.mergedInto == "" {
			return &k.Cake, nil
		}
		id = k.mergedInto
	}
	return nil, errs.Unavailable
}

// Some implements cake.Store.
func (s *Store) Some(ctx context.Context, ids []string) (map[string]cake.Cake, error) {
	found, merged := make(map[string]cake.Cake, len(ids)), map[string]string{}
	err := s.bare(ctx, ids, func(k *kept) {
		if k.mergedInto == "" {
			found[k.ID] = k.Cake
		} else {
			merged[k.ID] = k.mergedInto
		}
	})
	if err != nil || len(merged) == 0 {
		return found, sqldb.Map(err)
	}
	targets := map[string]cake.Cake{}
	var leads []string
	for _, to := range merged {
		leads = append(leads, to)
	}
	err = s.bare(ctx, leads, func(k *kept) { targets[k.ID] = k.Cake })
	for from, to := range merged {
		if c, there := targets[to]; there {
			found[from] = c
		}
	}
	return found, sqldb.Map(err)
}

// bare hands over cakes without credits.
func (s *Store) bare(ctx context.Context, ids []string, take func(k *kept)) error {
	for part := range slices.Chunk(ids, 5*perStatement) {
		var rows []cakeRow
		if err := s.db.Reader().NewSelect().Model(&rows).Where("c.id IN (?)", bun.List(part)).Scan(ctx); err != nil {
			return err
		}
		for i := range rows {
			k, err := rows[i].kept()
			if err != nil {
				return err
			}
			take(k)
		}
	}
	return nil
}

// ByOrigin implements cake.Store.
func (s *Store) ByOrigin(ctx context.Context, source cake.Source, codes []string) (map[string]cake.Cake, error) {
	found := make(map[string]cake.Cake, len(codes))
	for part := range slices.Chunk(codes, 5*perStatement) {
		var rows []struct {
			cakeRow `bun:",extend"`

			ToldCode string `bun:",scanonly"`
		}
		err := s.db.Reader().NewSelect().Model(&rows).ColumnExpr("?TableColumns").ColumnExpr("o.code AS told_code").
			Join("JOIN cake_origins AS o ON o.cake_id = c.id").Where("o.source = ?", source).Where("o.code IN (?)", bun.List(part)).Scan(ctx)
		if err != nil {
			return nil, sqldb.Map(err)
		}
		for i := range rows {
			k, err := rows[i].kept()
			if err != nil {
				return nil, err
			}
			found[rows[i].ToldCode] = k.Cake
		}
	}
	return found, nil
}

// likely is how many titles that begin alike are looked at for doubles.
const likely = 500

// beyond is behind every title that begins with what it is written after.
const beyond = "\U0010FFFF"

// Doubles implements cake.Store. The titles come in their order from the index, so the very
// same ones are among them however many begin alike.
func (s *Store) Doubles(ctx context.Context, title string, kind cake.Kind, limit int) ([]cake.Cake, error) {
	key := cake.DoubleKey(title)
	if key == "" {
		return nil, nil
	}
	alike := s.db.Reader().NewSelect().TableExpr("?", s.by("cakes", "k", "cakes_double")).ColumnExpr("k.number").
		Where("k.double_key >= ?", key).Where("k.double_key < ?", key+beyond).OrderExpr("k.double_key").Limit(likely)
	if kind != "" {
		alike = alike.Where("k.kind = ?", kind)
	}
	var rows []cakeRow
	err := s.db.Reader().NewSelect().Model(&rows).ModelTableExpr("?", s.byNumber("c")).Join("JOIN (?) AS a ON a.number = c.number", alike).Where("c.listed = ?", true).
		OrderExpr("CASE WHEN c.double_key = ? THEN 0 ELSE 1 END", key).OrderExpr("c.heat DESC, c.since DESC, c.number DESC").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	cakes := make([]cake.Cake, len(rows))
	for i := range rows {
		k, err := rows[i].kept()
		if err != nil {
			return nil, err
		}
		cakes[i] = k.Cake
	}
	return cakes, nil
}
