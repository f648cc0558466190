package starter

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"piece/internal/cake"
	"piece/internal/craft/poster"
)

//go:embed works/*.json
var works embed.FS

// files are those of the works, with the kind of what is in them.
var files = []struct {
	name string
	kind cake.Kind
}{
	{"movies_korean.json", "movie"},
	{"movies_foreign.json", "movie"},
	{"plays.json", "play"},
	{"musicals.json", "musical"},
	{"concerts.json", "concert"},
	{"exhibitions.json", "exhibition"},
	{"others.json", "etc"},
}

// form grows when the same files are to be read in another way, so that they are taken in again.
const form = "1"

// Work is one work of the catalogue.
type Work struct {
	cake.Told
	English string             // the title in English, where it isn't the original one; may be ""
	Genre   cake.Genre         // the foremost of its genres; "" without any
	Look    poster.Composition // that suits it
}

// Second is the line under the title on a poster.
func (w *Work) Second() string {
	if w.Original != "" {
		return w.Original
	}
	return w.English
}

// InEnglish is the title by which people who read English know the work; "" when that isn't told.
func (w *Work) InEnglish() string {
	if w.English == "" && !strings.ContainsFunc(w.Original, func(r rune) bool { return r > unicode.MaxLatin1 }) {
		return w.Original
	}
	return w.English
}

// entry is a work as it stands in a file.
type entry struct {
	Code     string             `json:"code"`
	Title    string             `json:"title"`
	Original string             `json:"original"`
	English  string             `json:"english"`
	Year     int                `json:"year"`
	Opens    string             `json:"opens"`
	Closes   string             `json:"closes"`
	OpenRun  bool               `json:"openRun"`
	Venue    string             `json:"venue"`
	Area     cake.Area          `json:"area"`
	Genres   []cake.Genre       `json:"genres"`
	Minutes  int                `json:"minutes"`
	Age      *int               `json:"age"`
	Look     poster.Composition `json:"look"`
	Director []string           `json:"director"`
	Cast     []string           `json:"cast"`
	Artist   []string           `json:"artist"`
	Writer   []string           `json:"writer"`
	Composer []string           `json:"composer"`
	Synopsis string             `json:"synopsis"`
}

// read gives all works, in the order of the files, and a digest of everything that was read.
func read() (list []Work, digest string, err error) {
	sum := sha256.New()
	fmt.Fprintln(sum, form)
	for _, file := range files {
		text, err := works.ReadFile("works/" + file.name)
		if err != nil {
			return nil, "", err
		}
		fmt.Fprintln(sum, file.name, file.kind, len(text))
		sum.Write(text)
		of, err := readFile(text, file.kind)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", file.name, err)
		}
		list = append(list, of...)
	}
	return list, hex.EncodeToString(sum.Sum(nil)), nil
}

// readFile is strict: a field that is misspelt is not a fact that is left out.
func readFile(text []byte, kind cake.Kind) ([]Work, error) {
	var entries []entry
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&entries); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("something follows the works")
	}
	list := make([]Work, 0, len(entries))
	for _, e := range entries {
		w, err := e.work(kind)
		if err != nil {
			return nil, fmt.Errorf("%s (%s): %w", e.Code, e.Title, err)
		}
		list = append(list, w)
	}
	return list, nil
}

func (e *entry) work(kind cake.Kind) (Work, error) {
	w := Work{English: e.English, Look: e.Look, Told: cake.Told{Code: e.Code, Work: cake.Work{
		Kind: kind, Title: e.Title, Original: e.Original, Year: e.Year, OpenRun: e.OpenRun, Venue: e.Venue, Area: e.Area,
		Genres: cake.SetOf(e.Genres...), Minutes: e.Minutes, Age: e.Age, Synopsis: e.Synopsis, Credits: e.credits(),
	}}}
	if len(e.Genres) > 0 {
		w.Genre = e.Genres[0]
	}
	if !e.Look.Valid() {
		return w, fmt.Errorf("there is no composition %q", e.Look)
	}
	if e.Area != "" && !e.Area.Valid() {
		return w, fmt.Errorf("there is no area %q", e.Area)
	}
	for _, g := range e.Genres {
		if !g.Valid() {
			return w, fmt.Errorf("there is no genre %q", g)
		}
	}
	for _, d := range []struct {
		typed string
		day   *cake.Day
	}{{e.Opens, &w.Opens}, {e.Closes, &w.Closes}} {
		if d.typed == "" {
			continue
		}
		var ok bool
		if *d.day, ok = cake.ParseDay(d.typed); !ok {
			return w, fmt.Errorf("there is no day %q", d.typed)
		}
	}
	return w, nil
}

// credits are in the order of cake.Roles.
func (e *entry) credits() []cake.Credit {
	var out []cake.Credit
	for _, part := range []struct {
		role  cake.Role
		names []string
	}{{"director", e.Director}, {"cast", e.Cast}, {"artist", e.Artist}, {"writer", e.Writer}, {"composer", e.Composer}} {
		for _, name := range part.names {
			out = append(out, cake.Credit{Role: part.role, Name: name})
		}
	}
	return out
}
