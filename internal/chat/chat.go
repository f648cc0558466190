// Package chat lets people talk: one open room for each cake, and one direct room for each two
// people.
//
// Invariants: the log of a room is the only truth. An entry has its place in it (Seq), given by
// the store, rising by one without a hole, the same for everybody; it is handed on after it is
// stored, and acknowledged only then. Sender, room, place and time are the server's (defect
// D39). A send has an id of the sender's device, so that the same send is stored once however
// often it comes (D43). What happens to a message later, that it is removed or reacted to, is an
// entry of its own, so that whoever knows the entries up to a place knows all that happened
// before it. Who may see what is decided in see.go, for every query and every channel (D40).
//
// It imports platform packages only; never HTTP, SQL, a database driver or the realtime library.
package chat

import "time"

// Kind is the kind of a room.
type Kind string

// The kinds.
const (
	Open   Kind = "open"   // of a cake; anybody may join
	Direct Kind = "direct" // of exactly two people
)

// Room is where people talk.
type Room struct {
	ID        string
	Kind      Kind
	CakeID    string    // of an open room; "" otherwise
	Pair      [2]string // the two people of a direct room, the smaller id first; empty otherwise
	MovedTo   string    // the room that goes on, after the cake became part of another; "" otherwise
	CreatedAt time.Time
}

// Other gives the one of a direct room who person talks to; "" when person isn't in it.
func (r Room) Other(person string) string {
	switch person {
	case r.Pair[0]:
		return r.Pair[1]
	case r.Pair[1]:
		return r.Pair[0]
	}
	return ""
}

// Push says which messages of a room come as push messages to devices.
type Push string

// The choices.
const (
	PushAll      Push = "all"
	PushMentions Push = "mentions" // those that name the person, and answers to own ones
	PushNone     Push = "none"
)

// Pushes are all choices.
func Pushes() []Push { return []Push{PushAll, PushMentions, PushNone} }

// DefaultPush is the choice for rooms of a kind until the person makes one.
func DefaultPush(k Kind) Push {
	if k == Direct {
		return PushAll
	}
	return PushMentions
}

// Member is somebody's place in a room.
type Member struct {
	RoomID   string
	PersonID string
	// From is the place up to which, itself included, nothing is shown to the member: where a
	// person left who came back to a direct room. 0 in open rooms, whose past is everybody's.
	From     int64
	Read     int64 // the place up to which the person has read
	Muted    bool  // adds nothing to the badge, and sends no push
	Push     Push
	JoinedAt time.Time
	// LeftAt is when the person left; zero while in it. Only direct rooms remember who left.
	LeftAt time.Time
}

// Here tells whether the person is in the room now.
func (m Member) Here() bool { return m.PersonID != "" && m.LeftAt.IsZero() }

// EntryKind is the kind of an entry.
type EntryKind string

// The kinds of entries.
const (
	Message  EntryKind = "message"
	Removal  EntryKind = "removal"  // the sender removed the message Target
	Masking  EntryKind = "masking"  // an admin hid the message Target from everybody, or with Off shows it again
	Reaction EntryKind = "reaction" // the sender put Emoji to the message Target, or took it off
)

// Entry is a line in the log of a room. Which fields count depends on the kind.
type Entry struct {
	RoomID   string
	Seq      int64 // place in the log, from 1
	Kind     EntryKind
	Sender   string
	ClientID string // names the send; one of a kind for its room and sender
	At       time.Time
	// Held: the one written to has blocked the sender, so only the sender sees it.
	Held bool

	// Of a message.
	Text     string
	Pictures []Picture
	PieceID  string   // a shared piece; "" for none
	ReplyTo  int64    // place of the message that it answers; 0 for none
	Mentions []string // people who are named in it
	// Removed: it was removed since. Of what it held nothing is left.
	Removed bool
	// Masked: an admin hides it. What it holds is kept, to be shown again, and told to nobody.
	Masked bool
	// Reactions are those to it as they are now, the emoji used first is first.
	Reactions []Reactions

	// Of a removal, a masking and a reaction.
	Target int64
	Emoji  string
	Off    bool // the reaction was taken off; the message is shown again
}

// Shown tells whether what a message holds is told to those who may follow its room.
func (e *Entry) Shown() bool { return !e.Removed && !e.Masked }

// Reactions are the people who put one emoji to a message, who did first is first.
type Reactions struct {
	Emoji  string
	People []string
}

// Picture is a photo in a message. Its files are kept by the chat itself, so that it stays when
// the photo that it was made from goes.
type Picture struct {
	ID     string
	Width  int // pixels of the large file
	Height int
	Color  string // main colour such as #a1b2c3, to show while it loads
}

// Head is how far the log of a room is.
type Head struct {
	RoomID   string
	Seq      int64  // of the last entry; 0 in a room where nothing was said
	Messages int64  // how many messages were stored, those removed since included
	Last     *Entry // the last message that isn't held, as it is now; nil when there is none
}

// Activity is how many messages were written in a room on a day in Korea.
type Activity struct {
	RoomID   string
	Day      string // 2026-11-26
	Messages int
}
