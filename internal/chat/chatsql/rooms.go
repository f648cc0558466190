package chatsql

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// OpenRoom implements chat.Store.
func (s *Store) OpenRoom(ctx context.Context, fresh chat.Room) (chat.Room, bool, error) {
	there, err := s.RoomOfCake(ctx, fresh.CakeID) // nearly always, and without waiting for a turn
	if !errors.Is(err, errs.NotFound) {
		return there, false, err
	}
	var row *roomRow
	var made bool
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx, turnOfRooms); err != nil {
			return err
		}
		cake, err := leadsTo(ctx, tx, fresh.CakeID)
		if err != nil {
			return err
		}
		row, err = s.findRoom(ctx, tx, cake, nil)
		if made = errors.Is(err, sql.ErrNoRows); !made {
			return err
		}
		row = rowOf(fresh)
		row.CakeID = cake
		_, err = tx.NewInsert().Model(row).Exec(ctx)
		return err
	})
	if err != nil {
		return chat.Room{}, false, err
	}
	return row.room(), made, nil
}

// findRoom reads the room of a cake; sql.ErrNoRows when there is none.
func (s *Store) findRoom(ctx context.Context, db bun.IDB, cakeID string, how func(*bun.SelectQuery) *bun.SelectQuery) (*roomRow, error) {
	row := new(roomRow)
	q := db.NewSelect().Model(row).Where("cake_id = ?", cakeID)
	if how != nil {
		q = q.Apply(how)
	}
	return row, q.Scan(ctx)
}

// RoomOfCake implements chat.Store.
func (s *Store) RoomOfCake(ctx context.Context, cakeID string) (chat.Room, error) {
	cake, err := leadsTo(ctx, s.db.Reader(), cakeID)
	if err != nil {
		return chat.Room{}, sqldb.Map(err)
	}
	row, err := s.findRoom(ctx, s.db.Reader(), cake, nil)
	if err != nil {
		return chat.Room{}, sqldb.Map(err)
	}
	return row.room(), nil
}

// DirectRoom implements chat.Store. The key of the pair decides who of several makes it.
func (s *Store) DirectRoom(ctx context.Context, fresh chat.Room, starter string) (chat.Room, bool, error) {
	there, err := s.ofPair(ctx, fresh.Pair)
	if !errors.Is(err, errs.NotFound) {
		return there, false, err
	}
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx, starter); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(rowOf(fresh)).Exec(ctx); err != nil {
			return err
		}
		if err := hasPlace(ctx, tx, starter, fresh.ID); err != nil {
			return err
		}
		var both []*memberRow
		for _, person := range fresh.Pair {
			both = append(both, memberRowOf(chat.Member{RoomID: fresh.ID, PersonID: person, Push: chat.DefaultPush(chat.Direct), JoinedAt: fresh.CreatedAt}))
		}
		_, err := tx.NewInsert().Model(&both).Exec(ctx)
		return err
	})
	if errors.Is(err, errs.Conflict) && !errors.Is(err, chat.ErrTooManyRooms) { // another was faster
		there, err = s.ofPair(ctx, fresh.Pair)
		return there, false, err
	}
	if err != nil {
		return chat.Room{}, false, err
	}
	return rowOf(fresh).room(), true, nil
}

func (s *Store) ofPair(ctx context.Context, pair [2]string) (chat.Room, error) {
	var row roomRow
	err := s.db.Reader().NewSelect().Model(&row).Where("low_id = ?", pair[0]).Where("high_id = ?", pair[1]).Scan(ctx)
	return row.room(), sqldb.Map(err)
}

// Room implements chat.Store.
func (s *Store) Room(ctx context.Context, id string) (chat.Room, error) {
	var row roomRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	return row.room(), sqldb.Map(err)
}

// Some implements chat.Store.
func (s *Store) Some(ctx context.Context, ids []string) (map[string]chat.Room, error) {
	found := make(map[string]chat.Room, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []roomRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	for i := range rows {
		found[rows[i].ID] = rows[i].room()
	}
	return found, sqldb.Map(err)
}
