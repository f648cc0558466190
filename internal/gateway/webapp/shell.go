package webapp

import (
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"path"
	"strings"
)

// shells draw the first paint of a page: the real heading, the first picture, and boxes
// where the app will put its parts, so that something is there at once and nothing jumps.
type shells struct {
	byLanguage map[string]*htmltemplate.Template
	font       string
}

// shellData is what a shell may use. What comes after Font is of the answers in the page and
// empty without them; everything in it was written by somebody.
type shellData struct {
	Page   string // name of the route
	Person bool   // somebody is signed in
	Framed bool   // the app draws its rail (desktop) and its bar (phone) around the page
	Bar    bool   // … and the bar is not hidden by an immersive page
	Font   string // address of the app's font, "" where the build has none
	Me     *shellPerson
	Recent *shellPieces
	List   *shellPieces // the first page of the page's list
	Piece  *shellPiece
	Owner  *shellPerson // of the page of a person
	Cakes  *shellCakes  // the first page of the catalogue
	Chart  bool         // … is a chart
	Cake   *shellCake
	Ways   int // to sign in beside a password, on the pages that offer them
}

// shellPages is a list as the app keeps it.
type shellPages[T any] struct {
	Pages []*T `json:"pages"`
}

func (p shellPages[T]) first() *T {
	if len(p.Pages) == 0 {
		return nil
	}
	return p.Pages[0]
}

type shellPieces struct {
	Items []shellPiece `json:"items"`
	Total int          `json:"total"`
}

type shellPerson struct {
	Nickname string `json:"nickname"`
}

type shellPiece struct {
	Title  string `json:"title"`
	Color  string `json:"color"`
	Ticket struct {
		Front      string `json:"front"`
		FrontSmall string `json:"frontSmall"`
	} `json:"ticket"`
}

// readShells parses shells/*.gohtml. Each page has a template of the name of its route;
// the home of guests is "landing".
func readShells(sources fs.FS, t Texts, files map[string]file) (shells, error) {
	s := shells{byLanguage: map[string]*htmltemplate.Template{}}
	for address := range files {
		if ok, _ := path.Match("/assets/core-*.woff2", address); ok {
			s.font = address
		}
	}
	for _, lang := range languages {
		parsed, err := htmltemplate.New("").Funcs(htmltemplate.FuncMap{
			"t":      func(key string, named ...any) (string, error) { return t.Get(lang, key, named...) },
			"plural": func(key string, n int) (string, error) { return t.plural(lang, key, n) },
			"times":  func(n int) []struct{} { return make([]struct{}, n) },
			"first":  func(n int, list []shellPiece) []shellPiece { return list[:min(n, len(list))] },
			"cakes":  func(n int, list []shellCake) []shellCake { return list[:min(n, len(list))] },
		}).ParseFS(sources, "shells/*.gohtml")
		if err != nil {
			return s, err
		}
		s.byLanguage[lang] = parsed
	}
	return s, nil
}

// draw gives the shell of a page, "" where it has none.
func (s shells) draw(lang string, r route, signedIn bool, entries []Entry) (string, error) {
	data := shellData{
		Page: r.name, Person: signedIn, Font: s.font,
		Framed: signedIn && !r.plain, Bar: signedIn && !r.plain && !r.immersive,
	}
	data.learn(entries)
	name := r.name
	if name == "home" && !signedIn {
		name = "landing"
	}
	drawing := s.byLanguage[lang].Lookup(name)
	if drawing == nil {
		return "", nil
	}
	var b strings.Builder
	if err := drawing.Execute(&b, data); err != nil {
		return "", fmt.Errorf("shell %s: %w", name, err)
	}
	return b.String(), nil
}

// learn takes what shells show out of the answers. An answer of another form is not an
// error here: the shell does without, and the app tells.
func (d *shellData) learn(entries []Entry) {
	for _, e := range entries {
		switch strings.Join(e.Key[:min(2, len(e.Key))], "/") {
		case "me":
			_ = json.Unmarshal(e.Data, &d.Me)
		case "pieces/grid":
			var list shellPages[shellPieces]
			_ = json.Unmarshal(e.Data, &list)
			d.List = list.first()
		case "cakes/grid":
			var list shellPages[shellCakes]
			_ = json.Unmarshal(e.Data, &list)
			d.Cakes, d.Chart = list.first(), len(e.Key) > 2 && e.Key[2] == "charts"
		case "cakes/one":
			_ = json.Unmarshal(e.Data, &d.Cake)
		case "signin/providers":
			var ways struct {
				Items    []struct{} `json:"items"`
				Passkeys bool       `json:"passkeys"`
			}
			_ = json.Unmarshal(e.Data, &ways)
			if d.Ways = len(ways.Items); ways.Passkeys && d.Page == "login" {
				d.Ways++
			}
		case "pieces/recent":
			_ = json.Unmarshal(e.Data, &d.Recent)
		case "pieces/one":
			_ = json.Unmarshal(e.Data, &d.Piece)
		default:
			if e.Key[0] == "people" {
				_ = json.Unmarshal(e.Data, &d.Owner)
			}
		}
	}
}
