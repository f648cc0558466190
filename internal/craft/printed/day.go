package printed

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Day is a calendar day as it was found in a text.
type Day struct {
	Date     string // 2026-11-21
	Yearless bool   // the year wasn't printed: it is the nearest one that fits
	Weekday  Match  // whether the printed day of the week is that of the date
}

// Match says how two things that should agree do so.
type Match uint8

// Of something that may not have been printed at all.
const (
	Untold Match = iota
	Fits
	Differs
)

// form is one way of writing a day; the groups say which number is the year, the month and the day.
type form struct {
	*regexp.Regexp
	year, month, day int
}

const monthNames = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

// forms are tried in this order: what says more comes first.
var forms = []form{
	{regexp.MustCompile(`(?:^|\D)(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:\D|$)`), 1, 2, 3},
	{regexp.MustCompile(`(?:^|\D)(\d{4})(\d{2})(\d{2})(?:\D|$)`), 1, 2, 3},
	{regexp.MustCompile(`(?i)\b` + monthNames + ` ?(\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})\b`), 3, 1, 2},
	{regexp.MustCompile(`(?i)\b(\d{1,2}) ?` + monthNames + `,? ?(\d{4})\b`), 3, 2, 1},
	{regexp.MustCompile(`(?:^|[^\d.:/-])['’‘]?(\d{2})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:[^\d:]|$)`), 1, 2, 3},
	{regexp.MustCompile(`(?:^|\D)(\d{1,2})\s?월\s?(\d{1,2})\s?일?(?:\D|$)`), 0, 1, 2},
	{regexp.MustCompile(`(?i)\b` + monthNames + ` ?(\d{1,2})(?:st|nd|rd|th)?(?:\D|$)`), 0, 1, 2},
	{regexp.MustCompile(`(?i)\b(\d{1,2}) ?` + monthNames + `(?:\W|$)`), 0, 2, 1},
	{regexp.MustCompile(`(?:^|[^\d.:/-])(\d{1,2})\s?[./-]\s?(\d{1,2})(?:[^\d:.,원]|\.\s|\.$|\.\(|$)`), 0, 1, 2},
}

// ReadDay finds the one day that a text names; today is where years that were left out are near
// to. A period, such as that of an exhibition, is no day, and neither is what isn't in the calendar.
func ReadDay(text string, today time.Time) (Day, bool) {
	day, _, ok := readDay(plain(text), today)
	return day, ok
}

// readDay also gives what stands before and after the day.
func readDay(text string, today time.Time) (day Day, rest string, ok bool) {
	for _, f := range forms {
		m := f.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		from, to := m[2], m[len(m)-1]
		group := func(n int) string { return text[m[2*n]:m[2*n+1]] }
		after := text[to:]
		if strings.Contains(text[from:to], "월") {
			after = strings.TrimPrefix(strings.TrimPrefix(after, " "), "일") // the word for day, not Sunday
		}
		rest := text[:from] + " " + after
		month, dayNo := monthOf(group(f.month)), number(group(f.day))
		week, named := weekday(after)
		if f.year == 0 {
			day, ok = nearest(month, dayNo, week, named, today)
		} else {
			day, ok = certain(yearOf(group(f.year)), month, dayNo, week, named)
		}
		if ok && isPeriod(after, day.Date, today) {
			return Day{}, "", false
		}
		return day, rest, ok
	}
	return Day{}, text, false
}

// isPeriod tells whether another day follows.
func isPeriod(after, date string, today time.Time) bool {
	other, _, found := readDay(after, today)
	return found && other.Date != date
}

func monthOf(s string) int {
	if n := number(s); n > 0 {
		return n
	}
	names := []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	return slices.Index(names, strings.ToLower(s)) + 1
}

// yearOf reads 26 as 2026: no ticket on which the year is short is older than that.
func yearOf(s string) int {
	if len(s) == 2 {
		return 2000 + number(s)
	}
	return number(s)
}

func exists(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, year > 0 && month >= 1 && month <= 12 && t.Day() == day && t.Month() == time.Month(month)
}

func certain(year, month, day int, week time.Weekday, named bool) (Day, bool) {
	t, ok := exists(year, month, day)
	if !ok {
		return Day{}, false
	}
	d := Day{Date: t.Format(time.DateOnly)}
	switch {
	case named && t.Weekday() == week:
		d.Weekday = Fits
	case named:
		d.Weekday = Differs
	}
	return d, true
}

// How many years back and ahead a ticket may be whose year wasn't printed. The day of the week
// tells years apart, so with it a ticket may be older.
const (
	yearsBack      = 1
	yearsBackNamed = 6
	yearsAhead     = 1
)

// nearest gives the year in which the day is nearest to today, among those in which it falls on the
// printed day of the week.
func nearest(month, day int, week time.Weekday, named bool, today time.Time) (Day, bool) {
	y, m, d := today.Date()
	here := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	back := yearsBack
	if named {
		back = yearsBackNamed
	}
	var best time.Time
	var bestOff time.Duration
	for year := y - back; year <= y+yearsAhead; year++ {
		t, ok := exists(year, month, day)
		if !ok || named && t.Weekday() != week {
			continue
		}
		if off := t.Sub(here).Abs(); best.IsZero() || off < bestOff {
			best, bestOff = t, off
		}
	}
	if best.IsZero() {
		if named {
			found, ok := nearest(month, day, 0, false, today)
			found.Weekday = Differs
			return found, ok
		}
		return Day{}, false
	}
	found := Day{Date: best.Format(time.DateOnly), Yearless: true}
	if named {
		found.Weekday = Fits
	}
	return found, true
}

var weekdays = regexp.MustCompile(`(?i)^[\s.,]{0,3}[([]?\s?(?:([월화수목금토일])(?:요일|\s?[)\]]|[\s,/·]|$)|(mon|tue|wed|thu|fri|sat|sun)[a-z]*)`)

// weekday reads the day of the week right after a day.
func weekday(after string) (time.Weekday, bool) {
	m := weekdays.FindStringSubmatch(after)
	if m == nil {
		return 0, false
	}
	if m[1] != "" {
		return time.Weekday(slices.Index([]string{"일", "월", "화", "수", "목", "금", "토"}, m[1])), true
	}
	return time.Weekday(slices.Index([]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}, strings.ToLower(m[2]))), true
}

// Next gives the day after a date.
func Next(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(fmt.Sprintf("printed: %q is no date that this package gave", date))
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
