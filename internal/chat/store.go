package chat

import (
	"context"
	"time"

	"piece/internal/platform/page"
)

// Store keeps rooms, who is in them, and whom people have blocked; everything but what is said.
// Each method is atomic; errors are those of package errs and of this one.
type Store interface {
	// OpenRoom gives the open room of a cake and makes it first when there is none; 20 at once
	// make one (defect D42). made tells whether it did. The cake leads on by the merges noted here.
	OpenRoom(ctx context.Context, fresh Room) (r Room, made bool, err error)
	// RoomOfCake finds the open room of a cake, or of the one that it leads to by the merges noted
	// here; errs.NotFound when there is none yet.
	RoomOfCake(ctx context.Context, cakeID string) (Room, error)
	// DirectRoom gives the direct room of a pair, made with both as members when there is none:
	// then it is ErrTooManyRooms if starter, one of the two, is in MaxRooms direct ones already.
	DirectRoom(ctx context.Context, fresh Room, starter string) (r Room, made bool, err error)
	// Room finds a room; errs.NotFound when there is none.
	Room(ctx context.Context, id string) (Room, error)
	// Some finds those of the rooms that there are, by id.
	Some(ctx context.Context, ids []string) (map[string]Room, error)

	// Join makes a person a member as m says, unless the person is one already; fresh tells
	// which. Somebody who had left a direct room is a member again from where they left: From and
	// Read stay as they are. errs.NotFound when there is no room, ErrMoved when it goes on in
	// another one; ErrTooManyRooms beyond MaxRooms of its kind.
	Join(ctx context.Context, m Member) (now Member, fresh bool, err error)
	// Leave ends a membership at a place of the log. The member of an open room is forgotten;
	// that of a direct room stays with LeftAt, From and Read set. left tells whether the person
	// was in it; leaving twice is fine (D41).
	Leave(ctx context.Context, roomID, person string, at time.Time, head int64) (left bool, err error)
	// Member gives a person's place in a room, also of one who left a direct room;
	// errs.NotFound when there is none.
	Member(ctx context.Context, roomID, person string) (Member, error)
	// Memberships gives the rooms that a person is in, with their places: open ones, then direct
	// ones, each joined last is first, at most MaxRooms of each. Rooms that go on in another one are
	// left out: their people are in that one.
	Memberships(ctx context.Context, person string) ([]Membership, error)
	// Members gives a page of the people who are in a room, who joined first is first.
	Members(ctx context.Context, roomID string, r page.Request) (page.Page[Member], error)
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

	// IntendPicture notes that the files of a picture are about to be stored: they go again unless
	// PutPicture follows within objectbin.StoreWithin.
	IntendPicture(ctx context.Context, p StoredPicture) error
	// PutPicture stores what is known of a picture that was uploaded for a room, whose files are
	// stored by now. The same photo again gives the picture that there is; the files of the other
	// go. errs.NotFound when there is no room, errs.Unavailable when storing took too long.
	PutPicture(ctx context.Context, p StoredPicture) (StoredPicture, error)
	// Pictures gives those of the pictures that the person uploaded for the room, by id.
	Pictures(ctx context.Context, roomID, person string, ids []string) (map[string]StoredPicture, error)
	// PictureOfPhoto finds the picture that the person made of a photo in a room; errs.NotFound
	// when there is none.
	PictureOfPhoto(ctx context.Context, roomID, person, photoID string) (StoredPicture, error)
	// Picture finds a picture of a room; errs.NotFound when there is none.
	Picture(ctx context.Context, roomID, id string) (StoredPicture, error)
	// UsePictures notes that a message has them, so that they stay. Before it is stored, so that
	// no message is without its pictures. errs.NotFound when one of them isn't there.
	UsePictures(ctx context.Context, roomID string, ids []string, at time.Time) error
	// MaskPictures hides pictures of a room from everybody, or shows them again.
	MaskPictures(ctx context.Context, roomID string, ids []string, masked bool) error
	// DropPictures removes pictures with all their files; those that are gone already are fine.
	DropPictures(ctx context.Context, roomID string, ids []string) error
	// DropUnused removes up to limit pictures that were made before the instant and that no message
	// was sent with, and tells how many.
	DropUnused(ctx context.Context, before time.Time, limit int) (int, error)

	// Places gives up to limit rooms in which a person has a place, those included that they left.
	Places(ctx context.Context, person string, limit int) ([]Membership, error)
	// RoomIDs gives up to limit rooms behind one, in the order of their ids.
	RoomIDs(ctx context.Context, after string, limit int) ([]string, error)
	// Alias gives who a person who is gone is from now on in a room: fresh, unless there is an alias
	// already.
	Alias(ctx context.Context, roomID, person, fresh string) (string, error)
	// Part puts an alias in the place of a person of a direct room, who is no member any more.
	Part(ctx context.Context, roomID, person, alias string) error
	// DropRoom removes a room with its members and pictures. None is fine.
	DropRoom(ctx context.Context, roomID string) error
	// DropPicturesOf removes up to limit pictures that a person uploaded for rooms, and tells how
	// many there were.
	DropPicturesOf(ctx context.Context, person string, rooms []string, limit int) (int, error)
	// Forget removes what is kept of a person beside rooms: who they blocked, and who blocked them.
	Forget(ctx context.Context, person string) error
	// ForgetAliases forgets who a person is in rooms.
	ForgetAliases(ctx context.Context, person string) error

	// Merge makes the open room of one cake that of another, or, where both have one, leads the
	// first room to the other: it gets MovedTo, and its people, with what they have chosen, are
	// members of the other as well, with everything there read. What was led to the first leads
	// straight to the other. head is how far the log of the other is. It notes that the merge was
	// followed; following it again changes nothing. moved is the room that was led away; its ID is
	// "" when none was.
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
	Masked  bool      // an admin hides its message
}

// CakeMerge says that a cake became part of another.
type CakeMerge struct {
	Seq      int64
	From, To string
}
