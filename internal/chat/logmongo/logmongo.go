// Package logmongo keeps the entries of rooms in MongoDB, or in what speaks its protocol. It asks
// for no transactions, change streams, joins or documents that end by themselves.
//
// Invariants: the entries are the truth. An entry gets its place by being inserted there: the
// index of places is unique, so of several processes one gets the place and the others go on to
// the next, and since each inserts in order and stops where it fails, places have no hole. Each
// entry carries what the log amounts to with it (tally), so the last one tells everything about
// its room. What an entry changes, a message that is removed or reacted to, changes before the
// entry is inserted: who knows the entry knows the change. A change whose entry was never
// inserted, because a process died, is finished when the same send comes again, or by whoever
// next adds to the room.
//
// All collections may be sharded by {room: 1}, rooms by {_id: 1}: each query names rooms, and each
// unique index begins with the room.
package logmongo

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/chat"
	"piece/internal/platform/mongodb"
)

// Log implements chat.Log.
type Log struct {
	db        *mongodb.DB
	entries   *mongo.Collection
	reactions *mongo.Collection
	rooms     *mongo.Collection

	// Of a room one call at a time inserts in this process: two would only be in each other's way.
	turns [64]sync.Mutex
	seed  maphash.Seed
	tails tails
}

// lanes is how many calls of Append run side by side: each waits for the network and for disks.
const lanes = 8

// Open gives the log in a database, and makes the indexes that are missing.
func Open(ctx context.Context, db *mongodb.DB) (*Log, error) {
	l := &Log{
		db: db, entries: db.Collection("chat_entries"), reactions: db.Collection("chat_reactions"), rooms: db.Collection("chat_rooms"),
		seed: maphash.MakeSeed(), tails: tails{ends: map[string]tally{}},
	}
	for _, c := range []struct {
		of   *mongo.Collection
		name string
		one  bool
		keys bson.D
	}{
		// A page of a room, and what comes after a place.
		{l.entries, "places", true, bson.D{{Key: "room", Value: 1}, {Key: "seq", Value: 1}}},
		{l.entries, "sends", true, bson.D{{Key: "room", Value: 1}, {Key: "sender", Value: 1}, {Key: "client", Value: 1}}},
		// What somebody has not read, without looking at the messages themselves.
		{l.entries, "unread", false, bson.D{{Key: "room", Value: 1}, {Key: "counts", Value: 1}, {Key: "seq", Value: 1}, {Key: "sender", Value: 1}}},
		{l.reactions, "people", true, bson.D{{Key: "room", Value: 1}, {Key: "target", Value: 1}, {Key: "emoji", Value: 1}, {Key: "person", Value: 1}}},
		{l.rooms, "days", false, bson.D{{Key: "day", Value: 1}}},
	} {
		o := options.Index().SetName(c.name)
		if c.one {
			o.SetUnique(true)
		}
		if _, err := c.of.Indexes().CreateOne(ctx, mongo.IndexModel{Keys: c.keys, Options: o}); err != nil {
			return nil, fmt.Errorf("index %s: %w", c.name, mongodb.Map(err))
		}
	}
	return l, nil
}

// Lanes implements chat.Log.
func (l *Log) Lanes() int { return lanes }

// Ping implements chat.Log.
func (l *Log) Ping(ctx context.Context) error { return l.db.Ping(ctx) }

func (l *Log) turn(room string) *sync.Mutex {
	return &l.turns[maphash.String(l.seed, room)%uint64(len(l.turns))]
}

// entryDoc is an entry as it is kept.
type entryDoc struct {
	Room     string         `bson:"room"`
	Seq      int64          `bson:"seq"`
	Kind     chat.EntryKind `bson:"kind"`
	Sender   string         `bson:"sender"`
	Client   string         `bson:"client"`
	At       int64          `bson:"at"` // microseconds since 1970: the type for times has no more than milliseconds
	Held     bool           `bson:"held,omitempty"`
	Counts   bool           `bson:"counts,omitempty"` // a message that is neither held nor removed
	Text     string         `bson:"text,omitempty"`
	Pictures []pictureDoc   `bson:"pictures,omitempty"`
	Piece    string         `bson:"piece,omitempty"`
	ReplyTo  int64          `bson:"replyTo,omitempty"`
	Mentions []string       `bson:"mentions,omitempty"`
	Removed  string         `bson:"removed,omitempty"`  // the send that removed it
	Masked   bool           `bson:"masked,omitempty"`   // an admin hides what it holds
	MaskedBy string         `bson:"maskedBy,omitempty"` // the send that did so, or showed it again
	Reacted  bool           `bson:"reacted,omitempty"`  // there have been reactions to it, so that there may be some
	Target   int64          `bson:"target,omitempty"`
	Emoji    string         `bson:"emoji,omitempty"`
	Off      bool           `bson:"off,omitempty"`
	Tally    tally          `bson:"tally"`
}

type pictureDoc struct {
	ID     string `bson:"id"`
	Width  int    `bson:"w"`
	Height int    `bson:"h"`
	Color  string `bson:"c"`
}

// reactionDoc is what a person last did with an emoji at a message.
type reactionDoc struct {
	Room   string `bson:"room"`
	Target int64  `bson:"target"`
	Emoji  string `bson:"emoji"`
	Person string `bson:"person"`
	On     bool   `bson:"on"`
	Client string `bson:"client"` // the send that did it
	Place  int64  `bson:"place"`  // of its entry
}

// tally is what the log of a room amounts to with an entry.
type tally struct {
	Seq      int64  `bson:"seq"`
	Messages int64  `bson:"messages"`
	Last     int64  `bson:"last"`  // place of the last message that isn't held
	Held     int64  `bson:"held"`  // place of the last message that is
	Day      string `bson:"day"`   // the day of the last message
	Today    int64  `bson:"today"` // how many messages were written on it
}

// with gives the tally with the next entry.
func (t tally) with(e chat.Entry) tally {
	t.Seq++
	if e.Kind != chat.Message {
		return t
	}
	t.Messages++
	if e.Held {
		t.Held = t.Seq
	} else {
		t.Last = t.Seq
	}
	// The clocks of processes differ: a day doesn't begin twice.
	if day := e.Day(); day > t.Day {
		t.Day, t.Today = day, 0
	}
	t.Today++
	return t
}

func docOf(e chat.Entry, t tally) entryDoc {
	d := entryDoc{
		Room: e.RoomID, Seq: t.Seq, Kind: e.Kind, Sender: e.Sender, Client: e.ClientID, At: e.At.UnixMicro(), Held: e.Held,
		Counts: e.Kind == chat.Message && !e.Held, Text: e.Text, Piece: e.PieceID, ReplyTo: e.ReplyTo, Mentions: e.Mentions,
		Target: e.Target, Emoji: e.Emoji, Off: e.Off, Tally: t,
	}
	for _, p := range e.Pictures {
		d.Pictures = append(d.Pictures, pictureDoc(p))
	}
	return d
}

func (d entryDoc) entry() chat.Entry {
	e := chat.Entry{
		RoomID: d.Room, Seq: d.Seq, Kind: d.Kind, Sender: d.Sender, ClientID: d.Client, At: time.UnixMicro(d.At).UTC(), Held: d.Held,
		Text: d.Text, PieceID: d.Piece, ReplyTo: d.ReplyTo, Mentions: d.Mentions, Removed: d.Removed != "", Masked: d.Masked && d.Removed == "",
		Target: d.Target, Emoji: d.Emoji, Off: d.Off,
	}
	for _, p := range d.Pictures {
		e.Pictures = append(e.Pictures, chat.Picture(p))
	}
	return e
}

// tails are what this process knows of the ends of logs: tallies that it has stored itself and
// that most servers have. That others have gone on since shows when an entry is inserted.
type tails struct {
	mu   sync.Mutex
	ends map[string]tally // by room; guarded by mu
}

// maxTails is how many ends are known at once.
const maxTails = 10_000

func (t *tails) get(room string) (tally, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	end, ok := t.ends[room]
	return end, ok
}

func (t *tails) set(room string, end tally) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.ends) >= maxTails {
		clear(t.ends) // each costs one query to know again
	}
	t.ends[room] = end
}

func (t *tails) forget(room string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.ends, room)
}

// eq gives a condition.
func eq(key string, value any) bson.E { return bson.E{Key: key, Value: value} }

// is gives a condition with an operator.
func is(key, operator string, value any) bson.E {
	return bson.E{Key: key, Value: bson.D{{Key: operator, Value: value}}}
}

// distinct gives strings once each, sorted.
func distinct(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return slices.Compact(all)
}
