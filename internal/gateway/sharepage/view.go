package sharepage

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// piece is what the API tells of a piece, public or opened by a link. Everything in it was
// written by somebody.
type piece struct {
	ID        string `json:"id"`       // only of public pieces
	Nickname  string `json:"nickname"` // of links; public pieces have an owner
	Owner     owner  `json:"owner"`
	Worn      *worn  `json:"worn"` // of links
	Kind      string `json:"kind"`
	Title     string `json:"title"`
	Day       string `json:"day"`
	Time      string `json:"time"`
	Cast      string `json:"cast"`
	Director  string `json:"director"`
	Venue     string `json:"venue"`
	Seat      string `json:"seat"`
	Genre     string `json:"genre"`
	HalfStars int    `json:"halfStars"`
	Review    string `json:"review"`
	Year      int    `json:"year"`
	Number    int    `json:"number"`
	Hearts    int    `json:"hearts"`
	CreatedAt string `json:"createdAt"`
	Ticket    ticket `json:"ticket"`
}

type owner struct {
	Nickname string `json:"nickname"`
	Picture  string `json:"picture"`
	Title    *worn  `json:"title"`
}

// worn is the title that the owner wears.
type worn struct{ Ko, En string }

func (w *worn) in(lang string) string {
	switch {
	case w == nil:
		return ""
	case lang == "en":
		return w.En
	}
	return w.Ko
}

type ticket struct {
	Front      string `json:"front"`
	Back       string `json:"back"`
	FrontSmall string `json:"frontSmall"`
	BackSmall  string `json:"backSmall"`
	FrontPng   string `json:"frontPng"`
	Share      string `json:"share"`
}

// view is what the templates use.
type view struct {
	Lang     string
	SignedIn bool
	Link     bool // opened by a link and not public
	Piece    piece
	Nickname string
	Worn     string // title beside the nickname; "" for none
	Picture  string // of the owner; "" without one, and always behind a link
	When     string // day and time in words
	Stars    string // "4.5"
	Lit      string // width of the stars that shine, see page.gohtml
	Summary  string // one line for previews

	URL, Image, OEmbed string // absolute
	Locale, Other      string // Open Graph's names of the languages
	Make, Heart, App   string // where the buttons lead
	Record             string // where the record is read; "" without one
	Data               review
}

// Pixels of the row of stars, as page.gohtml draws it.
const (
	starStep = 26
	starHalf = 12
)

func (p *Pages) view(s subject, found piece, lang string, signedIn bool) view {
	v := view{
		Lang: lang, SignedIn: signedIn, Link: s.link, Piece: found,
		Nickname: name(found, lang), Worn: cmp.Or(found.Worn, found.Owner.Title).in(lang), Picture: found.Owner.Picture, When: fullDay(found.Day, lang),
		Stars: strconv.FormatFloat(float64(found.HalfStars)/2, 'f', 1, 64),
		Lit:   strconv.Itoa(found.HalfStars/2*starStep + found.HalfStars%2*starHalf),
		URL:   p.absolute(s.path), Image: p.absolute(found.Ticket.Share), OEmbed: p.oembedOf(s),
		Locale: "ko_KR", Other: "en_US", Make: "/join?next=/make",
	}
	if found.Time != "" {
		v.When += " " + found.Time
	}
	if lang == "en" {
		v.Locale, v.Other = v.Other, v.Locale
	}
	if signedIn {
		v.Make = "/make"
	}
	if !s.link {
		v.App, v.Heart = "/pieces/"+found.ID, "/join?next=/pieces/"+found.ID+"%3Fheart%3D1"
		if signedIn {
			v.Heart = v.App + "?heart=1"
		}
	}
	v.Summary = summary(&v)
	v.Data = reviewOf(&v)
	return v
}

func (p *Pages) absolute(path string) string { return p.site.String() + path }

// name is who keeps the piece; somebody whose account is gone has none.
func name(found piece, lang string) string {
	switch {
	case found.Nickname != "":
		return found.Nickname
	case found.Owner.Nickname != "":
		return found.Owner.Nickname
	}
	return unknown.In(lang)
}

// summary is the line below the title in previews: what was thought of it, when and where.
func summary(v *view) string {
	parts := []string{"★ " + v.Stars, v.Piece.Review, v.When}
	if v.Piece.Venue != "" {
		parts = append(parts, v.Piece.Venue)
	}
	return strings.Join(parts, " · ")
}

// fullDay writes a calendar day as the app does: 2026년 8월 3일 (월), Mon, Aug 3, 2026.
func fullDay(day, lang string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	if lang == "en" {
		return t.Format("Mon, Jan 2, 2006")
	}
	return t.Format("2006년 1월 2일 (") + [7]string{"일", "월", "화", "수", "목", "금", "토"}[t.Weekday()] + ")"
}
