package logsql_test

import (
	"strings"
	"testing"

	"piece/internal/chat"
	"piece/internal/chat/logsql"
	"piece/internal/chat/logtest"
	"piece/internal/platform/sqldb/sqldbtest"
)

// Every query goes down an index, and none sorts what it has read but reactions, which are few.
// On MariaDB plans depend on how much there is: those are in docs/measurements.
func TestD20_ReadsGoDownAnIndex(t *testing.T) {
	db := migrated(t, sqldbtest.SQLite(t))
	log := logsql.New(db)
	feed := logtest.NewFeed(5, 5)
	for i := range 3 {
		batch := feed.Next(20)
		if i == 2 {
			batch[0].Kind, batch[0].Target, batch[0].Emoji = chat.Reaction, 1, "👍"
			batch[1].Held = true
		}
		for _, o := range log.Append(t.Context(), batch) {
			if o.Err != nil {
				t.Fatal(o.Err)
			}
		}
	}
	w := sqldbtest.Watch(t, db.Reader(), db.Writer())
	ctx, room, person := t.Context(), feed.Rooms()[0], feed.People()[0]
	var marks []chat.Mark
	for _, r := range feed.Rooms() {
		marks = append(marks, chat.Mark{RoomID: r, Seq: 2})
	}
	_, _ = log.After(ctx, room, 3, 9)
	_, _ = log.Messages(ctx, room, chat.Stretch{Before: 9, Viewer: person, Limit: 9})
	_, _ = log.Messages(ctx, room, chat.Stretch{After: 1, Limit: 9})
	_, _ = log.Some(ctx, room, []int64{1, 3})
	_, _ = log.Unread(ctx, marks, feed.People()[:2], 99)
	_, _ = log.Sent(ctx, room, person, "a")
	_, _ = log.Written(ctx, "2026-11-01")
	for _, p := range feed.People() {
		_, _ = log.Heads(ctx, p, feed.Rooms())
	}
	change := chat.Entry{RoomID: room, Kind: chat.Reaction, Sender: person, ClientID: "a", Target: 2, Emoji: "👍", At: feed.Next(1)[0].At}
	log.Append(ctx, []chat.Entry{change})
	log.Append(ctx, []chat.Entry{change})
	change.Kind, change.ClientID = chat.Removal, "b"
	log.Append(ctx, []chat.Entry{change})
	looked := 0
	for _, q := range w.Seen() {
		if !strings.HasPrefix(q, "SELECT") && !strings.HasPrefix(q, "UPDATE") && !strings.HasPrefix(q, "DELETE") {
			continue
		}
		looked++
		plan := sqldbtest.Explain(t, db, q)
		for step := range strings.Lines(plan) {
			step = strings.TrimSpace(step)
			result := step == "SCAN t" || step == "SCAN CONSTANT ROW" // of a query within
			sorts := strings.Contains(step, "TEMP B-TREE") && !strings.Contains(q, "chat_reactions")
			if strings.HasPrefix(step, "SCAN") && !result || sorts {
				t.Errorf("%s\n%s", q, plan)
				break
			}
		}
	}
	if looked < 25 {
		t.Errorf("%d queries were looked at", looked)
	}
}

// The number of queries doesn't grow with what is read.
func TestD20_TheNumberOfQueriesIsConstant(t *testing.T) {
	db := migrated(t, sqldbtest.SQLite(t))
	log := logsql.New(db)
	feed := logtest.NewFeed(60, 5)
	log.Append(t.Context(), feed.Next(200))
	w := sqldbtest.Watch(t, db.Reader(), db.Writer())
	for _, n := range []int{1, 60} {
		w.Seen()
		marks := make([]chat.Mark, n)
		for i, r := range feed.Rooms()[:n] {
			marks[i] = chat.Mark{RoomID: r}
		}
		if _, err := log.Heads(t.Context(), feed.People()[0], feed.Rooms()[:n]); err != nil {
			t.Fatal(err)
		}
		if _, err := log.Unread(t.Context(), marks, nil, 99); err != nil {
			t.Fatal(err)
		}
		if _, err := log.Messages(t.Context(), feed.Rooms()[0], chat.Stretch{Before: 99, Limit: n}); err != nil {
			t.Fatal(err)
		}
		if seen := w.Seen(); len(seen) != 4 {
			t.Errorf("%d queries about %d: %q", len(seen), n, seen)
		}
	}
}
