package logmongo

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/sync/errgroup"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/mongodb"
)

const (
	// atOnce is how many rooms of a call are written side by side.
	atOnce = 8
	// perInsert is how many entries are inserted with one command. FerretDB goes on behind an
	// error in commands of more than 100, which would leave holes.
	perInsert = 100
	// maxTries is how often a place is looked for while other processes are faster.
	maxTries = 200
)

// Append implements chat.Log. Rooms know nothing of each other, so each goes its own way.
func (l *Log) Append(ctx context.Context, entries []chat.Entry) []chat.Appended {
	out := make([]chat.Appended, len(entries))
	var order []string
	rooms := map[string][]int{}
	for i, e := range entries {
		if rooms[e.RoomID] == nil {
			order = append(order, e.RoomID)
		}
		rooms[e.RoomID] = append(rooms[e.RoomID], i)
	}
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, room := range order {
		group.Go(func() error {
			turn := l.turn(room)
			turn.Lock()
			defer turn.Unlock()
			r := run{log: l, room: room, entries: entries, out: out, left: rooms[room]}
			r.finish(ctx, r.store(ctx))
			return nil
		})
	}
	_ = group.Wait() // what failed is in the outcomes
	return out
}

// run is the way of the entries of one room into its log.
type run struct {
	log     *Log
	room    string
	entries []chat.Entry // of the whole call
	out     []chat.Appended
	left    []int              // entries of the room that have no outcome yet, in order
	end     tally              // what the log amounts to, as far as this run knows
	moved   bool               // this run has added something
	here    map[[2]string]bool // senders and ids of the sends that are about to be inserted
}

// store tries until each entry has an outcome.
func (r *run) store(ctx context.Context) error {
	known := false
	r.end, known = r.log.tails.get(r.room)
	for try := range maxTries {
		if !known {
			end, err := r.log.lastTally(ctx, r.room)
			if err != nil {
				return err
			}
			r.end, known = end, true
		}
		docs, err := r.prepare(ctx)
		if err != nil || len(docs) == 0 {
			return err
		}
		stored, err := r.insert(ctx, docs)
		if len(r.left) == 0 {
			return nil
		}
		if !errors.Is(err, errs.Conflict) {
			if err != nil {
				return err
			}
			continue // there was more than one command takes
		}
		if again, err := r.again(ctx, r.left[0]); err != nil {
			return err
		} else if again {
			continue
		}
		if stored == 0 && try > 0 {
			// Others are faster: let them go first, each a little differently.
			if err := pause(ctx, time.Duration(rand.Int64N(int64(try+1)*int64(2*time.Millisecond)))); err != nil {
				return err
			}
		}
		known = false
	}
	return errs.Unavailable.With(errors.New("other processes take every place")).After(time.Second)
}

// finish tells those that have no outcome why, and notes how far the room is.
func (r *run) finish(ctx context.Context, err error) {
	if err != nil {
		// What became of the last command is unknown.
		r.log.tails.forget(r.room)
		for _, i := range r.left {
			r.out[i] = chat.Appended{Entry: r.entries[i], Err: mongodb.Map(err)}
		}
	}
	if r.moved {
		// Entries are stored whether or not this succeeds: Heads looks behind it.
		_ = r.note(context.WithoutCancel(ctx))
	}
	if err == nil && r.moved {
		r.log.tails.set(r.room, r.end)
	}
}

// note writes down how far the room is and which changes have their entries now, and finishes
// what others have left half done.
func (r *run) note(ctx context.Context) error {
	var settled []string
	var now int64
	for i, o := range r.out {
		if r.entries[i].RoomID != r.room {
			continue
		}
		now = max(now, r.entries[i].At.UnixMicro())
		if o.Err == nil && o.Entry.Seq != chat.Unplaced && o.Entry.Kind != chat.Message {
			settled = append(settled, changeKey(o.Entry))
		}
	}
	was, err := r.log.note(ctx, r.room, r.end, settled)
	if err != nil {
		return err
	}
	for key, left := range was.Changes {
		if !slices.Contains(settled, key) && left.At < now-abandoned.Microseconds() {
			if err := r.log.resume(ctx, left); err != nil {
				return err
			}
		}
	}
	return nil
}

// prepare makes the changes that the next entries tell of and gives these as they would be stored
// next; entries that aren't get their outcome.
func (r *run) prepare(ctx context.Context) ([]entryDoc, error) {
	var docs []entryDoc
	var left []int
	end := r.end
	r.here = map[[2]string]bool{}
	for n, i := range r.left {
		e := r.entries[i]
		send := [2]string{e.Sender, e.ClientID}
		if len(docs) == perInsert || r.here[send] {
			left = append(left, r.left[n:]...) // its like has to be stored first
			break
		}
		if e.Kind != chat.Message {
			done, err := r.change(ctx, i, end.Seq+1)
			if err != nil {
				return nil, err
			}
			if done {
				continue
			}
		}
		r.here[send] = true
		end = end.with(e)
		docs = append(docs, docOf(e, end))
		left = append(left, i)
	}
	r.left = left
	return docs, nil
}

// insert inserts documents in order and takes those that are stored from what is left.
func (r *run) insert(ctx context.Context, docs []entryDoc) (int, error) {
	stored := len(docs)
	_, err := r.log.entries.InsertMany(ctx, docs, options.InsertMany().SetOrdered(true))
	if err != nil {
		stored = 0
		if many, ok := errors.AsType[mongo.BulkWriteException](err); ok && many.WriteConcernError == nil && len(many.WriteErrors) == 1 {
			stored = many.WriteErrors[0].Index
		}
		err = mongodb.Map(err)
	}
	for n := range stored {
		i := r.left[n]
		r.out[i] = chat.Appended{Entry: r.entries[i]}
		r.out[i].Entry.Seq = docs[n].Seq
		r.end, r.moved = docs[n].Tally, true
	}
	r.left = r.left[stored:]
	return stored, err
}

// again looks whether the send of an entry is stored, and if so gives it that outcome.
func (r *run) again(ctx context.Context, i int) (bool, error) {
	stored, err := r.log.Sent(ctx, r.room, r.entries[i].Sender, r.entries[i].ClientID)
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	r.out[i] = chat.Appended{Entry: stored, Again: true}
	for n, x := range r.left {
		if x == i {
			r.left = append(r.left[:n:n], r.left[n+1:]...)
			break
		}
	}
	if stored.Seq > r.end.Seq {
		r.end, err = r.log.lastTally(ctx, r.room)
	}
	r.moved = true // it may be that nobody could note it the first time
	return true, err
}

// Sent implements chat.Log.
func (l *Log) Sent(ctx context.Context, room, sender, client string) (chat.Entry, error) {
	var doc entryDoc
	if err := l.entries.FindOne(ctx, bson.D{eq("room", room), eq("sender", sender), eq("client", client)}).Decode(&doc); err != nil {
		return chat.Entry{}, mongodb.Map(err)
	}
	all, err := l.whole(ctx, []entryDoc{doc})
	if err != nil {
		return chat.Entry{}, err
	}
	return all[0], nil
}

// lastTally gives what a log amounts to.
func (l *Log) lastTally(ctx context.Context, room string) (tally, error) {
	var last struct {
		Tally tally `bson:"tally"`
	}
	err := l.entries.FindOne(ctx, bson.D{eq("room", room)}, options.FindOne().SetSort(bson.D{eq("seq", -1)}).SetProjection(bson.D{eq("tally", 1)})).Decode(&last)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return tally{}, nil
	}
	return last.Tally, mongodb.Map(err)
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return mongodb.Map(ctx.Err())
	case <-time.After(d):
		return nil
	}
}
