package cake

import (
	"errors"
	"fmt"
	"slices"
)

// Clean brings what a source tells within the rules that hold for people too: texts are cut,
// what breaks a rule is as good as not told, and order among people is that of a page. An
// error says why it can't be a cake at all (defect D31).
func (t Told) Clean() (Told, error) {
	if !validCode(t.Code) {
		return Told{}, fmt.Errorf("the code %.80q is not one of 1 to %d printable characters", t.Code, MaxCode)
	}
	if !t.Kind.Valid() {
		return Told{}, fmt.Errorf("the kind %.80q is unknown", t.Kind)
	}
	t.Title = TitleRule.Fit(t.Title)
	if t.Title == "" {
		return Told{}, errors.New("there is no title")
	}
	t.Original = OriginalRule.Fit(t.Original)
	if t.Original == t.Title {
		t.Original = ""
	}
	t.fitRun()
	t.Year = inRange(t.Year, MinYear, MaxYear)
	t.Minutes = inRange(t.Minutes, 1, MaxMinutes)
	if t.Age != nil && (*t.Age < 0 || *t.Age > MaxAge) {
		t.Age = nil
	}
	genres := t.Genres.List()
	t.Genres = SetOf(genres[:min(len(genres), MaxGenres)]...)
	t.Prices = fitPrices(t.Prices)
	t.Times = TimesRule.Fit(t.Times)
	t.Synopsis = SynopsisRule.Fit(t.Synopsis)
	t.Link = fitAddress(t.Link)
	t.Credits = t.fitCredits()
	t.Poster = fitAddress(t.Poster)
	return t, nil
}

func validCode(code string) bool {
	return code != "" && len(code) <= MaxCode && isPrintable(code)
}

// maxRank is the last place of a chart that is kept.
const maxRank = 1000

// maxPeople is more than have ever been anywhere.
const maxPeople = 10_000_000_000

// Clean leaves out places that can't be, and numbers of a place that can't (defect D31).
func (c Chart) Clean() Chart {
	var entries []ChartEntry
	for _, e := range c.Entries {
		if e.Rank < 1 || e.Rank > maxRank || !validCode(e.Code) {
			continue
		}
		e.Before = inRange(e.Before, 1, maxRank)
		e.Audience, e.Total = inRange(e.Audience, 1, maxPeople), inRange(e.Total, 1, maxPeople)
		entries = append(entries, e)
	}
	c.Entries = entries
	return c
}

// fitRun keeps what is clear of when and where.
func (t *Told) fitRun() {
	t.Opens, t.Closes = fitDay(t.Opens), fitDay(t.Closes)
	if t.OpenRun || t.Closes < t.Opens {
		t.Closes = ""
	}
	t.Venue = VenueRule.Fit(t.Venue)
	if !t.Area.Valid() {
		t.Area = ""
	}
}

func fitDay(d Day) Day {
	day, _ := ParseDay(string(d))
	return day
}

// inRange gives a number of the range, 0 for any other.
func inRange[T int | int64](n, low, high T) T {
	if n < low || n > high {
		return 0
	}
	return n
}

func fitPrices(told []Price) []Price {
	var prices []Price
	for _, p := range told {
		p.Seat = SeatRule.Fit(p.Seat)
		if p.Won >= 0 && p.Won <= MaxPrice && !slices.Contains(prices, p) && len(prices) < MaxPrices {
			prices = append(prices, p)
		}
	}
	return prices
}

// fitAddress gives an address at a source as it is stored; "" when it isn't one.
func fitAddress(s string) string {
	address, ok := webAddress(s)
	if !ok || len(address) > MaxLink {
		return ""
	}
	return address
}

// fitCredits gives the people by role, so that the director isn't cut off behind a large cast.
func (t *Told) fitCredits() []Credit {
	var credits []Credit
	for _, c := range t.InOrder() {
		c.Name, c.Part, c.Picture = NameRule.Fit(c.Name), PartRule.Fit(c.Part), fitAddress(c.Picture)
		if c.Role.Valid() && c.Name != "" && !slices.Contains(credits, c) && len(credits) < MaxCredits {
			credits = append(credits, c)
		}
	}
	return credits
}
