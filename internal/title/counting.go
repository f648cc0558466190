package title

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// counting makes a count that begins at nothing; the count takes one piece after the other, in the
// order in which they were made, and tells how much there is so far. It never goes down.
type counting func() func(*Attendance) int

// pieces counts those of which everything holds.
func pieces(all ...func(*Attendance) bool) counting {
	return func() func(*Attendance) int {
		n := 0
		return func(a *Attendance) int {
			if holds(all, a) {
				n++
			}
			return n
		}
	}
}

// different counts how many values there are; "" is none.
func different(value func(*Attendance) string) counting {
	return func() func(*Attendance) int {
		seen := map[string]bool{}
		return func(a *Attendance) int {
			if v := value(a); v != "" {
				seen[v] = true
			}
			return len(seen)
		}
	}
}

// most counts, of the pieces of which everything holds, how many have one of their values in common:
// the one that most have. "" is none, and a value that a piece has twice counts once.
func most(values func(*Attendance) []string, all ...func(*Attendance) bool) counting {
	return func() func(*Attendance) int {
		have, most := map[string]int{}, 0
		return func(a *Attendance) int {
			if !holds(all, a) {
				return most
			}
			mine := map[string]bool{"": true}
			for _, v := range values(a) {
				if !mine[v] {
					mine[v] = true
					have[v]++
					most = max(most, have[v])
				}
			}
			return most
		}
	}
}

// spent adds up prices. One that wasn't told adds nothing.
func spent() func(*Attendance) int {
	sum := 0
	return func(a *Attendance) int {
		if a.Price != nil {
			sum += int(*a.Price)
		}
		return sum
	}
}

func holds(all []func(*Attendance) bool, a *Attendance) bool {
	for _, is := range all {
		if !is(a) {
			return false
		}
	}
	return true
}

func kind(k string) func(*Attendance) bool {
	return func(a *Attendance) bool { return a.Kind == k }
}

// begins tells whether it began between two times of day, both included, over midnight if the second
// one is the earlier.
func begins(from, to string) func(*Attendance) bool {
	return func(a *Attendance) bool {
		switch {
		case a.Time == "":
			return false
		case from <= to:
			return from <= a.Time && a.Time <= to
		}
		return a.Time >= from || a.Time <= to
	}
}

// otherGenre is the genre of what is of none of the others.
const otherGenre = "etc"

// genreOf gives the genre that counts as one; "" for none and for the rest (defect D36).
func genreOf(a *Attendance) string {
	if a.Genre == otherGenre {
		return ""
	}
	return a.Genre
}

// genreTitles counts the titles of genres that somebody has, and gives the latest of their pieces.
func genreTitles(had map[string]string) (n int, latest string) {
	for id, piece := range had {
		if strings.HasPrefix(id, genreTitlePrefix) {
			n++
			latest = max(latest, piece) // ids of pieces sort by when they were made
		}
	}
	return n, latest
}

// names are the people of a cast, who are told apart by what they are called. The form in which
// pieces are made puts commas between them (web/src/features/make/cake/names.ts).
func names(cast string) []string {
	all := strings.FieldsFunc(cast, func(r rune) bool { return r == ',' || r == '，' || r == '、' })
	for i, name := range all {
		all[i] = fold(name)
	}
	return all
}

// fold gives what two texts have in common that differ in nothing but case, blanks and Unicode form.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
}
