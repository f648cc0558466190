package piecehttp

import (
	"time"

	"piece/internal/piece"
	"piece/internal/platform/httpapi"
)

// Crop is the part of a photo that becomes the front of the ticket.
type Crop struct {
	X      float64 `json:"x" doc:"Left edge, in parts of the width of the upright photo after it was turned." example:"0.1"`
	Y      float64 `json:"y" doc:"Top edge, in parts of the height." example:"0"`
	Width  float64 `json:"width" doc:"Width, in parts of the width. In pixels the rectangle is 7:10, within 1 %." example:"0.8"`
	Height float64 `json:"height" doc:"Height, in parts of the height." example:"1"`
	Turn   int     `json:"turn" doc:"Quarter turns clockwise, made before the rectangle is cut."`
}

// Facts are what a person tells of one attendance.
type Facts struct {
	Kind      string `json:"kind" doc:"What was seen." example:"musical"`
	Title     string `json:"title" doc:"What it is called." example:"오늘 밤, 파도의 노래"`
	Day       string `json:"day" doc:"The calendar day it was seen, never moved by a time zone. 1900-01-01 to 2100-12-31." example:"2026-08-03"`
	Time      string `json:"time,omitempty" doc:"Time of day it began, on a 24-hour clock." example:"19:30"`
	Cast      string `json:"cast,omitempty" doc:"Who played or was shown." example:"김파도, 이노래"`
	Director  string `json:"director,omitempty" doc:"Who directed it."`
	Venue     string `json:"venue,omitempty" doc:"Where it was." example:"블루스퀘어"`
	Seat      string `json:"seat,omitempty" doc:"Where the person sat." example:"1층 C열 14번"`
	Price     *int64 `json:"price,omitempty" nullable:"true" doc:"What it cost in won; null or absent when not told, which differs from 0. Only in one's own pieces." example:"150000"`
	Genre     string `json:"genre,omitempty" doc:"The genre; absent when not told."`
	Companion string `json:"companion,omitempty" doc:"With whom. Only in one's own pieces."`
}

// NewPiece is what a piece is made from.
type NewPiece struct {
	Facts
	PhotoID    string `json:"photoId,omitempty" doc:"Id of an own, completed upload. Required without a cover."`
	Crop       *Crop  `json:"crop,omitempty" doc:"Which part of the photo. Required with a photo."`
	Cover      int    `json:"cover,omitempty" doc:"Which of the drawn covers is the front, instead of a photo. It has a back of its own, so there is no artwork with it." example:"3"`
	HalfStars  int    `json:"halfStars" doc:"Stars in halves: 9 is four and a half." example:"9"`
	Review     string `json:"review" doc:"The review in one line." example:"마지막 앙코르에서 눈물이 왈칵 😭"`
	Visibility string `json:"visibility" doc:"Who may see it: everybody, or its owner alone."`
	Shape      string `json:"shape" doc:"Outline of the ticket."`
	Paper      string `json:"paper" doc:"Colour of the paper on the back."`
	ArtworkID  string `json:"artworkId,omitempty" doc:"Id of an own, finished artwork that was made for this photo. Required with a photo."`
	CakeID     string `json:"cakeId,omitempty" doc:"Id of the work that was seen; absent when it belongs to none."`
}

// PieceOwner is whose piece it is.
type PieceOwner struct {
	ID       string             `json:"id"`
	Nickname string             `json:"nickname" doc:"The nickname as it is now; empty when the person is gone."`
	Picture  string             `json:"picture,omitempty" format:"uri-reference" doc:"Address of the picture, 160 pixels square; absent without one."`
	Title    *httpapi.WornTitle `json:"title,omitempty" doc:"Title that is worn beside the nickname; absent for none."`
}

// TicketImages are the addresses of the images that lists show. They change whenever the
// ticket is drawn again.
type TicketImages struct {
	Front      string `json:"front" format:"uri-reference" doc:"Front, 896x1280, WebP."`
	Back       string `json:"back" format:"uri-reference" doc:"Back, 896x1280, WebP."`
	FrontSmall string `json:"frontSmall" format:"uri-reference" doc:"Front, 448x640, WebP."`
	BackSmall  string `json:"backSmall" format:"uri-reference" doc:"Back, 448x640, WebP."`
}

// TicketFiles are the addresses of every file of a ticket.
type TicketFiles struct {
	TicketImages
	FrontPng string `json:"frontPng" format:"uri-reference" doc:"Front, 896x1280, PNG. With ?download=true it comes as an attachment."`
	BackPng  string `json:"backPng" format:"uri-reference" doc:"Back, 896x1280, PNG."`
	Share    string `json:"share" format:"uri-reference" doc:"Card for link previews, 1200x630, JPEG."`
	Print    string `json:"print" format:"uri-reference" doc:"Both sides at true size with bleed and crop marks, PDF."`
}

// Piece is one attendance with its ticket.
type Piece struct {
	ID    string     `json:"id"`
	Owner PieceOwner `json:"owner"`
	Mine  bool       `json:"mine" doc:"Whether it is the caller's own."`
	Facts
	HalfStars  int          `json:"halfStars" doc:"Stars in halves." example:"9"`
	Review     string       `json:"review" doc:"The review in one line."`
	Visibility string       `json:"visibility"`
	Shape      string       `json:"shape"`
	Paper      string       `json:"paper"`
	Year       int          `json:"year" doc:"Year of the day, the first half of the edition line." example:"2026"`
	Number     int          `json:"number" minimum:"1" doc:"Which piece of the owner's year it is, the second half of the edition line." example:"12"`
	PhotoID    string       `json:"photoId,omitempty" doc:"Only in one's own pieces."`
	Crop       *Crop        `json:"crop,omitempty" doc:"Only in one's own pieces."`
	Cover      int          `json:"cover,omitempty" doc:"Which of the drawn covers is the front; absent when it is a photo."`
	ArtworkID  string       `json:"artworkId" doc:"The picture on the back; empty with a cover."`
	CakeID     string       `json:"cakeId,omitempty" doc:"Id of the work that was seen; absent when it belongs to none."`
	Viewing    int          `json:"viewing,omitempty" minimum:"1" doc:"Which viewing of the work it is: 3 for the third. To others, counted over public pieces. Absent without a work." example:"3"`
	Hearts     int          `json:"hearts" minimum:"0" doc:"How many people keep it in their list."`
	Hearted    bool         `json:"hearted" doc:"Whether the caller is one of them."`
	Remind     *bool        `json:"remind,omitempty" doc:"Whether the owner wants to be reminded of it on its anniversaries. Only in one's own pieces."`
	Hidden     *PieceHiding `json:"hidden,omitempty" doc:"An admin hid it: nobody else sees it. Only in one's own pieces."`
	Version    int          `json:"version,omitempty" minimum:"1" doc:"Grows with every edit and with another visibility; edits name the version that they change. Only in one's own pieces."`
	Ticket     TicketFiles  `json:"ticket"`
	Color      string       `json:"color" doc:"Dominant colour of the front, to show until the ticket is there." example:"#6b4f3a"`
	Revision   int          `json:"revision" minimum:"1" doc:"Grows whenever the ticket is drawn again."`
	CreatedAt  time.Time    `json:"createdAt"`
	UpdatedAt  time.Time    `json:"updatedAt"`
}

// PieceSummary is a piece as lists and the calendar show it.
type PieceSummary struct {
	ID         string       `json:"id"`
	Owner      PieceOwner   `json:"owner"`
	Mine       bool         `json:"mine" doc:"Whether it is the caller's own."`
	Kind       string       `json:"kind"`
	Title      string       `json:"title"`
	Day        string       `json:"day" example:"2026-08-03"`
	Time       string       `json:"time,omitempty" example:"19:30"`
	Venue      string       `json:"venue,omitempty"`
	HalfStars  int          `json:"halfStars" doc:"Stars in halves."`
	Review     string       `json:"review"`
	Visibility string       `json:"visibility"`
	Year       int          `json:"year" doc:"Year of the day."`
	Number     int          `json:"number" minimum:"1" doc:"Which piece of the owner's year it is."`
	Color      string       `json:"color" doc:"Dominant colour of the photo." example:"#6b4f3a"`
	Viewing    int          `json:"viewing,omitempty" minimum:"1" doc:"Which viewing of the work it is; absent without a work."`
	Hearts     int          `json:"hearts" minimum:"0" doc:"How many people keep it in their list."`
	Hearted    bool         `json:"hearted" doc:"Whether the caller is one of them."`
	Ticket     TicketImages `json:"ticket"`
	Hidden     *PieceHiding `json:"hidden,omitempty" doc:"An admin hid it: nobody else sees it. Only of one's own pieces."`
	Found      []Found      `json:"found,omitempty" nullable:"false" doc:"Where a search hit; absent in other lists."`
}

// Found is a text of a piece in which a search hit.
type Found struct {
	Field string   `json:"field" enum:"title,cast,venue,review,record" doc:"Which text it is; record only in one's own pieces, cut to what is around the first hit."`
	Parts []string `json:"parts" nullable:"false" doc:"The text in parts: the first, third, ... are plain, the second, fourth, ... are hits."`
}

// PieceList is one page of pieces.
type PieceList struct {
	Items []PieceSummary `json:"items" nullable:"false"`
	Next  string         `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one. A page of a search may be short, or empty, and still have a next one."`
	Total *int           `json:"total,omitempty" minimum:"0" doc:"How many pieces the whole list has. Only with the first page of mine and hearted, without a search."`
}

// CalendarDay is a day with pieces.
type CalendarDay struct {
	Day    string         `json:"day" example:"2026-08-03"`
	Pieces []PieceSummary `json:"pieces" nullable:"false" doc:"By time of day, those without one first."`
}

// Calendar is one month of the caller's pieces.
type Calendar struct {
	Month      string        `json:"month" example:"2026-08"`
	Days       []CalendarDay `json:"days" nullable:"false" doc:"Only days with pieces, the earliest first. At most 500 pieces."`
	Total      int           `json:"total" minimum:"0" doc:"How many pieces the days hold."`
	FirstMonth string        `json:"firstMonth,omitempty" doc:"Earliest month with pieces; absent when there are none at all." example:"2019-02"`
	LastMonth  string        `json:"lastMonth,omitempty" doc:"Latest month with pieces." example:"2026-08"`
}

// KindCount is how many pieces of a kind there are.
type KindCount struct {
	Kind  string `json:"kind"`
	Count int    `json:"count" minimum:"1"`
}

// Summary counts the caller's pieces.
type Summary struct {
	Total        int         `json:"total" minimum:"0"`
	ThisYear     int         `json:"thisYear" minimum:"0" doc:"Pieces of the year of today."`
	ThisMonth    int         `json:"thisMonth" minimum:"0" doc:"Pieces of the month of today."`
	ByKind       []KindCount `json:"byKind" nullable:"false" doc:"Kinds that have pieces, the most frequent first."`
	AverageStars *float64    `json:"averageStars,omitempty" minimum:"0.5" maximum:"5" doc:"Mean of the stars, with halves as 0.5; absent without pieces." example:"4.2"`
}

// Suggestions are texts that the caller typed before, the most recent first, at most 20 each.
type Suggestions struct {
	Venues    []string `json:"venues" nullable:"false"`
	Casts     []string `json:"casts" nullable:"false"`
	Seats     []string `json:"seats" nullable:"false"`
	Directors []string `json:"directors" nullable:"false"`
}

// TicketPreview is a ticket in the making. Half-typed text is drawn as far as it goes.
type TicketPreview struct {
	PieceID   string `json:"pieceId,omitempty" doc:"Id of the own piece that is edited: the back shows the number that it has, in the language of its ticket. Absent for a new one."`
	Side      string `json:"side" doc:"Which side to draw." enum:"front,back"`
	Width     int    `json:"width" doc:"Width of the image in pixels; the height is 10/7 of it." example:"448"`
	PhotoID   string `json:"photoId,omitempty" doc:"Id of an own, completed upload. Without it the front is plain paper."`
	Crop      *Crop  `json:"crop,omitempty" doc:"Part of the photo; without it the largest part in the middle."`
	Cover     int    `json:"cover,omitempty" doc:"The drawn cover that is the front instead of a photo, with the back that goes with it."`
	Kind      string `json:"kind,omitempty" doc:"What was seen: covers of kinds differ."`
	Shape     string `json:"shape"`
	Paper     string `json:"paper,omitempty" doc:"The first of the list when absent."`
	ArtworkID string `json:"artworkId,omitempty" doc:"Id of an own, finished artwork of this photo. Without it the back is plain paper."`
	Title     string `json:"title,omitempty"`
	Day       string `json:"day,omitempty" example:"2026-08-03"`
	Time      string `json:"time,omitempty" example:"19:30"`
	Venue     string `json:"venue,omitempty"`
	Seat      string `json:"seat,omitempty"`
	Review    string `json:"review,omitempty"`
	HalfStars int    `json:"halfStars,omitempty" doc:"Stars in halves; 0 when not chosen yet."`
	Language  string `json:"language,omitempty" enum:"ko,en" doc:"How the date is written; the language of the request when absent."`
}

func cropOf(c *Crop) piece.Crop {
	if c == nil {
		return piece.Crop{}
	}
	return piece.Crop{X: c.X, Y: c.Y, Width: c.Width, Height: c.Height, Turn: c.Turn}
}
