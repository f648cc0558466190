package title

import (
	"maps"
	"time"
	_ "time/tzdata" // also where the machine has no table of time zones
)

// Progress is how far somebody is with a title.
type Progress struct {
	Title   Title
	Done    int    // at most Title.Need
	PieceID string // of the piece with which Need was reached; "" when it wasn't, or by something else
}

// Reached tells whether the rule has come true.
func (p Progress) Reached() bool { return p.Done >= p.Title.Need }

// measure tells how far somebody is with titles. had are the pieces of those that are earned
// already, by title; what comes true here counts as well for the titles behind it.
func measure(of []Title, attended []Attendance, rooms int, had map[string]string) []Progress {
	earned := map[string]string{}
	maps.Copy(earned, had)
	out := make([]Progress, len(of))
	for i, t := range of {
		p := Progress{Title: t}
		switch {
		case t.pieces != nil:
			p.Done, p.PieceID = walk(t, attended)
		case t.titles != nil:
			p.Done, p.PieceID = t.titles(earned)
		case t.rooms:
			p.Done = rooms
		default:
			p.Done = t.Need
		}
		if p.Reached() {
			p.Done, earned[t.ID] = t.Need, p.PieceID
		} else {
			p.PieceID = ""
		}
		out[i] = p
	}
	return out
}

// walk counts pieces until there are enough, and gives the one with which there were.
func walk(t Title, attended []Attendance) (done int, pieceID string) {
	count := t.pieces()
	for i := range attended {
		if done = count(&attended[i]); done >= t.Need {
			return done, attended[i].PieceID
		}
	}
	return done, ""
}

// local reads when pieces were made where the person lives.
func local(attended []Attendance, timeZone string) {
	z := zone(timeZone)
	for i := range attended {
		attended[i].MadeAt = attended[i].MadeAt.In(z)
	}
}

// zone finds where somebody lives. A name that isn't known any more is the usual place.
func zone(name string) *time.Location {
	if z, err := time.LoadLocation(name); err == nil && name != "" {
		return z
	}
	return korea
}

var korea = time.FixedZone("KST", 9*60*60) // no daylight saving since 1988
