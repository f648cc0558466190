package logmongo_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"piece/internal/chat"
	"piece/internal/chat/logmongo"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/mongodb"
	"piece/internal/platform/mongodb/mongotest"
)

// In these tests a process dies between two writes, which is the same as taking the second away.

// broken is a log and the database under it.
type broken struct {
	*logmongo.Log
	db         *mongodb.DB
	room, mina string
}

func eachBroken(t *testing.T, run func(t *testing.T, b *broken)) {
	mongotest.Each(t, func(t *testing.T, address string) {
		run(t, &broken{Log: open(t, address), db: mongotest.Open(t, address), room: id.New(clock.System{}), mina: id.New(clock.System{})})
	})
}

func (b *broken) entry(kind chat.EntryKind, client string) chat.Entry {
	return chat.Entry{RoomID: b.room, Kind: kind, Sender: b.mina, ClientID: client, At: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), Text: "말"}
}

func (b *broken) add(t *testing.T, e chat.Entry) chat.Appended {
	t.Helper()
	o := b.Append(t.Context(), []chat.Entry{e})[0]
	if o.Err != nil {
		t.Fatal(o.Err)
	}
	return o
}

// lose takes the last entry away, as if it had never been inserted.
func (b *broken) lose(t *testing.T, e chat.Entry) {
	t.Helper()
	res, err := b.db.Collection("chat_entries").DeleteOne(t.Context(), bson.D{{Key: "room", Value: b.room}, {Key: "seq", Value: e.Seq}})
	if err != nil || res.DeletedCount != 1 {
		t.Fatal(res, err)
	}
	if _, err := b.db.Collection("chat_rooms").DeleteMany(t.Context(), bson.D{}); err != nil {
		t.Fatal(err)
	}
}

// other gives the log as a process has it that hasn't stored anything yet.
func (b *broken) other(t *testing.T, address *mongodb.DB) *logmongo.Log {
	t.Helper()
	log, err := logmongo.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func TestAChangeWithoutItsEntryIsFinishedWhenItComesAgain(t *testing.T) {
	for _, again := range []string{"the same send", "another send"} {
		eachBroken(t, func(t *testing.T, b *broken) {
			m := b.add(t, b.entry(chat.Message, "message")).Entry
			for _, kind := range []chat.EntryKind{chat.Reaction, chat.Removal} {
				change := b.entry(kind, "change of "+string(kind))
				change.Target, change.Emoji, change.Text = m.Seq, "👍", ""
				b.lose(t, b.add(t, change).Entry)
				b.Log = b.other(t, b.db)
				if again == "another send" {
					change.ClientID = "another " + string(kind)
				}
				if o := b.add(t, change); o.Again || o.Entry.Seq == chat.Unplaced {
					t.Errorf("%s, %s: %+v", kind, again, o)
				}
			}
			log, err := b.After(t.Context(), b.room, 0, 9)
			if err != nil || len(log) != 3 || !log[0].Removed {
				t.Errorf("%s: %+v, %v", again, log, err)
			}
		})
	}
}

// Another process puts a reaction to a message that it has just seen, and that was removed since.
func TestAReactionThatComesTooLateIsNotShown(t *testing.T) {
	eachBroken(t, func(t *testing.T, b *broken) {
		m := b.add(t, b.entry(chat.Message, "message")).Entry
		removal := b.entry(chat.Removal, "removal 1")
		removal.Target, removal.Text = m.Seq, ""
		b.add(t, removal)
		where := bson.D{{Key: "room", Value: b.room}, {Key: "seq", Value: m.Seq}}
		if _, err := b.db.Collection("chat_entries").UpdateOne(t.Context(), where, bson.D{{Key: "$set", Value: bson.D{{Key: "reacted", Value: true}}}}); err != nil {
			t.Fatal(err)
		}
		late := bson.M{"room": b.room, "target": m.Seq, "emoji": "👍", "person": b.mina, "on": true, "client": "late", "place": int64(3)}
		if _, err := b.db.Collection("chat_reactions").InsertOne(t.Context(), late); err != nil {
			t.Fatal(err)
		}
		found, err := b.Some(t.Context(), b.room, []int64{m.Seq})
		if e := found[m.Seq]; err != nil || !e.Removed || len(e.Reactions) != 0 {
			t.Errorf("%+v, %v", e, err)
		}
	})
}

// Nobody sends it again: whoever next adds to the room finishes it.
func TestAChangeThatWasLeftIsFinishedByOthers(t *testing.T) {
	eachBroken(t, func(t *testing.T, b *broken) {
		m, n := b.add(t, b.entry(chat.Message, "one")).Entry, b.add(t, b.entry(chat.Message, "two")).Entry
		reaction, removal := b.entry(chat.Reaction, "put"), b.entry(chat.Removal, "removal 2")
		reaction.Target, reaction.Emoji, reaction.Text = m.Seq, "👍", ""
		removal.Target, removal.Text = n.Seq, ""
		for _, left := range []chat.Entry{reaction, removal} {
			var rooms bson.M // as it is while the change is begun
			if err := b.db.Collection("chat_rooms").FindOne(t.Context(), bson.D{}).Decode(&rooms); err != nil {
				t.Fatal(err)
			}
			b.lose(t, b.add(t, left).Entry)
			doc := bson.M{"room": b.room, "kind": left.Kind, "sender": b.mina, "client": left.ClientID, "at": left.At.UnixMicro(), "target": left.Target, "emoji": left.Emoji}
			rooms["changes"] = bson.M{b.mina + " " + left.ClientID: doc}
			if _, err := b.db.Collection("chat_rooms").InsertOne(t.Context(), rooms); err != nil {
				t.Fatal(err)
			}
			b.Log = b.other(t, b.db)
			next := b.entry(chat.Message, "next to "+left.ClientID)
			b.add(t, next) // too early
			next.ClientID, next.At = next.ClientID+" later", next.At.Add(2*time.Minute)
			b.add(t, next)
		}
		log, err := b.After(t.Context(), b.room, 2, 9)
		var kinds []chat.EntryKind
		for _, e := range log {
			kinds = append(kinds, e.Kind)
		}
		if want := []chat.EntryKind{chat.Message, chat.Message, chat.Reaction, chat.Message, chat.Message, chat.Removal}; err != nil || !slices.Equal(kinds, want) {
			t.Errorf("have %v, want %v, %v", kinds, want, err)
		}
		left, err := b.db.Collection("chat_rooms").CountDocuments(t.Context(), bson.D{{Key: "changes." + b.mina + " removal 2", Value: bson.D{{Key: "$exists", Value: true}}}})
		if err != nil || left != 0 {
			t.Errorf("%d changes are left, %v", left, err)
		}
	})
}

func TestHeadsLookBehindWhatWasNoted(t *testing.T) {
	eachBroken(t, func(t *testing.T, b *broken) {
		rooms := b.db.Collection("chat_rooms")
		b.add(t, b.entry(chat.Message, "one"))
		var early bson.D
		if err := rooms.FindOne(t.Context(), bson.D{}).Decode(&early); err != nil {
			t.Fatal(err)
		}
		last := b.add(t, b.entry(chat.Message, "two")).Entry
		check := func(what string) {
			t.Helper()
			heads, err := b.Heads(t.Context(), b.mina, []string{b.room})
			if h := heads[b.room]; err != nil || h.Seq != 2 || h.Messages != 2 || h.Last == nil || h.Last.ClientID != last.ClientID {
				t.Errorf("%s: %+v, %v", what, h, err)
			}
			counts, err := b.Unread(t.Context(), []chat.Mark{{RoomID: b.room, Seq: 1}}, nil, 9)
			if err != nil || counts[b.room] != 1 {
				t.Errorf("%s: unread %v, %v", what, counts, err)
			}
		}
		check("whole")
		if _, err := rooms.ReplaceOne(t.Context(), bson.D{}, early); err != nil {
			t.Fatal(err)
		}
		check("of an entry before")
		if _, err := rooms.DeleteMany(t.Context(), bson.D{}); err != nil {
			t.Fatal(err)
		}
		check("missing")
		// The same send again mends it.
		b.add(t, b.entry(chat.Message, "two"))
		if n, err := rooms.CountDocuments(t.Context(), bson.D{{Key: "tally.seq", Value: 2}}); err != nil || n != 1 {
			t.Errorf("%d rooms are noted, %v", n, err)
		}
		check("mended")
	})
}

func TestALogThatIsDownIsUnavailable(t *testing.T) {
	db := mongotest.Open(t, "mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=50")
	if _, err := logmongo.Open(t.Context(), db); !errors.Is(err, errs.Unavailable) {
		t.Errorf("opened with %v", err)
	}
	mongotest.Each(t, func(t *testing.T, address string) {
		db, err := mongodb.Open(address)
		if err != nil {
			t.Fatal(err)
		}
		log, err := logmongo.Open(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for i, o := range log.Append(t.Context(), []chat.Entry{{RoomID: "a"}, {RoomID: "b"}}) {
			if !errors.Is(o.Err, errs.Unavailable) {
				t.Errorf("entry %d: %v", i, o.Err)
			}
		}
		if _, err := log.Heads(t.Context(), "", []string{"a"}); !errors.Is(err, errs.Unavailable) {
			t.Errorf("heads: %v", err)
		}
	})
}
