package logmongo

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/chat"
	"piece/internal/platform/mongodb"
)

// roomDoc says how far the log of a room is. It is written behind the entries and may lag or be
// missing where a process died: what is beyond its tally is looked for among the entries.
type roomDoc struct {
	Room  string           `bson:"_id"`
	Tally tally            `bson:"tally"`
	Day   string           `bson:"day"`  // of the last message, to find those with days since one
	Days  map[string]int64 `bson:"days"` // messages by day
	// Changes were begun, and have no entry yet as far as is noted.
	Changes map[string]entryDoc `bson:"changes,omitempty"`
}

// note writes down how far a room is, unless somebody has written more, and that changes have
// their entries. It gives the document as it was.
func (l *Log) note(ctx context.Context, room string, t tally, settled []string) (was roomDoc, err error) {
	update := bson.D{eq("$set", t.set())}
	if len(settled) > 0 {
		update = append(update, eq("$unset", changes(settled)))
	}
	for {
		err := l.rooms.FindOneAndUpdate(ctx, bson.D{eq("_id", room), is("tally.seq", "$lt", t.Seq)}, update).Decode(&was)
		if err == nil {
			return was, l.sweep(ctx, was, t.Day)
		}
		if !errors.Is(err, mongo.ErrNoDocuments) {
			return was, mongodb.Map(err)
		}
		fresh := roomDoc{Room: room, Tally: t, Day: t.Day, Days: map[string]int64{}}
		if t.Day != "" {
			fresh.Days[t.Day] = t.Today
		}
		if _, err = l.rooms.InsertOne(ctx, fresh); !mongo.IsDuplicateKeyError(err) {
			return was, mongodb.Map(err)
		}
		if err := l.rooms.FindOne(ctx, bson.D{eq("_id", room)}).Decode(&was); err != nil {
			return was, mongodb.Map(err)
		}
		if was.Tally.Seq >= t.Seq {
			return was, l.settle(ctx, room, settled)
		}
	}
}

// set gives what the document of a room takes from a tally.
func (t tally) set() bson.D {
	set := bson.D{eq("tally", t), eq("day", t.Day)}
	if t.Day != "" {
		set = append(set, eq("days."+t.Day, t.Today))
	}
	return set
}

// sweep removes days that are too old, when a new one has begun.
func (l *Log) sweep(ctx context.Context, was roomDoc, day string) error {
	today, err := time.Parse(time.DateOnly, day)
	if err != nil || was.Day == day {
		return nil //nolint:nilerr // a room without messages has no day
	}
	old := bson.D{}
	for d := range was.Days {
		if d < today.Add(-chat.Kept).Format(time.DateOnly) {
			old = append(old, eq("days."+d, ""))
		}
	}
	if len(old) == 0 {
		return nil
	}
	_, err = l.rooms.UpdateOne(ctx, bson.D{eq("_id", was.Room)}, bson.D{eq("$unset", old)})
	return mongodb.Map(err)
}

// Written implements chat.Log.
func (l *Log) Written(ctx context.Context, day string) ([]chat.Activity, error) {
	if _, err := time.Parse(time.DateOnly, day); err != nil { // it names a field
		return nil, err
	}
	var docs []roomDoc
	written := bson.D{is("day", "$gte", day), is("days."+day, "$gt", 0)}
	if err := find(ctx, l.rooms, written, &docs, options.Find().SetProjection(bson.D{eq("days", 1)})); err != nil {
		return nil, err
	}
	rooms := make([]chat.Activity, len(docs))
	for i, d := range docs {
		rooms[i] = chat.Activity{RoomID: d.Room, Day: day, Messages: int(d.Days[day])}
	}
	slices.SortFunc(rooms, func(a, b chat.Activity) int { return cmp.Compare(a.RoomID, b.RoomID) })
	return rooms, nil
}

// ends gives what logs amount to, together with the entries at their last places and beyond what
// was noted. Rooms in which nothing was said are left out.
func (l *Log) ends(ctx context.Context, rooms []string, more func(t tally) bson.A) (map[string]tally, map[chat.Mark]entryDoc, error) {
	rooms = distinct(rooms)
	if len(rooms) == 0 {
		return nil, nil, nil
	}
	var noted []roomDoc
	if err := find(ctx, l.rooms, bson.D{is("_id", "$in", rooms)}, &noted, options.Find().SetProjection(bson.D{eq("tally", 1)})); err != nil {
		return nil, nil, err
	}
	ends := make(map[string]tally, len(rooms))
	for _, n := range noted {
		ends[n.Room] = n.Tally
	}
	var which bson.A
	for _, room := range rooms {
		places := append(bson.A{is("seq", "$gt", ends[room].Seq)}, more(ends[room])...)
		for _, p := range places {
			which = append(which, bson.D{eq("room", room), p.(bson.E)})
		}
	}
	var docs []entryDoc
	if err := find(ctx, l.entries, bson.D{eq("$or", which)}, &docs); err != nil {
		return nil, nil, err
	}
	found := make(map[chat.Mark]entryDoc, len(docs))
	for _, d := range docs {
		found[chat.Mark{RoomID: d.Room, Seq: d.Seq}] = d
		if d.Seq > ends[d.Room].Seq {
			ends[d.Room] = d.Tally
		}
	}
	return ends, found, nil
}

// Heads implements chat.Log.
func (l *Log) Heads(ctx context.Context, viewer string, rooms []string) (map[string]chat.Head, error) {
	ends, found, err := l.ends(ctx, rooms, func(t tally) bson.A {
		if t.Last == 0 {
			return nil
		}
		return bson.A{eq("seq", t.Last)}
	})
	if err != nil {
		return nil, err
	}
	last := map[string]entryDoc{}
	var held bson.A // where the last message may be one of the viewer's that is held
	heads := make(map[string]chat.Head, len(ends))
	for room, t := range ends {
		heads[room] = chat.Head{RoomID: room, Seq: t.Seq, Messages: t.Messages}
		if d, ok := found[chat.Mark{RoomID: room, Seq: t.Last}]; ok {
			last[room] = d
		}
		if viewer != "" && t.Held > t.Last {
			held = append(held, bson.D{eq("room", room), eq("sender", viewer), eq("held", true), is("seq", "$gt", t.Last), eq("kind", chat.Message)})
		}
	}
	if len(held) > 0 {
		var own []entryDoc
		if err := find(ctx, l.entries, bson.D{eq("$or", held)}, &own); err != nil {
			return nil, err
		}
		for _, d := range own {
			if d.Seq > last[d.Room].Seq && d.Seq <= heads[d.Room].Seq {
				last[d.Room] = d
			}
		}
	}
	entries, err := l.whole(ctx, slices.Collect(maps.Values(last)))
	for _, e := range entries {
		h := heads[e.RoomID]
		h.Last = &e
		heads[e.RoomID] = h
	}
	return heads, err
}
