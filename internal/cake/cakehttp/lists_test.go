package cakehttp_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/cake/cakehttp"
	"piece/internal/platform/page"
)

// queries counts statements.
type queries struct{ n atomic.Int64 }

func (q *queries) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context {
	q.n.Add(1)
	return ctx
}

func (q *queries) AfterQuery(context.Context, *bun.QueryEvent) {}

// count counts the statements of a pool from now on.
func count(t *testing.T, db bun.IDB) *queries {
	t.Helper()
	pool, ok := db.(*bun.DB)
	if !ok {
		t.Fatalf("the pool is a %T", db)
	}
	q := &queries{}
	pool.AddQueryHook(q)
	return q
}

// fill makes a catalogue: what is hot is so because of pieces.
func (h *house) fill() {
	h.t.Helper()
	h.take(cake.TMDB,
		cake.Work{Kind: "movie", Title: "파묘", Year: 2024, Opens: "2024-02-22", Genres: cake.SetOf("horror")},
		cake.Work{Kind: "movie", Title: "여름의 영화", Year: 2026, Opens: "2026-07-15", Genres: cake.SetOf("drama", "romance"), Credits: []cake.Credit{{Role: "director", Name: "김여름"}}},
		cake.Work{Kind: "movie", Title: "가을에 올 영화", Year: 2026, Opens: "2026-09-20", Genres: cake.SetOf("drama")},
	)
	h.take(cake.KOPIS,
		cake.Work{Kind: "musical", Title: "오페라의 유령", Opens: "2026-07-21", Closes: "2026-11-17", Venue: "샤롯데씨어터", Area: "seoul", Genres: cake.SetOf("romance")},
		cake.Work{Kind: "play", Title: "오래된 연극", Opens: "2020-01-01", OpenRun: true, Venue: "대학로", Area: "seoul"},
		cake.Work{Kind: "concert", Title: "어제의 콘서트", Opens: "2026-08-02", Venue: "해운대", Area: "busan"},
		cake.Work{Kind: "concert", Title: "오늘의 콘서트", Opens: "2026-08-03", Venue: "해운대", Area: "busan"},
	)
	for i, title := range []string{"오래된 연극", "파묘", "오페라의 유령", "여름의 영화", "오늘의 콘서트", "어제의 콘서트", "가을에 올 영화"} {
		h.pieces[h.search("", title).Items[0].ID] = 7 - i
	}
	if err := h.service.Reheat(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

func TestListsHoldWhatTheySay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.fill()
		chart := cake.Chart{Kind: "movie", Source: cake.TMDB, Day: "2026-08-02", Entries: []cake.ChartEntry{
			{Code: fmt.Sprintf("%x", "여름의 영화"), Rank: 1, Before: 2, Audience: 184_034, Total: 3_120_456}, {Code: fmt.Sprintf("%x", "파묘"), Rank: 2},
		}}
		concerts := cake.Chart{Kind: "concert", Source: cake.KOPIS, Day: "2026-08-02", Entries: []cake.ChartEntry{{Code: fmt.Sprintf("%x", "오늘의 콘서트"), Rank: 1}}}
		for _, c := range []cake.Chart{chart, concerts} {
			if err := h.store.PutChart(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		maker := newID()
		h.make(maker, "손으로 만든 것", "kind", "etc", "genres", []string{"etc"})
		all := []string{"오래된 연극", "파묘", "오페라의 유령", "여름의 영화", "오늘의 콘서트", "어제의 콘서트", "가을에 올 영화", "손으로 만든 것"}
		for parameters, want := range map[string][]string{
			"":                                      all,
			"list=hot":                              all,
			"kind=movie":                            {"파묘", "여름의 영화", "가을에 올 영화"},
			"genre=romance":                         {"오페라의 유령", "여름의 영화"},
			"genre=romance&kind=movie":              {"여름의 영화"},
			"area=busan":                            {"오늘의 콘서트", "어제의 콘서트"},
			"area=jeju":                             {},
			"area=seoul&kind=play":                  {"오래된 연극"},
			"list=showing":                          {"오래된 연극", "오페라의 유령", "여름의 영화", "오늘의 콘서트"},
			"list=showing&kind=concert":             {"오늘의 콘서트"},
			"list=showing&area=seoul&genre=romance": {"오페라의 유령"},
			"list=charts":                           {"여름의 영화", "파묘"},
			"list=charts&kind=movie":                {"여름의 영화", "파묘"},
			"list=charts&kind=concert":              {"오늘의 콘서트"},
			"list=charts&kind=musical":              {},
			"list=showing&q=" + url.QueryEscape("영화"):  {"여름의 영화"},
			"kind=concert&q=" + url.QueryEscape("해운대"): {"오늘의 콘서트", "어제의 콘서트"},
			"genre=drama&q=" + url.QueryEscape("ㅇㅎ"):   {"여름의 영화", "가을에 올 영화"},
		} {
			for _, person := range []string{"", maker} {
				l := h.list(person, parameters)
				if got := titles(l); !slices.Equal(got, want) || l.Next != "" {
					t.Errorf("%q: %v, want %v, next %q", parameters, got, want, l.Next)
				}
			}
		}
		if got := titles(h.list(maker, "list=made")); !slices.Equal(got, []string{"손으로 만든 것"}) {
			t.Errorf("made: %v", got)
		}
		if got := titles(h.list(newID(), "list=made")); len(got) != 0 {
			t.Errorf("made by another: %v", got)
		}
		charts := h.list("", "list=charts").Items
		if r := charts[0].Rank; r == nil || *r != (cakehttp.CakeRank{Day: "2026-08-02", Rank: 1, Before: 2, Audience: 184_034, Total: 3_120_456}) {
			t.Errorf("the first place is %+v", r)
		}
		if r := charts[1].Rank; r == nil || *r != (cakehttp.CakeRank{Day: "2026-08-02", Rank: 2}) {
			t.Errorf("the second place is %+v", r)
		}
		for _, c := range h.list("", "list=hot").Items {
			if showing := slices.Contains([]string{"오래된 연극", "오페라의 유령", "여름의 영화", "오늘의 콘서트"}, c.Title); c.Rank != nil || c.Showing != showing {
				t.Errorf("in the list of hot ones %s is showing %v, %+v", c.Title, c.Showing, c.Rank)
			}
		}
		for _, list := range []string{"hearted", "made"} {
			h.ask("", "GET", "?list="+list, nil).want(http.StatusUnauthorized)
		}
	})
}

func TestWhatCantBeListedIsSaidBesideTheField(t *testing.T) {
	h := open(t)
	person := newID()
	for parameters, at := range map[string]string{
		"list=cold": "query.list", "kind=opera": "query.kind", "genre=noir": "query.genre", "area=moon": "query.area",
		"limit=0": "query.limit", "limit=61": "query.limit", "cursor=x": "query.cursor", "surprise=1": "query.surprise",
		"q=" + strings.Repeat("a", 51): "query.q", "q=%00": "query.q", "q=%ff": "query.q",
		"list=charts&genre=war": "query.genre", "list=charts&area=seoul": "query.area", "list=charts&q=a": "query.q", "list=charts&cursor=x": "query.cursor",
	} {
		a := h.ask(person, "GET", "?"+parameters, nil)
		if a.status != http.StatusUnprocessableEntity || len(a.fields()) != 1 || a.fields()[at] == "" {
			t.Errorf("%s: %d %s, want a word at %s", parameters, a.status, a.body, at)
		}
	}
}

// A cursor belongs to the order of its list.
func TestCursorsOfOtherListsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		person := newID()
		hot, hearted, made := page.Cursor{"1500", "2026-08-03", "7"}.String(), page.Cursor{"1785000000000000", "7"}.String(), page.Cursor{"7"}.String()
		byIndex, byWalk := page.Cursor{"index", "1", "1500", "", "7"}.String(), page.Cursor{"walk", "0", "1500", "2026-08-03", "7"}.String()
		broken := []string{
			page.Cursor{"-1", "2026-08-03", "7"}.String(), page.Cursor{"1", "2026-13-03", "7"}.String(), page.Cursor{"1", "", "x"}.String(), page.Cursor{"-1"}.String(),
			page.Cursor{"1e3", "7"}.String(), page.Cursor{"fly", "0", "1", "", "7"}.String(), page.Cursor{"99999999999999999999"}.String(), page.Cursor{}.String() + "e30", "%00", "조각",
		}
		for parameters, fits := range map[string][]string{
			"list=hot": {hot}, "list=showing": {hot}, "list=hearted": {hearted}, "list=made": {made},
			"list=hot&q=a": {byIndex, byWalk}, "list=hearted&q=a": {byIndex, byWalk}, "list=made&q=a": {byIndex, byWalk}, "list=charts": nil,
		} {
			for _, cursor := range append([]string{hot, hearted, made, byIndex, byWalk}, broken...) {
				want := http.StatusUnprocessableEntity
				if slices.Contains(fits, cursor) {
					want = http.StatusOK
				}
				if a := h.ask(person, "GET", "?"+parameters+"&cursor="+url.QueryEscape(cursor), nil); a.status != want {
					t.Errorf("%s with %q: %d, want %d: %s", parameters, cursor, a.status, want, a.body)
				}
			}
		}
	})
}

func TestD20_ListsArePagedWithoutGapsOrDoubles(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		fan := newID()
		var works []cake.Work
		for i := range 65 {
			works = append(works, cake.Work{Kind: "play", Title: fmt.Sprintf("연극 %02d", i), Opens: "2026-08-01", OpenRun: true})
		}
		h.take(cake.KOPIS, works...)
		for i, c := range h.list("", "limit=60").Items {
			h.pieces[c.ID] = i % 7 // many are as hot as others
			h.heart(fan, "PUT", c.ID).want(http.StatusOK)
		}
		if err := h.service.Reheat(t.Context()); err != nil {
			t.Fatal(err)
		}
		for parameters, want := range map[string]int{"list=hot": 65, "list=showing&kind=play": 65, "list=hearted": 60, "q=" + url.QueryEscape("연극"): 65, "list=hearted&q=" + url.QueryEscape("ㅇㄱ"): 60} {
			seen := map[string]bool{}
			cursor, pages := "", 0
			for {
				l := h.list(fan, parameters+"&limit=7&cursor="+cursor)
				for _, c := range l.Items {
					if seen[c.ID] {
						t.Errorf("%s: %s comes twice", parameters, c.Title)
					}
					seen[c.ID] = true
				}
				pages++
				if cursor = l.Next; cursor == "" || pages > 20 {
					break
				}
			}
			if len(seen) != want {
				t.Errorf("%s: %d of %d on %d pages", parameters, len(seen), want, pages)
			}
		}
		if n := len(h.list("", "").Items); n != page.DefaultLimit {
			t.Errorf("a page of no wish has %d", n)
		}
	})
}

func TestD20_APageCostsTheSameQueriesWhateverItsSize(t *testing.T) {
	h := open(t)
	fan := newID()
	var works []cake.Work
	for i := range 61 {
		works = append(works, cake.Work{Kind: "play", Title: fmt.Sprintf("연극 %02d", i), Opens: "2026-08-01", OpenRun: true, Credits: []cake.Credit{{Role: "cast", Name: "배우"}}})
	}
	h.take(cake.KOPIS, works...)
	for _, c := range h.list("", "limit=60").Items {
		h.heart(fan, "PUT", c.ID).want(http.StatusOK)
	}
	q := count(t, h.db.Reader())
	cost := func(path string) int64 {
		before := q.n.Load()
		h.ask(fan, "GET", path, nil).want(http.StatusOK)
		return q.n.Load() - before
	}
	for _, list := range []string{"?list=hot", "?list=showing", "?list=hearted", "?q=" + url.QueryEscape("연극")} {
		if one, sixty := cost(list+"&limit=1"), cost(list+"&limit=60"); one != sixty || one > 6 {
			t.Errorf("%s: %d queries for a page of 1, %d for one of 60", list, one, sixty)
		}
	}
	if n := cost("/" + h.list("", "").Items[0].ID); n > 4 {
		t.Errorf("%d queries for a cake", n)
	}
}

func TestD37_ReadingChangesNothing(t *testing.T) {
	h := open(t)
	h.fill()
	person := newID()
	writes := count(t, h.db.Writer())
	one := h.list("", "").Items[0].ID
	for _, path := range []string{"", "?list=showing", "?list=charts", "?list=hearted", "?list=made", "?q=a", "/" + one, "/doubles?title=a", "/merges"} {
		h.ask(person, "GET", path, nil).want(http.StatusOK)
	}
	if n := writes.n.Load(); n != 0 {
		t.Errorf("%d statements to write", n)
	}
	h.heart(person, "PUT", one).want(http.StatusOK)
	if writes.n.Load() == 0 {
		t.Error("a heart was not counted, so the count proves nothing")
	}
}

func TestASearchTellsWhereItHit(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.make(newID(), "오페라의 유령", "originalTitle", "The Phantom of the Opera", "venue", "샤롯데씨어터", "credits", []any{
			draft{"role": "cast", "name": "김파도"}, draft{"role": "cast", "name": "이파도"}, draft{"role": "director", "name": "해럴드 프린스"},
		})
		for query, want := range map[string][]cakehttp.CakeFound{
			"오페라의":        {{Field: "title", Parts: []string{"", "오페라의", " 유령"}}},
			"ㅇㅍㄹ":         {{Field: "title", Parts: []string{"", "오페라", "의 유령"}}},
			"phantom":     {{Field: "original", Parts: []string{"The ", "Phantom", " of the Opera"}}},
			"파도":          {{Field: "credit", Parts: []string{"김", "파도", ""}}, {Field: "credit", Parts: []string{"이", "파도", ""}}},
			"샤롯ㄷ 프린":      {{Field: "credit", Parts: []string{"해럴드 ", "프린", "스"}}, {Field: "venue", Parts: []string{"", "샤롯데", "씨어터"}}},
			"유령 opera 파도": {{Field: "title", Parts: []string{"오페라의 ", "유령", ""}}, {Field: "original", Parts: []string{"The Phantom of the ", "Opera", ""}}, {Field: "credit", Parts: []string{"김", "파도", ""}}, {Field: "credit", Parts: []string{"이", "파도", ""}}},
		} {
			l := h.search("", query)
			if len(l.Items) != 1 || fmt.Sprint(l.Items[0].Found) != fmt.Sprint(want) {
				t.Errorf("%q: %+v", query, l.Items)
			}
		}
		for _, blank := range []string{"", " ", "\u200b", " \t "} {
			if l := h.search("", blank); len(l.Items) != 1 || l.Items[0].Found != nil {
				t.Errorf("a blank search, %q: %+v", blank, l)
			}
		}
		if l := h.search("", "크리스틴"); len(l.Items) != 0 {
			t.Errorf("found %+v", l)
		}
	})
}

func TestTheBestTitlesComeFirst(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for i, title := range []string{"유령", "유령의 집", "오페라의 유령", "고스트"} {
			c := h.make(newID(), title, "venue", map[bool]string{true: "유령 극장"}[title == "고스트"])
			h.pieces[c.ID] = i + 1
		}
		if err := h.service.Reheat(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := []string{"유령", "유령의 집", "고스트", "오페라의 유령"}
		if got := titles(h.search("", "유령")); !slices.Equal(got, want) {
			t.Errorf("found %v, want %v", got, want)
		}
		var paged []string
		for cursor := ""; ; {
			l := h.list("", "q="+url.QueryEscape("유령")+"&limit=1&cursor="+cursor)
			paged = append(paged, titles(l)...)
			if cursor = l.Next; cursor == "" {
				break
			}
		}
		if !slices.Equal(paged, want) {
			t.Errorf("page by page %v", paged)
		}
	})
}

// D14, D25: signs that mean something elsewhere are plain characters here.
func TestD14_SignsArePlainCharactersInSearches(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for _, title := range []string{"100% 연극", "밑_줄", `역\슬래시`, "<img src=x onerror=alert(1)>", "(괄호)*", "작은'따옴표", `큰"따옴표`, "물음?표", "샵#"} {
			h.make(newID(), title)
		}
		for query, want := range map[string]string{
			"%": "100% 연극", "_": "밑_줄", `\`: `역\슬래시`, "<img": "<img src=x onerror=alert(1)>", "*": "(괄호)*", "'": "작은'따옴표", `"`: `큰"따옴표`, "?": "물음?표", "#": "샵#", "' OR 1=1 --": "",
		} {
			got := titles(h.search("", query))
			if want == "" && len(got) == 0 {
				continue
			}
			if !slices.Equal(got, []string{want}) {
				t.Errorf("%q finds %v", query, got)
			}
		}
	})
}

// What is showing is decided by the day in Korea, where it is tomorrow already.
func TestD22_TodayIsTodayInKorea(t *testing.T) {
	h := open(t)
	h.make(newID(), "내일부터", "opens", "2026-08-04")
	if l := h.list("", "list=showing"); len(l.Items) != 0 {
		t.Errorf("showing %v", titles(l))
	}
	h.clock.Set(time.Date(2026, 8, 3, 15, 0, 0, 0, time.UTC)) // midnight in Seoul
	if l := h.list("", "list=showing"); len(l.Items) != 1 || !l.Items[0].Showing {
		t.Errorf("showing %v", titles(l))
	}
}
