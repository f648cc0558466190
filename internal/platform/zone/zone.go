// Package zone finds time zones by their names in the IANA table, which is part of the program.
package zone

import (
	"regexp"
	"time"
	_ "time/tzdata" // also where the machine has no table of time zones
)

// Max is the longest name of a time zone, in characters.
const Max = 64

var form = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+/-]{0,63}$`)

// Load gives the time zone of a name such as "Asia/Seoul"; false when there is none. "Local" is
// none: that is where this machine stands.
func Load(name string) (*time.Location, bool) {
	if !form.MatchString(name) || name == "Local" {
		return nil, false
	}
	z, err := time.LoadLocation(name)
	return z, err == nil
}
