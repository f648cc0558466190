// Package logsql keeps the entries of rooms in the relational store.
//
// Invariants: whoever adds to a log holds the row of the room's head until the end of the
// transaction, and rooms are held in the order of their ids; so places have no hole, also with
// several processes, and nobody waits in a circle. What an entry changes, a message that is
// removed or reacted to, changes in the transaction that stores it.
package logsql

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "chatlog"

// Migrations make the tables of this domain.
//
//go:embed migrations
var Migrations embed.FS

// Log implements chat.Log.
type Log struct {
	db *sqldb.DB
	// swept is the last day for which days beyond chat.Kept were removed.
	swept atomic.Pointer[string]
}

// New gives the log over a database with its migrations.
func New(db *sqldb.DB) *Log { return &Log{db: db} }

// mysqlLanes is how many transactions add to logs at once: each waits for the disk by itself.
const mysqlLanes = 4

// Lanes implements chat.Log. SQLite has one writer.
func (l *Log) Lanes() int {
	if l.db.Home == sqldb.MySQL {
		return mysqlLanes
	}
	return 1
}

// Ping implements chat.Log.
func (l *Log) Ping(ctx context.Context) error { return l.db.Ping(ctx) }

type headRow struct {
	bun.BaseModel `bun:"table:chat_heads,alias:h"`

	RoomID   string `bun:",pk"`
	Seq      int64
	Messages int64
	Last     int64 // place of the last message that isn't held
	Held     int64 // place of the last message that is
}

// add takes note of an entry, whose place is the next.
func (h *headRow) add(e chat.Entry) {
	h.Seq = e.Seq
	if e.Kind != chat.Message {
		return
	}
	h.Messages++
	if e.Held {
		h.Held = e.Seq
	} else {
		h.Last = e.Seq
	}
}

type entryRow struct {
	bun.BaseModel `bun:"table:chat_entries,alias:e"`

	RoomID   string `bun:",pk"`
	Seq      int64  `bun:",pk"`
	Kind     chat.EntryKind
	SenderID string
	ClientID string
	At       sqldb.Time
	Held     bool
	Removed  bool
	Masked   bool // an admin hides what it holds
	Reacted  bool // there have been reactions to it, so that there may be some
	Text     string
	Pictures string // JSON; "" for none
	PieceID  string
	ReplyTo  int64
	Mentions string // ids, separated by commas
	Target   int64
	Emoji    string
	Off      bool
}

type reactionRow struct {
	bun.BaseModel `bun:"table:chat_reactions,alias:r"`

	RoomID   string `bun:",pk"`
	Target   int64  `bun:",pk"`
	Emoji    string `bun:",pk"`
	PersonID string `bun:",pk"`
	Place    int64
}

type dayRow struct {
	bun.BaseModel `bun:"table:chat_days,alias:d"`

	Day      string `bun:",pk"`
	RoomID   string `bun:",pk"`
	Messages int64
}

// pictureJSON is a picture in its column.
type pictureJSON struct {
	ID     string `json:"id"`
	Width  int    `json:"w"`
	Height int    `json:"h"`
	Color  string `json:"c"`
}

func rowOf(e chat.Entry) (entryRow, error) {
	r := entryRow{
		RoomID: e.RoomID, Seq: e.Seq, Kind: e.Kind, SenderID: e.Sender, ClientID: e.ClientID, At: sqldb.At(e.At), Held: e.Held,
		Text: e.Text, PieceID: e.PieceID, ReplyTo: e.ReplyTo, Mentions: strings.Join(e.Mentions, ","),
		Target: e.Target, Emoji: e.Emoji, Off: e.Off,
	}
	if len(e.Pictures) > 0 {
		all := make([]pictureJSON, len(e.Pictures))
		for i, p := range e.Pictures {
			all[i] = pictureJSON(p)
		}
		b, err := json.Marshal(all)
		if err != nil {
			return r, err
		}
		r.Pictures = string(b)
	}
	return r, nil
}

func (r entryRow) entry() (chat.Entry, error) {
	e := chat.Entry{
		RoomID: r.RoomID, Seq: r.Seq, Kind: r.Kind, Sender: r.SenderID, ClientID: r.ClientID, At: r.At.Time, Held: r.Held,
		Text: r.Text, PieceID: r.PieceID, ReplyTo: r.ReplyTo, Removed: r.Removed, Masked: r.Masked && !r.Removed,
		Target: r.Target, Emoji: r.Emoji, Off: r.Off,
	}
	if r.Mentions != "" {
		e.Mentions = strings.Split(r.Mentions, ",")
	}
	if r.Pictures != "" {
		var all []pictureJSON
		if err := json.Unmarshal([]byte(r.Pictures), &all); err != nil {
			return e, fmt.Errorf("pictures of entry %d of room %s: %w", r.Seq, r.RoomID, err)
		}
		for _, p := range all {
			e.Pictures = append(e.Pictures, chat.Picture(p))
		}
	}
	return e, nil
}
