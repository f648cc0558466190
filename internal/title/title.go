// Package title holds titles (칭호): earned badges that a person can wear beside the nickname. It
// knows their rules, tells how far somebody is with each, and keeps what was earned.
//
// Invariants: a title is earned in the moment its rule comes true, once, and stays, whatever is
// edited or deleted later; only earned titles are worn (defect D35); reading changes nothing, so
// titles are earned after a change of what they count, never by looking (defect D37). The rules are
// data, in rules.go: a new title is one entry there.
//
// It imports craft and platform; never HTTP or SQL. What it needs of pieces, rooms and people it
// says in ports.go.
package title

import (
	"slices"
	"time"

	"piece/internal/platform/errs"
)

// Group sorts titles for those who look at them.
type Group string

// The groups, in the order in which they are shown.
const (
	Milestone Group = "milestone" // how far somebody has come
	Kind      Group = "kind"      // regulars of one kind
	Genre     Group = "genre"     // a genre each
	Moment    Group = "moment"    // when and where one sat
	Passion   Group = "passion"   // what one goes back to, and spends
)

// Groups lists all of them.
func Groups() []Group { return []Group{Milestone, Kind, Genre, Moment, Passion} }

// Title is one badge with its rule.
type Title struct {
	ID     string
	Group  Group
	Emblem string // name of its drawing, see ticket.Emblems
	Name   errs.Text
	Rule   errs.Text
	Need   int // of what it counts

	// What it counts; with none of them having joined is enough.
	pieces counting
	rooms  bool
	titles func(had map[string]string) (n int, latest string) // earned titles with their pieces
}

// Titles lists all titles in the order in which they are shown.
func Titles() []Title { return slices.Clone(titles) }

// Find gives the title of an id; false when there is none.
func Find(id string) (Title, bool) {
	i := slices.IndexFunc(titles, func(t Title) bool { return t.ID == id })
	if i < 0 {
		return Title{}, false
	}
	return titles[i], true
}

// Name gives the name of a title; false when there is none of that id.
func Name(id string) (errs.Text, bool) {
	t, ok := Find(id)
	return t.Name, ok
}

// Attendance is what rules look at of one piece.
type Attendance struct {
	PieceID string
	Kind    string
	Genre   string // "" when not told
	CakeID  string // "" when it belongs to no work
	Cast    string // names with commas between them
	Venue   string
	Seat    string
	Price   *int64    // won; nil when not told
	Day     string    // the calendar day it was seen, such as "2026-08-03"
	Time    string    // when it began, such as "19:30"; "" when not told
	MadeAt  time.Time // when the piece was made; read where the person lives
}

// Earned is a title that somebody has.
type Earned struct {
	TitleID string
	PieceID string // of the piece that made the rule come true; "" when it was something else
	At      time.Time
	Seen    bool // whether the person was told
}
