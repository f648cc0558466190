package logmongo

import (
	"context"
	"errors"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/chat"
	"piece/internal/platform/mongodb"
)

// renamedStretch is how many places are looked at at a time.
const renamedStretch = 250

// Rename implements chat.Log. Who is named in a message no index tells, so the log is read from one
// end to the other, in stretches.
func (l *Log) Rename(ctx context.Context, room, person string, alias func() (string, error)) error {
	if err := l.finishFor(ctx, room, person); err != nil {
		return err
	}
	end, err := l.lastTally(ctx, room)
	if err != nil {
		return err
	}
	for after := int64(0); after < end.Seq; after += renamedStretch {
		if err := l.renameEntries(ctx, room, person, after, alias); err != nil {
			return err
		}
	}
	mine := bson.D{eq("room", room), eq("person", person)}
	err = l.reactions.FindOne(ctx, mine).Err()
	if errors.Is(err, mongo.ErrNoDocuments) {
		return nil
	}
	if err != nil {
		return mongodb.Map(err)
	}
	to, err := alias()
	if err != nil {
		return err
	}
	_, err = l.reactions.UpdateMany(ctx, mine, bson.D{eq("$set", bson.D{eq("person", to)})})
	return mongodb.Map(err)
}

// finishFor finishes what a person's changes have left half done, whose notes name the person.
func (l *Log) finishFor(ctx context.Context, room, person string) error {
	var noted roomDoc
	err := l.rooms.FindOne(ctx, bson.D{eq("_id", room)}, options.FindOne().SetProjection(bson.D{eq("changes", 1)})).Decode(&noted)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return nil
	}
	if err != nil {
		return mongodb.Map(err)
	}
	for key, left := range noted.Changes {
		if !strings.HasPrefix(key, person+" ") {
			continue
		}
		if err := l.finishOne(ctx, left); err != nil {
			return err
		}
	}
	return nil
}

func (l *Log) finishOne(ctx context.Context, left entryDoc) error {
	turn := l.turn(left.Room)
	turn.Lock()
	defer turn.Unlock()
	if err := l.resume(ctx, left); err != nil {
		return err
	}
	return l.settle(ctx, left.Room, []string{changeKey(left.entry())})
}

// renameEntries renames somebody in a stretch of a log. Each step leaves the next ones to be found:
// who sent a message is renamed last.
func (l *Log) renameEntries(ctx context.Context, room, person string, after int64, alias func() (string, error)) error {
	var docs []entryDoc
	err := find(ctx, l.entries, bson.D{
		eq("room", room), eq("seq", bson.D{eq("$gt", after), eq("$lte", after+renamedStretch)}),
		eq("$or", bson.A{bson.D{eq("sender", person)}, bson.D{eq("mentions", person)}}),
	}, &docs)
	if err != nil || len(docs) == 0 {
		return err
	}
	to, err := alias()
	if err != nil {
		return err
	}
	var sent, empty []int64
	for _, d := range docs {
		if err := l.renameMentions(ctx, d, person, to); err != nil {
			return err
		}
		if d.Sender != person {
			continue
		}
		sent = append(sent, d.Seq)
		if e := d.entry(); d.Kind == chat.Message && !e.Removed && !e.LeftBehind() {
			empty = append(empty, d.Seq)
		}
	}
	if err := l.emptySome(ctx, room, empty); err != nil || len(sent) == 0 {
		return err
	}
	_, err = l.entries.UpdateMany(ctx, bson.D{eq("room", room), is("seq", "$in", sent)},
		bson.D{eq("$set", bson.D{eq("sender", to)}), eq("$unset", bson.D{eq("pictures", "")})})
	return mongodb.Map(err)
}

// renameMentions renames somebody who is named in a message, unless it is removed in this moment.
func (l *Log) renameMentions(ctx context.Context, d entryDoc, person, to string) error {
	named := false
	for i, p := range d.Mentions {
		if p == person {
			d.Mentions[i], named = to, true
		}
	}
	if !named {
		return nil
	}
	_, err := l.entries.UpdateOne(ctx, bson.D{eq("room", d.Room), eq("seq", d.Seq), eq("mentions", person)}, bson.D{eq("$set", bson.D{eq("mentions", d.Mentions)})})
	return mongodb.Map(err)
}

// gone stands where the send of a removal does, at messages that were removed without one.
const gone = "gone"

// emptySome takes everything out of messages, as a removal does.
func (l *Log) emptySome(ctx context.Context, room string, seqs []int64) error {
	if len(seqs) == 0 {
		return nil
	}
	_, err := l.entries.UpdateMany(ctx, bson.D{eq("room", room), is("seq", "$in", seqs)}, bson.D{eq("$set", bson.D{eq("removed", gone)}), eq("$unset", contents())})
	if err != nil {
		return mongodb.Map(err)
	}
	_, err = l.reactions.DeleteMany(ctx, bson.D{eq("room", room), is("target", "$in", seqs)})
	return mongodb.Map(err)
}

// Drop implements chat.Log.
func (l *Log) Drop(ctx context.Context, room string) error {
	turn := l.turn(room)
	turn.Lock()
	defer turn.Unlock()
	l.tails.forget(room)
	for _, c := range []*mongo.Collection{l.reactions, l.entries} {
		if _, err := c.DeleteMany(ctx, bson.D{eq("room", room)}); err != nil {
			return mongodb.Map(err)
		}
	}
	_, err := l.rooms.DeleteOne(ctx, bson.D{eq("_id", room)})
	return mongodb.Map(err)
}
