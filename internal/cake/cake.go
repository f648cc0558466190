// Package cake holds the rules of cakes, the works and productions that can be seen: what one
// is made of, how it comes in from sources and from people, how cakes are listed, searched,
// hearted, ranked and merged.
//
// Invariants: a cake keeps its id for good, and the id of one that was merged into another
// leads there; what a source calls one thing is one cake, whatever else it is called; what a
// person edited is not overwritten by a source; taking in the same again changes nothing.
// The package may import craft and platform. It knows no HTTP and no SQL; what it needs of
// pieces, photos and people it says in ports.go.
package cake

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Source says where a work comes from.
type Source string

// The sources. Of two that tell of one cake, the one with the higher rank writes its facts.
const (
	Starter Source = "starter" // the catalogue inside the program
	KOBIS   Source = "kobis"   // Korean Box Office Information System, of the Korean Film Council
	KOPIS   Source = "kopis"   // Korea Performing Arts Box Office Information System
	TMDB    Source = "tmdb"    // The Movie Database
	Hand    Source = "hand"    // typed by a person
)

// Origin names a work within its source. Two sources may use the same code.
type Origin struct {
	Source Source
	Code   string // at most MaxCode characters of printable ASCII
}

// Work is what can be told of a work, by a source or by a person. Everything but kind and
// title may be unknown, which is the zero value.
type Work struct {
	Kind     Kind
	Title    string // as it is known in Korea
	Original string // title in its own language; "" when it is the same
	Year     int    // of its first release or opening
	Opens    Day    // first day of this run; of a film, its release in Korea
	Closes   Day    // last day
	OpenRun  bool   // it goes on without a last day
	Venue    string
	Area     Area
	Genres   GenreSet
	Minutes  int  // running time
	Age      *int // youngest age that is let in; 0 everybody, nil unknown
	Prices   []Price
	Times    string // when it plays, in words: "화~금 20:00, 토 15:00 19:00"
	Synopsis string
	Link     string // page of the work at its source or maker; http or https
	Credits  []Credit
}

// Price is what one kind of seat costs.
type Price struct {
	Seat string `json:"seat"` // "R석"; "" when there is one price for all
	Won  int64  `json:"won"`
}

// Credit is a person's part in a work.
type Credit struct {
	Role    Role
	Name    string
	Part    string // the character of a cast member, the job of a crew member; may be ""
	Picture string // address of a portrait at the source; "" without
}

// Told is a work as a source tells it.
type Told struct {
	Work
	Code   string // within the source
	Poster string // address of the poster at the source; "" without
}

// Cake is a work in the catalogue.
type Cake struct {
	Work
	ID        string
	Origin    Origin // who wrote its facts: the source of the highest rank, or Hand
	MakerID   string // who made it by hand; "" for those of sources
	Edited    bool   // by hand: sources don't overwrite its facts any more
	Poster    Poster
	Hidden    Hiding // from everybody but admins, by one of them
	Heat      int64  // how hot it is, in thousandths; see heat.go
	Version   int    // grows with every change of its facts, from 1
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Poster is the picture of a cake. Every cake has one: where there is none to be had, ours is
// drawn from its facts.
type Poster struct {
	Revision      int    // grows with every other picture, from 1; 0 until there is any
	Width, Height int    // pixels of the large form; 0 until there is any
	Color         string // dominant colour, "#rrggbb"; "" until there is any
	Blur          string // a tiny WebP picture as a data: address, to show until the poster is there
}

// View is a cake as one person sees it.
type View struct {
	Cake
	Hearts  int     // how many people hearted it
	Hearted bool    // by the viewer
	Shows   bool    // it can be seen today; see Work.Showing
	Mine    bool    // the viewer made it by hand
	CanEdit bool    // the viewer made it, or is an admin
	Rank    *Rank   // in a list of charts; else nil
	Found   []Found // where a search hit; nil in other lists
}

// Found is a text in which a search hit, cut so that every second part, from the second,
// is a hit.
type Found struct {
	Field string // "title", "original", "credit" or "venue"
	Parts []string
}

// Since gives the day on which the work opened, or else its year, "2016"; "" when neither is
// known. It sorts as text: works that open at an unknown day of a year are its first.
func (w *Work) Since() string {
	if w.Opens == "" && w.Year != 0 {
		return strconv.Itoa(w.Year)
	}
	return string(w.Opens)
}

// Showing tells whether the work can be seen on the day.
func (w *Work) Showing(today Day) bool {
	return w.Opens != "" && w.Opens <= today && today <= w.ShowsUntil()
}

// filmRun is how many days a film counts as showing after its release, if nobody tells when
// it ends: most films are gone from Korean cinemas after six weeks.
const filmRun = 42

// ShowsUntil gives the last day on which the work counts as showing; "" when it never does.
func (w *Work) ShowsUntil() Day {
	switch {
	case w.Opens == "":
		return ""
	case w.OpenRun:
		return LastDay
	case w.Closes != "":
		return w.Closes
	case w.Kind == "movie":
		return w.Opens.Add(filmRun)
	}
	return w.Opens
}

// Portrait names the picture of the person among ours: it follows from the address at the
// source. "" when there is none.
func (c *Credit) Portrait() string {
	if c.Picture == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(c.Picture))
	return hex.EncodeToString(sum[:16])
}
