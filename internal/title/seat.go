package title

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// rowA finds the row A in what people write about their seat, in small letters and narrow forms:
// "a열 3번", "가구역 a열", "row a", "a-3", "a3". The letter stands alone, so that aa and ba are other
// rows; what is a hall (a관), a block (a구역, a블록) or a price (a석) is no row, nor is "a3열", the
// third row of a block.
var rowA = regexp.MustCompile(`(?:^|[^\p{Latin}\p{N}])(?:` +
	`a\s*[-–_.]?\s*(?:열|행|줄|라인|列)` + `|` +
	`(?:row|line)\s*[-–:.]?\s*a(?:$|[^\p{Latin}\p{N}])` + `|` +
	`a\s*[-–_/.:·]?\s*[0-9]{1,3}(?:$|번|호|좌석|[^\p{Latin}\p{N}\p{Hangul}\s]|\s+[^열행줄층관]|\s*$)` +
	`)`)

// inRowA tells whether a seat is in row A.
func inRowA(seat string) bool { return rowA.MatchString(strings.ToLower(norm.NFKC.String(seat))) }
