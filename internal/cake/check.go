package cake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Draft is everything that a person tells of a cake made by hand.
type Draft struct {
	Work               // its Genres are set by Check
	Chosen     []Genre // the genres
	PhotoID    string  // an own, verified photo for the poster; "" for none
	NotADouble bool    // the maker made sure that it isn't one of the cakes that look like it
}

// Check gives the draft as it is stored: texts cleaned, every rule kept that needs no
// neighbour. All broken rules are told at once, in an errs.Invalid with a field each.
func (d Draft) Check() (Draft, error) {
	var f errs.Fields
	oneOf(&f, "body.kind", d.Kind, d.Kind.Valid())
	d.Title = TitleRule.Clean(&f, "body.title", d.Title)
	d.Original = OriginalRule.Clean(&f, "body.originalTitle", d.Original)
	if d.Original == d.Title {
		d.Original = ""
	}
	within(&f, "body.year", d.Year, MinYear, MaxYear, yearRange)
	d.checkRun(&f)
	d.Venue = VenueRule.Clean(&f, "body.venue", d.Venue)
	if d.Area != "" {
		oneOf(&f, "body.area", d.Area, d.Area.Valid())
	}
	d.Work.Genres = checkGenres(&f, d.Chosen)
	d.Chosen = d.Work.Genres.List()
	within(&f, "body.minutes", d.Minutes, 1, MaxMinutes, minutesRange)
	if d.Age != nil && (*d.Age < 0 || *d.Age > MaxAge) {
		ageRange.at(&f, "body.age")
	}
	d.Prices = checkPrices(&f, d.Prices)
	d.Times = TimesRule.Clean(&f, "body.times", d.Times)
	d.Synopsis = SynopsisRule.Clean(&f, "body.synopsis", d.Synopsis)
	d.Link = checkLink(&f, d.Link)
	d.Credits = checkCredits(&f, d.Credits)
	if d.PhotoID != "" && !id.Valid(d.PhotoID) {
		noPhoto.at(&f, "body.photoId")
	}
	return d, f.Err()
}

func oneOf[T ~string](f *errs.Fields, path string, value T, known bool) {
	switch {
	case value == "":
		required.at(f, path)
	case !known:
		choice.at(f, path)
	}
}

// within checks a number that is 0 when it isn't known.
func within(f *errs.Fields, path string, n, low, high int, r rule) {
	if n != 0 && (n < low || n > high) {
		r.at(f, path)
	}
}

func (d *Draft) checkRun(f *errs.Fields) {
	opens, closes := checkDay(f, "body.opens", d.Opens), checkDay(f, "body.closes", d.Closes)
	switch {
	case !opens || !closes || d.Closes == "":
	case d.OpenRun:
		openRunCloses.at(f, "body.closes")
	case d.Closes < d.Opens:
		dayOrder.at(f, "body.closes")
	}
}

func checkDay(f *errs.Fields, path string, d Day) bool {
	if d == "" {
		return true
	}
	_, ok := ParseDay(string(d))
	switch {
	case ok:
	case realDay(string(d)):
		dayRange.at(f, path)
	default:
		badDay.at(f, path)
	}
	return ok
}

func checkGenres(f *errs.Fields, chosen []Genre) GenreSet {
	for i, g := range chosen {
		oneOf(f, fmt.Sprintf("body.genres[%d]", i), g, g.Valid())
	}
	set := SetOf(chosen...)
	if len(set.List()) > MaxGenres {
		tooMany(MaxGenres).at(f, "body.genres")
	}
	return set
}

func checkPrices(f *errs.Fields, prices []Price) []Price {
	if len(prices) > MaxPrices {
		tooMany(MaxPrices).at(f, "body.prices")
	}
	prices = slices.Clone(prices)
	for i := range prices {
		p := &prices[i]
		path := fmt.Sprintf("body.prices[%d]", i)
		p.Seat = SeatRule.Clean(f, path+".seat", p.Seat)
		if p.Won < 0 || p.Won > MaxPrice {
			wonRange.at(f, path+".won")
		}
	}
	return prices
}

func checkCredits(f *errs.Fields, credits []Credit) []Credit {
	if len(credits) > MaxCredits {
		tooMany(MaxCredits).at(f, "body.credits")
	}
	var kept []Credit
	for i, c := range credits {
		path := fmt.Sprintf("body.credits[%d]", i)
		oneOf(f, path+".role", c.Role, c.Role.Valid())
		c.Name = NameRule.Clean(f, path+".name", c.Name)
		c.Part = PartRule.Clean(f, path+".part", c.Part)
		c.Picture = "" // portraits come from sources only (defect D27)
		if !slices.Contains(kept, c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func checkLink(f *errs.Fields, s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	link, ok := webAddress(s)
	switch {
	case !ok:
		badLink.at(f, "body.link")
	case len(link) > MaxLink:
		longLink.at(f, "body.link")
	}
	return link
}

// webAddress gives an absolute http or https address in the form in which it is stored, all
// in ASCII. A page links to it, so that it can't be a script or hold a password.
func webAddress(s string) (string, bool) {
	if !utf8.ValidString(s) {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return "", false
	}
	u.RawQuery = escapeNonASCII(u.RawQuery)
	address := u.String()
	return address, isPrintable(address)
}

// escapeNonASCII writes what people paste into queries, as browsers do.
func escapeNonASCII(s string) string {
	var out strings.Builder
	for i := range len(s) {
		if b := s[i]; b > '~' {
			fmt.Fprintf(&out, "%%%02X", b)
		} else {
			out.WriteByte(b)
		}
	}
	return out.String()
}

// isPrintable tells whether s is printable ASCII without blanks.
func isPrintable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '!' || r > '~' })
}

// hash tells two drafts apart, so that an idempotency key is not answered with a cake that
// was made from something else.
func (d Draft) hash() string {
	b, err := json.Marshal(d)
	if err != nil {
		panic("cake: a checked draft always marshals: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
