package sharehttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/piece/share"
	"piece/internal/platform/httpapi"
)

// NewLink is what a person chooses for a link.
type NewLink struct {
	EndsOn   string `json:"endsOn,omitempty" format:"date" doc:"The last day on which the link works; it never ends when absent." example:"2026-12-31"`
	TimeZone string `json:"timeZone,omitempty" doc:"Where that day is, by its name in the IANA table; Asia/Seoul when absent." example:"Asia/Seoul"`
}

// Link opens one piece to whoever has it.
type Link struct {
	ID        string     `json:"id"`
	URL       string     `json:"url" format:"uri" doc:"What to pass on." example:"https://piece.example/s/8yJf0pQ2kWcXn5aVt1LmGd7R"`
	Piece     LinkPiece  `json:"piece"`
	CreatedAt time.Time  `json:"createdAt"`
	EndsAt    *time.Time `json:"endsAt,omitempty" doc:"The first instant at which it no longer works; absent when it never ends."`
	Ended     bool       `json:"ended" doc:"Whether it no longer works."`
}

// LinkPiece is the piece that a link opens, as its owner needs it to tell links apart.
type LinkPiece struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Day        string `json:"day" format:"date" example:"2026-08-03"`
	Color      string `json:"color" doc:"Dominant colour of the photo." example:"#6b4f3a"`
	FrontSmall string `json:"frontSmall" format:"uri-reference" doc:"Front, 448x640, WebP."`
}

// LinkList is one page of links.
type LinkList struct {
	Items []Link `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// SharedPiece is a piece as a link shows it: nothing that is only for its owner, and
// nothing that leads to anything else of the owner's.
type SharedPiece struct {
	Nickname  string             `json:"nickname" doc:"The owner's nickname as it is now; empty when the person is gone."`
	Worn      *httpapi.WornTitle `json:"worn,omitempty" doc:"Title that the owner wears beside the nickname; absent for none. There is no picture: its address names the owner."`
	Kind      string             `json:"kind"`
	Title     string             `json:"title"`
	Day       string             `json:"day" format:"date" example:"2026-08-03"`
	Time      string             `json:"time,omitempty" example:"19:30"`
	Cast      string             `json:"cast,omitempty"`
	Director  string             `json:"director,omitempty"`
	Venue     string             `json:"venue,omitempty"`
	Seat      string             `json:"seat,omitempty"`
	Genre     string             `json:"genre,omitempty"`
	HalfStars int                `json:"halfStars" doc:"Stars in halves." example:"9"`
	Review    string             `json:"review" doc:"The review in one line."`
	Shape     string             `json:"shape"`
	Color     string             `json:"color" doc:"Dominant colour of the photo, to show until the ticket is there." example:"#6b4f3a"`
	Year      int                `json:"year" doc:"Year of the day, the first half of the edition line." example:"2026"`
	Number    int                `json:"number" minimum:"1" doc:"Which piece of the owner's year it is." example:"12"`
	Ticket    SharedTicket       `json:"ticket"`
}

// TransformSchema implements huma.SchemaTransformer.
func (SharedPiece) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, k := range piece.Kinds() {
		s.Properties["kind"].Enum = append(s.Properties["kind"].Enum, string(k))
	}
	for _, g := range piece.Genres() {
		s.Properties["genre"].Enum = append(s.Properties["genre"].Enum, string(g))
	}
	s.Properties["halfStars"].Minimum, s.Properties["halfStars"].Maximum = new(float64(piece.MinHalfStars)), new(float64(piece.MaxHalfStars))
	return s
}

// SharedTicket are the addresses of the images of a ticket. They work as long as the link.
type SharedTicket struct {
	Front      string `json:"front" format:"uri-reference" doc:"Front, 896x1280, WebP."`
	Back       string `json:"back" format:"uri-reference" doc:"Back, 896x1280, WebP."`
	FrontSmall string `json:"frontSmall" format:"uri-reference" doc:"Front, 448x640, WebP."`
	BackSmall  string `json:"backSmall" format:"uri-reference" doc:"Back, 448x640, WebP."`
	FrontPng   string `json:"frontPng" format:"uri-reference" doc:"Front, 896x1280, PNG. With ?download=true it comes as an attachment."`
	BackPng    string `json:"backPng" format:"uri-reference" doc:"Back, 896x1280, PNG."`
	Share      string `json:"share" format:"uri-reference" doc:"Card for link previews, 1200x630, JPEG."`
}

// NewFeed is what a person chooses for the calendar.
type NewFeed struct {
	TimeZone string `json:"timeZone" doc:"Where the times of day of the pieces are read, by its name in the IANA table." example:"Asia/Seoul"`
}

// Feed is the address of a calendar; without one everything is absent.
type Feed struct {
	URL       string     `json:"url,omitempty" format:"uri" doc:"What to give a calendar program, and nobody else." example:"https://piece.example/api/v1/feeds/8yJf0pQ2kWcXn5aVt1LmGd7R.ics"`
	TimeZone  string     `json:"timeZone,omitempty" example:"Asia/Seoul"`
	CreatedAt *time.Time `json:"createdAt,omitempty"`
}

// TransformSchema implements huma.SchemaTransformer.
func (NewLink) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return zoneLimit(s) }

// TransformSchema implements huma.SchemaTransformer.
func (NewFeed) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return zoneLimit(s) }

func zoneLimit(s *huma.Schema) *huma.Schema {
	s.Properties["timeZone"].MaxLength = new(share.MaxTimeZone)
	return s
}
