// Package exports hands people everything they have, as a ZIP in the form of package archive. A
// person starts an export, a worker makes it, and for a week the person may load it down.
//
// An export has two parts. First it gathers what other services know: while the person's token
// lives, by the node that was asked, into an object of its own. Then any node writes the ZIP
// straight into the object store, beginning anew when that was interrupted.
//
// Invariants: a person has one export under way at a time, and one file; it is made by one worker
// at a time, which holds a lease; only its owner sees it, and a file that was thrown away is gone
// for good; what couldn't be had is said in the ZIP and to the person; nothing of the size of
// somebody's pictures is ever in memory.
//
// It imports package archive, craft and platform; never HTTP or SQL.
package exports

import (
	"time"

	"piece/internal/archive"
	"piece/internal/platform/id"
)

// Rules of exports.
const (
	Kept       = 7 * 24 * time.Hour // a file
	PerDay     = 5                  // exports that a person may begin in 24 hours
	FailedKept = 7 * 24 * time.Hour // what is known of one that failed
)

// State says how far an export is.
type State string

// The states.
const (
	Gathering State = "gathering" // the node that was asked gathers what other services know
	Waiting   State = "waiting"   // for a worker
	Running   State = "running"
	Ready     State = "ready"
	Failed    State = "failed"
	Removed   State = "removed" // thrown away; kept a day because it counts
)

// Step is what is being done.
type Step string

// The steps, in their order.
const (
	StepGather Step = "gather" // of the parts that other services have
	StepPieces Step = "pieces" // with their pictures
	StepFinish Step = "finish"
)

// Steps lists all.
func Steps() []Step { return []Step{StepGather, StepPieces, StepFinish} }

// Progress is how far a step is.
type Progress struct {
	Step  Step
	Done  int
	Total int // 0 when not known yet
}

// Note says that a part isn't whole.
type Note struct {
	Part  archive.PartName `json:"part"`
	State archive.State    `json:"state"`
	Why   archive.Why      `json:"why"`
}

// Export is a request of a person to have everything.
type Export struct {
	ID       string
	OwnerID  string
	Language string // "ko" or "en"
	State    State
	Progress Progress
	Attempts int
	Failure  FailureCode
	Notes    []Note // in the ZIP's manifest too
	Pieces   int    // in the ZIP; known when ready
	Size     int64  // bytes of the ZIP

	GatheredKey string // object with what other services know; "" when there is none
	FileKey     string // object with the ZIP

	CreatedAt  time.Time
	UpdatedAt  time.Time
	DueAt      time.Time // not before
	LeaseUntil time.Time
	ReadyAt    time.Time
	EndsAt     time.Time // when the file is thrown away
}

// Active tells whether the export is still being made.
func (e *Export) Active() bool {
	return e.State == Gathering || e.State == Waiting || e.State == Running
}

// newKey names an object of the export: each is written once, and its name tells nothing of whose it
// is.
func (s *Service) newKey(e Export) string { return "exports/" + e.ID + "/" + id.New(s.Clock) + ".zip" }

// FileName is what the file is called when it is saved.
func (e *Export) FileName() string {
	day := e.ReadyAt.In(korea).Format(time.DateOnly)
	if e.Language == "en" {
		return "PIECE my pieces " + day + ".zip"
	}
	return "PIECE 나의 조각 " + day + ".zip"
}

var korea = time.FixedZone("KST", 9*60*60)
