// Package moderation keeps order: people report what shouldn't be there, and admins look at it.
//
// Reports of one thing are one case, which is closed as a whole. What admins do is written down
// before it is done, here and in the domains that hide and suspend (see platform/audit); lines are
// only added.
//
// Invariants: nobody has two open reports of one thing (defect D49); what was reported is read
// by this site itself, as the reporter saw it at that moment, and never taken from what the
// reporter says, so a report of what somebody can't see is one of nothing; only admins see
// reports, and nobody learns of being reported.
//
// It imports platform packages only; never HTTP or SQL.
package moderation

import (
	"strconv"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/textrule"
)

// Kind is the kind of what is reported.
type Kind string

// The kinds.
const (
	Piece   Kind = "piece"
	Person  Kind = "person"
	Message Kind = "message"
	Cake    Kind = "cake"
)

// Kinds are all of them.
func Kinds() []Kind { return []Kind{Piece, Person, Message, Cake} }

// Reason is why something is reported.
type Reason string

// Reasons are all of them, in the order in which they are offered.
func Reasons() []Reason { return []Reason{"spam", "sexual", "hateful", "illegal", "other"} }

// TextRule is what a reporter may add.
var TextRule = textrule.Rule{Max: 500, Multiline: true}

// NoteRule is what an admin may say when closing reports.
var NoteRule = textrule.Rule{Max: 500, Multiline: true}

// ReportsPerHour is how many new reports a person may make, on each node.
const ReportsPerHour = 30

// Target is what is reported.
type Target struct {
	Kind Kind
	ID   string // of a piece, a person or a cake
	Room string // of a message
	Seq  int64  // of a message: its place in the room
}

// Name is the same for the same thing, and for that only.
func (t Target) Name() string {
	if t.Kind == Message {
		return string(t.Kind) + " " + t.Room + " " + strconv.FormatInt(t.Seq, 10)
	}
	return string(t.Kind) + " " + t.ID
}

// Seen is what the reporter saw, as it was then. What doesn't fit a kind is empty.
type Seen struct {
	PersonID string    // who made it
	Title    string    // of a piece or cake; the nickname of a person
	Text     string    // of a message; the review of a piece
	Pictures int       // of a message: how many there were beside the text
	At       time.Time // when a message was written
	Around   []Said    // messages before and after a message, in their order
}

// Said is a message near one that was reported.
type Said struct {
	Seq      int64
	PersonID string
	Text     string
	Pictures int
	At       time.Time
}

// MostAround is how many messages near a reported one are kept.
const MostAround = 8

// State is what has become of a report.
type State string

// The states.
const (
	Open   State = "open"
	Closed State = "closed"
)

// States are all of them.
func States() []State { return []State{Open, Closed} }

// Report says that something shouldn't be there.
type Report struct {
	ID         string
	ReporterID string
	Target     Target
	Reason     Reason
	Text       string
	Seen       Seen
	State      State
	CreatedAt  time.Time
	ClosedAt   time.Time // zero while open
	ClosedBy   string
	Note       string // what the admin says who closed it
}

// NewReport is what a person fills in.
type NewReport struct {
	Target Target
	Reason Reason
	Text   string
}

// Clean gives the report as it is stored; broken rules come as an errs.Invalid.
func (n NewReport) Clean() (NewReport, error) {
	var f errs.Fields
	has := func(ok bool, path string) {
		if !ok {
			f.Add(path, "target", badTarget)
		}
	}
	switch n.Target.Kind {
	case Message:
		has(id.Valid(n.Target.Room), "body.target.room")
		has(n.Target.Seq > 0, "body.target.seq")
		n.Target.ID = ""
	case Piece, Person, Cake:
		has(id.Valid(n.Target.ID), "body.target.id")
		n.Target.Room, n.Target.Seq = "", 0
	default:
		f.Add("body.target.kind", "choice", badChoice)
	}
	known := false
	for _, r := range Reasons() {
		known = known || r == n.Reason
	}
	if !known {
		f.Add("body.reason", "choice", badChoice)
	}
	n.Text = TextRule.Clean(&f, "body.text", n.Text)
	return n, f.Err()
}

// Messages of broken rules.
var (
	badTarget = errs.Text{Ko: "신고할 것을 찾을 수 없어요.", En: "There is nothing like this to report."}
	badChoice = errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}
)
