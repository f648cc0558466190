// Package gallery keeps the pictures of cakes: a poster for every cake, and portraits of the
// people in them.
//
// A poster is the one of its source, a person's own photo, or, where there is neither, one
// that is drawn from the facts of the cake. What sources have is fetched in the background,
// from what they told: nobody's request ever fetches anything (defects D27, D32).
//
// Invariants: an existing cake always answers a picture; every picture that is served was
// encoded here (defect D30); a picture that can't be had changes nothing that people see
// (defect D31); every object is either named by a row or waits in the object bin; the
// revision of a poster grows with every other picture.
//
// The package imports package cake, craft and platform. It knows no HTTP and no SQL.
package gallery

import (
	"time"

	"piece/internal/cake"
)

// The files of a poster, as their addresses name them.
const (
	SmallFile   = "small.webp"  // for lists
	LargeFile   = "large.webp"  // for pages, and to make a piece of
	PreviewFile = "preview.jpg" // for previews of links, which not all know WebP
)

// The most pixels of the files. A smaller picture isn't made larger.
const (
	SmallWidth = 480
	LargeWidth = 1000 // also of the preview
	maxShape   = 2    // height by width; of a longer picture the middle is shown

	PortraitSide = 240
)

// Files lists the files of a poster with their types.
func Files() map[string]string {
	return map[string]string{SmallFile: "image/webp", LargeFile: "image/webp", PreviewFile: "image/jpeg"}
}

// Origin says where a poster is from. Of two, the one with the higher rank is shown.
type Origin string

// The origins.
const (
	Drawn  Origin = "drawn"  // by us, from the facts
	Source Origin = "source" // fetched from the source of the cake
	Hand   Origin = "hand"   // a person's own photo
)

func (o Origin) rank() int {
	switch o {
	case Hand:
		return 3
	case Source:
		return 2
	case Drawn:
		return 1
	}
	return 0
}

// Kept is a poster that is stored.
type Kept struct {
	SetID   string // names its objects; never used twice
	Origin  Origin
	Facts   string    // digest of what it was drawn from; "" unless drawn
	FactsAt time.Time // when the cake was last changed before
}

// Replaces tells whether a poster may take the place of another. A picture of ours goes when
// the facts have changed; anybody else's stays until there is another of the same or a
// higher rank.
func (k Kept) Replaces(old Kept) bool {
	if k.Origin == Drawn && old.Origin == Drawn {
		return k.Facts != old.Facts
	}
	return k.Origin.rank() >= old.Origin.rank()
}

// Subject is a cake as far as its poster tells of it.
type Subject struct {
	CakeID    string // that of the cake it leads to, when it was merged
	Origin    cake.Origin
	Work      cake.Work // without what no poster tells
	Revision  int
	Hidden    bool // by an admin: its poster isn't shown either
	Kept      Kept // zero when none is kept
	UpdatedAt time.Time
}

// stale tells whether a drawn poster may tell other facts than the cake.
func (s *Subject) stale() bool { return s.Kept.stale(s.UpdatedAt) }

func (k Kept) stale(changed time.Time) bool {
	return k.Origin == Drawn && !k.FactsAt.Equal(changed)
}

// key is where the object store has a file of a poster. It holds the set, which is never
// used again: an object is never overwritten by another picture. A poster may go from one cake
// to another, so it doesn't hold the cake.
func key(setID, file string) string { return "cakes/posters/" + setID + "/" + file }

// Keys are those of the objects of a poster.
func Keys(setID string) []string {
	return []string{key(setID, SmallFile), key(setID, LargeFile), key(setID, PreviewFile)}
}

// PortraitKey is where the object store has a portrait.
func PortraitKey(setID string) string { return "cakes/portraits/" + setID + ".webp" }
