// Package media takes photos from people and keeps them clean.
//
// A person is granted the upload of one object, sends the bytes straight to the object
// store, and asks to have it checked: the photo is decoded, turned upright, stripped of
// everything but its pixels and encoded anew under a key of its own. Only that one is
// ever served or used; what was sent is thrown away.
//
// Invariants: everything is asked for by (owner, id), and what is somebody else's, not
// verified or dropped is errs.NotFound, the same as what never was; a photo in use can't
// be dropped; every object is either named by a row or waits in the object bin. The
// server fetches no address that a person gives, so there is no way to give one.
//
// Memory is bounded: no more than MaxParallel photos are decoded at a time.
//
// It imports craft/picture and platform packages only.
package media

import "time"

// Rules of uploads. The API description takes its limits from here.
const (
	MaxBytes       = 25 << 20         // of an uploaded file
	MaxSide        = 2400             // pixels of the longer side of a kept photo
	SmallSide      = 640              // pixels of the longer side of its small one
	GrantTTL       = 10 * time.Minute // between the grant and the end of the upload
	UploadsPerHour = 60               // grants and posters a person gets in an hour, on each node
	MaxParallel    = 2                // photos decoded at the same time, on each node
)

// How long things are kept that nobody uses.
const (
	UploadKept = 24 * time.Hour     // an upload that was never completed
	PhotoKept  = 7 * 24 * time.Hour // a photo that no piece was made of; drafts live that long
	claimTrial = time.Hour          // a claim is believed that long, while its piece is being stored
	claimTerm  = 24 * time.Hour     // then it is asked again whether it holds
	rawGrace   = 10 * time.Minute   // an upload may end this much later than its grant
)

// ContentType is the type of every photo that is kept.
const ContentType = "image/jpeg"

// State says how far an upload has come.
type State string

// The states.
const (
	Granted  State = "granted"  // may be uploaded, may be there, nobody has looked
	Verified State = "verified" // a photo
	Dropped  State = "dropped"  // gone for everybody; what belonged to it is being removed
)

// Photo is a verified photo.
type Photo struct {
	ID            string
	OwnerID       string
	Width, Height int    // pixels, upright
	Color         string // mean colour, "#rrggbb", to show while the photo loads
}

// Record is a photo from its grant to its end, as it is stored.
type Record struct {
	Photo       // Width, Height and Color are set from Verified on
	State       State
	GrantedType string
	GrantedSize int64 // bytes
	GrantEnds   time.Time
	CreatedAt   time.Time
	ClaimedAt   time.Time // when a piece last claimed it, or was found to use it; zero while none does
}

// RawKey is where the object store has the bytes as they were sent.
func (p Photo) RawKey() string { return "upload/" + p.OwnerID + "/" + p.ID }

// Key is where the object store has the photo.
func (p Photo) Key() string { return "media/" + p.OwnerID + "/" + p.ID + ".jpg" }

// SmallKey is where the object store has the photo in small.
func (p Photo) SmallKey() string { return "media/" + p.OwnerID + "/" + p.ID + "-small.jpg" }

// Keys are those of the objects that a verified photo has.
func (p Photo) Keys() []string { return []string{p.Key(), p.SmallKey()} }

// RawUntil is when nobody can send the raw bytes any more, so that deleting them is final.
func (r Record) RawUntil() time.Time { return r.GrantEnds.Add(rawGrace) }
