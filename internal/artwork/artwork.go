// Package artwork has the backs of tickets painted: a queue of tries, the painters that
// work it off, and who may see what came out.
//
// A person asks for a try on an own photo; the try is asked, running, done or failed, and
// stays, so that a person can choose among several. A Painter paints it: the local one,
// or any other that answers later.
//
// Invariants: a try is painted by one worker at a time, also on several nodes, and again
// after a crash, MaxAttempts times at most; a worker that lost its try can't finish it;
// people take turns; a picture is stored before its try is done, and thrown away when the
// try is gone. What isn't the person's own is errs.NotFound. The server fetches no
// address that a person gives: a try names a photo by id.
//
// It imports platform packages only.
package artwork

import (
	"math"
	"strconv"
	"time"
)

// Rules of tries. The API description takes its limits from here.
const (
	MaxTries    = 12               // of a photo, failed ones not counted
	DailyQuota  = 100              // tries of a person in a day of Korea
	MaxAttempts = 3                // to paint one try, counting those that a crash cut short
	MaxWait     = 10 * time.Second // that a question may be held until a try changes
	MaxBytes    = 8 << 20          // of a picture
)

// State says how far a try has come.
type State string

// The states.
const (
	Asked   State = "asked"   // waits for its turn
	Running State = "running" // is being painted
	Done    State = "done"    // has a picture
	Failed  State = "failed"  // has none, and a reason
)

// States lists the states in their order.
func States() []State { return []State{Asked, Running, Done, Failed} }

// Kinds of pieces that a painter may be told of.
func Kinds() []string {
	return []string{"movie", "play", "musical", "concert", "exhibition", "etc"}
}

// Genres of pieces that a painter may be told of.
func Genres() []string {
	return []string{
		"horror", "romance", "comedy", "crime", "animation", "action", "fantasy", "drama", "music",
		"war", "history", "sports", "disaster", "documentary", "etc",
	}
}

// Crop is the part of a photo that is the front of the ticket: a rectangle in parts (0 to
// 1) of the upright photo after it was turned.
type Crop struct {
	X, Y, Width, Height float64
	Turn                int // quarter turns clockwise, 0 to 3, before the rectangle is cut
}

// MaxTurn is the most quarter turns of a photo.
const MaxTurn = 3

// Subject is what a picture is painted from.
type Subject struct {
	PhotoID string
	Crop    Crop
	Kind    string // one of Kinds
	Genre   string // one of Genres, or ""
}

// sameParts is how near parts of a photo must be to show the same; a third of a pixel of
// the largest photo.
const sameParts = 1.0 / 8192

func (s Subject) same(o Subject) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) < sameParts }
	return s.PhotoID == o.PhotoID && s.Kind == o.Kind && s.Genre == o.Genre && s.Crop.Turn == o.Crop.Turn &&
		near(s.Crop.X, o.Crop.X) && near(s.Crop.Y, o.Crop.Y) && near(s.Crop.Width, o.Crop.Width) && near(s.Crop.Height, o.Crop.Height)
}

// Artwork is one try at a picture.
type Artwork struct {
	Subject
	ID       string
	OwnerID  string
	Number   int    // which try of its photo it is, from 1
	Seed     uint64 // chance of this try; below 2^62
	Provider string // name of its painter
	State    State
	Progress float64 // 0 to 1
	Attempts int     // how often its painting was begun
	Scene    string  // what was painted, in the painter's words; "" until done
	Failure  FailureCode
	ImageKey string // where the object store has the picture; "" until done
	// DueAt is when an asked try may be begun, LeaseUntil when a running one is given up.
	DueAt, LeaseUntil    time.Time
	CreatedAt, UpdatedAt time.Time
}

// ContentType is the type of every picture.
const ContentType = "image/webp"

// key is where the picture of the present attempt goes. Each attempt has its own, so
// that a worker that was given up can't write over the picture of its successor.
func (a Artwork) key() string {
	return "artwork/" + a.OwnerID + "/" + a.ID + "." + strconv.Itoa(a.Attempts) + ".webp"
}

// settled tells whether nothing changes any more.
func (a Artwork) settled() bool { return a.State == Done || a.State == Failed }

// seoul is where the day of the quota begins and ends.
var seoul = time.FixedZone("KST", 9*60*60)

// quotaDay is the day that a try counts for, and how long it still lasts.
func quotaDay(now time.Time) (day string, left time.Duration) {
	local := now.In(seoul)
	y, m, d := local.Date()
	return local.Format(time.DateOnly), time.Date(y, m, d+1, 0, 0, 0, 0, seoul).Sub(now)
}
