package logsql

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// Limits of one statement that counts in many rooms.
const (
	roomsPerCount = 100
	namesPerCount = 20_000 // ids in it: those whose messages don't count are named for each room
)

// Unread implements chat.Log. In each room it reads up to most messages that count, and those
// between them that don't.
func (l *Log) Unread(ctx context.Context, marks []chat.Mark, except []string, most int) (map[string]int, error) {
	counts := map[string]int{}
	behind, err := l.behind(ctx, marks)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	for part := range slices.Chunk(behind, min(roomsPerCount, 1+namesPerCount/(len(except)+1))) {
		var rows []struct {
			RoomID string
			Count  int
		}
		if err := l.count(part, except, most).Scan(ctx, &rows); err != nil {
			return nil, sqldb.Map(err)
		}
		for _, r := range rows {
			if r.Count > 0 {
				counts[r.RoomID] = r.Count
			}
		}
	}
	return counts, nil
}

// behind leaves out the marks behind which there is nothing, which most are.
func (l *Log) behind(ctx context.Context, marks []chat.Mark) ([]chat.Mark, error) {
	var behind []chat.Mark
	for part := range slices.Chunk(marks, perStatement) {
		rooms := make([]string, len(part))
		for i, m := range part {
			rooms[i] = m.RoomID
		}
		var heads []headRow
		if err := l.db.Reader().NewSelect().Model(&heads).Where("h.room_id IN (?)", bun.List(rooms)).Scan(ctx); err != nil {
			return nil, err
		}
		ends := make(map[string]int64, len(heads))
		for _, h := range heads {
			ends[h.RoomID] = h.Last
		}
		for _, m := range part {
			if ends[m.RoomID] > m.Seq {
				behind = append(behind, m)
			}
		}
	}
	return behind, nil
}

// count counts in rooms, of which there is at least one.
func (l *Log) count(marks []chat.Mark, except []string, most int) *bun.SelectQuery {
	var all *bun.SelectQuery
	for _, m := range marks {
		which := l.db.Reader().NewSelect().Model((*entryRow)(nil)).ColumnExpr("1").
			Where("e.room_id = ?", m.RoomID).Where("e.seq > ?", m.Seq).Where("e.kind = ?", chat.Message).
			Where("e.removed = ?", false).Where("e.held = ?", false).Limit(int64(most))
		if len(except) > 0 {
			which = which.Where("e.sender_id NOT IN (?)", bun.List(except))
		}
		one := l.db.Reader().NewSelect().ColumnExpr("? AS room_id, COUNT(*) AS count", m.RoomID).TableExpr("(?) AS t", which)
		if all == nil {
			all = one
		} else {
			all = all.UnionAll(one)
		}
	}
	return all
}

// Written implements chat.Log.
func (l *Log) Written(ctx context.Context, day string) ([]chat.Activity, error) {
	var rows []dayRow
	if err := l.db.Reader().NewSelect().Model(&rows).Where("d.day = ?", day).Order("d.room_id").Scan(ctx); err != nil {
		return nil, sqldb.Map(err)
	}
	days := make([]chat.Activity, len(rows))
	for i, r := range rows {
		days[i] = chat.Activity{RoomID: r.RoomID, Day: r.Day, Messages: int(r.Messages)}
	}
	return days, nil
}
