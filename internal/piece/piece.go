// Package piece holds the rules of pieces: what one is made of, who may see it, how it is
// made, listed, drawn, edited, hearted, remembered and deleted.
//
// Invariants: a piece that somebody makes is stored only together with its ticket images; one
// that is imported is stored without, with a cover as its front, and its images are drawn when
// they are first asked for (decision 40); in both cases its images are removed with it, also
// those of a drawing that is under way. What its ticket shows is what it is; the number of a
// piece is unique within its owner and year; the same create sent again makes nothing new, nor
// does the same edit or the same import, and no edit undoes another unseen; who may see a piece
// is decided by CanSee alone.
// The package may import craft and platform. It knows no HTTP and no SQL; what it needs of
// photos, artworks and people it says in ports.go.
package piece

import (
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/platform/errs"
)

// Facts are what a person tells of one attendance.
type Facts struct {
	Kind      Kind
	Title     string
	Day       Day    // the calendar day it was seen, where it was seen
	Time      string // "19:30"; "" when not told
	Cast      string
	Director  string
	Venue     string
	Seat      string
	Price     *int64 // won; nil when not told, which differs from 0
	Genre     Genre  // "" when not told
	Companion string // private
}

// Crop is the part of a photo that becomes the front: a rectangle in parts (0 to 1) of the
// upright photo after it was turned.
type Crop struct {
	X, Y, Width, Height float64
	Turn                int // quarter turns clockwise, 0 to 3, before the rectangle is cut
}

// Draft is everything that a person chooses for a piece.
type Draft struct {
	Facts
	PhotoID    string // the front; "" when it has a cover
	Crop       Crop
	HalfStars  int // 1 to 10
	Review     string
	Visibility Visibility
	Shape      ticket.Shape
	Paper      ticket.Paper
	ArtworkID  string // the picture on the back; "" with a cover, which has a back of its own
	CakeID     string `json:",omitempty"` // the work it belongs to, "" for none
	Cover      int    `json:",omitempty"` // which of the drawn fronts it has instead of a photo, from 1; 0 for none
}

// Piece is one attendance with its ticket.
type Piece struct {
	Draft
	ID        string
	OwnerID   string
	Number    int    // which piece of its owner's year it is, from 1
	Color     string // dominant colour of the front, "#rrggbb", shown until the ticket is there
	Language  string // "ko" or "en": how the ticket writes its date
	Revision  int    // grows whenever the ticket is drawn again
	Undrawn   bool   // whether its ticket images wait for somebody to ask for them
	Version   int    // grows whenever anything changes that an edit may change, from 1
	Hidden    Hiding // from everybody but its owner, by an admin
	Remind    bool   // whether the owner wants to be reminded of it on its anniversaries
	CreatedAt time.Time
	UpdatedAt time.Time
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

// View is a piece as one person sees it.
type View struct {
	Piece
	Owner   Profile
	Mine    bool    // the viewer's own; others get the zero value in private fields
	Viewing int     // which viewing of its cake it is among the owner's pieces that the viewer may see, from 1; 0 without a cake
	Hearts  int     // how many people hearted it
	Hearted bool    // by the viewer
	Found   []Found // where a search hit; nil in other lists
}
