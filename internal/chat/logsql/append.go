package logsql

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// perStatement is how many rows are written, or looked for, with one statement.
const perStatement = 256

// Append implements chat.Log. That a message was sent before is so rare that nobody looks first:
// the index of sends tells, and the transaction runs again with a look at each.
func (l *Log) Append(ctx context.Context, entries []chat.Entry) []chat.Appended {
	if len(entries) == 0 {
		return nil
	}
	out, err := l.append(ctx, entries, false)
	if errors.Is(err, errs.Conflict) {
		out, err = l.append(ctx, entries, true)
	}
	if err == nil {
		return out
	}
	if len(entries) > 1 && !errors.Is(err, errs.Unavailable) && ctx.Err() == nil {
		// One that can't be stored doesn't hold up the others.
		out = out[:0]
		for _, e := range entries {
			out = append(out, l.Append(ctx, []chat.Entry{e})...)
		}
		return out
	}
	out = make([]chat.Appended, len(entries))
	for i, e := range entries {
		out[i] = chat.Appended{Entry: e, Err: err}
	}
	return out
}

// errNewRooms says that rooms have no head yet.
var errNewRooms = errors.New("rooms without a head")

// append stores entries in one transaction. every tells to look for each of them first.
func (l *Log) append(ctx context.Context, entries []chat.Entry, every bool) ([]chat.Appended, error) {
	rooms := roomsOf(entries)
	for try := 0; ; try++ {
		b := batch{log: l, every: every}
		err := l.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
			b = batch{log: l, every: every, tx: tx}
			return b.store(ctx, rooms, entries)
		})
		if errors.Is(err, errNewRooms) && try == 0 {
			// Made outside of the transaction, which then holds rows in their order only.
			if err = l.makeHeads(ctx, rooms); err == nil {
				continue
			}
		}
		if err == nil && b.day != "" {
			l.swept.Store(&b.day)
		}
		return b.out, err
	}
}

func roomsOf(entries []chat.Entry) []string {
	rooms := make([]string, len(entries))
	for i, e := range entries {
		rooms[i] = e.RoomID
	}
	slices.Sort(rooms)
	return slices.Compact(rooms)
}

func (l *Log) makeHeads(ctx context.Context, rooms []string) error {
	rows := make([]headRow, len(rooms))
	for i, r := range rooms {
		rows[i] = headRow{RoomID: r}
	}
	return l.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(&rows).Ignore().Exec(ctx)
		return err
	})
}

// send names a send.
type send struct{ room, sender, client string }

func sendOf(e chat.Entry) send { return send{e.RoomID, e.Sender, e.ClientID} }

// batch is what one transaction stores.
type batch struct {
	log   *Log
	tx    bun.Tx
	every bool

	heads map[string]*headRow
	known map[send]chat.Entry // sends that are stored already
	here  map[send]int        // those of this batch, by their place in it
	rows  []entryRow
	days  map[[2]string]int64 // messages by day and room
	day   string              // the day when days were swept; "" for not now
	out   []chat.Appended
}

func (b *batch) store(ctx context.Context, rooms []string, entries []chat.Entry) error {
	b.out = make([]chat.Appended, len(entries))
	b.here = make(map[send]int, len(entries))
	b.days = map[[2]string]int64{}
	if err := b.hold(ctx, rooms); err != nil {
		return err
	}
	if err := b.lookUp(ctx, entries); err != nil {
		return err
	}
	for i, e := range entries {
		if err := b.place(ctx, i, e); err != nil {
			return err
		}
	}
	return b.write(ctx)
}

// hold takes the heads of the rooms.
func (b *batch) hold(ctx context.Context, rooms []string) error {
	var rows []headRow
	q := b.tx.NewSelect().Model(&rows).Where("h.room_id IN (?)", bun.List(rooms)).Order("h.room_id")
	if err := q.Apply(b.log.db.ForUpdate).Scan(ctx); err != nil {
		return err
	}
	if len(rows) < len(rooms) {
		return errNewRooms
	}
	b.heads = make(map[string]*headRow, len(rows))
	for i := range rows {
		b.heads[rows[i].RoomID] = &rows[i]
	}
	return nil
}

// lookUp finds which of the entries are stored already. Of what changes a message that has to be
// known first: its second coming would change nothing and so look like a mistake.
func (b *batch) lookUp(ctx context.Context, entries []chat.Entry) error {
	var asked []chat.Entry
	for _, e := range entries {
		if b.every || e.Kind != chat.Message {
			asked = append(asked, e)
		}
	}
	b.known = make(map[send]chat.Entry)
	for part := range slices.Chunk(asked, perStatement) {
		var rows []entryRow
		q := b.tx.NewSelect().Model(&rows)
		for _, e := range part {
			q = q.WhereOr("e.room_id = ? AND e.sender_id = ? AND e.client_id = ?", e.RoomID, e.Sender, e.ClientID)
		}
		if err := q.Scan(ctx); err != nil {
			return err
		}
		found, err := whole(ctx, b.tx, rows)
		if err != nil {
			return err
		}
		for _, e := range found {
			b.known[sendOf(e)] = e
		}
	}
	return nil
}

// place gives an entry its place, if it gets one, and makes the change that it tells of.
func (b *batch) place(ctx context.Context, i int, e chat.Entry) error {
	if stored, ok := b.known[sendOf(e)]; ok {
		b.out[i] = chat.Appended{Entry: stored, Again: true}
		return nil
	}
	if first, ok := b.here[sendOf(e)]; ok && b.out[first].Entry.Seq != chat.Unplaced {
		b.out[i] = chat.Appended{Entry: b.out[first].Entry, Again: true}
		return nil
	}
	head := b.heads[e.RoomID]
	e.Seq = head.Seq + 1
	changed, err := b.change(ctx, e)
	if known := (*errs.Error)(nil); errors.As(err, &known) {
		b.out[i] = chat.Appended{Entry: e, Err: known} // of this entry, not of the store
		b.out[i].Entry.Seq = chat.Unplaced
		return nil
	}
	if err != nil {
		return err
	}
	b.here[sendOf(e)] = i
	b.out[i] = chat.Appended{Entry: e}
	if !changed {
		b.out[i].Entry.Seq = chat.Unplaced
		return nil
	}
	row, err := rowOf(e)
	if err != nil {
		return err
	}
	b.rows = append(b.rows, row)
	head.add(e)
	if e.Kind == chat.Message {
		b.days[[2]string{e.Day(), e.RoomID}]++
	}
	return nil
}

// write stores what was placed.
func (b *batch) write(ctx context.Context) error {
	if len(b.rows) == 0 {
		return nil
	}
	moved := map[string]headRow{}
	for _, r := range b.rows {
		moved[r.RoomID] = *b.heads[r.RoomID]
	}
	for part := range slices.Chunk(b.rows, perStatement) {
		if _, err := b.tx.NewInsert().Model(&part).Exec(ctx); err != nil {
			return err
		}
	}
	heads := slices.SortedFunc(maps.Values(moved), func(x, y headRow) int { return strings.Compare(x.RoomID, y.RoomID) })
	for part := range slices.Chunk(heads, perStatement) {
		q := b.upsert(b.tx.NewInsert().Model(&part), "room_id", "? = EXCLUDED.?", "? = VALUES(?)", "seq", "messages", "last", "held")
		if _, err := q.Exec(ctx); err != nil {
			return err
		}
	}
	return b.writeDays(ctx)
}

func (b *batch) writeDays(ctx context.Context) error {
	var rows []dayRow
	newest := ""
	for k, n := range b.days {
		rows = append(rows, dayRow{Day: k[0], RoomID: k[1], Messages: n})
		newest = max(newest, k[0])
	}
	slices.SortFunc(rows, func(x, y dayRow) int { return strings.Compare(x.Day+x.RoomID, y.Day+y.RoomID) })
	for part := range slices.Chunk(rows, perStatement) {
		q := b.upsert(b.tx.NewInsert().Model(&part), "day, room_id", "? = d.? + EXCLUDED.messages", "? = ? + VALUES(messages)", "messages")
		if _, err := q.Exec(ctx); err != nil {
			return err
		}
	}
	if swept := b.log.swept.Load(); newest == "" || swept != nil && *swept >= newest {
		return nil
	}
	b.day = newest
	today, err := time.Parse(time.DateOnly, newest)
	if err != nil {
		return err
	}
	_, err = b.tx.NewDelete().Model((*dayRow)(nil)).Where("day < ?", today.Add(-chat.Kept).Format(time.DateOnly)).Exec(ctx)
	return err
}

// upsert lets an insert change the columns of rows that are there, by what each home calls it.
func (b *batch) upsert(q *bun.InsertQuery, key, sqlite, mysql string, columns ...string) *bun.InsertQuery {
	set := sqlite
	if b.log.db.Home == sqldb.MySQL {
		q, set = q.On("DUPLICATE KEY UPDATE"), mysql
	} else {
		q = q.On("CONFLICT (" + key + ") DO UPDATE")
	}
	for _, c := range columns {
		q = q.Set(set, bun.Ident(c), bun.Ident(c))
	}
	return q
}
