package chatsql

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Join implements chat.Store.
func (s *Store) Join(ctx context.Context, m chat.Member) (chat.Member, bool, error) {
	there, err := s.Member(ctx, m.RoomID, m.PersonID) // often, and without waiting for a turn
	if err == nil && there.Here() {
		return there, false, nil
	}
	if err != nil && !errors.Is(err, errs.NotFound) {
		return chat.Member{}, false, err
	}
	var now *memberRow
	var fresh bool
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx, m.PersonID); err != nil {
			return err
		}
		var err error
		now, err = s.lockMember(ctx, tx, m.RoomID, m.PersonID)
		before := !errors.Is(err, sql.ErrNoRows) // here, or left a direct room
		if before && err != nil {
			return err
		}
		if fresh = !before || !now.LeftAt.IsZero(); !fresh {
			return nil
		}
		if err := hasPlace(ctx, tx, m.PersonID, m.RoomID); err != nil {
			return err
		}
		now, err = enter(ctx, tx, now, m, before)
		if err != nil {
			return err
		}
		return goesOn(ctx, tx, m.RoomID)
	})
	if err != nil {
		return chat.Member{}, false, err
	}
	return now.member(), fresh, nil
}

// enter writes the row of somebody who joins. was is what somebody left behind who was in the
// room before.
func enter(ctx context.Context, tx bun.IDB, was *memberRow, m chat.Member, before bool) (*memberRow, error) {
	row := memberRowOf(m)
	row.LeftAt = sqldb.Time{}
	if !before {
		_, err := tx.NewInsert().Model(row).Exec(ctx)
		return row, err
	}
	row.FromSeq, row.ReadSeq = was.FromSeq, was.ReadSeq
	_, err := tx.NewUpdate().Model(row).WherePK().Exec(ctx)
	return row, err
}

// lockMember reads a place in a room that stays as it is until the transaction ends;
// sql.ErrNoRows when there is none.
func (s *Store) lockMember(ctx context.Context, tx bun.IDB, roomID, person string) (*memberRow, error) {
	row := new(memberRow)
	err := tx.NewSelect().Model(row).Where("room_id = ?", roomID).Where("person_id = ?", person).Apply(s.db.ForUpdate).Scan(ctx)
	return row, err
}

// hasPlace is ErrTooManyRooms for somebody who is in as many rooms of the kind of a room as one can
// be. Each kind has places of its own, because into direct rooms people are brought by others.
func hasPlace(ctx context.Context, tx bun.IDB, person, roomID string) error {
	n, err := tx.NewSelect().Model((*memberRow)(nil)).Apply(roomsOf(person)).
		Where("r.kind = (SELECT kind FROM chat_rooms WHERE id = ?)", roomID).Count(ctx)
	if err == nil && n >= chat.MaxRooms {
		return chat.ErrTooManyRooms
	}
	return err
}

// roomsOf leaves the places that a person has in rooms that go on.
func roomsOf(person string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Join("JOIN chat_rooms AS r ON r.id = m.room_id").Where("r.moved_to IS NULL").
			Where("m.person_id = ?", person).Where("m.left_at IS NULL")
	}
}

// goesOn is ErrMoved for a room that was led away. After a member was added, whose reference to
// the room keeps that from being changed until the transaction ends.
func goesOn(ctx context.Context, tx bun.IDB, roomID string) error {
	var row roomRow
	err := tx.NewSelect().Model(&row).Column("moved_to").Where("id = ?", roomID).Scan(ctx)
	if err == nil && row.MovedTo != "" {
		return chat.ErrMoved
	}
	return err
}

// Leave implements chat.Store.
func (s *Store) Leave(ctx context.Context, roomID, person string, at time.Time, head int64) (bool, error) {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var room roomRow
		if err := tx.NewSelect().Model(&room).Column("kind").Where("id = ?", roomID).Scan(ctx); err != nil {
			return err
		}
		member := memberRow{RoomID: roomID, PersonID: person}
		if room.Kind == string(chat.Open) {
			return sqldb.Affected(tx.NewDelete().Model(&member).WherePK().Exec(ctx))
		}
		return sqldb.Affected(tx.NewUpdate().Model(&member).WherePK().Where("left_at IS NULL").
			Set("from_seq = ?", head).Set("read_seq = ?", head).Set("left_at = ?", sqldb.At(at)).Exec(ctx))
	})
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Read implements chat.Store.
func (s *Store) Read(ctx context.Context, roomID, person string, seq int64) (int64, error) {
	member := memberRow{RoomID: roomID, PersonID: person}
	err := sqldb.Affected(s.db.Writer().NewUpdate().Model(&member).WherePK().Where("left_at IS NULL").
		Where("read_seq < ?", seq).Set("read_seq = ?", seq).Exec(ctx))
	if !errors.Is(err, errs.NotFound) {
		return seq, err
	}
	now, err := s.Member(ctx, roomID, person)
	if err == nil && !now.Here() {
		err = errs.NotFound
	}
	if err != nil {
		return 0, err
	}
	return now.Read, nil
}

// Adjust implements chat.Store.
func (s *Store) Adjust(ctx context.Context, roomID, person string, c chat.Choices) (chat.Member, error) {
	var now *memberRow
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var err error
		now, err = s.lockMember(ctx, tx, roomID, person)
		if err != nil {
			return err
		}
		if !now.LeftAt.IsZero() {
			return errs.NotFound
		}
		if c.Muted != nil {
			now.Muted = *c.Muted
		}
		if c.Push != nil {
			now.Push = string(*c.Push)
		}
		_, err = tx.NewUpdate().Model(now).Column("muted", "push").WherePK().Exec(ctx)
		return err
	})
	if err != nil {
		return chat.Member{}, err
	}
	return now.member(), nil
}
