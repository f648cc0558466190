package demo

import (
	"slices"
	"strings"
	"time"
)

// Work is something that people can have seen, as the catalogue tells it.
type Work struct {
	Code        string // by which the catalogue knows it
	Kind, Genre string
	Title       string
	English     string   // title in English; "" when there is none
	Director    string   // "" when it isn't told
	Stars       []string // who is in it whenever it is shown: of a film, of a concert
	Year        int      // before which nobody saw it; 0 for an old one
}

// show says where, when and how often a work is seen in the demo.
type show struct {
	code   string
	fame   int    // how often it is chosen
	venues string // apart by commas; "" when each season has its own
	won    int64  // what it costs; 0 for what such things cost, free for nothing
	on     []season
}

// free is for shows that cost nothing.
const free = -1

// season is a time in which a work is on.
type season struct {
	first  string  // its first day: "2024-02-22", or "10-18" for every year; "" when it is told by ago
	ago    float64 // months before today
	days   int
	venues string // "" for those of the show
}

// from is a season that was.
func from(first string, days int, venues string) []season {
	return []season{{first: first, days: days, venues: venues}}
}

// yearly is a season that comes back every year on the same day.
func yearly(monthAndDay string, days int) []season {
	return []season{{first: monthAndDay, days: days}}
}

// again are seasons of what comes back every now and then, by months before today, so that
// something is on whenever the demo is made.
func again(days int, monthsAgo ...float64) []season {
	out := make([]season, len(monthsAgo))
	for i, m := range monthsAgo {
		out[i] = season{ago: m, days: days}
	}
	return out
}

// run is a time before today in which a work could be seen.
type run struct {
	ago    int // days before today when it began
	days   int
	venues []string
}

// shown is a work with everything that the demo says of it.
type shown struct {
	Work
	fame int
	won  int64
	runs []run
}

// years is how far back visits go.
const years = 6

// festivals are held again since this year; before it they weren't.
const festivals = 2022

// open puts works and shows together. What was never on within the years is left out.
func open(works []Work, today time.Time) []shown {
	byCode := make(map[string]Work, len(works))
	for _, w := range works {
		byCode[w.Code] = w
	}
	var out []shown
	for _, s := range shows() {
		w, ok := byCode[s.code]
		if !ok {
			continue
		}
		item := shown{Work: w, fame: s.fame, won: s.won}
		for _, n := range s.on {
			for _, first := range n.begins(today) {
				if r, ok := n.run(s, w, first, today); ok {
					item.runs = append(item.runs, r)
				}
			}
		}
		if len(item.runs) > 0 {
			out = append(out, item)
		}
	}
	return out
}

// begins are the first days of a season within the years.
func (n season) begins(today time.Time) []time.Time {
	switch len(n.first) {
	case 0:
		return []time.Time{today.AddDate(0, 0, -int(n.ago*30.44))}
	case len("10-18"):
		var days []time.Time
		for y := max(today.Year()-years, festivals); y <= today.Year(); y++ {
			if day, err := time.Parse(time.DateOnly, time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006-")+n.first); err == nil {
				days = append(days, day)
			}
		}
		return days
	}
	day, err := time.Parse(time.DateOnly, n.first)
	if err != nil {
		return nil
	}
	return []time.Time{day}
}

// run is the part of a season that is within the years and not in the future.
func (n season) run(s show, w Work, first, today time.Time) (run, bool) {
	last := first.AddDate(0, 0, n.days-1)
	if earliest := today.AddDate(-years, 0, 1); first.Before(earliest) {
		first = earliest
	}
	if first.After(today) || last.Before(first) || first.Year() < w.Year {
		return run{}, false
	}
	venues := n.venues
	if venues == "" {
		venues = s.venues
	}
	return run{ago: daysBetween(first, today), days: daysBetween(first, last) + 1, venues: list(venues)}, true
}

func daysBetween(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// recent gives each run a weight: what was on lately was seen more.
func (w *shown) recent() []int {
	out := make([]int, len(w.runs))
	for i, run := range w.runs {
		ended := max(run.ago-run.days, 0)
		out[i] = 1 + 100*120/(120+(run.ago+ended)/2)
	}
	return out
}

// pull is how much the work draws people: by its fame, and by when it was on last.
func (w *shown) pull() int { return w.fame * slices.Max(w.recent()) }

// runOn is the run to which a day belongs, the first of all if it belongs to none.
func (w *shown) runOn(day, today time.Time) run {
	for _, r := range w.runs {
		if n := daysBetween(day, today); n <= r.ago && n > r.ago-r.days {
			return r
		}
	}
	return w.runs[0]
}

// titleIn is how somebody of a language writes the title down.
func (w *Work) titleIn(language string) string {
	if language != "en" || w.English == "" {
		return w.Title
	}
	return w.English
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

// Codes are those of all works of which the demo knows where they were shown.
func Codes() []string {
	var out []string
	for _, s := range shows() {
		out = append(out, s.code)
	}
	return out
}

// shows are all of them, in an order that never changes.
func shows() []show { return slices.Concat(films, musicals, plays, concerts, exhibitions, others) }

// talk is what everybody talks about, one after the other, and many go to see.
var talk = []string{
	"exhuma", "maybe-happy-ending-musical", "no-other-choice", "decision-to-leave", "the-phantom-of-the-opera-musical", "waiting-for-godot-play",
	"twelve-twelve-the-day", "a-room-of-quiet-contemplation", "les-miserables-musical", "seoul-jazz-festival", "the-first-slam-dunk", "rebecca-musical",
}
