package chat

import (
	"context"

	"piece/internal/platform/errs"
)

// Live tells devices what happened, at once and without promise: whoever missed something finds
// it in the log. Methods don't wait for devices.
type Live interface {
	// Publish hands on an entry that was stored. For each room, calls come in the order of
	// places, but for those of other processes.
	Publish(r Room, e Entry)
	// Tell tells the devices of a person something that is not in a log.
	Tell(person string, n Note)
	// Typing tells the others of a room that somebody writes.
	Typing(r Room, person string)
	// Read tells the other of a direct room up to where somebody has read.
	Read(r Room, person string, seq int64)
	// Joined and Left let the devices of a person follow a room, or no longer.
	Joined(person string, r Room)
	Left(person string, r Room)
	// Present counts the people who have a room open now, by room.
	Present(ctx context.Context, rooms []string) (map[string]int, error)
	// Looking tells which of the people have the room open on a device now.
	Looking(ctx context.Context, r Room, people []string) (map[string]bool, error)
}

// NoteKind says what a note is about.
type NoteKind string

// The notes.
const (
	NoteMessage NoteKind = "message" // a message came into a direct room; Room, Seq and Entry
	NoteRead    NoteKind = "read"    // read on another device; Room and Seq
	NoteRoom    NoteKind = "room"    // joined, left, or chosen something; of a direct room also that the other did; Room
	NoteBlocks  NoteKind = "blocks"  // the list of blocked people changed
)

// Note is something for the devices of one person. Which fields count depends on the kind.
type Note struct {
	Kind  NoteKind
	Room  string
	Seq   int64
	Entry *Entry // of NoteMessage
}

// Profiles tell who people are.
type Profiles interface {
	// Profiles gives those of the people that exist, by id.
	Profiles(ctx context.Context, ids []string) (map[string]Profile, error)
}

// Profile is what everybody may know of a person.
type Profile struct {
	ID       string
	Nickname string
	Picture  string // address of the small picture; "" without one
	Title    Title  // that is worn beside the nickname; the zero value for none
}

// Title is a title that somebody has earned.
type Title struct {
	ID   string
	Name errs.Text
}

// Cakes tell what open rooms are about.
type Cakes interface {
	// Leads gives the cake that an id leads to after merges; errs.NotFound when it is none.
	Leads(ctx context.Context, id string) (string, error)
	// Cakes gives those of the cakes that there are, by the id asked for.
	Cakes(ctx context.Context, ids []string) (map[string]Cake, error)
	// Merges gives merges after the one with the number, in their order.
	Merges(ctx context.Context, after int64, limit int) ([]CakeMerge, error)
}

// Cake is what is shown of a cake at its room.
type Cake struct {
	ID     string
	Kind   string
	Title  string
	Poster string // address of the small poster
	Color  string // main colour of the poster; "" when unknown
}

// Photos are the uploaded pictures. Implementations answer for the owner only.
type Photos interface {
	// Image gives the upright, stripped JPEG of a verified photo; errs.NotFound when it isn't
	// there, isn't verified or is somebody else's.
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Pusher sends push messages to the devices of people, later and without promise.
type Pusher interface {
	Push(m PushMessage)
}

// PushMessage is a message on its way to devices that don't look.
type PushMessage struct {
	People []string
	Room   Room
	Entry  Entry
}
