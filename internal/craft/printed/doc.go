// Package printed understands what Korean tickets and bookings print: days and times of day in
// all the ways that people and programs write them, amounts of won, seats, and lists of names.
//
// Invariants: everything is a pure function of text; what isn't understood is told so and never
// guessed at; what could mean something else as well says that it is unsure. It imports the
// standard library and golang.org/x/text only.
package printed

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var blanks = regexp.MustCompile(`[\s\p{Zs}]+`)

// plain makes full-width digits, marks and all kinds of blanks the common ones.
func plain(s string) string {
	return strings.TrimSpace(blanks.ReplaceAllString(norm.NFKC.String(s), " "))
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // of digits, and none is 0
	return n
}
