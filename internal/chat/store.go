package chat

import (
	"context"
	"time"
)

// Store keeps rooms, who is in them, and whom people have blocked; everything but what is said.
// Each method is atomic; errors are those of package errs and of this one.
type Store interface {
	// OpenRoom gives the open room of a cake and makes it first when there is none; 20 at once
	// make one (defect D42). made tells whether it did. cake is the id that merges lead to.
	OpenRoom(ctx context.Context, fresh Room) (r Room, made bool, err error)
	// RoomOfCake finds the open room of a cake; errs.NotFound when there is none yet.
	RoomOfCake(ctx context.Context, cakeID string) (Room, error)
	// DirectRoom gives the direct room of a pair, made with both as members when there is none.
	DirectRoom(ctx context.Context, fresh Room) (r Room, made bool, err error)
	// Room finds a room; errs.NotFound when there is none.
	Room(ctx context.Context, id string) (Room, error)
	// Some finds those of the rooms that there are, by id.
	Some(ctx context.Context, ids []string) (map[string]Room, error)

	// Join makes a person a member as m says, unless the person is one already; fresh tells
	// which. Somebody who had left a direct room is a member again from where they left: From and
	// Read stay as they are. errs.NotFound when there is no room; ErrTooManyRooms beyond MaxRooms.
	Join(ctx context.Context, m Member) (now Member, fresh bool, err error)
	// Leave ends a membership at a place of the log. The member of an open room is forgotten;
	// that of a direct room stays with LeftAt, From and Read set. left tells whether the person
	// was in it; leaving twice is fine (D41).
	Leave(ctx context.Context, roomID, person string, at time.Time, head int64) (left bool, err error)
	// Member gives a person's place in a room, also of one who left a direct room;
	// errs.NotFound when there is none.
	Member(ctx context.Context, roomID, person string) (Member, error)
	// Memberships gives the rooms that a person is in, at most MaxRooms, with their places.
	Memberships(ctx context.Context, person string) ([]Membership, error)
	// Members gives a page of the people who are in a room, who joined first is first. after is
	// the id of the last one seen, "" at the start.
	Members(ctx context.Context, roomID, after string, limit int) ([]Member, error)
	// Among gives those of the people who are in a room, by id.
	Among(ctx context.Context, roomID string, people []string) (map[string]Member, error)
	// Loud gives the members of a room who want every message of it pushed (PushAll) and haven't
	// muted it, at most limit, by an index that fits.
	Loud(ctx context.Context, roomID string, limit int) ([]string, error)
	// Count tells how many people are in rooms, by id.
	Count(ctx context.Context, ids []string) (map[string]int, error)
	// Read moves a person's mark on to a place, never back, and gives the place it is at then.
	// errs.NotFound when the person isn't in the room.
	Read(ctx context.Context, roomID, person string, seq int64) (int64, error)
	// Adjust changes what a member has chosen; nil leaves as is. errs.NotFound when the person
	// isn't in the room.
	Adjust(ctx context.Context, roomID, person string, c Choices) (Member, error)

	// Block and Unblock put a person on somebody's list and take them off, and tell whether that
	// changed anything. ErrTooManyBlocks beyond MaxBlocks.
	Block(ctx context.Context, blocker, blocked string, at time.Time) (bool, error)
	Unblock(ctx context.Context, blocker, blocked string) (bool, error)
	// Blocks gives everybody whom a person has blocked, the last one first.
	Blocks(ctx context.Context, blocker string) ([]Blocked, error)
	// HasBlocked tells whether blocker has blocked the person.
	HasBlocked(ctx context.Context, blocker, person string) (bool, error)
	// Blockers gives those of the people who have blocked the person.
	Blockers(ctx context.Context, person string, of []string) (map[string]bool, error)

	// IntendPicture announces the files (Keys) of a picture that is about to be kept. They are
	// deleted after a while, unless PutPicture keeps them.
	IntendPicture(ctx context.Context, p StoredPicture) error
	// PutPicture stores what is known of a picture whose files were announced and put, and keeps
	// them. The same photo of the same owner in the same room again gives the picture that there
	// is; then the new files go.
	PutPicture(ctx context.Context, p StoredPicture) (StoredPicture, error)
	// Pictures gives those of the pictures that the person uploaded for the room, by id.
	Pictures(ctx context.Context, roomID, person string, ids []string) (map[string]StoredPicture, error)
	// PictureOfPhoto finds the picture that the person made of a photo in a room; errs.NotFound
	// when there is none.
	PictureOfPhoto(ctx context.Context, roomID, person, photoID string) (StoredPicture, error)
	// Picture finds a picture of a room; errs.NotFound when there is none.
	Picture(ctx context.Context, roomID, id string) (StoredPicture, error)
	// UsePictures notes that a message has them, so that they stay. Before it is stored, so that
	// no message is without its pictures.
	UsePictures(ctx context.Context, roomID string, ids []string, at time.Time) error
	// DropPictures removes pictures with all their files.
	DropPictures(ctx context.Context, roomID string, ids []string) error
	// Unused gives pictures that no message was sent with, made before the instant.
	Unused(ctx context.Context, before time.Time, limit int) ([]StoredPicture, error)

	// Merge makes the open room of one cake that of another, or, where both have one, leads the
	// first room to the other: it gets MovedTo, and its people, with what they have chosen, are
	// members of the other as well, with everything there read. head is how far the log of the
	// other is. It notes that the merge was followed. moved is the room that was led away; its ID
	// is "" when none was.
	Merge(ctx context.Context, m CakeMerge, head func(roomID string) (int64, error)) (moved Room, err error)
	// MergedUpTo is the number of the last merge that was followed.
	MergedUpTo(ctx context.Context) (int64, error)
}

// Membership is a room together with the person's place in it.
type Membership struct {
	Room   Room
	Member Member
}

// Choices are what a member may choose for a room; nil leaves as is.
type Choices struct {
	Muted *bool
	Push  *Push
}

// Blocked is somebody on a list of blocked people.
type Blocked struct {
	PersonID string
	At       time.Time
}

// StoredPicture is a picture with where it belongs.
type StoredPicture struct {
	Picture
	RoomID  string
	OwnerID string
	PhotoID string // the photo that it was made from
	MadeAt  time.Time
	UsedAt  time.Time // when a message was sent with it; zero until then
}

// CakeMerge says that a cake became part of another.
type CakeMerge struct {
	Seq      int64
	From, To string
}
