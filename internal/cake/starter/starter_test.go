package starter

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"piece/internal/cake"
	"piece/internal/platform/errs"
	"piece/internal/platform/textrule"
)

func catalogue(t *testing.T) *Source {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// latin are the works that are known by a title without Korean letters in Korea, too.
var latin = map[string]bool{"1987-when-the-day-comes": true}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Nothing in the catalogue is what nobody could have typed, and nothing is there twice.
func TestForm(t *testing.T) {
	codes, same := map[string]bool{}, map[string]string{}
	for _, w := range catalogue(t).Works() {
		t.Run(w.Code, func(t *testing.T) {
			if !slug.MatchString(w.Code) || len(w.Code) > cake.MaxCode || codes[w.Code] {
				t.Error("the code is not a new slug")
			}
			codes[w.Code] = true
			one := fmt.Sprint(w.Kind, w.Year, cake.DoubleKey(w.Title))
			if other, ok := same[one]; ok {
				t.Errorf("is %s too", other)
			}
			same[one] = w.Code
			checkTexts(t, &w)
			if !w.Kind.Valid() || len(w.Genres.List()) > cake.MaxGenres {
				t.Errorf("kind %q, genres %v", w.Kind, w.Genres.List())
			}
			if w.Kind == "movie" && (w.Year == 0 || w.Genres == 0) {
				t.Error("a film without its year or genre")
			}
			if w.Year != 0 && (w.Year < cake.MinYear || w.Year > 2026) || w.Minutes < 0 || w.Minutes > cake.MaxMinutes {
				t.Errorf("%d, %d minutes", w.Year, w.Minutes)
			}
			if w.Age != nil && *w.Age != 0 && *w.Age != 12 && *w.Age != 15 && *w.Age != 19 {
				t.Errorf("let in from %d", *w.Age)
			}
			if w.Closes != "" && (w.Opens == "" || w.Closes < w.Opens || w.OpenRun) || w.OpenRun && w.Opens == "" {
				t.Errorf("from %s to %s", w.Opens, w.Closes)
			}
			if w.Opens != "" && w.Year != 0 && !strings.HasPrefix(string(w.Opens), fmt.Sprint(w.Year)) {
				t.Errorf("opens on %s in %d", w.Opens, w.Year)
			}
			names := map[string]bool{}
			for _, c := range w.Credits {
				if key := string(c.Role) + c.Name; names[key] {
					t.Errorf("%s is there twice", c.Name)
				} else {
					names[key] = true
				}
			}
			if len(w.Prices) > 0 || w.Times != "" || w.Poster != "" {
				t.Error("prices, times and posters are not for this catalogue")
			}
		})
	}
}

// checkTexts holds the texts to the limits of what people may type.
func checkTexts(t *testing.T, w *Work) {
	t.Helper()
	var f errs.Fields
	clean := func(rule textrule.Rule, field, s string) {
		if got := rule.Clean(&f, field, s); got != s {
			t.Errorf("%s %q is stored as %q", field, s, got)
		}
	}
	clean(cake.TitleRule, "title", w.Title)
	clean(cake.OriginalRule, "original", w.Original)
	clean(cake.OriginalRule, "english", w.English)
	clean(cake.VenueRule, "venue", w.Venue)
	clean(cake.SynopsisRule, "synopsis", w.Synopsis)
	for _, c := range w.Credits {
		clean(cake.NameRule, string(c.Role), c.Name)
	}
	if err := f.Err(); err != nil {
		t.Errorf("%v (%+v)", err, f)
	}
	if !hangul(w.Title) && !latin[w.Code] {
		t.Errorf("%q has no Korean letter", w.Title)
	}
	if w.Original == w.Title || w.English == w.Title || w.Original != "" && w.English == w.Original {
		t.Error("a title is told twice")
	}
	if !ascii(w.English) {
		t.Errorf("%q is not English", w.English)
	}
	n := textrule.Length(w.Synopsis)
	ends := strings.Count(w.Synopsis, ".") + strings.Count(w.Synopsis, "!") + strings.Count(w.Synopsis, "?")
	if n < 20 || n > 90 || ends != 1 || !strings.HasSuffix(w.Synopsis, "요.") || !hangul(w.Synopsis) {
		t.Errorf("%q (%d) is not one sentence", w.Synopsis, n)
	}
}

func hangul(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7e })
}

// A fact that is misspelt is an error, not a fact that is missing.
func TestReadsStrictly(t *testing.T) {
	for _, text := range []string{
		`[{"code": "a", "title": "가", "look": "swiss", "minuets": 90}]`,
		`[{"code": "a", "title": "가", "look": "siwss"}]`,
		`[{"code": "a", "title": "가", "look": "swiss", "genres": ["sad"]}]`,
		`[{"code": "a", "title": "가", "look": "swiss", "area": "mars"}]`,
		`[{"code": "a", "title": "가", "look": "swiss", "opens": "2026-02-30"}]`,
		`[] []`, `[`, ``,
	} {
		if list, err := readFile([]byte(text), "movie"); err == nil {
			t.Errorf("%s gives %+v", text, list)
		}
	}
}

// sink remembers what it is told.
type sink struct {
	works  []cake.Told
	cursor string
}

func (s *sink) Works(_ context.Context, w ...cake.Told) error {
	s.works = append(s.works, w...)
	return nil
}
func (s *sink) Chart(context.Context, cake.Chart) error     { return nil }
func (s *sink) Failed(context.Context, string, error)       {}
func (s *sink) Save(_ context.Context, cursor string) error { s.cursor = cursor; return nil }

// The same catalogue is not taken in again at every start.
func TestSync(t *testing.T) {
	s := catalogue(t)
	var first, again sink
	if err := s.Sync(t.Context(), "", &first); err != nil || len(first.works) != len(s.Works()) || first.cursor == "" {
		t.Fatalf("%d works, cursor %q: %v", len(first.works), first.cursor, err)
	}
	if err := s.Sync(t.Context(), first.cursor, &again); err != nil || len(again.works) != 0 {
		t.Errorf("the same catalogue again tells %d works: %v", len(again.works), err)
	}
	if err := s.Sync(t.Context(), "of an older program", &again); err != nil || len(again.works) != len(s.Works()) || again.cursor != first.cursor {
		t.Errorf("after another one there are %d works: %v", len(again.works), err)
	}
}

func TestLook(t *testing.T) {
	s := catalogue(t)
	if look, second := s.Look("parasite"); look == "" || second != "Parasite" {
		t.Errorf("%q, %q", look, second)
	}
	if look, second := s.Look("nothing"); look != "" || second != "" {
		t.Errorf("%q, %q", look, second)
	}
}
