package cakehttp_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"piece/internal/cake/cakehttp"
)

func (h *house) doubles(person, title, more string) []string {
	h.t.Helper()
	a := h.ask(person, "GET", "/doubles?title="+url.QueryEscape(title)+more, nil).want(http.StatusOK)
	return titles(cakehttp.CakeList{Items: read[cakehttp.CakesFound](a).Items})
}

func TestDoublesAreToldWhileATitleIsTyped(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker := newID()
		h.make(maker, "오페라의 유령", "year", 1986)
		h.make(maker, "오페라의 유령 [서울]", "year", 2023)
		h.make(maker, "오페라의 유령 2: 러브 네버 다이즈")
		h.make(maker, "오페라", "kind", "concert")
		h.make(maker, "유령")
		for _, c := range []struct {
			title, more string
			want        []string
		}{
			{"오페라의 유령", "", []string{"오페라의 유령", "오페라의 유령 [서울]", "오페라의 유령 2: 러브 네버 다이즈"}},
			{"  오페라의유령 (앙코르) ", "", []string{"오페라의 유령", "오페라의 유령 [서울]", "오페라의 유령 2: 러브 네버 다이즈"}},
			{"오페라의 유령", "&year=1986", []string{"오페라의 유령", "오페라의 유령 2: 러브 네버 다이즈"}},
			{"오페라의 유령", "&year=1987", []string{"오페라의 유령", "오페라의 유령 2: 러브 네버 다이즈"}},
			{"오페라의 유령", "&year=1988", []string{"오페라의 유령 2: 러브 네버 다이즈"}},
			{"오페라", "&kind=concert", []string{"오페라"}},
			{"오페라의 유령", "&kind=movie", []string{}},
			{"유", "", []string{"유령"}},
			{"%", "", []string{}}, {"_", "", []string{}}, {"", "", []string{}}, {" ", "", []string{}}, {"없는 제목", "", []string{}},
		} {
			got := h.doubles(maker, c.title, c.more)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q%s: %v, want %v", c.title, c.more, got, c.want)
			}
		}
		for i := range 7 {
			h.make(maker, fmt.Sprint("시리즈 ", i))
		}
		h.make(maker, "시리즈")
		if got := h.doubles(maker, "시리즈", ""); len(got) != 5 || got[0] != "시리즈" {
			t.Errorf("of a series: %v", got)
		}
		h.ask("", "GET", "/doubles?title=a", nil).want(http.StatusUnauthorized)
		for title, code := range map[string]string{"a\x00": "characters", long(101, "가"): "too_long"} {
			a := h.ask(maker, "GET", "/doubles?title="+url.QueryEscape(title), nil).want(http.StatusUnprocessableEntity)
			if a.fields()["query.title"] != code {
				t.Errorf("%.10q: %s", title, a.body)
			}
		}
	})
}

// The check of doubles is on the server too, whatever the form shows.
func TestADoubleIsRefusedUnlessItsMakerKnowsBetter(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker := newID()
		h.make(maker, "기생충", "kind", "movie", "year", 2019)
		h.make(maker, "언젠가", "kind", "movie")
		for i := range 70 { // many that only begin alike
			h.make(maker, fmt.Sprintf("기생충 %03d", i), "kind", "movie", "year", 2019)
		}
		for _, c := range []struct {
			draft  draft
			double bool
		}{
			{draft{"title": "기생충", "kind": "movie", "year": 2020}, false},
			{draft{"title": "기생충", "kind": "play", "year": 2019}, false},
			{draft{"title": "기생", "kind": "movie", "year": 2019}, false},
			{draft{"title": "기생충", "kind": "movie", "year": 2019}, true},
			{draft{"title": "기생 충 (재개봉)", "kind": "movie", "year": 2019}, true},
			{draft{"title": "기생충", "kind": "movie"}, true},
			{draft{"title": "기생충", "kind": "movie", "opens": "2019-05-30"}, true},
			{draft{"title": "언젠가", "kind": "movie", "year": 1999}, true},
		} {
			key := newID()
			a := h.post(newID(), key, c.draft)
			if !c.double {
				a.want(http.StatusCreated)
				continue
			}
			if a.status != http.StatusConflict || read[problem](a).Code != "cake_exists" || a.fields()["body.title"] != "cake_exists" {
				t.Errorf("%v: %d %s", c.draft, a.status, a.body)
			}
			h.post(newID(), key, c.draft.with("notADouble", false)).want(http.StatusConflict)
			h.post(newID(), key, c.draft.with("notADouble", true)).want(http.StatusCreated)
		}
	})
}
