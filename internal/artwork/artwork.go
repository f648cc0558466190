// Package artwork has the backs of tickets painted: a queue of tries, the painters that
// work it off, and who may see what came out.
//
// A person asks for a try on an own photo; the try is asked, running, done, failed or
// canceled, and stays, so that a person can choose among several. A Painter paints it: the
// local one, which is always there, or a generative model, which costs money and time.
//
// Invariants: a try is painted by one worker at a time, also on several nodes, and again
// after a crash, MaxAttempts times at most; a worker that lost its try can't finish it;
// people take turns, among the tries of either painter; a picture is stored before its try is
// done, and thrown away when the try is gone; nobody waits for a model whose picture is in the
// store already (defect D28). What isn't the person's own is errs.NotFound. The server fetches
// no address that a person gives: a try names a photo by id.
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
	MaxTries    = 24               // of a photo, failed and canceled ones not counted
	DailyQuota  = 100              // tries of a person in a day of Korea
	MaxAttempts = 3                // to paint one try, counting those that a crash cut short
	MaxWait     = 10 * time.Second // that a question may be held until a try changes
	MaxBytes    = 8 << 20          // of a picture
	MaxSketch   = 24 << 10         // bytes of a picture in the making
)

// State says how far a try has come.
type State string

// The states.
const (
	Asked    State = "asked"    // waits for its turn
	Running  State = "running"  // is being painted
	Done     State = "done"     // has a picture
	Failed   State = "failed"   // has none, and a reason
	Canceled State = "canceled" // was called off
)

// States lists the states in their order.
func States() []State { return []State{Asked, Running, Done, Failed, Canceled} }

// Provider says where a picture comes from.
type Provider string

// The providers.
const (
	Local   Provider = "local"   // painted by the program itself
	AI      Provider = "ai"      // painted by a generative model
	Adopted Provider = "adopted" // brought along by the person
)

// Providers lists those that a person may ask.
func Providers() []Provider { return []Provider{Local, AI} }

// Oil is the style of orders that name none.
const Oil = "oil"

// Styles lists the ways to paint, in the order in which people are offered them.
func Styles() []string {
	return []string{Oil, "watercolour", "ink", "nightcity", "papercut", "riso"}
}

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
	Style   string // one of Styles
}

// sameParts is how near parts of a photo must be to show the same; a third of a pixel of
// the largest photo.
const sameParts = 1.0 / 8192

func (s Subject) same(o Subject) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) < sameParts }
	return s.PhotoID == o.PhotoID && s.Kind == o.Kind && s.Genre == o.Genre && s.Style == o.Style && s.Crop.Turn == o.Crop.Turn &&
		near(s.Crop.X, o.Crop.X) && near(s.Crop.Y, o.Crop.Y) && near(s.Crop.Width, o.Crop.Width) && near(s.Crop.Height, o.Crop.Height)
}

// Artwork is one try at a picture.
type Artwork struct {
	Subject
	ID      string
	OwnerID string
	Number  int // which try of its photo it is, from 1
	// Seed is the chance of this try; below 2^62. That of a model's try is its number among
	// those of the same subject, so that the same front is the same order for everybody.
	Seed     uint64
	Provider Provider
	State    State
	Progress float64 // 0 to 1
	Sketch   []byte  // what a running one looks like so far, a small WebP; nil before it looks like anything
	Attempts int     // how often its painting was begun
	Scene    string  // what was painted, in the painter's words; "" until done
	Model    string  // which model painted it; "" for none
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
func (a Artwork) settled() bool { return a.State != Asked && a.State != Running }

// void tells whether it came to nothing, so that another may be asked for in its place.
func (a Artwork) void() bool { return a.State == Failed || a.State == Canceled }

// seoul is where the day of the quota begins and ends.
var seoul = time.FixedZone("KST", 9*60*60)

// quotaDay is the day that a try counts for, and how long it still lasts.
func quotaDay(now time.Time) (day string, left time.Duration) {
	local := now.In(seoul)
	y, m, d := local.Date()
	return local.Format(time.DateOnly), time.Date(y, m, d+1, 0, 0, 0, 0, seoul).Sub(now)
}
