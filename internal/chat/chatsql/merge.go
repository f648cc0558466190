package chatsql

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// Merge implements chat.Store.
func (s *Store) Merge(ctx context.Context, m chat.CakeMerge, head func(roomID string) (int64, error)) (chat.Room, error) {
	var moved chat.Room
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		moved = chat.Room{}
		if err := s.takeTurn(ctx, tx, turnOfRooms); err != nil {
			return err
		}
		to, fresh, err := note(ctx, tx, m)
		if err != nil || !fresh || to == m.From {
			return err
		}
		from, err := s.findRoom(ctx, tx, m.From, s.db.ForUpdate)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		into, err := s.findRoom(ctx, tx, to, s.db.ForUpdate)
		if errors.Is(err, sql.ErrNoRows) {
			_, err = tx.NewUpdate().Model(from).Set("cake_id = ?", to).WherePK().Exec(ctx)
			return err
		}
		if err != nil {
			return err
		}
		seq, err := head(into.ID)
		if err != nil {
			return err
		}
		if err := lead(ctx, tx, from.ID, into.ID, seq); err != nil {
			return err
		}
		moved = from.room()
		moved.MovedTo = into.ID
		return nil
	})
	if err != nil {
		return chat.Room{}, err
	}
	return moved, nil
}

// note stores a merge, unless that was done before, and gives the cake that it leads to.
func note(ctx context.Context, tx bun.IDB, m chat.CakeMerge) (to string, fresh bool, err error) {
	known, err := tx.NewSelect().Model((*mergeRow)(nil)).Where("from_id = ?", m.From).Exists(ctx)
	if err != nil || known {
		return "", false, err
	}
	if to, err = leadsTo(ctx, tx, m.To); err != nil { // a later merge may have come to light before
		return "", false, err
	}
	if _, err := tx.NewUpdate().Model((*mergeRow)(nil)).Set("to_id = ?", to).Where("to_id = ?", m.From).Exec(ctx); err != nil {
		return "", false, err
	}
	row := mergeRow{FromID: m.From, ToID: to, Seq: m.Seq}
	_, err = tx.NewInsert().Model(&row).Exec(ctx)
	return to, true, err
}

// lead leads a room, and those that were led to it, to another, with its people.
func lead(ctx context.Context, tx bun.IDB, from, into string, head int64) error {
	_, err := tx.NewUpdate().Model((*roomRow)(nil)).Set("moved_to = ?", into).Where("id = ? OR moved_to = ?", from, from).Exec(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw("INSERT INTO chat_members (room_id, person_id, from_seq, read_seq, muted, push, joined_at) "+
		"SELECT ?, m.person_id, 0, ?, m.muted, m.push, m.joined_at FROM chat_members AS m WHERE m.room_id = ? AND m.left_at IS NULL "+
		"AND NOT EXISTS (SELECT 1 FROM chat_members AS o WHERE o.room_id = ? AND o.person_id = m.person_id)", into, head, from, into).Exec(ctx)
	return err
}

// leadsTo gives the cake that one leads to by the merges that were followed.
func leadsTo(ctx context.Context, db bun.IDB, cakeID string) (string, error) {
	var row mergeRow
	err := db.NewSelect().Model(&row).Where("from_id = ?", cakeID).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return cakeID, nil
	}
	return row.ToID, err
}

// MergedUpTo implements chat.Store.
func (s *Store) MergedUpTo(ctx context.Context) (int64, error) {
	var last int64
	err := s.db.Reader().NewSelect().Model((*mergeRow)(nil)).ColumnExpr("COALESCE(MAX(seq), 0)").Scan(ctx, &last)
	return last, sqldb.Map(err)
}
