// Package jsonld tells search engines what a page is about, in the words of
// https://schema.org, as far as several pages say the same.
//
// Invariant: no text of anybody ends the element that it is written into (defect D25). The
// package imports nothing of the product.
package jsonld

import "encoding/json"

// Context is the vocabulary.
const Context = "https://schema.org"

// The bounds of stars.
const (
	BestStars  = "5"
	WorstStars = "0.5"
)

// Thing is something with a name.
type Thing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// Person is somebody of a name.
func Person(name string) *Thing { return &Thing{"Person", name} }

// Place is somewhere of a name; nil without one.
func Place(name string) *Thing {
	if name == "" {
		return nil
	}
	return &Thing{"Place", name}
}

// events are the kinds that happen at a place and time; the others are works.
var events = map[string]string{
	"play": "TheaterEvent", "musical": "TheaterEvent", "concert": "MusicEvent", "exhibition": "ExhibitionEvent",
}

// TypeOf gives the type of what is of a kind, and whether that is an event.
func TypeOf(kind string) (name string, event bool) {
	if name, event = events[kind]; event {
		return name, true
	}
	if kind == "movie" {
		return "Movie", false
	}
	return "CreativeWork", false
}

// Element writes a value as an element of a page. The encoder writes <, > and & as escapes.
func Element(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	return `<script type="application/ld+json">` + string(b) + `</script>`, nil
}
