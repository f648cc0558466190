package demo

import (
	"fmt"
	"slices"
	"time"
)

// Talk is what is said in a room.
type Talk struct {
	Key    string // names it within the demo
	Code   string // of the work whose open room it is; "" for a direct room
	People []int  // who is in it, who came first is first; exactly two in a direct room
	Lines  []Line
	// Unread is how many of the last lines the one who is shown has yet to read.
	Unread int
}

// Line is a message.
type Line struct {
	Key     string // names it within the demo
	Person  int
	At      time.Time // when it was written; zero for when it is made
	Text    string
	Replies int      // number of the line that it answers, from 1; 0 for none
	Share   int      // visit whose piece it shows, from 1; 0 for none
	Photo   *Picture // that comes with it; nil for none
	Likes   []Like
}

// Like is a reaction to a line.
type Like struct {
	Person int
	Emoji  string
}

// script is a talk as it is written down, in talks.go.
type script struct {
	code   string
	cast   []int
	unread int
	said   []said
}

type said struct {
	who     int
	ago     int    // days; 0 for the moment that it is made
	at      string // time of that day in Korea
	text    string
	replies int
	share   bool // shows the own piece of the work, if there is a public one
	photo   bool
	likes   []Like
}

// seoul is where the people of the demo are. Korea has no summer time.
var seoul = time.FixedZone("KST", 9*60*60)

// talks gives those talks whose people are all there.
func talks(seed uint64, today time.Time, people int, works []shown, visits []Visit) []Talk {
	var out []Talk
	for n, s := range scripts {
		at := slices.IndexFunc(works, func(w shown) bool { return w.Code == s.code })
		if slices.Max(s.cast) >= people || s.code != "" && at < 0 {
			continue
		}
		t := Talk{Key: fmt.Sprintf("demo-%d-talk-%d", seed, n), Code: s.code, People: s.cast, Unread: s.unread}
		for i, one := range s.said {
			l := Line{Key: fmt.Sprintf("%s-%d", t.Key, i), Person: one.who, At: one.when(today), Text: one.text, Replies: one.replies, Likes: one.likes}
			if one.share {
				l.Share = 1 + slices.IndexFunc(visits, func(v Visit) bool { return v.Person == one.who && v.Code == s.code && v.Public })
			}
			if one.photo {
				l.Photo = &Picture{Form: Wall, Seed: roll(seed, 1<<50+uint64(n)).Uint64(), Code: s.code, kind: works[at].Kind}
			}
			t.Lines = append(t.Lines, l)
		}
		out = append(out, t)
	}
	return out
}

// when is the moment of a line; zero for the present one.
func (s said) when(today time.Time) time.Time {
	if s.ago == 0 {
		return time.Time{}
	}
	clock, err := time.Parse("15:04", s.at)
	if err != nil {
		panic(err) // a test reads all scripts
	}
	d := today.AddDate(0, 0, -s.ago)
	return time.Date(d.Year(), d.Month(), d.Day(), clock.Hour(), clock.Minute(), 0, 0, seoul)
}
