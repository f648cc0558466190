package logmongo

import (
	"context"
	"errors"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/mongodb"
)

// A change comes before its entry, so a process that dies between the two leaves a change that
// nobody is told of. Therefore the document of the room says first that it is begun, and whoever
// next adds to the room finishes it.

// abandoned is the age of a change that nobody is at work on any more.
const abandoned = time.Minute

// changeKey names the change of an entry among those of a room.
func changeKey(e chat.Entry) string { return e.Sender + " " + e.ClientID }

// changes gives the fields of changes.
func changes(keys []string) bson.D {
	all := make(bson.D, len(keys))
	for i, k := range keys {
		all[i] = eq("changes."+k, "")
	}
	return all
}

// begin notes that a change is begun.
func (l *Log) begin(ctx context.Context, e chat.Entry) error {
	update := bson.D{
		eq("$set", bson.D{eq("changes."+changeKey(e), docOf(e, tally{}))}),
		eq("$setOnInsert", bson.D{eq("tally", tally{}), eq("day", ""), eq("days", bson.D{})}),
	}
	_, err := l.rooms.UpdateOne(ctx, bson.D{eq("_id", e.RoomID)}, update, options.UpdateOne().SetUpsert(true))
	if mongo.IsDuplicateKeyError(err) { // somebody else has just made it
		_, err = l.rooms.UpdateOne(ctx, bson.D{eq("_id", e.RoomID)}, update[:1])
	}
	return mongodb.Map(err)
}

// settle notes that changes have their entries.
func (l *Log) settle(ctx context.Context, room string, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	_, err := l.rooms.UpdateOne(ctx, bson.D{eq("_id", room)}, bson.D{eq("$unset", changes(keys))})
	return mongodb.Map(err)
}

// resume stores the entry of a change that somebody has left, if its target still bears it. The
// room's turn is the caller's.
func (l *Log) resume(ctx context.Context, left entryDoc) error {
	e := left.entry()
	bears, err := l.bears(ctx, e)
	if err != nil {
		return err
	}
	if !bears {
		return l.settle(ctx, e.RoomID, []string{changeKey(e)})
	}
	r := run{log: l, room: e.RoomID, entries: []chat.Entry{e}, out: make([]chat.Appended, 1), left: []int{0}}
	r.finish(ctx, r.store(ctx))
	if o := r.out[0]; o.Err != nil || r.moved {
		return o.Err
	}
	return l.settle(ctx, e.RoomID, []string{changeKey(e)})
}

// bears tells whether a message is as an entry has made it.
func (l *Log) bears(ctx context.Context, e chat.Entry) (bool, error) {
	if e.Kind == chat.Removal {
		target, err := l.target(ctx, e)
		if errors.Is(err, errs.NotFound) {
			return false, nil
		}
		return target.Removed == e.ClientID, err
	}
	if e.Kind == chat.Masking {
		target, err := l.target(ctx, e)
		if errors.Is(err, errs.NotFound) {
			return false, nil
		}
		return target.MaskedBy == e.ClientID && target.Removed == "", err
	}
	var now reactionDoc
	err := l.reactions.FindOne(ctx, bson.D{eq("room", e.RoomID), eq("target", e.Target), eq("emoji", e.Emoji), eq("person", e.Sender)}).Decode(&now)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return false, nil
	}
	return now.Client == e.ClientID, mongodb.Map(err)
}
