package chatsql

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// IntendPicture implements chat.Store.
func (s *Store) IntendPicture(ctx context.Context, p chat.StoredPicture) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		return s.bin.Intend(ctx, tx, s.clock.Now().Add(objectbin.StoreWithin), p.Keys()...)
	})
}

// errOther ends the storing of a picture whose photo has one in the room.
var errOther = errors.New("the photo has a picture in this room")

// PutPicture implements chat.Store.
func (s *Store) PutPicture(ctx context.Context, p chat.StoredPicture) (chat.StoredPicture, error) {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := pictureRowOf(p)
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			if errors.Is(sqldb.Map(err), errs.Conflict) {
				return errOther
			}
			return err
		}
		if err := s.bin.Keep(ctx, tx, p.Keys()...); err != nil {
			return errs.Unavailable.With(err).After(time.Minute) // took over an hour
		}
		return nil
	})
	if !errors.Is(err, errOther) {
		return p, err
	}
	return s.PictureOfPhoto(ctx, p.RoomID, p.OwnerID, p.PhotoID)
}

// PictureOfPhoto implements chat.Store.
func (s *Store) PictureOfPhoto(ctx context.Context, roomID, person, photoID string) (chat.StoredPicture, error) {
	var row pictureRow
	err := s.db.Reader().NewSelect().Model(&row).Where("room_id = ?", roomID).Where("owner_id = ?", person).Where("photo_id = ?", photoID).Scan(ctx)
	return row.picture(), sqldb.Map(err)
}

// Pictures implements chat.Store.
func (s *Store) Pictures(ctx context.Context, roomID, person string, ids []string) (map[string]chat.StoredPicture, error) {
	found := make(map[string]chat.StoredPicture, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []pictureRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Where("room_id = ?", roomID).Where("owner_id = ?", person).Scan(ctx)
	for i := range rows {
		found[rows[i].ID] = rows[i].picture()
	}
	return found, sqldb.Map(err)
}

// Picture implements chat.Store.
func (s *Store) Picture(ctx context.Context, roomID, id string) (chat.StoredPicture, error) {
	var row pictureRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Where("room_id = ?", roomID).Scan(ctx)
	return row.picture(), sqldb.Map(err)
}

// UsePictures implements chat.Store.
func (s *Store) UsePictures(ctx context.Context, roomID string, ids []string, at time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		rows, err := s.lockPictures(ctx, tx, func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("id IN (?)", bun.List(ids)).Where("room_id = ?", roomID)
		})
		if err != nil {
			return err
		}
		there := make(map[string]bool, len(rows))
		for _, r := range rows {
			there[r.ID] = true
		}
		for _, id := range ids {
			if !there[id] {
				return errs.NotFound
			}
		}
		_, err = tx.NewUpdate().Model((*pictureRow)(nil)).Set("used_at = ?", sqldb.At(at)).
			Where("id IN (?)", bun.List(ids)).Where("used_at IS NULL").Exec(ctx)
		return err
	})
}

// lockPictures reads pictures that stay as they are until the transaction ends, in one order, or
// two would wait for each other.
func (s *Store) lockPictures(ctx context.Context, tx bun.IDB, which func(*bun.SelectQuery) *bun.SelectQuery) ([]pictureRow, error) {
	var rows []pictureRow
	err := tx.NewSelect().Model(&rows).Apply(which).Order("id").Apply(s.db.ForUpdate).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return rows, err
}

// MaskPictures implements chat.Store.
func (s *Store) MaskPictures(ctx context.Context, roomID string, ids []string, masked bool) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := s.db.Writer().NewUpdate().Model((*pictureRow)(nil)).Set("masked = ?", masked).Where("id IN (?)", bun.List(ids)).Where("room_id = ?", roomID).Exec(ctx)
	return sqldb.Map(err)
}

// DropPictures implements chat.Store.
func (s *Store) DropPictures(ctx context.Context, roomID string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := s.drop(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id IN (?)", bun.List(ids)).Where("room_id = ?", roomID)
	})
	return err
}

// DropUnused implements chat.Store.
func (s *Store) DropUnused(ctx context.Context, before time.Time, limit int) (int, error) {
	var ids []string
	unused := func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("used_at IS NULL").Where("made_at < ?", sqldb.At(before))
	}
	err := s.db.Reader().NewSelect().Model((*pictureRow)(nil)).Column("id").Apply(unused).Order("made_at", "id").Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, sqldb.Map(err)
	}
	return s.drop(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id IN (?)", bun.List(ids)).Apply(unused) // but for those that were used since
	})
}

// drop removes pictures, throws their objects away, and tells how many there were.
func (s *Store) drop(ctx context.Context, which func(*bun.SelectQuery) *bun.SelectQuery) (int, error) {
	var dropped int
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		rows, err := s.lockPictures(ctx, tx, which)
		if dropped = len(rows); err != nil || dropped == 0 {
			return err
		}
		var ids, keys []string
		for i := range rows {
			p := rows[i].picture()
			ids, keys = append(ids, p.ID), append(keys, p.Keys()...)
		}
		if _, err := tx.NewDelete().Model((*pictureRow)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
			return err
		}
		return s.bin.Discard(ctx, tx, keys...)
	})
	if err != nil {
		return 0, err
	}
	if dropped > 0 {
		s.bin.Wake()
	}
	return dropped, nil
}
