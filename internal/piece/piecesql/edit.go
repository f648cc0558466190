package piecesql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Redraw implements piece.Store. The column drawings counts how often a drawing of the piece
// was begun; those that failed keep their number, because their objects may still be there.
func (s *Store) Redraw(ctx context.Context, p *piece.Piece) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		update := tx.NewUpdate().Model((*pieceRow)(nil)).Set("drawings = drawings + 1").
			Where("id = ?", p.ID).Where("owner_id = ?", p.OwnerID)
		if err := sqldb.Affected(update.Exec(ctx)); err != nil {
			return err
		}
		q := tx.NewSelect().Model((*pieceRow)(nil)).ColumnExpr("drawings").Where("id = ?", p.ID)
		if err := q.Scan(ctx, &p.Revision); err != nil {
			return err
		}
		return s.bin.Intend(ctx, tx, s.clock.Now().Add(objectbin.StoreWithin), p.ObjectKeys()...)
	})
}

// stillRead is how long images outlive the drawing that replaces them, for those who looked
// the piece up just before and are about to read them. Nobody finds them any more.
const stillRead = time.Minute

// Change implements piece.Store.
func (s *Store) Change(ctx context.Context, owner, id string, change func(p *piece.Piece) error) error {
	var before, after piece.Piece
	keeping := false // of the images: a conflict there is none with another piece
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row, err := s.lock(ctx, tx, owner, id)
		if err != nil {
			return err
		}
		before, keeping = row.piece(), false
		after = before
		if err := change(&after); err != nil || after == before {
			return err
		}
		if after.CakeID, err = leadsTo(ctx, tx, after.CakeID); err != nil {
			return err
		}
		if _, err := tx.NewUpdate().Model(rowOf(&after)).WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := s.index(ctx, tx, &before, &after); err != nil {
			return err
		}
		if after.PhotoID != before.PhotoID {
			if err := unrecorded(ctx, tx, after.PhotoID); err != nil {
				return err
			}
		}
		if after.Revision == before.Revision {
			return nil
		}
		keeping = true
		if err := s.bin.Keep(ctx, tx, after.ObjectKeys()...); err != nil {
			return err
		}
		return s.bin.DiscardAt(ctx, tx, s.clock.Now().Add(stillRead), before.ObjectKeys()...)
	})
	switch {
	case errors.Is(err, errs.Conflict) && keeping:
		return errs.Unavailable.With(err) // the images were deleted, because all this took too long
	case errors.Is(err, errs.Conflict):
		return s.faster(ctx, &after, before.PhotoID)
	}
	return err
}

// lock reads an owner's piece for the rest of a transaction that changes it.
func (s *Store) lock(ctx context.Context, tx bun.Tx, owner, id string) (*pieceRow, error) {
	var r pieceRow
	err := tx.NewSelect().Model(&r).Where("id = ?", id).Where("owner_id = ?", owner).Apply(s.db.ForUpdate).Scan(ctx)
	return &r, err
}

// faster finds out which unique key of a piece another one has taken. has is the photo that
// the piece has already.
func (s *Store) faster(ctx context.Context, p *piece.Piece, has string) error {
	if p.PhotoID == has {
		return piece.ErrNumberTaken
	}
	used, err := s.UsesPhoto(ctx, p.OwnerID, p.PhotoID)
	if err != nil {
		return err
	}
	if used {
		return piece.ErrPhotoUsed.At("body.photoId")
	}
	return piece.ErrNumberTaken
}

// unrecorded refuses a photo that a record has: it would end with one of the two.
func unrecorded(ctx context.Context, tx bun.IDB, photoID string) error {
	used, err := tx.NewSelect().Table("piece_record_photos").Where("photo_id = ?", photoID).Exists(ctx)
	if used && err == nil {
		err = piece.ErrPhotoUsed.At("body.photoId")
	}
	return err
}
