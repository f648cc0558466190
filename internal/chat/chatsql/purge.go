package chatsql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// aliasRow is who somebody who is gone is in a room.
type aliasRow struct {
	bun.BaseModel `bun:"table:chat_aliases"`

	PersonID string `bun:",pk"`
	RoomID   string `bun:",pk"`
	Alias    string
}

// Places implements chat.Store.
func (s *Store) Places(ctx context.Context, person string, limit int) ([]chat.Membership, error) {
	var rows []memberRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("person_id = ?", person).Limit(int64(limit)).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, sqldb.Map(err)
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].RoomID
	}
	rooms, err := s.Some(ctx, ids)
	all := make([]chat.Membership, len(rows))
	for i := range rows {
		all[i] = chat.Membership{Room: rooms[rows[i].RoomID], Member: rows[i].member()}
	}
	return all, err
}

// RoomIDs implements chat.Store.
func (s *Store) RoomIDs(ctx context.Context, after string, limit int) ([]string, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*roomRow)(nil)).Column("id").Where("id > ?", after).Order("id").Limit(int64(limit)).Scan(ctx, &ids)
	return ids, sqldb.Map(err)
}

// Alias implements chat.Store. The key of the table decides between two that purge at once.
func (s *Store) Alias(ctx context.Context, roomID, person, fresh string) (string, error) {
	row := aliasRow{PersonID: person, RoomID: roomID, Alias: fresh}
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(&row).Ignore().Exec(ctx); err != nil {
			return err
		}
		return tx.NewSelect().Model(&row).WherePK().Scan(ctx)
	})
	return row.Alias, err
}

// Part implements chat.Store.
func (s *Store) Part(ctx context.Context, roomID, person, alias string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row := new(roomRow)
		if err := tx.NewSelect().Model(row).Where("id = ?", roomID).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		if other := row.room().Other(person); other != "" {
			row.LowID, row.HighID = min(alias, other), max(alias, other)
			if _, err := tx.NewUpdate().Model(row).Column("low_id", "high_id").WherePK().Exec(ctx); err != nil {
				return err
			}
		}
		_, err := tx.NewDelete().Model(&memberRow{RoomID: roomID, PersonID: person}).WherePK().Exec(ctx)
		return err
	})
}

// dropped is how many pictures of a room that goes are removed in one transaction.
const dropped = 100

// DropRoom implements chat.Store.
func (s *Store) DropRoom(ctx context.Context, roomID string) error {
	for n := dropped; n == dropped; {
		var err error
		if n, err = s.dropSome(ctx, dropped, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("room_id = ?", roomID) }); err != nil {
			return err
		}
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*memberRow)(nil)).Where("room_id = ?", roomID).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewDelete().Model(&roomRow{ID: roomID}).WherePK().Exec(ctx)
		return err
	})
}

// DropPicturesOf implements chat.Store.
func (s *Store) DropPicturesOf(ctx context.Context, person string, rooms []string, limit int) (int, error) {
	if len(rooms) == 0 {
		return 0, nil
	}
	return s.dropSome(ctx, limit, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("room_id IN (?)", bun.List(rooms)).Where("owner_id = ?", person)
	})
}

// dropSome removes up to limit pictures with their objects, and tells how many there were.
func (s *Store) dropSome(ctx context.Context, limit int, which func(*bun.SelectQuery) *bun.SelectQuery) (int, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*pictureRow)(nil)).Column("id").Apply(which).Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, sqldb.Map(err)
	}
	_, err = s.drop(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id IN (?)", bun.List(ids)) })
	return len(ids), err
}

// Forget implements chat.Store. The turn of a person is only in the way of that person.
func (s *Store) Forget(ctx context.Context, person string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*blockRow)(nil)).Where("blocker_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model((*blockRow)(nil)).Where("blocked_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		if s.db.Home == sqldb.SQLite {
			return nil
		}
		_, err := tx.NewRaw("DELETE FROM chat_turns WHERE name = ?", person).Exec(ctx)
		return err
	})
}

// ForgetAliases implements chat.Store.
func (s *Store) ForgetAliases(ctx context.Context, person string) error {
	_, err := s.db.Writer().NewDelete().Model((*aliasRow)(nil)).Where("person_id = ?", person).Exec(ctx)
	return sqldb.Map(err)
}
