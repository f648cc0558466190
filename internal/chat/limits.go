package chat

import (
	"time"

	"piece/internal/platform/textrule"
)

// What may be typed. The API description, and through it the forms, take their limits from
// here.
var (
	TextRule  = textrule.Rule{Max: 1000, Multiline: true}
	EmojiRule = textrule.Rule{Min: 1, Max: 1}
)

// Limits of messages, lists and rooms.
const (
	MaxPictures     = 10  // of a message
	MaxMentions     = 10  // of a message
	MaxReactions    = 20  // different emoji to a message
	ReactionPeople  = 20  // named at an emoji; the others are counted
	MaxPage         = 100 // entries of a page of history (defect D44)
	MaxRooms        = 300 // of each kind that a person is in
	MaxBlocks       = 500
	MaxUnread       = 999 // counted exactly up to here
	MaxClientID     = 64  // characters of the id of a send
	PicturesPerHour = 200 // of a person, on each node
)

// PictureKept is how long a picture waits for the message that it was uploaded for: as long as a
// message waits on a device that is offline.
const PictureKept = 7 * 24 * time.Hour
