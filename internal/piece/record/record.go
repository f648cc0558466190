// Package record holds the rules of records: the long text and the photos behind a piece.
//
// Invariants: who may see a record, and who may write it, is what the piece says; a record
// is written over the version that its writer has read, and over no other; each of its
// photos is a verified photo of the piece's owner that nothing else uses; a photo that is taken
// out can be put back for a day; a record and its photos end with its piece.
//
// The package may import package piece, craft and platform. It knows no HTTP and no SQL;
// what it needs of pieces and photos it says in ports.go.
package record

import (
	"slices"
	"time"

	"piece/internal/platform/textrule"
)

// What a person may write. The API description, and through it the editor, takes its limits
// from here.
var (
	TextRule    = textrule.Rule{Max: 10_000, Multiline: true}
	CaptionRule = textrule.Rule{Max: 100}
)

// MaxPhotos is the most photos of a record.
const MaxPhotos = 10

// Photo is a photo in its place in a record.
type Photo struct {
	ID      string
	Caption string
}

// Content is what a person writes.
type Content struct {
	Text   string
	Photos []Photo // in the order in which they are shown
}

// Record is what is kept of a piece's record. One that was never written is empty and has
// version 0.
type Record struct {
	Content
	PieceID   string
	Version   int // grows by one whenever it is written
	UpdatedAt time.Time
}

// View is a record with what is to be known of its photos, by their places.
type View struct {
	Record
	Pictures []Picture
}

func (c Content) equal(other Content) bool {
	return c.Text == other.Text && slices.Equal(c.Photos, other.Photos)
}

func (c Content) photoIDs() []string {
	ids := make([]string, len(c.Photos))
	for i, p := range c.Photos {
		ids[i] = p.ID
	}
	return ids
}

func (c Content) has(photoID string) bool {
	return slices.ContainsFunc(c.Photos, func(p Photo) bool { return p.ID == photoID })
}

// without gives the ids of the photos that the other content doesn't have.
func (c Content) without(other Content) []string {
	return slices.DeleteFunc(c.photoIDs(), other.has)
}
