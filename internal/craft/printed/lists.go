package printed

import (
	"regexp"
	"slices"
	"strings"
)

var (
	betweenNames = regexp.MustCompile(`\s?[,，、/|;·ㆍ&\n]\s?`)
	roleBefore   = regexp.MustCompile(`^[^:]{1,20}:\s?(.+)$|^.{1,20}\s?역\s?[-–—]?\s+(.+)$`)
	roleBehind   = regexp.MustCompile(`^(.+?)\s?\([^)]*\)$`)
	others       = regexp.MustCompile(`\s?(?:외|등)(?:\s?\d+\s?명)?$`)
	heading      = regexp.MustCompile(`^(?:출연진?|캐스팅|캐스트|배우|감독|연출|cast|director)\s?[:：]\s?`)
)

// ReadNames gives the names of a list, each once, without the roles beside them.
func ReadNames(text string) []string {
	text = heading.ReplaceAllString(strings.ReplaceAll(text, "\n", ","), "")
	var names []string
	for _, name := range betweenNames.Split(plain(text), -1) {
		if m := roleBehind.FindStringSubmatch(name); m != nil {
			name = m[1]
		}
		if m := roleBefore.FindStringSubmatch(name); m != nil {
			name = m[1] + m[2]
		}
		name = strings.TrimSpace(others.ReplaceAllString(name, ""))
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

var betweenSeats = regexp.MustCompile(`\s?[,，、;|\n]\s?|\s/\s`)

// ReadSeats gives the seats of a list, each once, as they are printed.
func ReadSeats(text string) []string {
	text = strings.ReplaceAll(text, "\n", ",")
	var seats []string
	for _, seat := range betweenSeats.Split(plain(text), -1) {
		if seat = strings.TrimSpace(seat); seat != "" && !slices.Contains(seats, seat) {
			seats = append(seats, seat)
		}
	}
	return seats
}
