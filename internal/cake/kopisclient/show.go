package kopisclient

import (
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"piece/internal/cake"
)

// told gives a production in our words. asked is the kind of the list that it stands in.
func (s *Source) told(p *production, asked cake.Kind) (cake.Told, error) {
	t := cake.Told{Code: trim(p.Code), Poster: s.address(p.Poster)}
	t.Kind, t.Title = kindOf(trim(p.Genre), asked), trim(p.Title)
	var opens, closes bool
	t.Opens, opens = dayOf(p.From)
	t.Closes, closes = dayOf(p.To)
	switch {
	case t.Title == "":
		return cake.Told{}, errors.New("a production without a title")
	case !opens:
		return cake.Told{}, fmt.Errorf("a production that begins on %.20q", p.From)
	case !closes && trim(p.To) != "":
		return cake.Told{}, fmt.Errorf("a production that ends on %.20q", p.To)
	}
	t.Year, _ = strconv.Atoi(string(t.Opens[:4]))
	t.OpenRun = trim(p.OpenRun) == "Y"
	t.Venue, t.Area = venueOf(p.Venue), areaOf(trim(p.Area))
	if t.Kind == "concert" {
		t.Genres = cake.SetOf("music")
	}
	t.Minutes, t.Age, t.Prices = minutesOf(p.Minutes), ageOf(p.Age), pricesOf(p.Prices)
	t.Times, t.Synopsis, t.Link = trim(p.Times), plain(p.Synopsis), link+t.Code
	t.Credits = p.credits(t.Kind)
	return t, nil
}

func dayOf(s string) (cake.Day, bool) {
	t, err := time.Parse(answerDay, trim(s))
	if err != nil {
		return "", false
	}
	return cake.ParseDay(t.Format(time.DateOnly))
}

// address gives that of a picture, which may be told without its host.
func (s *Source) address(told string) string {
	told = trim(told)
	base, err := url.Parse(s.BaseURL + "/")
	if err != nil || told == "" {
		return ""
	}
	u, err := base.Parse(told)
	if err != nil {
		return ""
	}
	return u.String()
}

// venueOf gives a venue without the hall in brackets where that is only its name again:
// "백령아트센터 (백령아트센터)".
func venueOf(s string) string {
	s = trim(s)
	if i := strings.LastIndex(s, " ("); i > 0 && strings.TrimSuffix(s[i+2:], ")") == trim(s[:i]) {
		return trim(s[:i])
	}
	return s
}

func (p *production) credits(kind cake.Kind) []cake.Credit {
	onStage := cake.Role("cast")
	if kind == "concert" {
		onStage = "artist"
	}
	var all []cake.Credit
	for _, part := range []struct {
		role  cake.Role
		names string
	}{{onStage, p.Cast}, {"crew", p.Crew}, {"producer", firstTold(p.Producer, p.Makers)}} {
		for _, name := range names(part.names) {
			all = append(all, cake.Credit{Role: part.role, Name: name})
		}
	}
	return all
}

func firstTold(texts ...string) string {
	for _, s := range texts {
		if trim(s) != "" {
			return s
		}
	}
	return ""
}

// andOthers ends a list of names: "김세연, 신성진 등".
var andOthers = regexp.MustCompile(`\s+(등|외)(\s*\d+\s*명)?$`)

// names gives those of a list with commas.
func names(s string) []string {
	var all []string
	for _, n := range strings.Split(andOthers.ReplaceAllString(trim(s), ""), ",") {
		if n = trim(n); n != "" && n != "등" {
			all = append(all, n)
		}
	}
	return all
}

var (
	hoursOf    = regexp.MustCompile(`(\d{1,2})\s*시간`)
	minuteOf   = regexp.MustCompile(`(\d{1,4})\s*분`)
	yearsOf    = regexp.MustCompile(`(\d{1,2})\s*세`)
	monthsOf   = regexp.MustCompile(`(\d{1,3})\s*개월`)
	priceOf    = regexp.MustCompile(`([^,]*?)\s*(\d{1,3}(?:,\d{3})+|\d+)\s*원`)
	freeOf     = regexp.MustCompile(`([^,]*?)\s*무료`)
	tags       = regexp.MustCompile(`<[^<>]*>`)
	lineBreaks = regexp.MustCompile(`(?i)<br\s*/?>|</p>`)
)

// minutesOf reads a running time such as "1시간 30분", "2시간" or "165분"; 0 for anything else.
// What follows in brackets is the interval.
func minutesOf(s string) int {
	s, _, _ = strings.Cut(s, "(")
	total := 0
	if m := hoursOf.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		total = 60 * n
	}
	if m := minuteOf.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		total += n
	}
	return total
}

// ageOf reads the youngest age such as "만 12세 이상", "36개월 이상" or "전체 관람가"; nil when it
// isn't told in numbers. Months count as the years that are full by then.
func ageOf(s string) *int {
	age := 0
	switch s = strings.ReplaceAll(trim(s), " ", ""); {
	case strings.HasPrefix(s, "전체"):
	case strings.Contains(s, "청소년관람불가"), strings.Contains(s, "미성년자관람불가"):
		age = cake.MaxAge
	default:
		m, months := yearsOf.FindStringSubmatch(s), 1
		if m == nil {
			m, months = monthsOf.FindStringSubmatch(s), 12
		}
		if m == nil {
			return nil
		}
		n, _ := strconv.Atoi(m[1])
		age = n / months
	}
	return &age
}

// pricesOf reads prices such as "R석 66,000원, S석 44,000원", "전석 30,000원" or "전석무료".
func pricesOf(s string) []cake.Price {
	s = trim(s)
	var all []cake.Price
	for _, m := range priceOf.FindAllStringSubmatch(s, -1) {
		won, err := strconv.ParseInt(strings.ReplaceAll(m[2], ",", ""), 10, 64)
		if err == nil {
			all = append(all, cake.Price{Seat: seatOf(m[1]), Won: won})
		}
	}
	if m := freeOf.FindStringSubmatch(s); m != nil && len(all) == 0 {
		all = []cake.Price{{Seat: seatOf(m[1])}}
	}
	return all
}

// seatOf gives what a price is for; "" where it is for all.
func seatOf(s string) string {
	switch s = strings.Trim(s, " ,/·:"); s {
	case "전석", "전 석", "전좌석", "균일":
		return ""
	}
	return s
}

// plain gives a text without the HTML that some have.
func plain(s string) string {
	s = lineBreaks.ReplaceAllString(s, "\n")
	return trim(html.UnescapeString(tags.ReplaceAllString(s, "")))
}
