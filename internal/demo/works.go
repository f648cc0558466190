package demo

import (
	"crypto/sha256"
	"slices"
	"strings"

	"piece/internal/craft/poster"
	"piece/internal/platform/id"
)

// Work is something invented that people can have seen.
type Work struct {
	Kind, Genre   string
	Title, Second string
	Role, Maker   string // "연출", "오지현"
	Cast          string // roles apart by commas, people who take turns in one apart by |
	Venues        string // apart by commas
	Runs          []run
	Look          poster.Composition // "" for one that suits
	Fame          int                // how often it is chosen
}

// run is a time in which a work could be seen.
type run struct {
	ago  int // days before today when it began
	days int
}

// runs are several of one length, in months before today.
func runs(days int, monthsAgo ...float64) []run {
	out := make([]run, len(monthsAgo))
	for i, m := range monthsAgo {
		out[i] = run{ago: int(m * 30.44), days: days}
	}
	return out
}

// works are all of them, in an order that never changes.
func works() []Work {
	var all []Work
	for _, group := range [][]Work{musicals, plays, movies, concerts, exhibitions, others} {
		all = append(all, group...)
	}
	return all
}

// recent gives each run a weight: what was on lately was seen more.
func (w *Work) recent() []int {
	out := make([]int, len(w.Runs))
	for i, run := range w.Runs {
		out[i] = 1 + 100*120/(120+run.ago)
	}
	return out
}

// pull is how much the work draws people: by its fame, and by when it was on last.
func (w *Work) pull() int { return w.Fame * slices.Max(w.recent()) }

// CakeID names the work as long as there is no catalogue that has it.
func (w *Work) CakeID() string {
	sum := sha256.Sum256([]byte("demo\x00" + w.Kind + "\x00" + w.Title))
	copy(sum[:6], []byte{0x01, 0x7a, 0, 0, 0, 0}) // a moment in 2021
	s, err := id.FromBytes(sum[:16])
	if err != nil {
		return ""
	}
	return s
}

func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// tonight chooses who plays on one evening.
func (w *Work) tonight(r *dice) []string {
	var out []string
	for _, role := range list(w.Cast) {
		out = append(out, choose(r, strings.Split(role, "|")))
	}
	return out
}

// titleIn is how somebody of a language writes the title down. A name in Latin letters
// stays what it is.
func (w *Work) titleIn(language string) string {
	if language != "en" || w.Second == "" {
		return w.Title
	}
	if w.Title[0] < 0x80 {
		name, _, _ := strings.Cut(w.Title, ":")
		return name + ": " + w.Second
	}
	return w.Second
}

// stars are the people on the poster.
func (w *Work) stars() []string {
	var out []string
	for _, role := range list(w.Cast) {
		out = append(out, strings.Split(role, "|")...)
	}
	return out[:min(len(out), 5)]
}
