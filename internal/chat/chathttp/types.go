package chathttp

import (
	"time"

	"piece/internal/chat/wire"
	"piece/internal/platform/httpapi"
)

// ChatPerson is who somebody in a room is, as it is now.
type ChatPerson struct {
	ID       string             `json:"id"`
	Nickname string             `json:"nickname"`
	Picture  string             `json:"picture,omitempty" format:"uri-reference" doc:"Address of the picture, 160 pixels square; absent without one."`
	Title    *httpapi.WornTitle `json:"title,omitempty" doc:"Title that is worn beside the nickname; absent for none."`
}

// RoomCake is the cake of an open room.
type RoomCake struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Title  string `json:"title"`
	Poster string `json:"poster" format:"uri-reference" doc:"Small poster."`
	Color  string `json:"color,omitempty" doc:"Main colour of the poster."`
}

// RoomRow is a room as a list shows it.
type RoomRow struct {
	ID         string      `json:"id"`
	Kind       string      `json:"kind" doc:"open: of a cake; direct: of two people."`
	Cake       *RoomCake   `json:"cake,omitempty" doc:"Of an open room."`
	Other      *ChatPerson `json:"other,omitempty" doc:"Of a direct room: who the caller talks to; absent when that person is no more."`
	People     int         `json:"people" minimum:"0" doc:"How many people are in it."`
	Last       *wire.Entry `json:"last,omitempty" doc:"The last message for the caller, without reactions."`
	LastPerson *ChatPerson `json:"lastPerson,omitempty" doc:"Who sent it; absent when that person is no more."`
	Unread     int         `json:"unread" minimum:"0" maximum:"999" doc:"Messages of others that the caller hasn't read; 999 stands for 999 and more."`
	Muted      bool        `json:"muted"`
}

// Room is a room as its page shows it.
type Room struct {
	RoomRow
	Member    bool       `json:"member" doc:"Whether the caller is in it."`
	Read      int64      `json:"read" minimum:"0" doc:"Place up to which the caller has read."`
	From      int64      `json:"from" minimum:"0" doc:"Place up to which nothing is shown to the caller."`
	Head      int64      `json:"head" minimum:"0" doc:"Place of the last entry."`
	Push      string     `json:"push" doc:"Which messages come as push messages."`
	Present   int        `json:"present" minimum:"0" doc:"How many people have it open now."`
	OtherRead *int64     `json:"otherRead,omitempty" minimum:"0" doc:"Of a direct room: place up to which the other has read."`
	OtherLeft bool       `json:"otherLeft,omitempty" doc:"Of a direct room: the other has left it."`
	Blocked   bool       `json:"blocked,omitempty" doc:"Of a direct room: the caller has blocked the other."`
	MovedTo   string     `json:"movedTo,omitempty" doc:"Id of the room in which it goes on, after its cake became part of another."`
	JoinedAt  *time.Time `json:"joinedAt,omitempty"`
}

// RoomList is one page of rooms.
type RoomList struct {
	Items []RoomRow `json:"items" nullable:"false"`
	Next  string    `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// RoomUnread is what isn't read in a room.
type RoomUnread struct {
	ID     string `json:"id"`
	Unread int    `json:"unread" minimum:"1" maximum:"999"`
}

// RoomsUnread is what the caller hasn't read.
type RoomsUnread struct {
	Open   int          `json:"open" minimum:"0" doc:"In open rooms."`
	Direct int          `json:"direct" minimum:"0" doc:"In direct rooms."`
	Rooms  []RoomUnread `json:"rooms" nullable:"false" doc:"Rooms in which there is something unread."`
}

// CakeRoom is the open room of a cake as the cake's page shows it.
type CakeRoom struct {
	Room    *Room        `json:"room,omitempty" doc:"Absent when nobody has joined it yet, and for guests."`
	People  int          `json:"people" minimum:"0" doc:"How many people are in it."`
	Present int          `json:"present" minimum:"0" doc:"How many people have it open now."`
	Last    []wire.Entry `json:"last" nullable:"false" doc:"The last messages, at most 5, in their order; none for guests."`
	Persons []ChatPerson `json:"persons" nullable:"false" doc:"Who sent them. People who are no more are left out."`
}

// Membership is what a member may choose.
type Membership struct {
	Muted *bool   `json:"muted,omitempty" doc:"Adds nothing to the badge, and pushes nothing."`
	Push  *string `json:"push,omitempty" doc:"Which messages come as push messages."`
}

// ReadUpTo is how far somebody has read.
type ReadUpTo struct {
	Seq int64 `json:"seq" minimum:"0" doc:"Place of the last message that was seen."`
}

// ReadMark is how far the caller has read by now.
type ReadMark struct {
	Read   int64 `json:"read" minimum:"0"`
	Unread int   `json:"unread" minimum:"0" maximum:"999"`
}

// Messages are a stretch of the messages of a room.
type Messages struct {
	Items   []wire.Entry `json:"items" nullable:"false" doc:"Messages in their order, as they are now."`
	Quotes  []wire.Entry `json:"quotes" nullable:"false" doc:"Messages that they answer and that aren't among them."`
	Persons []ChatPerson `json:"persons" nullable:"false" doc:"Who sent them and reacted. People who are no more are left out."`
	Before  bool         `json:"before" doc:"Whether there are earlier ones."`
	After   bool         `json:"after" doc:"Whether there are later ones."`
	Head    int64        `json:"head" minimum:"0" doc:"Place of the last entry of the room."`
}

// Entries are what happened behind a place.
type Entries struct {
	Items   []wire.Entry `json:"items" nullable:"false" doc:"Without a hole, from the place after the one asked for."`
	Quotes  []wire.Entry `json:"quotes" nullable:"false" doc:"Messages that they answer and that aren't among them."`
	Persons []ChatPerson `json:"persons" nullable:"false" doc:"Who sent them and reacted. People who are no more are left out."`
	Head    int64        `json:"head" minimum:"0" doc:"Place of the last entry of the room."`
}

// RoomPerson is somebody in a room.
type RoomPerson struct {
	Person   ChatPerson `json:"person"`
	Present  bool       `json:"present" doc:"Has the room open now."`
	JoinedAt time.Time  `json:"joinedAt"`
}

// RoomPeople is one page of the people of a room.
type RoomPeople struct {
	Items  []RoomPerson `json:"items" nullable:"false" doc:"People who are no more are left out, so a page may be short."`
	Next   string       `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
	People int          `json:"people" minimum:"0" doc:"How many there are in all."`
}

// NewPicture names the photo that a picture is made of.
type NewPicture struct {
	PhotoID string `json:"photoId" maxLength:"64" doc:"Id of an own, completed upload."`
}

// BlockedPerson is somebody whom the caller has blocked.
type BlockedPerson struct {
	Person ChatPerson `json:"person"`
	At     time.Time  `json:"at"`
}

// Blocks are the people whom the caller has blocked.
type Blocks struct {
	Items []BlockedPerson `json:"items" nullable:"false"`
}

// RoomActivity is how many messages were written in the room of a cake on a day.
type RoomActivity struct {
	CakeID   string `json:"cakeId"`
	Day      string `json:"day" format:"date" example:"2026-11-26"`
	Messages int    `json:"messages" minimum:"1"`
}

// RoomActivities is one page of what was written.
type RoomActivities struct {
	Items []RoomActivity `json:"items" nullable:"false"`
	Next  string         `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}
