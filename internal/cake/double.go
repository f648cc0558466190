package cake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxDoubleKey is the most characters of a DoubleKey.
const MaxDoubleKey = 160

// notes are what catalogues add to a title in brackets: the place of a run, an encore.
var notes = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕`)

// DoubleKey gives what two titles of one work have in common: its letters and digits, alike
// in width, case and accents, without what stands in brackets. Where that leaves nothing, as
// of "[REC]" or "!!!", it takes more of the title in.
func DoubleKey(title string) string {
	folded := strings.ToLower(norm.NFKC.String(title))
	bare := folded
	for {
		less := notes.ReplaceAllString(bare, " ")
		if less == bare {
			break
		}
		bare = less // brackets within brackets
	}
	key := keep(bare, isWordly)
	if key == "" {
		key = keep(folded, isWordly)
	}
	if key == "" {
		key = keep(folded, func(r rune) bool { return !unicode.IsSpace(r) })
	}
	return key
}

// keep gives the characters of s that are of some kind, without accents.
func keep(s string, ofKind func(rune) bool) string {
	s = strings.Map(func(r rune) rune {
		if isAccent(r) || !ofKind(r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
	runes := []rune(norm.NFC.String(s))
	return string(runes[:min(len(runes), MaxDoubleKey)])
}

func isAccent(r rune) bool { return 0x0300 <= r && r <= 0x036F }

// isWordly tells whether a character makes words. Marks do where scripts write vowels with them.
func isWordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// FirstYear gives the year of the work as far as it is known: that of its first release or
// else of this run; 0 when neither is.
func (w *Work) FirstYear() int {
	if w.Year != 0 || w.Opens == "" {
		return w.Year
	}
	y, _ := strconv.Atoi(string(w.Opens[:4])) // a Day that is not empty comes from ParseDay
	return y
}

// Film is what tells films of one title apart.
type Film struct {
	ID    string
	Year  int // see Work.FirstYear
	Opens Day
}

// SameFilm finds the film that a source tells of among those of the catalogue, "" when it is
// none of them, or can't be told. films have the kind "movie" and the DoubleKey of its title,
// and the source doesn't know them under another code.
//
// It is the one of the same year; of several, the one that opened on the same day. Else the
// only one a year apart, because sources disagree on what counts as the first release. KOBIS
// tells the day of a release in Korea, which for a film that is shown again is much later than
// its year, so there it may be the only one from before. A film taken for another can't be
// parted again, so two that can't be told apart stay two; an admin may merge them.
func SameFilm(source Source, told *Work, films []Film) string {
	year := told.FirstYear()
	if told.Kind != "movie" || year == 0 {
		return ""
	}
	var same, sameDay, near, before []string
	for _, f := range films {
		switch {
		case f.Year == 0:
			continue
		case f.Year == year:
			same = append(same, f.ID)
			if told.Opens != "" && f.Opens == told.Opens {
				sameDay = append(sameDay, f.ID)
			}
		case f.Year == year-1 || f.Year == year+1:
			near = append(near, f.ID)
		}
		if f.Year < year {
			before = append(before, f.ID)
		}
	}
	switch {
	case len(same) > 1:
		return only(sameDay)
	case len(same) == 1:
		return same[0]
	case len(near) > 0:
		return only(near)
	case source == KOBIS:
		return only(before)
	}
	return ""
}

func only(ids []string) string {
	if len(ids) != 1 {
		return ""
	}
	return ids[0]
}
