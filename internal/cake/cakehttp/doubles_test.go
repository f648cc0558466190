package cakehttp_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"piece/internal/cake"
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
			h.make(newID(), fmt.Sprintf("기생충 %03d", i), "kind", "movie", "year", 2019)
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

// Of a classic there are stagings of many years, and none of them hides another.
func TestADoubleIsFoundAmongStagingsOfManyYears(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var works []cake.Told
		for year := 1900; year < 2000; year++ {
			works = append(works, cake.Told{Code: fmt.Sprint(year), Work: cake.Work{Kind: "play", Title: "햄릿", Year: year}})
		}
		if _, err := h.store.Take(t.Context(), cake.KOPIS, works, h.clock.Now()); err != nil {
			t.Fatal(err)
		}
		maker := newID()
		for year := 1900; year < 2000; year += 33 {
			h.post(maker, newID(), draft{"kind": "play", "title": "햄릿", "year": year}).want(http.StatusConflict)
			if got := h.doubles(maker, "햄릿", fmt.Sprintf("&kind=play&year=%d", year)); len(got) == 0 {
				t.Errorf("of %d none is shown", year)
			}
		}
	})
}

func TestOfTheSameWorkMadeByManyAtOnceThereIsOne(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		d := draft{"kind": "movie", "title": "모두가 아는 영화", "year": 2026}
		var made atomic.Int32
		var crowd sync.WaitGroup
		for range 20 {
			crowd.Go(func() {
				if a := h.post(newID(), "k", d); a.status == http.StatusCreated {
					made.Add(1)
				} else if a.status != http.StatusConflict || read[problem](a).Code != "cake_exists" {
					t.Errorf("answered %d: %s", a.status, a.body)
				}
			})
		}
		crowd.Wait()
		if made.Load() != 1 {
			t.Errorf("%d of 20 made one", made.Load())
		}
		// The same request sent twice is no double of itself.
		maker := newID()
		d["title"] = "단 한 번"
		for range 8 {
			crowd.Go(func() {
				if a := h.post(maker, "twice", d); a.status != http.StatusCreated {
					t.Errorf("the same request: %d %s", a.status, a.body)
				}
			})
		}
		crowd.Wait()
	})
}
