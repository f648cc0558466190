package cakehttp

import "time"

// CakePoster is the picture of a cake. Every cake has one.
type CakePoster struct {
	Small  string `json:"small" format:"uri-reference" doc:"Poster, 480 pixels wide, WebP. The address changes with the poster."`
	Large  string `json:"large" format:"uri-reference" doc:"Poster, 1000 pixels wide, WebP."`
	Width  int    `json:"width,omitempty" minimum:"1" doc:"Width of the large poster in pixels; absent while it is drawn from the facts, 7:10." example:"1000"`
	Height int    `json:"height,omitempty" minimum:"1" doc:"Height of the large poster in pixels." example:"1500"`
	Color  string `json:"color,omitempty" doc:"Dominant colour, to show until the poster is there." example:"#6b4f3a"`
	Blur   string `json:"blur,omitempty" doc:"A tiny picture as a data: address, to show until the poster is there."`
}

// CakeRank is the place of a cake in a chart.
type CakeRank struct {
	Day      string `json:"day" doc:"The day that the chart counts; of a week, its last day." example:"2026-08-03"`
	Rank     int    `json:"rank" minimum:"1" example:"1"`
	Before   int    `json:"before,omitempty" minimum:"1" doc:"The rank in the chart before; absent when it is new, or not told." example:"2"`
	Audience int64  `json:"audience,omitempty" minimum:"1" doc:"People on that day; absent when not told." example:"184034"`
	Total    int64  `json:"total,omitempty" minimum:"1" doc:"People since it opened; absent when not told." example:"3120456"`
}

// CakeFound is a text of a cake in which a search hit.
type CakeFound struct {
	Field string   `json:"field" enum:"title,original,credit,venue" doc:"Which text it is; credit is the name of one person."`
	Parts []string `json:"parts" nullable:"false" doc:"The text in parts: the first, third, ... are plain, the second, fourth, ... are hits."`
}

// CakeRun tells what a work is, and when and where it is on. Whatever is not known is absent.
type CakeRun struct {
	Kind          string `json:"kind" doc:"What it is." example:"musical"`
	Title         string `json:"title" doc:"As it is known in Korea." example:"오페라의 유령"`
	OriginalTitle string `json:"originalTitle,omitempty" doc:"Title in its own language; absent when it is the same." example:"The Phantom of the Opera"`
	Year          int    `json:"year,omitempty" doc:"Year of the first release or opening." example:"1986"`
	Opens         string `json:"opens,omitempty" doc:"First day of this run; of a film, its release in Korea. 1880-01-01 to 2100-12-31." example:"2026-07-21"`
	Closes        string `json:"closes,omitempty" doc:"Last day." example:"2026-11-17"`
	OpenRun       bool   `json:"openRun,omitempty" doc:"It goes on without a last day."`
	Venue         string `json:"venue,omitempty" doc:"Where it is on." example:"샤롯데씨어터"`
	Area          string `json:"area,omitempty" doc:"Where in Korea that is."`
	Minutes       int    `json:"minutes,omitempty" doc:"Running time in minutes." example:"150"`
}

// CakeFacts are the other facts of a work.
type CakeFacts struct {
	Age      *int        `json:"age,omitempty" nullable:"true" doc:"Youngest age that is let in: 0 for everybody; null or absent when not known." example:"8"`
	Prices   []CakePrice `json:"prices,omitempty" nullable:"false" doc:"What seats cost."`
	Times    string      `json:"times,omitempty" doc:"When it plays, in words." example:"화~금 19:30, 토 14:00 19:00"`
	Synopsis string      `json:"synopsis,omitempty" doc:"What it is about."`
	Link     string      `json:"link,omitempty" doc:"Page of the work at its source or maker; http or https." example:"https://www.example.com/phantom"`
}

// CakePrice is what one kind of seat costs.
type CakePrice struct {
	Seat string `json:"seat,omitempty" doc:"The kind of seat; absent when there is one price for all." example:"VIP석"`
	Won  int64  `json:"won" doc:"The price in won." example:"190000"`
}

// CakePerson is a person's part in a work, as it is typed.
type CakePerson struct {
	Role string `json:"role" doc:"What the person did."`
	Name string `json:"name" doc:"Who it is." example:"김파도"`
	Part string `json:"part,omitempty" doc:"The character of a cast member, the job of a crew member." example:"크리스틴"`
}

// CakeCredit is a person's part in a work.
type CakeCredit struct {
	CakePerson
	Picture string `json:"picture,omitempty" format:"uri-reference" doc:"Portrait, 240x240, WebP. It may not be there yet."`
}

// CakeSummary is a cake as lists show it.
type CakeSummary struct {
	ID string `json:"id"`
	CakeRun
	Genres  []string    `json:"genres" nullable:"false" doc:"Its genres, at most 5."`
	Showing bool        `json:"showing" doc:"Whether it can be seen today."`
	Poster  CakePoster  `json:"poster"`
	Hearts  int         `json:"hearts" minimum:"0" doc:"How many people keep it in their list."`
	Hearted bool        `json:"hearted" doc:"Whether the caller is one of them."`
	Rank    *CakeRank   `json:"rank,omitempty" doc:"Its place, in a list of charts."`
	Found   []CakeFound `json:"found,omitempty" nullable:"false" doc:"Where a search hit; absent in other lists."`
}

// Cake is a work or production that can be seen.
type Cake struct {
	CakeSummary
	CakeFacts
	Source    string       `json:"source" enum:"tmdb,kopis,kobis,starter,hand" doc:"Where its facts come from."`
	Credits   []CakeCredit `json:"credits" nullable:"false" doc:"Its people, by role."`
	Mine      bool         `json:"mine" doc:"Whether the caller made it by hand."`
	CanEdit   bool         `json:"canEdit" doc:"Whether the caller may edit it: who made it by hand, and admins."`
	Hidden    *CakeHiding  `json:"hidden,omitempty" doc:"An admin hid it: only admins see it."`
	Version   int          `json:"version,omitempty" minimum:"1" doc:"Grows with every change of its facts; edits name the version that they change. Only for those who can edit."`
	CreatedAt time.Time    `json:"createdAt"`
	UpdatedAt time.Time    `json:"updatedAt"`
}

// NewCake is what a cake is made from by hand.
type NewCake struct {
	CakeRun
	CakeFacts
	Genres     []string     `json:"genres,omitempty" nullable:"false" doc:"Its genres, at most 5."`
	Credits    []CakePerson `json:"credits,omitempty" nullable:"false" doc:"Its people."`
	PhotoID    string       `json:"photoId,omitempty" doc:"Id of an own, completed upload that becomes the poster; the cake keeps a copy of it. Absent: the poster stays as it is, or is drawn."`
	NotADouble bool         `json:"notADouble,omitempty" doc:"The maker made sure that none of the cakes of this title is the same work."`
}

// CakeList is one page of cakes.
type CakeList struct {
	Items []CakeSummary `json:"items" nullable:"false"`
	Next  string        `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one. A page of a search may be short, or empty, and still have a next one."`
}

// AskedCake is a cake that was asked for by its id.
type AskedCake struct {
	CakeSummary
	Asked string `json:"asked" doc:"The id that was asked for: its own, or that of a cake that became part of it."`
}

// SomeCakes are cakes that were asked for by their ids.
type SomeCakes struct {
	Items []AskedCake `json:"items" nullable:"false"`
}

// CakeMerge tells that a cake became part of another.
type CakeMerge struct {
	Seq  int64  `json:"seq" minimum:"1" doc:"Grows with every merge."`
	From string `json:"from" doc:"Id of the cake that is no more."`
	To   string `json:"to" doc:"Id of the cake that it became part of."`
}

// CakeMerges are merges in their order.
type CakeMerges struct {
	Items []CakeMerge `json:"items" nullable:"false"`
}

// MergeInto names the cake that another becomes part of.
type MergeInto struct {
	Into string `json:"into" doc:"Id of the cake that stays."`
}
