package cakesql

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/cake"
)

// read gives cakes as they are stored, with their credits, by id. In a transaction they stay
// so until its end.
func (s *Store) read(ctx context.Context, tx bun.IDB, ids []string, locked bool) (map[string]*kept, error) {
	found := make(map[string]*kept, len(ids))
	for part := range slices.Chunk(ids, 5*perStatement) {
		var rows []cakeRow
		q := tx.NewSelect().Model(&rows).Where("c.id IN (?)", bun.List(part)).Order("c.number")
		if locked {
			q = q.Apply(s.db.ForUpdate)
		}
		if err := q.Scan(ctx); err != nil {
			return nil, err
		}
		for i := range rows {
			k, err := rows[i].kept()
			if err != nil {
				return nil, err
			}
			found[k.ID] = k
		}
		if err := readCredits(ctx, tx, part, func(id string, credit cake.Credit) {
			if k := found[id]; k != nil {
				k.Credits = append(k.Credits, credit)
			}
		}); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// readCredits hands over the credits of cakes, those of one in their order.
func readCredits(ctx context.Context, db bun.IDB, ids []string, take func(id string, credit cake.Credit)) error {
	if len(ids) == 0 {
		return nil
	}
	var rows []creditRow
	if err := db.NewSelect().Model(&rows).Where("cake_id IN (?)", bun.List(ids)).Order("cake_id", "position").Scan(ctx); err != nil {
		return err
	}
	for _, r := range rows {
		take(r.CakeID, cake.Credit{Role: cake.Role(r.Role), Name: r.Name, Part: r.Part, Picture: r.PictureURL})
	}
	return nil
}
