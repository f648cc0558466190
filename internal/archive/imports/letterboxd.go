package imports

import (
	"cmp"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The columns that the tables of Letterboxd become, whichever of them there are.
var letterboxdColumns = []string{"Name", "Year", "Watched Date", "Rating", "Review", "Letterboxd URI", "Logged"}

// Places in letterboxdColumns.
const (
	lbName = iota
	lbYear
	lbWatched
	lbRating
	lbReview
	lbURI
	lbLogged // "1" of a film that was only marked as watched
)

// letterboxdPlan is where the fields of such a table are.
var letterboxdPlan = map[Field]int{Title: lbName, Year: lbYear, Day: lbWatched, HalfStars: lbRating, Review: lbReview, Identity: lbURI}

// isLetterboxd tells a table of Letterboxd by its columns.
func isLetterboxd(header []string) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(header, func(h string) bool { return strings.EqualFold(h, name) })
	}
	return has("Letterboxd URI") && has("Name") && has("Date")
}

// letterboxdZip reads what is in the ZIP: the diary with its reviews, and the films that were
// marked as watched or rated without an entry in the diary.
func letterboxdZip(b *box) (s sheet, found bool, err error) {
	tables := map[string]sheet{}
	for _, name := range b.tables() {
		base := strings.ToLower(path.Base(name))
		if dir := path.Dir(name); strings.Count(dir, "/") > 0 || slices.Contains([]string{"deleted", "orphaned", "likes", "lists"}, path.Base(dir)) {
			continue
		}
		if !slices.Contains([]string{"diary.csv", "reviews.csv", "watched.csv", "ratings.csv"}, base) {
			continue
		}
		data, err := b.read(name, MaxTable)
		if err != nil {
			return sheet{}, true, err
		}
		t, err := readTable(data)
		if err == errEmpty { //nolint:errorlint // the very value; somebody may have watched nothing yet
			continue
		}
		if err != nil {
			return sheet{}, true, err
		}
		if isLetterboxd(t.header) {
			tables[base] = t
		}
	}
	if len(tables) == 0 {
		return sheet{}, false, nil
	}
	s, err = letterboxd(tables)
	return s, true, err
}

// film tells entries of one film on one day, and films, apart.
type film struct{ name, year, day string }

// letterboxd joins the tables into one.
func letterboxd(tables map[string]sheet) (sheet, error) {
	out := sheet{header: letterboxdColumns}
	byURI := map[string]int{} // the row of an entry
	at := map[film]int{}      // the same, for tables whose addresses differ
	seen := map[film]bool{}   // films that have one
	enter := func(e entry, joins bool) {
		key := film{e.get("Name"), e.get("Year"), cmp.Or(e.get("Watched Date"), e.get("Date"))}
		uri := e.get("Letterboxd URI")
		i, known := byURI[uri]
		if !known || uri == "" {
			i, known = at[key]
		}
		if known && joins && out.rows[i].cells[lbReview] == "" {
			out.rows[i].cells[lbReview] = e.get("Review")
			return
		}
		byURI[uri], seen[film{key.name, key.year, ""}] = len(out.rows), true
		if _, has := at[key]; !has {
			at[key] = len(out.rows)
		}
		out.rows = append(out.rows, line{e.line.n, []string{key.name, key.year, key.day, e.get("Rating"), e.get("Review"), uri, ""}})
	}
	entriesOf(tables["diary.csv"], func(e entry) { enter(e, false) })
	entriesOf(tables["reviews.csv"], func(e entry) { enter(e, true) }) // of entries of the diary, as a rule

	ratings := map[film]string{}
	entriesOf(tables["ratings.csv"], func(e entry) { ratings[film{e.get("Name"), e.get("Year"), ""}] = e.get("Rating") })
	mark := func(e entry) {
		key := film{e.get("Name"), e.get("Year"), ""}
		if seen[key] {
			return
		}
		seen[key] = true
		out.rows = append(out.rows, line{e.line.n, []string{key.name, key.year, e.get("Date"), ratings[key], "", e.get("Letterboxd URI"), "1"}})
	}
	entriesOf(tables["watched.csv"], mark)
	entriesOf(tables["ratings.csv"], mark)
	if len(out.rows) > MaxRows {
		return sheet{}, errTooMany
	}
	if len(out.rows) == 0 {
		return sheet{}, errEmpty
	}
	for i := range out.rows { // they come from several tables: their places tell them apart
		out.rows[i].n = i + 1
	}
	return out, nil
}

// entry is a row of one of the tables.
type entry struct {
	line    line
	columns map[string]int
}

func entriesOf(s sheet, each func(entry)) {
	columns := map[string]int{}
	for i, h := range s.header {
		columns[strings.ToLower(h)] = i
	}
	for _, l := range s.rows {
		each(entry{l, columns})
	}
}

func (e entry) get(column string) string {
	if i, ok := e.columns[strings.ToLower(column)]; ok {
		return e.line.cells[i]
	}
	return ""
}

var (
	lineTags = regexp.MustCompile(`(?i)<\s*(?:br\s*/?|/p|/blockquote|/li)\s*>`)
	textTags = regexp.MustCompile(`(?i)</?\s*(?:b|i|em|strong|a|p|blockquote|u|s|del|ul|ol|li|span)(?:\s[^<>]*)?/?\s*>`)
)

// plain takes the marks out of a review that Letterboxd lets people write in HTML. What is no
// such mark stays as it was typed.
func plain(s string) string {
	s = lineTags.ReplaceAllString(s, "\n")
	return strings.TrimSpace(html.UnescapeString(textTags.ReplaceAllString(s, "")))
}
