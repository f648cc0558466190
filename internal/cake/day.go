package cake

import "time"

// Day is a calendar day such as "2026-08-03"; "" when it is not known. Days sort as text.
type Day string

// The first and last day that a cake may have.
const (
	FirstDay Day = "1880-01-01"
	LastDay  Day = "2100-12-31"
)

// ParseDay reads a day of the range that exists in the calendar.
func ParseDay(s string) (Day, bool) {
	d := Day(s)
	if !realDay(s) || d < FirstDay || d > LastDay {
		return "", false
	}
	return d, true
}

// realDay tells whether a day exists in the calendar.
func realDay(s string) bool {
	t, err := time.Parse(time.DateOnly, s)
	return err == nil && t.Format(time.DateOnly) == s
}

// Add gives the day that many days later, LastDay at the latest.
func (d Day) Add(days int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return min(Day(t.AddDate(0, 0, days).Format(time.DateOnly)), LastDay)
}

// begin gives the instant in which the day begins in Korea.
func (d Day) begin() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), seoul)
	if err != nil {
		return time.Time{}
	}
	return t
}

// daysUntil counts the days until another one; it is below 0 when that is earlier.
func (d Day) daysUntil(other Day) float64 { return other.begin().Sub(d.begin()).Hours() / 24 }

// seoul is where "today" is: what is on tonight is on in Korea.
var seoul = time.FixedZone("KST", 9*60*60) // no daylight saving since 1988

// Today gives the calendar day in Korea.
func Today(now time.Time) Day { return Day(now.In(seoul).Format(time.DateOnly)) }
