package chatsql

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// Member implements chat.Store.
func (s *Store) Member(ctx context.Context, roomID, person string) (chat.Member, error) {
	var row memberRow
	err := s.db.Reader().NewSelect().Model(&row).Where("room_id = ?", roomID).Where("person_id = ?", person).Scan(ctx)
	return row.member(), sqldb.Map(err)
}

// Memberships implements chat.Store.
func (s *Store) Memberships(ctx context.Context, person string) ([]chat.Membership, error) {
	var all []chat.Membership
	for _, kind := range []chat.Kind{chat.Open, chat.Direct} {
		var rows []struct {
			memberRow `bun:",extend"`

			Kind, CakeID, LowID, HighID string
			CreatedAt                   sqldb.Time
		}
		err := s.db.Reader().NewSelect().Model(&rows).ColumnExpr("m.*, r.kind, r.cake_id, r.low_id, r.high_id, r.created_at").
			Apply(roomsOf(person)).Where("r.kind = ?", string(kind)).Order("m.joined_at DESC", "m.room_id DESC").Limit(chat.MaxRooms).Scan(ctx)
		if err != nil {
			return nil, sqldb.Map(err)
		}
		for i := range rows {
			r := &rows[i]
			room := roomRow{ID: r.RoomID, Kind: r.Kind, CakeID: r.CakeID, LowID: r.LowID, HighID: r.HighID, CreatedAt: r.CreatedAt}
			all = append(all, chat.Membership{Room: room.room(), Member: r.member()})
		}
	}
	return all, nil
}

// Members implements chat.Store.
func (s *Store) Members(ctx context.Context, roomID string, r page.Request) (page.Page[chat.Member], error) {
	var rows []memberRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("m.room_id = ?", roomID).Where("m.left_at IS NULL").
		Apply(s.joinedAfter(r.After)).Order("m.joined_at", "m.person_id").Limit(int64(r.Limit) + 1).Scan(ctx)
	if err != nil {
		return page.Page[chat.Member]{}, sqldb.Map(err)
	}
	cut := page.Cut(rows, r.Limit, func(m memberRow) page.Cursor {
		return page.Cursor{strconv.FormatInt(m.JoinedAt.UnixMicro(), 10), m.PersonID}
	})
	out := page.Page[chat.Member]{Items: make([]chat.Member, len(cut.Items)), Next: cut.Next}
	for i := range cut.Items {
		out.Items[i] = cut.Items[i].member()
	}
	return out, nil
}

// joinedAfter leaves those who joined behind a place of the list.
func (s *Store) joinedAfter(c page.Cursor) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(c) == 0 {
			return q
		}
		if len(c) != 2 {
			return q.Err(errs.Invalid.At("query.cursor"))
		}
		at, err := strconv.ParseInt(c[0], 10, 64)
		if err != nil {
			return q.Err(errs.Invalid.At("query.cursor"))
		}
		if s.db.Home == sqldb.SQLite {
			return q.Where("(m.joined_at, m.person_id) > (?, ?)", at, c[1])
		}
		// Such a row value would be a full scan on MariaDB, as this would be on SQLite.
		return q.Where("(m.joined_at > ? OR (m.joined_at = ? AND m.person_id > ?))", at, at, c[1])
	}
}

// Among implements chat.Store.
func (s *Store) Among(ctx context.Context, roomID string, people []string) (map[string]chat.Member, error) {
	found := make(map[string]chat.Member, len(people))
	if len(people) == 0 {
		return found, nil
	}
	var rows []memberRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("room_id = ?", roomID).Where("person_id IN (?)", bun.List(people)).
		Where("left_at IS NULL").Scan(ctx)
	for i := range rows {
		found[rows[i].PersonID] = rows[i].member()
	}
	return found, sqldb.Map(err)
}

// Loud implements chat.Store.
func (s *Store) Loud(ctx context.Context, roomID string, limit int) ([]string, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*memberRow)(nil)).Column("person_id").Where("room_id = ?", roomID).
		Where("push = ?", string(chat.PushAll)).Where("muted = ?", false).Where("left_at IS NULL").
		Order("person_id").Limit(int64(limit)).Scan(ctx, &ids)
	return ids, sqldb.Map(err)
}

// Count implements chat.Store.
func (s *Store) Count(ctx context.Context, ids []string) (map[string]int, error) {
	people := make(map[string]int, len(ids))
	if len(ids) == 0 {
		return people, nil
	}
	var rows []struct {
		RoomID string
		People int
	}
	err := s.db.Reader().NewSelect().Model((*memberRow)(nil)).Column("room_id").ColumnExpr("COUNT(*) AS people").
		Where("room_id IN (?)", bun.List(ids)).Where("left_at IS NULL").Group("room_id").Scan(ctx, &rows)
	for _, r := range rows {
		people[r.RoomID] = r.People
	}
	return people, sqldb.Map(err)
}
