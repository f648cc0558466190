package logmongo

import (
	"cmp"
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/chat"
	"piece/internal/platform/mongodb"
)

// find reads all documents that fit.
func find[T any](ctx context.Context, c *mongo.Collection, filter bson.D, into *[]T, o ...options.Lister[options.FindOptions]) error {
	cursor, err := c.Find(ctx, filter, o...)
	if err != nil {
		return mongodb.Map(err)
	}
	return mongodb.Map(cursor.All(ctx, into))
}

// After implements chat.Log.
func (l *Log) After(ctx context.Context, room string, seq int64, limit int) ([]chat.Entry, error) {
	var docs []entryDoc
	err := find(ctx, l.entries, bson.D{eq("room", room), is("seq", "$gt", seq)}, &docs, options.Find().SetSort(bson.D{eq("seq", 1)}).SetLimit(int64(limit)))
	if err != nil {
		return nil, err
	}
	return l.whole(ctx, docs)
}

// Messages implements chat.Log.
func (l *Log) Messages(ctx context.Context, room string, s chat.Stretch) ([]chat.Entry, error) {
	places, order := bson.D{eq("$gt", s.After)}, 1
	if s.Before > 0 {
		places, order = append(places, eq("$lt", s.Before)), -1
	}
	filter := bson.D{eq("room", room), eq("seq", places), eq("kind", chat.Message)}
	if s.Viewer == "" {
		filter = append(filter, is("held", "$ne", true))
	} else {
		filter = append(filter, eq("$or", bson.A{bson.D{is("held", "$ne", true)}, bson.D{eq("sender", s.Viewer)}}))
	}
	var docs []entryDoc
	if err := find(ctx, l.entries, filter, &docs, options.Find().SetSort(bson.D{eq("seq", order)}).SetLimit(int64(s.Limit))); err != nil {
		return nil, err
	}
	if order < 0 {
		slices.Reverse(docs)
	}
	return l.whole(ctx, docs)
}

// Some implements chat.Log.
func (l *Log) Some(ctx context.Context, room string, seqs []int64) (map[int64]chat.Entry, error) {
	some := make(map[int64]chat.Entry, len(seqs))
	if len(seqs) == 0 {
		return some, nil
	}
	var docs []entryDoc
	if err := find(ctx, l.entries, bson.D{eq("room", room), is("seq", "$in", seqs), eq("kind", chat.Message)}, &docs); err != nil {
		return nil, err
	}
	entries, err := l.whole(ctx, docs)
	for _, e := range entries {
		some[e.Seq] = e
	}
	return some, err
}

// whole gives entries, with the reactions to them.
func (l *Log) whole(ctx context.Context, docs []entryDoc) ([]chat.Entry, error) {
	entries := make([]chat.Entry, len(docs))
	at := make(map[chat.Mark]*chat.Entry, len(docs))
	reacted := map[string][]int64{}
	for i, d := range docs {
		entries[i] = d.entry()
		at[chat.Mark{RoomID: d.Room, Seq: d.Seq}] = &entries[i]
		if d.Reacted && d.Removed == "" { // another process may have reacted while this one removed it
			reacted[d.Room] = append(reacted[d.Room], d.Seq)
		}
	}
	if len(reacted) == 0 {
		return entries, nil
	}
	var which bson.A
	for room, seqs := range reacted {
		which = append(which, bson.D{eq("room", room), is("target", "$in", seqs), eq("on", true)})
	}
	var found []reactionDoc
	if err := find(ctx, l.reactions, bson.D{eq("$or", which)}, &found); err != nil {
		return nil, err
	}
	slices.SortStableFunc(found, func(a, b reactionDoc) int { return cmp.Compare(a.Place, b.Place) })
	for _, r := range found {
		e := at[chat.Mark{RoomID: r.Room, Seq: r.Target}]
		i := slices.IndexFunc(e.Reactions, func(x chat.Reactions) bool { return x.Emoji == r.Emoji })
		if i < 0 {
			i = len(e.Reactions)
			e.Reactions = append(e.Reactions, chat.Reactions{Emoji: r.Emoji})
		}
		e.Reactions[i].People = append(e.Reactions[i].People, r.Person)
	}
	return entries, nil
}
