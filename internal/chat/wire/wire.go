// Package wire is the form in which entries of rooms reach devices, the same in answers of the
// API and in what is handed on live. It decides what of an entry a viewer sees, with
// chat.Entry as its only source.
package wire

import (
	"time"

	"piece/internal/chat"
)

// Hidden is the kind of an entry that isn't for the viewer: only its place is told, so that the
// viewer's log has no hole.
const Hidden = "hidden"

// Entry is an entry of a room as a viewer sees it.
type Entry struct {
	Seq       int64      `json:"seq" doc:"Place in the room, rising by one without a hole; the order of the room for everybody."`
	Kind      string     `json:"kind" enum:"message,removal,masking,reaction,hidden" doc:"hidden: not for you, only its place."`
	Sender    string     `json:"sender,omitempty" doc:"Id of the person."`
	ClientID  string     `json:"clientId,omitempty" doc:"What the sender's device called the send."`
	At        *time.Time `json:"at,omitempty" doc:"When it was stored."`
	Text      string     `json:"text,omitempty"`
	Pictures  []Picture  `json:"pictures,omitempty" nullable:"false"`
	PieceID   string     `json:"pieceId,omitempty" doc:"A shared piece; who may see it is up to the piece."`
	ReplyTo   int64      `json:"replyTo,omitempty" doc:"Place of the message that it answers."`
	Mentions  []string   `json:"mentions,omitempty" nullable:"false" doc:"People who are named in it."`
	Removed   bool       `json:"removed,omitempty" doc:"The sender removed it; nothing of its content is left."`
	Masked    bool       `json:"masked,omitempty" doc:"An admin hides it: what it holds isn't told."`
	Reactions []Reaction `json:"reactions,omitempty" nullable:"false" doc:"As they are now; the first used is first. Not in what comes live: count those with the reaction entries."`
	Target    int64      `json:"target,omitempty" doc:"Of a removal, masking or reaction: place of the message."`
	Emoji     string     `json:"emoji,omitempty" doc:"Of a reaction."`
	Off       bool       `json:"off,omitempty" doc:"The reaction was taken off; of a masking: the message is shown again, to be read anew."`
}

// Picture is a photo in a message.
type Picture struct {
	ID     string `json:"id"`
	Small  string `json:"small" doc:"Address of the small file, at most 640 pixels wide and high."`
	Large  string `json:"large" doc:"Address of the large file."`
	Width  int    `json:"width" doc:"Pixels of the large file."`
	Height int    `json:"height"`
	Color  string `json:"color" doc:"Main colour, such as #a1b2c3."`
}

// Reaction is one emoji at a message.
type Reaction struct {
	Emoji  string   `json:"emoji"`
	Count  int      `json:"count"`
	Mine   bool     `json:"mine,omitempty" doc:"You are one of them."`
	People []string `json:"people" nullable:"false" doc:"Ids, who did first is first, at most 20."`
}

// Of gives an entry as viewer sees it, who is a member from a place on; "" and 0 for somebody who
// only looks into an open room.
func Of(e chat.Entry, viewer string, from int64) Entry {
	if e.Seq <= from || e.Held && e.Sender != viewer {
		return Entry{Seq: e.Seq, Kind: Hidden}
	}
	at := e.At.UTC()
	switch {
	case e.Kind == chat.Masking: // who it was is for admins to know
		return Entry{Seq: e.Seq, Kind: string(e.Kind), At: &at, Target: e.Target, Off: e.Off}
	case e.Masked:
		return Entry{Seq: e.Seq, Kind: string(e.Kind), Sender: e.Sender, ClientID: e.ClientID, At: &at, Masked: true}
	}
	out := Entry{
		Seq: e.Seq, Kind: string(e.Kind), Sender: e.Sender, ClientID: e.ClientID, At: &at,
		Text: e.Text, PieceID: e.PieceID, ReplyTo: e.ReplyTo, Mentions: e.Mentions, Removed: e.Removed,
		Target: e.Target, Emoji: e.Emoji, Off: e.Off,
	}
	for _, p := range e.Pictures {
		out.Pictures = append(out.Pictures, PictureOf(e.RoomID, p))
	}
	for _, r := range e.Reactions {
		one := Reaction{Emoji: r.Emoji, Count: len(r.People), People: r.People[:min(len(r.People), chat.ReactionPeople)]}
		for _, p := range r.People {
			one.Mine = one.Mine || p == viewer
		}
		out.Reactions = append(out.Reactions, one)
	}
	return out
}

// PictureOf gives a picture of a room with its addresses.
func PictureOf(room string, p chat.Picture) Picture {
	base := "/api/v1/rooms/" + room + "/pictures/" + p.ID
	return Picture{ID: p.ID, Small: base + "/small.jpg", Large: base + "/large.jpg", Width: p.Width, Height: p.Height, Color: p.Color}
}
