package imports

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"piece/internal/archive"
	"piece/internal/platform/textrule"
)

// reviewLength is how long the one line is, in visible characters; what is longer goes to the
// record, and the line gets its beginning.
const reviewLength = 50

// interpreter reads rows by a plan.
type interpreter struct {
	source Source
	plan   Plan
	check  func(Draft) []Problem // the rules of pieces
}

// interpret sets what a row says, what is wrong with it and its key. It is ready, wrong, or left
// out; whether it is there already others know.
func (x interpreter) interpret(r *Row) {
	told := x.told(r)
	r.Key = x.key(r, told)
	maps.Copy(told, r.Fixes)
	r.Facts, r.Problems = map[Field]string{}, nil
	for _, f := range Mendable() {
		v, problems := x.value(f, strings.TrimSpace(told[f]))
		if v != "" {
			r.Facts[f] = v
		}
		r.Problems = append(r.Problems, problems...)
	}
	x.fitReview(r)
	r.Problems = append(r.Problems, x.rules(r)...)
	switch {
	case r.Choice == Leave, x.source == Letterboxd && r.Choice == AsItIs && !x.plan.Undated && r.Cells[lbLogged] != "":
		r.State = RowLeft
	case len(r.Problems) > 0:
		r.State = RowWrong
	default:
		r.State = RowReady
	}
	r.PieceID = ""
}

// told gives the fields as the file has them.
func (x interpreter) told(r *Row) map[Field]string {
	if x.source == Own {
		p, err := ownPiece(r)
		if err != nil { // it was checked to be JSON, and is something else than a piece
			return map[Field]string{}
		}
		return tells(&p)
	}
	told := map[Field]string{}
	for f, at := range x.plan.Columns {
		if at >= 0 && at < len(r.Cells) {
			told[f] = r.Cells[at]
		}
	}
	if x.source == Letterboxd {
		told[Review] = plain(told[Review])
		delete(told, Identity)
	}
	return told
}

// value reads a field into the form in which it can be typed again; what can't be read stays as
// it is, with the problem.
func (x interpreter) value(f Field, s string) (string, []Problem) {
	if !usable(s) {
		return "", []Problem{badCharacter(f)}
	}
	var read string
	ok := true
	wrong := Problem{}
	switch f {
	case Day:
		if s == "" {
			return "", []Problem{noDay}
		}
		var unclear bool
		if read, unclear, ok = readDay(s, x.plan.Dates); unclear {
			wrong = unclearDay
		} else {
			wrong = badDay
		}
	case Kind:
		if s == "" {
			return x.plan.Kind, nil
		}
		wrong = badKind
		read, ok = readWord(kinds, s)
	case HalfStars:
		return x.stars(s)
	case Review:
		if s == "" {
			s = x.plan.Review
		}
		if s == "" {
			return "", []Problem{noReview}
		}
		return s, nil
	case Visibility:
		if s == "" {
			return x.plan.Visibility, nil
		}
		wrong = badVisible
		read, ok = readWord(visibilities, s)
	default:
		read, wrong, ok = optional(f, s)
	}
	if !ok {
		return s, []Problem{wrong}
	}
	return read, nil
}

// optional reads a field that may be empty.
func optional(f Field, s string) (read string, wrong Problem, ok bool) {
	if s == "" {
		return "", Problem{}, true
	}
	switch f {
	case Time:
		read, ok = readTime(s)
		return read, badTime, ok
	case Price:
		read, ok = readPrice(s)
		return read, badPrice, ok
	case Genre:
		if read, ok = readWord(genres, s); !ok && len(bare(s)) > 0 {
			return "", Problem{}, true // a genre that PIECE doesn't have is no reason to stop
		}
		return read, badGenre, ok
	case Year:
		read, ok = s, len(s) == 4 && strings.Trim(s, "0123456789") == ""
		return read, badYear, ok
	}
	return s, Problem{}, true
}

func (x interpreter) stars(s string) (string, []Problem) {
	scale := x.plan.Scale
	if scale == 0 {
		scale = 5
	}
	read, ok := s, true
	if x.source == Own || isHalf(s) {
		read = strings.TrimPrefix(s, halfMark)
	} else if s != "" {
		read, ok = readStars(s, scale)
	}
	switch {
	case !ok:
		return "", []Problem{badStars}
	case read != "":
		return read, nil
	case x.plan.HalfStars > 0:
		return digits(x.plan.HalfStars), nil
	}
	return "", []Problem{noStars}
}

// halfMark stands before stars that were mended: they are half stars whatever the scale is.
const halfMark = "h"

func isHalf(s string) bool { return strings.HasPrefix(s, halfMark) }

// fitReview moves a review that is too long for one line to the record, and several lines too.
func (x interpreter) fitReview(r *Row) {
	whole := r.Facts[Review]
	one := strings.Join(strings.Fields(whole), " ")
	if textrule.Length(one) <= reviewLength && !strings.ContainsAny(strings.TrimSpace(whole), "\r\n") {
		if one != "" {
			r.Facts[Review] = one
		}
		return
	}
	r.Facts[Review] = beginning(one)
	if r.Facts[Text] == "" {
		r.Facts[Text] = whole
	} else if r.Facts[Text] != whole {
		r.Facts[Text] = whole + "\n\n" + r.Facts[Text]
	}
}

// beginning is the first sentence of a text if it makes a line, and else as many words as fit.
func beginning(s string) string {
	if textrule.Length(s) <= reviewLength {
		return s
	}
	const least = 8 // characters: "Wow." alone says little
	for i, r := range s {
		if !strings.ContainsRune(".!?。！？…", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if next, _ := utf8.DecodeRuneInString(s[end:]); end < len(s) && !unicode.IsSpace(next) && r < 0x2000 {
			continue // 3.5, or the first of three points
		}
		if n := textrule.Length(s[:end]); n > reviewLength {
			break
		} else if n >= least {
			return s[:end]
		}
	}
	cut := textrule.Rule{Max: reviewLength - 1}.Fit(s)
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,.;:-") + "…"
}

// rules keeps those of pieces, for fields that have no problem yet.
func (x interpreter) rules(r *Row) []Problem {
	wrong := map[Field]bool{}
	for _, p := range r.Problems {
		wrong[p.Field] = true
	}
	var more []Problem
	for _, p := range x.check(x.draft(r)) {
		if !wrong[p.Field] {
			wrong[p.Field] = true
			more = append(more, p)
		}
	}
	return more
}

// key tells what the source knows a row by: its own name for it, or else what it says. It never
// depends on where in the file it is, nor on what was mended.
func (x interpreter) key(r *Row, told map[Field]string) string {
	var parts []string
	switch {
	case x.source == Own:
		parts = []string{told[Identity]}
	case x.source == Letterboxd && r.Cells[lbURI] != "":
		parts = []string{r.Cells[lbURI], r.Cells[lbWatched]}
	case x.source == Table && told[Identity] != "":
		parts = []string{"id", told[Identity], told[Title], told[Day]}
	default:
		for _, f := range []Field{Title, Day, Time, Venue, Seat, Price} {
			parts = append(parts, strings.Join(strings.Fields(strings.ToLower(told[f])), " "))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return string(x.source) + ":" + hex.EncodeToString(sum[:20])
}

// usable tells whether a cell holds text that the store can keep.
func usable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// draft is the piece that a row would be.
func (x interpreter) draft(r *Row) Draft {
	d := Draft{Facts: r.Facts}
	if x.source != Own {
		return d
	}
	if p, err := ownPiece(r); err == nil {
		d.Shape, d.Paper, d.Cover, d.Quiet = p.Shape, p.Paper, p.Cover, !p.Remind
	}
	return d
}

// mostPhotos is how many a record has at most: a document may name any number of them.
const mostPhotos = 10

// pictures are the files of a row of an export.
func (x interpreter) pictures(r *Row) (photo *archive.PiecePhoto, artwork *archive.PieceArtwork, record []archive.RecordPhoto) {
	if x.source != Own {
		return nil, nil, nil
	}
	p, err := ownPiece(r)
	if err != nil {
		return nil, nil, nil
	}
	if p.Photo != nil && p.Photo.File != "" {
		photo = p.Photo
	}
	if p.Artwork != nil && p.Artwork.File != "" {
		artwork = p.Artwork
	}
	if p.Record != nil {
		for _, ph := range p.Record.Photos {
			if ph.File != "" && len(record) < mostPhotos {
				record = append(record, ph)
			}
		}
	}
	return photo, artwork, record
}
