package logsql

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// After implements chat.Log.
func (l *Log) After(ctx context.Context, room string, seq int64, limit int) ([]chat.Entry, error) {
	var rows []entryRow
	err := l.db.Reader().NewSelect().Model(&rows).Where("e.room_id = ?", room).Where("e.seq > ?", seq).Order("e.seq").Limit(int64(limit)).Scan(ctx)
	return l.read(ctx, rows, err)
}

// Messages implements chat.Log.
func (l *Log) Messages(ctx context.Context, room string, s chat.Stretch) ([]chat.Entry, error) {
	var rows []entryRow
	q := l.db.Reader().NewSelect().Model(&rows).Where("e.room_id = ?", room).Where("e.seq > ?", s.After).
		Where("e.kind = ?", chat.Message).Apply(seen(s.Viewer)).Limit(int64(s.Limit))
	if s.Before > 0 {
		q = q.Where("e.seq < ?", s.Before).OrderExpr("e.seq DESC")
	} else {
		q = q.Order("e.seq")
	}
	err := q.Scan(ctx)
	if s.Before > 0 {
		slices.Reverse(rows)
	}
	return l.read(ctx, rows, err)
}

// seen keeps what is held for the viewer's own eyes from others.
func seen(viewer string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if viewer == "" {
			return q.Where("e.held = ?", false)
		}
		return q.Where("(e.held = ? OR e.sender_id = ?)", false, viewer)
	}
}

// Some implements chat.Log.
func (l *Log) Some(ctx context.Context, room string, seqs []int64) (map[int64]chat.Entry, error) {
	found := make(map[int64]chat.Entry, len(seqs))
	for part := range slices.Chunk(seqs, perStatement) {
		var rows []entryRow
		err := l.db.Reader().NewSelect().Model(&rows).Where("e.room_id = ?", room).Where("e.seq IN (?)", bun.List(part)).Where("e.kind = ?", chat.Message).Scan(ctx)
		entries, err := l.read(ctx, rows, err)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			found[e.Seq] = e
		}
	}
	return found, nil
}

// Sent implements chat.Log.
func (l *Log) Sent(ctx context.Context, room, sender, clientID string) (chat.Entry, error) {
	var row entryRow
	err := l.db.Reader().NewSelect().Model(&row).Where("e.room_id = ?", room).Where("e.sender_id = ?", sender).Where("e.client_id = ?", clientID).Scan(ctx)
	found, err := l.read(ctx, []entryRow{row}, err)
	if err != nil {
		return chat.Entry{}, err
	}
	return found[0], nil
}

// read gives entries of rows that were read with err.
func (l *Log) read(ctx context.Context, rows []entryRow, err error) ([]chat.Entry, error) {
	if err != nil {
		return nil, sqldb.Map(err)
	}
	entries, err := whole(ctx, l.db.Reader(), rows)
	return entries, sqldb.Map(err)
}

// whole gives the entries of rows, with the reactions to them.
func whole(ctx context.Context, db bun.IDB, rows []entryRow) ([]chat.Entry, error) {
	entries := make([]chat.Entry, len(rows))
	reacted := map[string][]int64{}
	for i, r := range rows {
		e, err := r.entry()
		if err != nil {
			return nil, err
		}
		entries[i] = e
		if r.Reacted {
			reacted[r.RoomID] = append(reacted[r.RoomID], r.Seq)
		}
	}
	if len(reacted) == 0 {
		return entries, nil
	}
	var found []reactionRow
	q := db.NewSelect().Model(&found).Order("r.place")
	for room, seqs := range reacted {
		q = q.WhereOr("r.room_id = ? AND r.target IN (?)", room, bun.List(seqs))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, err
	}
	at := make(map[chat.Mark]*chat.Entry, len(entries))
	for i := range entries {
		at[chat.Mark{RoomID: entries[i].RoomID, Seq: entries[i].Seq}] = &entries[i]
	}
	for _, r := range found {
		e := at[chat.Mark{RoomID: r.RoomID, Seq: r.Target}]
		i := slices.IndexFunc(e.Reactions, func(x chat.Reactions) bool { return x.Emoji == r.Emoji })
		if i < 0 {
			i = len(e.Reactions)
			e.Reactions = append(e.Reactions, chat.Reactions{Emoji: r.Emoji})
		}
		e.Reactions[i].People = append(e.Reactions[i].People, r.PersonID)
	}
	return entries, nil
}

// headed is a head together with the entry at its last place, empty where there is none.
type headed struct {
	entryRow

	HeadRoom     string
	HeadSeq      int64
	HeadMessages int64
	HeadHeld     int64
}

// Heads implements chat.Log.
func (l *Log) Heads(ctx context.Context, viewer string, rooms []string) (map[string]chat.Head, error) {
	heads := make(map[string]chat.Head, len(rooms))
	for part := range slices.Chunk(rooms, perStatement) {
		if err := l.heads(ctx, viewer, part, heads); err != nil {
			return nil, sqldb.Map(err)
		}
	}
	return heads, nil
}

func (l *Log) heads(ctx context.Context, viewer string, rooms []string, heads map[string]chat.Head) error {
	var rows []headed
	// One statement, so that the message is not behind the head.
	err := l.db.Reader().NewSelect().TableExpr("chat_heads AS h").Join("LEFT JOIN chat_entries AS e ON e.room_id = h.room_id AND e.seq = h.last").
		ColumnExpr("e.*, h.room_id AS head_room, h.seq AS head_seq, h.messages AS head_messages, h.held AS head_held").
		Where("h.room_id IN (?)", bun.List(rooms)).Where("h.seq > 0").Scan(ctx, &rows)
	if err != nil {
		return err
	}
	var last []entryRow
	var held []string // rooms where the last message may be one of the viewer's that is held
	for _, r := range rows {
		heads[r.HeadRoom] = chat.Head{RoomID: r.HeadRoom, Seq: r.HeadSeq, Messages: r.HeadMessages}
		if r.Seq > 0 {
			last = append(last, r.entryRow)
		}
		if viewer != "" && r.HeadHeld > r.Seq {
			held = append(held, r.HeadRoom)
		}
	}
	if len(held) > 0 {
		var own []entryRow
		newest := l.db.Reader().NewSelect().Model((*entryRow)(nil)).ColumnExpr("MAX(e.seq)").Where("e.room_id = h.room_id").Where("e.seq > h.last").
			Where("e.kind = ?", chat.Message).Where("e.sender_id = ?", viewer)
		err := l.db.Reader().NewSelect().Model(&own).Join("JOIN chat_heads AS h ON h.room_id = e.room_id").
			Where("h.room_id IN (?)", bun.List(held)).Where("e.seq = (?)", newest).Scan(ctx)
		if err != nil {
			return err
		}
		last = append(last, own...) // later ones win
	}
	entries, err := whole(ctx, l.db.Reader(), last)
	for _, e := range entries {
		h := heads[e.RoomID]
		h.Last = &e
		h.Seq = max(h.Seq, e.Seq)
		heads[e.RoomID] = h
	}
	return err
}
