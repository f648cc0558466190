package share

import (
	"sort"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	ianazone "piece/internal/platform/zone"
)

// DefaultTimeZone is where most people are.
const DefaultTimeZone = "Asia/Seoul"

// MaxTimeZone is the longest name of a time zone, in characters.
const MaxTimeZone = ianazone.Max

// zone finds a time zone by its name in the IANA table, such as "Asia/Seoul".
func zone(f *errs.Fields, path, name string) *time.Location {
	if z, ok := ianazone.Load(name); ok {
		return z
	}
	f.Add(path, "time_zone", badZone)
	return nil
}

// endOf is the first instant after a valid day in a time zone. Midnight is no good start to
// count from: where clocks are set at that hour it may not exist, or come twice, and a few
// days were left out altogether.
func endOf(day piece.Day, z *time.Location) time.Time {
	midnight, _ := time.Parse(time.DateOnly, string(day))
	start := midnight.Add(-26 * time.Hour) // no zone is further from Greenwich than that
	const span = (24 + 2*26) * 60 * 60
	seconds := sort.Search(span, func(s int) bool {
		return start.Add(time.Duration(s)*time.Second).In(z).Format(time.DateOnly) > string(day)
	})
	return start.Add(time.Duration(seconds) * time.Second)
}
