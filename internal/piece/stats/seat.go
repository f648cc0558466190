package stats

import (
	"regexp"
	"strings"
)

// The ways in which people and tickets write the row of a seat.
var (
	rowBefore = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}]|[층역석])([a-z]{1,3}|[가나다라마바사아자차카타파하]|[0-9]{1,3})\s*열`)
	rowAfter  = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])row\s*([a-z]{1,3}|[0-9]{1,3})(?:$|[^\p{L}\p{N}])`)
	rowSeat   = regexp.MustCompile(`(?i)^([a-z]{1,2})\s*-?\s*[0-9]{1,3}$`)
)

// seatRow gives the row of a seat such as "1층 C열 14번", "Row C, Seat 14" or "C14", and "" where
// the text tells of none.
func seatRow(seat string) string {
	for _, form := range []*regexp.Regexp{rowBefore, rowAfter, rowSeat} {
		if m := form.FindStringSubmatch(strings.TrimSpace(seat)); m != nil {
			return strings.ToUpper(strings.TrimLeft(m[1], "0"))
		}
	}
	return ""
}
