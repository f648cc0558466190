package poster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

// Work is what a poster tells. Everything but the title may be empty.
type Work struct {
	Kind   string   // "movie", "play", "musical", "concert", "exhibition"; others steer nothing
	Genre  string   // "romance", "horror", ...; others steer nothing
	Title  string   // as it is written
	Second string   // the title in another language, or a line under it
	By     string   // who made it, as it is to be written: "감독 한소라"
	People []string // who is in it
	When   string   // "2026", "2026. 5. 1 – 6. 14"
	Venue  string
}

// clean makes the texts safe to set.
func (w Work) clean() Work {
	w.Title, w.Second, w.By = typeset.Clean(w.Title), typeset.Clean(w.Second), typeset.Clean(w.By)
	w.When, w.Venue = typeset.Clean(w.When), typeset.Clean(w.Venue)
	var people []string
	for _, p := range w.People {
		if p = typeset.Clean(p); p != "" {
			people = append(people, p)
		}
	}
	w.People = people
	if w.Title == "" {
		w.Title = "—"
	}
	return w
}

// label says what kind of work it is, in the small capitals of posters.
func (w *Work) label() string {
	switch w.Kind {
	case "movie":
		return "A FILM"
	case "play":
		return "THEATRE"
	case "musical":
		return "THE MUSICAL"
	case "concert":
		return "LIVE"
	case "exhibition":
		return "EXHIBITION"
	}
	return "ON STAGE"
}

// crew is who made it and who is in it, on one line.
func (w *Work) crew() string {
	return joined(" | ", w.By, strings.Join(w.People, " "))
}

// where is the time and the place, on one line.
func (w *Work) where() string {
	return joined(" · ", w.When, w.Venue)
}

// joined puts a mark between the texts that say something.
func joined(mark string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), mark)
}

// tagline is the second line, or else the kind of work.
func (w *Work) tagline() string { return cmp.Or(w.Second, w.label()) }

// initial is the first character that can be a picture by itself.
func (w *Work) initial() string {
	for _, c := range typeset.Clusters(w.Title) {
		for _, r := range c {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return strings.ToUpper(c)
			}
		}
	}
	return "P"
}

// Composition is the name of a way to make a poster. It is stable: it may be stored.
type Composition string

// plan is one composition.
type plan struct {
	name  Composition
	draw  func(*canvas, *Work)
	suits string // kinds and genres, apart by blanks
}

// Compositions lists all of them.
func Compositions() []Composition {
	all := plans()
	names := make([]Composition, len(all))
	for i, p := range all {
		names[i] = p.name
	}
	return names
}

// Valid tells whether c is one of Compositions.
func (c Composition) Valid() bool {
	_, ok := find(c)
	return ok
}

func find(name Composition) (plan, bool) {
	for _, p := range plans() {
		if p.name == name {
			return p, true
		}
	}
	return plan{}, false
}

// Choose picks a composition for a work: one that suits its kind, rather one that suits its genre too.
func Choose(w Work, seed uint64) Composition {
	const perKind, perGenre = 3, 5
	all := plans()
	weights, total := make([]int, len(all)), 0
	for i, p := range all {
		tags := strings.Fields(p.suits)
		for _, tag := range tags {
			switch tag {
			case w.Kind:
				weights[i] += perKind
			case w.Genre:
				weights[i] += perGenre
			}
		}
		total += weights[i]
	}
	if total == 0 {
		for i := range weights {
			weights[i] = 1
		}
		total = len(weights)
	}
	at := noise.NewStream(fingerprint(w.Kind+"\x00"+w.Title) ^ seed).Index(total)
	for i, n := range weights {
		if at -= n; at < 0 {
			return all[i].name
		}
	}
	return all[0].name
}
