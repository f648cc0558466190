package artworksql

import (
	"context"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/artwork"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

type day struct {
	bun.BaseModel `bun:"table:artwork_days"`

	OwnerID string `bun:"owner_id,pk"`
	Day     string `bun:"day,pk"`
	Used    int    `bun:"used"`
}

// askTries is how often a decision is made anew because the person's first two orders of
// a day came at the same moment.
const askTries = 3

// Ask implements artwork.Store. The row of the person's day is the lock.
func (s *Store) Ask(ctx context.Context, owner, photoID, date string, decide artwork.Decide) (artwork.Artwork, error) {
	for try := 1; ; try++ {
		var a artwork.Artwork
		err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
			today, err := s.lockDay(ctx, tx, owner, date)
			if err != nil {
				return err
			}
			tries, err := s.list(ctx, tx, owner, photoID)
			if err != nil {
				return err
			}
			var isNew bool
			if a, isNew, err = decide(tries, today.Used); err != nil || !isNew {
				return err
			}
			fresh := rowOf(a)
			if _, err := tx.NewInsert().Model(&fresh).Exec(ctx); err != nil {
				return err
			}
			_, err = tx.NewUpdate().Model(&today).Set("used = used + 1").WherePK().Exec(ctx)
			return err
		})
		if !errors.Is(err, errs.Conflict) || errors.Is(err, artwork.ErrTries) || try == askTries {
			return a, err
		}
	}
}

func (s *Store) lockDay(ctx context.Context, tx bun.Tx, owner, date string) (day, error) {
	d := day{OwnerID: owner, Day: date}
	err := sqldb.Map(tx.NewSelect().Model(&d).WherePK().Apply(s.db.ForUpdate).Scan(ctx))
	if !errors.Is(err, errs.NotFound) {
		return d, err
	}
	_, err = tx.NewInsert().Model(&d).Exec(ctx)
	return d, sqldb.Map(err)
}

// ForgetDays implements artwork.Store.
func (s *Store) ForgetDays(ctx context.Context, before string) error {
	_, err := s.db.Writer().NewDelete().Model((*day)(nil)).Where("day < ?", before).Exec(ctx)
	return sqldb.Map(err)
}

// Find implements artwork.Store.
func (s *Store) Find(ctx context.Context, owner, id string) (artwork.Artwork, error) {
	var r row
	err := s.db.Reader().NewSelect().Model(&r).Where("a.id = ?", id).Where("a.owner_id = ?", owner).Scan(ctx)
	return r.artwork(), sqldb.Map(err)
}

// FindAny implements artwork.Store.
func (s *Store) FindAny(ctx context.Context, id string) (artwork.Artwork, error) {
	var r row
	err := s.db.Reader().NewSelect().Model(&r).Where("a.id = ?", id).Scan(ctx)
	return r.artwork(), sqldb.Map(err)
}

// FindRecipe implements artwork.Store.
func (s *Store) FindRecipe(ctx context.Context, recipe string) (artwork.Artwork, error) {
	var r row
	err := s.db.Reader().NewSelect().Model(&r).Where("a.recipe = ?", recipe).Where("a.state = ?", artwork.Done).Order("a.id").Limit(1).Scan(ctx)
	return r.artwork(), sqldb.Map(err)
}

// List implements artwork.Store.
func (s *Store) List(ctx context.Context, owner, photoID string) ([]artwork.Artwork, error) {
	return s.list(ctx, s.db.Reader(), owner, photoID)
}

func (s *Store) list(ctx context.Context, db bun.IDB, owner, photoID string) ([]artwork.Artwork, error) {
	var rows []row
	err := db.NewSelect().Model(&rows).Where("a.photo_id = ?", photoID).Where("a.owner_id = ?", owner).Order("a.number").Scan(ctx)
	return artworks(rows), sqldb.Map(err)
}

// DeleteByPhoto implements artwork.Store.
func (s *Store) DeleteByPhoto(ctx context.Context, owner, photoID string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var rows []row
		err := tx.NewSelect().Model(&rows).Where("a.photo_id = ?", photoID).Where("a.owner_id = ?", owner).
			Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil {
			return err
		}
		return s.remove(ctx, tx, rows)
	})
}

// remove removes tries and lets go of their pictures.
func (s *Store) remove(ctx context.Context, tx bun.Tx, rows []row) error {
	if len(rows) == 0 {
		return nil
	}
	var ids, keys []string
	for _, r := range rows {
		ids = append(ids, r.ID)
		if r.ImageKey != "" {
			keys = append(keys, r.ImageKey)
		}
	}
	if _, err := tx.NewDelete().Model((*row)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
		return err
	}
	return s.bin.Discard(ctx, tx, keys...)
}
