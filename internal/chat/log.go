package chat

import (
	"context"
	"time"
)

// Log keeps the entries of all rooms. It has two homes. Several processes may use it at once.
type Log interface {
	// Lanes is how many calls of Append may run side by side with gain. All entries of a room go
	// through the same lane, one call after the other, in each process.
	Lanes() int
	// Append stores entries in their order and gives one outcome for each, in the same order:
	// each gets the next place of its room. Sender, room, kind and time must be set. An entry
	// whose send is stored already isn't stored again: its outcome is what is stored. A removal
	// takes everything out of its target, a masking hides what it holds or shows it again, a reaction
	// changes those of its target; the two are stored only if they do (otherwise its outcome is Unplaced); it never is when the target isn't a
	// message of the room or is removed (errs.NotFound). All of an entry is stored or nothing of
	// it; that a call fails for one doesn't say so for the others. What was stored is durable when
	// Append returns.
	Append(ctx context.Context, entries []Entry) []Appended
	// Heads tells how far rooms are, by id. Rooms in which nothing was said are left out.
	// viewer is for whom the last message is: of those held only the own ones count.
	Heads(ctx context.Context, viewer string, rooms []string) (map[string]Head, error)
	// After gives the entries of all kinds behind a place, in their order, at most limit.
	// Messages are as they are now, with their reactions.
	After(ctx context.Context, room string, seq int64, limit int) ([]Entry, error)
	// Messages gives a stretch of the messages of a room, in their order, as they are now.
	Messages(ctx context.Context, room string, s Stretch) ([]Entry, error)
	// Some gives those of the messages that there are, as they are now, by place.
	Some(ctx context.Context, room string, seqs []int64) (map[int64]Entry, error)
	// Sent finds what is stored of a send, as it is now; errs.NotFound when it isn't stored.
	Sent(ctx context.Context, room, sender, clientID string) (Entry, error)
	// Unread counts, by room, the messages behind each mark that are neither removed, nor held,
	// nor written by one of except, up to most. Rooms without any are left out.
	Unread(ctx context.Context, marks []Mark, except []string, most int) (map[string]int, error)
	// Written counts the messages that were written on a day in Korea, by room. Counts may be too
	// high where a process died while storing: they are for what is hot, not for accounts.
	Written(ctx context.Context, day string) ([]Activity, error)
	// Rename puts an alias in the place of a person who is gone, wherever the log of a room names
	// them: who sent an entry, reacted, or is named in a message. Their messages lose their
	// pictures, and are removed unless they are LeftBehind. alias is asked when there is something
	// to rename, and gives the same each time. A call that was cut short has renamed a part, and
	// the next one the rest.
	Rename(ctx context.Context, room, person string, alias func() (string, error)) error
	// Drop removes the log of a room that nobody can read any more.
	Drop(ctx context.Context, room string) error
	// Ping tells whether the home answers.
	Ping(ctx context.Context) error
}

// Appended is what became of an entry.
type Appended struct {
	Entry Entry // as stored, the first time
	Again bool  // the same send was stored before
	Err   error // nothing was stored; errs.Unavailable when the home is down
}

// LeftBehind tells whether something of a message stays when its sender is gone: nothing does of one
// that nobody else saw, or that was pictures only.
func (e *Entry) LeftBehind() bool { return !e.Held && (e.Text != "" || e.PieceID != "") }

// Stretch is a part of a log. Before and After are places, themselves not included; at least
// one of them is set. With Before the newest ones are given, otherwise the oldest.
type Stretch struct {
	Before int64 // 0 for none
	After  int64
	// Viewer is for whom it is: of messages that are held only the own ones are given.
	Viewer string
	Limit  int
}

// Mark is a place in the log of a room.
type Mark struct {
	RoomID string
	Seq    int64
}

// Unplaced is the place of an entry that has none: it isn't stored yet, or changed nothing.
const Unplaced int64 = 0

// Day is the day in Korea on which the entry was stored, such as 2026-11-26.
func (e Entry) Day() string { return dayOf(e.At) }

func dayOf(t time.Time) string { return t.In(korea).Format(time.DateOnly) }

var korea = time.FixedZone("KST", 9*60*60)

// Kept is how long it is known what was written on a day.
const Kept = 60 * 24 * time.Hour
