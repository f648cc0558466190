package piece

import (
	"strconv"
	"time"
)

// Day is a calendar day such as "2026-08-03". It is not an instant: no time zone ever
// moves it (defect D22). Days sort as text.
type Day string

// The first and last day that a piece may have.
const (
	FirstDay Day = "1900-01-01"
	LastDay  Day = "2100-12-31"
)

// ParseDay reads a day that exists in the calendar. Whether it lies in range is another
// question.
func ParseDay(s string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Format(time.DateOnly) != s {
		return "", false
	}
	return Day(s), true
}

// Year gives the year of a valid day.
func (d Day) Year() int {
	y, _ := strconv.Atoi(string(d[:4])) // a Day comes from ParseDay
	return y
}

// Month gives the month of a valid day.
func (d Day) Month() Month { return Month(d[:7]) }

// Month is a calendar month such as "2026-08".
type Month string

// ParseMonth reads a month in the range of days.
func ParseMonth(s string) (Month, bool) {
	d, ok := ParseDay(s + "-01")
	if !ok || d < FirstDay || d > LastDay {
		return "", false
	}
	return d.Month(), true
}

// First gives the first day of the month.
func (m Month) First() Day { return Day(m + "-01") }

// Last gives a bound that no day of the month is after and no day of a later month is
// before; the day itself need not exist.
func (m Month) Last() Day { return Day(m + "-31") }

// validClock tells whether s is a time of day such as "19:30".
func validClock(s string) bool {
	t, err := time.Parse("15:04", s)
	return err == nil && t.Format("15:04") == s
}
