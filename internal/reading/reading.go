// Package reading has tickets read: a picture of a paper ticket or of a booking becomes suggestions
// for the facts of a piece, each with how sure it is. A generative model reads; what it is told
// stands in prompt.go, what of its answer is believed in answer.go.
//
// A reading is asked, running, done or failed. It is kept for a day and then forgotten, and goes
// with its photo. A model is asked once for one reading: Reader sends a request of the same Ref at
// most once, so that a reading that was cut short is told as failed and never paid twice.
//
// Invariants: a photo has one reading; a reading is worked on by one worker at a time, also on
// several nodes; what isn't the person's own is errs.NotFound; the picture leaves reduced and without
// metadata; a suggestion keeps the rules of a piece, and nothing is suggested that isn't understood.
//
// It imports craft and platform packages only.
package reading

import (
	"time"

	"piece/internal/platform/textrule"
)

// Rules of readings. The API description takes its limits from here.
const (
	MaxUnsettled = 5                // readings of a person that are asked or running
	MaxAttempts  = 4                // to reach the model, counting those that a crash cut short
	MaxWait      = 10 * time.Second // that a question may be held until a reading is settled
	Kept         = 24 * time.Hour   // how long a result can be fetched
	MaxSide      = 1600             // pixels of the longer side of the picture that is sent
	ClearFrom    = 0.8              // a confidence from which on a suggestion is clear
	MaxLabel     = 80               // visible characters of what is printed
)

// The rules of a piece that suggestions keep.
var (
	TitleRule    = textrule.Rule{Min: 1, Max: 100}
	VenueRule    = textrule.Rule{Max: 100}
	SeatRule     = textrule.Rule{Max: 60}
	CastRule     = textrule.Rule{Max: 200}
	DirectorRule = textrule.Rule{Max: 100}
)

// Ranges of a piece that suggestions keep.
const (
	MaxPrice = 100_000_000 // won
	FirstDay = "1900-01-01"
	LastDay  = "2100-12-31"
)

// Kinds of pieces.
func Kinds() []string {
	return []string{"movie", "play", "musical", "concert", "exhibition", "etc"}
}

// State says how far a reading has come.
type State string

// The states.
const (
	Asked   State = "asked"   // waits for its turn
	Running State = "running" // is being read
	Done    State = "done"    // has its suggestions, maybe none
	Failed  State = "failed"  // has a reason
)

// States lists the states in their order.
func States() []State { return []State{Asked, Running, Done, Failed} }

// Field is a fact of a piece that a ticket may tell.
type Field string

// The fields.
const (
	Kind     Field = "kind"
	Title    Field = "title"
	Date     Field = "date"
	Time     Field = "time"
	Venue    Field = "venue"
	Seat     Field = "seat"
	Cast     Field = "cast"
	Director Field = "director"
	Price    Field = "price"
)

// FieldList lists the fields in the order in which they are suggested.
func FieldList() []Field {
	return []Field{Kind, Title, Date, Time, Venue, Seat, Cast, Director, Price}
}

// Suggestion is one fact that the ticket seems to tell.
type Suggestion struct {
	Field      Field   `json:"field"`
	Value      string  `json:"value"`           // in the form of the piece: 2026-08-03, 19:30, digits of won
	Label      string  `json:"label,omitempty"` // what is printed, where the value doesn't show it; "" otherwise
	Confidence float64 `json:"confidence"`      // 0 to 1
}

// Clear tells whether the suggestion may be taken with others at once.
func (s Suggestion) Clear() bool { return s.Confidence >= ClearFrom }

// Reading is one picture that is read.
type Reading struct {
	ID       string
	OwnerID  string
	PhotoID  string
	State    State
	Attempts int // how often it was begun
	Failure  FailureCode
	Found    []Suggestion // in the order of FieldList
	// DueAt is when an asked reading may be begun, LeaseUntil when a running one is given up.
	DueAt, LeaseUntil    time.Time
	CreatedAt, UpdatedAt time.Time
}

// settled tells whether nothing changes any more.
func (r Reading) settled() bool { return r.State == Done || r.State == Failed }
