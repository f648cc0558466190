package chatsql

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// errHeadUnknown ends a merge of two rooms until it was asked how far the second is.
var errHeadUnknown = errors.New("how far is the room?")

// Merge implements chat.Store. The log is asked outside of the transaction: it may be slow, and
// would need a connection of its own while others wait for the turn with theirs.
func (s *Store) Merge(ctx context.Context, m chat.CakeMerge, head func(roomID string) (int64, error)) (chat.Room, error) {
	noted, known, err := findMerge(ctx, s.db.Reader(), m.From)
	if err != nil || known && noted.Seq >= m.Seq { // nearly always, and without waiting for a turn
		return chat.Room{}, sqldb.Map(err)
	}
	for try := (merging{CakeMerge: m}); ; {
		err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error { return s.merge(ctx, tx, &try) })
		if !errors.Is(err, errHeadUnknown) {
			return try.moved, err
		}
		if try.head, err = head(try.into); err != nil {
			return chat.Room{}, err
		}
	}
}

// merging is a merge on its way.
type merging struct {
	chat.CakeMerge
	into  string // the room that another is led to, once it is known
	head  int64  // how far that one is
	moved chat.Room
}

func (s *Store) merge(ctx context.Context, tx bun.IDB, m *merging) error {
	m.moved = chat.Room{}
	if err := s.takeTurn(ctx, tx, turnOfRooms); err != nil {
		return err
	}
	to, fresh, err := note(ctx, tx, m.CakeMerge)
	if err != nil || !fresh {
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
	if m.into != into.ID {
		m.into = into.ID
		return errHeadUnknown
	}
	if err := s.lead(ctx, tx, from.ID, into.ID, m.head); err != nil {
		return err
	}
	from.MovedTo = into.ID
	m.moved = from.room()
	return nil
}

// note stores a merge and gives the cake that it leads to. It isn't fresh when that was done
// before, at the latest when a room was made for a cake that had become part of another.
func note(ctx context.Context, tx bun.IDB, m chat.CakeMerge) (to string, fresh bool, err error) {
	noted, known, err := findMerge(ctx, tx, m.From)
	if err != nil {
		return "", false, err
	}
	if known {
		_, err = tx.NewUpdate().Model(&noted).Set("seq = ?", m.Seq).WherePK().Where("seq < ?", m.Seq).Exec(ctx)
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
	return to, to != m.From, err
}

// findMerge reads the merge of a cake into another, if there is one.
func findMerge(ctx context.Context, db bun.IDB, cakeID string) (m mergeRow, known bool, err error) {
	err = db.NewSelect().Model(&m).Where("from_id = ?", cakeID).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	return m, err == nil, err
}

// lead leads a room, and those that were led to it, to another, with its people. Nobody is taken
// along who is leaving it in this moment.
func (s *Store) lead(ctx context.Context, tx bun.IDB, from, into string, head int64) error {
	_, err := tx.NewUpdate().Model((*roomRow)(nil)).Set("moved_to = ?", into).Where("id = ? OR moved_to = ?", from, from).Exec(ctx)
	if err != nil {
		return err
	}
	var people []string
	err = tx.NewSelect().Model((*memberRow)(nil)).Column("person_id").Where("room_id = ?", from).Apply(s.db.ForUpdate).Scan(ctx, &people)
	if err != nil || len(people) == 0 {
		return err
	}
	_, err = tx.NewRaw("INSERT INTO chat_members (room_id, person_id, from_seq, read_seq, muted, push, joined_at) "+
		"SELECT ?, m.person_id, 0, ?, m.muted, m.push, m.joined_at FROM chat_members AS m WHERE m.room_id = ? AND m.left_at IS NULL "+
		"AND NOT EXISTS (SELECT 1 FROM chat_members AS o WHERE o.room_id = ? AND o.person_id = m.person_id)", into, head, from, into).Exec(ctx)
	return err
}

// leadsTo gives the cake that one leads to by the merges that were followed.
func leadsTo(ctx context.Context, db bun.IDB, cakeID string) (string, error) {
	noted, known, err := findMerge(ctx, db, cakeID)
	if !known {
		return cakeID, err
	}
	return noted.ToID, nil
}

// MergedUpTo implements chat.Store.
func (s *Store) MergedUpTo(ctx context.Context) (int64, error) {
	var last int64
	err := s.db.Reader().NewSelect().Model((*mergeRow)(nil)).ColumnExpr("COALESCE(MAX(seq), 0)").Scan(ctx, &last)
	return last, sqldb.Map(err)
}
