package cakesql

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Create implements cake.Store.
func (s *Store) Create(ctx context.Context, c *cake.Cake, made cake.Creation, forget time.Time, alike func(years []int) error) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := creationRow{MakerID: made.Maker, RequestKey: made.Key, Hash: made.Hash, CakeID: made.CakeID, CreatedAt: sqldb.At(made.At)}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		if alike != nil {
			years, err := s.yearsOf(ctx, tx, c)
			if err != nil {
				return err
			}
			if err := alike(years); err != nil {
				return err
			}
		}
		if err := s.store(ctx, tx, []change{{is: &kept{Cake: *c}}}); err != nil {
			return err
		}
		_, err := tx.NewDelete().Model((*creationRow)(nil)).Where("maker_id = ?", made.Maker).Where("created_at < ?", sqldb.At(forget)).Exec(ctx)
		return err
	})
	if errors.Is(err, errs.Conflict) {
		return cake.ErrKeyTaken
	}
	return err
}

// yearsOf gives the years of the cakes of one title and kind, to which nobody adds one for the
// rest of a transaction.
func (s *Store) yearsOf(ctx context.Context, tx bun.IDB, c *cake.Cake) ([]int, error) {
	if err := s.takeTurn(ctx, tx); err != nil {
		return nil, err
	}
	var rows []cakeRow
	err := tx.NewSelect().Model(&rows).Column("year", "opens").
		Where("c.double_key = ?", cake.DoubleKey(c.Title)).Where("c.kind = ?", c.Kind).Where("c.listed = ?", true).Scan(ctx)
	years := make([]int, len(rows))
	for i, r := range rows {
		years[i] = (&cake.Work{Year: r.Year, Opens: cake.Day(r.Opens)}).FirstYear()
	}
	return years, err
}

// Creation implements cake.Store.
func (s *Store) Creation(ctx context.Context, maker, key string) (cake.Creation, error) {
	var r creationRow
	err := s.db.Reader().NewSelect().Model(&r).Where("maker_id = ?", maker).Where("request_key = ?", key).Scan(ctx)
	if err != nil {
		return cake.Creation{}, sqldb.Map(err)
	}
	return cake.Creation{Maker: r.MakerID, Key: r.RequestKey, Hash: r.Hash, CakeID: r.CakeID, At: r.CreatedAt.Time}, nil
}

// Change implements cake.Store. Heat and the poster aren't part of what is changed.
func (s *Store) Change(ctx context.Context, id string, change func(c *cake.Cake) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		was, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		is := was.copied()
		if err := change(&is.Cake); err != nil {
			return err
		}
		tidy(is)
		if reflect.DeepEqual(is, was) {
			return nil
		}
		return s.store(ctx, tx, changed(was, is))
	})
}

func changed(was, is *kept) []change { return []change{{was: was, is: is}} }

// copied gives a cake of which nothing is shared.
func (k *kept) copied() *kept {
	c := *k
	c.Prices, c.Credits = slices.Clone(k.Prices), slices.Clone(k.Credits)
	if k.Age != nil {
		c.Age = new(*k.Age)
	}
	return &c
}

// lock reads the cake that an id leads to, for the rest of a transaction that changes it.
func (s *Store) lock(ctx context.Context, tx bun.IDB, id string) (*kept, error) {
	for {
		found, err := s.read(ctx, tx, []string{id}, true)
		if err != nil {
			return nil, err
		}
		k := found[id]
		switch {
		case k == nil:
			return nil, errs.NotFound
		case k.mergedInto == "":
			return k, nil
		}
		id = k.mergedInto
	}
}
