package logmongo

import (
	"context"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/sync/errgroup"

	"piece/internal/chat"
	"piece/internal/platform/mongodb"
)

// Unread implements chat.Log. Rooms with no more entries behind the mark than would be counted
// are counted together; those that somebody is far behind in one by one, up to where it ends.
func (l *Log) Unread(ctx context.Context, marks []chat.Mark, except []string, most int) (map[string]int, error) {
	rooms := make([]string, len(marks))
	for i, m := range marks {
		rooms[i] = m.RoomID
	}
	ends, _, err := l.ends(ctx, rooms, func(tally) bson.A { return nil })
	if err != nil {
		return nil, err
	}
	if except == nil {
		except = []string{} // not null, which is no list
	}
	near := bson.A{}
	var far []bson.D
	var farRooms []string
	for _, m := range marks {
		end := ends[m.RoomID]
		behind := bson.D{eq("room", m.RoomID), eq("counts", true), is("seq", "$gt", m.Seq), is("sender", "$nin", except)}
		switch {
		case end.Last <= m.Seq:
		case end.Last-m.Seq <= int64(most):
			near = append(near, behind)
		default:
			far, farRooms = append(far, behind), append(farRooms, m.RoomID)
		}
	}
	counts := map[string]int{}
	if len(near) > 0 {
		if err := l.countTogether(ctx, near, counts); err != nil {
			return nil, err
		}
	}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, behind := range far {
		group.Go(func() error {
			n, err := l.entries.CountDocuments(ctx, behind, options.Count().SetLimit(int64(most)))
			if err != nil || n == 0 {
				return mongodb.Map(err)
			}
			mu.Lock()
			defer mu.Unlock()
			counts[farRooms[i]] = int(n)
			return nil
		})
	}
	return counts, group.Wait()
}

func (l *Log) countTogether(ctx context.Context, which bson.A, counts map[string]int) error {
	cursor, err := l.entries.Aggregate(ctx, bson.A{
		bson.D{eq("$match", bson.D{eq("$or", which)})},
		bson.D{eq("$group", bson.D{eq("_id", "$room"), eq("n", bson.D{eq("$sum", 1)})})},
	})
	if err != nil {
		return mongodb.Map(err)
	}
	var groups []struct {
		Room string `bson:"_id"`
		N    int    `bson:"n"`
	}
	if err := cursor.All(ctx, &groups); err != nil {
		return mongodb.Map(err)
	}
	for _, g := range groups {
		counts[g.Room] = g.N
	}
	return nil
}
