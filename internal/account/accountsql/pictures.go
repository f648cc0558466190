package accountsql

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/account"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Pictures implements account.PictureStore.
type Pictures struct {
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock clock.Clock
}

var _ account.PictureStore = (*Pictures)(nil)

// NewPictures gives the pictures of the people of an open database, whose files go through the
// bin.
func NewPictures(db *sqldb.DB, bin *objectbin.Bin, c clock.Clock) *Pictures {
	return &Pictures{db, bin, c}
}

// Intend implements account.PictureStore.
func (s *Pictures) Intend(ctx context.Context, revision string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		return s.bin.Intend(ctx, tx, s.clock.Now().Add(objectbin.StoreWithin), account.PictureKeys(revision)...)
	})
}

// Put implements account.PictureStore.
func (s *Pictures) Put(ctx context.Context, personID, revision string) error {
	return s.replace(ctx, personID, revision)
}

// Drop implements account.PictureStore.
func (s *Pictures) Drop(ctx context.Context, personID string) error {
	return s.replace(ctx, personID, "")
}

// replace makes a revision the picture of a person, or none with "".
func (s *Pictures) replace(ctx context.Context, personID, revision string) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var before personRow
		if err := tx.NewSelect().Model(&before).Column("picture").Where("id = ?", personID).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		if before.Picture == revision {
			return nil
		}
		if _, err := tx.NewUpdate().Model((*personRow)(nil)).Set("picture = ?", revision).Where("id = ?", personID).Exec(ctx); err != nil {
			return err
		}
		if err := s.bin.Keep(ctx, tx, account.PictureKeys(revision)...); err != nil {
			return errs.Unavailable.With(err).After(time.Minute) // took over an hour
		}
		return s.bin.Discard(ctx, tx, account.PictureKeys(before.Picture)...)
	})
	if err == nil {
		s.bin.Wake()
	}
	return err
}
